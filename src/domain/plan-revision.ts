import type { Day } from './day.ts'
import { dueOf, planAt } from './plan.ts'
import type { Amount, TargetFacts } from './target.ts'

/** A later version of a plan as it was decided. */
export interface PlanRevision {
  effectiveFrom: Day
  plan: Amount
  /** The document that it rests on. */
  decision: string
  reason: string
}

export type RevisionFault =
  | { field: 'plan'; reason: 'same_plan' }
  | { field: 'effective_from'; reason: 'before_start' | 'after_due' | 'day_taken' }
  /** From `day` on another version counts already: this one would never reach the end. */
  | { field: 'effective_from'; reason: 'later_version'; day: Day }

/** A band has no versions, and what counts no amounts has no plan to revise. */
export function mayBeRevised({ kind, direction, state }: TargetFacts['target']): boolean {
  const isGoingOn = state === 'planned' || state === 'active' || state === 'suspended'
  return kind === 'number' && direction !== 'within' && isGoingOn
}

/** What keeps a plan from being revised so: it must change something, once a day, while the target runs. */
export function revisionFaults(
  facts: TargetFacts,
  { effectiveFrom, plan }: Pick<PlanRevision, 'effectiveFrom' | 'plan'>,
): RevisionFault[] {
  const { target, planVersions } = facts
  const due = dueOf(facts)
  if (planVersions.some((version) => version.effectiveFrom === effectiveFrom)) {
    return [{ field: 'effective_from', reason: 'day_taken' }]
  }
  const later = planVersions.findLast((version) => version.effectiveFrom > effectiveFrom)
  if (later) return [{ field: 'effective_from', reason: 'later_version', day: later.effectiveFrom }]
  if (effectiveFrom < target.startOn) return [{ field: 'effective_from', reason: 'before_start' }]
  if (due !== null && effectiveFrom > due) return [{ field: 'effective_from', reason: 'after_due' }]
  return planAt(facts, effectiveFrom) === plan ? [{ field: 'plan', reason: 'same_plan' }] : []
}

/** The same target with the plan revised. */
export function revised(
  facts: TargetFacts,
  { effectiveFrom, plan }: Pick<PlanRevision, 'effectiveFrom' | 'plan'>,
): TargetFacts {
  const planVersions = [...facts.planVersions, { effectiveFrom, plan }].sort((a, b) =>
    a.effectiveFrom < b.effectiveFrom ? -1 : 1,
  )
  return { ...facts, planVersions }
}
