import { mapRange, type Range } from '../../src/domain/actual.ts'
import { addDays, type Day, daysBetween } from '../../src/domain/day.ts'
import { monthsOf } from '../../src/domain/pace.ts'
import { hasBaseline, inUnits } from '../../src/domain/percent.ts'
import { compare, multiply, one, type Ratio, ratio, subtract, zero } from '../../src/domain/ratio.ts'
import type { Amount, Span } from '../../src/domain/target.ts'
import { writeDay, writeDayShort } from '../../src/i18n/days.ts'
import { writeMeasured, writePercentSpan, writePoints, writeRatio } from '../../src/i18n/numbers.ts'
import type { Reader } from '../reader.ts'
import type { Judged, PromisedTarget } from './shapes.ts'

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
function rangeWords(reader: Reader, range: Range, target: Measure, decimals: number): string {
  return withMeasure(
    bothEnds(range, (end) => plainLevel(reader, end, target, decimals)),
    target.measure,
  )
}

/** What keeps the promise: 'không vượt quá 4 vụ' has a ceiling, '1,4 – 1,7' a band; null without a plan. */
export function planWords({ reader, target, standing }: Judged): string | null {
  if (target.direction === 'within')
    return valueWords(reader, { low: target.planLow, high: target.planHigh }, target)
  return standing.plan === null ? null : amountWords(reader, standing.plan, target)
}

export type Course = 'rise' | 'fall' | 'add'

/** How the figure is to move: from a baseline up or down, or by adding to it. */
export function courseOf({ target, standing }: Judged): Course {
  if (standing.plan === null || !hasBaseline(target, standing.plan)) return 'add'
  return target.direction === 'down' ? 'fall' : 'rise'
}

/** A promise not to go beyond: a fall without a baseline to fall from. */
export function isCeiling({ target, standing }: Judged): boolean {
  return (
    target.kind === 'number' &&
    target.direction === 'down' &&
    standing.plan !== null &&
    !hasBaseline(target, standing.plan)
  )
}

/** 'cao hơn tiến độ 23,8 điểm phần trăm'; null without pace. */
export function paceWords({ reader, standing }: Judged): string | null {
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
export function expectedWords({ reader, standing }: Judged): string | null {
  const share = standing.pace?.expectedShare
  return share
    ? reader.t('target.expected', {
        share: writePercentSpan(reader.language, { low: share, high: share }, { decimals: 1 }),
      })
    : null
}

/** What is still to be made of the plan, never below zero; null where nothing can be missing. */
export function remainderOf({ target, standing }: Judged): Span | null {
  const { plan, latest } = standing
  if (plan === null || !latest || target.direction === 'within') return null
  const { low, high } = latest.value
  const falling = target.direction === 'down'
  const toGo = (end: Amount | null) => (end === null ? null : Math.max(0, falling ? end - plan : plan - end))
  return falling ? { low: toGo(low), high: toGo(high) } : { low: toGo(high), high: toGo(low) }
}

/**
 * The early warning in a leader's words: 'từ nay đến 31/12 bình quân mỗi tháng phải thực hiện thêm 12,75 – 15 điểm
 * phần trăm, gấp 2,08 – 3 lần bình quân 8 tháng'. Null when nothing is left to do or no time is left.
 */
export function warningWords(judged: Judged): string | null {
  const { reader, target, standing, isPast, day } = judged
  const { pace, latest, dueOn } = standing
  if (!pace?.needPerMonth || !latest || !dueOn || standing.baseClass !== 'open') return null
  const worst = pace.needPerMonth.high ?? pace.needPerMonth.low
  if (!worst || worst.n === 0n || dueOn < day) return null

  const { t, language } = reader
  const until = dayIn(reader, dueOn, latest.asOf)
  const need = needWords(judged)
  if (!need) return null
  const deed = t(`target.deed.${deedOf(judged)}`)
  if (!pace.effort) {
    return t('target.warningNone', { day: until, deed, need, asOf: writeDay(language, latest.asOf) })
  }
  const months = writeRatio(language, monthsOf(target.startOn, latest.asOf), 1, true)
  const fill = { day: until, deed, need, effort: effortWords(reader, pace.effort), months }
  return isPast
    ? t('target.warningSince', { ...fill, since: writeDayShort(language, latest.asOf) })
    : t('target.warning', fill)
}

/** '17,508 tỷ đồng'; of a percentage '12,75 – 15 điểm phần trăm'. */
export function needWords({ reader, target, standing, day }: Judged): string | null {
  const need = standing.pace?.needPerMonth
  const { latest, dueOn } = standing
  // A rate towards a day that has passed, or for less than a month, is more than what is left to do.
  if (!need || !latest || !dueOn || dueOn < day) return null
  if (compare(monthsOf(addDays(latest.asOf, 1), dueOn), one) < 0) return null
  const { decimals, measure } = target
  const most = Math.max(3, decimals)
  if (!measure?.startsWith('%')) return rangeWords(reader, need, target, most)
  return rangeWords(reader, need, { decimals, measure: reader.t('common.points') }, most)
}

/** Where the two readings of the future end: 'Dự báo đến 31/12: 900 – 992 tỷ đồng, bằng 123 – 136% kế hoạch'. */
export function forecastWords(judged: Judged): string | null {
  const { reader, target, standing, day } = judged
  const { pace, dueOn, plan, latest } = standing
  if (!pace?.forecast || !dueOn || !plan || !latest || standing.baseClass !== 'open') return null
  if (latest.asOf >= dueOn || dueOn < day) return null
  const range = rangeWords(reader, pace.forecast, target, target.decimals)
  const until = dayIn(reader, dueOn, latest.asOf)
  if (courseOf(judged) !== 'add' || target.measure?.startsWith('%')) {
    return reader.t('target.forecast', { day: until, range })
  }
  const share = mapRange(pace.forecast, (end) => multiply(end, ratio(1, plan)))
  return reader.t('target.forecastShare', {
    day: until,
    range,
    share: writePercentSpan(reader.language, share, { decimals: 1 }),
  })
}

/** The head's own word where it is worse than what the figures say. */
export function loweredWords({ reader, standing }: Judged): string | null {
  const word = standing.lastAccepted?.assessment
  if (!word || word === 'on_track') return null
  return reader.t('target.assessed', { word: reader.t(`assessment.${word}`) })
}

/** Days between two days, for 'đã chờ n ngày'. */
export const waited = (from: Day, to: Day): number => Math.max(0, daysBetween(from, to))

function deedOf(judged: Judged): 'add' | 'percent' | 'rise' | 'fall' {
  const course = courseOf(judged)
  return course === 'add' && judged.target.measure?.startsWith('%') ? 'percent' : course
}

/** 'gấp 2,08 – 3 lần'; below one it is a part. */
function effortWords({ t, language }: Reader, effort: Range): string {
  const times = bothEnds(effort, (end) => writeRatio(language, end, 2, true))
  const least = effort.low ?? effort.high ?? zero
  return compare(least, one) >= 0 ? t('target.times', { times }) : t('target.part', { times })
}

/** The year is left out where it goes without saying. */
function dayIn({ language }: Reader, day: Day, beside: Day): string {
  return day.slice(0, 4) === beside.slice(0, 4) ? writeDayShort(language, day) : writeDay(language, day)
}

function plainLevel(reader: Reader, level: Ratio, { decimals }: Measure, most: number): string {
  return writeRatio(reader.language, inUnits(level, decimals), most, true)
}

function bothEnds({ low, high }: Range, write: (end: Ratio) => string): string {
  const [from, to] = [low ?? high, high ?? low].map((end) => (end ? write(end) : ''))
  return from === to ? from! : `${from} – ${to}`
}

function withMeasure(text: string, measure: string | null): string {
  if (!measure) return text
  return measure.startsWith('%') ? text + measure : `${text}\u00a0${measure}`
}

const absolute = (value: Ratio): Ratio => (value.n < 0n ? subtract(zero, value) : value)
