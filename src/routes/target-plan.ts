import { Hono } from 'hono'
import { CurvePicture, type CurvePictureProps } from '../../views/targets/curve-picture.tsx'
import type { AmountQuestion } from '../../views/targets/form-problems.ts'
import { PlanFormPage, type PlanProblem, planProblemWords } from '../../views/targets/plan-form.tsx'
import { mayRecordSigning } from '../domain/access.ts'
import type { CommitmentState } from '../domain/commitment.ts'
import { mayBeRevised, type PlanRevision, revised, revisionFaults } from '../domain/plan-revision.ts'
import type { TargetFacts } from '../domain/target.ts'
import { readDay } from '../i18n/days.ts'
import { loadFacts } from '../storage/facts.ts'
import { type Drafting, findDrafting, findInside } from '../storage/targets/drafting.ts'
import { listRevisions, revisePlan } from '../storage/targets/plan.ts'
import type { TargetRow } from '../storage/targets.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, formOf, keptForm, readForm } from './forms.ts'
import { plainText } from './queries.ts'
import { readAmount } from './target-fields.ts'
import type { House, Visit } from './visit.ts'

/** Plans of signed targets are revised by decision. */
export const targetPlanRoutes = new Hono<House>()

targetPlanRoutes.get('/:code/targets/:target/plan', async (c) => {
  const here = await findRevisable(c)
  if (!here) return await c.notFound()
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
  const { revision } = read
  const path = `/targets/${encodeURIComponent(here.row.code)}`
  const seen = /^\d{1,4}$/.test(form.text('versions')) ? Number(form.text('versions')) : null
  const stored = await listRevisions(db.read, here.row)
  const isThere = stored.find((one) => one.effectiveFrom === revision?.effectiveFrom)
  if (revision && isThere && saysTheSame(isThere, revision)) return redirect(c, path)
  if (!revision || read.problems.length) {
    return await refuse(c, pageOf(c, here), await planPage(c, here, form, { ...read, drawn: read }))
  }
  const done = await db.tx((tx) => revisePlan(tx, actor, here.row, revision, seen, { now, zone }))
  if (done !== 'conflict') return redirect(c, path)
  const fresh = formOf(
    [...form.fields.map(({ name, value }): [string, string] => [name, value])].filter(
      ([name]) => name !== 'versions',
    ) as [string, string][],
  )
  const body = await planPage(c, here, fresh, { ...read, drawn: read, conflict: true })
  return await refuse(c, pageOf(c, here), body, 409)
})

interface Here {
  found: Drafting
  row: TargetRow
  facts: TargetFacts
}

const SIGNED: readonly CommitmentState[] = ['signed', 'active']

/** Whether the plan of a target may be revised at all: signed, and still going on. */
export const isRevised = (state: CommitmentState, row: TargetRow): boolean =>
  SIGNED.includes(state) && mayBeRevised(row) && !row.baseClass.startsWith('done')

async function findRevisable(c: Visit): Promise<Here | undefined> {
  const { db, actor, zone } = c.var
  const found = await findDrafting(db.read, actor, plainText(c.req.param('code') ?? ''))
  if (!found || !mayRecordSigning(actor, found.sides)) return undefined
  const row = await findInside(db.read, found, plainText(c.req.param('target') ?? ''))
  if (!row || !isRevised(found.row.state, row)) return undefined
  const facts = (await loadFacts(db.read, actor.tenant, { ids: [row.id] }, zone)).get(row.id)!
  return { found, row, facts }
}

const saysTheSame = (a: PlanRevision, b: PlanRevision) =>
  a.plan === b.plan && a.decision === b.decision && a.reason === b.reason

const pageOf = (c: Visit, { row }: Here) => ({
  title: `${c.var.reader.t('targetPlan.title')} ${row.code}`,
  here: '/commitments',
  isForm: true,
})

interface ReadPlan {
  /** Undefined while a field cannot be read. */
  revision: PlanRevision | undefined
  problems: PlanProblem[]
  questions: AmountQuestion[]
}

const LONGEST = { decision: 300, reason: 2000 } as const

function readPlan(c: Visit, { row, facts }: Here, form: Form): ReadPlan {
  const problems: PlanProblem[] = []
  const questions: AmountQuestion[] = []
  const note = (field: PlanProblem['field'], reason: PlanProblem['reason'], fill?: string) => {
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
  const read = (field: 'decision' | 'reason') => {
    const text = form.text(field)
    if (text === '') note(field, 'missing')
    if (text.length > LONGEST[field]) note(field, 'too_long', String(LONGEST[field]))
    return text
  }
  const [decision, reason] = [read('decision'), read('reason')]
  if (plan === null || !effectiveFrom) return { revision: undefined, problems, questions }
  for (const fault of revisionFaults(facts, { plan, effectiveFrom })) note(fault.field, fault.reason)
  return { revision: { plan, effectiveFrom, decision, reason }, problems, questions }
}

/** The course before, and beside it what the revision makes of it, as far as it can be read. */
function pictureOf(c: Visit, { row, facts }: Here, { revision, problems }: ReadPlan): CurvePictureProps {
  const bare = { ...facts, updates: [] }
  const odd = problems.find(({ field, reason }) => DRAWN.includes(field) && reason !== 'missing')
  return {
    reader: c.var.reader,
    facts: revision && !odd ? revised(bare, revision) : bare,
    before: revision && !odd ? bare : null,
    measure: row.measure,
    problem: odd ? planProblemWords(c.var.reader, odd) : null,
  }
}

const DRAWN: readonly PlanProblem['field'][] = ['plan', 'plan_choice', 'effective_from']

async function planPage(
  c: Visit,
  here: Here,
  form: Form,
  state: ReadPlan & { drawn?: ReadPlan; conflict?: boolean },
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
    conflict: state.conflict ?? false,
    picture: pictureOf(c, here, state.drawn ?? state),
    action: c.var.reader.at(path),
    curvePath: c.var.reader.at(`${path}/curve`),
  })
}
