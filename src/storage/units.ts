import { and, asc, desc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, readablePaths } from '../domain/access.ts'
import { silentWeeksOf } from '../domain/attention.ts'
import { type Day, daysBetween, type Instant, minDay } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import { newTally, type Tally } from '../domain/tally.ts'
import type { UnitKind } from '../domain/unit.ts'
import { type Campaign, loadCalendar } from './campaigns.ts'
import type { Reader } from './client.ts'
import { readCursor, writeCursor } from './cursors.ts'
import { readsAll } from './overview.ts'
import { campaigns, commitments, targets, units } from './schema.ts'
import { inSubtrees } from './search.ts'
import { listStandings, ofCampaign, tallyStandings, tallyTargets, unitOfTarget } from './tallies.ts'
import { namesOn } from './unit-names.ts'
import { loadReports, type UnitReports, weeksUpTo } from './week-reports.ts'

/** A unit that has promised something in a campaign: where its targets stand, and how it reports. */
export interface UnitStanding extends UnitReports {
  id: string
  code: string
  name: string
  kind: UnitKind
  block: string | null
  /** Its place in the fixed order of the office, from 1. */
  place: number
  /** The post that signed for it. */
  headPost: string
  folded: string
  tally: Tally
  overdue: number
  /** Days of the target that is overdue longest. */
  longestDays: number
  silentWeeks: number
}

export interface At {
  today: Day
  now: Instant
  zone: string
  /** Figures and deadlines of this day in place of today. */
  asOf?: Day | undefined
}

/** Side B of a campaign is bound from its signature on. */
export const BINDING = ['signed', 'active', 'completed', 'closed_unmet'] as const

/**
 * Every unit of a campaign that this person may read, or those of these units, in the office's order: by the unit
 * above, then by its own place.
 */
export async function listUnitStandings(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  at: At,
  unitIds?: readonly string[],
) {
  const calendar = await loadCalendar(read, actor.tenant)
  const day = at.asOf ?? at.today
  const weeks = weeksUpTo(day, campaign, calendar, at.zone)
  const rows = await listSigned(read, actor, campaign, unitIds, at.asOf)
  const reports = await loadReports(read, actor.tenant, campaign.id, weeks, unitIds)
  const { tallies, longest } = await standings(read, actor, campaign, at, unitIds)
  const list = rows.map((row, n): UnitStanding => {
    const tally = tallies.get(row.id) ?? newTally()
    const own = reports.get(row.id) ?? { ...NOTHING, weeks: weeks.before.map(() => 'exempt' as const) }
    return {
      ...row,
      ...own,
      place: n + 1,
      tally,
      overdue: tally.progress.overdue,
      longestDays: longest.get(row.id) ?? 0,
      silentWeeks: silentWeeksOf(own.weeks, own.status),
    }
  })
  return { weeks, units: list }
}

const NOTHING = { status: 'none', owes: false, reported: 0, lastReportedOn: null } as const

/** The units of a campaign, or those of these units, without what they promised. */
export async function listSigned(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  unitIds?: readonly string[],
  asOf?: Day,
) {
  const upper = alias(units, 'upper_units')
  const rows = await read
    .select({
      id: units.id,
      code: units.code,
      name: units.name,
      kind: units.kind,
      block: units.block,
      folded: units.folded,
      headPost: commitments.sideBPost,
    })
    .from(commitments)
    .innerJoin(units, and(eq(units.tenant, commitments.tenant), eq(units.id, commitments.unitId)))
    .leftJoin(upper, and(eq(upper.tenant, units.tenant), eq(upper.id, units.parentId)))
    .where(
      and(
        eq(commitments.tenant, actor.tenant),
        eq(commitments.campaignId, campaign.id),
        asOf ? boundOn(asOf) : inArray(commitments.state, [...BINDING]),
        unitIds && inArray(commitments.unitId, [...unitIds]),
        readsAll(actor, campaign) ? undefined : inSubtrees(readablePaths(actor)),
      ),
    )
    .orderBy(asc(upper.path), asc(units.sortOrder), asc(units.code))
  const once = [...new Map(rows.map((row) => [row.id, row])).values()]
  if (!asOf) return once
  const ids = once.map(({ id }) => id)
  const names = await namesOn(read, actor.tenant, ids, asOf)
  return once.map((row) => ({ ...row, ...names.get(row.id) }))
}

/** What bound a unit on a past day: also what was superseded since, but not of a unit that was not there yet. */
const boundOn = (day: Day) =>
  and(
    or(
      inArray(commitments.state, [...BINDING]),
      and(eq(commitments.state, 'superseded'), gte(units.validTo, day)),
    ),
    or(isNull(units.validFrom), lte(units.validFrom, day)),
  )

/** From the stored columns today; from the whole history for another day. */
async function standings(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { today, now, zone, asOf }: At,
  unitIds?: readonly string[],
) {
  if (!asOf) {
    const tallies = await tallyTargets(read, actor, campaign, today, 'unit', unitIds)
    return { tallies, longest: longestOf(await listLate(read, actor, campaign, today, unitIds)) }
  }
  const stood = await listStandings(read, actor, campaign, { instant: now, today: asOf, asOf, zone })
  const late = stood.map(({ target, standing }) => ({ unitId: target.unitId, days: standing.daysLate }))
  return { tallies: tallyStandings(stood, 'unit'), longest: longestOf(late) }
}

/** How long each overdue target is late. */
export async function listLate(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  today: Day,
  unitIds?: readonly string[],
) {
  const query = read
    .select({ unitId: targets.unitId, dueOn: targets.dueOn, frozenOn: targets.lateFrozenOn })
    .from(targets)
  const late = and(
    ofCampaign(actor, campaign),
    unitIds && inArray(targets.unitId, [...unitIds]),
    lte(targets.lateFrom, today),
  )
  const rows = await (readsAll(actor, campaign)
    ? query.where(late)
    : query.leftJoin(units, unitOfTarget).where(late))
  return rows.map(({ unitId, dueOn, frozenOn }) => ({
    unitId,
    days: daysBetween(dueOn!, frozenOn ? minDay(frozenOn, today) : today),
  }))
}

export function longestOf(late: { unitId: string; days: number }[]): Map<string, number> {
  const longest = new Map<string, number>()
  for (const { unitId, days } of late) longest.set(unitId, Math.max(days, longest.get(unitId) ?? 0))
  return longest
}

/** Every word of the query is somewhere in the folded text. */
export function hasWords(folded: string, query: string): boolean {
  return fold(query)
    .split(' ')
    .every((word) => folded.includes(word))
}

/** The units after a place in the office's order, so many at a time. */
export function pageOf(all: UnitStanding[], after: string | undefined, size: number) {
  const [place] = (readCursor(after, ['number']) ?? [0]) as [number]
  const rest = all.filter((unit) => unit.place > place)
  const rows = rest.slice(0, size)
  return { rows, next: rest.length > size ? writeCursor([rows.at(-1)!.place]) : null }
}

/** The unit of this code, if this person may read it. */
export async function findUnit(read: Reader, actor: Actor, code: string) {
  const [unit] = await read
    .select({
      id: units.id,
      code: units.code,
      name: units.name,
      kind: units.kind,
      block: units.block,
      path: units.path,
    })
    .from(units)
    .where(and(eq(units.tenant, actor.tenant), eq(units.code, code)))
  return unit && readablePaths(actor).some((path) => unit.path.startsWith(path)) ? unit : undefined
}

/** The commitments a unit has signed, the newest campaign first; those of a unit that ended too. */
export async function listCommitmentsOf(read: Reader, tenant: string, unitId: string) {
  return await read
    .select({
      id: commitments.id,
      code: commitments.code,
      number: commitments.number,
      signedOn: commitments.signedOn,
      headPost: commitments.sideBPost,
      campaignId: commitments.campaignId,
      campaignCode: campaigns.code,
      campaignName: campaigns.name,
    })
    .from(commitments)
    .innerJoin(
      campaigns,
      and(eq(campaigns.tenant, commitments.tenant), eq(campaigns.id, commitments.campaignId)),
    )
    .where(
      and(
        eq(commitments.tenant, tenant),
        eq(commitments.unitId, unitId),
        inArray(commitments.state, [...BINDING, 'superseded']),
      ),
    )
    .orderBy(desc(campaigns.startOn), asc(commitments.code))
}
