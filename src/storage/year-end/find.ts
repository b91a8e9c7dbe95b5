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
import { carriedCodes } from '../../domain/amendment.ts'
import { isInForce, isUnsigned, mayReadAnnexDrafts, mayReadUnsigned } from '../../domain/commitment.ts'
import { isEvaluated, resultOf } from '../../domain/year-end.ts'
import type { Reader } from '../client.ts'
import { howTheyBegan } from '../commitments/visible.ts'
import { type FoundCommitment, findCommitment } from '../commitments.ts'
import { type EvaluationRow, loadEvaluations } from '../evaluations.ts'
import { amendments, campaigns, commitments, targets } from '../schema.ts'
import type { TargetRow } from '../targets.ts'
import { BINDING } from '../units.ts'

/** A target at the end of its year. */
export interface YearEndTarget {
  row: TargetRow
  evaluation: EvaluationRow | null
  /** The target of a later campaign that goes on from it; without its code where it is hidden from this person, or drafted. */
  follower:
    | { code: string; commitment: string }
    | { code: null; annex?: { number: number; of: string } }
    | null
}

/** Not done, as far as anybody said or the figures say, and not gone on yet. */
export const isLeft = ({ row, evaluation, follower }: YearEndTarget): boolean =>
  !follower && !evaluation?.carriedToId && (evaluation?.result ?? resultOf(row)) !== 'done'

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
  const followerOf = await namedFollowers(read, actor, found, ids)
  const isOpen = isInForce(row.state)
  return {
    ...found,
    isOpen,
    targets: owed.map((target) => ({
      row: target,
      evaluation: evaluations.get(target.id) ?? null,
      follower: followerOf(target.id, target.code),
    })),
    mayEvaluate: isOpen && mayEvaluate(actor, sides),
    mayCarry: mayCarryOver(actor, sides),
    mayClose: isOpen && maySupervise(actor, sides),
  }
}

/** A commitment as far as it is asked what this person may do with it. */
type Next = Pick<FoundCommitment['row'], 'id' | 'state' | 'upperUnitId'>

/** What this person may do with commitments of the same unit in other campaigns, by their ids. */
export async function rightsOn(
  read: Reader,
  actor: Actor,
  { sides }: Pick<FoundYearEnd, 'sides'>,
  nexts: readonly { next: Next; ownerUnitId: string }[],
): Promise<Map<string, { reads: boolean; writes: boolean; drafts: boolean }>> {
  const ids = nexts.map(({ next }) => next.id)
  const began = await howTheyBegan(read, actor.tenant, [...new Set(ids)])
  return new Map(
    nexts.map(({ next: { id, state, upperUnitId }, ownerUnitId }) => {
      const next = { ...sides, upperUnitId, ownerUnitId, ...began.get(id)! }
      const rights = {
        reads: isUnsigned(state) ? mayReadUnsigned(actor, state, next) : mayRead(actor, next),
        writes: state === 'draft' && mayDraft(actor, next),
        drafts: mayReadAnnexDrafts(actor, next),
      }
      return [id, rights]
    }),
  )
}

/** The codes of those that go on, where this person may know of them; what a draft annex takes on has none yet. */
async function namedFollowers(read: Reader, actor: Actor, found: FoundCommitment, ids: readonly string[]) {
  const followers = await findFollowers(read, actor.tenant, ids)
  const annexed = await findAnnexed(read, actor.tenant, found.row.unitId)
  const rights = await rightsOn(read, actor, found, [...followers.values(), ...annexed.values()])
  const named = (id: string, code: string): YearEndTarget['follower'] => {
    const follower = followers.get(id)
    if (follower) {
      const { next } = follower
      return rights.get(next.id)!.reads ? { code: follower.code, commitment: next.code } : { code: null }
    }
    const drafted = annexed.get(code)
    if (!drafted) return null
    const { next, annex } = drafted
    return rights.get(next.id)!.drafts
      ? { code: null, annex: { number: annex, of: next.code } }
      : { code: null }
  }
  return named
}

/** Targets that go on by a draft annex of the same unit, by their codes: once it is withdrawn they are free again. */
export async function findAnnexed(read: Reader, tenant: string, unitId: string) {
  const rows = await read
    .select({
      annex: amendments.number,
      lines: amendments.lines,
      ownerUnitId: campaigns.ownerUnitId,
      next: NEXT,
    })
    .from(amendments)
    .innerJoin(
      commitments,
      and(eq(commitments.tenant, amendments.tenant), eq(commitments.id, amendments.commitmentId)),
    )
    .innerJoin(
      campaigns,
      and(eq(campaigns.tenant, commitments.tenant), eq(campaigns.id, commitments.campaignId)),
    )
    .where(and(eq(amendments.tenant, tenant), eq(amendments.state, 'draft'), eq(commitments.unitId, unitId)))
  return new Map(
    rows.flatMap(({ lines, ...annexed }) =>
      carriedCodes(lines).map((code): [string, typeof annexed] => [code, annexed]),
    ),
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
      next: NEXT,
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

const NEXT = {
  ...{ id: commitments.id, code: commitments.code, state: commitments.state },
  upperUnitId: commitments.upperUnitId,
}

interface Follower {
  code: string
  campaignId: string
  ownerUnitId: string
  next: Next & { code: string }
}
