import { asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { amendments, commitments, targets } from '../../src/storage/schema.ts'
import { signed, told } from '../support/amending.ts'
import { promised } from '../support/drafting.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { reportRow } from '../support/reports.ts'
import { addTerm, promise, promisesOf, sign } from '../support/terms.ts'

const ANNEX = '/commitments/NK-A/amendments'
const YEARS = '/commitments/NK-A/targets/NK-A-02/years'

/** A commitment of a term to which a signed annex added a target of three years. */
async function openAdded() {
  const house = await openHouse()
  await addTerm(house)
  await promise(house, '0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f1a1')
  await sign(house)
  const office = house.as('supervisor')
  const terms = { reason: 'Bổ sung nhiệm vụ', effective_from: '1/9/2022' }
  const begun = await office.fillIn(`${ANNEX}/new`, terms, { form: '/new' })
  const path = begun.headers.get('location')!
  const fields = { title: 'Làm đường', start_on: '1/9/2022', due_on: '31/12/2024', plan: '30' }
  const added = await office.fillIn(`${path}/add`, { ...promised, ...fields }, { form: '/add' })
  expect(added.status).toBe(303)
  expect((await office.fillIn(`${path}/sign`, signed, { form: '/sign' })).status).toBe(303)
  return { house, office, path }
}

test('a target of several years that an annex added is divided by the next annex', async () => {
  const { house, office, path } = await openAdded()
  const annex = await page(office.get(path))
  expect(annex).toContain(`href="${YEARS}"`)
  expect(await page(office.get('/targets/NK-A-02'))).toContain(`href="${YEARS}"`)
  expect(await page(house.as('head').get(path))).not.toContain(YEARS)
  expect(await told(office.get(YEARS))).toContain('các năm được ghi vào dự thảo phụ lục')
  const sent = await office.fillIn(YEARS, { plan_2022: '5', plan_2023: '10' }, { button: 'do=save' })
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `${ANNEX}/2`])
  expect((await office.get(YEARS)).headers.get('location')).toBe(`${ANNEX}/2`)
  expect((await office.post(YEARS, { plan_2022: '5', due_2022: '' })).headers.get('location')).toBe(
    `${ANNEX}/2`,
  )
  expect(await told(office.get(`${ANNEX}/2`))).toContain('Làm đường – năm 2023')
  expect(await promisesOf(house)).toHaveLength(2)
  const second = { ...signed, document: '02-PL/HU' }
  expect((await office.fillIn(`${ANNEX}/2/sign`, second, { form: '/sign' })).status).toBe(303)
  const [, term, ...years] = await promisesOf(house)
  expect(term).toMatchObject({ code: 'NK-A-02', baseClass: 'divided', rollup: 'sum' })
  expect(
    years.map(({ title, startOn, baseClass, parentId }) => [title, startOn, baseClass, parentId]),
  ).toEqual(
    [2022, 2023, 2024].map((year) => [
      ...[`Làm đường – năm ${year}`, year === 2022 ? '2022-09-01' : `${year}-01-01`, 'open', term!.id],
    ]),
  )
  expect((await office.get(YEARS)).status).toBe(404)
  expect(await page(office.get('/targets/NK-A-02'))).not.toContain(YEARS)
  const rows = await house.db.read.select().from(amendments).orderBy(asc(amendments.number))
  expect(rows.map(({ state }) => state)).toEqual(['signed', 'signed'])
})

test('the annex that divides a term may change the term as well, in whatever order it was drafted', async () => {
  const { house, office } = await openAdded()
  await office.fillIn(YEARS, { plan_2022: '5', plan_2023: '10' }, { button: 'do=save' })
  const changed = await office.fillIn(
    `${ANNEX}/2/change/NK-A-02`,
    { title: 'Làm đường liên xã' },
    { form: '/change/' },
  )
  expect(changed.status).toBe(303)
  const second = { ...signed, document: '02-PL/HU' }
  expect((await office.fillIn(`${ANNEX}/2/sign`, second, { form: '/sign' })).status).toBe(303)
  const [, term, ...years] = await promisesOf(house)
  expect(term).toMatchObject({ title: 'Làm đường liên xã', baseClass: 'divided', rollup: 'sum' })
  expect(years).toHaveLength(3)
})

test('a term of which something was reported, or of a commitment that is over, is not divided', async () => {
  const { house, office } = await openAdded()
  await house.add({ updates: [reportRow('NK-A-02', '2022-09-05', 1)] })
  expect((await office.get(YEARS)).status).toBe(404)
  const first = YEARS.replace('02', '01')
  expect((await office.get(first)).status).toBe(200)
  await house.db.tx(async (tx) => {
    await tx.update(commitments).set({ state: 'closed_unmet' }).where(eq(commitments.code, 'NK-A'))
  })
  expect((await office.get(first)).status).toBe(404)
  expect((await office.post(first, { plan_2022: '5' })).status).toBe(404)
  expect(await house.db.read.select().from(targets).where(eq(targets.baseClass, 'divided'))).toEqual([])
})
