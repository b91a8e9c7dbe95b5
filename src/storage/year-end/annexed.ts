import { and, eq, inArray, lt } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Reader } from '../client.ts'
import type { FoundCommitment } from '../commitments.ts'
import { campaigns, commitments } from '../schema.ts'
import { BINDING } from '../units.ts'
import { findNext } from './carry.ts'
import { type FoundYearEnd, findYearEnd, isLeft, type YearEndTarget } from './find.ts'

/** A target that is left, and the year that it is left of. */
export interface Carriable {
  from: FoundYearEnd
  target: YearEndTarget
}

/** What earlier commitments of a unit leave that goes on in this one, which is signed: by an annex. */
export async function listCarriable(
  read: Reader,
  actor: Actor,
  { row, campaign }: Pick<FoundCommitment, 'row' | 'campaign'>,
): Promise<Carriable[]> {
  const earlier = await read
    .select({ code: commitments.code })
    .from(commitments)
    .innerJoin(
      campaigns,
      and(eq(campaigns.tenant, commitments.tenant), eq(campaigns.id, commitments.campaignId)),
    )
    .where(
      and(
        eq(commitments.tenant, actor.tenant),
        eq(commitments.unitId, row.unitId),
        inArray(commitments.state, [...BINDING]),
        eq(campaigns.ownerUnitId, campaign.ownerUnitId),
        lt(campaigns.startOn, campaign.startOn),
      ),
    )
    .orderBy(commitments.code)
  const left: Carriable[] = []
  for (const { code } of earlier) {
    const from = await findYearEnd(read, actor, code)
    if (!from?.mayCarry || (await findNext(read, actor, from, campaign))?.row.id !== row.id) continue
    left.push(...from.targets.filter(isLeft).map((target) => ({ from, target })))
  }
  return left
}
