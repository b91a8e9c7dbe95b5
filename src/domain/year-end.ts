import type { CommitmentState } from './commitment.ts'
import { addYears, type Day, maxDay, minDay } from './day.ts'
import type { TargetFacts, TargetState } from './target.ts'

export const evaluationResults = ['done', 'in_progress', 'not_started'] as const
export type EvaluationResult = (typeof evaluationResults)[number]

export const LONGEST_EFFECT = 2000

/** What the figures say of a target at the end of the year. */
export function resultOf(row: {
  baseClass: string
  lastReportedOn: Day | null
  latestAsOf: Day | null
}): EvaluationResult {
  if (row.baseClass.startsWith('done')) return 'done'
  return row.lastReportedOn !== null || row.latestAsOf !== null ? 'in_progress' : 'not_started'
}

/** What went to another unit or was given up is told of where that was decided, and a divided term by its years. */
export const isEvaluated = ({ state, baseClass }: { state: TargetState; baseClass: string }): boolean =>
  state !== 'transferred' && state !== 'cancelled' && baseClass !== 'divided'

/** What is left of a plan that is counted up; the whole plan where a rest has no meaning, null where there is none. */
export function remainingPlan(
  target: Pick<TargetFacts['target'], 'kind' | 'valueKind' | 'direction' | 'plan'>,
  planNow: number | null,
  latest: { low: number | null; high: number | null } | null,
): number | null {
  const plan = planNow ?? target.plan
  if (target.kind !== 'number' || plan === null) return null
  const counts = target.valueKind === 'cumulative' || target.valueKind === 'flow'
  if (!counts || target.direction !== 'up' || latest === null) return plan
  // Of an uncertain figure only what is certain has been done.
  return latest.low === null || latest.low >= plan ? plan : plan - Math.max(0, latest.low)
}

/** The same day of the year in the campaign that receives it, or its last. */
export function dueInNext(dueOn: Day | null, into: { startOn: Day; endOn: Day }): Day {
  if (!dueOn) return into.endOn
  const years = Number(into.startOn.slice(0, 4)) - Number(dueOn.slice(0, 4))
  return minDay(maxDay(years > 0 ? addYears(dueOn, years) : dueOn, into.startOn), into.endOn)
}

/** Over: the last day is past, or the office closed it before. */
export const hasEnded = (campaign: { endOn: Day; state: 'active' | 'closed' }, today: Day): boolean =>
  campaign.state === 'closed' || today > campaign.endOn

export type ClosingFault = 'not_binding' | 'not_ended' | 'not_evaluated'

/** How a commitment ends: completed where every item was done. */
export function closingOf(results: readonly (EvaluationResult | null)[]): 'completed' | 'closed_unmet' {
  return results.every((result) => result === 'done') ? 'completed' : 'closed_unmet'
}

/** What keeps a commitment from being closed. */
export function closingFault(
  state: CommitmentState,
  campaign: { endOn: Day; state: 'active' | 'closed' },
  results: readonly (EvaluationResult | null)[],
  today: Day,
): ClosingFault | null {
  if (state !== 'active' && state !== 'signed') return 'not_binding'
  if (!hasEnded(campaign, today)) return 'not_ended'
  return results.some((result) => result === null) ? 'not_evaluated' : null
}
