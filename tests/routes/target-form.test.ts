import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { coordinators, milestones, referenceValues, targets } from '../../src/storage/schema.ts'
import { addDraft, promised, setState, storedTarget } from '../support/drafting.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

test('a head writes a target of the own draft; the house gives the code, and it counts nowhere before it is signed', async () => {
  const house = await openHouse()
  const draft = await addDraft(house, { by: 'unit' })
  await house.target({ plan: '100' })
  const answer = await house.as('head').fillIn(`${draft.path}/targets/new`, promised, { form: 'targets/new' })
  expect(answer.headers.get('location')).toBe(draft.path)
  const row = (await storedTarget(house, 'CK-MOI-01'))!
  expect(row).toMatchObject({
    plan: 12505,
    decimals: 1,
    state: 'planned',
    baseClass: 'unsigned',
    sortOrder: 1,
    lateFrom: null,
    staleOn: null,
  })
  house.clock.set('2023-02-01T09:00:00+07:00')
  const desk = await page(house.as('supervisor').get('/dashboard?campaign=H-2022'))
  expect(desk).not.toContain('CK-MOI-01')
  expect(await page(house.as('head').get('/my-work'))).not.toContain('CK-MOI-01')
  // Its page, with figures and reports, begins with the signature.
  expect((await house.as('head').get('/targets/CK-MOI-01')).status).toBe(404)
})

test('the office writes every kind of target', async () => {
  const house = await openHouse()
  const draft = await addDraft(house)
  const office = house.as('supervisor')
  const path = `${draft.path}/targets/new`
  const send = (fields: Record<string, string | string[]>) =>
    office.fillIn(path, fields, { form: 'targets/new' })
  await send({ ...promised, direction: 'within', plan: '', plan_low: '40', plan_high: '49,5' })
  await send({ ...promised, direction: 'down', plan: '4', baseline: '6,5', baseline_on: '31/12/2021' })
  await send({
    ...promised,
    kind: 'milestone',
    product: 'Nhà văn hóa đưa vào sử dụng',
    steps: 'Phê duyệt dự án | 31/3/2022 | 30\nKhởi công\t30/6/2022\t20\nHoàn thành | 31/12/2022 | 50%',
    evidence_required: 'yes',
  })
  await send({ ...promised, kind: 'qualitative', product: 'Nghị quyết được ban hành' })
  await send({ ...promised, kind: 'ongoing', due_on: '31/12/2022', weight: '10', headline: '2' })
  const rows = await house.db.read.select().from(targets).where(eq(targets.commitmentId, draft.id))
  const told = rows
    .sort((a, b) => a.sortOrder - b.sortOrder)
    .map(({ code, kind, plan, planLow, planHigh, baseline, dueOn, measure, evidenceRequired, weight }) => [
      ...[code, kind, plan, planLow, planHigh, baseline],
      ...[dueOn, measure, evidenceRequired, weight],
    ])
  expect(told).toEqual([
    ['CK-MOI-01', 'number', null, 400, 495, null, '2022-12-31', 'tỷ đồng', false, null],
    ['CK-MOI-02', 'number', 40, null, null, 65, '2022-12-31', 'tỷ đồng', false, null],
    ['CK-MOI-03', 'milestone', null, null, null, null, '2022-12-31', null, true, null],
    ['CK-MOI-04', 'qualitative', null, null, null, null, '2022-12-31', null, false, null],
    ['CK-MOI-05', 'ongoing', null, null, null, null, null, null, false, 10],
  ])
  const steps = await house.db.read.select().from(milestones)
  expect(steps.map(({ number, title, dueOn, weight }) => [number, title, dueOn, weight])).toEqual([
    [1, 'Phê duyệt dự án', '2022-03-31', 30],
    [2, 'Khởi công', '2022-06-30', 20],
    [3, 'Hoàn thành', '2022-12-31', 50],
  ])
})

test('what cannot be promised comes back with what was typed and what is wrong', async () => {
  const house = await openHouse()
  const draft = await addDraft(house)
  const cases: [fields: Record<string, string>, says: string][] = [
    [{ title: '' }, 'Chỉ tiêu, nhiệm vụ: Chưa điền'],
    [{ group: '7' }, 'Không có nhóm này trong đợt cam kết'],
    [{ plan: '1,250.5' }, 'Dấu phân cách không đúng'],
    [{ plan: '40-49' }, 'Ghi một số, không ghi khoảng'],
    [{ plan: '12 hộ' }, 'Đơn vị khác với đơn vị tính của chỉ tiêu (tỷ đồng)'],
    [{ plan: '1,25' }, 'Chỉ tiêu này lấy 1 chữ số thập phân'],
    [{ due_on: '1/12/2021' }, 'Thời hạn trước ngày bắt đầu'],
    [{ due_on: '31/6/2022' }, 'Không đọc được ngày'],
    [{ measure: '' }, 'Đơn vị tính: Chưa điền'],
    [{ curve: 'monthly', shares: '8 8 8 8 8 8 8 8 8 8 8 8' }, 'cộng lại là 96, phải bằng 100'],
    [{ curve: 'monthly', shares: '50 50' }, 'Cần 12 tỷ lệ, đang có 2'],
    [{ curve: 'monthly', shares: '50 x 0 0 0 0 0 0 0 0 0 50' }, 'Không đọc được tỷ lệ “x”'],
    [{ curve: 'last_year' }, 'Chưa có số cùng kỳ của năm trước'],
    [{ curve: 'spiral' }, 'Chọn một trong các mục'],
    [{ references: '31/8/2021 5.764,5' }, 'Chưa ghi nguồn số cùng kỳ'],
    [{ references: 'tháng tám: 5', reference_source: 'x' }, 'Không đọc được dòng'],
    [{ baseline_on: '31/12/2021' }, 'Có ngày nhưng chưa có số gốc'],
    [{ direction: 'within', plan_low: '5', plan_high: '4' }, 'Đầu trên nhỏ hơn đầu dưới'],
    [{ kind: 'milestone', product: 'x', steps: 'A | | 40\nB | | 50' }, 'cộng lại là 90, phải bằng 100'],
    [{ kind: 'milestone', product: 'x', steps: 'A | | 100\nB' }, 'Có bước chưa ghi tỷ trọng'],
    [{ kind: 'milestone' }, 'Sản phẩm, kết quả phải đạt: Chưa điền'],
    [{ coordinator: 'XYZ' }, 'Không có đơn vị mã XYZ'],
    [{ parent: 'CK-H-99', contribution: 'additive' }, 'Không có chỉ tiêu cấp trên mã CK-H-99'],
    [{ weight: 'ba' }, 'Tỷ trọng trong bản cam kết (%): Ghi một số nguyên'],
  ]
  for (const [fields, says] of cases) {
    const answer = await house
      .as('supervisor')
      .post(`${draft.path}/targets/new`, { id: crypto.randomUUID(), ...promised, ...fields })
    const html = await page(answer)
    expect([says, answer.status]).toEqual([says, 422])
    expect(html).toContain(says)
    expect(html).toContain(fields.title ?? promised.title)
  }
  expect(await storedTarget(house, 'CK-MOI-01')).toBeUndefined()
})

test('a number with two readings is asked, and the answer is taken', async () => {
  const house = await openHouse()
  const draft = await addDraft(house, { by: 'unit' })
  const form = { id: crypto.randomUUID(), ...promised, decimals: '3', plan: '660.191' }
  const answer = await house.as('head').post(`${draft.path}/targets/new`, form)
  const html = await page(answer)
  expect(answer.status).toBe(422)
  expect(html).toContain('660.191')
  expect(html).toMatch(/name="plan_choice" value="decimal"/)
  const again = { ...form, plan_choice_for: '660.191', plan_choice: 'decimal' }
  expect((await house.as('head').post(`${draft.path}/targets/new`, again)).status).toBe(303)
  expect((await storedTarget(house, 'CK-MOI-01'))!.plan).toBe(660191)
  // Written back with parted thousands it stays what it is, and nobody is asked again.
  const kept = await house
    .as('head')
    .fillIn(`${draft.path}/targets/CK-MOI-01/edit`, { title: 'Thu khác' }, { form: 'edit' })
  expect(kept.status).toBe(303)
  expect(await storedTarget(house, 'CK-MOI-01')).toMatchObject({ plan: 660191, title: 'Thu khác' })
})

test('a form sent twice makes one target; other words under its id make none', async () => {
  const house = await openHouse()
  const draft = await addDraft(house, { by: 'unit' })
  const form = { id: crypto.randomUUID(), ...promised }
  const send = (fields: Record<string, string>) => house.as('head').post(`${draft.path}/targets/new`, fields)
  const [first, second] = [await send(form), await send(form)]
  expect([first.status, second.status]).toEqual([303, 303])
  const other = await send({ ...form, title: 'Một chỉ tiêu khác hẳn' })
  expect(other.status).toBe(409)
  expect(await page(other)).toContain('Một chỉ tiêu khác hẳn')
  const rows = await house.db.read.select().from(targets).where(eq(targets.commitmentId, draft.id))
  expect(rows).toHaveLength(1)
})

test('two who edit one target: the second sees both, and nothing is overwritten unseen', async () => {
  const house = await openHouse()
  const draft = await addDraft(house)
  await house.as('supervisor2').fillIn(`${draft.path}/targets/new`, promised, { form: 'targets/new' })
  const path = `${draft.path}/targets/CK-MOI-01/edit`
  const { version } = (await storedTarget(house, 'CK-MOI-01'))!
  const form = { ...promised, version: String(version) }
  expect((await house.as('supervisor2').post(path, { ...form, plan: '1.300' })).status).toBe(303)
  const late = await house.as('supervisor').post(path, { ...form, plan: '1.400' })
  expect(late.status).toBe(409)
  const html = await page(late)
  expect(html).toContain('đang lưu: 1.300 tỷ đồng')
  expect(html).toContain('bạn gõ: 1.400 tỷ đồng')
  expect((await storedTarget(house, 'CK-MOI-01'))!.plan).toBe(13000)
})

test('units and targets above are found by any words, ticked, kept and taken out again', async () => {
  const house = await openHouse()
  const draft = await addDraft(house)
  const upper = await house.target({ unit: 'H', title: 'Thu ngân sách toàn huyện', plan: '730' })
  const office = house.as('supervisor')
  const path = `${draft.path}/targets/new`
  const found = await office.fillIn(
    path,
    { ...promised, coordinator_q: 'lao bao', parent_q: 'thu ngan sach toan' },
    { form: 'targets/new', button: 'do=find' },
  )
  expect(found.status).toBe(200)
  const html = await page(found)
  expect(html).toContain('Thị trấn Lao Bảo')
  expect(html).toContain(upper.code)
  expect(await (await office.htmx.get(`${draft.path}/targets/units?coordinator_q=lao`)).text()).toContain(
    'H-B',
  )
  await office.fillIn(
    path,
    {
      ...promised,
      coordinator: ['H-B'],
      parent: upper.code,
      contribution: 'additive',
      references: '31/8/2021\t1.000,5\n30/9/2021 1.200',
      reference_source: 'Chi cục Thống kê',
      curve: 'last_year',
    },
    { form: 'targets/new' },
  )
  const row = (await storedTarget(house, 'CK-MOI-01'))!
  expect(row).toMatchObject({ parentId: upper.id, contribution: 'additive', curve: 'last_year' })
  const values = await house.db.read
    .select()
    .from(referenceValues)
    .where(eq(referenceValues.targetId, row.id))
  expect(values.map(({ asOf, value, source }) => [asOf, value, source]).sort()).toEqual([
    ['2021-08-31', 10005, 'Chi cục Thống kê'],
    ['2021-09-30', 12000, 'Chi cục Thống kê'],
  ])
  const helping = () => house.db.read.select().from(coordinators).where(eq(coordinators.targetId, row.id))
  expect(await helping()).toHaveLength(1)
  // What is not touched stays.
  const kept = await office.fillIn(
    `${draft.path}/targets/CK-MOI-01/edit`,
    { coordinator: [], weight: '5' },
    { form: 'edit' },
  )
  expect(kept.status).toBe(303)
  expect(await storedTarget(house, 'CK-MOI-01')).toMatchObject({ parentId: upper.id, weight: 5 })
  expect(await helping()).toHaveLength(0)
})

test('the curve is drawn while it is typed, and on a button without script', async () => {
  const house = await openHouse()
  const draft = await addDraft(house, { by: 'unit' })
  const query = new URLSearchParams({
    ...promised,
    curve: 'monthly',
    shares: '0;0;10;10;10;10;10;10;10;10;10;10',
  })
  const piece = await (await house.as('head').htmx.get(`${draft.path}/targets/curve?${query}`)).text()
  expect(piece).toContain('<svg class="chart"')
  expect(piece).toContain('đến 31/12/2022: 1.250,5')
  query.set('shares', '10 10 10 10 10 10 10 10 10 10 10 1')
  const wrong = await (await house.as('head').htmx.get(`${draft.path}/targets/curve?${query}`)).text()
  expect(wrong).toContain('cộng lại là 111')
  const shown = await house
    .as('head')
    .fillIn(
      `${draft.path}/targets/new`,
      { ...promised, curve: 'step' },
      { form: 'targets/new', button: 'do=show' },
    )
  expect(shown.status).toBe(200)
  expect(await page(shown)).toContain('<svg class="chart"')
  expect(await storedTarget(house, 'CK-MOI-01')).toBeUndefined()
})

test('a target is taken out of a draft after a question; of a signed commitment never', async () => {
  const house = await openHouse()
  const draft = await addDraft(house, { by: 'unit' })
  await house
    .as('head')
    .fillIn(`${draft.path}/targets/new`, promised, { form: 'targets/new', button: 'do=next' })
  await house.as('head').fillIn(`${draft.path}/targets/new`, promised, { form: 'targets/new' })
  const gone = await house.as('head').fillIn(`${draft.path}/targets/CK-MOI-01/remove`, {}, { form: 'remove' })
  expect(gone.status).toBe(303)
  expect(await storedTarget(house, 'CK-MOI-01')).toBeUndefined()
  await setState(house, draft.id, 'active')
  for (const path of ['new', 'CK-MOI-02/edit', 'CK-MOI-02/remove'])
    expect((await house.as('head').get(`${draft.path}/targets/${path}`)).status).toBe(404)
  expect((await house.as('head').post(`${draft.path}/targets/CK-MOI-02/remove`, {})).status).toBe(404)
  expect(await storedTarget(house, 'CK-MOI-02')).toBeDefined()
})
