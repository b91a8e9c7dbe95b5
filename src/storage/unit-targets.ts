import { and, asc, eq } from 'drizzle-orm'
import type { Day } from '../domain/day.ts'
import { counts, toldUntil } from '../domain/ordered.ts'
import { type Standing, standingOf } from '../domain/standing.ts'
import { listAsked } from './asked-extensions.ts'
import { type Campaign, loadCalendar } from './campaigns.ts'
import type { Reader } from './client.ts'
import { loadFacts } from './facts.ts'
import { commitments, targets, taskGroups } from './schema.ts'
import { isSigned } from './tallies.ts'
import type { TargetRow } from './targets.ts'
import type { At } from './units.ts'

export interface OwnTarget {
  target: TargetRow
  /** When its commitment comes into force. */
  effectiveFrom: Day
  group: string
  standing: Standing
  /** Until when a request that waits asks for more time; of today alone. */
  askedUntil: Day | null
}

/** Everything a unit promised in a campaign and where it stands, in the order of its commitments. */
export async function listTargetsOf(
  read: Reader,
  tenant: string,
  unitId: string,
  campaign: Campaign,
  { today, now, zone, asOf }: At,
): Promise<OwnTarget[]> {
  const rows = await selectTargetsOf(read, tenant, unitId, campaign.id)
  const calendar = await loadCalendar(read, tenant)
  const ids = rows.map(({ target }) => target.id)
  const facts = await loadFacts(read, tenant, { ids }, zone)
  const asked = asOf ? new Map<string, Day>() : await listAsked(read, tenant, ids, now)
  const at = { instant: now, today: asOf ?? today, ...(asOf && { asOf }), zone, calendar }
  const until = toldUntil({ instant: now, zone, ...(asOf && { asOf }) })
  const there = rows.filter(({ target }) => counts(facts.get(target.id)!.target, until))
  return there.map(({ target, effectiveFrom, group }) => ({
    target,
    effectiveFrom,
    group: group ?? '',
    standing: standingOf(facts.get(target.id)!, campaign, at),
    askedUntil: target.baseClass === 'open' ? (asked.get(target.id) ?? null) : null,
  }))
}

async function selectTargetsOf(read: Reader, tenant: string, unitId: string, campaignId: string) {
  return await read
    .select({ target: targets, effectiveFrom: commitments.effectiveFrom, group: taskGroups.name })
    .from(targets)
    .innerJoin(
      commitments,
      and(eq(commitments.tenant, targets.tenant), eq(commitments.id, targets.commitmentId)),
    )
    .leftJoin(
      taskGroups,
      and(
        eq(taskGroups.tenant, targets.tenant),
        eq(taskGroups.campaignId, targets.campaignId),
        eq(taskGroups.number, targets.groupNumber),
      ),
    )
    .where(
      and(
        eq(targets.tenant, tenant),
        eq(targets.unitId, unitId),
        eq(targets.campaignId, campaignId),
        isSigned,
      ),
    )
    .orderBy(asc(targets.code))
}
