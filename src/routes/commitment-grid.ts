import type { GridCell, GridQuestion, GridRow, GridView } from '../../views/commitments/new-values.tsx'
import { problemWords, type TargetProblem } from '../../views/targets/form-problems.ts'
import { decimalsFor } from '../domain/amount.ts'
import type { Day } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import { type DuePeriod, isDueOutside, mayBeNegative, type TargetPromise } from '../domain/promise.ts'
import { withDecimals } from '../domain/promise-text.ts'
import type { Span } from '../domain/target.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { writeMeasured } from '../i18n/numbers.ts'
import { placesTyped, readValue, type TypedValue } from '../i18n/typing.ts'
import type { Convention } from '../i18n/typing-number.ts'
import type { Eligible } from '../storage/commitments/eligible.ts'
import type { Template } from './commitment-template.ts'
import { choose, type Form } from './forms.ts'
import { cellsOf, finderOf, isHead } from './unit-lines.ts'
import type { Visit } from './visit.ts'

/** A column of the table that is pasted: a value of one target of the template, or its deadline. */
interface Column {
  /** The target's place in the template, from 1. */
  n: number
  of: 'plan' | 'due'
  promise: TargetPromise
  choice: Convention | null
  period: DuePeriod
}

/** What was pasted, read cell by cell, and what each unit is to promise by it. */
export interface Grid extends GridView {
  promises: Map<string, TargetPromise[]>
}

const conventions = ['thousands', 'decimal'] as const

export function columnsOf(form: Form, { promises, period }: Pick<Template, 'promises' | 'period'>): Column[] {
  const withDue = form.text('with_due') === 'yes'
  return promises.flatMap((promise, index): Column[] => {
    const n = index + 1
    const plan = {
      n,
      of: 'plan' as const,
      promise,
      period,
      choice: choose(form.text(`choice_${n}`), conventions),
    }
    const due = { n, of: 'due' as const, promise, period, choice: null }
    return [
      ...(promise.kind === 'number' ? [plan] : []),
      ...(withDue && promise.kind !== 'ongoing' ? [due] : []),
    ]
  })
}

/** The table with a line a unit and nothing filled in: to be taken to a spreadsheet and back. */
export function blankTable(c: Visit, columns: readonly Column[], units: readonly Eligible[]): string {
  const { t } = c.var.reader
  const heads = columns.map(({ promise, of }) =>
    plainCell(of === 'due' ? t('commitmentNew.dueOf', { title: promise.title }) : promise.title),
  )
  const lines = units.map(({ code, name }) => [code, plainCell(name), ...columns.map(() => '')].join('\t'))
  return [[t('commitmentNew.col.code'), t('commitmentNew.col.unit'), ...heads].join('\t'), ...lines].join(
    '\n',
  )
}

const plainCell = (text: string) => text.replace(/\s+/g, ' ')

/** Reads the pasted table against the units that were chosen; every unit has a row, whether it was pasted or not. */
export function readGrid(
  c: Visit,
  form: Form,
  template: Pick<Template, 'promises' | 'follows' | 'period'>,
  units: readonly Eligible[],
): Grid {
  const asked = columnsOf(form, template)
  const lines = readLines(c, form.text('values'), units, asked.length)
  const nameOf = (unit: Eligible, at: number) => `fix_${unit.code}_${at + 1}`
  const textOf = (unit: Eligible, at: number) =>
    form.text(nameOf(unit, at)) || (lines.cells.get(unit.id)?.[at] ?? '').trim()
  const wide = widened(c, template, asked, (at) => units.map((unit) => textOf(unit, at)))
  const columns = columnsOf(form, { ...template, promises: wide })
  const questions = new Map<number, GridQuestion>()
  const promises = new Map<string, TargetPromise[]>()
  const rows = units.map((unit): GridRow => {
    const given = new Map<number, Given>()
    const cells = columns.map((column, at) => {
      const text = textOf(unit, at)
      return { ...readCell(c, column, text, given, questions), name: nameOf(unit, at), text }
    })
    const own = wide.flatMap((promise, n) => promiseOf(promise, given.get(n + 1)))
    promises.set(unit.id, own)
    return { code: unit.code, name: unit.name, cells, targets: own.length }
  })
  const faulty = rows.reduce((sum, { cells }) => sum + cells.filter(({ fault }) => fault).length, 0)
  return {
    ...{ rows, promises, faulty, questions: [...questions.values()], strays: lines.strays },
    columns: columns.map(({ n, of, promise }) => ({ n, of, title: promise.title, measure: promise.measure })),
    missing: units.filter(({ id }) => !lines.cells.has(id)).length,
  }
}

/** With the decimals of the finest number of their columns, where the template leaves that open: one scale for all units. */
function widened(
  c: Visit,
  { promises, follows }: Pick<Template, 'promises' | 'follows'>,
  columns: readonly Column[],
  textsOf: (at: number) => string[],
): TargetPromise[] {
  const { language } = c.var.reader
  return promises.map((promise, index) => {
    const at = columns.findIndex(({ n, of }) => n === index + 1 && of === 'plan')
    if (at < 0 || !follows[index]) return promise
    const { decimals, measure } = promise
    const typed = textsOf(at).map((text) => placesTyped(text, { language, measure }))
    return withDecimals(promise, decimalsFor([decimals, ...typed])) ?? promise
  })
}

/** What a line says of one target. */
interface Given {
  low?: number
  high?: number
  dueOn?: Day
  isLeftOut?: boolean
}

function promiseOf(promise: TargetPromise, given: Given = {}): TargetPromise[] {
  if (given.isLeftOut) return []
  const { low, high, dueOn = promise.dueOn } = given
  if (low === undefined) return [{ ...promise, dueOn }]
  return promise.direction === 'within'
    ? [{ ...promise, dueOn, planLow: low, planHigh: high ?? low }]
    : [{ ...promise, dueOn, plan: low }]
}

/** '-' says that the unit is not given this target. */
const LEFT_OUT = /^[-–—]$/

type Cell = Omit<GridCell, 'name' | 'text'>

function readCell(
  c: Visit,
  column: Column,
  text: string,
  given: Map<number, Given>,
  questions: Map<number, GridQuestion>,
): Cell {
  const { t } = c.var.reader
  const own = given.get(column.n) ?? {}
  given.set(column.n, own)
  if (LEFT_OUT.test(text)) {
    own.isLeftOut = true
    return { words: t('commitmentNew.leftOut'), fault: null, isUsual: false }
  }
  return column.of === 'due' ? readDue(c, column, text, own) : readPlan(c, column, text, own, questions)
}

function readDue(c: Visit, { promise, period }: Column, text: string, own: Given): Cell {
  const { t, language } = c.var.reader
  const usual = promise.dueOn ? writeDay(language, promise.dueOn) : ''
  if (text === '') return { words: usual, fault: null, isUsual: true }
  const day = readDay(text)
  if (!day) return { words: text, fault: t('commitmentNew.problem.day'), isUsual: false }
  own.dueOn = day
  const words = writeDay(language, day)
  if (day < promise.startOn)
    return { words, fault: t('commitmentNew.problem.dueBeforeStart'), isUsual: false }
  const [from, to] = [writeDay(language, period.from), writeDay(language, period.to)]
  const outside = isDueOutside(day, period)
  const fault = outside ? t('targetForm.problem.due_outside', { fill: `${from} – ${to}` }) : null
  return { words, fault, isUsual: false }
}

function readPlan(
  c: Visit,
  column: Column,
  text: string,
  own: Given,
  questions: Map<number, GridQuestion>,
): Cell {
  const { t, language } = c.var.reader
  const { promise, choice, n } = column
  const { decimals, measure } = promise
  if (text === '') {
    if (promise.plan === null) return { words: '', fault: t('commitmentNew.problem.noPlan'), isUsual: false }
    const words = writeMeasured(language, { low: promise.plan, high: promise.plan }, decimals, null)
    return { words, fault: null, isUsual: true }
  }
  const options = { language, decimals, measure }
  const open = readValue(text, options)
  if (open.kind === 'ambiguous') {
    const known = questions.get(n) ?? questionOf(c, column, text, open)
    questions.set(n, { ...known, count: known.count + 1 })
  }
  const typed = choice ? readValue(text, { ...options, choice }) : open
  const wrong = (reason: TargetProblem['reason'], fill?: string): Cell => ({
    words: text,
    fault: problemWords(t, { field: 'plan', reason, ...(fill !== undefined && { fill }) }),
    isUsual: false,
  })
  if (typed.kind === 'blank') return wrong('missing')
  if (typed.kind === 'refused') return wrong(typed.reason, typed.hint)
  if (typed.kind === 'ambiguous')
    return { words: text, fault: t('commitmentNew.problem.ambiguous'), isAsked: true, isUsual: false }
  const { low, high } = typed.span
  const odd = oddSpan(promise, typed.span)
  if (odd || low === null || high === null) return wrong(odd ?? 'not_single')
  own.low = low
  own.high = high
  return { words: writeMeasured(language, typed.span, decimals, null), fault: null, isUsual: false }
}

/** The question about a column, by the first of its numbers that can be read in two ways. */
function questionOf(
  { var: { reader } }: Visit,
  { n, promise, choice }: Column,
  text: string,
  { thousands, decimal }: Extract<TypedValue, { kind: 'ambiguous' }>,
): GridQuestion {
  const write = (one: typeof thousands) =>
    writeMeasured(reader.language, one, promise.decimals, promise.measure)
  return {
    ...{ n, title: promise.title, chosen: choice, text, count: 0 },
    readings: [
      { convention: 'thousands', words: write(thousands) },
      { convention: 'decimal', words: write(decimal) },
    ],
  }
}

/** What keeps a number that was read from being promised. */
function oddSpan(promise: TargetPromise, { low, high }: Span): 'not_single' | 'negative' | null {
  const isBand = promise.direction === 'within'
  if (low === null || high === null || (!isBand && low !== high)) return 'not_single'
  return low < 0 && !mayBeNegative(promise) ? 'negative' : null
}

const MOST_STRAYS = 20

/**
 * The cells of each unit's line; lines that name no unit of these, or one a second time, or say more than there are
 * columns, are told apart. A name may stand in its own words after the code: by the heading, or where a cell is left over.
 */
function readLines(c: Visit, text: string, units: readonly Eligible[], columns: number) {
  const { t } = c.var.reader
  const named = finderOf(units, (unit) => unit)
  const cells = new Map<string, string[]>()
  const strays: string[] = []
  const { lines, hasNames } = linesOf(text)
  for (const { n, first, second, parts } of lines) {
    const unit = named(first)
    const name = unit?.name ?? first.slice(0, LONGEST_NAME)
    const values = valuesOf({ first, second, parts }, unit, { columns, hasNames })
    if (!unit || cells.has(unit.id)) strays.push(t(strayKey(unit), { n, name }))
    else if (filled(values) > columns) strays.push(t('commitmentNew.problem.tooMany', { n, name, columns }))
    else cells.set(unit.id, values)
  }
  return { cells, strays: strays.slice(0, MOST_STRAYS) }
}

/** What follows the code, or the name; a name in other words is told by its letters. */
function valuesOf(
  { first, second, parts }: { first: string; second: string; parts: string[] },
  unit: Eligible | null | undefined,
  { columns, hasNames }: { columns: number; hasNames: boolean },
): string[] {
  const isCode = fold(first) === fold(unit?.code ?? '')
  const isWords = /\p{L}/u.test(second) && (hasNames || filled(parts) > columns + 1)
  const isName = fold(second) === fold(unit?.name ?? first)
  return parts.slice(isName || (isCode && isWords) ? 2 : 1)
}

/** Up to the last cell that says something. */
const filled = (cells: readonly string[]): number => cells.findLastIndex((cell) => cell.trim() !== '') + 1

function strayKey(unit: Eligible | null | undefined) {
  if (unit) return 'commitmentNew.problem.twice'
  return unit === null ? 'commitmentNew.problem.twoUnits' : 'commitmentNew.problem.noUnit'
}

/** The lines that say something, taken apart at tabs or, where there are none, at ';' or '|'; and what a heading tells. */
function linesOf(text: string) {
  const lines = text.split('\n').map((line, index) => {
    const parts = cellsOf(line)
    const [first = '', second = ''] = parts.map((part) => part.trim())
    return { n: index + 1, isBlank: line.trim() === '', first, second, parts }
  })
  const [top] = lines
  const isHeaded = top !== undefined && isHead(top.first)
  const rest = isHeaded ? lines.slice(1) : lines
  return { lines: rest.filter(({ isBlank }) => !isBlank), hasNames: isHeaded && isHead(top.second) }
}

const LONGEST_NAME = 60
