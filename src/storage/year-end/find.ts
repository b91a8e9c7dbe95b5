import { and, eq, inArray, ne } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import {
  type Actor,
  mayCarryOver,
  mayDraft,
  mayEvaluate,
  mayRead,
  maySupervise,
} from '../../domain/access.ts'
import { isInForce, isUnsigned, mayReadUnsigned } from '../../domain/commitment.ts'
import { isEvaluated } from '../../domain/year-end.ts'
import type { Reader } from '../client.ts'
import { howItBegan } from '../commitments/visible.ts'
import { type FoundCommitment, findCommitment } from '../commitments.ts'
import { type EvaluationRow, loadEvaluations } from '../evaluations.ts'
import { campaigns, commitments, targets } from '../schema.ts'
import type { TargetRow } from '../targets.ts'
import { BINDING } from '../units.ts'

/** A target at the end of its year. */
export interface YearEndTarget {
  row: TargetRow
  evaluation: EvaluationRow | null
  /** The target of a later campaign that goes on from it; without its code where it is hidden from this person. */
  follower: { code: string; commitment: string } | { code: null } | null
}

export interface FoundYearEnd extends Omit<FoundCommitment, 'targets'> {
  targets: YearEndTarget[]
  /** In force: neither closed nor superseded. */
  isOpen: boolean
  mayEvaluate: boolean
  mayCarry: boolean
  mayClose: boolean
}

/** A signed commitment with what is said of its promises, if this person may read it. */
export async function findYearEnd(
  read: Reader,
  actor: Actor,
  code: string,
): Promise<FoundYearEnd | undefined> {
  const found = await findCommitment(read, actor, code)
  if (!found || !(BINDING as readonly string[]).includes(found.row.state)) return undefined
  const { row, sides } = found
  const owed = found.targets.filter(isEvaluated)
  const ids = owed.map(({ id }) => id)
  const evaluations = await loadEvaluations(read, actor.tenant, ids)
  const followers = await namedFollowers(read, actor, found, ids)
  const isOpen = isInForce(row.state)
  return {
    ...found,
    isOpen,
    targets: owed.map((target) => ({
      row: target,
      evaluation: evaluations.get(target.id) ?? null,
      follower: followers.get(target.id) ?? null,
    })),
    mayEvaluate: isOpen && mayEvaluate(actor, sides),
    mayCarry: mayCarryOver(actor, sides),
    mayClose: isOpen && maySupervise(actor, sides),
  }
}

/** A commitment as far as it is asked what this person may do with it. */
type Next = Pick<FoundCommitment['row'], 'id' | 'state' | 'upperUnitId'>

/** What this person may do with a commitment of the same unit in another campaign. */
export async function rightsOn(
  read: Reader,
  actor: Actor,
  { sides }: Pick<FoundYearEnd, 'sides'>,
  { id, state, upperUnitId }: Next,
  ownerUnitId: string,
): Promise<{ reads: boolean; writes: boolean }> {
  const next = { ...sides, upperUnitId, ownerUnitId, ...(await howItBegan(read, actor.tenant, id)) }
  return {
    reads: isUnsigned(state) ? mayReadUnsigned(actor, state, next) : mayRead(actor, next),
    writes: state === 'draft' && mayDraft(actor, next),
  }
}

/** The codes of those that go on, where this person may know of them. */
async function namedFollowers(read: Reader, actor: Actor, found: FoundCommitment, ids: readonly string[]) {
  const followers = await findFollowers(read, actor.tenant, ids)
  const known = new Map<string, boolean>()
  for (const { next, ownerUnitId } of followers.values()) {
    if (!known.has(next.id)) {
      known.set(next.id, (await rightsOn(read, actor, found, next, ownerUnitId)).reads)
    }
  }
  return new Map(
    [...followers].map(([id, { code, next }]) => [
      id,
      known.get(next.id) ? { code, commitment: next.code } : { code: null },
    ]),
  )
}

/**
 * What goes on from these targets in a campaign that begins later, by their ids; a succession stays in its own, and what
 * was withdrawn goes on from nothing.
 */
export async function findFollowers(read: Reader, tenant: string, ids: readonly string[]) {
  if (!ids.length) return new Map<string, Follower>()
  const originals = alias(targets, 'originals')
  const rows = await read
    .select({
      previousId: originals.id,
      code: targets.code,
      campaignId: targets.campaignId,
      ownerUnitId: campaigns.ownerUnitId,
      next: {
        ...{ id: commitments.id, code: commitments.code, state: commitments.state },
        upperUnitId: commitments.upperUnitId,
      },
    })
    .from(targets)
    .innerJoin(campaigns, and(eq(campaigns.tenant, targets.tenant), eq(campaigns.id, targets.campaignId)))
    .innerJoin(
      commitments,
      and(eq(commitments.tenant, targets.tenant), eq(commitments.id, targets.commitmentId)),
    )
    .innerJoin(
      originals,
      and(
        eq(originals.tenant, targets.tenant),
        eq(originals.id, targets.previousId),
        ne(originals.campaignId, targets.campaignId),
      ),
    )
    .where(
      and(
        eq(targets.tenant, tenant),
        inArray(targets.previousId, [...ids]),
        ne(commitments.state, 'withdrawn'),
      ),
    )
  return new Map(rows.map(({ previousId, ...follower }): [string, Follower] => [previousId, follower]))
}

interface Follower {
  code: string
  campaignId: string
  ownerUnitId: string
  next: Next & { code: string }
}
