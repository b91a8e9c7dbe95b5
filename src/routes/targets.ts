import { Hono } from 'hono'
import { ConflictPage } from '../../views/updates/conflict.tsx'
import { UpdateFormPage } from '../../views/updates/form.tsx'
import { UpdatePreview } from '../../views/updates/preview.tsx'
import type { UpdateProblem } from '../../views/updates/problems.ts'
import { mayReport, maySubmit } from '../domain/access.ts'
import { planAt } from '../domain/plan.ts'
import type { EvidenceFile, SendAs, UpdateContent } from '../domain/update.ts'
import { findLastActor } from '../storage/audit.ts'
import { inspectFile, storeFile } from '../storage/evidence.ts'
import { type FoundUpdate, findUpdate, signersOf, type UpdateRow } from '../storage/found-updates.ts'
import { newId } from '../storage/ids.ts'
import { findTarget } from '../storage/targets.ts'
import { type NewUpdate, sendUpdate } from '../storage/updates.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, formOf, keptForm, readForm, readId } from './forms.ts'
import { plainText } from './queries.ts'
import { contentOf } from './reports.ts'
import { unreadable } from './trouble.ts'
import { startingForm } from './update-fields.ts'
import { readUpdateForm } from './update-form.ts'
import {
  beforeOf,
  briefOf,
  correctedBy,
  type Desk,
  formProps,
  openDesk,
  previewOf,
  storedFiles,
  withoutOwn,
} from './update-page.ts'
import type { House, Visit } from './visit.ts'

const MOST_FILES = 5

export const targetRoutes = new Hono<House>()

targetRoutes.get('/:code/update', async (c) => {
  const desk = await findDesk(c)
  if (!desk) return await c.notFound()

  const corrected = desk.standing.find((row) => row.state === 'returned' && isNewest(desk, row))
  return await showForm(c, desk, corrected)
})

targetRoutes.get('/:code/update/preview', async (c) => {
  const desk = await findDesk(c)
  if (!desk) return await c.notFound()

  const form = formOf([...new URL(c.req.url).searchParams.entries()])
  const { row, unit } = desk.found
  const target = briefOf(row, unit.name, planAt(desk.facts, c.var.today))
  c.header('Cache-Control', 'private, no-store')
  return c.html(UpdatePreview({ reader: c.var.reader, target, ...previewOf(c, desk, form) }))
})

targetRoutes.post('/:code/updates', async (c) => {
  const whole = await findDesk(c)
  if (!whole) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)

  const id = readId(form.text('id')) ?? newId(c.var.now)
  const stored = await findUpdate(c.var.db.read, c.var.actor, id)
  const desk = withoutOwn(whole, id)
  const { update, problems } = await readReport(c, desk, form, id, stored)
  if (!update) return await askAgain(c, desk, form, isForeign(stored, desk) ? newId(c.var.now) : id, problems)
  // Somebody began another draft meanwhile: neither is hidden behind the other.
  const isSecondDraft = update.sendAs === 'draft' && !stored && desk.draft
  if (isSecondDraft) return await showConflict(c, desk, form, isSecondDraft.id)

  const at = { now: c.var.now, zone: c.var.zone }
  const sent = await c.var.db.tx((tx) => sendUpdate(tx, c.var.actor, update, at))
  if (sent.kind === 'conflict') return await showConflict(c, desk, form, id)
  return redirect(
    c,
    sent.receipt ? `/updates/${sent.receipt}` : `/targets/${desk.found.row.code}/update?saved=1`,
  )
})

/** The report fit to be sent, or every problem of the form. */
async function readReport(c: Visit, desk: Desk, form: Form, id: string, stored: FoundUpdate | undefined) {
  const sendAs = stepOf(c, desk, form)
  const corrected = correctedBy(desk, form)
  const isResend = stored !== undefined && stored.row.state !== 'draft'
  const before = isResend
    ? { ...beforeOf(desk, undefined), facts: nothingBefore(desk) }
    : beforeOf(desk, corrected)
  const { content, problems } = readUpdateForm(c, form, desk.found, before, sendAs === 'draft')
  // What is done takes corrections of what was said, and nothing new.
  const isOver = desk.found.row.baseClass !== 'open' && !corrected && !isResend
  if (isOver || isForeign(stored, desk) || isStrange(form, isResend || corrected !== undefined)) {
    problems.push({ field: 'as_of', reason: 'sent_badly' })
  }
  const files = await readFiles(c, form, id, corrected, problems)
  if (!content || problems.length) return { update: undefined, problems }
  const corrects = corrected?.id ?? null
  return { update: newUpdate(desk, form, { id, content, files, sendAs, corrects }), problems }
}

/** A report sent again is compared with what it said, not judged once more by what has come since. */
const nothingBefore = (desk: Desk) => ({ ...desk.facts, updates: [] })

const isForeign = (stored: FoundUpdate | undefined, { found }: Desk) =>
  stored !== undefined && stored.row.targetId !== found.row.id

/** An id, a step or a corrected report that this form never had. */
function isStrange(form: Form, isCorrectsKnown: boolean): boolean {
  const id = form.text('id')
  if (id !== '' && !readId(id)) return true
  if (!['', 'submit', 'draft'].includes(form.text('do'))) return true
  return form.text('corrects') !== '' && !isCorrectsKnown
}

async function findDesk(c: Visit): Promise<Desk | undefined> {
  const found = await findTarget(c.var.db.read, c.var.actor, plainText(c.req.param('code') ?? ''))
  const isClosed = found && ['suspended', 'transferred', 'cancelled'].includes(found.row.state)
  return found && !isClosed && mayReport(c.var.actor, found.sides) ? await openDesk(c, found) : undefined
}

const isNewest = (desk: Desk, row: UpdateRow) => desk.standing[0]?.id === row.id

/** The form as it starts, or as it was typed before the session had to be renewed. */
export async function showForm(c: Visit, desk: Desk, corrected: UpdateRow | undefined) {
  const kept = keptForm(c)
  const start = startingForm(c, desk, corrected)
  const form = kept ?? formOf(start.fields)
  const id = (kept && readId(kept.text('id'))) ?? start.id
  const version = kept ? versionOf(kept) : start.version
  const props = await formProps(c, desk, { form, problems: [], id, version, filesLost: kept !== undefined })
  const { t } = c.var.reader
  const saved = c.req.query('saved') === '1' && desk.draft
  return await show(
    c,
    {
      title: t('update.title', { title: desk.found.row.title }),
      here: '/my-work',
      isForm: true,
      ...(saved && { flash: { kind: 'done' as const, text: t('form.draftSaved') } }),
    },
    UpdateFormPage(props),
  )
}

/** What a head sends is submitted; what a clerk sends awaits endorsement. */
function stepOf(c: Visit, { found }: Desk, form: Form): SendAs {
  if (form.text('do') === 'draft') return 'draft'
  return maySubmit(c.var.actor, found.sides) ? 'submitted' : 'awaiting_endorsement'
}

const versionOf = (form: Form) => (/^\d{1,6}$/.test(form.text('version')) ? Number(form.text('version')) : 0)

function newUpdate(
  { found }: Desk,
  form: Form,
  sent: {
    id: string
    content: UpdateContent
    files: EvidenceFile[]
    sendAs: SendAs
    corrects: string | null
  },
): NewUpdate {
  const { row } = found
  const captured = Date.parse(form.text('captured_at'))
  return {
    ...sent,
    version: versionOf(form),
    target: { id: row.id, code: row.code, unitId: row.unitId, campaignId: row.campaignId },
    typedValue: form.text('value'),
    capturedAt: Number.isNaN(captured) ? null : captured,
  }
}

/** Keeps the files that were sent, told by their content, beside those the form still wants of the stored ones. */
async function readFiles(
  c: Visit,
  form: Form,
  id: string,
  corrected: UpdateRow | undefined,
  problems: UpdateProblem[],
): Promise<EvidenceFile[]> {
  const wanted = new Set(form.texts('keep'))
  const files: EvidenceFile[] = (await storedFiles(c, id, corrected))
    .filter((file) => wanted.has(file.hash))
    .map(({ hash, name, mediaType, size }) => ({ hash, name, mediaType, size }))
  const sent = form.files('evidence')
  if (files.length + sent.length > MOST_FILES) {
    problems.push({ field: 'evidence', reason: 'too_many_files', hint: String(MOST_FILES) })
    return files
  }
  for (const file of sent) {
    const inspected = await inspectFile(file, c.var.config.uploadLimitBytes)
    if ('fault' in inspected) {
      const reason = { empty: 'file_empty', too_large: 'file_too_large', wrong_kind: 'file_kind' } as const
      problems.push({ field: 'evidence', reason: reason[inspected.fault], hint: file.name.slice(0, 100) })
      continue
    }
    if (problems.length === 0) await storeFile(c.var.config.dataDir, inspected.kept.hash, inspected.bytes)
    if (!files.some((kept) => kept.hash === inspected.kept.hash)) files.push(inspected.kept)
  }
  return files
}

async function askAgain(c: Visit, desk: Desk, form: Form, id: string, problems: UpdateProblem[]) {
  const filesLost = form.files('evidence').length > 0
  const props = await formProps(c, desk, { form, problems, id, version: versionOf(form), filesLost })
  const { t } = c.var.reader
  const page = { title: t('update.title', { title: desk.found.row.title }), here: '/my-work', isForm: true }
  return await refuse(c, page, UpdateFormPage(props))
}

/** Both versions, and one's own still in a form: over a draft with its present version, over a sent report as its next revision. */
async function showConflict(c: Visit, desk: Desk, form: Form, id: string) {
  const stored = await findUpdate(c.var.db.read, c.var.actor, id)
  if (!stored || stored.row.targetId !== desk.found.row.id) return await c.notFound()
  const isDraft = stored.row.state === 'draft'
  const typed: [string, string][] = form.fields
    .filter((field) => field.name !== 'corrects')
    .map((field) => [field.name, field.value])
  const again = formOf(isDraft || !stored.row.receipt ? typed : [...typed, ['corrects', stored.row.receipt]])
  const props = await formProps(c, desk, {
    form: again,
    problems: [],
    id: isDraft ? id : newId(c.var.now),
    version: isDraft ? stored.row.version : 0,
    filesLost: form.files('evidence').length > 0,
  })
  const { tenant } = c.var.actor
  const last = await findLastActor(c.var.db.read, tenant, 'update', stored.row.id)
  const names = await signersOf(c.var.db.read, tenant, [last?.actorId ?? null])
  const by = names(last?.actorId ?? null)?.title ?? stored.enteredBy.title
  const at = last?.at ?? stored.row.createdAt
  const { state, receipt } = stored.row
  const page = { title: c.var.reader.t('update.conflictTitle'), here: '/my-work', isForm: true }
  const body = ConflictPage({
    stored: { content: contentOf(stored), state, receipt, at, by },
    form: props,
  })
  return await refuse(c, page, body, 409)
}
