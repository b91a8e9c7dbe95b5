import { desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvents, commitments, targets } from '../../src/storage/schema.ts'
import { told } from '../support/amending.ts'
import { changesOfOwnFiles } from '../support/files.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { reportRow } from '../support/reports.ts'
import { addTerm, promise, promisesOf, sign } from '../support/terms.ts'
import { words } from '../support/words.ts'

const ID = '0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f1a1'

async function openTerm(fields: Record<string, string> = {}) {
  const house = await openHouse()
  const draft = await addTerm(house)
  const path = await promise(house, ID, fields)
  return { house, draft, path, office: house.as('supervisor') }
}

const typedIn = (html: string, name: string) =>
  new RegExp(`name="${name}" type="text" value="([^"]*)"`).exec(html)?.[1]

test('a target of a term is divided into one for each year, which stand under it', async () => {
  const { house, draft, path, office } = await openTerm()
  expect(await page(office.get(draft))).toContain(`href="${path}"`)
  expect(await page(office.get(path.replace('/years', '/edit')))).toContain(`href="${path}"`)
  const form = await page(office.get(path))
  expect([2021, 2022, 2023, 2024, 2025].map((year) => typedIn(form, `plan_${year}`))).toEqual([
    ...['200', '200', '200', '200', '200,3'],
  ])
  expect(typedIn(form, 'due_2023')).toBe('31/12/2023')
  expect(words(form)).toContain('không, khớp với cả kỳ')

  const answer = await office.fillIn(path, { plan_2022: '250,5' }, { button: 'do=save' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, draft])
  const [term, ...years] = await promisesOf(house)
  expect(term).toMatchObject({ rollup: 'sum', parentId: null, plan: 10003 })
  expect(
    years.map(({ code, title, plan, startOn, dueOriginal, valueKind }) => [
      ...[code, title, plan, startOn, dueOriginal, valueKind],
    ]),
  ).toEqual([
    ['NK-A-02', 'Trồng rừng mới – năm 2021', 2000, '2021-01-01', '2021-12-31', 'cumulative'],
    ['NK-A-03', 'Trồng rừng mới – năm 2022', 2505, '2022-01-01', '2022-12-31', 'cumulative'],
    ['NK-A-04', 'Trồng rừng mới – năm 2023', 2000, '2023-01-01', '2023-12-31', 'cumulative'],
    ['NK-A-05', 'Trồng rừng mới – năm 2024', 2000, '2024-01-01', '2024-12-31', 'cumulative'],
    ['NK-A-06', 'Trồng rừng mới – năm 2025', 2003, '2025-01-01', '2025-12-31', 'cumulative'],
  ])
  for (const year of years) {
    expect(year).toMatchObject({ parentId: term!.id, contribution: 'additive', baseClass: 'unsigned' })
    expect(year).toMatchObject({ weight: null, baseline: null, state: 'planned', measure: 'ha' })
  }
  const [deed] = await house.db.read.select().from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1)
  expect(deed).toMatchObject({ deed: 'target.divided', subject: 'NK-A-01' })
  expect(deed!.detail).toMatchObject({ before: {}, after: { 2022: { code: 'NK-A-03', plan: 2505 } } })
  const again = words(await page(office.get(path)))
  expect(again).toContain('Các năm vượt cả kỳ 50,5 ha')
})

test('sent again it does nothing; changed it changes; a year left blank goes', async () => {
  const { house, path, office } = await openTerm()
  const form = { plan_2021: '100', plan_2022: '200', plan_2023: '', plan_2024: '1', plan_2025: '2' }
  const full = { ...form, due_2021: '15/1/2022', due_2022: '31/12/2022', due_2024: '', due_2025: '' }
  for (const _ of [1, 2]) expect((await office.post(path, full)).status).toBe(303)
  const once = await promisesOf(house)
  expect(once).toHaveLength(5)
  expect(once[1]).toMatchObject({ plan: 1000, startOn: '2021-01-01', dueOriginal: '2022-01-15' })
  await office.post(`/commitments/NK-A/targets/${once[2]!.code}/edit`, {
    ...{ title: 'Phủ xanh đồi trọc', plan: '200', group: '1', kind: 'number', measure: 'ha', decimals: '1' },
    ...{ value_kind: 'cumulative', direction: 'up', start_on: '1/1/2022', due_on: '31/12/2022' },
    ...{ curve: 'linear', parent: 'NK-A-01', contribution: 'additive', origin: 'registered' },
  })
  const moved = await office.post(path, { ...full, plan_2022: '222', plan_2024: '', plan_2023: '7' })
  expect(moved.status).toBe(303)
  const rows = (await promisesOf(house)).map(({ code, title, plan }) => [code, title, plan])
  expect(rows).toEqual([
    ['NK-A-01', 'Trồng rừng mới', 10003],
    ['NK-A-02', 'Trồng rừng mới – năm 2021', 1000],
    ['NK-A-03', 'Phủ xanh đồi trọc', 2220],
    ['NK-A-05', 'Trồng rừng mới – năm 2025', 20],
    ['NK-A-06', 'Trồng rừng mới – năm 2023', 70],
  ])
})

test('over what somebody else did nothing is written, and what was typed stays beside what is stored', async () => {
  const { house, path, office } = await openTerm()
  const form = await page(office.get(path))
  const version = /name="version" value="([^"]+)"/.exec(form)![1]!
  await house.as('supervisor2').fillIn(path, { plan_2021: '111' }, { button: 'do=save' })
  const late = await office.post(path, { version, plan_2021: '99', due_2021: '31/12/2021' })
  const html = await page(late)
  expect(late.status).toBe(409)
  expect(words(html)).toContain('năm 2021: 111')
  expect(typedIn(html, 'plan_2021')).toBe('99')
  expect((await promisesOf(house))[1]).toMatchObject({ plan: 1110 })
  await house.db.tx(async (tx) => {
    await tx.update(commitments).set({ state: 'proposed' }).where(eq(commitments.code, 'NK-A'))
  })
  expect((await office.post(path, { plan_2021: '99' })).status).toBe(409)
  expect((await promisesOf(house))[1]).toMatchObject({ plan: 1110 })
})

test('a level goes on from year to year, and percentages of plan stand beside their term', async () => {
  const { house, path, office } = await openTerm({
    ...{ value_kind: 'point', measure: '%', plan: '91,5', baseline: '84,2', baseline_on: '31/12/2020' },
  })
  expect((await office.fillIn(path, {}, { button: 'do=save' })).status).toBe(303)
  const [term, ...years] = await promisesOf(house)
  expect(term!.rollup).toBe('last')
  expect(years.map(({ baseline, plan, contribution }) => [baseline, plan, contribution])).toEqual([
    [842, 857, 'additive'],
    [857, 871, 'additive'],
    [871, 886, 'additive'],
    [886, 900, 'additive'],
    [900, 915, 'additive'],
  ])
  const other = ID.replace('a1', 'b2')
  const beside = await promise(house, other, { value_kind: 'percent', measure: '%', plan: '100' })
  expect((await office.fillIn(beside, {}, { button: 'do=save' })).status).toBe(303)
  const rows = (await promisesOf(house)).filter(({ parentId }) => parentId === other)
  expect(rows.map(({ plan, contribution }) => [plan, contribution]).at(-1)).toEqual([1000, 'informational'])
})

test.each([
  [{ plan_2022: 'nhiều' }, 'Năm 2022:'],
  [{ plan_2022: '40 – 50' }, 'Năm 2022:'],
  [{ plan_2022: '1,25' }, 'Năm 2022:'],
  [{ due_2022: '31/2/2022' }, 'Năm 2022: ngày chưa đúng'],
  [{ due_2022: '31/12/2021' }, 'Năm 2022: thời hạn phải từ 1/1/2022 đến 31/12/2025'],
  [{ pasted: '1\n2\n3\n4\n5\n6' }, 'Có 6 dòng, mà kỳ này chỉ có 5 năm'],
  [{ pasted: '2020\t5' }, 'Năm 2020 không thuộc kỳ này'],
])('a form with %j is refused at its field, and nothing is made', async (fields, says) => {
  const { house, path, office } = await openTerm()
  const answer = await office.fillIn(path, fields, { button: 'do=save' })
  expect([answer.status, words(await page(answer)).includes(says)]).toEqual([422, true])
  expect(await promisesOf(house)).toHaveLength(1)
})

test('a column of a spreadsheet fills the table, is looked at, and then kept', async () => {
  const { house, path, office } = await openTerm()
  const filled = await office.fillIn(path, { pasted: '2022\t300,5\n2023\t1\n' }, { button: 'do=save' })
  const html = await page(filled)
  expect([2021, 2022, 2023].map((year) => typedIn(html, `plan_${year}`))).toEqual(['200', '300,5', '1'])
  expect(await promisesOf(house)).toHaveLength(1)
  const plain = await page(office.fillIn(path, { pasted: '10\n20\n30\n40\n50' }, { button: 'do=fill' }))
  expect(typedIn(plain, 'plan_2025')).toBe('50')
  const sum = await office.htmx.post(`${path}/sum`, { plan_2021: '10', plan_2022: '0,3' })
  expect(await page(sum)).toContain('Các năm còn thiếu so với cả kỳ')
  const asked = await promise(house, ID.replace('a1', 'c3'), { decimals: '3', plan: '9' })
  const question = await office.fillIn(asked, { plan_2021: '1.250' }, { button: 'do=save' })
  expect([question.status, words(await page(question)).includes('đọc là')]).toEqual([422, true])
})

test('in force, the year that runs is asked for; the term and later years rest; nothing is added twice', async () => {
  const { house, path, office } = await openTerm()
  await office.fillIn(path, {}, { button: 'do=save' })
  const paper = await told(office.get('/commitments/NK-A/print'))
  expect(paper).toMatch(/, riêng năm 2021 [^.]*200 ha/)
  expect(paper).not.toContain('– năm 2021')
  await sign(house)
  const work = await told(house.as('head').get('/my-work'))
  expect(work).toContain('Trồng rừng mới – năm 2021')
  expect(work).toContain('Trồng rừng mới – năm 2022')
  expect(work).not.toContain('Trồng rừng mới – năm 2023')
  expect(work).toContain('Ngoài ra có 3 chỉ tiêu')
  const sent = await house
    .as('head')
    .fillIn('/targets/NK-A-03/update', { value: '120', as_of: '31/8/2022' }, { button: 'do=submit' })
  expect(sent.status).toBe(303)
  const review = await office.fillIn(
    `${sent.headers.get('location')}/review`,
    {},
    { button: 'decision=accept' },
  )
  expect(review.status).toBe(303)
  const parts = await told(office.get('/targets/NK-A-01/parts'))
  expect(parts).toMatch(/Cộng từ cấp dưới\s*120 ha/)
  expect(await told(office.get('/targets/NK-A-01'))).toContain('120')
  const [term] = await house.db.read.select().from(targets).where(eq(targets.code, 'NK-A-01'))
  expect(term).toMatchObject({ latestLow: null, baseClass: 'divided' })
})

test('a unit is reminded of the year that runs, not of its term', async () => {
  const { house, path, office } = await openTerm({ start_on: '1/1/2022' })
  await office.fillIn(path, {}, { button: 'do=save' })
  await sign(house)
  const reminder = await page(office.get('/reminders/new?unit=H-A&campaign=H-NK'))
  expect(reminder).toContain('NK-A-02')
  expect(reminder).not.toMatch(/NK-A-0[1345]/)
})

test('where units below add up to a term, its years stand beside: nothing is added twice', async () => {
  const { house, path, office } = await openTerm()
  await office.fillIn(path, {}, { button: 'do=save' })
  await sign(house)
  const part = await house.target({ code: 'CK-H-B-01', unit: 'H-B', plan: '70', measure: 'ha' })
  await house.db.tx(async (tx) => {
    const under = { parentId: ID, contribution: 'additive' as const }
    await tx.update(targets).set(under).where(eq(targets.id, part.id))
  })
  await house.add({
    updates: [reportRow('CK-H-B-01', '2022-08-31', 40), reportRow('NK-A-03', '2022-08-31', 1200)],
  })
  const page = await told(office.get('/targets/NK-A-01/parts'))
  expect(page).toMatch(/Cộng từ cấp dưới\s*40 ha/)
  expect(page).toContain('theo dõi, không cộng')
})

test('a term that is copied has its years in the next one, and goes out and in as it is', async () => {
  const { house, path, office } = await openTerm()
  await office.fillIn(path, {}, { button: 'do=save' })
  await sign(house)
  const id = ID.replace('a1', 'd4')
  const sent = await office.fillIn('/admin/campaigns/H-NK/copy', { id, code: 'H-NK-2', what: 'all' })
  expect(sent.status).toBe(303)
  const copied = await house.db.read
    .select()
    .from(targets)
    .where(eq(targets.campaignId, id))
    .orderBy(targets.sortOrder)
  expect(copied.map(({ title, plan, startOn, dueOriginal }) => [title, plan, startOn, dueOriginal])).toEqual([
    ['Trồng rừng mới', 10003, '2026-01-01', '2030-12-31'],
    ...[2026, 2027, 2028, 2029, 2030].map((year) => [
      ...[`Trồng rừng mới – năm ${year}`, year === 2030 ? 2003 : 2000, `${year}-01-01`, `${year}-12-31`],
    ]),
  ])
  expect(copied.slice(1).every(({ parentId }) => parentId === copied[0]!.id)).toBe(true)
  const again = await changesOfOwnFiles(house)
  expect(again).toEqual([])
})

test('in English', async () => {
  const { path, office } = await openTerm()
  expect(await told(office.get(`${path}?lang=en`))).toContain('Divide NK-A-01 by years')
})
