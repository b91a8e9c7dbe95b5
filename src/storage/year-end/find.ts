import { and, eq, inArray } from 'drizzle-orm'
import { type Actor, mayCarryOver, mayEvaluate, maySupervise } from '../../domain/access.ts'
import { isEvaluated } from '../../domain/year-end.ts'
import type { Reader } from '../client.ts'
import { type FoundCommitment, findCommitment } from '../commitments.ts'
import { type EvaluationRow, loadEvaluations } from '../evaluations.ts'
import { campaigns, targets } from '../schema.ts'
import type { TargetRow } from '../targets.ts'
import { BINDING } from '../units.ts'

/** A target at the end of its year. */
export interface YearEndTarget {
  row: TargetRow
  evaluation: EvaluationRow | null
  /** The target of a later campaign that goes on from it. */
  follower: { code: string; campaignId: string; commitmentId: string } | null
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
  const owed = found.targets.filter(({ state }) => isEvaluated(state))
  const ids = owed.map(({ id }) => id)
  const evaluations = await loadEvaluations(read, actor.tenant, ids)
  const followers = await findFollowers(read, actor.tenant, ids)
  const isOpen = row.state === 'active' || row.state === 'signed'
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

/** What goes on from these targets in a campaign that begins later, by their ids; a succession stays in its own. */
export async function findFollowers(read: Reader, tenant: string, ids: readonly string[]) {
  if (!ids.length) return new Map<string, NonNullable<YearEndTarget['follower']>>()
  const rows = await read
    .select({
      previousId: targets.previousId,
      code: targets.code,
      campaignId: targets.campaignId,
      commitmentId: targets.commitmentId,
    })
    .from(targets)
    .innerJoin(campaigns, and(eq(campaigns.tenant, targets.tenant), eq(campaigns.id, targets.campaignId)))
    .where(and(eq(targets.tenant, tenant), inArray(targets.previousId, [...ids])))
  const originals = await read
    .select({ id: targets.id, campaignId: targets.campaignId })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), inArray(targets.id, [...ids])))
  const own = new Map(originals.map(({ id, campaignId }) => [id, campaignId]))
  return new Map(
    rows.flatMap(({ previousId, ...follower }) =>
      previousId !== null && own.get(previousId) !== follower.campaignId ? [[previousId, follower]] : [],
    ),
  )
}
