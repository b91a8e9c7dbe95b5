import { Hono } from 'hono'
import { ProposalPage } from '../../views/proposals/proposal.tsx'
import type { DeedProblem, ProposalPageProps, TypedDeed } from '../../views/proposals/shapes.ts'
import { readablePaths } from '../domain/access.ts'
import { isWaitingProposal, mayEver, type ProposalDeed, proposalDeeds } from '../domain/proposal.ts'
import { listAddressees } from '../storage/proposals/addressees.ts'
import {
  type FoundProposal,
  findLastStep,
  findProposal,
  lastSignIn,
  listBlocked,
  listCandidates,
  receiptOf,
  survivorCode,
} from '../storage/proposals/find.ts'
import { MergeLost, mergeProposals, type Step, stepOf, takeStep } from '../storage/proposals/steps.ts'
import { redirect, refuse, show } from './answers.ts'
import { choose, type Form, isAbout, keptForm, readForm } from './forms.ts'
import { longestOf } from './proposal-form.ts'
import { readStep } from './proposal-steps.ts'
import { plainText } from './queries.ts'
import type { House, Visit } from './visit.ts'

export const proposalDeedRoutes = new Hono<House>()

const nothingTyped = { typed: null, problems: [], isMoved: false }

proposalDeedRoutes.get('/:code', async (c) => {
  const found = await findHere(c)
  if (!found) return await c.notFound()
  return await show(c, pageOf(found), ProposalPage(await pageProps(c, found, nothingTyped)))
})

/** The form that an expired session interrupted stands on the proposal's page, filled in. */
proposalDeedRoutes.get('/:code/:deed', async (c) => {
  const found = await findHere(c)
  const deed = choose(c.req.param('deed'), proposalDeeds)
  if (!found || !deed) return await c.notFound()
  const kept = keptForm(c)
  if (!kept) return redirect(c, pathOf(found))
  const state = { typed: { deed, field: kept.text }, problems: [], isMoved: false }
  return await show(c, pageOf(found), ProposalPage(await pageProps(c, found, state)))
})

proposalDeedRoutes.post('/:code/merge', async (c) => {
  const found = await findFor(c, 'merge')
  const form = found && (await readForm(c))
  if (!found || !form) return await c.notFound()
  const { db, actor, now, zone } = c.var
  const code = plainText(form.text('into'))
  const isDone = found.row.mergedInto !== null && (await survivorCode(db.read, found.row)) === code
  if (isDone) return redirect(c, pathOf(found))
  const typed = { deed: 'merge', field: form.text } as const
  if (!isOpen(found, 'merge', form)) return await answerMoved(c, found, typed)
  const into = code ? await findProposal(db.read, actor, code) : undefined
  if (!into || !isCandidate(found, into)) {
    return await askAgain(c, found, typed, [{ field: 'into', reason: 'into_unknown' }])
  }
  const done = await db
    .tx((tx) => mergeProposals(tx, actor, found, into.row, { now, zone }))
    .catch((error: unknown) => {
      if (error instanceof MergeLost) return false
      throw error
    })
  return done ? redirect(c, pathOf(found)) : await answerMoved(c, found, typed)
})

/** As the form offers them: another one that waits for the same unit. */
const isCandidate = ({ row }: FoundProposal, { row: into }: FoundProposal) =>
  into.id !== row.id &&
  isWaitingProposal(into.status) &&
  row.waitsForUnitId !== null &&
  into.waitsForUnitId === row.waitsForUnitId

proposalDeedRoutes.post('/:code/:deed', async (c) => {
  const deed = choose(c.req.param('deed'), proposalDeeds)
  const form = deed && (await readForm(c))
  if (!deed || deed === 'edit' || deed === 'merge' || !form) return await c.notFound()
  const found = await findFor(c, deed)
  if (!found) return (await wasSentOn(c, deed, form)) ? redirect(c, '/proposals') : await c.notFound()

  const typed = { deed, field: form.text }
  const { step, problems } = await readStep(c, found, deed, form)
  if (step && isRepeated(c, found.steps, step)) return redirect(c, pathOf(found))
  if (!isOpen(found, deed, form)) return await answerMoved(c, found, typed)
  if (!step) return await askAgain(c, found, typed, problems)
  return await take(c, found, step, form, typed)
})

async function take(c: Visit, found: FoundProposal, step: Step, form: Form, typed: TypedDeed) {
  const { db, actor, now, zone } = c.var
  const done = await db.tx((tx) => takeStep(tx, actor, found, step, { now, zone }))
  const fresh = await findHere(c)
  if (done) return redirect(c, fresh ? pathOf(fresh) : '/proposals')
  if (fresh && isRepeated(c, fresh.steps, step)) return redirect(c, pathOf(fresh))
  if (!fresh && (await wasSentOn(c, step.deed, form))) return redirect(c, '/proposals')
  return await answerMoved(c, found, typed)
}

function findHere(c: Visit): Promise<FoundProposal | undefined> {
  return findProposal(c.var.db.read, c.var.actor, plainText(c.req.param('code') ?? ''))
}

/** The proposal, where a step is this person's to take, be it now or at another time. */
async function findFor(c: Visit, deed: ProposalDeed): Promise<FoundProposal | undefined> {
  const found = await findHere(c)
  return found && mayEver(c.var.actor, found.sides, deed) ? found : undefined
}

const pathOf = ({ row }: FoundProposal) => `/proposals/${encodeURIComponent(row.code)}`

/** A step is about the proposal that was on the screen. */
const isOpen = (found: FoundProposal, deed: ProposalDeed, form: Form) =>
  found.deeds.includes(deed) && isAbout(form, found.row.version)

/** The same step of the same person sent twice stands once. */
function isRepeated(c: Visit, steps: FoundProposal['steps'], step: Step): boolean {
  const { onDay = null, toWhom = '', document = '', body = '', step: name } = stepOf(step, c.var.today)
  const last = steps.at(-1)
  return (
    last?.byUserId === c.var.actor.userId &&
    last.step === name &&
    last.onDay === onDay &&
    last.toWhom === toWhom &&
    last.document === document &&
    last.body === body
  )
}

/** An office that sent it on to another one may not read it any more; its second click is still answered. */
async function wasSentOn(c: Visit, deed: ProposalDeed, form: Form): Promise<boolean> {
  if (deed !== 'forward') return false
  const { db, actor } = c.var
  const last = await findLastStep(db.read, actor.tenant, plainText(c.req.param('code') ?? ''))
  return last?.step === 'forwarded' && last.byUserId === actor.userId && last.body === form.text('text')
}

const pageOf = ({ row }: FoundProposal) => ({ title: row.title, here: '/proposals' })

type State = Pick<ProposalPageProps, 'typed' | 'problems' | 'isMoved'>

async function askAgain(c: Visit, found: FoundProposal, typed: TypedDeed, problems: DeedProblem[]) {
  const props = await pageProps(c, found, { typed, problems, isMoved: false })
  return await refuse(c, pageOf(found), ProposalPage(props))
}

/** Somebody was faster, or the step was taken: the page says how it stands now. */
async function answerMoved(c: Visit, before: FoundProposal, typed: TypedDeed) {
  const found = (await findHere(c)) ?? before
  const props = await pageProps(c, found, { typed, problems: [], isMoved: true })
  return await refuse(c, pageOf(found), ProposalPage(props), 409)
}

async function pageProps(c: Visit, found: FoundProposal, state: State): Promise<ProposalPageProps> {
  const { db, actor, reader, today } = c.var
  const { row, unit, waitsFor, steps, deeds } = found
  const readsUnit = readablePaths(actor).some((path) => unit.path.startsWith(path))
  const office = waitsFor ?? unit
  return {
    reader,
    proposal: row,
    unit,
    readsUnit,
    waitsFor,
    isOwner: found.sides.isOwner,
    lastSign: lastSignIn(steps),
    blocked: await listBlocked(db.read, actor, row.id),
    steps,
    mergedInto: await survivorCode(db.read, row),
    receipt: readsUnit ? await receiptOf(db.read, row) : null,
    deeds,
    places: deeds.includes('forward')
      ? await listAddressees(db.read, actor.tenant, office, today)
      : { above: [], beside: [], below: [] },
    candidates: deeds.includes('merge') ? await listCandidates(db.read, actor, found) : [],
    longest: longestOf,
    ...state,
  }
}
