import { Hono } from 'hono'
import {
  type ReviewCheck,
  ReviewPage,
  type ReviewPageProps,
  type ReviewProblem,
} from '../../views/reviews/review.tsx'
import { mayReview, maySupervise } from '../domain/access.ts'
import { entryWarnings } from '../domain/checks.ts'
import { type Day, endOf } from '../domain/day.ts'
import { evidenceMarks } from '../domain/follow-up.ts'
import { levelOfAssessment, worstLevel } from '../domain/level.ts'
import { dueAt, planAt } from '../domain/plan.ts'
import { readReceipt } from '../domain/receipt.ts'
import type { TargetFacts } from '../domain/target.ts'
import { loadFacts } from '../storage/facts.ts'
import { findPendingExtension } from '../storage/found-extensions.ts'
import {
  type FoundUpdate,
  findByReceipt,
  findNextWaiting,
  findUpdate,
  listRevisions,
  queueAround,
} from '../storage/found-updates.ts'
import { type Decision, decideUpdate } from '../storage/reviews.ts'
import { redirect, refuse, show } from './answers.ts'
import { choose, type Form, keptForm, readForm } from './forms.ts'
import { chainOf, contentOf, judgedOf, reviewOf, revisionOf } from './reports.ts'
import { readTypedDay } from './update-form.ts'
import { briefOf, spanOf } from './update-page.ts'
import type { House, Visit } from './visit.ts'

export const reviewRoutes = new Hono<House>()

const LONGEST_COMMENT = 5000
const nothingTyped = { decision: '' as const, comment: '', due: '', evidenceMark: '' as const }

reviewRoutes.get('/:receipt/review', async (c) => {
  const update = await findForReview(c)
  if (!update) return await c.notFound()
  const kept = keptForm(c)
  const typed = kept ? typedOf(kept) : nothingTyped
  return await show(
    c,
    pageOf(c, update),
    ReviewPage(await reviewProps(c, update, { typed, problems: [], conflict: null })),
  )
})

reviewRoutes.post('/:receipt/review', async (c) => {
  const update = await findForReview(c)
  const form = update && (await readForm(c))
  if (!update || !form || !mayReview(c.var.actor, update.row, update.found.sides)) return await c.notFound()

  const typed = typedOf(form)
  const { problems, due } = readDecision(c, typed)
  if (problems.length) return await askAgain(c, update, { typed, problems, conflict: null }, 422)

  // The decision is about what was on the screen.
  const seen = form.text('content_hash')
  const isChanged = seen !== '' && seen !== update.row.contentHash
  if (isChanged) return await askAgain(c, update, { typed, problems: [], conflict: 'changed' }, 409)

  const decision = decisionOf(typed, due)
  const next = await findNextWaiting(c.var.db.read, c.var.actor, update.row.campaignId, update.row)
  if (!(await decide(c, update, decision))) {
    const fresh = (await findForReview(c)) ?? update
    if (!isRepeated(c, fresh, decision)) {
      return await askAgain(c, fresh, { typed, problems: [], conflict: 'decided' }, 409)
    }
  }
  return redirect(c, next?.receipt ? `/updates/${next.receipt}/review` : '/desk?tab=review')
})

const decisionOf = (typed: ReviewPageProps['typed'], due: Day | null): Decision => ({
  decision: typed.decision === 'accept' ? 'accepted' : 'returned',
  comment: typed.comment,
  dueOn: due,
  evidenceMark: typed.evidenceMark || null,
})

function decide(c: Visit, { row, found }: FoundUpdate, decision: Decision): Promise<boolean> {
  const { actor, now, zone } = c.var
  return c.var.db.tx((tx) => decideUpdate(tx, actor, row, decision, found.row, { now, zone }))
}

/** The same decision of the same person sent twice stands once. */
function isRepeated(
  c: Visit,
  { review }: FoundUpdate,
  { decision, comment, evidenceMark }: Decision,
): boolean {
  const mine = review?.reviewer.userId === c.var.actor.userId
  const same = review?.decision === decision && review.comment === comment
  return mine && same && review.evidenceMark === evidenceMark
}

/** Supervisors who read the unit see the page; whether they may decide is another question, answered on it. */
async function findForReview(c: Visit): Promise<FoundUpdate | undefined> {
  const receipt = readReceipt(c.req.param('receipt') ?? '')
  const update = receipt ? await findByReceipt(c.var.db.read, c.var.actor, receipt) : undefined
  return update && maySupervise(c.var.actor, update.found.sides) ? update : undefined
}

function typedOf(form: Form): ReviewPageProps['typed'] {
  const decision = form.text('decision')
  return {
    decision: decision === 'accept' || decision === 'return' ? decision : '',
    comment: form.text('comment'),
    due: form.text('due'),
    evidenceMark: choose(form.text('evidence_mark'), evidenceMarks) ?? '',
  }
}

function readDecision(
  c: Visit,
  typed: ReviewPageProps['typed'],
): { problems: ReviewProblem[]; due: Day | null } {
  const problems: ReviewProblem[] = []
  const due = typed.decision === 'return' && typed.due !== '' ? readTypedDay(typed.due) : null
  if (typed.decision === '') problems.push({ field: 'decision', reason: 'decision_missing' })
  if (typed.decision === 'return' && typed.comment === '')
    problems.push({ field: 'comment', reason: 'comment_missing' })
  // Whoever takes a report against its own evidence says why.
  if (typed.decision === 'accept' && typed.evidenceMark === 'contradicted' && typed.comment === '')
    problems.push({ field: 'comment', reason: 'contradicted_missing' })
  if (typed.comment.length > LONGEST_COMMENT) problems.push({ field: 'comment', reason: 'too_long' })
  if (due === undefined) problems.push({ field: 'due', reason: 'day_unreadable' })
  else if (due && due < c.var.today) problems.push({ field: 'due', reason: 'day_past' })
  return { problems, due: due ?? null }
}

interface ReviewState {
  typed: ReviewPageProps['typed']
  problems: ReviewProblem[]
  conflict: ReviewPageProps['conflict']
}

async function askAgain(c: Visit, update: FoundUpdate, state: ReviewState, status: 409 | 422) {
  return await refuse(c, pageOf(c, update), ReviewPage(await reviewProps(c, update, state)), status)
}

const pageOf = (c: Visit, update: FoundUpdate) => ({
  title: c.var.reader.t('review.title', { title: update.found.row.title }),
  here: '/desk',
})

async function reviewProps(c: Visit, update: FoundUpdate, state: ReviewState): Promise<ReviewPageProps> {
  const { db, actor, zone, today, reader } = c.var
  const { row, found } = update
  const facts = (await loadFacts(db.read, actor.tenant, { ids: [row.targetId] }, zone)).get(row.targetId)!
  const chain = chainOf(row, await listRevisions(db.read, actor.tenant, row.targetId))
  const revisions = await Promise.all(
    chain.map((one) => (one.id === row.id ? update : findUpdate(db.read, actor, one.id))),
  )
  const place =
    row.state === 'submitted' ? await queueAround(db.read, actor.tenant, row.campaignId, row) : undefined
  const next = await findNextWaiting(db.read, actor, row.campaignId, row)
  return {
    reader,
    target: briefOf(found.row, found.unit.name, planAt(facts, today)),
    updateId: row.id,
    receipt: row.receipt!,
    enteredBy: update.enteredBy.title,
    endorsedBy: update.endorsedBy?.title ?? null,
    onBehalf: row.onBehalf,
    receivedAt: row.receivedAt ?? row.createdAt,
    content: contentOf(update, facts),
    contentHash: row.contentHash,
    judged: judgedOf(update, facts),
    checks: checksOf(c, update, facts),
    revisions: revisions.flatMap((one) => (one?.row.receipt ? [revisionOf(one)] : [])),
    place: place ? { at: place.position, of: place.total } : null,
    nextReceipt: next?.receipt ?? null,
    barred: barredBy(c, update),
    decided: reviewOf(update),
    pending: (await findPendingExtension(db.read, actor.tenant, row.targetId)) ?? null,
    dueOn: found.row.dueOn,
    ...state,
  }
}

function barredBy(c: Visit, { row, found, review }: FoundUpdate): ReviewPageProps['barred'] {
  if (review) return 'decided'
  if (row.state !== 'submitted') return 'not_waiting'
  if (!maySupervise(c.var.actor, found.sides)) return 'not_supervisor'
  return mayReview(c.var.actor, row, found.sides) ? null : 'own'
}

/** What a careful reviewer would look at first. */
function checksOf(c: Visit, update: FoundUpdate, facts: TargetFacts): ReviewCheck[] {
  const { row, found, files } = update
  const checks: ReviewCheck[] = []
  const value = spanOf(row)
  if (value && found.row.kind === 'number') {
    const others = {
      ...facts,
      updates: facts.updates.filter((one) => one.id !== row.id && one.receivedAt <= (row.receivedAt ?? 0)),
    }
    // An accepted figure that would be replaced is what the new one is held against.
    const isMending = facts.updates.some((one) => one.id === row.corrects && one.decision === 'accepted')
    const warnings = entryWarnings(others, {
      asOf: row.asOf,
      value,
      corrects: isMending ? null : row.corrects,
    })
    if (found.row.valueKind === 'cumulative') checks.push({ key: 'falls', ok: !warnings.includes('falls') })
    checks.push({ key: 'jump', ok: !warnings.includes('jump') })
    checks.push({ key: 'thousandfold', ok: !warnings.includes('thousandfold') })
  }
  if (row.assessment) {
    // The head's own word may be worse than the figures; better than they are is worth a second look.
    const own = levelOfAssessment(row.assessment)
    checks.push({ key: 'assessment', ok: worstLevel(own, judgedOf(update, facts).level) === own })
  }
  if (found.row.evidenceRequired || row.declared === 'done')
    checks.push({ key: 'evidence', ok: files.length > 0 })
  const due = row.receivedAt ? dueAt(facts, row.receivedAt) : null
  if (row.declared === 'done' && due && row.receivedAt) {
    checks.push({ key: 'in_time', ok: row.receivedAt < endOf(due, c.var.zone) })
  }
  return checks
}
