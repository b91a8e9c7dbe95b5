import { and, asc, eq, inArray, max, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, mayReadInside, type Sides } from '../../domain/access.ts'
import { type Day, dayOf, type Instant } from '../../domain/day.ts'
import { groupBy } from '../../domain/grouping.ts'
import { byUrgency, type ReminderItem } from '../../domain/reminder.ts'
import { standingOf } from '../../domain/standing.ts'
import type { TargetFacts } from '../../domain/target.ts'
import { weekOf } from '../../domain/week.ts'
import { listAsked } from '../asked-extensions.ts'
import { type Campaign, loadCalendar } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { loadFacts } from '../facts.ts'
import { hasBegun } from '../ordered.ts'
import { campaigns, commitments, reminders, targets, units, updates } from '../schema.ts'
import { ofCampaign } from '../tallies.ts'
import type { TargetRow } from '../targets.ts'

/** A target that somebody may be reminded of. */
export interface ChosenTarget {
  row: TargetRow
  unit: { id: string; code: string; name: string }
  /** The post that signed for the unit. */
  headPost: string
  /** When its commitment comes into force. */
  effectiveFrom: Day
  sides: Sides
}

/** A unit with what it is reminded of, the most urgent first. */
export interface RemindedUnit {
  id: string
  code: string
  name: string
  headPost: string
  upperUnitId: string
  targets: { id: string; item: ReminderItem }[]
}

/** The targets of these codes that this person reads from inside, unit by unit in the office's order. */
export async function findChosen(
  read: Reader,
  actor: Actor,
  codes: readonly string[],
): Promise<ChosenTarget[]> {
  if (codes.length === 0) return []
  const upper = alias(units, 'upper_units')
  const rows = await read
    .select({
      row: targets,
      unit: { id: units.id, code: units.code, name: units.name, path: units.path },
      headPost: commitments.sideBPost,
      effectiveFrom: commitments.effectiveFrom,
      ownerUnitId: campaigns.ownerUnitId,
    })
    .from(targets)
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .leftJoin(upper, and(eq(upper.tenant, units.tenant), eq(upper.id, units.parentId)))
    .innerJoin(
      commitments,
      and(eq(commitments.tenant, targets.tenant), eq(commitments.id, targets.commitmentId)),
    )
    .innerJoin(campaigns, and(eq(campaigns.tenant, targets.tenant), eq(campaigns.id, targets.campaignId)))
    .where(and(eq(targets.tenant, actor.tenant), inArray(targets.code, [...codes])))
    .orderBy(asc(upper.path), asc(units.sortOrder), asc(units.code), asc(targets.code))
  return rows
    .map(({ row, unit, headPost, effectiveFrom, ownerUnitId }) => ({
      ...{ row, unit, headPost, effectiveFrom },
      sides: { unitId: unit.id, unitPath: unit.path, upperUnitId: row.upperUnitId, ownerUnitId },
    }))
    .filter(({ sides }) => mayReadInside(actor, sides))
}

/**
 * What a unit stands for when it is chosen as a whole: its targets past due; where it has none, the open ones that it
 * has not reported on this week, for those are what its missing weekly report is about.
 */
export async function listCodesOfUnits(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  unitCodes: readonly string[],
  today: Day,
): Promise<string[]> {
  if (unitCodes.length === 0) return []
  const report = read
    .select({ one: sql`1` })
    .from(updates)
    .where(
      and(
        eq(updates.tenant, targets.tenant),
        eq(updates.targetId, targets.id),
        eq(updates.weekFrom, weekOf(today).from),
        inArray(updates.state, ['submitted', 'accepted']),
      ),
    )
  const isLate = sql<number>`case when ${targets.lateFrom} <= ${today} then 1 else 0 end`.mapWith(Number)
  const rows = await read
    .select({ code: targets.code, unit: units.code, isLate })
    .from(targets)
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .where(
      and(
        ofCampaign(actor, campaign),
        inArray(units.code, [...unitCodes]),
        eq(targets.baseClass, 'open'),
        hasBegun(today),
        sql`(${isLate} = 1 or ${notExists(report)})`,
      ),
    )
    .orderBy(asc(targets.code))
  return [...groupBy(rows, (row) => row.unit).values()].flatMap((own) => {
    const late = own.filter((row) => row.isLate)
    return (late.length ? late : own).map((row) => row.code)
  })
}

/** Chosen targets under their units, as they stood at an instant: a later extension does not change what was said. */
export async function unitsAt(
  read: Reader,
  tenant: string,
  campaign: Campaign,
  chosen: readonly ChosenTarget[],
  at: { instant: Instant; zone: string },
): Promise<RemindedUnit[]> {
  const calendar = await loadCalendar(read, tenant)
  const ids = chosen.map(({ row }) => row.id)
  const facts = await loadFacts(read, tenant, { ids }, at.zone)
  const asked = await listAsked(read, tenant, ids, at.instant)
  const today = dayOf(at.instant, at.zone)
  return [...groupBy(chosen, ({ unit }) => unit.id).values()].map((own) => {
    const [{ unit, headPost, row }] = own as [ChosenTarget]
    const items = own.map(({ row: { id, code, title } }) => {
      const known = facts.get(id)!
      const { dueOn, daysLate, clock } = standingOf(known, campaign, { ...at, today, calendar })
      const isReported = reportedIn(known, at)
      const reason = clock === 'overdue' ? 'overdue' : isReported ? 'open' : 'unreported'
      const askedUntil = asked.get(id) ?? null
      return { id, item: { code, title, dueOn, daysLate, reason, askedUntil } as ReminderItem }
    })
    items.sort((a, b) => byUrgency(a.item, b.item))
    const { id, code, name } = unit
    return { id, code, name, headPost, upperUnitId: row.upperUnitId, targets: items }
  })
}

/** Whether a report of this week had come by then and had not been returned. */
function reportedIn({ updates: all }: TargetFacts, at: { instant: Instant; zone: string }): boolean {
  const { from, to } = weekOf(dayOf(at.instant, at.zone))
  return all.some(({ receivedAt, decision, decidedAt }) => {
    const day = dayOf(receivedAt, at.zone)
    const isReturned = decision === 'returned' && (decidedAt ?? 0) <= at.instant
    return receivedAt <= at.instant && day >= from && day <= to && !isReturned
  })
}

export interface Reminded {
  /** Rounds: what went out by several channels at once counts once. */
  times: number
  lastAt: Instant
}

/** How often each target was reminded of, and when last; one that never was is not there. */
export async function countReminders(
  read: Reader,
  tenant: string,
  targetIds: readonly string[],
): Promise<Map<string, Reminded>> {
  if (targetIds.length === 0) return new Map()
  const rows = await read
    .select({
      targetId: reminders.targetId,
      times: sql<number>`count(distinct coalesce(${reminders.roundId}, ${reminders.id}))`.mapWith(Number),
      lastAt: max(reminders.sentAt),
    })
    .from(reminders)
    .where(and(eq(reminders.tenant, tenant), inArray(reminders.targetId, [...targetIds])))
    .groupBy(reminders.targetId)
  return new Map(rows.map(({ targetId, times, lastAt }) => [targetId, { times, lastAt: Number(lastAt) }]))
}
