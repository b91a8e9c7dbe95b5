import type { UpdateFormPageProps } from '../../views/updates/form.tsx'
import type { PreviewProps, ValueQuestion } from '../../views/updates/preview.tsx'
import type { UpdateProblem } from '../../views/updates/problems.ts'
import { maySubmit } from '../domain/access.ts'
import { type Finding, figureFindings } from '../domain/checks.ts'
import { addDays } from '../domain/day.ts'
import { judge, measure } from '../domain/judge.ts'
import { percentOfPlan } from '../domain/percent.ts'
import { planAt } from '../domain/plan.ts'
import type { Span } from '../domain/target.ts'
import { declaredValues, rangeKinds } from '../domain/update.ts'
import { dueInstantOf, isReportingWeek, weekOf } from '../domain/week.ts'
import type { TypedValue } from '../i18n/typing.ts'
import { loadCalendar } from '../storage/campaigns.ts'
import { listEvidence } from '../storage/evidence.ts'
import { type FoundUpdate, findUpdate, type UpdateRow } from '../storage/found-updates.ts'
import { choose, type Form } from './forms.ts'
import { typedOf } from './update-fields.ts'
import { readNumber, readTypedValue } from './update-form.ts'
import {
  briefOf,
  correctedBy,
  type Desk,
  lastAmount,
  lastRangeKind,
  spanOf,
  typedAsOf,
} from './update-page.ts'
import { lastToRepeat } from './update-same.ts'
import { findingsOf, isAsked, seenWarnings } from './update-warnings.ts'
import type { Visit } from './visit.ts'

interface FormState {
  form: Form
  problems: UpdateProblem[]
  id: string
  version: number
  /** Files came with a refused form; a browser never sends them twice by itself. */
  filesLost?: boolean
  /** What the report was held up by; without it, what its author was asked before. */
  asked?: Finding[]
  /** Nobody has typed in it yet: the last report may be said again with one tap. */
  isFresh?: boolean
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
  const asked = state.asked ?? askedBefore(c, desk, form)
  return {
    reader: c.var.reader,
    target: briefOf(found.row, found.unit.name, plan),
    id,
    version,
    typed: typedOf(form),
    problems,
    filesLost: state.filesLost === true,
    preview: form.text('value') === '' ? null : withoutAsked(previewOf(c, desk, form), asked),
    asked,
    last: lastMeasured(desk),
    periodFrom: periodFrom(desk, corrected),
    corrects: corrected?.receipt ? await correctsOf(c, corrected) : null,
    kept: await keptOf(c, form, id, corrected),
    steps: (facts.milestones ?? []).map((step) => ({
      ...step,
      isDone: form.texts('step').includes(String(step.number)),
    })),
    evidenceRequired: found.row.evidenceRequired,
    uploadLimitMegabytes: c.var.config.uploadLimitBytes / 1024 / 1024,
    sends: sendsAs(c, desk),
    repeats: state.isFresh ? repeatsOf(c, desk) : null,
    week: {
      number: week.number,
      dueAt: owed ? dueInstantOf(week, found.campaign, calendar, c.var.zone) : null,
    },
  }
}

function sendsAs(c: Visit, { behalf, found }: Desk): UpdateFormPageProps['sends'] {
  if (behalf) return 'behalf'
  return maySubmit(c.var.actor, found.sides) ? 'submit' : 'endorse'
}

/** What the last report said, if it may be said again today. */
function repeatsOf(c: Visit, desk: Desk): UpdateFormPageProps['repeats'] {
  const last = lastToRepeat(desk)
  if (!last || desk.draft || desk.taken.some(({ asOf }) => asOf === c.var.today)) return null
  const { qualifier, declared, asOf } = last
  return { value: spanOf(last), qualifier, declared, asOf }
}

/** What the answer in the form is about, as far as it still holds. */
function askedBefore(c: Visit, desk: Desk, form: Form): Finding[] {
  const seen = seenWarnings(form)
  if (seen.length === 0) return []
  const typed = readTypedValue(c, form, desk.found, lastAmount(desk))
  const said = {
    asOf: typedAsOf(form) ?? c.var.today,
    value: typed.kind === 'value' ? typed.span : null,
    declared: choose(form.text('progress'), declaredValues) ?? 'in_progress',
    results: form.text('results'),
  }
  const findings = findingsOf(desk, said, correctedBy(desk, form))
  return findings.filter((finding) => isAsked(finding) && seen.includes(finding.warning))
}

/** What is asked with its own field is not said beside the number as well. */
function withoutAsked(preview: Preview, asked: Finding[]): Preview {
  const isSaid = ({ warning }: Finding) => asked.some((one) => one.warning === warning)
  return {
    ...preview,
    warnings: preview.warnings.filter((finding) => !isSaid(finding)),
    isDoubted: preview.warnings.some(isSaid),
  }
}

type Preview = Omit<PreviewProps, 'reader' | 'target'>

/** What the server makes of the typed number, for the answer beside the field. */
export function previewOf(c: Visit, desk: Desk, form: Form): Preview {
  const { found, facts } = desk
  const typed = readTypedValue(c, form, found, lastAmount(desk))
  const corrected = correctedBy(desk, form)
  const asOf = typedAsOf(form) ?? c.var.today
  const from = periodFrom(desk, corrected)
  const value = typed.kind === 'value' ? typed.span : null
  return {
    typed,
    question: questionOf(c, desk, form),
    judged: value && judge(facts, found.campaign, { id: null, corrects: corrected?.id ?? null, asOf, value }),
    period: from && from <= asOf ? { from, to: asOf } : null,
    rangeKind: choose(form.text('range_kind'), rangeKinds) ?? lastRangeKind(desk) ?? 'uncertain',
    warnings: figureFindings(facts, { asOf, value, corrects: corrected?.id ?? null }),
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
