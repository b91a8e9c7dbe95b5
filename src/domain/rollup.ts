import { addSpans } from './actual.ts'
import type { Amount, Contribution, RangeKind, Span } from './target.ts'

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
  const isSourced = (part: Part) =>
    part.latest?.rangeKind === 'sources' && part.latest.value.low !== part.latest.value.high
  const summed = additive.filter((part) => part.latest && !isSourced(part))
  return {
    decimals,
    plan: planned.length ? planned.reduce((sum, part) => sum + scaled(part.plan!, part, decimals), 0) : null,
    value: summed.length ? summed.map((part) => scaledValue(part, decimals)).reduce(addSpans) : null,
    reporting: summed.length,
    expected: additive.length,
    unsummed: additive.filter(isSourced).map((part) => part.code),
    updateIds: summed.map((part) => part.latest!.updateId),
  }
}

function scaledValue(part: Part, decimals: number): Span {
  const { low, high } = part.latest!.value
  return {
    low: low === null ? null : scaled(low, part, decimals),
    high: high === null ? null : scaled(high, part, decimals),
  }
}

function scaled(amount: Amount, part: Part, decimals: number): Amount {
  return amount * 10 ** (decimals - part.decimals)
}
