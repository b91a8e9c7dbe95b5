import { and, asc, eq, inArray, notInArray, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { type CommitmentSides, type DraftTurn, turnOf, unsignedStates } from '../../domain/commitment.ts'
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

/** How a commitment began, whether side A has met it, and what was last said of it as a draft. */
export interface Beginning extends Pick<CommitmentSides, 'isOwn' | 'wasProposed'> {
  turn: DraftTurn | null
}

/** By the ids of commitments. */
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
      from: commitmentSteps.fromState,
      to: commitmentSteps.toState,
    })
    .from(commitmentSteps)
    .where(and(eq(commitmentSteps.tenant, tenant), inArray(commitmentSteps.commitmentId, [...ids])))
    .orderBy(asc(commitmentSteps.commitmentId), asc(commitmentSteps.number))
  const lives = groupBy(steps, ({ id }) => id)
  return new Map(
    ids.map((id) => {
      const life = lives.get(id) ?? []
      const isOwn = life.some(({ number, from }) => number === 1 && from === 'draft')
      return [id, { isOwn, wasProposed: life.some(({ to }) => to === 'proposed'), turn: turnOf(life) }]
    }),
  )
}

export const howItBegan = async (read: Reader, tenant: string, id: string): Promise<Beginning> =>
  (await howTheyBegan(read, tenant, [id])).get(id)!
