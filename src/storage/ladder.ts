import { and, eq, inArray, lte } from 'drizzle-orm'
import { isWorkingDay } from '../domain/calendar.ts'
import { addDays, type Day, daysBetween, type Instant } from '../domain/day.ts'
import {
  countLadder,
  digestsOf,
  HEARING,
  isSaid,
  type LadderCount,
  reportWord,
  type Word,
} from '../domain/digest.ts'
import type { LadderItem } from '../domain/follow-up.ts'
import { horizonOf, type Rung, rungOn, type SaidRung } from '../domain/ladder.ts'
import type { Language } from '../domain/language.ts'
import type { WorkCalendar } from '../domain/target.ts'
import { weekOf } from '../domain/week.ts'
import { record } from './audit.ts'
import { type Campaign, listCampaigns, loadCalendar } from './campaigns.ts'
import type { Db, Reader, Writer } from './client.ts'
import { listTold, sendDigests } from './digests.ts'
import { listRecipients, type Recipient } from './recipients.ts'
import { jobRuns, ladderSaid, targets, units } from './schema.ts'
import { unitOfTarget } from './tallies.ts'
import { dueWeek, loadReports } from './week-reports.ts'

export interface LadderOrder {
  tenant: string
  today: Day
  now: Instant
  zone: string
  /** The process that climbs, for the record of the run. */
  owner: string
  /** Writes the letter of a digest in its reader's language. */
  letter: (digest: { language: Language; items: LadderItem[]; path: string; token: string }) => {
    subject: string
    body: string
  }
}

/**
 * Says what is due today in every campaign that reminds by itself: to each person one notice, and one letter where
 * they take mail. It is one transaction that begins by taking the day, so it happens once though several processes
 * run, and a process that dies in it leaves nothing. Undefined where there was nothing left to take.
 */
export async function climbLadder(db: Db, order: LadderOrder): Promise<LadderCount | undefined> {
  const { tenant, today } = order
  const calendar = await loadCalendar(db.read, tenant)
  if (!isWorkingDay(today, calendar)) return undefined
  // Asked first without a lock, since the answer is no all day but once.
  if ((await listToClimb(db.read, tenant, today)).length === 0) return undefined
  return await db.tx(async (tx) => {
    const taken: Campaign[] = []
    for (const campaign of await listToClimb(tx, tenant, today)) {
      if (await takeRun(tx, order, campaign)) taken.push(campaign)
    }
    if (taken.length === 0) return undefined
    const due: DueWord[] = []
    for (const campaign of taken) {
      due.push(...(await listRungs(tx, order, campaign, calendar)))
      const owed = await listOwed(tx, order, campaign, calendar)
      due.push(...owed.map((word) => ({ word, note: null })))
    }
    return await tellAll(tx, order, taken, due)
  })
}

const jobOf = ({ code }: Pick<Campaign, 'code'>) => `ladder:${code}`

/** Campaigns that remind by themselves and have not been climbed on this day. */
async function listToClimb(read: Reader, tenant: string, today: Day): Promise<Campaign[]> {
  const all = await listCampaigns(read, tenant)
  const active = all.filter((one) => one.state === 'active' && one.remindsItself && one.startOn <= today)
  if (active.length === 0) return []
  const rows = await read
    .select({ job: jobRuns.job })
    .from(jobRuns)
    .where(
      and(eq(jobRuns.tenant, tenant), inArray(jobRuns.job, active.map(jobOf)), eq(jobRuns.period, today)),
    )
  const done = new Set(rows.map(({ job }) => job))
  return active.filter((campaign) => !done.has(jobOf(campaign)))
}

/** True for the one process that gets the day; another waits here until that one has finished, and goes away. */
async function takeRun(
  tx: Writer,
  { tenant, today, now, owner }: LadderOrder,
  campaign: Campaign,
): Promise<boolean> {
  const rows = await tx
    .insert(jobRuns)
    .values({ tenant, job: jobOf(campaign), period: today, owner, leaseUntil: now, doneAt: now })
    .onConflictDoNothing()
    .returning({ job: jobRuns.job })
  return rows.length === 1
}

/** A word with what is noted once it is said; a week's report is asked for on one day only. */
interface DueWord {
  word: Word
  note: typeof ladderSaid.$inferInsert | null
}

/** Finds the targets by their stored days, never by their histories. */
async function listRungs(
  tx: Writer,
  { tenant, today }: LadderOrder,
  campaign: Campaign,
  calendar: WorkCalendar,
): Promise<DueWord[]> {
  const near = and(
    eq(targets.tenant, tenant),
    eq(targets.campaignId, campaign.id),
    lte(targets.lateFrom, addDays(horizonOf(campaign, calendar, today), 1)),
  )
  const rows = await tx
    .select({
      id: targets.id,
      code: targets.code,
      title: targets.title,
      unitId: targets.unitId,
      upperUnitId: targets.upperUnitId,
      unitName: units.name,
      baseClass: targets.baseClass,
      dueOn: targets.dueOn,
      lateFrom: targets.lateFrom,
      lateFrozenOn: targets.lateFrozenOn,
      supplementUntil: targets.supplementUntil,
    })
    .from(targets)
    .leftJoin(units, unitOfTarget)
    .where(near)
  const said = await loadSaid(tx, near)
  return rows.flatMap((row) => {
    const rung = rungOn(row, campaign, calendar, today, said.get(row.id) ?? [])
    if (!rung) return []
    const note = { tenant, targetId: row.id, dueOn: row.dueOn!, ...rung, saidOn: today }
    return [{ word: wordOf(row, rung, today), note }]
  })
}

/** What was said of the deadlines in force; words about an earlier date of the same target count no more. */
async function loadSaid(tx: Writer, near: ReturnType<typeof and>): Promise<Map<string, SaidRung[]>> {
  const rows = await tx
    .select({
      targetId: ladderSaid.targetId,
      step: ladderSaid.step,
      nth: ladderSaid.nth,
      saidOn: ladderSaid.saidOn,
    })
    .from(targets)
    .innerJoin(
      ladderSaid,
      and(
        eq(ladderSaid.tenant, targets.tenant),
        eq(ladderSaid.targetId, targets.id),
        eq(ladderSaid.dueOn, targets.dueOn),
      ),
    )
    .where(near)
  const said = new Map<string, SaidRung[]>()
  for (const { targetId, ...rung } of rows) {
    said.set(targetId, [...(said.get(targetId) ?? []), rung as SaidRung])
  }
  return said
}

const ROWS_AT_ONCE = 400

async function noteSaid(tx: Writer, said: readonly DueWord[]): Promise<void> {
  const rows = said.flatMap(({ note }) => note ?? [])
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await tx
      .insert(ladderSaid)
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .onConflictDoNothing()
  }
}

interface Spoken {
  code: string
  title: string
  unitId: string
  upperUnitId: string
  unitName: string | null
  dueOn: Day | null
  lateFrom: Day | null
}

/** What is said of a target on a rung, before it is put into a language. */
export function wordOf(target: Spoken, { step }: Pick<Rung, 'step'>, today: Day): Word {
  const { code, title, unitId, upperUnitId, unitName } = target
  const dueOn = target.dueOn!
  const daysLate = target.lateFrom! <= today ? daysBetween(dueOn, today) : 0
  return { step, code, title, unitName: unitName ?? '', dueOn, daysLate, unitId, upperUnitId }
}

/** On the day on which the week's reports are due: the units that owe one and have sent none. */
async function listOwed(
  tx: Writer,
  { tenant, today, now, zone }: LadderOrder,
  campaign: Campaign,
  calendar: WorkCalendar,
): Promise<Word[]> {
  const current = dueWeek(weekOf(today), campaign, calendar, zone)
  if (!current.isOwed || current.dueOn !== today || now >= current.due) return []
  const reports = await loadReports(tx, tenant, campaign.id, { current, before: [] })
  const ids = [...reports].flatMap(([id, { owes, status }]) => (owes && status === 'none' ? [id] : []))
  const words: Word[] = []
  for (let at = 0; at < ids.length; at += ROWS_AT_ONCE) {
    const some = await tx
      .select({ id: units.id, code: units.code, name: units.name })
      .from(units)
      .where(and(eq(units.tenant, tenant), inArray(units.id, ids.slice(at, at + ROWS_AT_ONCE))))
    words.push(...some.map((unit) => reportWord(unit, today)))
  }
  return words
}

/** Everybody who may have to hear one of these words, by their posts of the day. */
export async function listHearers(
  read: Reader,
  tenant: string,
  words: readonly Word[],
  today: Day,
): Promise<Recipient[]> {
  const sides = words.flatMap(({ unitId, upperUnitId, step }) =>
    step === 'escalated' ? [unitId, upperUnitId] : [unitId],
  )
  const ids = [...new Set(sides)]
  const people: Recipient[] = []
  for (let at = 0; at < ids.length; at += ROWS_AT_ONCE) {
    people.push(...(await listRecipients(read, tenant, ids.slice(at, at + ROWS_AT_ONCE), HEARING, today)))
  }
  return people
}

async function tellAll(
  tx: Writer,
  order: LadderOrder,
  campaigns: Campaign[],
  due: DueWord[],
): Promise<LadderCount> {
  const { tenant, today, now } = order
  const all = due.map(({ word }) => word)
  const people = await listHearers(tx, tenant, all, today)
  const isSaidNow = isSaid(people, await listTold(tx, order, people))
  await noteSaid(
    tx,
    due.filter(({ word }) => isSaidNow(word)),
  )
  const words = all.filter(isSaidNow)
  const digests = digestsOf(words, people)
  const mailed = await sendDigests(tx, order, digests)
  const count = countLadder(words, digests, mailed)
  await record(tx, {
    tenant,
    at: now,
    actorId: null,
    actor: 'ladder',
    deed: 'ladder.climbed',
    subjectKind: 'ladder',
    subject: today,
    detail: { campaigns: campaigns.map(({ code }) => code), ...count },
  })
  return count
}
