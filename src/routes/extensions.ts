import { Hono } from 'hono'
import { LONGEST_DOCUMENT, LONGEST_TEXT, type TypedRuling } from '../../views/extensions/decision.tsx'
import { ExtensionPage } from '../../views/extensions/page.tsx'
import type { RulingProblem } from '../../views/extensions/shapes.ts'
import { hasDesk } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import { barToGranting, dueLimits, faultOfDue } from '../domain/extension.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import type { Writer } from '../storage/client.ts'
import { decideExtension, giveOpinion, type Ruling, withdrawExtension } from '../storage/extensions.ts'
import { type FoundExtension, findExtension } from '../storage/found-extensions.ts'
import { redirect, refuse, show } from './answers.ts'
import type { ExtensionDone } from './desk.ts'
import { mayWith, type PageState, pageProps, typedOpinion, typedRuling, untouched } from './extension-page.ts'
import { sendFile } from './files.ts'
import { type Form, isAbout, keptForm, readForm, readId } from './forms.ts'
import { localPath } from './queries.ts'
import type { House, Visit } from './visit.ts'

/** One request for more time: what was asked, what the office advises, what was decided. */
export const extensionRoutes = new Hono<House>()

extensionRoutes.get('/:id', async (c) => {
  const extension = await findHere(c)
  if (!extension) return await c.notFound()
  const kept = keptForm(c)
  const state = kept ? { ...untouched, ...typedIn(kept) } : untouched
  return await show(c, pageOf(c, extension), ExtensionPage(await pageProps(c, extension, state)))
})

extensionRoutes.get('/:id/decision', async (c) => {
  const extension = await findHere(c)
  if (!extension || !mayWith(c, extension).decide) return await c.notFound()
  const kept = keptForm(c)
  const state = kept ? { ...untouched, ...typedIn(kept) } : untouched
  return await show(c, pageOf(c, extension), ExtensionPage(await pageProps(c, extension, state)))
})

extensionRoutes.get('/:id/files/:position', async (c) => {
  const extension = await findHere(c)
  const position = c.req.param('position')
  return await sendFile(
    c,
    extension?.files.find((file) => String(file.position) === position),
  )
})

extensionRoutes.post('/:id/opinion', async (c) => {
  const { extension, form } = await openFor(c, 'advise')
  if (!extension || !form) return await c.notFound()
  const { row } = extension
  const advice = typedOpinion(form)
  const { stance, opinion } = advice
  const problems: RulingProblem[] = []
  if (stance === '') problems.push({ field: 'stance', reason: 'stance_missing' })
  if (stance === 'disagree' && opinion === '') problems.push({ field: 'opinion', reason: 'opinion_missing' })
  noteLength(problems, 'opinion', opinion, LONGEST_TEXT)
  if (stance === '' || problems.length)
    return await askAgain(c, extension, { ...untouched, advice, problems })

  const mine = row.opinionBy === c.var.actor.userId && row.opinionStance === stance && row.opinion === opinion
  if (mine) return redirect(c, backOf(c, extension, form, 'opinion'))
  const isKept = await change(c, extension, form, (tx) =>
    giveOpinion(tx, c.var.actor, row, extension.found, { stance, opinion }, momentOf(c)),
  )
  if (isKept) return redirect(c, backOf(c, extension, form, 'opinion'))
  return await showConflict(c, extension, { ...untouched, advice }, (fresh) => {
    const { opinionBy, opinionStance, opinion: text } = fresh.row
    return opinionBy === c.var.actor.userId && opinionStance === stance && text === opinion
  })
})

extensionRoutes.post('/:id/decision', async (c) => {
  const { extension, form } = await openFor(c, 'decide')
  if (!extension || !form) return await c.notFound()
  const { row } = extension
  const ruling = typedRuling(form)
  // What is decided is not judged once more: it is the same decision, or another one that comes too late.
  const read = row.decision ? { problems: [], newDueOn: null } : readRuling(c, extension, ruling)
  if (read.problems.length) {
    // Decided while it was being read here, it would be held against the new deadline.
    const isDecided = !row.decision && (await findHere(c))?.row.decision
    if (!isDecided) return await askAgain(c, extension, { ...untouched, ruling, problems: read.problems })
    return await showConflict(c, extension, { ...untouched, ruling }, (fresh) => isSame(c, fresh, ruling))
  }

  const decided: Ruling = {
    decision: ruling.decision === 'refuse' ? 'refused' : 'granted',
    newDueOn: read.newDueOn,
    comment: ruling.comment,
    document: ruling.document,
  }
  const isKept = await change(c, extension, form, (tx) =>
    decideExtension(tx, c.var.actor, row, extension.found, decided, momentOf(c)),
  )
  if (isKept) return redirect(c, backOf(c, extension, form, decided.decision))
  return await showConflict(c, extension, { ...untouched, ruling }, (fresh) => isSame(c, fresh, ruling))
})

extensionRoutes.post('/:id/withdraw', async (c) => {
  const { extension, form } = await openFor(c, 'withdraw')
  if (!extension || !form) return await c.notFound()
  const { row, found } = extension
  const isKept = await c.var.db.tx((tx) => withdrawExtension(tx, c.var.actor, row, found, momentOf(c)))
  if (isKept) return redirect(c, `/extensions/${row.id}`)
  return await showConflict(c, extension, untouched, (fresh) => fresh.row.decision === 'withdrawn')
})

const momentOf = (c: Visit) => ({ now: c.var.now, zone: c.var.zone })

const typedIn = (form: Form) => ({ ruling: typedRuling(form), advice: typedOpinion(form) })

async function findHere(c: Visit): Promise<FoundExtension | undefined> {
  const id = readId(c.req.param('id') ?? '')
  return id ? await findExtension(c.var.db.read, c.var.actor, id) : undefined
}

/** The request and the form, for who may do this with it. */
async function openFor(c: Visit, deed: 'decide' | 'advise' | 'withdraw') {
  const extension = await findHere(c)
  if (!extension || !mayWith(c, extension)[deed]) return { extension: undefined, form: undefined }
  return { extension, form: await readForm(c) }
}

/** Does it, if what the form was about is what still stands. */
async function change(
  c: Visit,
  { row }: FoundExtension,
  form: Form,
  deed: (tx: Writer) => Promise<boolean>,
): Promise<boolean> {
  return isAbout(form, row.version) && (await c.var.db.tx(deed))
}

function readRuling(
  c: Visit,
  extension: FoundExtension,
  ruling: TypedRuling,
): { problems: RulingProblem[]; newDueOn: Day | null } {
  const { decision, comment, document } = ruling
  const problems: RulingProblem[] = []
  if (decision === '') problems.push({ field: 'decision', reason: 'decision_missing' })
  if (decision === 'refuse' && comment === '') problems.push({ field: 'comment', reason: 'comment_missing' })
  noteLength(problems, 'comment', comment, LONGEST_TEXT)
  noteLength(problems, 'document', document, LONGEST_DOCUMENT)
  const isGranted = decision === 'grant' || decision === 'grant_other'
  const newDueOn = isGranted ? readNewDue(c, extension, ruling, problems) : null
  return { problems, newDueOn }
}

/** The deadline that is granted, held against the deadline in force and the limits of the campaign. */
function readNewDue(
  c: Visit,
  { row, found }: FoundExtension,
  { decision, due_on }: TypedRuling,
  problems: RulingProblem[],
): Day | null {
  const { today, reader } = c.var
  const bar = barToGranting(found.row, found.campaign)
  if (bar) {
    problems.push({ field: 'decision', reason: bar })
    return null
  }
  const isOther = decision === 'grant_other'
  const day = isOther ? readDay(due_on) : row.proposedDueOn
  if (!day) {
    problems.push({ field: 'due_on', reason: due_on === '' ? 'day_missing' : 'day_unreadable' })
    return null
  }
  const fault = faultOfDue(day, found.row.dueOn, found.campaign, today)
  const limits = dueLimits(found.row.dueOn, found.campaign, today)
  const write = (hint: Day) => writeDay(reader.language, hint)
  if (fault && isOther) problems.push({ field: 'due_on', reason: fault, hint: write(limits[fault]) })
  else if (fault === 'past') problems.push({ field: 'decision', reason: 'proposed_past', hint: write(day) })
  else if (fault) problems.push({ field: 'decision', reason: fault, hint: write(limits[fault]) })
  return day
}

function noteLength(problems: RulingProblem[], field: RulingProblem['field'], text: string, most: number) {
  if (text.length > most) problems.push({ field, reason: 'too_long', hint: String(most) })
}

/** The same decision of the same person sent twice stands once. */
function isSame(c: Visit, { row }: FoundExtension, { decision, due_on, comment, document }: TypedRuling) {
  if (row.decidedBy !== c.var.actor.userId) return false
  if ((row.comment ?? '') !== comment || (row.document ?? '') !== document) return false
  if (decision === 'refuse') return row.decision === 'refused'
  const day = decision === 'grant' ? row.proposedDueOn : readDay(due_on)
  return decision !== '' && row.decision === 'granted' && row.newDueOn === day
}

/** Where the form was: the desk, which says what was done, for the card is gone from it; else the page of the request. */
function backOf(c: Visit, { row }: FoundExtension, form: Form, done: ExtensionDone): string {
  const back = form.text('back')
  if (!back) return `/extensions/${row.id}`
  const path = localPath(c, back)
  return `${path}${path.includes('?') ? '&' : '?'}done=${done}`
}

const pageOf = (c: Visit, { found }: FoundExtension) => ({
  title: c.var.reader.t('extension.askTitle', { title: found.row.title }),
  here: hasDesk(c.var.actor) ? '/desk' : '/commitments',
})

async function askAgain(c: Visit, extension: FoundExtension, state: PageState) {
  return await refuse(c, pageOf(c, extension), ExtensionPage(await pageProps(c, extension, state)))
}

/** It came too late: fine if it says what stands already, else how things stand and what was typed. */
async function showConflict(
  c: Visit,
  extension: FoundExtension,
  state: PageState,
  stands: (fresh: FoundExtension) => boolean,
) {
  const fresh = (await findHere(c)) ?? extension
  if (stands(fresh)) return redirect(c, `/extensions/${fresh.row.id}`)
  const conflict = fresh.row.decision ? 'decided' : 'changed'
  const props = await pageProps(c, fresh, { ...state, conflict })
  return await refuse(c, pageOf(c, fresh), ExtensionPage(props), 409)
}
