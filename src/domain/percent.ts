import { mapRange, type Range, rangeOf } from './actual.ts'
import { addYears, type Day } from './day.ts'
import { baseOf } from './plan.ts'
import {
  compare,
  divide,
  larger,
  one,
  type Ratio,
  ratio,
  roundScaled,
  smaller,
  subtract,
  toDecimal,
} from './ratio.ts'
import type { Amount, Span, Target, TargetFacts } from './target.ts'

/** `unknown` while a range straddles the plan, and without value or plan. */
export type Met = 'met' | 'not_met' | 'unknown'

/**
 * The share of the plan that was reached, 1 being all of it; for a range from its worst end to its best.
 * Null where there is no percentage: no plan, a plan of 0, or a band that starts at 0 or below.
 */
export function percentOfPlan(target: Target, plan: Amount | null, value: Span): Range | null {
  if (target.direction === 'within') return percentOfBand(target, value)
  if (plan === null || plan === 0) return null
  if (target.direction !== 'down')
    return mapRange(rangeOf(value), (end) => divide(end, ratio(plan)), plan < 0)
  if (hasBaseline(target, plan)) return shareOfIncrease(target, plan, value)
  return mapRange(rangeOf(value), (end) => (end.n <= 0n ? one : smaller(one, divide(ratio(plan), end))), true)
}

/** The share of the way from the baseline to the plan; null without a baseline on the right side of the plan. */
export function shareOfIncrease(target: Target, plan: Amount | null, value: Span): Range | null {
  if (plan === null || !hasBaseline(target, plan)) return null
  return shareOfWay(target, plan, rangeOf(value))
}

/** (A − B) / (T − B), worst end first; without baseline B is 0. */
export function shareOfWay(target: Target, plan: Amount, value: Range): Range {
  const base = ratio(baseOf(target))
  const way = subtract(ratio(plan), base)
  return mapRange(value, (end) => divide(subtract(end, base), way), way.n < 0n)
}

/** A range has met its plan when its worst end has, and has not when its best end has not. */
export function metOf(target: Target, plan: Amount | null, value: Span | null): Met {
  const [from, to] = wanted(target, plan)
  if (!value || (from === null && to === null)) return 'unknown'
  const enough = from === null || isAtLeast(value.low, from)
  const notTooMuch = to === null || isAtLeast(to, value.high)
  if (enough && notTooMuch) return 'met'
  return isBelow(value.high, from) || isBelow(to, value.low) ? 'not_met' : 'unknown'
}

const isAtLeast = (a: Amount | null, b: Amount | null) => a !== null && b !== null && a >= b
const isBelow = (a: Amount | null, b: Amount | null) => a !== null && b !== null && a < b

/** Growth on the same day and month of last year, with that base; null: no figure of the same period. */
export function samePeriodOf(
  facts: TargetFacts,
  asOf: Day,
  value: Span,
): { base: Amount; growth: Range } | null {
  const base = facts.references.find((reference) => reference.asOf === addYears(asOf, -1))?.value
  if (!base) return null
  return {
    base,
    growth: mapRange(rangeOf(value), (end) => subtract(divide(end, ratio(base)), one), base < 0),
  }
}

/**
 * The base behind a growth that was published without it. A growth printed with `decimals` decimals stands for
 * half a unit of the last one to either side, and so does its base.
 */
export function impliedBase(value: Amount, growthPercent: Amount, decimals: number): Range {
  const scale = 10n ** BigInt(decimals)
  const baseFor = (halves: bigint) => {
    const factor = ratio(200n * scale + halves, 200n * scale)
    return divide(ratio(value), factor)
  }
  const growth = 2n * BigInt(growthPercent)
  return { low: baseFor(growth + 1n), high: baseFor(growth - 1n) }
}

/**
 * A share as the text of a percentage, with a dot. What is short of the plan never reads 100, and a small
 * positive share never reads 0: 99.996% is '99.99', 0.002% is '<0.01'.
 */
export function percentText(share: Ratio, decimals = 2): string {
  const percent = ratio(share.n * 100n, share.d)
  const [hundred, unit] = [100n * 10n ** BigInt(decimals), ratio(1n, 10n ** BigInt(decimals))]
  const rounded = roundScaled(percent, decimals)
  if (share.n > 0n && rounded === 0n) return `<${toDecimal(unit, decimals)}`
  if (compare(share, one) < 0 && rounded >= hundred) return toDecimal(subtract(ratio(100), unit), decimals)
  return toDecimal(percent, decimals)
}

/** An amount, or a level computed from amounts, in the unit of the measure. */
export function inUnits(amount: Ratio, decimals: number): Ratio {
  return ratio(amount.n, amount.d * 10n ** BigInt(decimals))
}

/** A baseline counts when the plan lies ahead of it; a fall planned from below is a ceiling without baseline. */
export function hasBaseline(target: Target, plan: Amount): boolean {
  if (target.baseline === null || target.direction === 'within') return false
  return target.direction === 'down' ? target.baseline > plan : target.baseline < plan
}

/** The interval in which a value keeps the promise; null ends are open, two null ends mean no promise. */
function wanted(target: Target, plan: Amount | null): [Amount | null, Amount | null] {
  if (target.direction === 'within') return [target.planLow, target.planHigh]
  return target.direction === 'down' ? [null, plan] : [plan, null]
}

function percentOfBand(target: Target, value: Span): Range | null {
  const { planLow, planHigh } = target
  if (planLow === null || planHigh === null || planLow <= 0) return null
  const score = (end: Amount) => {
    if (end < planLow) return ratio(end, planLow)
    return end > planHigh ? ratio(planHigh, end) : one
  }
  const ends = [value.low, value.high].filter((end) => end !== null).map(score)
  const touches = (value.low ?? planLow) <= planHigh && (value.high ?? planHigh) >= planLow
  const open = ends.length < 2
  return {
    low: open ? null : ends.reduce(smaller),
    high: touches ? one : open ? null : ends.reduce(larger),
  }
}
