import { pointsOf } from './actual.ts'
import { type Day, daysBetween } from './day.ts'
import { planAt } from './plan.ts'
import type { Amount, Span, TargetFacts } from './target.ts'

/**
 * What looks wrong with a figure as it is entered: a cumulative that falls (which needs a reason), an increase far
 * beyond the usual, a slip between triệu and tỷ (a thousand times too large or too small).
 */
export type EntryWarning = 'falls' | 'jump' | 'thousandfold'

export interface Entry {
  asOf: Day
  value: Span | null
  /** The update of which it is a revision: that one is no longer held against it. */
  corrects?: string | null
}

/** A pace this many times the fastest so far is asked about, once there are enough figures to know the usual. */
const JUMP_TIMES = 5
const JUMP_STEPS = 3
/** And only if it is at least this part of the plan, or of the last figure. */
const JUMP_PART = 0.1
/** "About a thousand times": real growth does not get there, and a slipped figure lies near it. */
const SLIP_FROM = 300
const SLIP_TO = 3000

export function entryWarnings(facts: TargetFacts, entry: Entry): EntryWarning[] {
  if (!entry.value || facts.target.kind !== 'number') return []
  const others = { ...facts, updates: facts.updates.filter((update) => update.id !== entry.corrects) }
  const warnings: EntryWarning[] = []
  if (facts.target.valueKind === 'cumulative' && falls(others, entry.asOf, entry.value))
    warnings.push('falls')
  if (slips(others, entry.asOf, middle(entry.value))) return [...warnings, 'thousandfold']
  if (jumps(others, entry.asOf, middle(entry.value))) warnings.push('jump')
  return warnings
}

/** Against the figure before it, and against the one after it when an old figure is filled in. */
function falls(facts: TargetFacts, asOf: Day, value: Span): boolean {
  const points = pointsOf(facts)
  const before = points.findLast((point) => point.asOf <= asOf)
  const after = points.find((point) => point.asOf > asOf)
  return (!!before && isLower(value, before.value)) || (!!after && isLower(after.value, value))
}

function isLower(value: Span, than: Span): boolean {
  const below = (a: Amount | null, b: Amount | null) => a !== null && b !== null && a < b
  return below(value.low, than.low) || below(value.high, than.high)
}

/** Held against the last figure; before there is one, the plan can only tell a figure that is too large. */
function slips(facts: TargetFacts, asOf: Day, value: Amount): boolean {
  if (value === 0) return false
  const last = entered(facts).findLast((figure) => figure.asOf <= asOf && figure.value !== 0)?.value
  if (last) return isThousandfold(value / last) || isThousandfold(last / value)
  const plan = planAt(facts, asOf)
  return !!plan && isThousandfold(value / plan)
}

function isThousandfold(times: number): boolean {
  return Math.abs(times) >= SLIP_FROM && Math.abs(times) <= SLIP_TO
}

/** By day and by pace, since figures do not come at even distances. A flow is itself what was added. */
function jumps(facts: TargetFacts, asOf: Day, value: Amount): boolean {
  const before = entered(facts).filter((figure) => figure.asOf < asOf)
  const last = before.at(-1)
  if (!last) return false
  const isFlow = facts.target.valueKind === 'flow'
  const stepTo = (from: Figure, to: Figure) => ({
    size: Math.abs(isFlow ? to.value : to.value - from.value),
    days: daysBetween(from.asOf, to.asOf),
  })
  const steps = before.slice(1).map((figure, i) => stepTo(before[i]!, figure))
  const usual = Math.max(...steps.filter((step) => step.size > 0).map((step) => step.size / step.days))
  const step = stepTo(last, { asOf, value })
  const whole = planAt(facts, asOf) ?? last.value
  const known = steps.filter(({ size }) => size > 0).length >= JUMP_STEPS
  return known && step.size / step.days > JUMP_TIMES * usual && step.size >= JUMP_PART * Math.abs(whole)
}

interface Figure {
  asOf: Day
  value: Amount
}

/** What was entered and accepted, by day: for a flow each amount by itself. */
function entered(facts: TargetFacts): Figure[] {
  const single = { ...facts, target: { ...facts.target, valueKind: 'cumulative' as const } }
  return pointsOf(single).map(({ asOf, value }) => ({ asOf, value: middle(value) }))
}

function middle({ low, high }: Span): Amount {
  return ((low ?? high ?? 0) + (high ?? low ?? 0)) / 2
}
