import { cover, mapRange, type Point, pointsOf, type Range, rangeOf } from './actual.ts'
import { addDays, type Day, daysBetween, maxDay } from './day.ts'
import { baseOf, curveShareAt } from './plan.ts'
import { add, divide, multiply, type Ratio, ratio, subtract } from './ratio.ts'
import type { TargetFacts } from './target.ts'

/** How far back the recent rate looks. */
const WINDOW_DAYS = 90

/**
 * The value at the deadline, between two readings: the curve goes on as planned, B + (A − B) / W, and the rate of
 * the last ninety days goes on. A target younger than that is measured from its start, over the days it has had.
 */
export function forecastAt(
  facts: TargetFacts,
  latest: Point,
  due: Day,
  points = pointsOf(facts),
): Range | null {
  const byCurve = alongCurve(facts, latest, due)
  const byRate = alongRate(recentRate(facts, latest, points), latest, due)
  return byCurve && byRate ? cover(byCurve, byRate) : (byCurve ?? byRate)
}

function alongCurve(facts: TargetFacts, latest: Point, due: Day): Range | null {
  const share = curveShareAt(facts, due, latest.asOf)
  if (!share || share.n === 0n) return null
  const base = ratio(baseOf(facts.target))
  return mapRange(rangeOf(latest.value), (end) => add(base, divide(subtract(end, base), share)))
}

function alongRate(rate: Range | null, latest: Point, due: Day): Range | null {
  const left = ratio(Math.max(0, daysBetween(latest.asOf, due)))
  const now = rangeOf(latest.value)
  const onward = (end: Ratio | null, daily: Ratio | null) => end && daily && add(end, multiply(daily, left))
  return rate && { low: onward(now.low, rate.low), high: onward(now.high, rate.high) }
}

/** What was added a day in the last ninety days, by the lower and by the upper end; null on the first day. */
export function recentRate(facts: TargetFacts, latest: Point, points = pointsOf(facts)): Range | null {
  const from = maxDay(addDays(latest.asOf, -WINDOW_DAYS), facts.target.startOn)
  const days = daysBetween(from, latest.asOf)
  if (days <= 0) return null
  const now = rangeOf(latest.value)
  const then = valueAt(facts, from, points)
  const daily = (end: Ratio | null, before: Ratio | null) =>
    end && before && divide(subtract(end, before), ratio(days))
  return { low: daily(now.low, then.low), high: daily(now.high, then.high) }
}

/** A on a day between accepted values, by interpolation; from the start it rises from the baseline, or from 0. */
function valueAt({ target }: TargetFacts, day: Day, known: readonly Point[]): Range {
  const { startOn } = target
  const base = baseOf(target)
  const start = { asOf: startOn, value: { low: base, high: base } }
  const points = !known[0] || known[0].asOf > startOn ? [start, ...known] : known

  const next = points.findIndex((point) => point.asOf >= day)
  const to = points[next]!
  const from = points[next - 1]
  if (!from || to.asOf === day) return rangeOf(to.value)
  const part = ratio(daysBetween(from.asOf, day), daysBetween(from.asOf, to.asOf))
  const between = (a: Ratio | null, b: Ratio | null) => a && b && add(a, multiply(subtract(b, a), part))
  const [before, after] = [rangeOf(from.value), rangeOf(to.value)]
  return { low: between(before.low, after.low), high: between(before.high, after.high) }
}
