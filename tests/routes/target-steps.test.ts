import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { loadFacts } from '../../src/storage/facts.ts'
import { milestones, updates } from '../../src/storage/schema.ts'
import { storedTarget } from '../support/drafting.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

/** A task of four weighted steps, two of which should be done by September. */
async function addTask(house: House, { weighted = true } = {}) {
  const task = await house.target({ kind: 'milestone', title: 'Xây dựng nhà văn hóa xã', curve: 'linear' })
  const days = ['2022-03-31', '2022-06-30', '2022-10-31', '2022-12-31'] as const
  const rows = days.map((dueOn, n) => ({
    tenant: house.tenant,
    targetId: task.id,
    number: n + 1,
    title: ['Phê duyệt dự án', 'Khởi công', 'Hoàn thành phần thô', 'Nghiệm thu'][n]!,
    dueOn,
    weight: weighted ? [30, 20, 40, 10][n]! : 0,
  }))
  await house.db.tx(async (tx) => void (await tx.insert(milestones).values(rows)))
  return task
}

const report = { progress: 'in_progress', as_of: '6/9/2022', results: 'Đã phê duyệt dự án' }

test('a unit ticks the steps that are done; receipt, review and the page of the target tell them, and the task falls behind', async () => {
  const house = await openHouse()
  const { id, code } = await addTask(house)
  const path = `/targets/${code}/update`
  expect(await page(house.as('head').get(path))).toContain('Hoàn thành phần thô')
  const sent = await house.as('head').fillIn(path, { ...report, step: ['1'] }, { button: 'do=submit' })
  const receipt = await house.follow(sent)
  expect(receipt).toContain('Xong 1/4 bước, đạt 30% khối lượng')
  const [row] = await house.db.read.select().from(updates).where(eq(updates.targetId, id))
  expect(row!.stepsDone).toEqual([1])
  const review = `${sent.headers.get('location')}/review`
  expect(await page(house.as('supervisor').get(review))).toContain('Xong 1/4 bước')
  const done = await house.as('supervisor').fillIn(review, { decision: 'accept' }, { form: 'review' })
  expect(done.status).toBe(303)
  // 50 of 100 were due by then, 30 are done: 20 points behind.
  expect(await storedTarget(house, code)).toMatchObject({
    level: 'behind',
    behindLow: 2000,
    behindHigh: 2000,
    expectedPercent: 5000,
    latestAsOf: null,
  })
  // Told of the whole campaign it is the same history as told of the target alone.
  const { campaignId } = (await storedTarget(house, code))!
  const one = await loadFacts(house.db.read, house.tenant, { ids: [id] }, house.zone)
  const all = await loadFacts(house.db.read, house.tenant, { campaignId }, house.zone)
  expect(all.get(id)).toEqual(one.get(id))
  expect(all.get(id)!.updates[0]!.stepsDone).toEqual([1])
  const shown = await page(house.as('supervisor').get(`/targets/${code}`))
  expect(shown).toContain('phải đạt 50% khối lượng')
  expect(shown).toContain('Chậm tiến độ')
  expect((await house.as('leader').get('/dashboard?campaign=H-2022')).status).toBe(200)
  expect(await page(house.as('supervisor').get('/desk?tab=warned&campaign=H-2022'))).toContain(code)
  for (const path of [
    '/weekly/2022-W36',
    '/weekly/2022-W36.xlsx',
    '/weekly/2022-W36.json',
    '/reports/2022-M08',
  ]) {
    expect([path, (await house.as('supervisor').get(`${path}?campaign=H-2022`)).status]).toEqual([path, 200])
  }
  const json = await house.as('supervisor').get('/weekly/2022-W36.json?campaign=H-2022')
  const told = (await json.json()) as { targets: { code: string; progress: string }[] }
  expect(told.targets.find((one) => one.code === code)).toMatchObject({ progress: 'behind' })
  expect(house.errors).toEqual([])
})

test('the next report begins with the steps that were done, and other steps make it another report', async () => {
  const house = await openHouse()
  const { id, code } = await addTask(house)
  const path = `/targets/${code}/update`
  await house.as('head').fillIn(path, { ...report, as_of: '1/9/2022', step: ['1'] }, { button: 'do=submit' })
  const html = await page(house.as('head').get(path))
  expect(html).toMatch(/name="step" value="1" checked/)
  await house.as('head').fillIn(path, { ...report, step: ['1', '2'] }, { button: 'do=submit' })
  const rows = await house.db.read.select().from(updates).where(eq(updates.targetId, id))
  expect(rows.map(({ stepsDone }) => stepsDone?.join()).sort()).toEqual(['1', '1,2'])
})

test('a draft keeps its ticks, and a step that is none is refused', async () => {
  const house = await openHouse()
  const { code } = await addTask(house, { weighted: false })
  const path = `/targets/${code}/update`
  await house.as('clerk').fillIn(path, { ...report, step: ['2', '4'] }, { button: 'do=draft' })
  const html = await page(house.as('clerk').get(path))
  expect(html).toMatch(/value="4" checked/)
  expect(html).not.toMatch(/name="step" value="1" checked/)
  const odd = await house
    .as('head')
    .post(`/targets/${code}/updates`, { ...report, id: crypto.randomUUID(), do: 'submit', step: '9' })
  expect(odd.status).toBe(422)
})

test('steps without weights say how many are done and no pace', async () => {
  const house = await openHouse()
  const { code } = await addTask(house, { weighted: false })
  const sent = await house
    .as('head')
    .fillIn(`/targets/${code}/update`, { ...report, step: ['1'] }, { button: 'do=submit' })
  expect(await house.follow(sent)).toContain('Xong 1/4 bước')
  await house
    .as('supervisor')
    .fillIn(`${sent.headers.get('location')}/review`, { decision: 'accept' }, { form: 'review' })
  expect(await storedTarget(house, code)).toMatchObject({
    level: 'ok',
    behindHigh: null,
    expectedPercent: null,
  })
})

test('the score of a unit by weights says how much of them it covers', async () => {
  const house = await openHouse()
  const { code } = await house.target({ plan: '100', weight: 70 })
  await house.target({ plan: '100', weight: 30 })
  expect(await page(house.as('supervisor').get('/units/H-A'))).toContain('Trong 2 chỉ tiêu có tỷ trọng')
  const sent = await house
    .as('head')
    .fillIn(`/targets/${code}/update`, { value: '80', as_of: '31/8/2022' }, { button: 'do=submit' })
  await house
    .as('supervisor')
    .fillIn(`${sent.headers.get('location')}/review`, { decision: 'accept' }, { form: 'review' })
  const html = await page(house.as('supervisor').get('/units/H-A'))
  expect(html).toContain('Điểm tổng hợp theo tỷ trọng')
  expect(html).toContain('<b>80</b>')
  expect(html).toContain('1/2 chỉ tiêu')
  expect(await page(house.as('head').get('/commitments/CK-H-A'))).toContain('1/2 chỉ tiêu')
})
