import { addDays, type Day, daysInMonth, isDay, minDay } from './day.ts'

export type PeriodKind = 'month' | 'quarter' | 'half' | 'nine_months' | 'year' | 'span'

/** Days that a report is made of, the first and the last one counted. */
export interface Period {
  /** '2022-M08', '2022-Q3', '2022-H1', '2022-9M', '2022', '2022-01-01..2022-08-31' */
  code: string
  kind: PeriodKind
  from: Day
  to: Day
}

/** Only periods that exist: no thirteenth month, no 30 February, no span that ends before it begins. */
export function parsePeriod(code: string): Period | undefined {
  const [, first = '', last = ''] = /^([\d-]{10})\.\.([\d-]{10})$/.exec(code) ?? []
  if (first) return isKnownDay(first) && isKnownDay(last) ? spanOf(first, last) : undefined
  const [, year = '', part = ''] = /^((?:19|20)\d{2})(?:-(\w{2,3}))?$/.exec(code) ?? []
  const months = year ? monthsOf(part) : undefined
  return months && namedPeriod(code, year, months)
}

interface Months {
  kind: Exclude<PeriodKind, 'span'>
  first: number
  last: number
}

function monthsOf(part: string): Months | undefined {
  if (part === '') return { kind: 'year', first: 1, last: 12 }
  if (part === 'H1') return { kind: 'half', first: 1, last: 6 }
  if (part === '9M') return { kind: 'nine_months', first: 1, last: 9 }
  const quarter = /^Q([1-4])$/.exec(part)?.[1]
  if (quarter) return { kind: 'quarter', first: Number(quarter) * 3 - 2, last: Number(quarter) * 3 }
  const month = Number(/^M(0[1-9]|1[0-2])$/.exec(part)?.[1] ?? 0)
  return month ? { kind: 'month', first: month, last: month } : undefined
}

function namedPeriod(code: string, year: string, { kind, first, last }: Months): Period {
  return { code, kind, from: firstOf(year, first), to: lastOf(year, last) }
}

/** Any two days; undefined where the second comes first. */
function spanOf(from: Day, to: Day): Period | undefined {
  return from <= to ? { code: `${from}..${to}`, kind: 'span', from, to } : undefined
}

/** From one day to another, by the name that people call it by where it has one: a month, a quarter, a year. */
export function periodBetween(from: Day, to: Day): Period | undefined {
  const year = from.slice(0, 4)
  const named = codesOf(year).map((code) => parsePeriod(code)!)
  return named.find((period) => period.from === from && period.to === to) ?? spanOf(from, to)
}

/** The month or quarter before; what runs from the beginning of a year has nothing that it is held against. */
export function periodBefore(period: Period): Period | null {
  if (period.kind !== 'month' && period.kind !== 'quarter') return null
  return ofSameKind(period.kind, addDays(period.from, -1))
}

/** The month or quarter that follows. */
export function periodAfter(period: Period): Period | null {
  if (period.kind !== 'month' && period.kind !== 'quarter') return null
  return ofSameKind(period.kind, addDays(period.to, 1))
}

function ofSameKind(kind: 'month' | 'quarter', day: Day): Period {
  const [year, month] = [day.slice(0, 4), Number(day.slice(5, 7))]
  const code = kind === 'month' ? monthCode(year, month) : `${year}-Q${Math.ceil(month / 3)}`
  return parsePeriod(code)!
}

/** How many months from 1 January to the end of a month: 8 for '8 tháng đầu năm'; null for other days. */
export function monthsFromNewYear({ from, to }: Pick<Period, 'from' | 'to'>): number | null {
  const year = from.slice(0, 4)
  const month = Number(to.slice(5, 7))
  return from === firstOf(year, 1) && to === lastOf(year, month) ? month : null
}

/** Whether it has begun and touches the campaign at all. */
export function isTold(period: Period, campaign: { startOn: Day; endOn: Day }, today: Day): boolean {
  return period.from <= today && period.to >= campaign.startOn && period.from <= campaign.endOn
}

/** The last day that is told of: its own last one, or today while it runs. */
export const toldDay = (period: Period, today: Day): Day => minDay(period.to, today)

/** Every period of a campaign that has a name and has begun: years, then its parts, each kind with the latest first. */
export function periodsOf(campaign: { startOn: Day; endOn: Day }, today: Day): Period[] {
  const [first, last] = [Number(campaign.startOn.slice(0, 4)), Number(campaign.endOn.slice(0, 4))]
  const years = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => String(last - n))
  const all = years.flatMap((year) => codesOf(year)).map((code) => parsePeriod(code)!)
  const order: PeriodKind[] = ['month', 'quarter', 'half', 'nine_months', 'year']
  return all
    .filter((period) => isTold(period, campaign, today))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.from < b.from ? 1 : -1))
}

/** From 1 January to the end of the last month that is over; null in January. */
export function monthsSoFar(today: Day): Period | null {
  const [from, first] = [firstOf(today.slice(0, 4), 1), `${today.slice(0, 7)}-01` as Day]
  return first === from ? null : periodBetween(from, addDays(first, -1))!
}

/** '2022-8T' for the first eight months, and nothing that a mailbox or a disk would change in a file's name. */
export function fileCode(period: Period): string {
  const months = period.kind === 'span' ? monthsFromNewYear(period) : null
  return months === null ? period.code.replace('..', '_') : `${period.from.slice(0, 4)}-${months}T`
}

function codesOf(year: string): string[] {
  const months = Array.from({ length: 12 }, (_, n) => monthCode(year, n + 1))
  const quarters = ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => `${year}-${quarter}`)
  return [...months, ...quarters, `${year}-H1`, `${year}-9M`, year]
}

const twoDigits = (n: number) => String(n).padStart(2, '0')
const monthCode = (year: string, month: number) => `${year}-M${twoDigits(month)}`
const firstOf = (year: string, month: number) => `${year}-${twoDigits(month)}-01` as Day

function lastOf(year: string, month: number): Day {
  const first = firstOf(year, month)
  return addDays(first, daysInMonth(first) - 1)
}

const isKnownDay = (text: string): text is Day => /^(?:19|20)/.test(text) && isDay(text)
