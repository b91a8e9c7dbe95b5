import { add, compare, type Ratio, ratio, zero } from './ratio.ts'
import type { Amount } from './target.ts'

/** An exact share as it is stored and typed: '1', '1/3'. */
export const shareText = ({ n, d }: Ratio): string => (d === 1n ? String(n) : `${n}/${d}`)

/** '1', '0.4', '0,4', '40%' or '2/3'; undefined for anything else. */
export function readShare(text: string): Ratio | undefined {
  const fraction = /^(\d{1,9})\s*\/\s*([1-9]\d{0,8})$/.exec(text.trim())
  if (fraction) return ratio(BigInt(fraction[1]!), BigInt(fraction[2]!))
  const decimal = /^(\d{1,9})(?:[.,](\d{1,9}))?\s*(%?)$/.exec(text.trim())
  if (!decimal) return undefined
  const [, whole, rest = '', percent] = decimal
  return ratio(BigInt(whole! + rest), 10n ** BigInt(rest.length) * (percent ? 100n : 1n))
}

/**
 * An amount in whole last units by exact shares that sum to one: what is left after rounding down goes to those with the
 * largest remainders, the first of equals first, so that the parts sum to the amount to its last unit.
 */
export function allot(amount: Amount, shares: readonly Ratio[]): Amount[] {
  const sign = amount < 0 ? -1 : 1
  const whole = BigInt(Math.abs(amount))
  const parts = shares.map(({ n, d }, at) => ({
    at,
    floor: (whole * n) / d,
    rest: ratio((whole * n) % d, d),
  }))
  const exact = shares.reduce(add, zero)
  const given = parts.reduce((sum, { floor }) => sum + floor, 0n)
  let left = (whole * exact.n) / exact.d - given
  for (const part of [...parts].sort((a, b) => compare(b.rest, a.rest) || a.at - b.at)) {
    if (left <= 0n) break
    part.floor += 1n
    left -= 1n
  }
  return parts.map(({ floor }) => Number(floor) * sign || 0)
}
