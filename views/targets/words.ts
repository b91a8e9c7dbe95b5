import type { Range } from '../../src/domain/actual.ts'
import { type Day, daysBetween } from '../../src/domain/day.ts'
import { hasBaseline, inUnits } from '../../src/domain/percent.ts'
import { type Ratio, subtract, zero } from '../../src/domain/ratio.ts'
import type { Amount, Span, TargetFacts } from '../../src/domain/target.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writeMeasured, writePercentSpan, writePoints, writeRatio } from '../../src/i18n/numbers.ts'
import type { Reader } from '../reader.ts'
import type { PromisedTarget, Warned } from './shapes.ts'

type Measure = Pick<PromisedTarget, 'decimals' | 'measure'>

export const exactly = (amount: Amount): Span => ({ low: amount, high: amount })

/** '660,191 tỷ đồng', '40 – 49%'. */
export function valueWords(reader: Reader, value: Span, { decimals, measure }: Measure): string {
  return writeMeasured(reader.language, value, decimals, measure)
}

export function amountWords(reader: Reader, amount: Amount, measure: Measure): string {
  return valueWords(reader, exactly(amount), measure)
}

/** A level that was computed, on the scale of amounts, with at most so many decimals. */
export function levelWords(
  reader: Reader,
  level: Ratio,
  target: Measure,
  decimals = target.decimals,
): string {
  return withMeasure(plainLevel(reader, level, target, decimals), target.measure)
}

/** Both ends of a computed level: '12,75 – 15 điểm phần trăm'. */
export function rangeWords(reader: Reader, range: Range, target: Measure, decimals: number): string {
  return withMeasure(
    bothEnds(range, (end) => plainLevel(reader, end, target, decimals)),
    target.measure,
  )
}

/** What keeps the promise: 'không vượt quá 4 vụ' has a ceiling, '1,4 – 1,7' a band; null without a plan. */
export function planWords({ reader, target, standing }: Warned): string | null {
  if (target.direction === 'within')
    return valueWords(reader, { low: target.planLow, high: target.planHigh }, target)
  return standing.plan === null ? null : amountWords(reader, standing.plan, target)
}

export type Course = 'rise' | 'fall' | 'add'

/** How the figure is to move: from a baseline up or down, or by adding to it. */
export function courseOf({ target, standing }: Pick<Warned, 'target' | 'standing'>): Course {
  if (standing.plan === null || !hasBaseline(target, standing.plan)) return 'add'
  return target.direction === 'down' ? 'fall' : 'rise'
}

/** A promise not to go beyond: a fall without a baseline to fall from. */
export function isCeiling({ target, standing }: Warned): boolean {
  return (
    target.kind === 'number' &&
    target.direction === 'down' &&
    standing.plan !== null &&
    !hasBaseline(target, standing.plan)
  )
}

/** 'cao hơn tiến độ 23,8 điểm phần trăm'; null without pace. */
export function paceWords({ reader, standing }: Warned): string | null {
  const behind = standing.pace?.behind
  if (!behind) return null
  const { t, language } = reader
  const low = behind.low ?? behind.high!
  const high = behind.high ?? behind.low!
  const points = (from: Ratio, to: Ratio) =>
    bothEnds({ low: absolute(from), high: absolute(to) }, (end) => writePoints(language, end))
  if (low.n === 0n && high.n === 0n) return t('target.onCurve')
  if (low.n >= 0n) return t('target.behind', { points: points(low, high) })
  if (high.n <= 0n) return t('target.ahead', { points: points(high, low) })
  return t('target.straddles', { low: points(high, high), high: points(low, low) })
}

/** '(mức phải đạt: 66,6%)' */
export function expectedWords({ reader, standing }: Warned): string | null {
  const share = standing.pace?.expectedShare
  return share
    ? reader.t('target.expected', {
        share: writePercentSpan(reader.language, { low: share, high: share }, { decimals: 1 }),
      })
    : null
}

/** What is still to be made of the plan, never below zero; null where nothing can be missing. */
export function remainderOf({ target, standing }: Warned): Span | null {
  const { plan, latest } = standing
  if (plan === null || !latest || target.direction === 'within') return null
  const { low, high } = latest.value
  const falling = target.direction === 'down'
  const toGo = (end: Amount | null) => (end === null ? null : Math.max(0, falling ? end - plan : plan - end))
  return falling ? { low: toGo(low), high: toGo(high) } : { low: toGo(high), high: toGo(low) }
}

/** The head's own word where it is worse than what the figures say. */
export function loweredWords({ reader, standing }: Warned): string | null {
  const word = standing.lastAccepted?.assessment
  if (!word || word === 'on_track') return null
  return reader.t('target.assessed', { word: reader.t(`assessment.${word}`) })
}

/** Days between two days, for 'đã chờ n ngày'. */
export const waited = (from: Day, to: Day): number => Math.max(0, daysBetween(from, to))

function plainLevel(reader: Reader, level: Ratio, { decimals }: Measure, most: number): string {
  return writeRatio(reader.language, inUnits(level, decimals), most, true)
}

export function bothEnds({ low, high }: Range, write: (end: Ratio) => string): string {
  const [from, to] = [low ?? high, high ?? low].map((end) => (end ? write(end) : ''))
  return from === to ? from! : `${from} – ${to}`
}

function withMeasure(text: string, measure: string | null): string {
  if (!measure) return text
  return measure.startsWith('%') ? text + measure : `${text}\u00a0${measure}`
}

const absolute = (value: Ratio): Ratio => (value.n < 0n ? subtract(zero, value) : value)

/** ' (hạn gốc 15/8/2022, đã đổi hạn theo phụ lục 01-PL/HU, đã gia hạn 1 lần)'; blank where it is due as it was signed. */
export function movedWords(
  { t, language }: Pick<Reader, 't' | 'language'>,
  { dueOriginal, extensionCount }: { dueOriginal: Day | null; extensionCount: number },
  { extensions }: Pick<TargetFacts, 'extensions'>,
): string {
  const annexes = extensions.flatMap(({ annex }) => annex ?? [])
  if (!dueOriginal || (extensionCount === 0 && annexes.length === 0)) return ''
  const words = [
    t('target.dueFirst', { day: writeDay(language, dueOriginal) }),
    ...annexes.map((annex) => t('target.dueAmended', { annex })),
    ...(extensionCount ? [t('target.dueExtended', { n: extensionCount })] : []),
  ]
  return ` (${words.join(', ')})`
}
