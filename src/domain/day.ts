import { Temporal } from 'temporal-polyfill'

/**
 * A calendar day as people sign it on paper: no clock, no time zone.
 * Always 'YYYY-MM-DD', so the order of strings is the order of days, here and in the database.
 */
export type Day = `${number}-${number}-${number}`

/** A moment, in UTC milliseconds. */
export type Instant = number

/** The day on which an instant falls in a zone such as Asia/Ho_Chi_Minh. */
export function dayOf(instant: Instant, zone: string): Day {
  return fromNumber(Math.floor((instant + offsetAt(instant, zone)) / MS_PER_DAY))
}

/** An instant as the clocks of a zone show it: '2022-09-07T08:26:31.000'. */
export function localTextOf(instant: Instant, zone: string): string {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, -1)
}

/** The instant at which a local time ('16:00') of a day begins. */
export function instantOf(day: Day, time: string, zone: string): Instant {
  return remember(
    instants,
    `${day}T${time} ${zone}`,
    () => Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds,
  )
}

/** The end of a due day: the first instant of the day after it (31/8/2022 in Vietnam ends at 2022-08-31T17:00:00Z). */
export function endOf(day: Day, zone: string): Instant {
  return instantOf(addDays(day, 1), '00:00', zone)
}

export function addDays(day: Day, days: number): Day {
  return fromNumber(toNumber(day) + days)
}

/** Whole days from `start` to `end`; negative when `end` comes first. */
export function daysBetween(start: Day, end: Day): number {
  return toNumber(end) - toNumber(start)
}

/** The same day and month of another year; 29 February becomes the 28th where there is none. */
export function addYears(day: Day, years: number): Day {
  return Temporal.PlainDate.from(day).add({ years }).toString() as Day
}

export function daysInMonth(day: Day): number {
  return new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(day: Day): number {
  // 1 January 1970 was a Thursday.
  return ((((toNumber(day) + 3) % 7) + 7) % 7) + 1
}

export function isDay(text: string): text is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && fromNumber(toNumber(text as Day)) === text
}

export function maxDay(a: Day, b: Day): Day {
  return a > b ? a : b
}

export function minDay(a: Day, b: Day): Day {
  return a < b ? a : b
}

const MS_PER_DAY = 86_400_000

/** Days since 1970-01-01: plain arithmetic, because lists hold thousands of days. */
function toNumber(day: Day): number {
  return remember(numbers, day, () => {
    const [year, month, date] = [day.slice(0, 4), day.slice(5, 7), day.slice(8)]
    return Date.UTC(Number(year), Number(month) - 1, Number(date)) / MS_PER_DAY
  })
}

function fromNumber(number: number): Day {
  return remember(days, number, () => {
    const date = new Date(number * MS_PER_DAY)
    return (Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)) as Day
  })
}

/** Zones change their offset on a quarter of an hour, so within one it is asked for once. */
const QUARTER_MS = 900_000
const offsets = new Map<string, number>()
const instants = new Map<string, Instant>()
const numbers = new Map<Day, number>()
const days = new Map<number, Day>()

function offsetAt(instant: Instant, zone: string): number {
  const quarter = Math.floor(instant / QUARTER_MS)
  return remember(offsets, `${quarter} ${zone}`, () => {
    const start = Temporal.Instant.fromEpochMilliseconds(quarter * QUARTER_MS)
    return start.toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
  })
}

/** Reports name the same few thousand moments over and over; beyond that, the memory starts anew. */
function remember<Key, Value>(known: Map<Key, Value>, key: Key, find: () => Value): Value {
  const remembered = known.get(key)
  if (remembered !== undefined) return remembered
  if (known.size > 50_000) known.clear()
  const value = find()
  known.set(key, value)
  return value
}
