import { Hono } from 'hono'
import { RequestPage, type RequestPageProps } from '../../views/extensions/form.tsx'
import type { RequestProblem } from '../../views/extensions/shapes.ts'
import { mayRequestExtension } from '../domain/access.ts'
import {
  barToAsking,
  dueLimits,
  type ExtensionBar,
  type ExtensionContent,
  faultOfDue,
  lastDueDay,
} from '../domain/extension.ts'
import { causes } from '../domain/update.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import { type Asked, requestExtension } from '../storage/extensions.ts'
import { findExtension, findPendingExtension } from '../storage/found-extensions.ts'
import { newId } from '../storage/ids.ts'
import { type FoundTarget, findTarget } from '../storage/targets.ts'
import { redirect, refuse, show } from './answers.ts'
import { briefOf } from './extension-page.ts'
import { MOST_FILES, type Received, receiveFiles } from './files.ts'
import { choose, type Form, formOf, keptForm, readForm, readId } from './forms.ts'
import { plainText } from './queries.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

/** A head asks for more time for one target. */
export const targetExtensionRoutes = new Hono<House>()

const LONGEST_REASON = 5000
const nothingTyped = formOf([])

targetExtensionRoutes.get('/:code/extension', async (c) => {
  const found = await findOwn(c)
  if (!found) return await c.notFound()
  const kept = keptForm(c)
  const props = await propsOf(c, found, kept ?? nothingTyped, { filesLost: kept !== undefined })
  return await show(c, pageOf(c, found), RequestPage(props))
})

targetExtensionRoutes.post('/:code/extension', async (c) => {
  const found = await findOwn(c)
  if (!found) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)

  const id = readId(form.text('id')) ?? newId(c.var.now)
  const bar = await barOf(c, found)
  // What was sent before has moved on: it is compared with what it said, not judged by what holds now. Asked after the
  // bar, which may be the very same request, sent a moment before.
  const isResent = (await findExtension(c.var.db.read, c.var.actor, id))?.found.row.id === found.row.id
  if (bar && !isResent) return await showOvertaken(c, found, form)
  const { content, received, problems } = await readRequest(c, found, form, isResent)
  if (!content) return await askAgain(c, found, form, problems)

  await received.store()
  const asked = await ask(c, found, { id, content, files: received.files })
  if (asked.kind === 'kept' || asked.kind === 'repeated') return redirect(c, `/extensions/${id}`)
  return await showOvertaken(c, found, form)
})

function ask(
  c: Visit,
  found: FoundTarget,
  asked: { id: string; content: ExtensionContent; files: Received['files'] },
): Promise<Asked> {
  const { actor, now, zone } = c.var
  return c.var.db.tx((tx) => requestExtension(tx, actor, found, asked, { now, zone }))
}

/** The target, for the head of its unit. */
async function findOwn(c: Visit): Promise<FoundTarget | undefined> {
  const found = await findTarget(c.var.db.read, c.var.actor, plainText(c.req.param('code') ?? ''))
  return found && mayRequestExtension(c.var.actor, found.sides) ? found : undefined
}

async function barOf(c: Visit, { row, campaign }: FoundTarget): Promise<ExtensionBar | null> {
  const pending = await findPendingExtension(c.var.db.read, row.tenant, row.id)
  return barToAsking(row, campaign, pending !== undefined)
}

/** A request fit to be sent, or every problem of the form. */
async function readRequest(c: Visit, found: FoundTarget, form: Form, isResent: boolean) {
  const problems: RequestProblem[] = []
  const dueOn = readDueOn(c, found, form, isResent, problems)
  const reasonCode = choose(form.text('reason_code'), causes)
  const reason = form.text('reason')
  if (!reasonCode) problems.push({ field: 'reason_code', reason: 'cause_missing' })
  if (reason === '') problems.push({ field: 'reason', reason: 'reason_missing' })
  if (reason.length > LONGEST_REASON)
    problems.push({ field: 'reason', reason: 'too_long', hint: String(LONGEST_REASON) })
  const received = await receiveFiles(c, form.files('evidence'))
  problems.push(...received.problems)
  const isFit = dueOn && reasonCode && problems.length === 0
  return { content: isFit ? { dueOn, reasonCode, reason } : undefined, received, problems }
}

function readDueOn(
  c: Visit,
  { row, campaign }: FoundTarget,
  form: Form,
  isResent: boolean,
  problems: RequestProblem[],
) {
  const typed = form.text('due_on')
  const day = readDay(typed)
  if (!day) {
    problems.push({ field: 'due_on', reason: typed === '' ? 'day_missing' : 'day_unreadable' })
    return undefined
  }
  const { today, reader } = c.var
  const fault = isResent ? null : faultOfDue(day, row.dueOn, campaign, today)
  const limits = dueLimits(row.dueOn, campaign, today)
  if (fault) problems.push({ field: 'due_on', reason: fault, hint: writeDay(reader.language, limits[fault]) })
  return day
}

async function askAgain(c: Visit, found: FoundTarget, form: Form, problems: RequestProblem[]) {
  const filesLost = form.files('evidence').length > 0
  const props = await propsOf(c, found, form, { problems, filesLost })
  return await refuse(c, pageOf(c, found), RequestPage(props))
}

/** Somebody of the unit was faster, or the target was closed: how things stand now, and what was typed. */
async function showOvertaken(c: Visit, found: FoundTarget, form: Form) {
  const fresh = (await findTarget(c.var.db.read, c.var.actor, found.row.code)) ?? found
  const filesLost = form.files('evidence').length > 0
  const typed = formOf(
    form.fields.filter(({ name }) => name !== 'id').map(({ name, value }) => [name, value]),
  )
  const props = await propsOf(c, fresh, typed, { filesLost, overtaken: true })
  return await refuse(c, pageOf(c, fresh), RequestPage(props), 409)
}

const pageOf = (c: Visit, { row }: FoundTarget) => ({
  title: c.var.reader.t('extension.askTitle', { title: row.title }),
  here: '/commitments',
  isForm: true,
})

async function propsOf(
  c: Visit,
  found: FoundTarget,
  form: Form,
  state: Partial<Pick<RequestPageProps, 'problems' | 'filesLost' | 'overtaken'>>,
): Promise<RequestPageProps> {
  const { db, reader, config, now } = c.var
  const { row, campaign } = found
  const pending = await findPendingExtension(db.read, row.tenant, row.id)
  return {
    reader,
    target: briefOf(found),
    body: campaign.ownerName,
    id: readId(form.text('id')) ?? newId(now),
    typed: {
      due_on: form.text('due_on'),
      reason_code: form.text('reason_code'),
      reason: form.text('reason'),
    },
    problems: state.problems ?? [],
    filesLost: state.filesLost === true,
    bar: barToAsking(row, campaign, pending !== undefined),
    pendingHref: pending ? reader.at(`/extensions/${pending.id}`) : null,
    overtaken: state.overtaken === true,
    lastDay: lastDueDay(campaign),
    limits: {
      files: MOST_FILES,
      megabytes: config.uploadLimitBytes / 1024 / 1024,
      text: LONGEST_REASON,
    },
  }
}
