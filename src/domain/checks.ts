import { pointsOf } from './actual.ts'
import { type Day, daysBetween } from './day.ts'
import { fold } from './fold.ts'
import { metOf } from './percent.ts'
import { planAt } from './plan.ts'
import type { Amount, Declared, Span, TargetFacts } from './target.ts'

/**
 * What looks wrong with a report as it is entered: a cumulative that falls (which needs a reason), an increase far
 * beyond the usual, a slip between triệu and tỷ (a thousand times too large or too small), and the third report in a
 * row that says the same.
 */
export const entryWarningKinds = ['falls', 'jump', 'thousandfold', 'unchanged'] as const
export type EntryWarning = (typeof entryWarningKinds)[number]

/** A warning with the figures that its sentence needs. */
export type Finding =
  | { warning: 'falls' }
  /** How many times the largest change a day so far. */
  | { warning: 'jump'; times: number }
  /** How many times larger, or smaller, than the last figure or the plan. */
  | { warning: 'thousandfold'; times: number; isLarger: boolean; against: 'last' | 'plan' }
  /** How many reports in a row say the same, with the one in hand. */
  | { warning: 'unchanged'; reports: number }

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
  return figureFindings(facts, entry).map(({ warning }) => warning)
}

/** What looks wrong with a figure, in the order in which it is said. */
export function figureFindings(facts: TargetFacts, entry: Entry): Finding[] {
  if (!entry.value || facts.target.kind !== 'number') return []
  const others = { ...facts, updates: facts.updates.filter((update) => update.id !== entry.corrects) }
  const findings: Finding[] = []
  if (facts.target.valueKind === 'cumulative' && falls(others, entry.asOf, entry.value))
    findings.push({ warning: 'falls' })
  const slip = slipOf(others, entry.asOf, middle(entry.value))
  if (slip) return [...findings, slip]
  const jump = jumpOf(others, entry.asOf, middle(entry.value))
  return jump ? [...findings, jump] : findings
}

/** One report as far as it can say the same as another. */
export interface Said {
  asOf: Day
  value: Span | null
  declared: Declared
  results: string
  /** Of a milestone with steps. */
  stepsDone?: readonly number[] | null
}

const SAME_REPORTS = 3

/**
 * The third report in a row that says the same, while the promise is not kept yet. `before` are the reports that
 * stand, whatever their order; of several for one day the first counts.
 */
export function unchangedFinding(facts: TargetFacts, said: Said, before: readonly Said[]): Finding | null {
  if (said.declared === 'done' || !mayStandStill(facts, said)) return null
  const days = new Map<Day, Said>()
  for (const one of before) if (one.asOf < said.asOf && !days.has(one.asOf)) days.set(one.asOf, one)
  const row = [said, ...[...days.values()].sort((a, b) => (a.asOf < b.asOf ? 1 : -1))]
  const isNumber = facts.target.kind === 'number'
  const broken = row.findIndex((one, n) => {
    const earlier = row[n + 1]
    return !earlier || !(isNumber ? isSameValue(one, earlier) : saysNothingNew(one, earlier))
  })
  const reports = broken + 1
  return reports >= SAME_REPORTS ? { warning: 'unchanged', reports } : null
}

/** Equal amounts of a flow are work done each time, unless they are nothing; what is met may stay as it is. */
function mayStandStill(facts: TargetFacts, { asOf, value }: Said): boolean {
  const { target } = facts
  if (target.kind !== 'number') return true
  if (!value) return false
  if (target.valueKind === 'flow' && (value.low !== 0 || value.high !== 0)) return false
  const reached = target.valueKind === 'flow' ? pointsOf(facts).at(-1)?.value : value
  return !reached || metOf(target, planAt(facts, asOf), reached) !== 'met'
}

function isSameValue({ value }: Said, earlier: Said): boolean {
  return (
    value !== null &&
    earlier.value !== null &&
    value.low === earlier.value.low &&
    value.high === earlier.value.high
  )
}

/** The same declaration, with the same words or with none. */
function saysNothingNew({ declared, results, stepsDone }: Said, earlier: Said): boolean {
  const words = fold(results)
  const sameSteps = String(stepsDone ?? '') === String(earlier.stepsDone ?? '')
  return sameSteps && declared === earlier.declared && (words === '' || words === fold(earlier.results))
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
function slipOf(facts: TargetFacts, asOf: Day, value: Amount): Finding | null {
  if (value === 0) return null
  const last = entered(facts).findLast((figure) => figure.asOf <= asOf && figure.value !== 0)?.value
  if (last) return slipBetween(value, last, 'last')
  const plan = planAt(facts, asOf)
  return plan && isThousandfold(value / plan) ? slipBetween(value, plan, 'plan') : null
}

function slipBetween(value: Amount, than: Amount, against: 'last' | 'plan'): Finding | null {
  const slip = { warning: 'thousandfold', against } as const
  if (isThousandfold(value / than))
    return { ...slip, times: Math.round(Math.abs(value / than)), isLarger: true }
  if (isThousandfold(than / value))
    return { ...slip, times: Math.round(Math.abs(than / value)), isLarger: false }
  return null
}

function isThousandfold(times: number): boolean {
  return Math.abs(times) >= SLIP_FROM && Math.abs(times) <= SLIP_TO
}

/** By day and by pace, since figures do not come at even distances. A flow is itself what was added. */
function jumpOf(facts: TargetFacts, asOf: Day, value: Amount): Finding | null {
  const before = entered(facts).filter((figure) => figure.asOf < asOf)
  const last = before.at(-1)
  if (!last) return null
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
  const pace = step.size / step.days
  const isJump = known && pace > JUMP_TIMES * usual && step.size >= JUMP_PART * Math.abs(whole)
  return isJump ? { warning: 'jump', times: Math.round(pace / usual) } : null
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
