import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { auditEvents, commitmentSteps, commitments, notices, targets } from '../../src/storage/schema.ts'
import { addNextYear, bulk, go, template, terms } from '../support/commitments.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

async function open() {
  const house = await openHouse()
  await addNextYear(house)
  const drafts = () => house.db.read.select().from(commitments).where(eq(commitments.state, 'draft'))
  return { house, drafts, supervisor: house.as('supervisor') }
}

test('the office draws up commitments for all communes on three pages, and every value is as it was pasted', async () => {
  const { house, drafts, supervisor } = await open()
  const first = await page(supervisor.get('/commitments/new?campaign=H-2023'))
  expect(first).toContain('Xã (3)')
  const id = newId()
  const ask = (fields: Record<string, string | string[]>) =>
    supervisor.post('/commitments/new', {
      id,
      campaign: 'H-2023',
      which: 'all',
      kind: 'commune',
      ...terms,
      ...fields,
    })
  const second = await page(ask({ step: 'units', do: 'next' }))
  expect(second).toContain('bản cam kết của 3 đơn vị')
  const third = await page(ask({ step: 'template', do: 'next', ...template }))
  expect(third).toContain('H-C\tXã Húc\t')

  const values = [
    'Mã\tĐơn vị\tThu ngân sách',
    'H-A\tXã Tân Liên\t10,5',
    'xã húc\t1.204,25',
    'Xã Thuận; 7',
  ].join('\n')
  const checked = await page(ask({ step: 'values', do: 'check', ...template, values }))
  for (const words of ['1.204,25', 'Lập 3 bản dự thảo', '3 đơn vị, 6 chỉ tiêu'])
    expect(checked).toContain(words)
  const made = await ask({ step: 'values', do: 'create', ...template, values })
  expect(made.headers.get('location')).toBe('/commitments?campaign=H-2023&state=draft&done=draw-3')
  const drawn = await house.follow(made)
  for (const words of ['CK-2023-C', 'Đã lập 3 bản dự thảo', '<option value="draft" selected="">'])
    expect(drawn).toContain(words)
  // There are no bars of which it could be the legend.
  expect(drawn).not.toContain('class="legend')

  expect((await drafts()).map(({ code }) => code).sort()).toEqual(['CK-2023-A', 'CK-2023-C', 'CK-2023-D'])
  const rows = await house.db.read.select().from(targets).where(eq(targets.title, template.t1_title))
  expect(rows.map(({ code, plan }) => [code, plan]).sort()).toEqual([
    ['CK-2023-A-01', 10_500],
    ['CK-2023-C-01', 1_204_250],
    ['CK-2023-D-01', 7_000],
  ])
  expect(
    rows.every(
      ({ state, baseClass, origin }) => `${state} ${baseClass} ${origin}` === 'planned unsigned cascaded',
    ),
  ).toBe(true)
})

test('sent twice it is done once; a second round passes over those that have one', async () => {
  const { house, drafts, supervisor } = await open()
  const id = newId()
  const values = 'H-A\t1\nH-B\t2\nH-C\t3\nH-D\t-'
  for (const _ of [1, 2]) {
    expect((await supervisor.post('/commitments/new', bulk(id, { values }))).status).toBe(303)
    expect(await drafts()).toHaveLength(4)
  }
  const left = await house.db.read.select().from(targets).where(eq(targets.title, template.t1_title))
  expect(left.map(({ code }) => code).sort()).toEqual(['CK-2023-A-01', 'CK-2023-B-01', 'CK-2023-C-01'])
  const again = await supervisor.post('/commitments/new', bulk(newId(), { values }))
  expect(again.status).toBe(422)
  expect(await page(again)).toContain('Không có đơn vị nào chưa có bản cam kết')
  expect(await drafts()).toHaveLength(4)
  const events = await house.db.read
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.deed, 'commitment.drafted_in_bulk'))
  expect(events).toHaveLength(1)
  expect(await page(supervisor.get('/commitments/new?campaign=H-2023'))).toContain('đã có bản cam kết')
})

test('a number with two readings is asked for the whole column; nothing is kept before', async () => {
  const { house, drafts, supervisor } = await open()
  const id = newId()
  const values = 'H-A\t660.191\nH-B\t1.204\nH-C\t3\nH-D\t4'
  const asked = await supervisor.post('/commitments/new', bulk(id, { values }))
  expect(asked.status).toBe(422)
  const html = await page(asked)
  expect(html).toContain('2 ô như “660.191” đọc được hai cách')
  expect(/660,191\stỷ đồng/.test(html)).toBe(true)
  expect(await drafts()).toHaveLength(0)
  const made = await supervisor.post('/commitments/new', bulk(id, { values, choice_1: 'decimal' }))
  expect(made.status).toBe(303)
  const [row] = await house.db.read.select().from(targets).where(eq(targets.code, 'CK-2023-A-01'))
  expect(row?.plan).toBe(660_191)
})

test('every faulty cell and line is told, can be mended in place, and what was typed comes back', async () => {
  const { drafts, supervisor } = await open()
  const id = newId()
  const values = 'H-A\tmười\nH-B\t1,23456\nH-X\t3\nH-A\t4\nH-C\t5'
  const refused = await supervisor.post('/commitments/new', bulk(id, { values, with_due: 'yes' }))
  expect(refused.status).toBe(422)
  const html = await page(refused)
  for (const words of [
    'Dòng 3: “H-X”',
    'Dòng 4: Xã Tân Liên đã có',
    'Chưa có mức giao',
    'Còn 3 ô phải sửa',
    'mười',
  ]) {
    expect(html).toContain(words)
  }
  expect(await drafts()).toHaveLength(0)
  const mended = { 'fix_H-A_1': '1', 'fix_H-B_1': '2', 'fix_H-D_1': '3' }
  const fixed = 'H-A\tmười\nH-B\t1,23456\nH-C\t5\t30/11/2022'
  expect(
    (await supervisor.post('/commitments/new', bulk(id, { values: fixed, with_due: 'yes', ...mended })))
      .status,
  ).toBe(303)
  expect(await drafts()).toHaveLength(4)
})

test('without script: each page carries what the others hold', async () => {
  const { drafts, supervisor } = await open()
  const answer = await supervisor.fillIn(
    '/commitments/new?campaign=H-2023',
    { which: 'some', chosen: ['H-C', 'H-D'], ...terms },
    { button: 'do=next', form: '/commitments/new' },
  )
  const html = await page(answer)
  for (const [name, value] of [
    ['chosen', 'H-C|H-D'],
    ['place', 'Hướng Hóa'],
    ['which', 'some'],
  ]) {
    expect(html).toContain(`name="${name}" value="${value}"`)
  }
  expect(await drafts()).toHaveLength(0)
})

test('the template can be taken from a commitment that is there', async () => {
  const { house, supervisor } = await open()
  await house.target({ plan: '730.223', title: 'Thu ngân sách theo mẫu' })
  const like = { step: 'template', do: 'like', like: 'CK-H-A' }
  const html = await page(supervisor.post('/commitments/new', bulk(newId(), like)))
  expect(html).toContain('Thu ngân sách theo mẫu')
  expect(html).toContain('730,223')
  const unknown = await supervisor.post('/commitments/new', bulk(newId(), { ...like, like: 'CK-NO' }))
  expect([unknown.status, (await page(unknown)).includes('Không có bản cam kết mang mã này')]).toEqual([
    422,
    true,
  ])
})

test('taken from the year before, it is due on the same days of this year', async () => {
  const house = await openHouse()
  await addNextYear(house)
  await house.target({ code: 'CK-H-A-07', due_on: '2022-10-31' })
  const like = { step: 'template', do: 'like', like: 'CK-H-A', effective_from: '1/1/2023' }
  const html = await page(house.as('supervisor').post('/commitments/new', bulk(newId(), like)))
  expect(html).toMatch(/name="t1_due_on"[^>]*value="31\/10\/2023"/)
  expect(html).toMatch(/name="t1_start_on"[^>]*value="1\/1\/2023"/)
})

test('what is handed over at once has weights that make the whole', async () => {
  const house = await openHouse()
  await addNextYear(house)
  const supervisor = house.as('supervisor')
  const odd = bulk(newId(), { step: 'template', do: 'next', t1_weight: '80', t2_weight: '40' })
  expect((await supervisor.post('/commitments/new', odd)).status).toBe(200)
  const refused = await supervisor.post('/commitments/new', { ...odd, hand: 'yes' })
  expect(refused.status).toBe(422)
  expect(await page(refused)).toContain('cộng lại là 120%')
  const mended = { ...odd, hand: 'yes', t2_weight: '20' }
  expect((await supervisor.post('/commitments/new', mended)).status).toBe(200)
})

test('handed over at once, the heads are told', async () => {
  const { house, supervisor } = await open()
  await supervisor.post(
    '/commitments/new',
    bulk(newId(), { hand: 'yes', values: 'H-A\t1\nH-B\t2\nH-C\t3\nH-D\t4' }),
  )
  const told = await house.db.read.select().from(notices).where(eq(notices.kind, 'commitment_moved'))
  expect(told.map(({ path }) => path).sort()).toEqual([
    '/commitments/CK-2023-A',
    '/commitments/CK-2023-A',
    '/commitments/CK-2023-B',
  ])
  expect(await page(house.as('head').get('/notices'))).toContain('chuyển đơn vị xem xét')
  const [step] = await house.db.read.select().from(commitmentSteps)
  expect([step?.fromState, step?.toState]).toEqual([null, 'draft'])
})

test('decimals follow what was typed for any of the units, and an ordinary report is never refused for them', async () => {
  const { house, supervisor } = await open()
  const fields = { t1_decimals: '', which: 'some', chosen: ['H-A', 'H-B'] }
  const shown = await page(supervisor.post('/commitments/new', bulk(newId(), { ...fields, step: 'units' })))
  expect(shown).toContain('Theo số đã gõ')
  const sent = bulk(newId(), { ...fields, values: 'H-A\t10\nH-B\t' })
  expect((await supervisor.post('/commitments/new', { ...sent, t1_plan: '7,0625' })).status).toBe(303)
  const rows = await house.db.read.select().from(targets).where(eq(targets.title, template.t1_title))
  expect(rows.map(({ decimals, plan }) => [decimals, plan])).toEqual([
    [4, 100_000],
    [4, 70_625],
  ])
})

test('where only whole numbers were typed a head may report 9,5', async () => {
  const { house, supervisor } = await open()
  const values = 'H-A\t10\nH-B\t1.250\nH-C\t-\nH-D\t-'
  const sent = await supervisor.post('/commitments/new', bulk(newId(), { t1_decimals: '', values }))
  expect(sent.status).toBe(303)
  await go(house, 'CK-2023-A', 'hand', 'propose', 'agree', 'sign')
  const report = { value: '9,5', as_of: '6/9/2022' }
  const done = await house.as('head').fillIn('/targets/CK-2023-A-01/update', report, { button: 'do=submit' })
  expect(done.status).toBe(303)
})

test('a name in its own words after the code shifts no column, and a cell too many is told', async () => {
  const { house, drafts, supervisor } = await open()
  const id = newId()
  const send = (values: string) => supervisor.post('/commitments/new', bulk(id, { values }))
  for (const line of ['H-A\t1\t9', 'H-A\tTân Liên\t1\t9']) {
    const many = await send(`${line}\nH-B\t2\nH-C\t3\nH-D\t4`)
    expect([many.status, (await page(many)).includes('nhiều ô hơn 1 cột')], line).toEqual([422, true])
  }
  expect(await drafts()).toHaveLength(0)
  const heading = 'Mã\tĐơn vị\tThu ngân sách'
  expect((await send(`${heading}\nH-A\tTân Liên\t1\nH-B\t2\nXã Húc\t3\nH-D\tThuận\t4`)).status).toBe(303)
  const rows = await house.db.read
    .select()
    .from(targets)
    .where(eq(targets.campaignId, (await drafts())[0]!.campaignId))
  const first = rows.filter(({ code }) => code.endsWith('-01'))
  expect(first.map(({ code, plan, decimals }) => [code, plan! / 10 ** decimals]).sort()).toEqual([
    ['CK-2023-A-01', 1],
    ['CK-2023-B-01', 2],
    ['CK-2023-C-01', 3],
    ['CK-2023-D-01', 4],
  ])
})

test('what is to be mended is named with its field, in the order of the form, and leads there', async () => {
  const { supervisor } = await open()
  const ask = (fields: Record<string, string | string[]>) =>
    supervisor.post('/commitments/new', bulk(newId(), fields))
  const linksOf = (html: string) =>
    [...html.matchAll(/<li><a href="#([a-z0-9_]+)">([^<]*)/g)].map(([, field, words]) => `${field} ${words}`)
  const units = await page(ask({ step: 'units', do: 'next', which: 'some', place: '', side_a_post: '' }))
  expect(linksOf(units)).toEqual([
    'which Đánh dấu ít nhất một đơn vị trong danh sách.',
    'side_a_post Chức vụ người ký bên nhận cam kết: Chưa nhập.',
  ])
  const faulty = await page(
    ask({ step: 'template', do: 'next', t1_measure: '', t2_product: '', t2_group: '' }),
  )
  expect(linksOf(faulty)).toEqual([
    't1_measure Nội dung 1, Đơn vị tính: Chưa điền',
    't2_group Nội dung 2, Nhóm nhiệm vụ: Chưa điền',
    't2_product Nội dung 2, Sản phẩm, kết quả phải đạt: Chưa điền',
  ])
  for (const field of ['t1_measure', 't2_group', 't2_product']) expect(faulty).toContain(`id="${field}"`)
  expect(/for="t1_measure">Đơn vị tính <\/label>/.test(faulty)).toBe(true)
})

test('what stands for all units is asked where it can be read in two ways, and a column is one question', async () => {
  const { supervisor, house } = await open()
  const id = newId()
  const open1 = { t1_decimals: '', t1_plan: '1.234' }
  const asked = await page(
    supervisor.post('/commitments/new', bulk(id, { step: 'template', do: 'next', ...open1 })),
  )
  expect(asked).toContain('id="t1_plan_choice"')
  for (const [choice, plan] of [
    ['decimal', 1234],
    ['thousands', 123_400],
  ] as const) {
    const answer = { ...open1, t1_plan_choice: choice, t1_plan_choice_for: '1.234' }
    const only = { which: 'some', chosen: [choice === 'decimal' ? 'H-C' : 'H-D'], values: '' }
    const made = await supervisor.post('/commitments/new', bulk(newId(), { ...answer, ...only }))
    expect(made.status).toBe(303)
    const code = choice === 'decimal' ? 'CK-2023-C-01' : 'CK-2023-D-01'
    const [row] = await house.db.read.select().from(targets).where(eq(targets.code, code))
    expect([row?.plan, row?.decimals]).toEqual([plan, choice === 'decimal' ? 3 : 2])
  }
  const column = await page(
    supervisor.post('/commitments/new', bulk(newId(), { values: 'H-A\t660.191\nH-B\t1' })),
  )
  expect(column).toContain('còn 1 chỗ cần sửa')
})
