import type { FieldError } from '../../views/parts/form.tsx'
import { problemWords } from '../../views/targets/form-problems.ts'
import type { YearLine, YearsSumProps } from '../../views/targets/years.tsx'
import { amountText, withoutZeros } from '../domain/amount.ts'
import type { Day } from '../domain/day.ts'
import { mayBeNegative } from '../domain/promise.ts'
import type { Amount } from '../domain/target.ts'
import { evenPlans, wayOfYears, type Year, type YearPlan, yearsOf } from '../domain/years.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { writeMeasured } from '../i18n/numbers.ts'
import type { Language } from '../i18n/translate.ts'
import { readValue, type TypedValue } from '../i18n/typing.ts'
import type { Divided } from '../storage/targets/years.ts'
import type { TargetRow } from '../storage/targets.ts'
import { choose, type Form, formOf } from './forms.ts'
import type { Visit } from './visit.ts'

/** A term by its signed days. */
export const termOf = (row: TargetRow) => ({ ...row, dueOn: row.dueOriginal })

/** Without groups of thousands a number has one reading. */
function plainAmount(language: Language, amount: Amount, decimals: number): string {
  const short = withoutZeros(amountText(amount, decimals))
  return language === 'vi' ? short.replace('.', ',') : short
}

type Figure = { plan: Amount; dueOn: Day; decimals: number } | undefined

/** The form as it begins: what is stored, or an even share where nothing is. */
export function startingYears(c: Visit, { row, years }: Divided, even = false): Form {
  const { language } = c.var.reader
  const spans = yearsOf(termOf(row))
  const plans = evenPlans(termOf(row))
  const isFresh = even || years.size === 0
  const figureOf = ({ year, dueOn }: Year, n: number): Figure => {
    const stored = years.get(year)
    if (isFresh) return { plan: plans[n]!, dueOn: stored?.dueOriginal ?? dueOn, decimals: row.decimals }
    return stored && stored.plan !== null
      ? { plan: stored.plan, dueOn: stored.dueOriginal ?? dueOn, decimals: stored.decimals }
      : undefined
  }
  return formOf(
    spans.flatMap((span, n): [string, string][] => {
      const figure = figureOf(span, n)
      return [
        [`plan_${span.year}`, figure ? plainAmount(language, figure.plan, figure.decimals) : ''],
        [`due_${span.year}`, writeDay(language, figure?.dueOn ?? span.dueOn)],
      ]
    }),
  )
}

/** Lines that were pasted, put into the rows: in their order, or each to the year that it names. */
export function fillYears(c: Visit, row: TargetRow, form: Form): { form: Form; error: string | null } {
  const { t } = c.var.reader
  const years = yearsOf(termOf(row)).map(({ year }) => year)
  const lines = form
    .text('pasted')
    .split('\n')
    .map((line) => line.split(/\t|;|\|/).map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ''))
  const named = lines.every((cells) => cells.length > 1 && /^\d{4}$/.test(cells[0]!))
  const stray = named && lines.find((cells) => !years.includes(Number(cells[0])))
  if (stray) return { form, error: t('years.problem.noYear', { year: stray[0]! }) }
  if (!named && lines.length > years.length) {
    return { form, error: t('years.problem.lines', { n: lines.length, m: years.length }) }
  }
  const filled = new Map<string, string>(
    lines.map((cells, n) => [`plan_${named ? cells[0] : years[n]}`, cells.at(-1)!]),
  )
  const kept = form.fields.filter(({ name }) => name !== 'pasted' && !filled.has(name))
  return {
    form: formOf([...kept.map(({ name, value }): [string, string] => [name, value]), ...filled]),
    error: null,
  }
}

const conventions = ['thousands', 'decimal'] as const
type Convention = (typeof conventions)[number]

export interface ReadYears {
  lines: YearLine[]
  plans: YearPlan[]
  errors: FieldError[]
  question: { text: string; readings: { convention: Convention; words: string }[] } | null
}

/** Reads every row; a year without a plan is left out. */
export function readYears(c: Visit, { row, years }: Divided, form: Form): ReadYears {
  const read: ReadYears = { lines: [], plans: [], errors: [], question: null }
  const choice = choose(form.text('reading'), conventions)
  for (const span of yearsOf(termOf(row))) {
    const { year } = span
    const [plan, due] = [form.text(`plan_${year}`), form.text(`due_${year}`)]
    read.lines.push({ year, plan, due, code: years.get(year)?.code ?? null })
    if (plan === '') continue
    const amount = readPlan(c, row, { year, text: plan, choice }, read)
    const dueOn = readDue(c, row, span, due, read)
    if (amount !== null && dueOn !== null) read.plans.push({ year, plan: amount, dueOn })
  }
  if (read.question && !choice) {
    read.errors.push({ field: 'reading', text: c.var.reader.t('years.problem.reading') })
  }
  return read
}

interface TypedPlan {
  year: number
  text: string
  choice: Convention | null
}

function readPlan(
  c: Visit,
  row: TargetRow,
  { year, text, choice }: TypedPlan,
  read: ReadYears,
): Amount | null {
  const { language } = c.var.reader
  const { decimals, measure } = row
  const open = readValue(text, { language, decimals, measure })
  if (open.kind === 'ambiguous') read.question ??= questionOf(language, row, text, open)
  const typed = choice ? readValue(text, { language, decimals, measure, choice }) : open
  if (typed.kind === 'ambiguous') return null
  const problem = faultOf(c, row, typed)
  if (problem === null && typed.kind === 'value') return typed.span.low
  const said = c.var.reader.t('years.problem.value', { year, problem: problem ?? '' })
  read.errors.push({ field: `plan_${year}`, text: said })
  return null
}

function questionOf(
  language: Language,
  { decimals, measure }: TargetRow,
  text: string,
  open: Extract<TypedValue, { kind: 'ambiguous' }>,
): ReadYears['question'] {
  const readings = conventions.map((convention) => ({
    convention,
    words: writeMeasured(language, open[convention], decimals, measure),
  }))
  return { text, readings }
}

function faultOf(c: Visit, row: TargetRow, typed: Exclude<TypedValue, { kind: 'ambiguous' }>): string | null {
  const { t } = c.var.reader
  if (typed.kind === 'blank') return t('targetForm.problem.missing')
  if (typed.kind === 'refused') {
    const { reason, hint } = typed
    return problemWords(t, { field: 'plan', reason, ...(hint !== undefined && { fill: hint }) })
  }
  const { low, high } = typed.span
  if (low === null || low !== high) return t('targetForm.problem.not_single')
  return low < 0 && !mayBeNegative(row) ? t('targetForm.problem.negative') : null
}

/** Within the term, and not before its year begins; what is to be reported of a year may be due after it. */
function readDue(c: Visit, row: TargetRow, span: Year, text: string, read: ReadYears): Day | null {
  const { t, language } = c.var.reader
  const { year, startOn } = span
  const last = row.dueOriginal!
  const day = text === '' ? span.dueOn : readDay(text)
  const note = (words: string) => void read.errors.push({ field: `due_${year}`, text: words })
  if (!day) note(t('years.problem.day', { year }))
  else if (day < startOn || day > last) {
    const [from, to] = [writeDay(language, startOn), writeDay(language, last)]
    note(t('years.problem.outside', { year, from, to }))
  } else return day
  return null
}

/** What the rows come to, against the term. */
export function sumOfYears(c: Visit, row: TargetRow, { plans, lines }: ReadYears): YearsSumProps {
  const way = wayOfYears(row)
  const last = lines.at(-1)!.year
  const total = way === 'sum' ? plans.reduce((sum, { plan }) => sum + plan, 0) : null
  const reached = way === 'sum' ? null : (plans.find(({ year }) => year === last)?.plan ?? null)
  const held = total ?? reached
  return {
    reader: c.var.reader,
    measured: { decimals: row.decimals, measure: row.measure },
    plan: row.plan!,
    years: plans.length,
    total,
    last: way === 'sum' ? null : { year: last, plan: reached },
    left: held === null ? null : row.plan! - held,
  }
}
