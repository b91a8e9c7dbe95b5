import { addDays, type Day, daysBetween, daysInMonth } from './day.ts'
import { add, compare, divide, larger, multiply, one, type Ratio, ratio, subtract, zero } from './ratio.ts'
import type { Amount } from './target.ts'

/** How the plan is expected to be reached within its period. */
export type Curve =
  | { shape: 'linear' | 'last_year' | 'step' }
  /** Twelve shares of the year, January first, summing to 100. */
  | { shape: 'monthly'; shares: Ratio[] }

export type CurveError = 'unknown' | 'twelve_shares' | 'share' | 'sum'

export interface Period {
  start: Day
  end: Day
}

interface Reference {
  asOf: Day
  value: Amount
}

/** 'linear', 'step', 'last_year' or 'monthly:' with twelve shares summing to 100. */
export function readCurve(text: string): Curve | { error: CurveError } {
  if (text === 'linear' || text === 'last_year' || text === 'step') return { shape: text }
  if (!text.startsWith('monthly:')) return { error: 'unknown' }
  const parts = text.slice('monthly:'.length).split(',')
  if (parts.length !== 12) return { error: 'twelve_shares' }
  const shares = parts.map((part) => readShare(part.trim()))
  if (!shares.every((share) => share !== undefined)) return { error: 'share' }
  return compare(shares.reduce(add, zero), ratio(100)) === 0 ? { shape: 'monthly', shares } : { error: 'sum' }
}

/** Twelve shares as they were typed or pasted, or why they are none. */
export type TypedShares =
  | { curve: string }
  | { error: 'twelve_shares'; count: number }
  | { error: 'share'; typed: string }
  | { error: 'sum'; sum: Ratio }

/** Twelve numbers with tabs, spaces, semicolons or line ends between them; a decimal may have a comma or a dot. */
export function readShares(typed: string): TypedShares {
  const words = typed.split(/[\s;]+/).filter(Boolean)
  if (words.length !== 12) return { error: 'twelve_shares', count: words.length }
  const plain = words.map((word) => word.replace(/%$/, '').replace(',', '.'))
  const shares = plain.map(readShare)
  const odd = shares.findIndex((share) => !share)
  if (odd >= 0) return { error: 'share', typed: words[odd]! }
  const sum = shares.reduce<Ratio>((total, share) => add(total, share!), zero)
  return compare(sum, ratio(100)) === 0 ? { curve: `monthly:${plain.join(',')}` } : { error: 'sum', sum }
}

/**
 * W: the share of the plan expected by the end of a day: 0 before the period, 1 at its end, never falling.
 * Null where the curve says nothing: no figures of last year, or a period to which all its months give 0.
 */
export function shareAt(
  curve: Curve,
  period: Period,
  day: Day,
  references: readonly Reference[] = [],
): Ratio | null {
  if (day < period.start) return zero
  if (day >= period.end) return one
  if (curve.shape === 'step') return zero
  if (curve.shape === 'linear') return elapsed(period, day)
  const year = Number(period.start.slice(0, 4))
  if (curve.shape === 'monthly') return within(period, day, (at) => monthlyTotal(curve.shares, year, at))
  const points = lastYear(references, year)
  return points.length ? within(period, day, (at) => lastYearTotal(points, year, at)) : null
}

/** e: days from the start to the day, both counted, of the days of the period. */
function elapsed({ start, end }: Period, day: Day): Ratio {
  return ratio(daysBetween(start, day) + 1, daysBetween(start, end) + 1)
}

/** W = (C(d) − C(S−1)) / (C(E) − C(S−1)). */
function within({ start, end }: Period, day: Day, total: (day: Day) => Ratio): Ratio | null {
  const before = total(addDays(start, -1))
  const whole = subtract(total(end), before)
  return whole.n === 0n ? null : divide(subtract(total(day), before), whole)
}

/** C of the twelve shares; a period over several years repeats them. */
function monthlyTotal(shares: readonly Ratio[], firstYear: number, day: Day): Ratio {
  const years = Number(day.slice(0, 4)) - firstYear
  const month = Number(day.slice(5, 7)) - 1
  const whole = shares.slice(0, month).reduce(add, ratio(100 * years))
  return add(whole, multiply(shares[month]!, ratio(Number(day.slice(8)), daysInMonth(day))))
}

/** Cumulative figures of the year before `year`, from 0 on the eve of it; a fall is levelled out. */
function lastYear(references: readonly Reference[], year: number): { asOf: Day; total: Ratio }[] {
  const own = references
    .filter(({ asOf }) => Number(asOf.slice(0, 4)) === year - 1)
    .sort((a, b) => (a.asOf < b.asOf ? -1 : 1))
  if (!own.length) return []
  const points = [{ asOf: `${year - 2}-12-31` as Day, total: zero }]
  for (const { asOf, value } of own) points.push({ asOf, total: larger(points.at(-1)!.total, ratio(value)) })
  return points
}

function lastYearTotal(points: { asOf: Day; total: Ratio }[], firstYear: number, day: Day): Ratio {
  const years = Number(day.slice(0, 4)) - firstYear
  const whole = multiply(ratio(years), points.at(-1)!.total)
  return add(whole, interpolate(points, sameDayOf(firstYear - 1, day)))
}

/** Linear by day between points; level after the last. */
function interpolate(points: { asOf: Day; total: Ratio }[], day: Day): Ratio {
  const next = points.findIndex(({ asOf }) => asOf >= day)
  if (next < 0) return points.at(-1)!.total
  const [from, to] = [points[next - 1]!, points[next]!]
  const part = ratio(daysBetween(from.asOf, day), daysBetween(from.asOf, to.asOf))
  return add(from.total, multiply(subtract(to.total, from.total), part))
}

function sameDayOf(year: number, day: Day): Day {
  const same = `${year}${day.slice(4)}` as Day
  return day.endsWith('-02-29') && daysInMonth(`${year}-02-01`) === 28 ? `${year}-02-28` : same
}

function readShare(text: string): Ratio | undefined {
  const [, whole, part = ''] = /^(\d{1,3})(?:\.(\d{1,6}))?$/.exec(text) ?? []
  return whole === undefined ? undefined : ratio(BigInt(whole + part), 10n ** BigInt(part.length))
}
