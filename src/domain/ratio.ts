/**
 * An exact fraction in lowest terms, denominator positive. Percentages, points and paces stay fractions until
 * they are shown, so that thresholds are decided on the exact value and rounding happens once.
 */
export interface Ratio {
  readonly n: bigint
  readonly d: bigint
}

export function ratio(n: bigint | number, d: bigint | number = 1n): Ratio {
  const [num, den] = [BigInt(n), BigInt(d)]
  if (den === 1n) return { n: num, d: den }
  if (den === 0n) throw new RangeError('a ratio needs a denominator')
  const by = gcd(num, den) * (den < 0n ? -1n : 1n)
  return by === 1n ? { n: num, d: den } : { n: num / by, d: den / by }
}

export const zero: Ratio = { n: 0n, d: 1n }
export const one: Ratio = { n: 1n, d: 1n }

export const add = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d + b.n * a.d, a.d * b.d)
export const subtract = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d - b.n * a.d, a.d * b.d)
export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d)
export const divide = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d, a.d * b.n)

/** Negative, zero or positive, as for sorting. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

export const smaller = (a: Ratio, b: Ratio): Ratio => (compare(a, b) <= 0 ? a : b)
export const larger = (a: Ratio, b: Ratio): Ratio => (compare(a, b) >= 0 ? a : b)

/** Rounded half away from zero to an integer scaled by `decimals`: 90,4095% with 2 decimals is 9041n. */
export function roundScaled(value: Ratio, decimals: number): bigint {
  const scaled = value.n * 10n ** BigInt(decimals)
  const magnitude = scaled < 0n ? -scaled : scaled
  const rounded = (2n * magnitude + value.d) / (2n * value.d)
  return scaled < 0n ? -rounded : rounded
}

/** The decimal text of a fraction with a dot, rounded half away from zero: '90.41', '-0.50'. */
export function toDecimal(value: Ratio, decimals: number): string {
  const rounded = roundScaled(value, decimals)
  const digits = String(rounded < 0n ? -rounded : rounded).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return `${rounded < 0n ? '-' : ''}${whole}${decimals ? `.${digits.slice(-decimals)}` : ''}`
}

/** What a plain number holds exactly: there it divides many times faster. */
const EXACT = BigInt(Number.MAX_SAFE_INTEGER)

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y) {
    if (x <= EXACT && y <= EXACT) return BigInt(gcdOfNumbers(Number(x), Number(y)))
    ;[x, y] = [y, x % y]
  }
  return x || 1n
}

function gcdOfNumbers(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y) [x, y] = [y, x % y]
  return x
}
