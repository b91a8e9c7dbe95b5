import type { ProblemReason, UpdateField, UpdateProblem } from '../../views/updates/problems.ts'
import { entryWarnings } from '../domain/checks.ts'
import type { Day } from '../domain/day.ts'
import type { Amount, Declared, NullReason, RangeKind, Span, TargetFacts } from '../domain/target.ts'
import {
  assessments,
  causes,
  declaredValues,
  nullReasons,
  rangeKinds,
  type UpdateContent,
} from '../domain/update.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { writeMeasured } from '../i18n/numbers.ts'
import { readValue, type TypedValue } from '../i18n/typing.ts'
import type { FoundTarget } from '../storage/targets.ts'
import { choose, type Form } from './forms.ts'
import { originOf } from './update-behalf.ts'
import type { Visit } from './visit.ts'

/** What is there already and a typed report is held against. */
export interface Before {
  facts: TargetFacts
  /** The office enters what the unit told it. */
  isBehalf: boolean
  /** The latest figure of the target, by which the likelier reading of a number is told. */
  last: Amount | null
  /** What kind of range was reported last: the kind of the next one unless it says otherwise. */
  lastRangeKind: RangeKind | null
  /** The report of which this one is the next revision. */
  corrected:
    | {
        id: string
        state: string
        value: Span | null
        declared: Declared
        asOf: Day
        stepsDone?: number[] | null
      }
    | undefined
}

export interface ReadUpdate {
  /** What the form says; undefined while a field cannot be read. Fit to keep once there are no problems. */
  content: UpdateContent | undefined
  problems: UpdateProblem[]
}

const LONGEST_TEXT = 5000

/** Reads the update form: its content, and every problem at its field. A draft may be incomplete. */
export function readUpdateForm(
  c: Visit,
  form: Form,
  found: FoundTarget,
  before: Before,
  isDraft: boolean,
): ReadUpdate {
  const problems: UpdateProblem[] = []
  const note = (field: UpdateField, reason: ProblemReason, hint?: string) =>
    problems.push(hint === undefined ? { field, reason } : { field, reason, hint })
  const origin = originOf(c, form, before.isBehalf, note)
  const asOf = readAsOf(c, form, found, before, isDraft, note)
  const figure = readFigure(readTypedValue(c, form, found, before.last), form, found, isDraft, note)
  const declared = readChoice(form, 'progress', declaredValues, note)
  // A figure is work in progress unless it says otherwise; for everything else the declaration is the report.
  if (form.text('progress') === '' && found.row.kind !== 'number') note('progress', 'progress_missing')
  const texts = readTexts(form, note)
  const content: UpdateContent = {
    asOf: asOf ?? c.var.today,
    value: figure.span,
    qualifier: figure.qualifier,
    rangeKind: isRange(figure.span) ? rangeKindOf(form, before, note) : null,
    nullReason: figure.nullReason,
    declared: declared ?? 'in_progress',
    assessment: readChoice(form, 'assessment', assessments, note),
    completedOn: declared === 'done' ? readCompletedOn(c, form, asOf, note) : null,
    cause: readChoice(form, 'cause', causes, note),
    ...texts,
    ...origin,
    ...readStepsDone(form, before.facts, note),
  }
  if (problems.length > 0) return { content: undefined, problems }
  if (!isDraft) askWhyChanged(c, content, found, before, note)
  return { content, problems }
}

/** One of the options, or nothing; anything else was not sent by this form and is never guessed at. */
function readChoice<const Options extends readonly string[]>(
  form: Form,
  field: UpdateField,
  options: Options,
  note: Note,
): Options[number] | null {
  const text = form.text(field)
  const chosen = choose(text, options)
  if (text !== '' && chosen === null) note(field, 'not_an_option')
  return chosen
}

/** The ticked steps of a milestone, in their order; nothing where it has none. */
function readStepsDone(form: Form, { milestones = [] }: TargetFacts, note: Note) {
  const ticked = form.texts('step')
  const known = milestones.map(({ number }) => String(number))
  if (ticked.some((number) => !known.includes(number))) note('step', 'not_an_option')
  const stepsDone = milestones.map(({ number }) => number).filter((number) => ticked.includes(String(number)))
  return milestones.length ? { stepsDone } : {}
}

function rangeKindOf(form: Form, before: Before, note: Note): RangeKind {
  return readChoice(form, 'range_kind', rangeKinds, note) ?? before.lastRangeKind ?? 'uncertain'
}

/** Notes what is wrong with a field. */
export type Note = (field: UpdateField, reason: ProblemReason, hint?: string) => void

/** The typed number with the person's answer to its question, if that answer was given for this very text. */
export function readTypedValue(c: Visit, form: Form, found: FoundTarget, last: Amount | null): TypedValue {
  const text = form.text('value')
  const answered = form.text('choice_for')
  const choice =
    answered === '' || answered === text ? choose(form.text('value_choice'), ['thousands', 'decimal']) : null
  return readNumber(c, found, text, last, choice)
}

export function readNumber(
  c: Visit,
  found: FoundTarget,
  text: string,
  last: Amount | null,
  choice: 'thousands' | 'decimal' | null,
): TypedValue {
  if (found.row.kind !== 'number') return { kind: 'blank' }
  const { decimals, measure } = found.row
  const { language } = c.var.reader
  return readValue(text, { language, decimals, measure, last, ...(choice && { choice }) })
}

/** d/m/yyyy as people type it, or what a date field of a browser sends. */
export function readTypedDay(text: string): Day | undefined {
  return readDay(text)
}

function readAsOf(
  c: Visit,
  form: Form,
  found: FoundTarget,
  before: Before,
  isDraft: boolean,
  note: Note,
): Day | undefined {
  const { language } = c.var.reader
  const picked = form.text('as_of')
  const day = readTypedDay(picked === 'other' ? form.text('as_of_other') : picked)
  const covered = found.row.valueKind === 'flow' && !before.corrected ? lastReported(before.facts) : undefined
  if (!day && picked === '' && isDraft) return undefined
  if (!day) note('as_of', 'day_unreadable')
  else if (day > c.var.today) note('as_of', 'day_future', writeDay(language, c.var.today))
  else if (day < found.row.startOn) note('as_of', 'day_before_start', writeDay(language, found.row.startOn))
  else if (covered && day <= covered) note('as_of', 'day_in_period', writeDay(language, covered))
  return day
}

function lastReported(facts: TargetFacts): Day | undefined {
  return facts.updates
    .map((update) => update.asOf)
    .sort()
    .at(-1)
}

interface Figure {
  span: Span | null
  qualifier: UpdateContent['qualifier']
  nullReason: NullReason | null
}

/** A draft keeps what was typed as text; a report must be a number that can be read in one way. */
function readFigure(typed: TypedValue, form: Form, found: FoundTarget, isDraft: boolean, note: Note): Figure {
  const nullReason = readChoice(form, 'null_reason', nullReasons, note)
  const none: Figure = { span: null, qualifier: 'exact', nullReason: null }
  if (found.row.kind !== 'number') return none
  if (typed.kind === 'value' && !typed.unusual) {
    if (nullReason) note('null_reason', 'value_and_reason')
    return { span: typed.span, qualifier: typed.qualifier, nullReason: null }
  }
  const isUnexplained = typed.kind !== 'blank' || !nullReason
  if (isUnexplained && !isDraft) noteUnclear(typed, note)
  return typed.kind === 'blank' ? { ...none, nullReason } : none
}

/** Why a typed number cannot be taken as it stands. */
function noteUnclear(typed: TypedValue, note: Note) {
  if (typed.kind === 'blank') note('value', 'value_missing')
  else if (typed.kind === 'refused') note('value', typed.reason, typed.hint)
  else note('value_choice', typed.kind === 'ambiguous' ? 'ambiguous' : 'unusual')
}

function readCompletedOn(c: Visit, form: Form, asOf: Day | undefined, note: Note): Day | null {
  const text = form.text('completed_on')
  if (text === '') return asOf ?? null
  const day = readTypedDay(text)
  if (!day) note('completed_on', 'day_unreadable')
  else if (day > c.var.today)
    note('completed_on', 'completed_after', writeDay(c.var.reader.language, c.var.today))
  return day ?? null
}

function readTexts(form: Form, note: Note) {
  const read = (name: UpdateField) => {
    const text = form.text(name)
    if (text.length > LONGEST_TEXT) note(name, 'too_long', String(LONGEST_TEXT))
    return text
  }
  return {
    results: read('results'),
    difficulties: read('difficulties'),
    nextSteps: read('next_steps'),
    proposal: read('proposal'),
    correctionReason: read('correction_reason'),
    warningAnswer: read('warning_answer'),
  }
}

/** What was accepted is locked, and a cumulative figure does not fall, unless the unit says why. */
function askWhyChanged(c: Visit, content: UpdateContent, found: FoundTarget, before: Before, note: Note) {
  if (content.correctionReason !== '') return
  const { corrected, facts } = before
  const { row } = found
  const write = (span: Span) => writeMeasured(c.var.reader.language, span, row.decimals, row.measure)
  if (corrected?.state === 'accepted' && !saysTheSame(corrected, content)) {
    note('correction_reason', 'correction_missing', corrected.value ? write(corrected.value) : '')
    return
  }
  const entry = { asOf: content.asOf, value: content.value, corrects: corrected?.id ?? null }
  if (entryWarnings(facts, entry).includes('falls')) {
    note('correction_reason', 'correction_missing', write({ low: row.latestLow, high: row.latestHigh }))
  }
}

function saysTheSame(corrected: NonNullable<Before['corrected']>, content: UpdateContent): boolean {
  const sameValue =
    corrected.value?.low === content.value?.low && corrected.value?.high === content.value?.high
  const sameSteps = String(corrected.stepsDone ?? '') === String(content.stepsDone ?? '')
  return sameValue && sameSteps && corrected.declared === content.declared
}

const isRange = (span: Span | null) => span !== null && span.low !== span.high
