import { type Digits, type ScaleFault, scaleDigits } from '../domain/amount.ts'
import type { Amount, Qualifier, Span } from '../domain/target.ts'
import { writeAmount, writeMeasured } from './numbers.ts'
import type { Language } from './translate.ts'
import { type Convention, type Readings, readNumber } from './typing-number.ts'
import { type Phrase, plainText, readPhrase } from './typing-words.ts'

type Reason = ScaleFault | 'not_a_number' | 'wrong_separator' | 'other_measure' | 'range_reversed'

export type TypedValue =
  | { kind: 'blank' }
  | {
      kind: 'value'
      span: Span
      qualifier: Qualifier
      /** As the reader's language writes it, with the measure. */
      shownBack: string
      /** Only one reading could be stored, and it is far from the last value: to be asked before it is taken. */
      unusual?: true
    }
  | {
      kind: 'ambiguous'
      thousands: Span
      decimal: Span
      /** The one reading near the last value. */
      likelier: Convention | null
      qualifier: Qualifier
    }
  | {
      kind: 'refused'
      reason: Reason
      /**
       * wrong_separator: the number as it should be typed; other_measure: the target's measure;
       * too_many_decimals: how many there may be; too_large: the largest number.
       */
      hint?: string
    }

export interface TypingOptions {
  language: Language
  decimals: number
  measure: string | null
  /** The last value, by which the likelier of two readings is told. */
  last?: Amount | null
  /** The person's answer where a number was ambiguous or unusual. */
  choice?: Convention
}

/** Reads what a person typed as a value. Nothing is guessed and nothing rounded; any text is survived. */
export function readValue(text: string, options: TypingOptions): TypedValue {
  const plain = plainText(text)
  if (plain === '') return { kind: 'blank' }
  const phrase = plain === undefined ? undefined : readPhrase(plain, options.measure)
  if (!phrase) return refuse('not_a_number', options)
  if (phrase.otherMeasure) return refuse('other_measure', options)
  const sides: Readings[] = []
  for (const side of phrase.sides) {
    const reading = readNumber(side.text, options.language, side.negative)
    if (!reading) return refuse('not_a_number', options)
    if ('hint' in reading) {
      return { kind: 'refused', reason: 'wrong_separator', hint: (side.negative ? '−' : '') + reading.hint }
    }
    sides.push(reading)
  }
  return settle(phrase, sides, options)
}

/** How many decimals were typed; where the sign may part thousands as well, none. */
export function placesTyped(text: string, { language, measure }: Omit<TypingOptions, 'decimals'>): number {
  const plain = plainText(text)
  const phrase = plain ? readPhrase(plain, measure) : undefined
  const places = (phrase?.sides ?? []).map((side) => {
    const reading = readNumber(side.text, language, side.negative)
    if (!reading || 'hint' in reading) return 0
    return (reading.thousands ?? reading.decimal)?.fraction.length ?? 0
  })
  return Math.max(0, ...places)
}

/** Chooses between what the text means under either convention. */
function settle(phrase: Phrase, sides: Readings[], options: TypingOptions): TypedValue {
  const contested = sides.every((side) => side.thousands && side.decimal) && sides.some(isContested)
  const read = (convention: Convention) => spanOf(phrase, sides, convention, contested, options.decimals)
  const [thousands, decimal] = [read('thousands'), read('decimal')]
  const chosen = contested && options.choice ? read(options.choice) : undefined
  if (chosen) return answer(chosen, phrase, options)
  if (!contested) return answer(thousands ?? decimal ?? 'not_a_number', phrase, options)
  if (isSpan(thousands) && isSpan(decimal)) {
    const likelier = likelierOf(thousands, decimal, options.last)
    return { kind: 'ambiguous', thousands, decimal, likelier, qualifier: phrase.qualifier }
  }
  const only = isSpan(decimal) ? decimal : (thousands ?? 'not_a_number')
  const value = answer(only, phrase, options)
  const unusual = value.kind === 'value' && isNear(value.span, options.last) === false
  return unusual ? { ...value, unusual } : value
}

/** `1.450`: its two readings are different numbers. */
function isContested({ thousands, decimal }: Readings): boolean {
  return thousands?.whole !== decimal?.whole
}

/** The span under one convention, why it cannot be stored, or undefined where the text has no such reading. */
function spanOf(
  phrase: Phrase,
  sides: Readings[],
  convention: Convention,
  contested: boolean,
  decimals: number,
): Span | Reason | undefined {
  const amounts: Amount[] = []
  for (const { [convention]: digits } of sides) {
    if (!digits) return undefined
    const amount = amountOf(digits, decimals, contested)
    if (typeof amount !== 'number') return amount
    amounts.push(amount)
  }
  const [low = 0, high = low] = amounts
  if (phrase.bound) return phrase.bound === 'low' ? { low, high: null } : { low: null, high }
  return low > high ? 'range_reversed' : { low, high }
}

/** Where two readings compete, one with more decimals than the target has is none, even if they are zeros. */
function amountOf(digits: Digits, decimals: number, contested: boolean): Amount | ScaleFault {
  if (contested && digits.fraction.length > decimals) return 'too_many_decimals'
  return scaleDigits(digits, decimals)
}

function answer(outcome: Span | Reason, { qualifier }: Phrase, options: TypingOptions): TypedValue {
  if (!isSpan(outcome)) return refuse(outcome, options)
  const shownBack = writeMeasured(options.language, outcome, options.decimals, options.measure)
  return { kind: 'value', span: outcome, qualifier, shownBack }
}

function refuse(reason: Reason, { language, decimals, measure }: TypingOptions): TypedValue {
  const hints: Partial<Record<Reason, string>> = {
    too_many_decimals: String(decimals),
    too_large: writeAmount(language, Number.MAX_SAFE_INTEGER, decimals),
    ...(measure ? { other_measure: measure } : {}),
  }
  const hint = hints[reason]
  return hint === undefined ? { kind: 'refused', reason } : { kind: 'refused', reason, hint }
}

const isSpan = (outcome: Span | Reason | undefined): outcome is Span => typeof outcome === 'object'

function likelierOf(thousands: Span, decimal: Span, last: Amount | null | undefined): Convention | null {
  const [whole, part] = [isNear(thousands, last), isNear(decimal, last)]
  if (whole === part) return null
  return whole ? 'thousands' : 'decimal'
}

/** Every end lies within 0,2–5 times the last value; undefined where there is none to compare with. */
function isNear({ low, high }: Span, last: Amount | null | undefined): boolean | undefined {
  if (!last) return undefined
  const sign = last < 0 ? -1n : 1n
  const usual = BigInt(last) * sign
  return [low, high].every((end) => {
    const size = end === null ? usual : BigInt(end) * sign
    return size * 5n >= usual && size <= usual * 5n
  })
}
