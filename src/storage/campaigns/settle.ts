import { and, asc, eq, gte, inArray, lt } from 'drizzle-orm'
import { addDays, type Day, instantOf } from '../../domain/day.ts'
import type { Writer } from '../client.ts'
import { reviews, targets, updates } from '../schema.ts'
import { settleTargets } from '../settling.ts'
import type { Moment } from '../updates.ts'

/** As many as the history of a large campaign is read by. */
const UNITS_AT_ONCE = 10

/** Judges all targets of a campaign anew, unit by unit: a large one has a million reports. */
export async function settleCampaign(
  tx: Writer,
  tenant: string,
  campaignId: string,
  { now, zone }: Moment,
): Promise<void> {
  const rows = await tx
    .selectDistinct({ unitId: targets.unitId })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.campaignId, campaignId)))
    .orderBy(asc(targets.unitId))
  for (let at = 0; at < rows.length; at += UNITS_AT_ONCE) {
    const unitIds = rows.slice(at, at + UNITS_AT_ONCE).map(({ unitId }) => unitId)
    await settleTargets(tx, tenant, { campaignId, unitIds }, now, zone)
  }
}

/** Longer than any grace: 30 working days with every holiday between them. */
const LONGEST_GRACE_DAYS = 75

/**
 * Judges anew what depends on working days around the days that changed: the grace of those reports that were returned
 * shortly before. Everything else that counts working days asks the calendar when it is shown.
 */
export async function settleGraces(
  tx: Writer,
  tenant: string,
  changed: { from: Day; to: Day },
  { now, zone }: Moment,
): Promise<number> {
  const since = instantOf(addDays(changed.from, -LONGEST_GRACE_DAYS), '00:00', zone)
  const until = instantOf(addDays(changed.to, 1), '00:00', zone)
  const rows = await tx
    .selectDistinct({ targetId: updates.targetId })
    .from(reviews)
    .innerJoin(updates, and(eq(updates.tenant, reviews.tenant), eq(updates.id, reviews.updateId)))
    .where(
      and(
        eq(reviews.tenant, tenant),
        inArray(reviews.decision, ['returned']),
        gte(reviews.reviewedAt, since),
        lt(reviews.reviewedAt, until),
      ),
    )
  const ids = rows.map(({ targetId }) => targetId)
  if (ids.length) await settleTargets(tx, tenant, { ids }, now, zone)
  return ids.length
}
