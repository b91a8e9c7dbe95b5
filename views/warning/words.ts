import { mapRange, type Range } from '../../src/domain/actual.ts'
import type { Day } from '../../src/domain/day.ts'
import { compare, multiply, one, type Ratio, ratio, zero } from '../../src/domain/ratio.ts'
import { writeDay, writeDayShort } from '../../src/i18n/days.ts'
import { writePercentSpan, writeRatio } from '../../src/i18n/numbers.ts'
import type { Reader } from '../reader.ts'
import type { Warned } from '../targets/shapes.ts'
import { bothEnds, courseOf, rangeWords } from '../targets/words.ts'

/**
 * The early warning in a leader's words: 'từ nay đến 31/12 bình quân mỗi tháng phải giải ngân thêm 12,75 – 15 điểm
 * phần trăm, gấp 2,08 – 3 lần bình quân 8 tháng'. Begins small and ends open, to stand in a sentence of its own or in
 * another one. Null when nothing is left to do or no time is left.
 */
export function warningPhrase(warned: Warned): string | null {
  const { reader, standing, warning, isPast, day } = warned
  const { latest, dueOn } = standing
  if (!warning?.needPerMonth || !latest || !dueOn || dueOn < day) return null
  const worst = warning.needPerMonth.high ?? warning.needPerMonth.low
  const need = needWords(warned)
  if (!worst || worst.n === 0n || !need) return null

  const { t, language } = reader
  const fill = { day: dayIn(reader, dueOn, latest.asOf), deed: t(`warning.deed.${deedOf(warned)}`), need }
  if (!warning.effort) return t('warning.needNone', { ...fill, asOf: writeDay(language, latest.asOf) })
  const effort = effortWords(reader, warning.effort)
  const months = writeRatio(language, warning.monthsDone, 1, true)
  return isPast
    ? t('warning.needSince', { ...fill, effort, months, since: writeDayShort(language, latest.asOf) })
    : t('warning.need', { ...fill, effort, months })
}

export function warningWords(warned: Warned): string | null {
  const phrase = warningPhrase(warned)
  return phrase && asSentence(phrase)
}

/** '17,508 tỷ đồng'; of a percentage '12,75 – 15 điểm phần trăm'. */
export function needWords({ reader, target, standing, warning, day }: Warned): string | null {
  const { dueOn } = standing
  // A rate towards a day that has passed, or for less than a month, is more than what is left to do.
  if (!warning?.needPerMonth || !warning.monthsLeft || !dueOn || dueOn < day) return null
  if (compare(warning.monthsLeft, one) < 0) return null
  return rateWords(reader, target, warning.needPerMonth)
}

/** Need against what was done: 'mỗi tháng phải thêm 17,508 tỷ đồng; 8 tháng qua bình quân 82,524 tỷ đồng'. */
export function doneWords({ reader, target, warning }: Warned): string | null {
  if (!warning?.donePerMonth || !warning.monthsLeft || compare(warning.monthsLeft, one) < 0) return null
  return reader.t('warning.done', {
    months: writeRatio(reader.language, warning.monthsDone, 1, true),
    left: writeRatio(reader.language, warning.monthsLeft, 1, true),
    done: rateWords(reader, target, warning.donePerMonth),
  })
}

/**
 * Where the two readings of the future end, and whether that keeps the promise: 'Dự báo đến 31/12: 900 – 992 tỷ đồng,
 * bằng 123 – 136% kế hoạch, nếu …; sẽ đạt kế hoạch.'
 */
export function forecastWords(warned: Warned): string | null {
  const { reader, target, standing, warning, day } = warned
  const { dueOn, plan, latest } = standing
  if (!warning?.forecast || !warning.outlook || !dueOn || !plan || !latest) return null
  if (latest.asOf >= dueOn || dueOn < day) return null
  const fill = {
    day: dayIn(reader, dueOn, latest.asOf),
    range: rangeWords(reader, warning.forecast, target, target.decimals),
    outlook: reader.t(`warning.outlook.${warning.outlook}`),
  }
  if (courseOf(warned) !== 'add' || target.measure?.startsWith('%')) return reader.t('warning.forecast', fill)
  const share = mapRange(warning.forecast, (end) => multiply(end, ratio(1, plan)))
  const decimals = { decimals: 1 }
  return reader.t('warning.forecastShare', {
    ...fill,
    share: writePercentSpan(reader.language, share, decimals),
  })
}

/** A full stop and a capital. */
export function asSentence(phrase: string): string {
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}.`
}

/** An amount a month; of a percentage in points of it. */
function rateWords(reader: Reader, { decimals, measure }: Warned['target'], rate: Range): string {
  const shown = measure?.startsWith('%') ? reader.t('common.points') : measure
  return rangeWords(reader, rate, { decimals, measure: shown }, Math.max(3, decimals))
}

type Deed = 'add' | 'disburse' | 'rise' | 'fall'

/** Leaders say of capital that it is disbursed; of everything else that it is carried out, risen or fallen. */
export function deedOf(warned: Pick<Warned, 'target' | 'standing'>): Deed {
  const course = courseOf(warned)
  const isDisbursement = /^giải ngân/i.test(warned.target.title.normalize('NFC').trim())
  return course === 'add' && isDisbursement ? 'disburse' : course
}

/** 'gấp 2,08 – 3 lần'; below one it is a part. */
export function effortWords({ t, language }: Reader, effort: Range): string {
  const times = bothEnds(effort, (end: Ratio) => writeRatio(language, end, 2, true))
  const least = effort.low ?? effort.high ?? zero
  return compare(least, one) >= 0 ? t('warning.times', { times }) : t('warning.part', { times })
}

/** The year is left out where it goes without saying. */
function dayIn({ language }: Reader, day: Day, beside: Day): string {
  return day.slice(0, 4) === beside.slice(0, 4) ? writeDayShort(language, day) : writeDay(language, day)
}
