import { acceptedOf, type Range } from './actual.ts'
import { addYears, type Day, maxDay, minDay } from './day.ts'
import { type Level, levelOfPoints } from './pace.ts'
import { expectedAt } from './plan.ts'
import { multiply, type Ratio, ratio, subtract } from './ratio.ts'
import { allot } from './share.ts'
import type { CampaignRules, TargetFacts, UpdateFact } from './target.ts'

/** A step of a milestone, in the order of its number; weights are of 100 over all steps, or 0 for every one. */
export interface Milestone {
  number: number
  title: string
  dueOn: Day | null
  weight: number
}

/** How far the weighted steps of a task have come, judged at the day of the last accepted report that told of them. */
export interface StepPace {
  asOf: Day
  /** Numbers of the steps that are done. */
  done: number[]
  /** Σ weights of the steps done, of 1. */
  share: Ratio
  /** What should have been done by then, of 1; null where neither the steps nor the target say. */
  expectedShare: Ratio | null
  /** Points behind, positive is behind; null without expectation. */
  behind: Range | null
  level: Level
}

/** Weights that are given make it together, of steps and of targets, in percent. */
export const WHOLE = 100

/** Whether the steps are weighted: then they say how far the task has come. */
export function areWeighted(steps: readonly Pick<Milestone, 'weight'>[] | undefined): boolean {
  return weightOf(steps ?? []) === WHOLE
}

export const weightOf = (steps: readonly Pick<Milestone, 'weight'>[]): number =>
  steps.reduce((sum, { weight }) => sum + weight, 0)

/** Null for what has no weighted steps, and until a report that tells of them is accepted. */
export function stepPaceOf(
  facts: TargetFacts,
  rules: Pick<CampaignRules, 'atRiskPoints' | 'behindPoints'>,
  accepted: readonly UpdateFact[] = acceptedOf(facts.updates),
): StepPace | null {
  const { target, milestones = [] } = facts
  const last = accepted.findLast(({ stepsDone }) => stepsDone)
  if (target.kind !== 'milestone' || !areWeighted(milestones) || !last?.stepsDone) return null
  const done = milestones.filter(({ number }) => last.stepsDone!.includes(number))
  const share = ratio(weightOf(done), WHOLE)
  const expectedShare = expectedShareAt(facts, milestones, last.asOf)
  const behind = expectedShare && multiply(subtract(expectedShare, share), ratio(WHOLE))
  return {
    asOf: last.asOf,
    done: done.map(({ number }) => number),
    share,
    expectedShare,
    behind: behind && { low: behind, high: behind },
    level: levelOfPoints(behind, rules),
  }
}

/** The steps whose days have passed, where each has one; else the curve of the whole task. */
function expectedShareAt(facts: TargetFacts, steps: readonly Milestone[], day: Day): Ratio | null {
  if (steps.every(({ dueOn }) => dueOn !== null)) {
    return ratio(weightOf(steps.filter(({ dueOn }) => dueOn! < day)), WHOLE)
  }
  const target = { ...facts.target, plan: WHOLE, baseline: null, valueKind: null }
  return expectedAt({ ...facts, target, planVersions: [] }, day)?.share ?? null
}

/** The numbers of the steps that the last accepted report told as done. */
export const stepsDone = (updates: readonly UpdateFact[]): readonly number[] =>
  acceptedOf(updates).findLast((one) => one.stepsDone)?.stepsDone ?? []

/** The same steps in another period, undone: their days as many years later, their weights of 100 again. */
export function stepsIn(
  steps: readonly Milestone[],
  period: { startOn: Day; endOn: Day; years: number },
): Milestone[] {
  const whole = weightOf(steps)
  const weights = whole
    ? allot(
        WHOLE,
        steps.map(({ weight }) => ratio(weight, whole)),
      )
    : []
  const inside = (day: Day) => minDay(maxDay(addYears(day, period.years), period.startOn), period.endOn)
  return steps.map(({ title, dueOn }, n) => ({
    ...{ number: n + 1, title, weight: weights[n] ?? 0 },
    dueOn: dueOn && inside(dueOn),
  }))
}
