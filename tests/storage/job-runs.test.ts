import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { endRun, failRun, listRuns, type RunKey, retryRun, takeRun } from '../../src/storage/job-runs.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { auditEvents, jobRuns } from '../../src/storage/schema.ts'
import { engineName } from '../support/database.ts'
import { openStorage, type Storage } from '../support/storage.ts'

const LEASE_MS = 10 * 60_000
const MINUTE_MS = 60_000

const keyOf = ({ tenant }: Storage): RunKey => ({ tenant, job: 'freeze:H-2022', period: '2022-W36' })

const take = (house: Storage, owner: string, key: RunKey = keyOf(house), db = house.db) =>
  takeRun(db, { ...key, owner, now: house.clock.now(), leaseMs: LEASE_MS })

async function runsOf({ db, tenant }: Storage) {
  return await db.read.select().from(jobRuns).where(eq(jobRuns.tenant, tenant))
}

async function retries({ db, tenant }: Storage) {
  const isRetry = and(eq(auditEvents.tenant, tenant), eq(auditEvents.deed, 'job.retried'))
  return await db.read.select().from(auditEvents).where(isRetry)
}

test('of several processes that ask at once, one has the run', async () => {
  const house = await openStorage()
  const other = engineName === 'sqlite' ? await openDatabase(house.config.databaseFile) : house.db
  const answers = await Promise.all([
    take(house, 'one'),
    take(house, 'two', keyOf(house), other),
    take(house, 'three'),
    take(house, 'four', keyOf(house), other),
  ])
  if (other !== house.db) await other.close()
  expect(answers.filter(Boolean)).toHaveLength(1)
  const owner = ['one', 'two', 'three', 'four'][answers.indexOf(true)]
  expect(await runsOf(house)).toMatchObject([{ owner, attempts: 1, doneAt: null, failure: null }])
})

test('whose time is over is taken over from, by one, and ends the run of nobody else', async () => {
  const house = await openStorage()
  const key = keyOf(house)
  expect(await take(house, 'one')).toBe(true)
  house.clock.advance({ minutes: 9 })
  expect(await take(house, 'two')).toBe(false)
  house.clock.advance({ minutes: 1 })
  const answers = await Promise.all([take(house, 'two'), take(house, 'three')])
  expect(answers.filter(Boolean)).toHaveLength(1)
  const owner = answers[0] ? 'two' : 'three'
  expect(await runsOf(house)).toMatchObject([{ owner, attempts: 2, startedAt: house.clock.now() }])

  await endRun(house.db, { ...key, owner: 'one' }, { at: house.clock.now() })
  await failRun(house.db, { ...key, owner: 'one' }, { failure: 'too late', again: 0 })
  expect(await runsOf(house)).toMatchObject([{ owner, doneAt: null, failure: null }])
  await endRun(house.db, { ...key, owner }, { at: house.clock.now() })
  expect(await runsOf(house)).toMatchObject([{ doneAt: house.clock.now(), failure: null }])
})

test('what is done is never taken again', async () => {
  const house = await openStorage()
  await take(house, 'one')
  await endRun(house.db, { ...keyOf(house), owner: 'one' }, { at: house.clock.now() })
  house.clock.advance({ days: 400 })
  expect(await take(house, 'two')).toBe(false)
})

test('what failed rests, says why in one line, and may be begun at once by who schedules', async () => {
  const house = await openStorage()
  const [key, run] = [keyOf(house), { ...keyOf(house), owner: 'one' }]
  const { job, period } = key
  const supervisor = await house.actor('supervisor')
  const retry = () => retryRun(house.db, supervisor, { job, period, now: house.clock.now() })
  await take(house, 'one')
  await retry()
  expect(await retries(house), 'what is running is not begun twice').toEqual([])

  const failure = `  disk\n full ${'x'.repeat(400)}`
  await failRun(house.db, run, { failure, again: house.clock.now() + 5 * MINUTE_MS })
  const [failed] = await runsOf(house)
  expect(failed!.failure).toHaveLength(300)
  expect(failed!.failure).toMatch(/^disk full xxx/)
  expect(await take(house, 'two')).toBe(false)
  await retry()
  await retry()
  expect(await retries(house)).toMatchObject([{ actor: 'supervisor', subject: 'freeze:H-2022/2022-W36' }])
  expect(await take(house, 'two')).toBe(true)
  expect(await runsOf(house)).toMatchObject([{ owner: 'two', attempts: 2, failure: null }])
})

test('the list has the latest run first, a page at a time, with the runs of the ladder among them', async () => {
  const house = await openStorage()
  const { tenant, db, clock } = house
  const jobs = ['freeze:H-2022', 'ladder:H-2022']
  for (let n = 1; n <= 25; n += 1) {
    clock.advance({ days: 1 })
    const period = `2022-W${String(n).padStart(2, '0')}`
    if (n % 5) await take(house, 'one', { tenant, job: jobs[0]!, period })
    else {
      const now = clock.now()
      const row = { tenant, job: jobs[1]!, period: `day ${n}`, owner: 'one', leaseUntil: now, doneAt: now }
      await db.tx((tx) => tx.insert(jobRuns).values(row))
    }
  }
  await take(house, 'one', { tenant, job: 'freeze:T-2022', period: '2022-W01' })
  const first = await listRuns(db.read, tenant, jobs, undefined)
  expect(first.rows).toHaveLength(20)
  expect(first.rows[0]).toMatchObject({ job: jobs[1], period: 'day 25', startedAt: clock.now(), attempts: 1 })
  const second = await listRuns(db.read, tenant, jobs, first.next!)
  expect(second.next).toBeNull()
  const periods = [...first.rows, ...second.rows].map(({ period }) => Number(/\d+$/.exec(period)![0]))
  expect(periods).toEqual(Array.from({ length: 25 }, (_, n) => 25 - n))
})
