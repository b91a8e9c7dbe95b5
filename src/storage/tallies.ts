import { and, count, eq, gt, inArray, isNotNull, not, type SQL, sql } from 'drizzle-orm'
import { type Actor, readablePaths } from '../domain/access.ts'
import type { Day, Instant } from '../domain/day.ts'
import { counts, toldUntil } from '../domain/ordered.ts'
import { type Standing, standingOf } from '../domain/standing.ts'
import { addCounted, addStanding, newTally, type Tally } from '../domain/tally.ts'
import { type Campaign, loadCalendar } from './campaigns.ts'
import type { Reader } from './client.ts'
import { loadFacts } from './facts.ts'
import { countsBy, isDivided } from './ordered.ts'
import { readsAll } from './overview.ts'
import { directionParts, targets, units } from './schema.ts'
import { inSubtrees } from './search.ts'
import type { TargetRow } from './targets.ts'

/** By task group number, or by unit id, as text. */
export type Tallies = Map<string, Tally>

/** What nobody has signed yet counts nowhere. */
export const isSigned = sql`${targets.baseClass} <> 'unsigned'`

/** Rows of the campaign that this person may read; the query must hold targets and units. */
export function ofCampaign(actor: Actor, campaign: Pick<Campaign, 'id' | 'ownerPath'>): SQL {
  return and(
    eq(targets.tenant, actor.tenant),
    eq(targets.campaignId, campaign.id),
    isSigned,
    readsAll(actor, campaign) ? undefined : inSubtrees(readablePaths(actor)),
  )!
}

/** Open and at risk or behind, in the words of the partial index that holds these targets. */
export const isOffSchedule = sql`${targets.level} <> 'ok' and ${targets.baseClass} = 'open'`

export const unitOfTarget = and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId))

/** Where the targets of a campaign, or of these units, stand today, counted from the stored columns alone. */
export async function tallyTargets(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  today: Day,
  by: 'group' | 'unit',
  unitIds?: readonly string[],
): Promise<Tallies> {
  const key = by === 'group' ? targets.groupNumber : targets.unitId
  const isLate = sql`${targets.lateFrom} is not null and ${targets.lateFrom} <= ${today}`
  const isUnfresh = sql`${targets.staleOn} is not null and (${targets.staleOn} <= ${today} or ${targets.latestAsOf} is null)`
  const rows = await read
    .select({
      key,
      baseClass: targets.baseClass,
      level: targets.level,
      n: count(),
      overdue: countWhere(isLate),
      undated: countWhere(sql`${targets.dueOn} is null`),
      unfresh: countWhere(sql`not (${isLate}) and ${isUnfresh}`),
    })
    .from(targets)
    .leftJoin(units, unitOfTarget)
    .where(and(ofCampaign(actor, campaign), unitIds && inArray(targets.unitId, [...unitIds])))
    .groupBy(key, targets.baseClass, targets.level)

  const tallies: Tallies = new Map()
  for (const row of rows) addCounted(tallyOf(tallies, String(row.key)), row)
  return tallies
}

/**
 * How many there are in all, asked for by itself, so that the tallies can be held against it; with a moment, how many
 * were there by then.
 */
export async function countTargets(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  until?: Instant,
): Promise<number> {
  const [row] = await read
    .select({ n: count() })
    .from(targets)
    .leftJoin(units, unitOfTarget)
    .where(and(ofCampaign(actor, campaign), until === undefined ? not(isDivided) : countsBy(until)))
  return row?.n ?? 0
}

/** How many of them a direction added to what was signed, found by its tasks, of which there are few. */
export async function countOrdered(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  until: Instant,
): Promise<number> {
  const [row] = await read
    .select({ n: sql<number>`count(distinct ${targets.id})`.mapWith(Number) })
    .from(directionParts)
    .innerJoin(
      targets,
      and(eq(targets.tenant, directionParts.tenant), eq(targets.id, directionParts.targetId)),
    )
    .leftJoin(units, unitOfTarget)
    .where(
      and(
        eq(directionParts.tenant, actor.tenant),
        ofCampaign(actor, campaign),
        isNotNull(targets.orderedAt),
        countsBy(until),
      ),
    )
  return row?.n ?? 0
}

export interface Stood {
  target: TargetRow
  standing: Standing
}

/** Every target of the campaign that this person may read, with its whole history, in any order. */
export async function loadHistories(read: Reader, actor: Actor, campaign: Campaign, zone: string) {
  const facts = await loadFacts(read, actor.tenant, { campaignId: campaign.id }, zone)
  const mine = readsAll(actor, campaign) ? undefined : await readableIds(read, actor, campaign)
  const all = [...facts.values()].map((one) => ({ target: one.target as TargetRow, facts: one }))
  return mine ? all.filter(({ target }) => mine.has(target.id)) : all
}

/** Where they stood at a moment: figures up to its day, deadlines held against it, by what was known at the instant. */
export async function listStandings(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  at: { instant: Instant; today: Day; asOf?: Day; zone: string },
): Promise<Stood[]> {
  const calendar = await loadCalendar(read, actor.tenant)
  const until = toldUntil(at)
  const histories = await loadHistories(read, actor, campaign, at.zone)
  const unborn = at.asOf ? await unitsAfter(read, actor.tenant, at.asOf) : new Set<string>()
  const there = histories.filter(
    ({ target, facts }) => counts(facts.target, until) && !unborn.has(target.unitId),
  )
  return there.map(({ target, facts }) => ({
    target,
    standing: standingOf(facts, campaign, { ...at, calendar }),
  }))
}

/** Units that were only set up after a day: what they took over was still with others then. */
async function unitsAfter(read: Reader, tenant: string, day: Day): Promise<Set<string>> {
  const rows = await read
    .select({ id: units.id })
    .from(units)
    .where(and(eq(units.tenant, tenant), gt(units.validFrom, day)))
  return new Set(rows.map(({ id }) => id))
}

export function tallyStandings(all: readonly Stood[], by: 'group' | 'unit'): Tallies {
  const tallies: Tallies = new Map()
  for (const { target, standing } of all) {
    addStanding(tallyOf(tallies, by === 'group' ? String(target.groupNumber) : target.unitId), standing)
  }
  return tallies
}

async function readableIds(read: Reader, actor: Actor, campaign: Campaign): Promise<Set<string>> {
  const rows = await read
    .select({ id: targets.id })
    .from(targets)
    .leftJoin(units, unitOfTarget)
    .where(ofCampaign(actor, campaign))
  return new Set(rows.map((row) => row.id))
}

const countWhere = (condition: SQL) => sql<number>`count(*) filter (where ${condition})`.mapWith(Number)

function tallyOf(tallies: Tallies, key: string): Tally {
  const tally = tallies.get(key) ?? newTally()
  tallies.set(key, tally)
  return tally
}
