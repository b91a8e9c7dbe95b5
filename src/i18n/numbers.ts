import { compare, multiply, one, type Ratio, ratio, roundScaled } from '../domain/ratio.ts'
import type { Amount, Span } from '../domain/target.ts'
import type { Language } from './translate.ts'

const MINUS = '−'
const NO_BREAK_SPACE = '\u00a0'
/** What stands where there is no number. */
const NONE = '–'

const signs = {
  vi: { group: '.', point: ',', over: 'trên', under: 'dưới' },
  en: { group: ',', point: '.', over: 'over', under: 'under' },
} as const

/** At most `decimals` decimals, without trailing zeros: 4.203,1 or 4,203.1. Exact for every amount. */
export function writeAmount(language: Language, amount: Amount, decimals: number): string {
  return write(language, BigInt(amount), decimals)
}

/** '40 – 49'; an exact value alone; 'trên 95', 'dưới 3' for open ends. */
export function writeSpan(language: Language, span: Span, decimals: number): string {
  return between(language, span.low, span.high, (amount) => writeAmount(language, amount, decimals))
}

/** A span with its measure: '660,191 tỷ đồng', '40 – 49%'. */
export function writeMeasured(
  language: Language,
  span: Span,
  decimals: number,
  measure: string | null,
): string {
  const text = writeSpan(language, span, decimals)
  if (!measure || !text) return text
  return measure.startsWith('%') ? text + measure : text + NO_BREAK_SPACE + measure
}

export function writeCount(language: Language, count: number): string {
  return write(language, BigInt(count), 0)
}

interface PercentOptions {
  /** Default 2. */
  decimals?: number
  /** The promise is met although the share is below one: 100% may be shown. */
  met?: boolean
}

/** A fraction as a percentage: 0.9041 is '90,41%'. Never 100% before the exact share reaches one. */
export function writePercent(language: Language, share: Ratio | null, options: PercentOptions = {}): string {
  return share ? `${percentNumber(language, share, options)}%` : NONE
}

/** Both ends as one percentage: '40 – 49%'. An open end is null. */
export function writePercentSpan(
  language: Language,
  { low, high }: { low: Ratio | null; high: Ratio | null },
  options: PercentOptions = {},
): string {
  if (!low && !high) return NONE
  return `${between(language, low, high, (share) => percentNumber(language, share, options))}%`
}

/** Percentage points, already multiplied by 100: 23.83 is '23,8'. */
export function writePoints(language: Language, points: Ratio, decimals = 1): string {
  return rounded(language, points, decimals)
}

/** A plain fraction such as the pace index: all its decimals are kept ('0,905', '1,300') unless trimmed. */
export function writeRatio(language: Language, value: Ratio, decimals: number, trim = false): string {
  return write(language, roundScaled(value, decimals), decimals, trim)
}

export function writeSignedAmount(language: Language, amount: Amount, decimals: number): string {
  return (amount > 0 ? '+' : '') + writeAmount(language, amount, decimals)
}

/** A change: '+13,5%', '−3%'; the ceiling of 100% is not its own, because a change is no share of a plan. */
export function writeSignedPercent(language: Language, change: Ratio | null, decimals = 2): string {
  if (!change) return NONE
  return `${plus(change, rounded(language, multiply(change, ratio(100)), decimals))}%`
}

export function writeSignedPoints(language: Language, points: Ratio, decimals = 1): string {
  return plus(points, writePoints(language, points, decimals))
}

const KILOBYTE = 1024n
const MEGABYTE = KILOBYTE * KILOBYTE

/** '0,3 MB'; below a tenth of a megabyte in KB, below a kilobyte in B. */
export function writeBytes(language: Language, bytes: number): string {
  const size = BigInt(Math.max(0, Math.round(bytes)))
  const [unit, name] =
    size < KILOBYTE
      ? ([1n, 'B'] as const)
      : size * 10n < MEGABYTE
        ? ([KILOBYTE, 'KB'] as const)
        : size < MEGABYTE * KILOBYTE
          ? ([MEGABYTE, 'MB'] as const)
          : ([MEGABYTE * KILOBYTE, 'GB'] as const)
  const decimals = unit < MEGABYTE ? 0 : 1
  return write(language, roundScaled(ratio(size, unit), decimals), decimals) + NO_BREAK_SPACE + name
}

function between<End>(language: Language, low: End | null, high: End | null, text: (end: End) => string) {
  if (low === null) return high === null ? '' : `${signs[language].under} ${text(high)}`
  if (high === null) return `${signs[language].over} ${text(low)}`
  const [from, to] = [text(low), text(high)]
  return from === to ? from : `${from} – ${to}`
}

function percentNumber(language: Language, share: Ratio, { decimals = 2, met = false }: PercentOptions) {
  const percent = multiply(share, ratio(100))
  const whole = 100n * 10n ** BigInt(decimals)
  const short = !met && compare(share, one) < 0 && roundScaled(percent, decimals) >= whole
  return short ? write(language, whole - 1n, decimals) : rounded(language, percent, decimals)
}

/** Rounded once; what is not zero is never shown as zero: '<0,01', '>−0,01'. */
function rounded(language: Language, value: Ratio, decimals: number): string {
  const scaled = roundScaled(value, decimals)
  if (scaled !== 0n || value.n === 0n) return write(language, scaled, decimals)
  return value.n > 0n ? `<${write(language, 1n, decimals)}` : `>${write(language, -1n, decimals)}`
}

const plus = (value: Ratio, text: string): string =>
  value.n > 0n && !text.startsWith('<') ? `+${text}` : text

function write(language: Language, scaled: bigint, decimals: number, trim = true): string {
  const { group, point } = signs[language]
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(?:\d{3})+$)/g, group)
  const decimal = digits.slice(digits.length - decimals)
  const fraction = trim ? decimal.replace(/0+$/, '') : decimal
  return `${scaled < 0n ? MINUS : ''}${whole}${fraction ? point + fraction : ''}`
}
