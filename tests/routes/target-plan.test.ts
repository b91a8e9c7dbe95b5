import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { planVersions } from '../../src/storage/schema.ts'
import { storedTarget } from '../support/drafting.ts'
import { openHouse } from '../support/house.ts'
import { did, openFrozen, WEEK } from '../support/issuing.ts'
import { page } from '../support/page.ts'

const decided = {
  plan: '120',
  effective_from: '1/7/2022',
  decision: 'Nghị quyết số 12-NQ/HU ngày 20/6/2022',
  reason: 'Tỉnh giao thêm',
}

test('the office revises the plan of what was signed; what was expected before stays, and it stands once', async () => {
  const house = await openHouse()
  const { id, code } = await house.target({ plan: '100' })
  const path = `/commitments/CK-H-A/targets/${code}/plan`
  const office = house.as('supervisor')
  expect(await page(office.get(`/targets/${code}`))).toContain(path)
  const first = await office.fillIn(path, decided, { form: '/plan' })
  const html = await house.follow(first)
  expect(html).toContain('120')
  expect(html).toContain('Tỉnh giao thêm')
  expect((await office.post(path, { ...decided, versions: '0' })).status).toBe(303)
  const versions = await house.db.read.select().from(planVersions).where(eq(planVersions.targetId, id))
  expect(versions.map(({ effectiveFrom, plan, decision }) => [effectiveFrom, plan, decision])).toEqual([
    ['2022-07-01', 120, decided.decision],
  ])
  expect(await storedTarget(house, code)).toMatchObject({ plan: 100, planNow: 120 })
})

test('the course before and after is drawn before anything is kept', async () => {
  const house = await openHouse()
  const { code } = await house.target({ plan: '100' })
  const path = `/commitments/CK-H-A/targets/${code}/plan`
  const shown = await page(house.as('supervisor').fillIn(path, decided, { form: '/plan', button: 'do=show' }))
  expect(shown).toContain('Trước khi điều chỉnh')
  expect(shown).toContain('đến 31/12/2022: 120')
  const query = new URLSearchParams(decided)
  const piece = await (await house.as('supervisor').htmx.get(`${path}/curve?${query}`)).text()
  expect(piece).toContain('Sau khi điều chỉnh')
  expect((await storedTarget(house, code))!.planNow).toBe(100)
})

test.each([
  [{ plan: '' }, 'Kế hoạch mới: Chưa điền'],
  [{ plan: '100' }, 'Bằng kế hoạch đang áp dụng'],
  [{ plan: '1,5' }, '0 chữ số thập phân'],
  [{ effective_from: '1/12/2021' }, 'Trước ngày bắt đầu'],
  [{ effective_from: '1/1/2023' }, 'Sau thời hạn'],
  [{ effective_from: '31/6/2022' }, 'Không đọc được ngày'],
  [{ decision: '' }, 'Văn bản quyết định: Chưa điền'],
  [{ reason: '' }, 'Lý do: Chưa điền'],
])('%j is refused at its field, and what was typed stays', async (fields, says) => {
  const house = await openHouse()
  const { code } = await house.target({ plan: '100' })
  const answer = await house
    .as('supervisor')
    .post(`/commitments/CK-H-A/targets/${code}/plan`, { ...decided, ...fields })
  const html = await page(answer)
  expect([answer.status, html.includes(says)]).toEqual([422, true])
  expect(html).toContain('Tỉnh giao thêm'.slice(0, 'reason' in fields ? 0 : undefined))
  expect((await storedTarget(house, code))!.planNow).toBe(100)
})

test('two who revise at once: the second is told, and sees the first', async () => {
  const house = await openHouse()
  const { id, code } = await house.target({ plan: '100' })
  const path = `/commitments/CK-H-A/targets/${code}/plan`
  await house.as('supervisor').post(path, { ...decided, versions: '0' })
  const late = await house
    .as('supervisor2')
    .post(path, { ...decided, plan: '130', effective_from: '1/8/2022', versions: '0' })
  expect(late.status).toBe(409)
  expect(await page(late)).toContain('Kế hoạch vừa được điều chỉnh')
  const again = await house.as('supervisor2').post(path, { ...decided, plan: '130', versions: '1' })
  expect(again.status).toBe(422)
  expect(await page(again)).toContain('Ngày này đã có một lần điều chỉnh')
  expect(await house.db.read.select().from(planVersions).where(eq(planVersions.targetId, id))).toHaveLength(1)
})

test('a revision from a day before a frozen week leaves that week as it was', async () => {
  const house = await openFrozen()
  const { code } = (await house.target({ plan: '100' }))!
  const json = async () => await (await house.as('supervisor').get(`${WEEK}.json?campaign=H-2022`)).text()
  const before = await json()
  await did(house.as('supervisor').post(`/commitments/CK-H-A/targets/${code}/plan`, decided))
  expect(await json()).toBe(before)
})

test('a band, a task and what is done have no plan to revise', async () => {
  const house = await openHouse()
  const band = await house.target({ direction: 'within', plan_low: '1', plan_high: '2' })
  const task = await house.target({ kind: 'milestone' })
  for (const { code } of [band, task]) {
    expect((await house.as('supervisor').get(`/commitments/CK-H-A/targets/${code}/plan`)).status).toBe(404)
  }
  const other = await house.target({ unit: 'H-B' })
  expect((await house.as('supervisor').get(`/commitments/CK-H-A/targets/${other.code}/plan`)).status).toBe(
    404,
  )
})
