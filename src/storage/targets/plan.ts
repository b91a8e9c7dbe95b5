import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { amountText } from '../../domain/amount.ts'
import { planAt } from '../../domain/plan.ts'
import type { PlanRevision } from '../../domain/plan-revision.ts'
import { recordAs } from '../audit.ts'
import { forUpdate, type Reader, type Writer } from '../client.ts'
import { planVersions, targets } from '../schema.ts'
import { settleTargets } from '../settling.ts'
import type { TargetRow } from '../targets.ts'
import type { Moment } from '../updates.ts'

/** The later versions of a plan, the oldest first. */
export async function listRevisions(
  read: Reader,
  row: Pick<TargetRow, 'tenant' | 'id'>,
): Promise<PlanRevision[]> {
  return await read
    .select({
      effectiveFrom: planVersions.effectiveFrom,
      plan: planVersions.plan,
      decision: planVersions.decision,
      reason: planVersions.reason,
    })
    .from(planVersions)
    .where(and(eq(planVersions.tenant, row.tenant), eq(planVersions.targetId, row.id)))
    .orderBy(asc(planVersions.effectiveFrom))
}

/** Puts a new plan in force from a day, by a decision; another one for the same day is a conflict. */
export async function revisePlan(
  tx: Writer,
  actor: Actor,
  row: TargetRow,
  revision: PlanRevision,
  at: Moment,
): Promise<'done' | 'conflict'> {
  const { tenant, id } = row
  await forUpdate(
    tx
      .select({ id: targets.id })
      .from(targets)
      .where(and(eq(targets.tenant, tenant), eq(targets.id, id))),
  )
  const before = await listRevisions(tx, row)
  if (before.some((one) => one.effectiveFrom === revision.effectiveFrom)) return 'conflict'
  await tx.insert(planVersions).values({ tenant, targetId: id, ...revision })
  await settleTargets(tx, tenant, { ids: [id] }, at.now, at.zone)
  const { effectiveFrom, decision, reason } = revision
  const plan = planAt({ target: row, planVersions: before }, effectiveFrom)
  const write = (amount: number | null) => (amount === null ? null : amountText(amount, row.decimals))
  await recordAs(tx, actor, at.now, {
    deed: 'target.plan_revised',
    subjectKind: 'target',
    subject: row.code,
    detail: { effectiveFrom, decision, reason, before: write(plan), after: write(revision.plan) },
  })
  return 'done'
}
