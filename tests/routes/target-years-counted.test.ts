import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { parseWeek } from '../../src/domain/week.ts'
import { findCampaign } from '../../src/storage/campaigns.ts'
import { targets } from '../../src/storage/schema.ts'
import { findToldWeek } from '../../src/storage/summaries/told.ts'
import { told } from '../support/amending.ts'
import { type House, openHouse } from '../support/house.ts'
import { reportRow } from '../support/reports.ts'
import { addTerm, promise, sign } from '../support/terms.ts'

/** The word of a term that is divided. */
const BY_YEARS = 'Theo từng năm'

const ID = '0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f1a1'

async function openDivided(house: House) {
  await addTerm(house)
  const path = await promise(house, ID)
  await house.as('supervisor').fillIn(path, {}, { button: 'do=save' })
  await sign(house)
}

async function weekOf(house: House) {
  const actor = await house.actor('supervisor')
  const campaign = (await findCampaign(house.db.read, actor, 'H-NK'))!
  const asked = { tenant: house.tenant, campaign, now: house.clock.now(), zone: house.zone }
  return (await findToldWeek(house.db.read, asked, parseWeek('2022-W36')!))!.snapshot
}

test('in every count the years stand in the place of their term', async () => {
  const house = await openHouse()
  await openDivided(house)
  const office = house.as('supervisor')
  const week = await weekOf(house)
  expect(week.totals).toMatchObject({ targets: 5, by_class: { open_overdue: 1, open_in_time: 4 } })
  expect(week.rates.R3).toMatchObject({ numerator: 1, denominator: 5 })
  expect(week.discipline.units[0]).toMatchObject({ unit: 'H-A', open_targets: 5 })
  expect(await told(office.get('/dashboard?campaign=H-NK'))).toMatch(/5 chỉ tiêu/)
  const past = await told(office.get('/dashboard?campaign=H-NK&as-of=2022-09-05'))
  expect(past).toMatch(/5 chỉ tiêu/)
  expect(await told(office.get('/commitments?campaign=H-NK'))).toContain('5 chỉ tiêu')
  expect(await told(office.get('/year-end?campaign=H-NK'))).toContain('trong 5 chỉ tiêu')
  const unit = await told(office.get('/units/H-A?campaign=H-NK'))
  expect(unit).toContain('Trồng rừng mới – năm 2022')
  expect(unit).not.toContain('NK-A-01')
  const own = await told(office.get('/targets/NK-A-01'))
  expect(own).toContain(BY_YEARS)
  expect(await told(office.get('/commitments/NK-A'))).toContain(BY_YEARS)
})

test('a term whose years are done is asked for itself, is counted nowhere, and can be reported', async () => {
  const house = await openHouse({ now: '2022-09-06T09:00+07:00' })
  await openDivided(house)
  await house.add({
    updates: [2, 3, 4, 5, 6].map((n) => ({
      ...reportRow(`NK-A-0${n}`, '2022-09-01', n === 6 ? 2003 : 2000),
      progress: 'done' as const,
      completed_on: '2022-09-01',
    })),
  })
  const work = await told(house.as('head').get('/my-work'))
  expect(work).toContain('Đã báo cáo 0/1 chỉ tiêu')
  const report = { value: '1.000,3', as_of: '5/9/2022' }
  const sent = await house.as('head').fillIn('/targets/NK-A-01/update', report, { button: 'do=submit' })
  expect(sent.status).toBe(303)
  expect((await weekOf(house)).totals).toMatchObject({ targets: 5, by_progress: { done: 5 } })
})

test('a term whose years were all called off counts again', async () => {
  const house = await openHouse()
  await openDivided(house)
  await house.db.tx(async (tx) => {
    await tx.update(targets).set({ state: 'cancelled' }).where(eq(targets.parentId, ID))
  })
  await house.add({ updates: [reportRow('NK-A-03', '2022-08-31', 10)] })
  const [term] = await house.db.read
    .select({ baseClass: targets.baseClass })
    .from(targets)
    .where(and(eq(targets.tenant, house.tenant), eq(targets.id, ID)))
  expect(term?.baseClass).toBe('open')
})
