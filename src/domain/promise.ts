import { MOST_DECIMALS } from './amount.ts'
import { readCurve, readShares, shareAt, type TypedShares } from './curve.ts'
import { addDays, type Day } from './day.ts'
import { areWeighted, type Milestone, weightOf } from './milestone.ts'
import type {
  Amount,
  Contribution,
  Direction,
  Origin,
  RollupKind,
  Target,
  TargetKind,
  ValueKind,
} from './target.ts'

export const targetKinds = ['number', 'milestone', 'qualitative', 'ongoing'] as const satisfies TargetKind[]
export const valueKinds = ['cumulative', 'flow', 'point', 'percent'] as const satisfies ValueKind[]
export const directions = ['up', 'down', 'within'] as const satisfies Direction[]
export const origins = ['registered', 'ordered', 'cascaded'] as const satisfies Origin[]
export const contributions = ['additive', 'informational'] as const satisfies Contribution[]
export const rollupKinds = [
  'sum',
  'weighted',
  'min',
  'max',
  'last',
  'count_met',
] as const satisfies RollupKind[]
export const curveShapes = ['linear', 'step', 'last_year', 'monthly'] as const

/** Everything of a target that is signed, with other records by their codes: what a form, an annex or a file says. */
export interface TargetPromise {
  group: number
  /** Its place in the commitment; null puts it last. */
  order: number | null
  title: string
  product: string
  origin: Origin
  kind: TargetKind
  measure: string | null
  decimals: number
  valueKind: ValueKind | null
  direction: Direction | null
  plan: Amount | null
  planLow: Amount | null
  planHigh: Amount | null
  baseline: Amount | null
  baselineOn: Day | null
  weight: number | null
  startOn: Day
  dueOn: Day | null
  /** As `readCurve` reads it. */
  curve: string
  references: { asOf: Day; value: Amount; source: string }[]
  headline: number | null
  coordinators: string[]
  evidenceRequired: boolean
  parent: string | null
  contribution: Contribution | null
  rollup: RollupKind | null
  steps: Milestone[]
}

/** The fields of the form, in its order; texts of a promise are kept under these names. */
export const targetFields = [
  ...(['group', 'title', 'kind', 'product', 'steps', 'evidence_required', 'origin', 'order'] as const),
  ...(['measure', 'decimals', 'value_kind', 'direction', 'plan', 'plan_low', 'plan_high'] as const),
  ...(['baseline', 'baseline_on', 'references', 'rollup', 'start_on', 'due_on', 'curve'] as const),
  ...(['weight', 'headline', 'coordinators', 'parent', 'contribution'] as const),
] as const
export type TargetField = (typeof targetFields)[number]

export type PromiseReason =
  | 'missing'
  | 'unknown'
  | 'order_taken'
  | 'decimals'
  | 'band_reversed'
  | 'negative'
  | 'day_without_value'
  | 'due_before_start'
  | 'due_outside'
  | 'due_of_ongoing'
  | 'curve_base'
  | 'curve_empty'
  | 'curve_unreadable'
  | 'contribution_alone'
  | 'itself'
  | 'steps_sum'
  | 'steps_some'
  | 'weight'

/** What keeps a promise from being made, at its field; `fill` is the number or code that the sentence needs. */
export interface PromiseFault {
  field: TargetField
  reason: PromiseReason
  fill?: string
}

/** What a promise stands among. */
export interface PromisePlace {
  groups: readonly number[]
  /** Places in the commitment that other targets have. */
  orders: readonly number[]
  /** The days between which it may be due; absent where that is asked elsewhere. */
  period?: DuePeriod | undefined
}

/** Between which days a target may be due. */
export interface DuePeriod {
  from: Day
  to: Day
  /** The deadline that stands already, which may stay wherever it lies. */
  kept?: Day | null
}

export const isDueOutside = (day: Day | null, { from, to, kept = null }: DuePeriod): boolean =>
  day !== null && day !== kept && (day < from || day > to)

/** Everything that keeps a promise from being made. Other records that it names are looked up elsewhere. */
export function checkPromise(promise: TargetPromise, place: PromisePlace): PromiseFault[] {
  return [
    ...generalFaults(promise, place),
    ...(promise.kind === 'number' ? numberFaults(promise) : []),
    ...periodFaults(promise, place),
    ...stepFaults(promise.steps),
  ]
}

type Found = (PromiseFault | false)[]
const only = (found: Found): PromiseFault[] => found.filter((fault) => fault !== false)
const missing = (field: TargetField): PromiseFault => ({ field, reason: 'missing' })

const MOST_WEIGHT = 100

function generalFaults(promise: TargetPromise, { groups, orders }: PromisePlace): PromiseFault[] {
  const { order, weight, kind } = promise
  const needsProduct = kind === 'milestone' || kind === 'qualitative'
  return only([
    !groups.includes(promise.group) && { field: 'group', reason: 'unknown' },
    order !== null &&
      orders.includes(order) && { field: 'order', reason: 'order_taken', fill: String(order) },
    promise.title === '' && missing('title'),
    needsProduct && promise.product === '' && missing('product'),
    weight !== null && (weight < 1 || weight > MOST_WEIGHT) && { field: 'weight', reason: 'weight' },
    promise.contribution !== null &&
      promise.parent === null && { field: 'contribution', reason: 'contribution_alone' },
    promise.parent !== null && promise.contribution === null && missing('contribution'),
  ])
}

function numberFaults(promise: TargetPromise): PromiseFault[] {
  const { measure, valueKind, direction, planLow, planHigh, decimals } = promise
  const isBand = direction === 'within'
  return only([
    measure === null && missing('measure'),
    (decimals < 0 || decimals > MOST_DECIMALS) && { field: 'decimals', reason: 'decimals' },
    valueKind === null && missing('value_kind'),
    direction === null && missing('direction'),
    isBand && planLow === null && missing('plan_low'),
    isBand && planHigh === null && missing('plan_high'),
    isBand &&
      planLow !== null &&
      planHigh !== null &&
      planLow > planHigh && { field: 'plan_high', reason: 'band_reversed' },
    ...negativeFaults(promise),
    promise.baseline === null &&
      promise.baselineOn !== null && { field: 'baseline', reason: 'day_without_value' },
  ])
}

/**
 * What adds up never falls below nothing, and of a negative plan no share can be told. A level may lie below zero where it
 * is held against a band, or against the way down from its baseline.
 */
export const mayBeNegative = ({
  valueKind,
  direction,
  baseline,
}: Pick<TargetPromise, 'valueKind' | 'direction' | 'baseline'>): boolean =>
  valueKind === 'point' && (direction === 'within' || (direction === 'down' && baseline !== null))

function negativeFaults(promise: TargetPromise): Found {
  const { plan, planLow, planHigh, baseline, valueKind } = promise
  const isBelow = (amount: Amount | null) => amount !== null && amount < 0
  const isRefused = !mayBeNegative(promise)
  return [
    isRefused && isBelow(plan) && { field: 'plan', reason: 'negative' },
    isRefused && isBelow(planLow) && { field: 'plan_low', reason: 'negative' },
    isRefused && isBelow(planHigh) && { field: 'plan_high', reason: 'negative' },
    valueKind !== 'point' && isBelow(baseline) && { field: 'baseline', reason: 'negative' },
  ]
}

function periodFaults(promise: TargetPromise, { period }: PromisePlace): PromiseFault[] {
  const { kind, startOn, dueOn } = promise
  const isOngoing = kind === 'ongoing'
  const isReversed = dueOn !== null && dueOn < startOn
  return only([
    isOngoing && dueOn !== null && { field: 'due_on', reason: 'due_of_ongoing' },
    !isOngoing && dueOn === null && missing('due_on'),
    isReversed && { field: 'due_on', reason: 'due_before_start' },
    !isReversed &&
      period !== undefined &&
      isDueOutside(dueOn, period) && { field: 'due_on', reason: 'due_outside' },
    ...(dueOn !== null && !isReversed ? [curveFault(promise, { start: startOn, end: dueOn })] : []),
  ])
}

/** A curve that says nothing of the period would leave the target without expectation, and nobody would be told. */
function curveFault(promise: TargetPromise, period: { start: Day; end: Day }): PromiseFault | false {
  const curve = readCurve(promise.curve)
  if ('error' in curve) return { field: 'curve', reason: 'curve_unreadable' }
  if (shareAt(curve, period, addDays(period.end, -1), promise.references) !== null) return false
  if (period.start === period.end) return false
  return { field: 'curve', reason: curve.shape === 'last_year' ? 'curve_base' : 'curve_empty' }
}

/** Weights are of 100, or there are none. */
function stepFaults(steps: readonly Milestone[]): PromiseFault[] {
  const weighted = steps.filter(({ weight }) => weight > 0)
  if (!weighted.length) return []
  if (weighted.length < steps.length) return [{ field: 'steps', reason: 'steps_some' }]
  return areWeighted(steps) ? [] : [{ field: 'steps', reason: 'steps_sum', fill: String(weightOf(steps)) }]
}

/** What a kind of target has no use for is not kept from an earlier choice. */
export function plainPromise(promise: TargetPromise): TargetPromise {
  const isNumber = promise.kind === 'number'
  const isBand = isNumber && promise.direction === 'within'
  const curves = isNumber || promise.kind === 'milestone'
  return {
    ...promise,
    ...(isNumber ? {} : NO_NUMBER),
    plan: isNumber && !isBand ? promise.plan : null,
    planLow: isBand ? promise.planLow : null,
    planHigh: isBand ? promise.planHigh : null,
    baselineOn: isNumber ? promise.baselineOn : null,
    curve: curves ? promise.curve : 'linear',
    steps: promise.kind === 'milestone' ? promise.steps : [],
    references: isNumber ? promise.references : [],
  }
}

const NO_NUMBER = {
  measure: null,
  decimals: 0,
  valueKind: null,
  direction: null,
  baseline: null,
  rollup: null,
} as const

/** A promise as the arithmetic takes it, before anything is reported of it. */
export function targetOf(promise: TargetPromise, code = ''): Target {
  const { kind, decimals, valueKind, direction, plan, planLow, planHigh, baseline, startOn, curve } = promise
  const figures = { decimals, valueKind, direction, plan, planLow, planHigh, baseline }
  return { code, kind, ...figures, startOn, dueOriginal: promise.dueOn, curve, state: 'active' }
}

/** How a curve is chosen and how its shares are typed: 'monthly:8,8,…' is the shape and twelve numbers. */
export function partsOfCurve(curve: string): { shape: (typeof curveShapes)[number]; shares: string[] } {
  if (curve.startsWith('monthly:')) {
    return { shape: 'monthly', shares: curve.slice('monthly:'.length).split(',') }
  }
  return { shape: curve === 'step' || curve === 'last_year' ? curve : 'linear', shares: [] }
}

/** A curve from the shape that was chosen and the shares that were typed. */
export function curveOf(shape: (typeof curveShapes)[number], shares: string): TypedShares {
  return shape === 'monthly' ? readShares(shares) : { curve: shape }
}
