import { Hono } from 'hono'
import { ConflictPage } from '../../views/updates/conflict.tsx'
import { UpdateFormPage } from '../../views/updates/form.tsx'
import { UpdatePreview } from '../../views/updates/preview.tsx'
import type { UpdateProblem } from '../../views/updates/problems.ts'
import { isReturnedBehalf, reportsAs } from '../domain/access.ts'
import type { Finding } from '../domain/checks.ts'
import { planAt } from '../domain/plan.ts'
import { isToCome } from '../domain/standing.ts'
import { findLastActor } from '../storage/audit.ts'
import { findUpdate, signersOf, type UpdateRow } from '../storage/found-updates.ts'
import { newId } from '../storage/ids.ts'
import { findTarget } from '../storage/targets.ts'
import { sendUpdate } from '../storage/updates.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, formOf, keptForm, readForm, readId } from './forms.ts'
import { plainText } from './queries.ts'
import { contentOf } from './reports.ts'
import { unreadable } from './trouble.ts'
import { startingForm } from './update-fields.ts'
import { briefOf, type Desk, openDesk, withoutOwn } from './update-page.ts'
import { formProps, previewOf } from './update-props.ts'
import { dayTaken, isForeign, readReport, versionOf } from './update-report.ts'
import { filledIn } from './update-same.ts'
import type { House, Visit } from './visit.ts'

export const targetRoutes = new Hono<House>()

targetRoutes.get('/:code/update', async (c) => {
  const desk = await findDesk(c)
  if (!desk) return await c.notFound()

  const returned = desk.standing.find(
    (row) => row.state === 'returned' && isNewest(desk, row) && (!desk.behalf || isReturnedBehalf(row)),
  )
  return await showForm(c, desk, returned ?? todaysOf(c, desk))
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
  const sent = await readForm(c)
  if (!sent) return await unreadable(c)
  // Once more where an annex has raised the decimals meanwhile.
  for (let desk: Desk | undefined = whole; desk; desk = await findDesk(c)) {
    const answer = await submit(c, desk, sent)
    if (answer) return answer
  }
  return await c.notFound()
})

/** Undefined where the figures were read with other decimals than they are kept with by now. */
async function submit(c: Visit, whole: Desk, sent: Form) {
  const id = readId(sent.text('id')) ?? newId(c.var.now)
  const stored = await findUpdate(c.var.db.read, c.var.actor, id)
  const desk = withoutOwn(whole, id)
  const form = filledIn(c, desk, sent)
  const report = await readReport(c, desk, form, id, stored)
  const { update } = report
  if (!update) return await askAgain(c, desk, form, isForeign(stored, desk) ? newId(c.var.now) : id, report)
  // Somebody began another draft meanwhile: neither is hidden behind the other.
  const isSecondDraft = update.sendAs === 'draft' && !stored && desk.draft
  if (isSecondDraft) return await showConflict(c, desk, form, isSecondDraft.id)

  const at = { now: c.var.now, zone: c.var.zone }
  const answer = await c.var.db.tx((tx) => sendUpdate(tx, c.var.actor, update, at))
  if (answer.kind === 'refined') return undefined
  if (answer.kind === 'conflict') return await showConflict(c, desk, form, id)
  if (answer.kind === 'taken')
    return await askAgain(c, desk, form, id, { problems: [dayTaken(c, update.content.asOf)] })
  const { receipt } = answer
  return redirect(c, receipt ? `/updates/${receipt}` : `/targets/${desk.found.row.code}/update?saved=1`)
}

/** Nothing is reported of what was stopped, or has not begun. */
async function findDesk(c: Visit): Promise<Desk | undefined> {
  const found = await findTarget(c.var.db.read, c.var.actor, plainText(c.req.param('code') ?? ''))
  const isClosed = found && ['suspended', 'transferred', 'cancelled'].includes(found.row.state)
  if (found && isToCome(found.row, c.var.today, found.commitment.effectiveFrom)) return undefined
  return found && !isClosed && reportsAs(c.var.actor, found.sides) ? await openDesk(c, found) : undefined
}

const isNewest = (desk: Desk, row: UpdateRow) => desk.standing[0]?.id === row.id

/** A second report of the same day is the next revision of the first, and so begins with what that one says. */
function todaysOf(c: Visit, desk: Desk): UpdateRow | undefined {
  if (desk.behalf || desk.draft) return undefined
  return desk.standing.find((row) => row.asOf === c.var.today)
}

/** The form as it starts, or as it was typed before the session had to be renewed. */
export async function showForm(c: Visit, desk: Desk, corrected: UpdateRow | undefined) {
  const kept = keptForm(c)
  const start = startingForm(c, desk, corrected)
  const form = kept ?? formOf(start.fields)
  const id = (kept && readId(kept.text('id'))) ?? start.id
  const version = kept ? versionOf(kept) : start.version
  const isFresh = kept === undefined && corrected === undefined
  const state = { form, problems: [], id, version, filesLost: kept !== undefined, isFresh }
  const props = await formProps(c, desk, state)
  const { t } = c.var.reader
  const saved = c.req.query('saved') === '1' && desk.draft
  return await show(
    c,
    {
      ...pageOf(c, desk),
      ...(saved && { flash: { kind: 'done' as const, text: t('form.draftSaved') } }),
    },
    UpdateFormPage(props),
  )
}

async function askAgain(
  c: Visit,
  desk: Desk,
  form: Form,
  id: string,
  { problems, asked }: { problems: UpdateProblem[]; asked?: Finding[] },
) {
  const filesLost = form.files('evidence').length > 0
  const state = { form, problems, id, version: versionOf(form), filesLost, ...(asked?.length && { asked }) }
  return await refuse(c, pageOf(c, desk), UpdateFormPage(await formProps(c, desk, state)))
}

const pageOf = (c: Visit, { found, behalf }: Desk) => ({
  title: c.var.reader.t(behalf ? 'behalf.title' : 'update.title', { title: found.row.title }),
  here: behalf ? '/desk' : '/my-work',
  isForm: true,
})

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
  const page = { ...pageOf(c, desk), title: c.var.reader.t('update.conflictTitle') }
  const body = ConflictPage({
    stored: { content: contentOf(stored, desk.facts), state, receipt, at, by },
    form: props,
  })
  return await refuse(c, page, body, 409)
}
