import { type Period, readCurve, shareAt } from './curve.ts'
import type { Day, Instant } from './day.ts'
import { add, divide, multiply, one, type Ratio, ratio, subtract, zero } from './ratio.ts'
import type { Amount, Target, TargetFacts } from './target.ts'

/** What was to be reached by a day, and by which share of the curve. */
export interface Expectation {
  /** X(d), on the scale of amounts. */
  level: Ratio
  /** (X(d) − B) / (T − B): what the actual share is held against. */
  share: Ratio
  /** W(d) of the curve in force that day. */
  curveShare: Ratio
}

/** What was promised after a revision or an extension: from `since`, where `level` was expected, to the plan at `due`. */
interface Promise {
  plan: Amount
  due: Day
  since: Day | null
  level: Ratio
}

/** T on a day: the version with the latest effective_from not after it. */
export function planAt(facts: Pick<TargetFacts, 'target' | 'planVersions'>, day: Day): Amount | null {
  return (
    facts.planVersions.findLast((version) => version.effectiveFrom <= day)?.plan ?? firstPlan(facts.target)
  )
}

/** Where only the percentage of plan is reported, the whole plan is 100% unless another share was promised. */
function firstPlan({ plan, valueKind, decimals }: Target): Amount | null {
  return plan ?? (valueKind === 'percent' ? 100 * 10 ** decimals : null)
}

/** The deadline in force: the last granted one, else the one that was signed; null means without deadline. */
export function dueOf(facts: Pick<TargetFacts, 'target' | 'extensions'>): Day | null {
  return facts.extensions.at(-1)?.dueOn ?? facts.target.dueOriginal
}

/** The deadline that was in force at an instant: what was granted later did not count yet. */
export function dueAt({ target, extensions }: Pick<TargetFacts, 'target' | 'extensions'>, at: Instant) {
  return dueOf({ target, extensions: extensions.filter(({ decidedAt }) => decidedAt <= at) })
}

/** B: what the plan is counted from. */
export function baseOf(target: Target): Amount {
  return target.baseline ?? 0
}

/**
 * X(d): after each plan revision and each granted extension the expectation goes on from where it stood that
 * day, so what was expected in the past never changes. Null without plan, deadline or usable curve.
 */
export function expectedAt(facts: TargetFacts, day: Day): Expectation | null {
  const { target } = facts
  const first = firstPlan(target) ?? facts.planVersions[0]?.plan
  if (first === undefined || !target.dueOriginal) return null

  const base = ratio(baseOf(target))
  let current: Promise = { plan: first, due: target.dueOriginal, since: null, level: base }
  for (const change of changesBefore(facts, day)) {
    const level = levelAt(facts, current, change.day)
    if (!level) return null
    current = { plan: change.plan ?? current.plan, due: change.due ?? current.due, since: change.day, level }
  }
  const level = levelAt(facts, current, day)
  const curveShare = curveShareAt(facts, current.due, day)
  const whole = subtract(ratio(planAt(facts, day) ?? first), base)
  if (!level || !curveShare || whole.n === 0n) return null
  return { level, share: divide(subtract(level, base), whole), curveShare }
}

function changesBefore(facts: TargetFacts, day: Day): { day: Day; plan?: Amount; due?: Day }[] {
  return [
    ...facts.planVersions.map(({ effectiveFrom, plan }) => ({ day: effectiveFrom, plan })),
    ...facts.extensions.map(({ grantedOn, dueOn }) => ({ day: grantedOn, due: dueOn })),
  ]
    .filter((change) => change.day < day)
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

function levelAt(facts: TargetFacts, { plan, due, since, level }: Promise, day: Day): Ratio | null {
  const share = curveShareAt(facts, due, day)
  const before = since ? curveShareAt(facts, due, since) : zero
  if (!share || !before) return null
  const ahead = subtract(ratio(plan), level)
  const wanted = plan - baseOf(facts.target)
  const passed = since !== null && ahead.n * BigInt(wanted) <= 0n
  const left = subtract(one, before)
  if (left.n === 0n || passed) return ratio(plan)
  return add(level, multiply(ahead, divide(subtract(share, before), left)))
}

/** W(d) of the target's curve over the period that ends at `end`. */
export function curveShareAt({ target, references }: TargetFacts, end: Day, day: Day): Ratio | null {
  const curve = readCurve(target.curve)
  const period: Period = { start: target.startOn, end }
  return 'error' in curve ? null : shareAt(curve, period, day, references)
}
