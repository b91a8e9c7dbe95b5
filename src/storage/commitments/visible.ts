import { and, eq, inArray, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { type CommitmentSides, unsignedStates } from '../../domain/commitment.ts'
import type { Reader } from '../client.ts'
import { commitmentSteps, commitments } from '../schema.ts'

const stepsOf = sql`from ${commitmentSteps} where ${commitmentSteps.tenant} = ${commitments.tenant}
  and ${commitmentSteps.commitmentId} = ${commitments.id}`

/** A draft that a unit opened for itself begins from a draft of its own; one of the office from nothing. */
const isKeptBack = sql`exists (select 1 ${stepsOf} and ${commitmentSteps.number} = 1 and ${commitmentSteps.fromState} = 'draft')
  and not exists (select 1 ${stepsOf} and ${commitmentSteps.toState} = 'proposed')`

/** `mayReadUnsigned` of the domain for a list of a campaign: what is signed, and of the rest what is this person's. */
export function isShownTo(actor: Actor, ownerUnitId: string): SQL {
  const own = [...new Set(actor.posts.filter(({ role }) => role !== 'admin').map(({ unitId }) => unitId))]
  const isBound = notInArray(commitments.state, [...unsignedStates])
  if (own.length === 0) return isBound
  const isOfSideA = own.includes(ownerUnitId) ? sql`1 = 1` : inArray(commitments.upperUnitId, own)
  return or(isBound, inArray(commitments.unitId, own), and(isOfSideA, sql`not (${isKeptBack})`))!
}

/** How a commitment began, and whether side A has met it. */
export async function howItBegan(
  read: Reader,
  tenant: string,
  commitmentId: string,
): Promise<Pick<CommitmentSides, 'isOwn' | 'wasProposed'>> {
  const steps = await read
    .select({
      number: commitmentSteps.number,
      fromState: commitmentSteps.fromState,
      toState: commitmentSteps.toState,
    })
    .from(commitmentSteps)
    .where(and(eq(commitmentSteps.tenant, tenant), eq(commitmentSteps.commitmentId, commitmentId)))
  return {
    isOwn: steps.some(({ number, fromState }) => number === 1 && fromState === 'draft'),
    wasProposed: steps.some(({ toState }) => toState === 'proposed'),
  }
}
