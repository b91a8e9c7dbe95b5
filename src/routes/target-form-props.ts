import type { CurvePictureProps } from '../../views/targets/curve-picture.tsx'
import { problemWords, type TargetControl, type TargetProblem } from '../../views/targets/form-problems.ts'
import type { Found, TargetFieldsProps } from '../../views/targets/form-shapes.ts'
import { mayDrawUp } from '../domain/access.ts'
import { periodOfDraft } from '../domain/draft-terms.ts'
import { type DuePeriod, partsOfCurve, type TargetPromise, targetOf } from '../domain/promise.ts'
import type { TargetFacts } from '../domain/target.ts'
import { writeDay } from '../i18n/days.ts'
import { writeAmount } from '../i18n/numbers.ts'
import type { Language } from '../i18n/translate.ts'
import type { Drafting } from '../storage/targets/drafting.ts'
import {
  findUpper,
  loadPlace,
  namedTarget,
  searchUnits,
  searchUppers,
  unitsOf,
} from '../storage/targets/form.ts'
import { type Form, formOf } from './forms.ts'
import { plainText } from './queries.ts'
import { type ReadTarget, readTargetForm } from './target-fields.ts'
import { writeReferences, writeSteps } from './target-lines.ts'
import type { Visit } from './visit.ts'

/** What a form is about: the commitment, and the target of it that is edited. */
export interface About {
  found: Drafting
  /** Null for a new one. */
  target: { id: string; code: string } | null
  /** The target above that it names already, which may be one that its editor cannot open. */
  parent: string | null
  /** Between which days it may be due, where that is not while the commitment lasts. */
  period?: DuePeriod
}

/** A form as it was read, with what it names looked up. */
export interface ReadForm extends ReadTarget {
  helpers: Found[]
  parent: Found | null
}

/** Reads the fields of a target and looks up the units and the target above that it names. */
export async function readTarget(c: Visit, form: Form, about: About): Promise<ReadForm> {
  const { db, actor, reader } = c.var
  const { found, target } = about
  const period = about.period ?? periodOfDraft(found.row, found.campaign)
  const place = { ...(await loadPlace(db.read, found.row, target?.id ?? null)), period }
  const reading = { language: reader.language, startOn: found.row.effectiveFrom }
  const read = readTargetForm(form, reading, place)
  const { promise, problems } = read
  const helpers = await unitsOf(db.read, actor.tenant, promise.coordinators)
  const unknown = promise.coordinators.find(
    (code) => code === found.unit.code || !helpers.some((unit) => unit.code === code),
  )
  if (unknown) problems.push({ field: 'coordinator', reason: 'unit_unknown', fill: unknown })
  const parent = promise.parent === null ? null : await findParent(c, about, promise.parent)
  if (promise.parent !== null && !parent) {
    problems.push({ field: 'parent', reason: 'parent_unknown', fill: promise.parent })
  }
  return { ...read, helpers, parent: parent ?? null }
}

/** One that may be chosen, or the one that stands there already. */
async function findParent(c: Visit, { found, parent }: About, code: string): Promise<Found | undefined> {
  const { db, actor } = c.var
  if (code === parent) return await namedTarget(db.read, actor.tenant, code)
  return await findUpper(db.read, actor, belowOf(found), code)
}

const belowOf = ({ row, unit }: Drafting) => ({
  unitId: unit.id,
  unitPath: unit.path,
  commitmentId: row.id,
})

/** What the fields of a target are drawn from. */
export async function fieldsProps(
  c: Visit,
  about: About,
  form: Form,
  read: ReadForm,
  problems: TargetProblem[] = read.problems,
): Promise<TargetFieldsProps> {
  const { db, actor, reader, today } = c.var
  const { found } = about
  const { named } = await loadPlace(db.read, found.row, null)
  const maySearch = mayDrawUp(actor, found.sides)
  const path = `/commitments/${encodeURIComponent(found.row.code)}/targets`
  return {
    reader,
    typed: (name) => form.text(name),
    problems,
    questions: read.questions,
    groups: named,
    helpers: {
      chosen: read.helpers,
      found: await searchUnits(db.read, actor.tenant, plainText(form.text('coordinator_q')), today),
    },
    parents: {
      chosen: read.parent,
      found: maySearch
        ? await searchUppers(db.read, actor, belowOf(found), plainText(form.text('parent_q')))
        : [],
      maySearch,
    },
    paths: {
      curve: reader.at(`${path}/curve`),
      units: reader.at(`${path}/units`),
      parents: reader.at(`${path}/parents`),
    },
    picture: pictureOf(c, read),
  }
}

const DRAWN: readonly TargetControl[] = [
  'start_on',
  'due_on',
  'curve',
  'shares',
  'steps',
  'references',
  'plan',
]

/** The curve as far as it was typed, or what keeps it from being drawn. */
export function pictureOf(c: Visit, { promise, problems }: ReadTarget): CurvePictureProps | null {
  if (promise.kind !== 'number' && promise.kind !== 'milestone') return null
  const { reader } = c.var
  const problem = problems.find(({ field, reason }) => DRAWN.includes(field) && reason !== 'missing')
  return {
    reader,
    facts: factsOfPromise(promise),
    measure: promise.measure,
    problem: problem ? problemWords(reader.t, problem) : null,
  }
}

/** A promise before anything is reported of it. */
function factsOfPromise(promise: TargetPromise): TargetFacts {
  const { references, steps: milestones } = promise
  return { target: targetOf(promise), planVersions: [], extensions: [], updates: [], references, milestones }
}

/** A new form, with what most promises have. */
export function startingTarget(language: Language, { row }: Drafting): Form {
  return formOf([
    ['kind', 'number'],
    ['origin', 'registered'],
    ['value_kind', 'cumulative'],
    ['direction', 'up'],
    ['start_on', writeDay(language, row.effectiveFrom)],
    ['due_on', writeDay(language, row.effectiveTo)],
    ['curve', 'linear'],
  ])
}

/** What is promised, as it would be typed. */
export function typedTarget(language: Language, promise: TargetPromise): Form {
  const { decimals } = promise
  const amount = (value: number | null) => (value === null ? '' : writeAmount(language, value, decimals))
  const day = (value: TargetPromise['dueOn']) => (value === null ? '' : writeDay(language, value))
  const count = (value: number | null) => (value === null ? '' : String(value))
  const { shape, shares } = partsOfCurve(promise.curve)
  return formOf([
    ['group', count(promise.group)],
    ['order', count(promise.order)],
    ['title', promise.title],
    ['product', promise.product],
    ['origin', promise.origin],
    ['kind', promise.kind],
    ['measure', promise.measure ?? ''],
    ['decimals', count(decimals)],
    ['value_kind', promise.valueKind ?? ''],
    ['direction', promise.direction ?? ''],
    ['plan', amount(promise.plan)],
    ['plan_low', amount(promise.planLow)],
    ['plan_high', amount(promise.planHigh)],
    ['baseline', amount(promise.baseline)],
    ['baseline_on', day(promise.baselineOn)],
    ['weight', count(promise.weight)],
    ['start_on', day(promise.startOn)],
    ['due_on', day(promise.dueOn)],
    ['curve', shape],
    ['shares', shares.map((share) => (language === 'vi' ? share.replace('.', ',') : share)).join(' ')],
    ['references', writeReferences(language, promise)],
    ['reference_source', promise.references[0]?.source ?? ''],
    ['headline', count(promise.headline)],
    ['evidence_required', promise.evidenceRequired ? 'yes' : ''],
    ['parent', promise.parent ?? ''],
    ['contribution', promise.contribution ?? ''],
    ['rollup', promise.rollup ?? ''],
    ['steps', writeSteps(language, promise.steps)],
    // A number that is written back with its thousands parted is read as it was meant.
    ...amountsAnswered(language, promise),
    ...promise.coordinators.map((code): [string, string] => ['coordinator', code]),
  ])
}

const answered = { plan: 'plan', plan_low: 'planLow', plan_high: 'planHigh', baseline: 'baseline' } as const

function amountsAnswered(language: Language, promise: TargetPromise): [string, string][] {
  return Object.entries(answered).flatMap(([field, key]): [string, string][] => {
    const value = promise[key]
    if (value === null) return []
    const text = writeAmount(language, value, promise.decimals)
    const hasPoint = text.includes(language === 'vi' ? ',' : '.')
    return [
      [`${field}_choice_for`, text],
      [`${field}_choice`, hasPoint ? 'decimal' : 'thousands'],
    ]
  })
}
