import { instantOf, isDay } from '../domain/day.ts'
import type { NumberStyle } from '../domain/import.ts'

const group = {
  vi: /^[1-9]\d{0,2}(?:\.\d{3})+$/,
  en: /^[1-9]\d{0,2}(?:,\d{3})+$/,
} as const
const withPoint = {
  vi: /^(\d+|[1-9]\d{0,2}(?:\.\d{3})+),(\d+)$/,
  en: /^(\d+|[1-9]\d{0,2}(?:,\d{3})+)\.(\d+)$/,
} as const
const MAX_LENGTH = 64

/**
 * A number as a person wrote it, in the digits of a file. `660.191` is 660191 to one and 660.191 to another: both
 * readings are given. Undefined when it is no number.
 */
export function readFigure(text: string): string | Record<NumberStyle, string> | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const plain = text.replace(/^[\u2212\u2013]/, '-').replace(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '')
  const [, sign = '', digits = ''] = /^([-+]?)(.*)$/s.exec(plain)!
  if (/^\d+$/.test(digits)) return signed(sign, digits)
  const [vi, en] = [readAs('vi', digits), readAs('en', digits)]
  if (vi === undefined || en === undefined) {
    const only = vi ?? en
    return only === undefined ? undefined : signed(sign, only)
  }
  return { vi: signed(sign, vi), en: signed(sign, en) }
}

const signed = (sign: string, digits: string) => (sign === '-' ? `-${digits}` : digits)

function readAs(style: NumberStyle, digits: string): string | undefined {
  if (group[style].test(digits)) return digits.replace(/[.,]/g, '')
  const [, whole, fraction] = withPoint[style].exec(digits) ?? []
  return whole && `${whole.replace(/[.,]/g, '')}.${fraction}`
}

/**
 * The number of a spreadsheet's cell without an exponent. Spreadsheets keep doubles and show fifteen digits: what was
 * typed as 730.223 may be written as 730.22299999999996, and both are the same double.
 */
export function plainNumber(text: string): string {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) return text
  const shown = String(Number(value.toPrecision(15)))
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(shown) ?? []
  if (exponent === undefined) return shown
  const shift = Number(exponent)
  if (Math.abs(shift) > MAX_LENGTH) return text
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`
  return `${sign}${whole}${fraction.padEnd(shift, '0')}`
}

const DAY_MS = 86_400_000
/** Spreadsheets count days from 30 December 1899, those of an old Macintosh from 1 January 1904. */
const EPOCH_1900 = Date.UTC(1899, 11, 30)
const EPOCH_1904 = Date.UTC(1904, 0, 1)

/** What a date cell shows on a clock, to the second: '2022-08-31T00:00:00'. */
export function clockOfSerial(serial: string, is1904: boolean): string | undefined {
  const days = Number(serial)
  if (!Number.isFinite(days) || days < 0 || days > 2_958_465) return undefined
  // The 29 February 1900 that spreadsheets believe in.
  const real = !is1904 && days < 60 ? days + 1 : days
  const ms = (is1904 ? EPOCH_1904 : EPOCH_1900) + Math.round((real * DAY_MS) / 1000) * 1000
  return new Date(ms).toISOString().slice(0, 19)
}

const typedDay = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/
const typedMoment = /^(\S+)[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?$/

/** A day as it is written here, 31/8/2022, in the form of a file; anything else as it was. */
export function readTypedDay(text: string): string {
  const [, day = '', month = '', year = ''] = typedDay.exec(text) ?? []
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isDay(iso) ? iso : text
}

/** A moment of the clocks here, '31/8/2022 16:00', with the offset of the zone; anything else as it was. */
export function readTypedMoment(text: string, zone: string): string {
  const [, date = '', hour = '', minute = '', second = '0'] = typedMoment.exec(text) ?? []
  const day = readTypedDay(date)
  if (!isDay(day) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return text
  const start = instantOf(day, `${hour.padStart(2, '0')}:${minute}`, zone)
  return new Date(start + Number(second) * 1000).toISOString()
}
