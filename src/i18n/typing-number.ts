import type { Digits } from '../domain/amount.ts'
import type { Language } from './translate.ts'

/**
 * How the grouping sign of the language (the dot in Vietnamese, the comma in English) was meant. Whoever keeps
 * to the language means thousands; `1.450` alone may be either.
 */
export type Convention = 'thousands' | 'decimal'

/** What a number can mean under each convention; one that is missing cannot be meant. */
export type Readings = Partial<Record<Convention, Digits>>

const whole = /^\d+$/
const spaced = /^[1-9]\d{0,2}(?: \d{3})+$/
const pointed = /^(\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+),(\d+)$/
const grouped = /^[1-9]\d{0,2}(?:\.\d{3}){2,}$/
const oneDot = /^(\d+)\.(\d+)$/
const oneGroup = /^[1-9]\d{0,2}\.\d{3}$/

/**
 * Reads digits with their separators. Separators of the other language where no reading fits give a `hint`:
 * the same number as this language writes it. Undefined when it is no number at all.
 */
export function readNumber(
  text: string,
  language: Language,
  negative: boolean,
): Readings | { hint: string } | undefined {
  const shape = language === 'vi' ? text : swapSeparators(text)
  const digits = (wholeText: string, fraction = ''): Digits => ({
    negative,
    whole: wholeText.replace(/[ .]/g, ''),
    fraction,
  })
  if (whole.test(shape) || spaced.test(shape)) return { thousands: digits(shape), decimal: digits(shape) }
  if (grouped.test(shape)) return { thousands: digits(shape) }
  const own = pointed.exec(shape)
  if (own) return { thousands: digits(own[1] ?? '', own[2]) }
  const dot = oneDot.exec(shape)
  if (dot) {
    const decimal = digits(dot[1] ?? '', dot[2])
    return oneGroup.test(shape) ? { thousands: digits(shape), decimal } : { decimal }
  }
  const other = swapSeparators(shape)
  if (grouped.test(other) || pointed.test(other)) return { hint: swapSeparators(text) }
  return undefined
}

function swapSeparators(text: string): string {
  return text.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.'))
}
