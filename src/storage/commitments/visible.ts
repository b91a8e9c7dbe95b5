import { and, eq, inArray, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { type CommitmentSides, unsignedStates } from '../../domain/commitment.ts'
import { groupBy } from '../../domain/grouping.ts'
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

type Beginning = Pick<CommitmentSides, 'isOwn' | 'wasProposed'>

/** How commitments began, and whether side A has met them, by their ids. */
export async function howTheyBegan(
  read: Reader,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, Beginning>> {
  if (ids.length === 0) return new Map()
  const steps = await read
    .select({
      id: commitmentSteps.commitmentId,
      number: commitmentSteps.number,
      fromState: commitmentSteps.fromState,
      toState: commitmentSteps.toState,
    })
    .from(commitmentSteps)
    .where(and(eq(commitmentSteps.tenant, tenant), inArray(commitmentSteps.commitmentId, [...ids])))
  const lives = groupBy(steps, ({ id }) => id)
  return new Map(
    ids.map((id) => {
      const life = lives.get(id) ?? []
      const isOwn = life.some(({ number, fromState }) => number === 1 && fromState === 'draft')
      return [id, { isOwn, wasProposed: life.some(({ toState }) => toState === 'proposed') }]
    }),
  )
}

export const howItBegan = async (read: Reader, tenant: string, id: string): Promise<Beginning> =>
  (await howTheyBegan(read, tenant, [id])).get(id)!
