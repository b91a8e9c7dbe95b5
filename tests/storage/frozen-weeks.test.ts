import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { parseWeek } from '../../src/domain/week.ts'
import { freezePress, issuePress } from '../../src/press/weekly.ts'
import { verifyChain } from '../../src/storage/audit.ts'
import { listCampaigns } from '../../src/storage/campaigns.ts'
import { weeklyFiles, weeklySummaries } from '../../src/storage/schema.ts'
import { freezeWeek } from '../../src/storage/summaries/freeze.ts'
import { issueWeek, reissueWeek } from '../../src/storage/summaries/issue.ts'
import { loadLetterhead } from '../../src/storage/summaries/letterhead.ts'
import { findFile, findIssue, findStanding } from '../../src/storage/summaries/stored.ts'
import { verifyWeeks } from '../../src/storage/summaries/verify.ts'
import { openStorage } from '../support/storage.ts'

const week = (code: string) => parseWeek(code)!
const byHand = { actorId: null, actor: 'test', post: 'Chánh Văn phòng' }

/** Weeks 35 and 36 of the small world frozen, week 35 issued as well. */
async function openArchive() {
  const house = await openStorage('world', { now: '2022-09-02T17:00:00+07:00' })
  await house.target()
  const [campaign] = (await listCampaigns(house.db.read, house.tenant)).filter(
    ({ code }) => code === 'H-2022',
  )
  const { db, tenant, zone, config } = house
  const asked = () => ({ tenant, campaign: campaign!, now: house.clock.now(), zone })
  const letterhead = await loadLetterhead(db.read, tenant, campaign!.ownerUnitId)
  const press = freezePress(config, letterhead)
  const freeze = (code: string) => freezeWeek(db, asked(), week(code), byHand, press)
  const supervisor = await house.actor('supervisor')
  const issue = async (code: string, number: string) => {
    const { version } = (await findStanding(db.read, asked(), week(code)))!
    const signature = { lines: letterhead.signature, name: null }
    const order = {
      number,
      issuedOn: '2022-09-09' as const,
      signature,
      letterhead,
      nextWeek: ['Đôn đốc.'],
      version,
    }
    return await issueWeek(db, asked(), week(code), supervisor, order, issuePress(config))
  }
  const reissue = async (code: string) => {
    const { version } = (await findStanding(db.read, asked(), week(code)))!
    const order = { reason: 'Ghi sai người ký', version }
    return await reissueWeek(db, asked(), week(code), supervisor, byHand, order, press)
  }
  await freeze('2022-W35')
  house.clock.set('2022-09-09T17:00:00+07:00')
  await freeze('2022-W36')
  expect(await issue('2022-W35', '44-BC/HU')).toBe('issued')
  return { house, db, tenant, asked, freeze, issue, reissue }
}

test('frozen and issued weeks, and re-issues of both kinds, are found true', async () => {
  const { db, tenant, reissue, freeze, house } = await openArchive()
  expect(await verifyWeeks(db.read, tenant)).toEqual({ weeks: 2, files: 16, faults: [] })
  expect(await reissue('2022-W36')).toBe('reissued')
  expect(await reissue('2022-W35')).toBe('reissued')
  house.clock.set('2022-09-16T17:00:00+07:00')
  await freeze('2022-W37')
  expect(await verifyWeeks(db.read, tenant)).toEqual({ weeks: 5, files: 34, faults: [] })
  expect(await verifyChain(db.read, tenant)).not.toHaveProperty('brokenAt')
})

test('a re-issue keeps the old paper; of a week that others follow it keeps the figures, else it tells them again', async () => {
  const { db, tenant, asked, issue, reissue } = await openArchive()
  const [old35, old36] = [
    (await findStanding(db.read, asked(), week('2022-W35')))!,
    (await findStanding(db.read, asked(), week('2022-W36')))!,
  ]
  const pdf = await findFile(db.read, tenant, old35.id, 'pdf')
  await reissue('2022-W35')
  await reissue('2022-W36')
  const [new35, new36] = [
    (await findStanding(db.read, asked(), week('2022-W35')))!,
    (await findStanding(db.read, asked(), week('2022-W36')))!,
  ]
  expect(new35.snapshot.hash).toBe(old35.snapshot.hash)
  expect([new35.issue, new35.state, new35.number]).toEqual([2, 'frozen', null])
  expect(new35.snapshot.replaces).toEqual({ number: '44-BC/HU', issued_on: '2022-09-09' })
  expect(new36.snapshot.previous_hash).toBe(old36.snapshot.previous_hash)
  const annulled = (await findIssue(db.read, asked(), week('2022-W35'), 1))!
  expect(annulled).toMatchObject({
    state: 'annulled',
    number: '44-BC/HU',
    annulledReason: 'Ghi sai người ký',
  })
  expect(await findFile(db.read, tenant, annulled.id, 'pdf')).toEqual(pdf)
  expect(await issue('2022-W35', '44a-BC/HU')).toBe('issued')
  expect(await issue('2022-W36', '44a-BC/HU')).toBe('number_taken')
})

test('the same order of an issue is done once; an order on what has changed is refused', async () => {
  const { db, tenant, issue, reissue, asked } = await openArchive()
  expect(await issue('2022-W35', '44-BC/HU')).toBe('issued')
  expect(await issue('2022-W35', '46-BC/HU')).toBe('changed')
  const both = await Promise.all([issue('2022-W36', '45-BC/HU'), issue('2022-W36', '45-BC/HU')])
  expect(both).toEqual(['issued', 'issued'])
  expect((await Promise.all([reissue('2022-W36'), reissue('2022-W36')])).sort()).toEqual([
    'changed',
    'reissued',
  ])
  expect((await findStanding(db.read, asked(), week('2022-W36')))?.issue).toBe(2)
  expect((await verifyWeeks(db.read, tenant)).faults).toEqual([])
})

type Archive = Awaited<ReturnType<typeof openArchive>>
const isWeek = ({ tenant }: Archive, code: string) =>
  and(eq(weeklySummaries.tenant, tenant), eq(weeklySummaries.week, code))

/** What an intruder with the database in their hands may try, and what is said of it. */
const forgeries: [string, (archive: Archive) => Promise<unknown>, string[]][] = [
  [
    'a figure in a frozen week',
    async (archive) => {
      const [row] = await archive.db.read.select().from(weeklySummaries).where(isWeek(archive, '2022-W36'))
      const snapshot = row!.snapshot.replace('"targets":1', '"targets":2')
      await archive.db.tx((tx) =>
        tx.update(weeklySummaries).set({ snapshot }).where(isWeek(archive, '2022-W36')),
      )
    },
    ['H-2022/2022-W36 issue 1: its contents do not have its hash'],
  ],
  [
    'a stored file',
    (archive) =>
      archive.db.tx((tx) =>
        tx
          .update(weeklyFiles)
          .set({ bytes: Buffer.from('x') })
          .where(eq(weeklyFiles.format, 'pdf')),
      ),
    ['H-2022/2022-W35 issue 1: pdf is not the file that was kept'],
  ],
  [
    'a file and its own hash',
    (archive) =>
      archive.db.tx((tx) =>
        tx
          .update(weeklyFiles)
          .set({
            bytes: Buffer.from('x'),
            hash: '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
          })
          .where(eq(weeklyFiles.format, 'docx')),
      ),
    ['H-2022/2022-W35 issue 1: docx is not the file that was kept'],
  ],
  [
    'the place of a file',
    (archive) => archive.db.tx((tx) => tx.delete(weeklyFiles).where(eq(weeklyFiles.format, 'pdf-en'))),
    ['H-2022/2022-W35 issue 1: pdf-en is missing'],
  ],
  [
    'the chain',
    (archive) =>
      archive.db.tx((tx) =>
        tx.update(weeklySummaries).set({ previousHash: null }).where(isWeek(archive, '2022-W36')),
      ),
    [
      'H-2022/2022-W36 issue 1: its contents do not have its hash',
      'H-2022/2022-W36 issue 1: it is not chained to the week before it',
    ],
  ],
]

test.each(forgeries)('whoever changes %s is found out', async (_, forge, faults) => {
  const archive = await openArchive()
  await forge(archive)
  expect((await verifyWeeks(archive.db.read, archive.tenant)).faults).toEqual(faults)
})

test('weeks left behind are frozen first, each as of its own cut-off', async () => {
  const { db, tenant, asked, freeze, house } = await openArchive()
  house.clock.set('2022-09-28T09:00:00+07:00')
  const last = await freeze('2022-W39')
  const untils = []
  for (const code of ['2022-W37', '2022-W38', '2022-W39']) {
    untils.push((await findStanding(db.read, asked(), week(code)))!.snapshot.until)
  }
  expect(untils).toEqual([
    '2022-09-16T17:00:00+07:00',
    '2022-09-23T17:00:00+07:00',
    '2022-09-28T09:00:00+07:00',
  ])
  expect(last!.previous_hash).toBe((await findStanding(db.read, asked(), week('2022-W38')))!.snapshot.hash)
  expect((await verifyWeeks(db.read, tenant)).faults).toEqual([])
})
