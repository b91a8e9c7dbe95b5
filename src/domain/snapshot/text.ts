import type { Range } from '../actual.ts'
import { amountText } from '../amount.ts'
import { type Day, dayOf, type Instant, instantOf } from '../day.ts'
import { inUnits, percentText } from '../percent.ts'
import { multiply, type Ratio, ratio, toDecimal } from '../ratio.ts'
import type { Amount, Span } from '../target.ts'

/** '2022-09-09T17:00:00+07:00' */
export function momentText(instant: Instant, zone: string): string {
  const day = dayOf(instant, zone)
  const offsetMs = Date.parse(`${day}T00:00:00Z`) - instantOf(day, '00:00', zone)
  const minutes = Math.abs(offsetMs) / 60_000
  const two = (n: number) => String(Math.trunc(n)).padStart(2, '0')
  const local = new Date(instant + offsetMs).toISOString().slice(0, 19)
  return `${local}${offsetMs < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
}

export const exact = (amount: Amount | null, decimals: number): string | null =>
  amount === null ? null : amountText(amount, decimals)

/** 'low' and 'high' of a span in the unit of the measure. */
export function exactSpan(span: Span | null | undefined, decimals: number) {
  return { low: exact(span?.low ?? null, decimals), high: exact(span?.high ?? null, decimals) }
}

/** Amounts that were computed: to the larger of three decimals and the target's own. */
export const computed = (value: Ratio | null | undefined, decimals: number): string | null =>
  value ? toDecimal(inUnits(value, decimals), Math.max(3, decimals)) : null

export const rounded = (value: Ratio | null | undefined, decimals: number): string | null =>
  value ? toDecimal(value, decimals) : null

/** A share in percent with two decimals; what is too small for them keeps more, so that it never reads 0. */
export function percentOf(share: Ratio | null | undefined): string | null {
  if (!share) return null
  const text = percentText(share)
  return text.startsWith('<') ? toDecimal(multiply(share, ratio(100)), 6) : text
}

/** A change in percent, which may well exceed a hundred or fall. */
export const changeOf = (change: Ratio | null | undefined): string | null =>
  change ? toDecimal(multiply(change, ratio(100)), 2) : null

export function ends<Text>(range: Range | null | undefined, text: (end: Ratio | null) => Text) {
  return { low: text(range?.low ?? null), high: text(range?.high ?? null) }
}

/** '660.191', or '40..49' for a range; an open end is left out. */
export function spanText(span: Span | null, decimals: number): string | null {
  if (!span) return null
  const { low, high } = exactSpan(span, decimals)
  return low === high ? low : `${low ?? ''}..${high ?? ''}`
}

export const isInForce = (dated: { from: Day | null; to: Day | null }, day: Day): boolean =>
  (dated.from === null || dated.from <= day) && (dated.to === null || dated.to >= day)
