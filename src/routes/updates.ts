import { Hono } from 'hono'
import { ReceiptPage, type ReceiptPageProps } from '../../views/updates/receipt.tsx'
import {
  type Actor,
  mayCorrect,
  mayEndorse,
  mayRecall,
  mayReport,
  mayReview,
  maySubmit,
  mayVoid,
  reportsAs,
  type Sides,
} from '../domain/access.ts'
import { planAt } from '../domain/plan.ts'
import { readReceipt, showReceipt } from '../domain/receipt.ts'
import { isUndecided } from '../domain/update.ts'
import type { Writer } from '../storage/client.ts'
import { loadFacts } from '../storage/facts.ts'
import {
  type FoundUpdate,
  findByReceipt,
  findRaisedProposal,
  findUpdate,
  listRevisions,
} from '../storage/found-updates.ts'
import { endorseUpdate, findVoiding, recallUpdate, voidUpdate } from '../storage/update-steps.ts'
import { redirect, refuse, show } from './answers.ts'
import { readForm } from './forms.ts'
import { leftOf } from './my-work.ts'
import { chainOf, contentOf, judgedOf, reviewOf, revisionOf } from './reports.ts'
import { showForm } from './targets.ts'
import { briefOf, openDesk } from './update-page.ts'
import type { House, Visit } from './visit.ts'

export const updateRoutes = new Hono<House>()

updateRoutes.get('/:receipt', async (c) => {
  const found = await findHere(c)
  return found ? await showReceiptPage(c, found) : await c.notFound()
})

updateRoutes.get('/:receipt/correct', async (c) => {
  const found = await findHere(c)
  if (!found || !mayCorrect(c.var.actor, found.row, found.found.sides)) return await c.notFound()

  const desk = await openDesk(c, found.found)
  const standing = desk.standing.find((row) => row.id === found.row.id)
  return standing
    ? await showForm(c, { ...desk, draft: undefined }, standing)
    : redirect(c, receiptPath(found))
})

updateRoutes.post('/:receipt/endorse', (c) =>
  takeStep(c, mayEndorse, (tx, found) => endorseUpdate(tx, c.var.actor, found.row, momentOf(c))),
)

updateRoutes.post('/:receipt/recall', (c) =>
  takeStep(c, mayRecall, (tx, found) => recallUpdate(tx, c.var.actor, found.row, momentOf(c))),
)

updateRoutes.post('/:receipt/void', async (c) => {
  const found = await findHere(c)
  const form = await readForm(c)
  if (!found || !form || !mayVoid(c.var.actor, found.found.sides)) return await c.notFound()

  const document = form.text('document').slice(0, 300)
  const reason = form.text('reason').slice(0, 2000)
  const problems = (['document', 'reason'] as const).filter((name) => form.text(name) === '')
  if (problems.length) return await showReceiptPage(c, found, { document, reason, problems })
  await c.var.db.tx((tx) => voidUpdate(tx, c.var.actor, found.row, { document, reason }, momentOf(c)))
  return redirect(c, receiptPath(found))
})

const momentOf = (c: Visit) => ({ now: c.var.now, zone: c.var.zone })
const receiptPath = (found: FoundUpdate) => `/updates/${found.row.receipt}`

async function findHere(c: Visit): Promise<FoundUpdate | undefined> {
  const receipt = readReceipt(c.req.param('receipt') ?? '')
  return receipt ? await findByReceipt(c.var.db.read, c.var.actor, receipt) : undefined
}

/** One step of a report's life. Taken twice, or too late, it changes nothing: the receipt says how things stand. */
async function takeStep(
  c: Visit,
  may: (actor: Actor, sides: Sides, clerkMaySubmit: boolean) => boolean,
  step: (tx: Writer, found: FoundUpdate) => Promise<boolean>,
) {
  const found = await findHere(c)
  if (!found || !may(c.var.actor, found.found.sides, found.found.campaign.clerkMaySubmit))
    return await c.notFound()
  await c.var.db.tx((tx) => step(tx, found))
  return redirect(c, receiptPath(found))
}

async function showReceiptPage(c: Visit, update: FoundUpdate, voiding?: ReceiptPageProps['voiding']) {
  const props = { ...(await receiptProps(c, update)), ...(voiding && { voiding }) }
  const page = {
    title: c.var.reader.t('update.receiptTitle', { receipt: showReceipt(props.receipt) }),
    here: mayReport(c.var.actor, update.found.sides) ? '/my-work' : '/desk',
  }
  return voiding ? await refuse(c, page, ReceiptPage(props)) : await show(c, page, ReceiptPage(props))
}

async function receiptProps(c: Visit, update: FoundUpdate): Promise<ReceiptPageProps> {
  const { db, actor, zone, today } = c.var
  const { row, found } = update
  const facts = (await loadFacts(db.read, actor.tenant, { ids: [row.targetId] }, zone)).get(row.targetId)!
  const chain = chainOf(row, await listRevisions(db.read, actor.tenant, row.targetId))
  const revisions = await Promise.all(
    chain.map((one) => (one.id === row.id ? update : findUpdate(db.read, actor, one.id))),
  )
  const later = chain.find(
    (one) => one.revision > row.revision && one.state !== 'recalled' && one.state !== 'draft',
  )
  const voided = row.state === 'void' ? ((await findVoiding(db.read, row)) ?? null) : null
  return {
    reader: c.var.reader,
    target: briefOf(found.row, found.unit.name, planAt(facts, today)),
    updateId: row.id,
    receipt: row.receipt!,
    state: row.state as ReceiptPageProps['state'],
    supersededBy: later?.receipt ?? null,
    content: contentOf(update, facts),
    contentHash: row.contentHash,
    judged: judgedOf(update, facts),
    enteredBy: update.enteredBy.title,
    endorsedBy: update.endorsedBy?.title ?? null,
    onBehalf: row.onBehalf,
    proposal: await findRaisedProposal(db.read, row),
    isHead: maySubmit(actor, found.sides),
    isOffice: reportsAs(actor, found.sides) === 'office',
    createdAt: row.createdAt,
    receivedAt: row.receivedAt,
    review: reviewOf(update),
    voided,
    revisions: revisions.flatMap((one) => (one?.row.receipt ? [revisionOf(one)] : [])),
    may: stepsOf(c, update, later !== undefined),
    inside: true,
    left: mayReport(actor, found.sides) ? await leftOf(c) : null,
  }
}

function stepsOf(c: Visit, { row, found }: FoundUpdate, hasLater: boolean): ReceiptPageProps['may'] {
  const { actor } = c.var
  const { sides } = found
  const decided = row.state === 'accepted' || row.state === 'returned'
  return {
    correct: mayCorrect(actor, row, sides) && !hasLater && (decided || row.state === 'submitted'),
    recall: mayRecall(actor, sides) && isUndecided(row.state),
    endorse: mayEndorse(actor, sides, found.campaign.clerkMaySubmit) && row.state === 'awaiting_endorsement',
    void: mayVoid(actor, sides) && (decided || row.state === 'submitted'),
    review: mayReview(actor, row, sides) && row.state === 'submitted',
  }
}
