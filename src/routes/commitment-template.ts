import type { TemplateRow } from '../../views/commitments/new-template.tsx'
import { problemWords } from '../../views/targets/form-problems.ts'
import { amendedDue } from '../domain/amendment.ts'
import { addYears, type Day, maxDay, minDay } from '../domain/day.ts'
import { weightFault } from '../domain/draft-terms.ts'
import type { Language } from '../domain/language.ts'
import type { DuePeriod, TargetPromise } from '../domain/promise.ts'
import { writeDay } from '../i18n/days.ts'
import { readValue } from '../i18n/typing.ts'
import { loadInForce } from '../storage/amendments/standing.ts'
import { listSignedAnnexes } from '../storage/amendments.ts'
import { findCommitment } from '../storage/commitments.ts'
import type { TargetRow } from '../storage/targets.ts'
import { isPromised } from './commitment-page.ts'
import { type Form, formOf } from './forms.ts'
import { plainText } from './queries.ts'
import { readTargetForm } from './target-fields.ts'
import { typedTarget } from './target-form-props.ts'
import type { Visit } from './visit.ts'

/** The fields of a row of the template, as they are typed: 't3_title'. */
const templateFields = [
  ...(['group', 'title', 'product', 'kind', 'measure', 'decimals', 'value_kind', 'direction'] as const),
  ...(['plan', 'plan_choice', 'plan_choice_for', 'start_on', 'due_on', 'weight', 'origin'] as const),
] as const

const MOST_ROWS = 40
const FIRST_ROWS = 3

export interface Template {
  rows: TemplateRow[]
  /** What the rows that say something promise, in their order. */
  promises: TargetPromise[]
  /** Of each of these: its decimals follow what is typed for the units. */
  follows: boolean[]
  problems: number
  /** Between which days all of them may be due. */
  period: DuePeriod
}

interface Reading {
  from: Day
  to: Day
  groups: readonly number[]
}

export const countRows = (form: Form): number =>
  Math.min(MOST_ROWS, Math.max(FIRST_ROWS, Number(/^\d{1,2}$/.exec(form.text('rows'))?.[0] ?? 0)))

/** The rows of the template; one without a title says nothing. */
export function readTemplate(c: Visit, form: Form, { from, to, groups }: Reading): Template {
  const { language, t } = c.var.reader
  const template: Template = { rows: [], promises: [], follows: [], problems: 0, period: { from, to } }
  for (let n = 1; n <= countRows(form); n++) {
    const own = rowForm(c, form, n, from, to)
    const read = readTargetForm(
      withPlaces(own, language),
      { language, startOn: from },
      { groups, orders: [], period: { from, to } },
    )
    // A band is given unit by unit.
    const problems = read.problems.filter(({ field }) => field !== 'plan_low' && field !== 'plan_high')
    const isBlank = own.text('title') === ''
    template.rows.push({
      n,
      typed: own.text,
      errors: isBlank
        ? []
        : problems.map((one) => ({ field: `t${n}_${one.field}`, text: problemWords(t, one) })),
      question: read.questions.find(({ field }) => field === 'plan') ?? null,
    })
    if (isBlank) continue
    template.problems += problems.length
    template.promises.push(read.promise)
    template.follows.push(own.text('decimals') === '')
  }
  if (form.text('hand') === 'yes') noteWeights(c, template)
  return template
}

/** Drafts that are handed over at once are no more out of joint than others when they are. */
function noteWeights({ var: { reader } }: Visit, template: Template) {
  const fault = weightFault(template.promises.map(({ weight }) => weight))
  const row = fault && template.rows.find(({ typed }) => typed('title') !== '' && typed('weight') !== '')
  if (!row) return
  const text = reader.t('commitmentStep.fault.weights', { n: fault.sum })
  row.errors.push({ field: `t${row.n}_weight`, text })
  template.problems += 1
}

/** One row as a form of a target, with what most rows say where nothing was typed yet. */
function rowForm(c: Visit, form: Form, n: number, from: Day, to: Day): Form {
  const { language } = c.var.reader
  const isNew = form.texts(`t${n}_title`).length === 0
  const usual: Record<string, string> = isNew
    ? {
        ...{ kind: 'number', value_kind: 'cumulative', direction: 'up', origin: 'ordered' },
        start_on: writeDay(language, from),
        due_on: writeDay(language, to),
      }
    : {}
  return formOf(
    templateFields.map((field) => [field, isNew ? (usual[field] ?? '') : form.text(`t${n}_${field}`)]),
  )
}

/** As many as both readings of '1.234' can be stored with, where its decimals follow what is typed: then it is asked. */
const CONTESTED_PLACES = 3

function withPlaces(own: Form, language: Language): Form {
  const text = own.text('plan')
  const measure = own.text('measure') || null
  const options = { language, measure, decimals: CONTESTED_PLACES }
  const isOpen = own.text('decimals') === '' && readValue(text, options).kind === 'ambiguous'
  const isThousands = own.text('plan_choice') === 'thousands' && own.text('plan_choice_for') === text
  if (!isOpen || isThousands) return own
  return formOf(
    own.fields.map(({ name, value }) => [name, name === 'decimals' ? String(CONTESTED_PLACES) : value]),
  )
}

const LAST_DAY: Day = '9999-12-31'

const stands = ({ state }: TargetRow) => state !== 'transferred' && state !== 'cancelled'

/**
 * The rows of a commitment that is there, as its annexes left them, as if they had been typed; of another year, on the same
 * days of this one.
 */
export async function rowsLike(
  c: Visit,
  code: string,
  { planYear }: { planYear: number },
  { effectiveFrom: from, effectiveTo: to }: { effectiveFrom: Day; effectiveTo: Day },
): Promise<[string, string][] | undefined> {
  const { db, actor, reader, zone } = c.var
  const found = await findCommitment(db.read, actor, plainText(code))
  if (!found) return undefined
  const rows = found.targets.filter(isPromised(found.orders)).filter(stands).slice(0, MOST_ROWS)
  const annexes = await listSignedAnnexes(db.read, found.row)
  const years = planYear - found.campaign.planYear
  const inside = (day: Day) => minDay(maxDay(addYears(day, years), from), to)
  const typed: [string, string][] = [['rows', String(Math.max(FIRST_ROWS, rows.length))]]
  for (const [n, row] of rows.entries()) {
    const { promise: inForce } = await loadInForce(db.read, row, LAST_DAY, zone)
    const dueOn = amendedDue(annexes, row.code) ?? row.dueOriginal
    const days = { startOn: inside(inForce.startOn), dueOn: dueOn && inside(dueOn) }
    const promise = { ...inForce, ...days, order: null, parent: null, coordinators: [] }
    const own = typedTarget(reader.language, promise)
    for (const field of templateFields) typed.push([`t${n + 1}_${field}`, own.text(field)])
  }
  return typed
}

export const isTemplateField = (name: string): boolean => name === 'rows' || /^t\d{1,2}_/.test(name)
