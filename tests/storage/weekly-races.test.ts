import { and, eq, ne } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { parseWeek } from '../../src/domain/week.ts'
import { freezeWeeks } from '../../src/jobs/weekly-freeze.ts'
import { listCampaigns } from '../../src/storage/campaigns.ts'
import type { Db } from '../../src/storage/client.ts'
import { takeRun } from '../../src/storage/job-runs.ts'
import { auditEvents, jobRuns, mails, weeklyFiles, weeklySummaries } from '../../src/storage/schema.ts'
import { freezeWeek, type Press } from '../../src/storage/summaries/freeze.ts'
import { issueWeek, reissueWeek, saveNextWeek } from '../../src/storage/summaries/issue.ts'
import { loadLetterhead } from '../../src/storage/summaries/letterhead.ts'
import {
  addRecipient,
  changeRecipient,
  listRecipientsPage,
  removeRecipient,
} from '../../src/storage/summaries/recipients.ts'
import { findStanding } from '../../src/storage/summaries/stored.ts'
import { verifyWeeks } from '../../src/storage/summaries/verify.ts'
import { reportRow } from '../support/reports.ts'
import { openStorage } from '../support/storage.ts'

const week = (code: string) => parseWeek(code)!
const byHand = { actorId: null, actor: 'test', post: 'Chánh Văn phòng' }
const signature = { lines: ['CHÁNH VĂN PHÒNG'], name: null }
const oneFile = async (format: string) => [{ format, bytes: new TextEncoder().encode(format) }]

type Meanwhile = () => Promise<unknown>

/** Done once, while the files of another deed are made. */
function once(deed: Meanwhile | undefined): Meanwhile {
  let left = deed
  return async () => {
    const todo = left
    left = undefined
    await todo?.()
  }
}

/** The small world on the Friday evening of week 36, nothing frozen; each deed may be met by another one halfway. */
async function openOffice() {
  const house = await openStorage('world', { now: '2022-09-09T17:30:00+07:00' })
  const target = await house.target()
  const { db, tenant, zone, clock } = house
  const campaign = (await listCampaigns(db.read, tenant)).find(({ code }) => code === 'H-2022')!
  const asked = () => ({ tenant, campaign, now: clock.now(), zone })
  const supervisor = await house.actor('supervisor')
  const letterhead = await loadLetterhead(db.read, tenant, campaign.ownerUnitId)
  const written: Meanwhile[] = []
  const letter = () => () => {
    for (const deed of written.splice(0)) met.push(deed())
    return { subject: 'Tuần', body: 'Kính gửi' }
  }
  const met: Promise<unknown>[] = []
  const pressWith = (meanwhile?: Meanwhile): Press => {
    const go = once(meanwhile)
    return {
      files: async () => {
        await go()
        return await oneFile('xlsx')
      },
      letter,
    }
  }
  const standing = async (code: string) => await findStanding(db.read, asked(), week(code))
  return {
    ...{ house, db, tenant, clock, campaign, target, supervisor, asked, standing, written, met },
    freeze: (code: string, meanwhile?: Meanwhile, on: Db = db) =>
      freezeWeek(on, asked(), week(code), byHand, pressWith(meanwhile)),
    async reissue(code: string, meanwhile?: Meanwhile) {
      const { version } = (await standing(code))!
      const order = { reason: 'Ghi sai người ký', version }
      return await reissueWeek(db, asked(), week(code), supervisor, byHand, order, pressWith(meanwhile))
    },
    async issue(code: string, number: string, meanwhile?: Meanwhile) {
      const { version } = (await standing(code))!
      const go = once(meanwhile)
      const files = async () => {
        await go()
        return await oneFile('pdf')
      }
      const order = { number, issuedOn: '2022-09-09' as const, signature, letterhead, version }
      const whole = { ...order, nextWeek: ['Đôn đốc.'] }
      return await issueWeek(db, asked(), week(code), supervisor, whole, { files, letter })
    },
    async write(code: string, lines: string[]) {
      const { version } = (await standing(code))!
      return await saveNextWeek(db, asked(), week(code), supervisor, { lines, version })
    },
  }
}

type Office = Awaited<ReturnType<typeof openOffice>>

async function weeksOf({ db, tenant }: Office) {
  const rows = await db.read
    .select({ week: weeklySummaries.week, issue: weeklySummaries.issue, state: weeklySummaries.state })
    .from(weeklySummaries)
    .where(eq(weeklySummaries.tenant, tenant))
    .orderBy(weeklySummaries.week, weeklySummaries.issue)
  return rows.map(({ week, issue, state }) => `${week} ${issue} ${state}`)
}

async function faultsOf({ db, tenant }: Office) {
  return (await verifyWeeks(db.read, tenant)).faults
}

async function countDeeds({ db, tenant }: Office, deed: string) {
  return await db.read.$count(auditEvents, and(eq(auditEvents.tenant, tenant), eq(auditEvents.deed, deed)))
}

test('of two freezes of one week, one stands, whoever began first', async () => {
  const office = await openOffice()
  const { freeze } = office
  const late = await freeze('2022-W36', () => freeze('2022-W36'))
  const [one, two] = await Promise.all([freeze('2022-W36'), freeze('2022-W36')])
  expect([one!.hash, two!.hash]).toEqual([late!.hash, late!.hash])
  expect(await weeksOf(office)).toEqual(['2022-W36 1 frozen'])
  expect(await countDeeds(office, 'freeze')).toBe(1)
})

test('the first week of all is not frozen behind the back of a later one', async () => {
  const office = await openOffice()
  const { freeze } = office
  expect(await freeze('2022-W35', () => freeze('2022-W36'))).toBeUndefined()
  expect(await weeksOf(office)).toEqual(['2022-W36 1 frozen'])
  expect(await faultsOf(office)).toEqual([])
})

test('what is accepted while a week is being frozen is in it', async () => {
  const office = await openOffice()
  const { house, freeze, target, asked, db } = office
  const update = reportRow(target.code, '2022-09-07', 60)
  const frozen = await freeze('2022-W36', () => house.add({ updates: [update] }))
  expect(frozen!.updates).toHaveLength(1)
  expect((await findStanding(db.read, asked(), week('2022-W36')))!.snapshot.updates).toHaveLength(1)
})

test('a week is chained to the issue of the week before that stands when it is frozen', async () => {
  const office = await openOffice()
  const { clock, freeze, reissue, standing } = office
  await freeze('2022-W36')
  clock.set('2022-09-16T17:30:00+07:00')
  const next = await freeze('2022-W37', async () => {
    clock.advance({ minutes: 1 })
    expect(await reissue('2022-W36')).toBe('reissued')
  })
  expect(next!.previous_hash).toBe((await standing('2022-W36'))!.snapshot.hash)
  expect(await weeksOf(office)).toEqual(['2022-W36 1 annulled', '2022-W36 2 frozen', '2022-W37 1 frozen'])
  expect(await faultsOf(office)).toEqual([])
})

test('a week that a later one was chained to meanwhile does not get other figures', async () => {
  const office = await openOffice()
  const { clock, freeze, reissue } = office
  await freeze('2022-W36')
  clock.set('2022-09-16T17:30:00+07:00')
  expect(await reissue('2022-W36', () => freeze('2022-W37'))).toBe('changed')
  expect(await reissue('2022-W36')).toBe('reissued')
  expect(await weeksOf(office)).toEqual(['2022-W36 1 annulled', '2022-W36 2 frozen', '2022-W37 1 frozen'])
  expect(await faultsOf(office)).toEqual([])
})

test('a week that is annulled or written to while its papers are printed is not issued', async () => {
  const office = await openOffice()
  const { db, freeze, reissue, issue, write } = office
  await freeze('2022-W36')
  expect(await issue('2022-W36', '45', () => write('2022-W36', ['Lời của văn phòng.']))).toBe('changed')
  expect(await issue('2022-W36', '45', () => reissue('2022-W36'))).toBe('changed')
  expect(await weeksOf(office)).toEqual(['2022-W36 1 annulled', '2022-W36 2 frozen'])
  expect(await db.read.$count(weeklyFiles, eq(weeklyFiles.format, 'pdf'))).toBe(0)
  expect(await issue('2022-W36', '45', () => issue('2022-W36', '46'))).toBe('changed')
  expect(await issue('2022-W36', '46')).toBe('issued')
  expect(await reissue('2022-W36', () => reissue('2022-W36'))).toBe('changed')
  expect(await countDeeds(office, 'week.issue')).toBe(1)
})

test('two papers that go out at once do not share a number', async () => {
  const office = await openOffice()
  const { freeze, issue, clock } = office
  clock.set('2022-09-02T17:30:00+07:00')
  await freeze('2022-W35')
  clock.set('2022-09-09T17:30:00+07:00')
  await freeze('2022-W36')
  const both = await Promise.all([issue('2022-W35', '45'), issue('2022-W36', '45')])
  expect(both.sort()).toEqual(['issued', 'number_taken'])
})

const reader = { address: 'vptu@quangtri.vn', name: 'Văn phòng', language: 'vi', sends: 'frozen' } as const

test('nothing waits for a reader who was taken off the list, or moved, while the letters were written', async () => {
  for (const leave of ['remove', 'move'] as const) {
    const office = await openOffice()
    const { db, tenant, campaign, supervisor, clock, freeze, written, met } = office
    const others = Array.from({ length: 20 }, (_, n) => `n${n}@quangtri.vn`)
    for (const address of [...others, reader.address])
      await addRecipient(db, supervisor, campaign, clock.now(), { ...reader, address })
    const { rows } = await listRecipientsPage(db.read, tenant, campaign, undefined)
    const row = rows.find(({ address }) => address === reader.address)
    // A connection for each of the two is open before they meet.
    await Promise.all([1, 2, 3].map(() => db.tx((tx) => tx.$count(mails))))
    const go = () =>
      leave === 'remove'
        ? removeRecipient(db, supervisor, campaign, clock.now(), row!.id)
        : changeRecipient(db, supervisor, campaign, clock.now(), {
            ...reader,
            id: row!.id,
            address: 'a@b.vn',
          })
    written.push(go)
    await freeze('2022-W36')
    await Promise.all(met)
    expect(met).toHaveLength(1)
    expect(await db.read.$count(mails, eq(mails.state, 'waiting'))).toBe(others.length)
    const waiting = and(eq(mails.address, reader.address), ne(mails.state, 'failed'))
    expect([leave, await db.read.$count(mails, waiting)]).toEqual([leave, 0])
  }
})

test('the calendar and a hand at once freeze a week once; the run is done', async () => {
  const office = await openOffice()
  const { db, house, freeze, clock } = office
  const log = { info() {}, warn() {}, error: (entry: unknown) => expect(entry).toBeUndefined() }
  await Promise.all([freezeWeeks({ db, config: house.config, log, now: clock.now }), freeze('2022-W36')])
  expect(await weeksOf(office)).toContain('2022-W36 1 frozen')
  expect(await countDeeds(office, 'freeze')).toBe((await weeksOf(office)).length)
  const runs = await db.read.select().from(jobRuns).where(eq(jobRuns.job, 'freeze:H-2022'))
  expect(runs).toMatchObject([{ period: '2022-W36', doneAt: clock.now(), failure: null }])
  expect(await faultsOf(office)).toEqual([])
})

test('who was taken over from freezes nothing twice and leaves the run to the other', async () => {
  const office = await openOffice()
  const { db, tenant, freeze, clock } = office
  const key = { tenant, job: 'freeze:H-2022', period: '2022-W36' }
  const take = (owner: string) => takeRun(db, { ...key, owner, now: clock.now(), leaseMs: 60_000 })
  expect(await take('one')).toBe(true)
  await freeze('2022-W36', async () => {
    clock.advance({ minutes: 2 })
    expect(await take('two')).toBe(true)
    await freeze('2022-W36')
  })
  expect(await weeksOf(office)).toEqual(['2022-W36 1 frozen'])
  expect(await countDeeds(office, 'freeze')).toBe(1)
  expect(await faultsOf(office)).toEqual([])
})
