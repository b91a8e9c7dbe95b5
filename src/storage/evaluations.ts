import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import { isInForce } from '../domain/commitment.ts'
import type { EvaluationResult } from '../domain/year-end.ts'
import { recordAs } from './audit.ts'
import type { Reader, Writer } from './client.ts'
import { lockCommitment } from './commitments/held.ts'
import { evaluations, targets } from './schema.ts'
import type { Moment } from './updates.ts'

export type EvaluationRow = typeof evaluations.$inferSelect

const SOME = 400

/** What the end of the year says of these targets, by target id. */
export async function loadEvaluations(
  read: Reader,
  tenant: string,
  targetIds: readonly string[],
): Promise<Map<string, EvaluationRow>> {
  const found = new Map<string, EvaluationRow>()
  for (let at = 0; at < targetIds.length; at += SOME) {
    const rows = await read
      .select()
      .from(evaluations)
      .where(
        and(eq(evaluations.tenant, tenant), inArray(evaluations.targetId, targetIds.slice(at, at + SOME))),
      )
    for (const row of rows) found.set(row.targetId, row)
  }
  return found
}

/** What somebody says of one target, and the version of what they saw; 0 where there was nothing. */
export interface Evaluated {
  targetId: string
  code: string
  result: EvaluationResult
  effect: string
  version: number
}

export type EvaluationsKept = { kind: 'kept' } | { kind: 'changed'; targetIds: string[] } | { kind: 'closed' }

/** Keeps what is said of the targets of one commitment, all or nothing. What stands already is left alone. */
export async function saveEvaluations(
  tx: Writer,
  actor: Actor,
  commitment: { id: string; code: string },
  all: readonly Evaluated[],
  at: Moment,
): Promise<EvaluationsKept> {
  const { tenant, userId } = actor
  if (!(await lockOpen(tx, tenant, commitment.id))) return { kind: 'closed' }
  const stored = await loadEvaluations(
    tx,
    tenant,
    all.map(({ targetId }) => targetId),
  )
  const fresh = all.filter((one) => !saysTheSame(stored.get(one.targetId), one))
  const changed = fresh.filter((one) => (stored.get(one.targetId)?.version ?? 0) !== one.version)
  if (changed.length) return { kind: 'changed', targetIds: changed.map(({ targetId }) => targetId) }
  if (!fresh.length) return { kind: 'kept' }
  const said = { evaluatedBy: userId, evaluatedAt: at.now }
  for (const { targetId, result, effect, version } of fresh) {
    if (version === 0) await tx.insert(evaluations).values({ tenant, targetId, result, effect, ...said })
    else {
      await tx
        .update(evaluations)
        .set({ result, effect, ...said, version: sql`${evaluations.version} + 1` })
        .where(and(eq(evaluations.tenant, tenant), eq(evaluations.targetId, targetId)))
    }
  }
  await recordAs(tx, actor, at.now, {
    ...{ deed: 'year_end.evaluated', subjectKind: 'commitment', subject: commitment.code },
    detail: {
      before: Object.fromEntries(fresh.map(({ targetId, code }) => [code, saidOf(stored.get(targetId))])),
      after: Object.fromEntries(fresh.map((one) => [one.code, saidOf(one)])),
    },
  })
  return { kind: 'kept' }
}

const saidOf = (one: Pick<Evaluated, 'result' | 'effect'> | undefined) =>
  one ? { result: one.result, effect: one.effect } : null

const saysTheSame = (stored: EvaluationRow | undefined, { result, effect }: Evaluated) =>
  stored !== undefined && stored.result === result && stored.effect === effect

/** Holds a commitment until the deed is done; false where it is not in force or no longer is. */
async function lockOpen(tx: Writer, tenant: string, commitmentId: string): Promise<boolean> {
  const state = await lockCommitment(tx, { tenant, id: commitmentId })
  return state !== undefined && isInForce(state)
}

/** Nothing was carried over into these targets any more; answers with the codes of those that had been. */
export async function forgetCarried(tx: Writer, tenant: string, ids: readonly string[]): Promise<string[]> {
  const freed: string[] = []
  for (let at = 0; at < ids.length; at += SOME) {
    const rows = await tx
      .update(evaluations)
      .set({ carriedToId: null, version: sql`${evaluations.version} + 1` })
      .where(and(eq(evaluations.tenant, tenant), inArray(evaluations.carriedToId, ids.slice(at, at + SOME))))
      .returning({ id: evaluations.targetId })
    const of = rows.map(({ id }) => id)
    const own = and(eq(targets.tenant, tenant), inArray(targets.id, of))
    const codes = of.length ? await tx.select({ code: targets.code }).from(targets).where(own) : []
    freed.push(...codes.map(({ code }) => code))
  }
  return freed.sort()
}
