import { type Day, type Instant, isDay, localTextOf, weekdayOf } from '../domain/day.ts'
import type { Language } from './translate.ts'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = {
  vi: ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const

/** 31/8/2022 or 31 Aug 2022. */
export function writeDay(language: Language, day: Day): string {
  return writeDayShort(language, day) + (language === 'vi' ? '/' : ' ') + partsOf(day).year
}

/** 31/8 or 31 Aug. */
export function writeDayShort(language: Language, day: Day): string {
  const { month, date } = partsOf(day)
  return language === 'vi' ? `${date}/${month}` : `${date} ${months[month - 1]}`
}

/** As Vietnamese documents write it, so that nobody can add a digit: 06/9/2022, 15/02/2022, 31/12/2022. */
export function writeDocumentDay(day: Day): string {
  return `${writeDocumentDayShort(day)}/${partsOf(day).year}`
}

/** 06/9, for the first day of 'từ ngày 05/9 đến ngày 11/9/2022'. */
export function writeDocumentDayShort(day: Day): string {
  const { date, month } = documentParts(day)
  return `${date}/${month}`
}

/** The date line of a document: 'ngày 09 tháng 9 năm 2022'. */
export function writeDocumentDate(day: Day): string {
  const { date, month } = documentParts(day)
  return `ngày ${date} tháng ${month} năm ${partsOf(day).year}`
}

/** '5/9 – 11/9/2022'; the first year is left out where both share it, and one day stands alone. */
export function writeDayRange(language: Language, from: Day, to: Day): string {
  if (from === to) return writeDay(language, from)
  const sameYear = partsOf(from).year === partsOf(to).year
  const first = sameYear ? writeDayShort(language, from) : writeDay(language, from)
  return `${first} – ${writeDay(language, to)}`
}

/** 'thứ Sáu', 'Chủ nhật' or 'Friday'. */
export function writeWeekday(language: Language, day: Day): string {
  return weekdays[language][weekdayOf(day) - 1] ?? ''
}

/** In running text: '16 giờ 00' or '16:00'. */
export function writeTime(language: Language, instant: Instant, zone: string): string {
  const { hour, minute } = localParts(instant, zone)
  return language === 'vi' ? `${hour} giờ ${minute}` : `${hour}:${minute}`
}

/** In logs and tables: '08:26'. */
export function writeClock(instant: Instant, zone: string): string {
  const { hour, minute } = localParts(instant, zone)
  return `${hour}:${minute}`
}

/** '08:26, 7/9/2022' or '08:26, 7 Sep 2022'. */
export function writeInstant(language: Language, instant: Instant, zone: string): string {
  const { day, hour, minute } = localParts(instant, zone)
  return `${hour}:${minute}, ${writeDay(language, day)}`
}

const FIRST_YEAR = 1900
const LAST_YEAR = 2100

/**
 * A day as a person types it, in both languages: 31/8/2022, 31-08-2022, 31.8.2022, 31 Aug 2022 or 2022-08-31.
 * Two-digit years are not guessed, and the day always comes before the month.
 */
export function readDay(text: string): Day | undefined {
  const typed = text.trim()
  const [year, month, date] = readIso(typed) ?? readNumeric(typed) ?? readNamed(typed) ?? []
  if (!year || !month || !date) return undefined
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  const known = Number(year) >= FIRST_YEAR && Number(year) <= LAST_YEAR
  return known && isDay(day) ? day : undefined
}

type Typed = [year?: string, month?: string, date?: string]

function readIso(text: string): Typed | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return match ? [match[1], match[2], match[3]] : undefined
}

function readNumeric(text: string): Typed | undefined {
  const match = /^(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})$/.exec(text)
  return match ? [match[4], match[3], match[1]] : undefined
}

function readNamed(text: string): Typed | undefined {
  const match = /^(\d{1,2})\s([A-Za-z]{3})[a-z]{0,6}\s(\d{4})$/.exec(text)
  const month = months.findIndex((name) => name.toLowerCase() === match?.[2]?.toLowerCase()) + 1
  return match && month ? [match[3], String(month), match[1]] : undefined
}

function partsOf(day: Day) {
  return { year: day.slice(0, 4), month: Number(day.slice(5, 7)), date: Number(day.slice(8, 10)) }
}

/** Days under 10 and the months 1 and 2 carry a zero; the other months do not. */
function documentParts(day: Day) {
  const { month, date } = partsOf(day)
  return { date: String(date).padStart(2, '0'), month: month <= 2 ? `0${month}` : String(month) }
}

function localParts(instant: Instant, zone: string) {
  const local = localTextOf(instant, zone)
  return { day: local.slice(0, 10) as Day, hour: local.slice(11, 13), minute: local.slice(14, 16) }
}
