import { and, eq, inArray, max, min, type Placeholder, sql } from 'drizzle-orm'
import { type Day, dayOf, type Instant } from '../domain/day.ts'
import { type Discipline, disciplineOf, type ReportStatus, reportStatusOf } from '../domain/discipline.ts'
import { groupBy } from '../domain/grouping.ts'
import type { UpdateState, WorkCalendar } from '../domain/target.ts'
import { RECEIVED, REPORTED } from '../domain/update.ts'
import { dueInstantOf, isReportingWeek, type Week, weekBefore, weekOf } from '../domain/week.ts'
import type { Campaign } from './campaigns.ts'
import type { Reader } from './client.ts'
import { countsBy } from './ordered.ts'
import { commitments, targets, updates } from './schema.ts'

/** A week with the moment at which its reports are due, and whether any are. */
export interface DueWeek {
  week: Week
  due: Instant
  dueOn: Day
  isOwed: boolean
}

export interface UnitReports {
  /** The weeks before this one, oldest first. */
  weeks: Discipline[]
  /** Of this week. */
  status: ReportStatus
  owes: boolean
  /** Targets with a report this week. */
  reported: number
  lastReportedOn: Day | null
}

const WEEKS_SHOWN = 8

export function dueWeek(week: Week, campaign: Campaign, calendar: WorkCalendar, zone: string): DueWeek {
  const due = dueInstantOf(week, campaign, calendar, zone)
  return { week, due, dueOn: dayOf(due, zone), isOwed: isReportingWeek(week, campaign, calendar) }
}

/** This week, and the eight before it, oldest first. */
export function weeksUpTo(today: Day, campaign: Campaign, calendar: WorkCalendar, zone: string) {
  const current = weekOf(today)
  const before: Week[] = []
  for (let week = weekBefore(current); before.length < WEEKS_SHOWN; week = weekBefore(week))
    before.unshift(week)
  const asDue = (week: Week) => dueWeek(week, campaign, calendar, zone)
  return { current: asDue(current), before: before.map(asDue) }
}

/** How each unit of a campaign, or these units, reported, by unit id; a unit without any target is not there. */
export async function loadReports(
  read: Reader,
  tenant: string,
  campaignId: string,
  { current, before }: { current: DueWeek; before: DueWeek[] },
  unitIds?: readonly string[],
): Promise<Map<string, UnitReports>> {
  const which = { tenant, campaignId, unitIds }
  const duties = await loadDuties(read, which, [...before, current])
  const firsts = before.length ? await loadFirsts(read, which, before) : new Map<string, Instant>()
  const present = await loadWeek(read, which, current.week)

  const found = new Map<string, UnitReports>()
  for (const { unitId: id, lastReportedOn, owes } of duties) {
    const { status, reported } = present.get(id) ?? { status: 'none' as const, reported: 0 }
    const weeks = before.map(({ week, due }, n) => {
      const first = firsts.get(`${id} ${week.from}`)
      return disciplineOf({ receivedAt: first === undefined ? [] : [first], owes: owes[n]!, due })
    })
    found.set(id, { weeks, status, reported, owes: owes.at(-1)!, lastReportedOn })
  }
  return found
}

interface Which {
  tenant: string
  campaignId: string
  unitIds?: readonly string[] | undefined
}

const targetsOf = ({ tenant, campaignId, unitIds }: Which) =>
  and(
    eq(targets.tenant, tenant),
    eq(targets.campaignId, campaignId),
    unitIds && inArray(targets.unitId, [...unitIds]),
  )

const updatesOf = ({ tenant, campaignId, unitIds }: Which, weeks: Week[], states: readonly UpdateState[]) =>
  and(
    eq(updates.tenant, tenant),
    eq(updates.campaignId, campaignId),
    inArray(
      updates.weekFrom,
      weeks.map((week) => week.from),
    ),
    unitIds && inArray(updates.unitId, [...unitIds]),
    inArray(updates.state, [...states]),
  )

/** Whether a unit owed a report in each week: it had an open target when it was due. */
async function loadDuties(read: Reader, which: Which, weeks: DueWeek[]) {
  const open = Object.fromEntries(weeks.map(({ due }, n) => [`week${n}`, openAt(due)]))
  const rows = await read
    .select({
      unitId: targets.unitId,
      lastReportedOn: max(targets.lastReportedOn),
      ...open,
    })
    .from(targets)
    .where(targetsOf(which))
    .groupBy(targets.unitId)
  return rows.map((row) => ({
    unitId: row.unitId,
    lastReportedOn: row.lastReportedOn as Day | null,
    owes: weeks.map(({ isOwed }, n) => isOwed && (row as unknown as Record<string, number>)[`week${n}`]! > 0),
  }))
}

/** As in the weekly summary: open until its final was accepted, whenever it was to begin. */
const openAt = (due: Instant) => sql<number>`count(*) filter (where ${wasOpen(due)})`.mapWith(Number)

const wasOpen = (due: Instant | Placeholder) =>
  sql`(${targets.doneAt} is null or ${targets.doneAt} > ${due}) and ${countsBy(due)}
    and ${targets.baseClass} not in ('suspended', 'transferred', 'cancelled', 'unsigned')`

/** For a query of commitments: the targets with which the unit owed a report at this moment. */
export function owedTargets(read: Reader, due: Instant | Placeholder) {
  return read
    .select({ one: sql`1` })
    .from(targets)
    .where(
      and(
        eq(targets.tenant, commitments.tenant),
        eq(targets.unitId, commitments.unitId),
        eq(targets.campaignId, commitments.campaignId),
        wasOpen(due),
      ),
    )
}

/** For a query of commitments: what the unit sent in the week that begins on this day. */
export function sentReports(read: Reader, weekFrom: Day | Placeholder, states: readonly UpdateState[]) {
  return read
    .select({ one: sql`1` })
    .from(updates)
    .where(
      and(
        eq(updates.tenant, commitments.tenant),
        eq(updates.campaignId, commitments.campaignId),
        eq(updates.weekFrom, weekFrom),
        eq(updates.unitId, commitments.unitId),
        inArray(updates.state, [...states]),
      ),
    )
}

/** When the first report of each unit and week came; it alone decides whether the week was kept. */
async function loadFirsts(read: Reader, which: Which, weeks: DueWeek[]): Promise<Map<string, Instant>> {
  const rows = await read
    .select({ unitId: updates.unitId, weekFrom: updates.weekFrom, first: min(updates.receivedAt) })
    .from(updates)
    .where(
      updatesOf(
        which,
        weeks.map(({ week }) => week),
        RECEIVED,
      ),
    )
    .groupBy(updates.unitId, updates.weekFrom)
  return new Map(rows.map((row) => [`${row.unitId} ${row.weekFrom}`, Number(row.first)]))
}

const STATUS = { submitted: 'waiting', returned: 'returned', accepted: 'accepted' } as const

/** The worst of the latest revisions of a week's updates, unit by unit. */
async function loadWeek(read: Reader, which: Which, week: Week) {
  const rows = await read
    .select({
      id: updates.id,
      unitId: updates.unitId,
      targetId: updates.targetId,
      corrects: updates.corrects,
      state: updates.state,
    })
    .from(updates)
    .where(updatesOf(which, [week], REPORTED))
  const corrected = new Set(rows.map((row) => row.corrects))
  const byUnit = groupBy(rows, (row) => row.unitId)
  return new Map(
    [...byUnit].map(([id, own]) => {
      const latest = own.filter((row) => !corrected.has(row.id))
      const status = reportStatusOf(latest.map((row) => STATUS[row.state as keyof typeof STATUS]))
      return [id, { status, reported: new Set(own.map((row) => row.targetId)).size }]
    }),
  )
}
