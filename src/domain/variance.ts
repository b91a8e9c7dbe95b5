import type { Range } from './actual.ts'
import { compare, divide, multiply, type Ratio, ratio, subtract } from './ratio.ts'
import type { Combined, Part } from './rollup.ts'
import type { Amount, Span } from './target.ts'

export interface Variance {
  /** What was declared less what the parts come to, on the scale of `decimals`. */
  difference: Range
  /** Of what the parts come to, 1 being all of it; null for a range, and of nothing. */
  share: Ratio | null
  decimals: number
}

/** What the unit declared itself, held against what its parts come to. */
export function varianceOf(declared: { value: Span; decimals: number }, rolled: Combined): Variance | null {
  const { value } = rolled
  if (!value) return null
  const decimals = Math.max(declared.decimals, rolled.decimals)
  const own = (end: Amount | null) =>
    end === null ? null : ratio(end * 10 ** (decimals - declared.decimals))
  const other = (end: Ratio | null) => end && multiply(end, ratio(10 ** (decimals - rolled.decimals)))
  const minus = (a: Ratio | null, b: Ratio | null) => (a && b ? subtract(a, b) : null)
  const [low, high] = [own(declared.value.low), own(declared.value.high)]
  const [from, to] = [other(value.low), other(value.high)]
  const isExact = low && high && from && to && compare(low, high) === 0 && compare(from, to) === 0
  return {
    difference: { low: minus(low, to), high: minus(high, from) },
    share: isExact && from.n !== 0n ? divide(subtract(low, from), absolute(from)) : null,
    decimals,
  }
}

const absolute = ({ n, d }: Ratio): Ratio => ({ n: n < 0n ? -n : n, d })

/** What a part is of the whole, 1 being all of it: only of a sum, and only of exact figures of one sign. */
export function shareOfWhole(part: Pick<Part, 'decimals' | 'latest'>, whole: Combined): Ratio | null {
  const { value, kind, decimals } = whole
  const own = part.latest?.value
  if (kind !== 'sum' || !value?.low || !value.high || !own || own.low === null || own.low !== own.high)
    return null
  if (compare(value.low, value.high) !== 0 || value.low.n <= 0n || own.low < 0) return null
  return divide(ratio(own.low * 10 ** (decimals - part.decimals)), value.low)
}
