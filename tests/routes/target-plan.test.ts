import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { amendments, planVersions } from '../../src/storage/schema.ts'
import { ANNEXES, annexId, signed } from '../support/amending.ts'
import { storedTarget } from '../support/drafting.ts'
import { type House, openHouse } from '../support/house.ts'
import { did, openFrozen, WEEK } from '../support/issuing.ts'
import { page } from '../support/page.ts'

const asked = { id: annexId(1), plan: '120', effective_from: '1/7/2022', reason: 'Tỉnh giao thêm' }

const linesOf = async (house: House) => {
  const [annex] = await house.db.read.select().from(amendments)
  return annex?.lines.map(({ code, before, after }) => ({ code, before, after }))
}

test('a new plan of what was signed is written into an annex, once, and holds when both sides have signed it', async () => {
  const house = await openHouse()
  const { id, code } = await house.target({ plan: '100' })
  const path = `/commitments/CK-H-A/targets/${code}/plan`
  const office = house.as('supervisor')
  const html = await page(office.get(`/targets/${code}`))
  expect(html).toContain(path)
  expect(await page(office.get(path))).toContain('chỉ thay đổi bằng phụ lục')
  for (const _ of [1, 2]) {
    expect(await did(office.post(path, asked))).toBe(`${ANNEXES}/1`)
  }
  expect(await linesOf(house)).toEqual([{ code, before: { plan: '100' }, after: { plan: '120' } }])
  expect((await storedTarget(house, code))!.planNow).toBe(100)
  expect(await house.db.read.select().from(planVersions)).toEqual([])

  await did(office.fillIn(`${ANNEXES}/1/sign`, { ...signed, effective_from: '1/7/2022' }, { form: '/sign' }))
  const versions = await house.db.read.select().from(planVersions).where(eq(planVersions.targetId, id))
  expect(
    versions.map(({ effectiveFrom, plan, decision, reason }) => [effectiveFrom, plan, decision, reason]),
  ).toEqual([['2022-07-01', 120, signed.document, asked.reason]])
  expect(await storedTarget(house, code)).toMatchObject({ plan: 100, planNow: 120 })
})

test('it joins the annex that is being drafted; what that says of it already is changed there', async () => {
  const house = await openHouse()
  const { code } = await house.target({ plan: '100' })
  const other = await house.target({ plan: '50' })
  const office = house.as('supervisor')
  const pathOf = (one: string) => `/commitments/CK-H-A/targets/${one}/plan`
  await did(office.post(pathOf(code), asked))
  const form = await page(office.get(pathOf(other.code)))
  expect(form).toContain('phụ lục số 1 đang soạn')
  expect(form).not.toContain('name="reason"')
  await did(office.fillIn(pathOf(other.code), { plan: '60', effective_from: '1/9/2022' }, { form: '/plan' }))
  expect(await linesOf(house)).toEqual([
    { code, before: { plan: '100' }, after: { plan: '120' } },
    { code: other.code, before: { plan: '50' }, after: { plan: '60', plan_from: '2022-09-01' } },
  ])
  expect((await office.get(pathOf(code))).headers.get('location')).toBe(`${ANNEXES}/1/change/${code}`)
  const late = await house.as('supervisor2').post(pathOf(code), { ...asked, plan: '130' })
  expect([late.status, await page(late)]).toEqual([409, expect.stringContaining('đã có nội dung khác')])
  expect(await linesOf(house)).toHaveLength(2)
})

test('the course before and after is drawn before anything is kept', async () => {
  const house = await openHouse()
  const { code } = await house.target({ plan: '100' })
  const path = `/commitments/CK-H-A/targets/${code}/plan`
  const shown = await page(house.as('supervisor').fillIn(path, asked, { form: '/plan', button: 'do=show' }))
  expect(shown).toContain('Trước khi điều chỉnh')
  expect(shown).toContain('đến 31/12/2022: 120')
  const query = new URLSearchParams(asked)
  const piece = await (await house.as('supervisor').htmx.get(`${path}/curve?${query}`)).text()
  expect(piece).toContain('Sau khi điều chỉnh')
  expect(await linesOf(house)).toBeUndefined()
})

test.each([
  [{ plan: '' }, 'Kế hoạch mới: Chưa điền'],
  [{ plan: '100' }, 'Bằng kế hoạch đang áp dụng'],
  [{ plan: '1,5' }, '0 chữ số thập phân'],
  [{ effective_from: '1/12/2021' }, 'Trước ngày bắt đầu'],
  [{ effective_from: '1/1/2023' }, 'Sau thời hạn'],
  [{ effective_from: '31/6/2022' }, 'Không đọc được ngày'],
  [{ reason: '' }, 'Lý do: Chưa điền'],
])('%j is refused at its field, and what was typed stays', async (fields, says) => {
  const house = await openHouse()
  const { code } = await house.target({ plan: '100' })
  const answer = await house
    .as('supervisor')
    .post(`/commitments/CK-H-A/targets/${code}/plan`, { ...asked, ...fields })
  const html = await page(answer)
  expect([answer.status, html.includes(says)]).toEqual([422, true])
  expect(html).toContain('Tỉnh giao thêm'.slice(0, 'reason' in fields ? 0 : undefined))
  expect(await linesOf(house)).toBeUndefined()
})

test('an annex that counts from a day before a frozen week leaves that week as it was', async () => {
  const house = await openFrozen()
  const { code } = (await house.target({ plan: '100' }))!
  const office = house.as('supervisor')
  const json = async () => await (await office.get(`${WEEK}.json?campaign=H-2022`)).text()
  const before = await json()
  await did(office.post(`/commitments/CK-H-A/targets/${code}/plan`, asked))
  await did(office.fillIn(`${ANNEXES}/1/sign`, { ...signed, effective_from: '1/7/2022' }, { form: '/sign' }))
  expect((await storedTarget(house, code))!.planNow).toBe(120)
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
