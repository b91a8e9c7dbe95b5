import { and, asc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { freezeWeeks } from '../../src/jobs/weekly-freeze.ts'
import { jobRuns, targets, weeklyFiles, weeklySummaries } from '../../src/storage/schema.ts'
import { openStorage, type Storage } from '../support/storage.ts'
import { eventsOf, officeOf } from './office.ts'

/** A world with a target in each of its two campaigns. */
async function openWorld(now: string) {
  const house = await openStorage('world', { now })
  await house.target()
  await house.target({ unit: 'H' })
  return house
}

const frozen = ({ db, tenant }: Storage) =>
  db.read
    .select({
      week: weeklySummaries.week,
      state: weeklySummaries.state,
      previous: weeklySummaries.previousHash,
    })
    .from(weeklySummaries)
    .where(eq(weeklySummaries.tenant, tenant))
    .orderBy(asc(weeklySummaries.campaignId), asc(weeklySummaries.weekFrom))

const weeksOf = async (house: Storage) => [...new Set((await frozen(house)).map(({ week }) => week))].sort()

async function freezeAt(house: Storage, moment: string) {
  house.clock.set(moment)
  const { office, logged } = officeOf(house)
  await freezeWeeks(office)
  expect(logged).toEqual([])
}

test('a week is frozen at its cut-off and not before; the first freeze of a campaign takes the latest week alone', async () => {
  const house = await openWorld('2022-09-09T16:59:59+07:00')
  await freezeAt(house, '2022-09-09T16:59:59+07:00')
  expect(await weeksOf(house)).toEqual(['2022-W35'])
  await freezeAt(house, '2022-09-09T17:00:00+07:00')
  expect(await weeksOf(house)).toEqual(['2022-W35', '2022-W36'])
})

test('while nothing is signed no week is frozen by itself', async () => {
  const house = await openStorage('world', { now: '2022-09-09T16:00:00+07:00' })
  await freezeAt(house, '2022-09-09T17:00:00+07:00')
  expect(await weeksOf(house)).toEqual([])
  const target = await house.target()
  await house.db.tx((tx) =>
    tx.update(targets).set({ baseClass: 'unsigned' }).where(eq(targets.id, target.id)),
  )
  await freezeAt(house, '2022-09-09T17:01:00+07:00')
  expect(await weeksOf(house)).toEqual([])
  await house.db.tx((tx) => tx.update(targets).set({ baseClass: 'open' }).where(eq(targets.id, target.id)))
  await freezeAt(house, '2022-09-09T17:02:00+07:00')
  expect((await frozen(house)).map(({ week }) => week)).toEqual(['2022-W36'])
})

test('weeks slept through are made up for in order, each as of its own cut-off and chained to the one before', async () => {
  const house = await openWorld('2022-09-09T17:00:00+07:00')
  await freezeAt(house, '2022-09-09T17:00:00+07:00')
  await freezeAt(house, '2022-10-01T08:00:00+07:00')
  expect(await weeksOf(house)).toEqual(['2022-W36', '2022-W37', '2022-W38', '2022-W39'])
  const rows = await house.db.read
    .select()
    .from(weeklySummaries)
    .where(eq(weeklySummaries.tenant, house.tenant))
    .orderBy(asc(weeklySummaries.campaignId), asc(weeklySummaries.weekFrom))
  for (const [at, row] of rows.entries()) {
    const before = rows[at - 1]
    expect(row.previousHash).toBe(before?.campaignId === row.campaignId ? before.hash : null)
    const { until, frozen_by } = JSON.parse(row.snapshot)
    expect([until.slice(11), frozen_by]).toEqual(['17:00:00+07:00', null])
  }
})

test('several processes at once freeze each week exactly once', async () => {
  const house = await openWorld('2022-09-09T17:00:01+07:00')
  const offices = [1, 2, 3, 4].map(() => officeOf(house))
  await Promise.all(offices.map(({ office }) => freezeWeeks(office)))
  expect(offices.flatMap(({ logged }) => logged)).toEqual([])
  const rows = await frozen(house)
  expect(rows.map(({ week }) => week)).toEqual(['2022-W36', '2022-W36'])
  const events = await eventsOf(house, 'freeze')
  expect(events.map(({ actor, subject }) => [actor, subject]).sort()).toEqual([
    ['calendar', 'H-2022/2022-W36'],
    ['calendar', 'T-2022/2022-W36'],
  ])
  const files = await house.db.read.select({ format: weeklyFiles.format }).from(weeklyFiles)
  expect(files.map(({ format }) => format).sort()).toEqual(
    ['csv', 'excel-csv', 'json', 'txt', 'txt-en', 'xlsx'].flatMap((format) => [format, format]),
  )
})

test('a campaign that is frozen by hand alone, and one that is closed, are left alone', async () => {
  const house = await openWorld('2022-09-09T17:00:01+07:00')
  const { campaigns } = await import('../../src/storage/schema.ts')
  await house.db.tx(async (tx) => {
    await tx.update(campaigns).set({ freezesItself: false }).where(eq(campaigns.code, 'H-2022'))
    await tx.update(campaigns).set({ state: 'closed' }).where(eq(campaigns.code, 'T-2022'))
  })
  await freezeAt(house, '2022-09-09T17:00:01+07:00')
  expect(await frozen(house)).toEqual([])
})

test('a failure is noted with its reason, rests, and the next attempt freezes what was due', async () => {
  const house = await openWorld('2022-09-09T17:00:00+07:00')
  const { office, logged } = officeOf(house)
  let isBroken = true
  const db: typeof office.db = {
    ...office.db,
    read: house.db.read,
    tx: (work) =>
      office.db.tx(async (tx) => {
        const failing = {
          ...tx,
          insert: (table: unknown) => {
            if (isBroken && table === weeklySummaries) throw new Error('the disk is\nfull')
            return tx.insert(table as never)
          },
          select: tx.select.bind(tx),
          update: tx.update.bind(tx),
        } as typeof tx
        return await work(failing)
      }),
  }
  await freezeWeeks({ ...office, db })
  const failed = await house.db.read.select().from(jobRuns).where(eq(jobRuns.tenant, house.tenant))
  expect(failed.map(({ job, period, doneAt, failure }) => [job, period, doneAt, failure])).toEqual([
    ['freeze:H-2022', '2022-W36', null, 'the disk is full'],
    ['freeze:T-2022', '2022-W36', null, 'the disk is full'],
  ])
  expect(logged).toHaveLength(2)
  isBroken = false
  await freezeWeeks({ ...office, db })
  expect(await frozen(house)).toEqual([])
  house.clock.advance({ minutes: 1 })
  await freezeWeeks({ ...office, db })
  expect(await weeksOf(house)).toEqual(['2022-W36'])
  const done = await house.db.read
    .select()
    .from(jobRuns)
    .where(and(eq(jobRuns.tenant, house.tenant), eq(jobRuns.period, '2022-W36')))
  expect(done.map(({ attempts, failure, doneAt }) => [attempts, failure, doneAt])).toEqual([
    [2, null, house.clock.now()],
    [2, null, house.clock.now()],
  ])
})
