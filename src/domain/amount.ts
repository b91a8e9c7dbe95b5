import type { Amount } from './target.ts'

/** A number as its digits, before it is scaled to a target's decimals. */
export interface Digits {
  negative: boolean
  whole: string
  fraction: string
}

export const MOST_DECIMALS = 6
/** So that a figure such as 9,5 is never refused of a target whose plan was typed as a whole number. */
const USUAL_DECIMALS = 2

/** With how many decimals a target is kept where nobody said: as many as were typed anywhere, and the usual ones. */
export const decimalsFor = (places: readonly number[]): number =>
  Math.min(MOST_DECIMALS, Math.max(USUAL_DECIMALS, ...places))

export type ScaleFault = 'too_many_decimals' | 'too_large'

/**
 * The integer scaled by `decimals`, or why it cannot be stored. Zeros past the last decimal lose nothing and
 * are dropped; any other digit there is a fault, because nothing is ever rounded on the way in.
 */
export function scaleDigits({ negative, whole, fraction }: Digits, decimals: number): Amount | ScaleFault {
  if (/[1-9]/.test(fraction.slice(decimals))) return 'too_many_decimals'
  const magnitude = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'))
  if (magnitude > BigInt(Number.MAX_SAFE_INTEGER)) return 'too_large'
  return Number(negative ? -magnitude : magnitude)
}

/** Longer than any storable number with its zeros; keeps hostile cells from becoming huge integers. */
const MAX_LENGTH = 64

/** A number of a machine file: '660.191', '-3'; a dot, no grouping, no spaces. Undefined when it is none. */
export function parseDecimal(text: string, decimals: number): Amount | undefined {
  const match = text.length <= MAX_LENGTH ? /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) : null
  if (!match) return undefined
  const [, sign, whole = '', fraction = ''] = match
  const amount = scaleDigits({ negative: sign === '-', whole, fraction }, decimals)
  return typeof amount === 'number' ? amount : undefined
}

/** The text of a machine file, with every decimal of the target: 82010 with one decimal is '8201.0'. */
export function amountText(amount: Amount, decimals: number): string {
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return `${amount < 0 ? '-' : ''}${whole}${decimals ? `.${digits.slice(-decimals)}` : ''}`
}

/** Whether two amounts are the same number, be it with more decimals. */
export const isSameAmount = (one: string | null, other: string | null): boolean =>
  one === other || (one !== null && other !== null && withoutZeros(one) === withoutZeros(other))

/** The same number without the zeros that end its decimals: '8201.0' is '8201'. */
export const withoutZeros = (text: string): string =>
  text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
