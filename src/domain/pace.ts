import { mapRange, type Point, pointsOf, type Range, rangeOf } from './actual.ts'
import { addDays, type Day, daysBetween, daysInMonth } from './day.ts'
import { forecastAt } from './forecast.ts'
import { hasBaseline, shareOfWay } from './percent.ts'
import { baseOf, dueOf, expectedAt, planAt } from './plan.ts'
import { add, compare, divide, larger, multiply, one, type Ratio, ratio, subtract, zero } from './ratio.ts'
import type { Amount, CampaignRules, Target, TargetFacts } from './target.ts'

export type Level = 'ok' | 'risk' | 'behind'

/** How a value stands against its curve. Levels are on the scale of amounts; `low` is always the lower number. */
export interface Pace {
  /** X(d). */
  expected: Ratio
  /** (X(d) − B) / (T − B). */
  expectedShare: Ratio
  /** W(d). */
  curveShare: Ratio
  /** (A − B) / (T − B): `low` is the worst end. */
  actualShare: Range
  /** Points of the plan, positive is behind: `high` is the worst end. */
  behind: Range
  level: Level
  /** Actual share / expected share; null before a tenth of the curve. */
  paceIndex: Range | null
  /** To reach the plan, in amounts and in shares of the plan a month; null when no time is left. */
  needPerMonth: Range | null
  needShare: Range | null
  /** Need per month / done per month so far; an end is null while nothing is done. */
  effort: Range | null
  /** At the deadline. */
  forecast: Range | null
}

const TENTH = ratio(1, 10)

/** Judged at the day the figure describes, so that slow reporting shows as staleness, not as decline. */
export function paceOf(
  facts: TargetFacts,
  latest: Point,
  rules: CampaignRules,
  points = pointsOf(facts),
): Pace | null {
  const { target } = facts
  const plan = planAt(facts, latest.asOf)
  const due = dueOf(facts)
  if (plan === null || !due || !isPaced(target, plan)) return null
  const expectation = expectedAt(facts, latest.asOf)
  if (!expectation) return null

  const { level: expected, share: expectedShare, curveShare } = expectation
  const actualShare = shareOfWay(target, plan, rangeOf(latest.value))
  const behind = mapRange(actualShare, (end) => multiply(subtract(expectedShare, end), ratio(100)), true)
  const indexed = compare(curveShare, TENTH) >= 0 && expectedShare.n > 0n
  const way = Math.abs(plan - baseOf(target))
  const needShare = needOf(actualShare, latest.asOf, due)
  return {
    expected,
    expectedShare,
    curveShare,
    actualShare,
    behind,
    level: levelOfPoints(behind.high ?? behind.low, rules),
    paceIndex: indexed ? mapRange(actualShare, (end) => divide(end, expectedShare)) : null,
    needPerMonth: needShare && mapRange(needShare, (end) => multiply(end, ratio(way))),
    needShare,
    effort: needShare && effortOf(needShare, actualShare, target.startOn, latest.asOf),
    forecast: forecastAt(facts, latest, due, points),
  }
}

/** Whole calendar months from `from` to `to`, both counted, and the days over as parts of their own months. */
export function monthsOf(from: Day, to: Day): Ratio {
  if (from > to) return zero
  const [first, last] = [monthOf(from), monthOf(to)]
  if (first === last) return ratio(daysBetween(from, to) + 1, daysInMonth(from))
  const begun = ratio(daysInMonth(from) - Number(from.slice(8)) + 1, daysInMonth(from))
  const ended = ratio(Number(to.slice(8)), daysInMonth(to))
  return add(ratio(last - first - 1), add(begun, ended))
}

/** Months since the year 0. */
const monthOf = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))

/** No pace: bands, ceilings and levels without baseline; nor where the plan lies behind its own baseline. */
function isPaced(target: Target, plan: Amount): boolean {
  if (target.kind !== 'number' || target.direction === 'within') return false
  if (target.baseline !== null) return hasBaseline(target, plan)
  return target.direction !== 'down' && target.valueKind !== 'point' && plan > 0
}

export function levelOfPoints(
  points: Ratio | null,
  rules: Pick<CampaignRules, 'atRiskPoints' | 'behindPoints'>,
): Level {
  if (!points) return 'ok'
  if (compare(points, ratio(rules.behindPoints)) >= 0) return 'behind'
  return compare(points, ratio(rules.atRiskPoints)) >= 0 ? 'risk' : 'ok'
}

function needOf(actualShare: Range, asOf: Day, due: Day): Range | null {
  const left = monthsOf(addDays(asOf, 1), due)
  if (left.n === 0n) return null
  return mapRange(actualShare, (end) => divide(larger(zero, subtract(one, end)), left), true)
}

/** The worst end needs most and has done least, so both ends keep together. */
function effortOf(needShare: Range, actualShare: Range, start: Day, asOf: Day): Range | null {
  const months = monthsOf(start, asOf)
  const effort = (need: Ratio | null, done: Ratio | null) =>
    need && done && done.n > 0n ? divide(multiply(need, months), done) : null
  if (months.n === 0n) return null
  const range = {
    low: effort(needShare.low, actualShare.high),
    high: effort(needShare.high, actualShare.low),
  }
  return range.low || range.high ? range : null
}
