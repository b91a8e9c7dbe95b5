import {
  type AmountField,
  type AmountQuestion,
  amountFields,
  type TargetControl,
  type TargetProblem,
  type TargetReason,
} from '../../views/targets/form-problems.ts'
import { decimalsFor, MOST_DECIMALS } from '../domain/amount.ts'
import type { Day } from '../domain/day.ts'
import {
  checkPromise,
  contributions,
  curveOf,
  curveShapes,
  directions,
  origins,
  type PromisePlace,
  plainPromise,
  rollupKinds,
  type TargetField,
  type TargetPromise,
  targetFields,
  targetKinds,
  valueKinds,
} from '../domain/promise.ts'
import type { Amount, TargetKind } from '../domain/target.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { writeMeasured, writeRatio } from '../i18n/numbers.ts'
import type { Language } from '../i18n/translate.ts'
import { placesTyped, readValue, type TypedValue } from '../i18n/typing.ts'
import { choose, type Form } from './forms.ts'
import { plainText } from './queries.ts'
import { readReferences, readSteps, referenceTexts } from './target-lines.ts'

/** Notes what is wrong with a control; the first word about one stands. */
export type Note = (field: TargetControl, reason: TargetReason, fill?: string) => void

/** How a form is read: in whose language, and from when a promise runs that does not say. */
export interface Reading {
  language: Language
  startOn: Day
}

export interface ReadTarget {
  /** As far as it can be read; fit to keep once there are no problems. */
  promise: TargetPromise
  problems: TargetProblem[]
  /** Numbers with two readings. */
  questions: AmountQuestion[]
}

export const LONGEST = { title: 1000, product: 5000, measure: 60, source: 300 } as const
const MOST_HELPERS = 40

/** Reads the fields of a target, and says everything that keeps it from being promised. */
export function readTargetForm(form: Form, reading: Reading, place: PromisePlace): ReadTarget {
  const problems: TargetProblem[] = []
  const note: Note = (field, reason, fill) => {
    if (problems.some((one) => one.field === field)) return
    problems.push(fill === undefined ? { field, reason } : { field, reason, fill })
  }
  const questions: AmountQuestion[] = []
  const promise = plainPromise(readPromise(form, reading, note, questions))
  const unread = new Set<string>(problems.map(({ field }) => field))
  for (const fault of checkPromise(promise, place)) {
    const isSaid = unread.has(fault.field) || (fault.field === 'curve' && unread.has('shares'))
    if (!isSaid) note(fault.field, fault.reason, fault.fill ?? fillOf(fault.reason, place, reading))
  }
  const asked = problems.filter((one) => isAsked(one.field, promise))
  return { promise, problems: asked.sort((a, b) => placeOf(a) - placeOf(b)), questions }
}

/** '1/1/2022 – 31/12/2022': the days between which it may be due. */
function fillOf(reason: TargetReason, { period }: PromisePlace, { language }: Reading): string | undefined {
  if (reason !== 'due_outside' || !period) return undefined
  return `${writeDay(language, period.from)} – ${writeDay(language, period.to)}`
}

/** Controls that are no field of the promise stand with the one that they belong to. */
const BESIDE: Partial<Record<TargetControl, TargetField>> = {
  shares: 'curve',
  reference_source: 'references',
  coordinator: 'coordinators',
}

/** In the order of the form, as they are read there. */
function placeOf({ field }: TargetProblem): number {
  const beside = BESIDE[field] ?? field.replace(/_choice$/, '')
  return targetFields.indexOf(beside as TargetField)
}

/** What a kind has no use for may hold anything: it is not kept. */
function isAsked(field: TargetControl, { kind, direction }: TargetPromise): boolean {
  const isNumber = kind === 'number'
  const isBand = direction === 'within'
  if (['plan_low', 'plan_high', 'plan_low_choice', 'plan_high_choice'].includes(field))
    return isNumber && isBand
  if (field === 'plan' || field === 'plan_choice') return isNumber && !isBand
  if (field === 'steps') return kind === 'milestone'
  if (field === 'curve' || field === 'shares') return isNumber || kind === 'milestone'
  return isNumber || !NUMBER_ONLY.includes(field)
}

const NUMBER_ONLY: readonly TargetControl[] = [
  ...(['measure', 'decimals', 'value_kind', 'direction', 'baseline', 'baseline_choice'] as const),
  ...(['baseline_on', 'references', 'reference_source', 'rollup'] as const),
]

function readPromise(form: Form, reading: Reading, note: Note, questions: AmountQuestion[]): TargetPromise {
  const kind = readChoice(form, 'kind', targetKinds, note)
  if (!kind) note('kind', 'missing')
  if (form.text('group') === '') note('group', 'missing')
  const measure = readLine(form, 'measure', note) || null
  const decimals = readCount(form, 'decimals', note) ?? decimalsTyped(form, reading.language, measure)
  const numbers = { language: reading.language, decimals: Math.min(decimals, MOST_DECIMALS), measure }
  const amounts = readAmounts(form, numbers, kind ?? 'number', note, questions)
  const dated = kind !== 'ongoing'
  return {
    group: readCount(form, 'group', note) ?? 0,
    order: readCount(form, 'order', note),
    title: readLine(form, 'title', note),
    product: readText(form, 'product', note),
    origin: readChoice(form, 'origin', origins, note) ?? 'registered',
    kind: kind ?? 'qualitative',
    measure,
    decimals,
    valueKind: readChoice(form, 'value_kind', valueKinds, note),
    direction: readChoice(form, 'direction', directions, note),
    ...amounts,
    baselineOn: readTypedDay(form, 'baseline_on', note),
    weight: readCount(form, 'weight', note),
    startOn: readStart(form, reading, note),
    dueOn: dated ? readTypedDay(form, 'due_on', note) : null,
    curve: readCurveOf(form, reading.language, note),
    references: readReferences(form, numbers, note),
    headline: readCount(form, 'headline', note),
    coordinators: readHelpers(form, note),
    evidenceRequired: form.text('evidence_required') === 'yes',
    parent: plainText(form.text('parent')) || null,
    contribution: form.text('parent') === '' ? null : readChoice(form, 'contribution', contributions, note),
    rollup: readChoice(form, 'rollup', rollupKinds, note),
    steps: readSteps(form, note),
  }
}

/** By all numbers of the form, where it leaves open how many decimals there are. */
function decimalsTyped(form: Form, language: Language, measure: string | null): number {
  const texts = [...amountFields.map((field) => form.text(field)), ...referenceTexts(form)]
  return decimalsFor(texts.map((text) => placesTyped(text, { language, measure })))
}

/** One of the options, or nothing; anything else was not sent by this form and is never guessed at. */
function readChoice<const Options extends readonly string[]>(
  form: Form,
  field: TargetControl,
  options: Options,
  note: Note,
): Options[number] | null {
  const text = form.text(field)
  const chosen = choose(text, options)
  if (text !== '' && chosen === null) note(field, 'not_an_option')
  return chosen
}

function readText(form: Form, field: 'title' | 'product' | 'measure', note: Note): string {
  const text = form.text(field)
  if (text.length > LONGEST[field]) note(field, 'too_long', String(LONGEST[field]))
  return text.slice(0, LONGEST[field])
}

const readLine = (form: Form, field: 'title' | 'measure', note: Note) =>
  readText(form, field, note).replace(/\s+/g, ' ')

function readCount(
  form: Form,
  field: 'group' | 'order' | 'decimals' | 'weight' | 'headline',
  note: Note,
): number | null {
  const text = form.text(field)
  if (text === '') return null
  if (/^\d{1,4}$/.test(text)) return Number(text)
  note(field, 'not_a_count')
  return null
}

function readTypedDay(form: Form, field: 'baseline_on' | 'start_on' | 'due_on', note: Note): Day | null {
  const text = form.text(field)
  const day = readDay(text)
  if (text !== '' && !day) note(field, 'day_unreadable')
  return day ?? null
}

function readStart(form: Form, { startOn }: Reading, note: Note): Day {
  if (form.text('start_on') === '') note('start_on', 'missing')
  return readTypedDay(form, 'start_on', note) ?? startOn
}

/** How numbers of a target are written. */
export interface Numbers {
  language: Language
  decimals: number
  measure: string | null
  /** By which the likelier of two readings is told. */
  last?: Amount | null
}

const keys = { plan: 'plan', plan_low: 'planLow', plan_high: 'planHigh', baseline: 'baseline' } as const

function readAmounts(
  form: Form,
  numbers: Numbers,
  kind: TargetKind,
  note: Note,
  questions: AmountQuestion[],
) {
  const amounts: Pick<TargetPromise, (typeof keys)[AmountField]> = {
    plan: null,
    planLow: null,
    planHigh: null,
    baseline: null,
  }
  if (kind !== 'number') return amounts
  for (const field of amountFields) amounts[keys[field]] = readAmount(form, field, numbers, note, questions)
  return amounts
}

/** One exact number; where it can be read in two ways the person says which. */
export function readAmount(
  form: Form,
  field: AmountField,
  numbers: Numbers,
  note: Note,
  questions: AmountQuestion[],
): Amount | null {
  const text = form.text(field)
  const open = readValue(text, numbers)
  const isAnswered = form.text(`${field}_choice_for`) === text
  const choice = isAnswered ? choose(form.text(`${field}_choice`), ['thousands', 'decimal']) : null
  if (open.kind === 'ambiguous') questions.push(questionOf(field, text, open, numbers, choice))
  const typed = choice ? readValue(text, { ...numbers, choice }) : open
  if (typed.kind === 'blank') return null
  if (typed.kind === 'refused') note(field, typed.reason, typed.hint)
  else if (typed.kind === 'ambiguous') note(`${field}_choice`, 'ambiguous')
  else if (typed.span.low === null || typed.span.low !== typed.span.high) note(field, 'not_single')
  else return typed.span.low
  return null
}

function questionOf(
  field: AmountField,
  text: string,
  { thousands, decimal }: Extract<TypedValue, { kind: 'ambiguous' }>,
  { language, decimals, measure }: Numbers,
  chosen: string | null,
): AmountQuestion {
  const readings = [
    { convention: 'thousands' as const, words: writeMeasured(language, thousands, decimals, measure) },
    { convention: 'decimal' as const, words: writeMeasured(language, decimal, decimals, measure) },
  ]
  return { field, text, readings, chosen }
}

const SUM_DECIMALS = 6

function readCurveOf(form: Form, language: Language, note: Note): string {
  const shape = readChoice(form, 'curve', curveShapes, note) ?? 'linear'
  const read = curveOf(shape, form.text('shares').slice(0, 1000))
  if ('curve' in read) return read.curve
  if (read.error === 'twelve_shares') note('shares', 'shares_count', String(read.count))
  else if (read.error === 'share') note('shares', 'shares_word', read.typed.slice(0, 40))
  else note('shares', 'shares_sum', writeRatio(language, read.sum, SUM_DECIMALS, true))
  return 'linear'
}

function readHelpers(form: Form, note: Note): string[] {
  const codes = [...new Set(form.texts('coordinator').map(plainText).filter(Boolean))]
  if (codes.length > MOST_HELPERS) note('coordinator', 'too_many', String(MOST_HELPERS))
  return codes.slice(0, MOST_HELPERS)
}
