import type { FieldError } from '../../views/parts/form.tsx'
import type { Reader } from '../../views/reader.ts'
import { addDays, type Day, daysBetween, weekdayOf } from '../domain/day.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import type { CalendarDay, DayKind } from '../storage/campaigns/calendar.ts'

const LONGEST_DAY_NAME = 200
const LONGEST_RANGE = 60
const MOST_DAYS = 400

/** One day or range with its name, as it was typed or pasted. */
interface Span {
  from: Day
  to: Day
  name: string
}

type SpanFault = 'day' | 'reversed' | 'long' | 'name' | 'name_long'

export interface ReadDays {
  days: CalendarDay[]
  errors: FieldError[]
}

/** The fields of the form for one day or one range. */
export function readSpan(
  reader: Reader,
  typed: { from: string; to: string; name: string },
  kind: DayKind,
): ReadDays {
  const { t } = reader
  if (typed.from === '') return { days: [], errors: [{ field: 'from', text: t('calendar.problem.nothing') }] }
  const from = readDay(typed.from)
  const to = typed.to === '' ? from : readDay(typed.to)
  if (!from) return { days: [], errors: [{ field: 'from', text: t('calendar.problem.day') }] }
  if (!to) return { days: [], errors: [{ field: 'to', text: t('calendar.problem.day') }] }
  const span = { from, to, name: inOneLine(typed.name) }
  const fault = faultOf(span)
  const fields = { day: 'from', reversed: 'to', long: 'to', name: 'name', name_long: 'name' } as const
  if (fault) return { days: [], errors: [{ field: fields[fault], text: t(`calendar.problem.${fault}`) }] }
  return finish(reader, [span], kind, 'from')
}

/** Several lines, each a day or a range and then its name. */
export function readLines(reader: Reader, typed: string, kind: DayKind): ReadDays {
  const lines = typed.split('\n').map((text, n) => ({ text: text.trim(), n: n + 1 }))
  const read = lines
    .filter(({ text }) => text !== '')
    .map((line) => {
      const span = spanIn(line.text)
      const fault = span ? faultOf(span) : ('day' as const)
      return { span, error: fault && lineError(reader, fault, line) }
    })
  const errors = read.flatMap(({ error }) => (error ? [{ field: 'lines', text: error }] : []))
  const spans = read.flatMap(({ span }) => (span ? [span] : []))
  if (errors.length) return { days: [], errors }
  if (!spans.length) {
    return { days: [], errors: [{ field: 'lines', text: reader.t('calendar.problem.nothing') }] }
  }
  return finish(reader, spans, kind, 'lines')
}

function lineError({ t }: Reader, fault: SpanFault, { n, text }: { n: number; text: string }): string {
  if (fault === 'day') return t('calendar.problem.line_day', { n, text: text.slice(0, 60) })
  return t(`calendar.problem.line_${fault}`, { n })
}

const DAY = String.raw`\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} [A-Za-z]{3,9} \d{4}`
/** A first day may leave out what the last one says: '16/2 – 20/2/2026', '1 – 2/9/2026'. */
const SHORT = String.raw`\d{1,2}(?:[/.]\d{1,2})?`
const UNTIL = String.raw`\s*(?:-|–|—|đến|tới|to)\s*(?:ngày\s+)?`
const LINE = new RegExp(
  String.raw`^\s*(?:ngày\s+)?(?:(${DAY}|${SHORT})${UNTIL})?(${DAY})[\s:;,–-]*(.*)$`,
  'i',
)

function spanIn(line: string): Span | undefined {
  const [, first, last = '', name = ''] = LINE.exec(line) ?? []
  const to = readDay(last)
  const from = first === undefined ? to : (readDay(first) ?? completed(first, to))
  return from && to ? { from, to, name: inOneLine(name) } : undefined
}

/** '16/2' or '1' with the month and the year of the last day. */
function completed(short: string, to: Day | undefined): Day | undefined {
  if (!to) return undefined
  const [date = '', month = to.slice(5, 7)] = short.split(/[/.]/)
  return readDay(`${date}/${Number(month)}/${to.slice(0, 4)}`)
}

function faultOf({ from, to, name }: Span): SpanFault | null {
  if (to < from) return 'reversed'
  if (daysBetween(from, to) >= LONGEST_RANGE) return 'long'
  if (name === '') return 'name'
  return name.length > LONGEST_DAY_NAME ? 'name_long' : null
}

function finish(reader: Reader, spans: readonly Span[], kind: DayKind, field: string): ReadDays {
  const { t, language } = reader
  const days = spans.flatMap(({ from, to, name }) =>
    Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => ({ day: addDays(from, n), kind, name })),
  )
  const refuse = (text: string): ReadDays => ({ days: [], errors: [{ field, text }] })
  if (days.length > MOST_DAYS) return refuse(t('calendar.problem.many'))
  const twice = days.find(({ day }, n) => days.findIndex((other) => other.day === day) !== n)
  if (twice) return refuse(t('calendar.problem.twice', { day: writeDay(language, twice.day) }))
  const weekday = kind === 'working' && days.find(({ day }) => weekdayOf(day) <= 5)
  if (weekday) {
    return refuse(t('calendar.problem.working_weekday', { day: writeDay(language, weekday.day) }))
  }
  return { days, errors: [] }
}

const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
