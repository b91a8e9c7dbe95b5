import type { UpdateFormPageProps } from '../../views/updates/form.tsx'
import type { PreviewProps, ValueQuestion } from '../../views/updates/preview.tsx'
import type { UpdateProblem } from '../../views/updates/problems.ts'
import type { TargetBrief } from '../../views/updates/report.ts'
import { maySubmit } from '../domain/access.ts'
import { entryWarnings } from '../domain/checks.ts'
import { addDays } from '../domain/day.ts'
import { judge, measure } from '../domain/judge.ts'
import { percentOfPlan } from '../domain/percent.ts'
import { planAt } from '../domain/plan.ts'
import type { Amount, RangeKind, Span, TargetFacts } from '../domain/target.ts'
import { rangeKinds } from '../domain/update.ts'
import { dueInstantOf, isReportingWeek, weekOf } from '../domain/week.ts'
import type { TypedValue } from '../i18n/typing.ts'
import { loadCalendar } from '../storage/campaigns.ts'
import { listEvidence } from '../storage/evidence.ts'
import { loadFacts } from '../storage/facts.ts'
import {
  type FoundUpdate,
  findDraft,
  findUpdate,
  listStanding,
  type UpdateRow,
} from '../storage/found-updates.ts'
import type { FoundTarget } from '../storage/targets.ts'
import { choose, type Form } from './forms.ts'
import { typedOf } from './update-fields.ts'
import { type Before, readNumber, readTypedDay, readTypedValue } from './update-form.ts'
import type { Visit } from './visit.ts'

/** Everything about a target that its update form and the reading of it need. */
export interface Desk {
  found: FoundTarget
  facts: TargetFacts
  standing: UpdateRow[]
  draft: UpdateRow | undefined
}

export async function openDesk(c: Visit, found: FoundTarget): Promise<Desk> {
  const { db, zone, actor } = c.var
  const facts = (await loadFacts(db.read, actor.tenant, { ids: [found.row.id] }, zone)).get(found.row.id)!
  const standing = await listStanding(db.read, actor.tenant, found.row.id)
  return { found, facts, standing, draft: await findDraft(db.read, actor.tenant, found.row.id) }
}

/** The same without a report that was sent from the form in hand: it is not held against itself. */
export function withoutOwn(desk: Desk, id: string): Desk {
  const updates = desk.facts.updates.filter((update) => update.id !== id)
  return {
    ...desk,
    facts: { ...desk.facts, updates },
    standing: desk.standing.filter((row) => row.id !== id),
  }
}

/** The report that a new one for this day, or one that names it, is the next revision of. */
export function correctedBy(desk: Desk, form: Form): UpdateRow | undefined {
  const named = form.text('corrects')
  if (named) return desk.standing.find((row) => row.receipt === named || row.id === named)
  const picked = form.text('as_of')
  const asOf = readTypedDay(picked === 'other' ? form.text('as_of_other') : picked)
  return desk.standing.find((row) => row.asOf === asOf)
}

export function beforeOf(desk: Desk, corrected: UpdateRow | undefined): Before {
  return {
    facts: desk.facts,
    last: lastAmount(desk),
    lastRangeKind: lastRangeKind(desk),
    corrected: corrected && {
      id: corrected.id,
      state: corrected.state,
      value: spanOf(corrected),
      declared: corrected.declared,
      asOf: corrected.asOf,
    },
  }
}

export function briefOf(row: FoundTarget['row'], unitName: string, plan: Amount | null): TargetBrief {
  return {
    code: row.code,
    title: row.title,
    unitName,
    groupNumber: row.groupNumber,
    kind: row.kind,
    valueKind: row.valueKind,
    measure: row.measure,
    decimals: row.decimals,
    plan,
  }
}

export const spanOf = (row: UpdateRow): Span | null =>
  row.hasValue ? { low: row.valueLow, high: row.valueHigh } : null

interface FormState {
  form: Form
  problems: UpdateProblem[]
  id: string
  version: number
  /** Files came with a refused form; a browser never sends them twice by itself. */
  filesLost?: boolean
}

/** The form as it stands: what was typed, what is wrong, and how the number is understood. */
export async function formProps(c: Visit, desk: Desk, state: FormState): Promise<UpdateFormPageProps> {
  const { found, facts } = desk
  const { form, problems, id, version } = state
  const corrected = correctedBy(desk, form)
  const plan = planAt(facts, c.var.today)
  const week = weekOf(c.var.today)
  const calendar = await loadCalendar(c.var.db.read, c.var.actor.tenant)
  const owed = isReportingWeek(week, found.campaign, calendar)
  return {
    reader: c.var.reader,
    target: briefOf(found.row, found.unit.name, plan),
    id,
    version,
    typed: typedOf(form),
    problems,
    filesLost: state.filesLost === true,
    preview: form.text('value') === '' ? null : previewOf(c, desk, form),
    last: lastMeasured(desk),
    periodFrom: periodFrom(desk, corrected),
    corrects: corrected?.receipt ? await correctsOf(c, corrected) : null,
    kept: await keptOf(c, form, id, corrected),
    evidenceRequired: found.row.evidenceRequired,
    uploadLimitMegabytes: c.var.config.uploadLimitBytes / 1024 / 1024,
    sends: maySubmit(c.var.actor, found.sides) ? 'submit' : 'endorse',
    week: {
      number: week.number,
      dueAt: owed ? dueInstantOf(week, found.campaign, calendar, c.var.zone) : null,
    },
  }
}

/** What the server makes of the typed number, for the answer beside the field. */
export function previewOf(c: Visit, desk: Desk, form: Form): Omit<PreviewProps, 'reader' | 'target'> {
  const { found, facts } = desk
  const typed = readTypedValue(c, form, found, lastAmount(desk))
  const corrected = correctedBy(desk, form)
  const picked = form.text('as_of')
  const asOf = readTypedDay(picked === 'other' ? form.text('as_of_other') : picked) ?? c.var.today
  const from = periodFrom(desk, corrected)
  const value = typed.kind === 'value' ? typed.span : null
  return {
    typed,
    question: questionOf(c, desk, form),
    judged: value && judge(facts, found.campaign, { id: null, corrects: corrected?.id ?? null, asOf, value }),
    period: from && from <= asOf ? { from, to: asOf } : null,
    rangeKind: choose(form.text('range_kind'), rangeKinds) ?? lastRangeKind(desk) ?? 'uncertain',
    warnings: value ? entryWarnings(facts, { asOf, value, corrects: corrected?.id ?? null }) : [],
  }
}

/** The readings of a number that cannot be taken as it stands, with the answer given so far. */
function questionOf(c: Visit, desk: Desk, form: Form): ValueQuestion | null {
  const text = form.text('value')
  const open: TypedValue = readNumber(c, desk.found, text, lastAmount(desk), null)
  const chosen = choose(form.text('value_choice'), ['thousands', 'decimal'])
  const answered = form.text('choice_for')
  const mine = answered === '' || answered === text ? chosen : null
  const plan = planAt(desk.facts, c.var.today)
  const reading = (convention: 'thousands' | 'decimal', span: Span) => ({
    convention,
    span,
    percent: percentOfPlan(desk.found.row, plan, span),
  })
  if (open.kind === 'ambiguous') {
    const readings = [reading('thousands', open.thousands), reading('decimal', open.decimal)]
    return { text, readings, likelier: open.likelier, chosen: mine }
  }
  if (open.kind === 'value' && open.unusual) {
    return { text, readings: [reading('thousands', open.span)], likelier: null, chosen: mine }
  }
  return null
}

/** The kind of the latest range that stands. */
function lastRangeKind({ standing }: Desk): RangeKind | null {
  return standing.find((row) => row.rangeKind !== null)?.rangeKind ?? null
}

function lastAmount(desk: Desk): Amount | null {
  const latest = desk.standing.find((row) => row.hasValue)
  return (
    desk.found.row.latestHigh ?? desk.found.row.latestLow ?? latest?.valueHigh ?? latest?.valueLow ?? null
  )
}

function lastMeasured({ found: { row }, facts }: Desk) {
  if (row.latestAsOf === null || (row.latestLow === null && row.latestHigh === null)) return null
  return measure(facts, row.latestAsOf, { low: row.latestLow, high: row.latestHigh })
}

function periodFrom({ found, standing }: Desk, corrected: UpdateRow | undefined) {
  if (found.row.valueKind !== 'flow') return null
  if (corrected?.periodFrom) return corrected.periodFrom
  const last = standing
    .filter((row) => row.state !== 'awaiting_endorsement')
    .map((row) => row.asOf)
    .sort()
    .at(-1)
  return last ? addDays(last, 1) : found.row.startOn
}

async function correctsOf(c: Visit, corrected: UpdateRow) {
  const found: FoundUpdate | undefined = await findUpdate(c.var.db.read, c.var.actor, corrected.id)
  const review = found?.review && {
    decision: found.review.decision,
    comment: found.review.comment,
    by: found.review.reviewer.title,
    at: found.review.reviewedAt,
    dueOn: found.review.dueOn,
  }
  return { receipt: corrected.receipt!, review: review ?? null }
}

/** Files of the draft, and of the report that is corrected, which its next revision may keep. */
async function keptOf(c: Visit, form: Form, id: string, corrected: UpdateRow | undefined) {
  const stored = await storedFiles(c, id, corrected)
  const touched = form.fields.some((field) => field.name === 'do')
  const wanted = new Set(form.texts('keep'))
  return stored.map((file) => ({ ...file, chosen: !touched || wanted.has(file.hash) }))
}

export async function storedFiles(c: Visit, id: string, corrected: UpdateRow | undefined) {
  const { db, actor } = c.var
  // The id comes with the form: what lies under it is only shown to whoever may read it.
  const own = (await findUpdate(db.read, actor, id))?.files ?? []
  const before = corrected ? await listEvidence(db.read, actor.tenant, corrected.id) : []
  const known = new Set(own.map((file) => file.hash))
  return [...own, ...before.filter((file) => !known.has(file.hash))]
}
