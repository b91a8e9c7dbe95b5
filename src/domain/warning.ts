import { mapRange, type Range, rangeOf } from './actual.ts'
import { addDays, type Day, daysBetween } from './day.ts'
import { recentRate } from './forecast.ts'
import { monthsOf } from './pace.ts'
import { hasBaseline } from './percent.ts'
import { baseOf } from './plan.ts'
import { compare, divide, multiply, type Ratio, ratio, subtract } from './ratio.ts'
import type { Settled } from './standing.ts'
import type { Amount, Target, TargetFacts } from './target.ts'

/** Whether the forecast keeps the promise: with both ends, with neither, or with one of them. */
type Outlook = 'yes' | 'no' | 'maybe'

/**
 * The days on which the rate of the last ninety days leads to the plan, the better end first; for a ceiling on which
 * its allowance is used up. An end is null where it is not in sight: nothing moves, or the day lies too far away.
 */
export interface RunsOut {
  kind: 'reached' | 'used_up'
  first: Day | null
  last: Day | null
  /** Days after the deadline, negative before it; null without deadline or without the day. */
  firstLate: number | null
  lastLate: number | null
}

/** What a leader is told weeks ahead about a number that is still open. */
export interface Warning {
  /** Points of the plan; `high` is the worst end, positive is behind. Null without pace. */
  behind: Range | null
  /** In amounts a month from the figure to the deadline, and so far. */
  needPerMonth: Range | null
  donePerMonth: Range | null
  effort: Range | null
  monthsDone: Ratio
  monthsLeft: Ratio | null
  /** At the deadline, and whether the plan will be reached by it. */
  forecast: Range | null
  outlook: Outlook | null
  runsOut: RunsOut | null
}

/** A day further off than this says no more than "not in sight". */
const IN_SIGHT_DAYS = 731

/** Null for tasks, for what is closed, and for numbers of which nothing can be foreseen. */
export function warningOf(facts: TargetFacts, standing: Settled): Warning | null {
  const { latest, pace, plan, dueOn, baseClass } = standing
  if (!latest || plan === null || baseClass !== 'open') return null
  const runsOut = runsOutOf(facts, standing)
  if (!pace && !runsOut) return null
  return {
    behind: pace?.behind ?? null,
    needPerMonth: pace?.needPerMonth ?? null,
    donePerMonth: pace && donePerMonth(facts.target, plan, pace.actualShare, latest.asOf),
    effort: pace?.effort ?? null,
    monthsDone: monthsOf(facts.target.startOn, latest.asOf),
    monthsLeft: dueOn && dueOn > latest.asOf ? monthsOf(addDays(latest.asOf, 1), dueOn) : null,
    forecast: pace?.forecast ?? null,
    outlook: pace?.forecast ? outlookOf(facts.target, plan, pace.forecast) : null,
    runsOut,
  }
}

function donePerMonth(target: Target, plan: Amount, actualShare: Range, asOf: Day): Range | null {
  const months = monthsOf(target.startOn, asOf)
  const way = ratio(Math.abs(plan - baseOf(target)))
  return months.n > 0n ? mapRange(actualShare, (end) => divide(multiply(end, way), months)) : null
}

function outlookOf(target: Target, plan: Amount, { low, high }: Range): Outlook {
  const keeps = (end: Ratio) => compare(end, ratio(plan)) * (target.direction === 'down' ? -1 : 1) >= 0
  const ends = [low, high].filter((end) => end !== null)
  if (ends.length === 2 && ends.every(keeps)) return 'yes'
  return ends.length === 2 && !ends.some(keeps) ? 'no' : 'maybe'
}

/** A level at a date has no rate to go by, unless it moves from a baseline; nor has a band. */
function runsOutOf(facts: TargetFacts, { latest, plan, pace, dueOn }: Settled): RunsOut | null {
  const { target } = facts
  if (!latest || plan === null) return null
  const isCeiling = target.direction === 'down' && !hasBaseline(target, plan)
  const rate = (isCeiling ? addsUp(target) : pace) ? recentRate(facts, latest) : null
  if (!rate) return null
  const way = { plan, falls: target.direction === 'down' && !isCeiling, asOf: latest.asOf }
  const [first, last] = daysAt(rangeOf(latest.value), rate, way)
  if (last === latest.asOf || (isCeiling && !first)) return null
  const kind = isCeiling ? 'used_up' : 'reached'
  return { kind, first, last, firstLate: lateness(first, dueOn), lastLate: lateness(last, dueOn) }
}

const addsUp = ({ valueKind }: Target) => valueKind === 'cumulative' || valueKind === 'flow'

const lateness = (day: Day | null, due: Day | null) => (day && due ? daysBetween(due, day) : null)

interface Way {
  plan: Amount
  falls: boolean
  asOf: Day
}

/** For both ends, the earlier day first, what is not in sight last. */
function daysAt(now: Range, rate: Range, way: Way): [Day | null, Day | null] {
  const [low, high] = [dayAt(now.low, rate.low, way), dayAt(now.high, rate.high, way)]
  return orderOf(low) <= orderOf(high) ? [low, high] : [high, low]
}

const orderOf = (day: Day | null) => (day ? Date.parse(day) : Number.POSITIVE_INFINITY)

/** The first day on which one end has come to the plan at so much a day; null: not in sight. */
function dayAt(from: Ratio | null, daily: Ratio | null, { plan, falls, asOf }: Way): Day | null {
  if (!from || !daily) return null
  const left = subtract(ratio(plan), from)
  if (falls ? left.n >= 0n : left.n <= 0n) return asOf
  if (daily.n === 0n) return null
  const days = divide(left, daily)
  if (days.n < 0n) return null
  const whole = (days.n + days.d - 1n) / days.d
  return whole > BigInt(IN_SIGHT_DAYS) ? null : addDays(asOf, Number(whole))
}
