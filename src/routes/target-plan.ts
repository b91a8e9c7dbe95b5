import { Hono } from 'hono'
import { CurvePicture, type CurvePictureProps } from '../../views/targets/curve-picture.tsx'
import type { AmountQuestion } from '../../views/targets/form-problems.ts'
import { PlanFormPage, type PlanProblem, planProblemWords } from '../../views/targets/plan-form.tsx'
import { mayRecordSigning } from '../domain/access.ts'
import { type AmendmentLine, mayBeAmended } from '../domain/amendment.ts'
import { type CommitmentState, isInForce } from '../domain/commitment.ts'
import { mayBeRevised, type RevisionFault, revised, revisionFaults } from '../domain/plan-revision.ts'
import { mayBeNegative } from '../domain/promise.ts'
import type { TargetFacts } from '../domain/target.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { type PlanChange, writePlanLine } from '../storage/amendments/plan-line.ts'
import { type Annex, listAnnexes } from '../storage/amendments.ts'
import { loadFacts } from '../storage/facts.ts'
import { newId } from '../storage/ids.ts'
import { type Drafting, findDrafting, findInside } from '../storage/targets/drafting.ts'
import { listRevisions } from '../storage/targets/plan.ts'
import type { TargetRow } from '../storage/targets.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, formOf, keptForm, readForm, readId } from './forms.ts'
import { plainText } from './queries.ts'
import { readAmount } from './target-fields.ts'
import type { House, Visit } from './visit.ts'

/** The plan of what was signed changes by an annex: here it is typed and drawn, and written into the draft of one. */
export const targetPlanRoutes = new Hono<House>()

targetPlanRoutes.get('/:code/targets/:target/plan', async (c) => {
  const here = await findRevisable(c)
  if (!here) return await c.notFound()
  // What the draft says of it already is changed there.
  if (here.line) return redirect(c, linePath(here, here.line))
  const form = keptForm(c) ?? formOf([])
  return await show(
    c,
    pageOf(c, here),
    await planPage(c, here, form, { ...readPlan(c, here, form), problems: [] }),
  )
})

targetPlanRoutes.get('/:code/targets/:target/plan/curve', async (c) => {
  const here = await findRevisable(c)
  if (!here) return await c.notFound()
  const form = formOf([...new URL(c.req.url).searchParams.entries()])
  c.header('Cache-Control', 'private, no-store')
  return c.html(CurvePicture(pictureOf(c, here, readPlan(c, here, form))))
})

targetPlanRoutes.post('/:code/targets/:target/plan', async (c) => {
  const here = await findRevisable(c)
  const form = await readForm(c)
  if (!here || !form) return await c.notFound()
  const read = readPlan(c, here, form)
  if (form.text('do') === 'show') {
    return await show(
      c,
      pageOf(c, here),
      await planPage(c, here, form, { ...read, drawn: read, problems: [] }),
    )
  }
  const { db, actor, now, zone } = c.var
  const { change } = read
  const { row, found, line } = here
  const id = readId(form.text('id')) ?? newId(now)
  if (!change || read.problems.length) {
    return await refuse(c, pageOf(c, here), await planPage(c, here, form, { ...read, drawn: read }))
  }
  const wish = { commitment: found.row, row, id, change }
  const done = await db.tx((tx) => writePlanLine(tx, actor, wish, { now, zone }))
  if (done.kind === 'written') return redirect(c, annexPath(here, done.number))
  if (done.kind === 'ended') return await c.notFound()
  if (done.kind === 'same') {
    const same = { ...read, problems: [{ field: 'plan', reason: 'same_plan' } as const] }
    return await refuse(c, pageOf(c, here), await planPage(c, here, form, same))
  }
  const fresh = { ...here, line: line ?? { number: done.number, kind: 'change' as const } }
  const body = await planPage(c, fresh, form, { ...read, drawn: read, isTaken: true })
  return await refuse(c, pageOf(c, here), body, 409)
})

interface Here {
  found: Drafting
  row: TargetRow
  facts: TargetFacts
  /** The annex that is being drafted. */
  annex: Annex | null
  /** What it says of this target already. */
  line: { number: number; kind: AmendmentLine['kind'] } | null
}

/** Whether the plan of a target may be revised at all: signed, and still going on. */
export const isRevised = (state: CommitmentState, row: TargetRow): boolean =>
  isInForce(state) && mayBeRevised(row) && mayBeAmended(row)

const annexPath = ({ found }: Here, number: number) =>
  `/commitments/${encodeURIComponent(found.row.code)}/amendments/${number}`

const linePath = (here: Here, { number, kind }: NonNullable<Here['line']>) =>
  kind === 'change'
    ? `${annexPath(here, number)}/change/${encodeURIComponent(here.row.code)}`
    : annexPath(here, number)

async function findRevisable(c: Visit): Promise<Here | undefined> {
  const { db, actor, zone } = c.var
  const found = await findDrafting(db.read, actor, plainText(c.req.param('code') ?? ''))
  if (!found || !mayRecordSigning(actor, found.sides)) return undefined
  const row = await findInside(db.read, found, plainText(c.req.param('target') ?? ''))
  if (!row || !isRevised(found.row.state, row)) return undefined
  const facts = (await loadFacts(db.read, actor.tenant, { ids: [row.id] }, zone)).get(row.id)!
  const annex = (await listAnnexes(db.read, found.row)).find(({ state }) => state === 'draft') ?? null
  const stored = annex?.lines.find(({ code }) => code === row.code)
  return { found, row, facts, annex, line: stored ? { number: annex!.number, kind: stored.kind } : null }
}

const pageOf = (c: Visit, { row }: Here) => ({
  title: `${c.var.reader.t('targetPlan.title')} ${row.code}`,
  here: '/commitments',
  isForm: true,
})

interface ReadPlan {
  /** Undefined while a field cannot be read. */
  change: PlanChange | undefined
  problems: PlanProblem[]
  questions: AmountQuestion[]
}

const LONGEST_REASON = 2000

type NotePlan = (field: PlanProblem['field'], reason: PlanProblem['reason'], fill?: string) => void

function readPlan(c: Visit, { row, facts, annex }: Here, form: Form): ReadPlan {
  const problems: PlanProblem[] = []
  const questions: AmountQuestion[] = []
  const note: NotePlan = (field, reason, fill) => {
    if (!problems.some((one) => one.field === field)) problems.push({ field, reason, ...(fill && { fill }) })
  }
  const { decimals, measure } = row
  const numbers = { language: c.var.reader.language, decimals, measure, last: row.planNow ?? row.plan }
  const noteAmount = (field: string, reason: PlanProblem['reason'], fill?: string) =>
    note(field as 'plan', reason, fill)
  const plan = readAmount(form, 'plan', numbers, noteAmount, questions)
  if (form.text('plan') === '') note('plan', 'missing')
  const effectiveFrom = readDay(form.text('effective_from'))
  if (!effectiveFrom)
    note('effective_from', form.text('effective_from') === '' ? 'missing' : 'day_unreadable')
  const reason = form.text('reason')
  noteReason(reason, annex, note)
  if (plan === null || !effectiveFrom) return { change: undefined, problems, questions }
  if (plan < 0 && !mayBeNegative(row)) note('plan', 'negative')
  for (const fault of revisionFaults(facts, { plan, effectiveFrom })) {
    note(fault.field, fault.reason, dayOfFault(c, fault))
  }
  return { change: { plan, effectiveFrom, reason }, problems, questions }
}

const dayOfFault = (c: Visit, fault: RevisionFault): string | undefined =>
  fault.reason === 'later_version' ? writeDay(c.var.reader.language, fault.day) : undefined

/** The reason is that of the annex; one that is there has its own. */
function noteReason(reason: string, annex: Annex | null, note: NotePlan) {
  if (!annex && reason === '') note('reason', 'missing')
  if (reason.length > LONGEST_REASON) note('reason', 'too_long', String(LONGEST_REASON))
}

/** The course before, and beside it what the revision makes of it, as far as it can be read. */
function pictureOf(c: Visit, { row, facts }: Here, { change, problems }: ReadPlan): CurvePictureProps {
  const bare = { ...facts, updates: [] }
  const odd = problems.find(({ field, reason }) => DRAWN.includes(field) && reason !== 'missing')
  return {
    reader: c.var.reader,
    facts: change && !odd ? revised(bare, change) : bare,
    before: change && !odd ? bare : null,
    measure: row.measure,
    problem: odd ? planProblemWords(c.var.reader, odd) : null,
  }
}

const DRAWN: readonly PlanProblem['field'][] = ['plan', 'plan_choice', 'effective_from']

async function planPage(
  c: Visit,
  here: Here,
  form: Form,
  state: ReadPlan & { drawn?: ReadPlan; isTaken?: boolean },
) {
  const { found, row } = here
  const path = `/commitments/${encodeURIComponent(found.row.code)}/targets/${encodeURIComponent(row.code)}/plan`
  return PlanFormPage({
    reader: c.var.reader,
    commitmentCode: found.row.code,
    target: row,
    typed: (name) => form.text(name),
    problems: state.problems,
    questions: state.questions,
    revisions: await listRevisions(c.var.db.read, row),
    annex: here.annex?.number ?? null,
    id: readId(form.text('id')) ?? newId(c.var.now),
    takenHref: state.isTaken && here.line ? c.var.reader.at(linePath(here, here.line)) : null,
    picture: pictureOf(c, here, state.drawn ?? state),
    action: c.var.reader.at(path),
    curvePath: c.var.reader.at(`${path}/curve`),
  })
}
