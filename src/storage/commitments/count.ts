import { and, eq, notInArray, sql } from 'drizzle-orm'
import { type Actor, readablePaths } from '../../domain/access.ts'
import { type CommitmentState, stateOn, unsignedStates } from '../../domain/commitment.ts'
import type { Day } from '../../domain/day.ts'
import type { Campaign } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { ofUnit } from '../commitments.ts'
import { isDivided, notOrdered } from '../ordered.ts'
import { readsAll } from '../overview.ts'
import { commitments, targets, units } from '../schema.ts'
import { inSubtrees } from '../search.ts'
import { isShownTo } from './visible.ts'

/** How many commitments of a campaign stand in each state, of those that this person may read. */
export async function countStates(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  today: Day,
): Promise<Map<CommitmentState, number>> {
  const rows = await read
    .select({
      state: commitments.state,
      effectiveFrom: commitments.effectiveFrom,
      n: sql<number>`count(*)`.mapWith(Number),
    })
    .from(commitments)
    .innerJoin(units, ofUnit)
    .where(
      and(
        eq(commitments.tenant, actor.tenant),
        eq(commitments.campaignId, campaign.id),
        isShownTo(actor, campaign.ownerUnitId),
        // All of them are below the owner: asked for, their paths would be gone through for each one.
        readsAll(actor, campaign) ? undefined : inSubtrees(readablePaths(actor)),
      ),
    )
    .groupBy(commitments.state, commitments.effectiveFrom)
  const counts = new Map<CommitmentState, number>()
  for (const row of rows) {
    const state = stateOn(row, today)
    counts.set(state, (counts.get(state) ?? 0) + row.n)
  }
  return counts
}

/**
 * How many of a campaign's signed commitments this person may read, how many targets they promise, and how many directions added.
 */
export async function countCommitments(read: Reader, actor: Actor, campaign: Campaign) {
  const [row] = await read
    .select({
      units: sql<number>`count(distinct ${commitments.id})`,
      targets: sql<number>`count(${targets.id}) filter (where (${targets.orderedAt} is null or ${notOrdered}) and not ${isDivided})`,
      ordered: sql<number>`count(${targets.orderedAt}) filter (where not ${notOrdered})`,
    })
    .from(commitments)
    .innerJoin(units, ofUnit)
    .leftJoin(targets, and(eq(targets.tenant, commitments.tenant), eq(targets.commitmentId, commitments.id)))
    .where(
      and(
        eq(commitments.tenant, actor.tenant),
        eq(commitments.campaignId, campaign.id),
        notInArray(commitments.state, [...unsignedStates]),
        readsAll(actor, campaign) ? undefined : inSubtrees(readablePaths(actor)),
      ),
    )
  const { units: n, targets: promised, ordered } = row ?? { units: 0, targets: 0, ordered: 0 }
  return { units: Number(n), targets: Number(promised), ordered: Number(ordered) }
}
