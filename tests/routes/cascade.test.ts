import { expect, test } from 'vitest'
import { targets } from '../../src/storage/schema.ts'
import { addNextYear, drawUp } from '../support/commitments.ts'
import { storedTarget } from '../support/drafting.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { reportRow } from '../support/reports.ts'
import { words } from '../support/words.ts'

/** A target of the district with one part in each commune; A has reported 30 and 42, B nothing. */
async function openParts({ rollup = null as 'weighted' | 'count_met' | null } = {}) {
  const house = await openHouse()
  const parent = await house.target({
    unit: 'H',
    code: 'CK-H-01',
    plan: '100',
    title: 'Trồng rừng toàn huyện',
  })
  const below = { parent: parent.code, contribution: 'additive' } as const
  const a = await house.target({ ...below, code: 'CK-H-A-01', plan: '60', title: 'Trồng rừng xã' })
  const b = await house.target({ ...below, unit: 'H-B', code: 'CK-H-B-01', plan: '30', title: 'Trồng rừng' })
  await house.add({
    updates: [
      reportRow(parent.code, '2022-08-31', 40),
      reportRow(a.code, '2022-07-31', 30),
      reportRow(a.code, '2022-08-31', 42),
    ],
  })
  if (rollup) {
    await house.as('province').post('/targets/CK-H-01/parts/rollup', { rollup })
  }
  return { house, parent, a, b, path: '/targets/CK-H-01/parts' }
}

const told = async (answer: Response | Promise<Response>) =>
  words(await page(answer)).replaceAll('\u00a0', ' ')

test('a target is held against what stands below it, figure by figure', async () => {
  const { house, path } = await openParts()
  const html = await page(house.as('supervisor').get(path))
  const text = words(html).replaceAll('\u00a0', ' ')
  for (const part of [
    'Kế hoạch của chỉ tiêu này 100 tỷ đồng',
    'Kế hoạch cấp dưới cộng lại 90 tỷ đồng',
    'chưa phân bổ hết 10 tỷ đồng',
    'Đơn vị báo cáo 40 tỷ đồng',
    'Cộng từ cấp dưới 42 tỷ đồng 1/2 đơn vị có số liệu · số liệu đến 31/8/2022',
    '−2 tỷ đồng −4,76% so với số cấp dưới · mới có 1/2 đơn vị',
    'chưa có số liệu',
    'tính vào tổng hợp',
    '100%',
  ])
    expect(text).toContain(part)
  const [receipt] = [...html.matchAll(/href="(\/updates\/[^"]+)"/g)].map(([, href]) => href!)
  expect(await told(house.as('supervisor').get(receipt!))).toContain('42')
  expect(await told(house.as('supervisor').get('/targets/CK-H-01'))).toContain('Xem phân bổ và tổng hợp')
})

test('a past day is told as it was', async () => {
  const { house, path } = await openParts()
  const text = await told(house.as('supervisor').get(`${path}?as-of=10/8/2022`))
  expect(text).toContain('số liệu đến hết 10/8/2022')
  expect(text).toContain('Cộng từ cấp dưới 30 tỷ đồng 1/2')
  expect(text).not.toContain('Giao xuống cấp dưới')
})

test('a search keeps the sum and narrows the list', async () => {
  const { house, path } = await openParts()
  const text = await told(house.as('supervisor').get(`${path}?q=tan%20lien`))
  expect(text).toContain('Xã Tân Liên')
  expect(text).not.toContain('Thị trấn Lao Bảo')
  expect(text).toContain('1/2 đơn vị')
})

test('a unit that may read the parent alone learns no figure of its neighbours', async () => {
  const { house, path } = await openParts()
  expect((await house.as('head').get(path)).status).toBe(404)
  const helped = await house.target({ unit: 'H', code: 'CK-H-02', coordinating_units: ['H-A'] })
  await house.target({
    unit: 'H-B',
    code: 'CK-H-B-02',
    parent: helped.code,
    contribution: 'additive',
    plan: '30',
  })
  await house.target({ code: 'CK-H-A-02', parent: helped.code, contribution: 'additive', plan: '20' })
  await house.add({ updates: [reportRow('CK-H-B-02', '2022-08-31', 17)] })
  const text = await told(house.as('head').get('/targets/CK-H-02/parts'))
  expect(text).toContain('Xã Tân Liên')
  expect(text).toContain('và 1 chỉ tiêu khác của các đơn vị')
  expect(text).not.toMatch(/Lao Bảo|17|Cộng từ cấp dưới/)
})

test('several levels hang together, from the province to the unit', async () => {
  const { house, a, path } = await openParts()
  const district = house.as('supervisor')
  const lower = await house.target({
    unit: 'H-B',
    code: 'CK-H-B-09',
    plan: '5',
    parent: a.code,
    contribution: 'additive',
  })
  await house.add({ updates: [reportRow(lower.code, '2022-08-31', 4)] })
  const html = await page(district.get(path))
  expect(html).toContain(`/targets/${a.code}/parts`)
  expect(words(html).replaceAll('\u00a0', ' ')).toContain('Cộng từ cấp dưới: 4 / 5 tỷ đồng, 1/1 đơn vị')
  const below = await page(district.get(`/targets/${a.code}/parts`))
  expect(below).toContain(`href="${path}"`)
  expect(await told(house.as('province').get(`/targets/${a.code}/parts`))).toContain('Trồng rừng toàn huyện')
})

test('side A says how parts become a whole; somebody who was slower is told, and side B may not', async () => {
  const { house, path } = await openParts()
  const office = house.as('province')
  await office.fillIn(path, { rollup: 'max' }, { form: '/rollup' })
  expect(await told(office.get(path))).toContain('Cao nhất của cấp dưới 42 tỷ đồng')
  await office.fillIn(path, { rollup: 'count_met' }, { form: '/rollup' })
  expect(await told(office.get(path))).toContain('Số đơn vị đạt kế hoạch 0 đơn vị')
  const { version } = (await storedTarget(house, 'CK-H-01'))!
  expect((await house.as('supervisor').post(`${path}/rollup`, { rollup: 'sum' })).status).toBe(404)
  const late = await house
    .as('province')
    .post(`${path}/rollup`, { rollup: 'sum', version: String(version - 1) })
  expect(late.status).toBe(409)
  expect(await told(late)).toContain('Hiện nay: Số đơn vị đạt')
  expect(await told(house.as('supervisor').get('/targets/CK-H-01'))).toContain(
    'Số đơn vị đạt kế hoạch: 0 đơn vị',
  )
})

async function loose(house: House, wish: Parameters<House['target']>[0] = {}) {
  return await house.target({
    unit: 'H-B',
    code: 'CK-H-B-05',
    plan: '10',
    title: 'Trồng cây phân tán',
    ...wish,
  })
}

test('a target of a unit below is found, linked, changed and unlinked', async () => {
  const { house, path } = await openParts()
  const { code } = await loose(house)
  const office = house.as('supervisor')
  const found = await page(office.get(`${path}/link?q=cay+phan+tan+lao+bao`))
  expect(found).toContain(`${path}/link/${code}`)
  const linked = await office.fillIn(
    `${path}/link/${code}`,
    { contribution: 'additive' },
    { form: '/link/', button: 'do=save' },
  )
  expect(words(await house.follow(linked)).replaceAll('\u00a0', ' ')).toContain(
    'Kế hoạch cấp dưới cộng lại 100 tỷ đồng',
  )
  const again = await office.post(`${path}/link/${code}`, { contribution: 'additive', version: '1' })
  expect(again.status).toBe(303)
  await office.fillIn(`${path}/link/${code}`, {}, { form: '/link/', button: 'do=unlink' })
  expect(await storedTarget(house, code)).toMatchObject({ parentId: null, contribution: null, plan: 10 })
})

test('no circle, no sum of different measures, nothing over what somebody else did', async () => {
  const { house, path, parent } = await openParts()
  const office = house.as('supervisor')
  const other = await loose(house, { code: 'CK-H-B-06', measure: 'ha' })
  const circle = await office.post('/targets/CK-H-A-01/parts/link/CK-H-01', { contribution: 'additive' })
  expect(circle.status).toBe(404)
  const lower = await loose(house, { code: 'CK-H-B-07', parent: 'CK-H-A-01', contribution: 'additive' })
  const round = await office.post(`/targets/${lower.code}/parts/link/CK-H-A-01`, { contribution: 'additive' })
  expect([round.status, (await told(round)).includes('Không thể liên kết')]).toEqual([422, true])
  const measure = await office.post(`${path}/link/${other.code}`, { contribution: 'additive' })
  expect([measure.status, (await told(measure)).includes('Khác đơn vị tính')]).toEqual([422, true])
  const none = await office.post(`${path}/link/${other.code}`, {})
  expect(none.status).toBe(422)
  expect((await office.post(`${path}/link/${other.code}`, { contribution: 'informational' })).status).toBe(
    303,
  )
  const late = await house
    .as('supervisor2')
    .post(`${path}/link/${other.code}`, { do: 'unlink', version: '1' })
  expect([late.status, (await told(late)).includes('Hiện đang góp vào: CK-H-01')]).toEqual([409, true])
  expect(await storedTarget(house, other.code)).toMatchObject({ parentId: parent.id })
})

const given = {
  id: '0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f0a1',
  title: 'Trồng rừng trên địa bàn',
  group: '1',
  due_on: '31/12/2022',
  contribution: 'additive',
}

async function openDrafts() {
  const opened = await openParts()
  await addNextYear(opened.house)
  await drawUp(opened.house, '0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f001')
  return { ...opened, path: `${opened.path}/new` }
}

test('a target is handed down into the drafts of units, added up against its plan', async () => {
  const { house, parent, path } = await openDrafts()
  const office = house.as('supervisor')
  const blank = await page(office.get(path))
  expect(blank).toContain('H-A\tXã Tân Liên')
  const values = 'Mã đơn vị\tĐơn vị\tMức giao\nH-A\tXã Tân Liên\t7\nThị trấn Lao Bảo\t5'
  const checked = await office.fillIn(path, { ...given, values }, { form: '/parts/new', button: 'do=check' })
  const text = await told(checked)
  expect(text).toContain('Đã giao, đã ký 90 tỷ đồng')
  expect(text).toContain('Giao lần này, 2 đơn vị 12 tỷ đồng')
  expect(text).toContain('Giao vượt kế hoạch 2 tỷ đồng')
  const piece = await office.post(`${path}/sum`, { ...given, values: 'H-A;4' })
  expect(words(`<main>${await piece.text()}</main>`).replaceAll('\u00a0', ' ')).toContain(
    'Còn lại chưa giao 6 tỷ đồng',
  )
  const sent = { ...given, campaign: 'H-2023', values, do: 'create' }
  expect((await office.post(path, sent)).headers.get('location')).toContain('created=2')
  expect((await office.post(path, sent)).status).toBe(303)
  const rows = (await house.db.read.select().from(targets)).filter(({ parentId }) => parentId === parent.id)
  expect(
    rows.map(({ code, plan, state, baseClass, origin }) => [code, plan, state, baseClass, origin]).sort(),
  ).toEqual([
    ['CK-2023-A-03', 7, 'planned', 'unsigned', 'cascaded'],
    ['CK-2023-B-03', 5, 'planned', 'unsigned', 'cascaded'],
    ['CK-H-A-01', 60, 'active', 'open', 'registered'],
    ['CK-H-B-01', 30, 'active', 'open', 'registered'],
  ])
  const parts = await told(office.get('/targets/CK-H-01/parts'))
  expect(parts).toContain('Trong các dự thảo chưa ký: 2 chỉ tiêu, kế hoạch cộng lại 12 tỷ đồng')
  expect(parts).toContain('1/2 đơn vị có số liệu')
})

test.each([
  [{ values: '' }, 'Chưa có đơn vị nào được giao'],
  [{ values: 'H-Z\t5' }, 'không có dự thảo của đơn vị “H-Z”'],
  [{ values: 'H-A\tmột ít' }, 'Không đọc được số này'],
  [{ values: 'H-A\t1,5' }, '0 chữ số thập phân'],
  [{ values: 'H-A\t4\nH-A\t5' }, 'có hai dòng'],
  [{ values: 'H-A\t4', title: '' }, 'Chưa ghi tên chỉ tiêu'],
  [{ values: 'H-A\t4', group: '9' }, 'Chọn nhóm nhiệm vụ'],
  [{ values: 'H-A\t4', due_on: '31/6/2022' }, 'Không đọc được ngày'],
  [{ values: 'H-A\t4', due_on: '1/1/2022' }, 'Thời hạn trước ngày bắt đầu'],
  [{ values: 'H-A\t4', contribution: 'x' }, 'Chọn cách góp'],
])('%j is refused, and what was typed stays', async (fields, says) => {
  const { house, path } = await openDrafts()
  const answer = await house.as('supervisor').post(path, { ...given, do: 'create', ...fields })
  const html = await page(answer)
  expect([answer.status, words(html).includes(says)]).toEqual([422, true])
  if (fields.values) expect(html).toContain(fields.values.split('\n')[0])
  const stored = await house.db.read.select().from(targets)
  expect(stored.filter(({ title }) => title === given.title)).toEqual([])
})

test('a unit that has it already is told apart, and a draft that was put forward is left alone', async () => {
  const { house, path } = await openDrafts()
  const office = house.as('supervisor')
  expect((await office.post(path, { ...given, do: 'create', values: 'H-A\t4' })).status).toBe(303)
  const other = { ...given, id: given.id.replace('0a1', '0a2'), do: 'create' }
  const twice = await office.post(path, { ...other, values: 'H-A\t4' })
  expect([twice.status, (await told(twice)).includes('đã có chỉ tiêu CK-2023-A-03')]).toEqual([422, true])
  await house.as('otherHead').post('/commitments/CK-2023-B/steps/propose', {})
  const gone = await office.post(path, { ...other, values: 'H-B\t4' })
  expect([gone.status, (await told(gone)).includes('không có dự thảo')]).toEqual([422, true])
})
