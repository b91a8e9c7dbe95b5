import { addSpans, type Range } from './actual.ts'
import type { Day } from './day.ts'
import type { Met } from './percent.ts'
import { add, divide, multiply, type Ratio, ratio } from './ratio.ts'
import type { Amount, Contribution, RangeKind, RollupKind, Span, ValueKind } from './target.ts'

/** A child as far as its parent needs it. */
export interface Part {
  code: string
  contribution: Contribution | null
  decimals: number
  /** The plan in force. */
  plan: Amount | null
  /** The latest accepted value; null is missing, never 0. */
  latest: { updateId: string; value: Span; rangeKind: RangeKind } | null
}

export interface Rollup {
  /** On the scale of `decimals`, the finest of the parts. */
  decimals: number
  plan: Amount | null
  value: Span | null
  /** How many of the expected parts are in the value: a partial sum says "n/m đơn vị". */
  reporting: number
  expected: number
  /** Parts whose range differs by source, which no sum can hold. */
  unsummed: string[]
  /** What the value was added up from. */
  updateIds: string[]
}

/** The sum of the additive parts, with its coverage; informational ones are shown beside, never added. */
export function rollUp(parts: readonly Part[]): Rollup {
  const additive = parts.filter((part) => part.contribution === 'additive')
  const decimals = additive.reduce((most, part) => Math.max(most, part.decimals), 0)
  const planned = additive.filter((part) => part.plan !== null)
  const summed = additive.filter((part) => part.latest && !isSpread(part))
  return {
    decimals,
    plan: planned.length ? planned.reduce((sum, part) => sum + scaled(part.plan!, part, decimals), 0) : null,
    value: summed.length ? summed.map((part) => scaledValue(part, decimals)).reduce(addSpans) : null,
    reporting: summed.length,
    expected: additive.length,
    unsummed: additive.filter(isSpread).map((part) => part.code),
    updateIds: summed.map((part) => part.latest!.updateId),
  }
}

function scaledValue(part: Pick<Part, 'latest' | 'decimals'>, decimals: number): Span {
  const { low, high } = part.latest!.value
  return {
    low: low === null ? null : scaled(low, part, decimals),
    high: high === null ? null : scaled(high, part, decimals),
  }
}

function scaled(amount: Amount, part: Pick<Part, 'decimals'>, decimals: number): Amount {
  return amount * 10 ** (decimals - part.decimals)
}

/** A child with everything that any way of combining asks for. */
export interface WholePart extends Part {
  measure: string | null
  valueKind: ValueKind | null
  weight: number | null
  asOf: Day | null
  met: Met
}

/** What becomes of a child: `added` is in the figure, `missing` is waited for, all others never are. */
export type PartFate = 'added' | 'missing' | 'beside' | 'measure' | 'sources' | 'share' | 'no_weight'

export interface Combined {
  kind: RollupKind
  /** Of the amounts below, the finest of the parts; 0 for a count. */
  decimals: number
  /** Of the plans in force, by the same rule; null where plans do not combine so. */
  plan: Ratio | null
  /** How many of the expected parts have a plan. */
  planned: number
  /** Exact, on the scale of `decimals`; the share of a mean is never rounded on the way. */
  value: Range | null
  reporting: number
  expected: number
  fates: Map<string, PartFate>
  /** The reports behind the value. */
  updateIds: string[]
}

/**
 * A parent's figure out of those of its children. Only additive children of the same measure count, but units that met
 * their own plans are counted whatever those are. What is missing is never 0; a range between sources is never added;
 * shares are never added, nor are percentages of plans, which are of different plans, taken together in any way.
 */
export function combine(kind: RollupKind, measure: string | null, parts: readonly WholePart[]): Combined {
  const fates = new Map(parts.map((part) => [part.code, fateOf(kind, measure, part)]))
  const inForce = parts.filter(({ code }) => ['added', 'missing'].includes(fates.get(code)!))
  const added = inForce.filter(({ code }) => fates.get(code) === 'added')
  const decimals = kind === 'count_met' ? 0 : inForce.reduce((most, part) => Math.max(most, part.decimals), 0)
  const expected = parts.filter(({ code }) => !['beside', 'measure'].includes(fates.get(code)!))
  const counted = kind === 'last' ? newest(added) : added
  return {
    ...{ kind, decimals, fates },
    plan: planOf(kind, inForce, decimals),
    planned: inForce.filter(({ plan }) => plan !== null).length,
    value: added.length ? figureOf(kind, counted, decimals) : null,
    reporting: added.length,
    expected: expected.length,
    updateIds: counted.map((part) => part.latest!.updateId),
  }
}

function fateOf(kind: RollupKind, measure: string | null, part: WholePart): PartFate {
  if (part.contribution !== 'additive') return 'beside'
  if (kind === 'count_met') return part.latest ? 'added' : 'missing'
  if (part.measure !== measure) return 'measure'
  return outOf(kind, part) ?? (part.latest ? 'added' : 'missing')
}

/** Why a figure of the right measure cannot be taken together with others so. */
function outOf(kind: RollupKind, part: WholePart): PartFate | null {
  if (part.valueKind === 'percent' || (kind === 'sum' && isShare(part.measure))) return 'share'
  if (kind === 'weighted' && !part.weight) return 'no_weight'
  return adds(kind) && isSpread(part) ? 'sources' : null
}

const adds = (kind: RollupKind) => kind === 'sum' || kind === 'weighted'

/** Sources that do not agree. */
const isSpread = ({ latest }: Pick<Part, 'latest'>) =>
  latest?.rangeKind === 'sources' && latest.value.low !== latest.value.high

/** '%', '% dân số', '‰': what has a denominator of its own. */
export const isShare = (measure: string | null) => measure !== null && /^[%‰]/.test(measure)

function newest(parts: readonly WholePart[]): WholePart[] {
  const [first, ...rest] = parts
  if (!first) return []
  return [rest.reduce((last, part) => (part.asOf! > last.asOf! ? part : last), first)]
}

/** Plans of different units combine as amounts do; of the extremes and of the last one none is the whole. */
function planOf(kind: RollupKind, parts: readonly WholePart[], decimals: number): Ratio | null {
  const planned = parts.filter(({ plan }) => plan !== null)
  const sized = planned.map((part) => ({ size: ratio(scaled(part.plan!, part, decimals)), part }))
  if (!planned.length) return null
  if (kind === 'count_met') return ratio(planned.length)
  if (kind === 'sum') return sized.map(({ size }) => size).reduce(add)
  if (kind === 'weighted') return meanOf(sized.map(({ size, part }) => ({ size, weight: part.weight! })))
  return null
}

function figureOf(kind: RollupKind, parts: readonly WholePart[], decimals: number): Range {
  if (kind === 'count_met') {
    const met = parts.filter((part) => part.met === 'met').length
    const open = parts.filter((part) => part.met === 'unknown' && part.plan !== null).length
    return { low: ratio(met), high: ratio(met + open) }
  }
  const values = parts.map((part) => ({ part, value: scaledValue(part, decimals) }))
  const ends = (end: 'low' | 'high') => values.map(({ value }) => value[end])
  if (kind === 'min') return { low: least(ends('low'), -1), high: least(ends('high'), 1) }
  if (kind === 'max') return { low: most(ends('low'), -1), high: most(ends('high'), 1) }
  const total = (end: 'low' | 'high') => {
    if (values.some(({ value }) => value[end] === null)) return null
    const sized = values.map(({ value, part }) => ({ size: ratio(value[end]!), weight: part.weight ?? 1 }))
    return kind === 'weighted' ? meanOf(sized) : sized.map(({ size }) => size).reduce(add)
  }
  return { low: total('low'), high: total('high') }
}

/** Σ weight × value / Σ weight: where the weights are the denominators, it is the ratio of the sums. */
function meanOf(sized: readonly { size: Ratio; weight: number }[]): Ratio {
  const weights = sized.reduce((sum, { weight }) => sum + weight, 0)
  return divide(sized.map(({ size, weight }) => multiply(size, ratio(weight))).reduce(add), ratio(weights))
}

/** An open end is beyond every number on its side (-1 below, 1 above). */
function least(ends: readonly (Amount | null)[], side: -1 | 1): Ratio | null {
  const known = ends.filter((end) => end !== null)
  if (!known.length || (side < 0 && known.length < ends.length)) return null
  return ratio(Math.min(...known))
}

function most(ends: readonly (Amount | null)[], side: -1 | 1): Ratio | null {
  const known = ends.filter((end) => end !== null)
  if (!known.length || (side > 0 && known.length < ends.length)) return null
  return ratio(Math.max(...known))
}

/** Whether a target can be added to another: it is of the same measure, or only counted where it meets its plan. */
export const mayAddTo = (
  parent: { measure: string | null; rollup: RollupKind | null },
  child: { measure: string | null },
): boolean => parent.rollup === 'count_met' || (parent.measure === child.measure && child.measure !== null)

/** Plans added up, on the finest scale of them; null where there is none. */
export function sumOfPlans(
  parts: readonly { plan: Amount | null; decimals: number }[],
  least = 0,
): { plan: Ratio; decimals: number } | null {
  const decimals = parts.reduce((most, part) => Math.max(most, part.decimals), least)
  const sized = parts.flatMap((part) =>
    part.plan === null ? [] : [ratio(scaled(part.plan, part, decimals))],
  )
  return sized.length ? { plan: sized.reduce(add), decimals } : null
}
