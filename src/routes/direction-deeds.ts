import { Hono } from 'hono'
import { DirectionPage } from '../../views/directions/direction.tsx'
import { LONGEST_WORDS, stepFieldId, type TypedStep } from '../../views/directions/part.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { keepsDirection, mayCarryOut, mayCloseTask, mayReturnTask } from '../domain/access-follow-up.ts'
import { assignDirection } from '../storage/directions/assign.ts'
import type { Outcome } from '../storage/directions/deeds.ts'
import type { FoundDirection } from '../storage/directions/find.ts'
import type { DirectionPart } from '../storage/directions/rows.ts'
import { noteDirection, stepTask, type TaskStep } from '../storage/directions/steps.ts'
import { newId } from '../storage/ids.ts'
import { redirect, refuse, show } from './answers.ts'
import { readHanding, seenVersion, typedAssignment } from './direction-handing.ts'
import { type DirectionState, directionProps, findAsked, sidesOf } from './direction-page.ts'
import { choose, keptForm, readForm } from './forms.ts'
import type { House, Visit } from './visit.ts'

export const directionDeedRoutes = new Hono<House>()

directionDeedRoutes.get('/:code', async (c) => {
  const found = await findAsked(c)
  if (!found) return await c.notFound()
  const body = DirectionPage(await directionProps(c, found, keptState(c, found)))
  return await show(c, pageOf(c, found), body)
})

directionDeedRoutes.post('/:code/assign', async (c) => {
  const found = await findAsked(c)
  const form = found && (await readForm(c))
  if (!found || !form || !keepsDirection(c.var.actor, found.row.ownerUnitId)) return await c.notFound()
  const typed = typedAssignment(c, form)
  const { handing, problems } = await readHanding(c, found, form, typed)
  if (!handing) return await askAgain(c, found, { typed, problems }, 422)
  const { db, actor, now, zone } = c.var
  const outcome = await db.tx((tx) => assignDirection(tx, actor, found.row, handing, { now, zone }))
  // The same form may be sent again once what has changed was seen: under a new id, against the new version.
  const again = { typed: { ...typed, id: newId(now) }, conflict: { typed: '' } }
  return await answerTo(c, found, outcome, again)
})

directionDeedRoutes.post('/:code/note', async (c) => {
  const found = await findAsked(c)
  const form = found && (await readForm(c))
  if (!found || !form || !keepsDirection(c.var.actor, found.row.ownerUnitId)) return await c.notFound()
  const typedNote = form.text('text')
  if (typedNote.length > LONGEST_WORDS) {
    const text = c.var.reader.t('direction.problem.too_long')
    return await askAgain(c, found, { typedNote, problems: [{ field: 'note', text }] }, 422)
  }
  const { db, actor, now, zone } = c.var
  const note = { version: seenVersion(form), body: typedNote }
  const outcome = await db.tx((tx) => noteDirection(tx, actor, found.row, note, { now, zone }))
  return await answerTo(c, found, outcome, { typedNote, conflict: { typed: typedNote } })
})

type Deed = 'acknowledge' | TypedStep['deed']

/** Each deed with a task: the step it takes, and what is wrong where its words are missing. */
const deeds = {
  acknowledge: { step: 'acknowledged', missing: null },
  report: { step: 'reported', missing: 'direction.problem.report_missing' },
  return: { step: 'returned', missing: 'direction.problem.reason_missing' },
  close: { step: 'closed', missing: 'direction.problem.words_missing' },
} as const satisfies Record<Deed, { step: TaskStep; missing: string | null }>

directionDeedRoutes.post('/:code/parts/:part/:deed', async (c) => {
  const deed = choose(c.req.param('deed'), ['acknowledge', 'report', 'return', 'close'])
  const found = deed && (await findAsked(c))
  const part = found?.parts.find(({ row }) => row.id === c.req.param('part'))
  const form = part && (await readForm(c))
  if (!deed || !found || !part || !form || !mayStep(c, found, part, deed)) return await c.notFound()

  const text = form.text('text')
  const typedStep = deed === 'acknowledge' ? null : { partId: part.row.id, deed, text }
  const problems = typedStep ? problemsOf(c, part, typedStep) : []
  if (problems.length) return await askAgain(c, found, { typedStep, problems }, 422)
  const { db, actor, now, zone } = c.var
  const step = { step: deeds[deed].step, body: typedStep ? text : '', version: seenVersion(form) }
  // A task that is a target is reported on there, and nowhere else.
  const isElsewhere = deed === 'report' && part.row.targetId !== null
  const outcome = isElsewhere
    ? 'stale'
    : await db.tx((tx) => stepTask(tx, actor, found.row, part.row, step, { now, zone }))
  return await answerTo(c, found, outcome, { typedStep, conflict: { typed: typedStep ? text : '' } })
})

function mayStep(c: Visit, found: FoundDirection, part: DirectionPart, deed: Deed): boolean {
  const { actor } = c.var
  const sides = sidesOf(found, part)
  if (deed === 'return') return mayReturnTask(actor, sides)
  return deed === 'close' ? mayCloseTask(actor, sides) : mayCarryOut(actor, sides.leadUnitId)
}

function problemsOf(c: Visit, { row }: DirectionPart, { deed, text }: TypedStep): FieldError[] {
  const { t } = c.var.reader
  const field = stepFieldId(row, deed)
  if (text === '') return [{ field, text: t(deeds[deed].missing) }]
  return text.length > LONGEST_WORDS ? [{ field, text: t('direction.problem.too_long') }] : []
}

/** What is done, or was done just so before, leads back to the page; where somebody was faster, they see what stands. */
async function answerTo(c: Visit, found: FoundDirection, outcome: Outcome, state: DirectionState) {
  if (outcome !== 'stale') return redirect(c, `/directions/${encodeURIComponent(found.row.code)}`)
  return await askAgain(c, (await findAsked(c)) ?? found, state, 409)
}

async function askAgain(c: Visit, found: FoundDirection, state: DirectionState, status: 409 | 422) {
  return await refuse(c, pageOf(c, found), DirectionPage(await directionProps(c, found, state)), status)
}

const pageOf = (c: Visit, { row }: FoundDirection) => ({
  title: c.var.reader.t('direction.title', { code: row.code }),
  here: '/proposals',
})

/** What was typed before the session had to be renewed; a task's words go back to the form they came from. */
function keptState(c: Visit, found: FoundDirection): DirectionState {
  const form = keptForm(c)
  if (!form) return {}
  if (form.fields.some(({ name }) => name === 'as_target')) return { typed: typedAssignment(c, form) }
  const text = form.text('text')
  const [, partId, deed] = c.req.path.match(/\/parts\/([^/]+)\/([^/]+)$/) ?? []
  const step = choose(deed ?? '', ['report', 'return', 'close'])
  if (partId && step) return { typedStep: { partId, deed: step, text } }
  const open = found.parts.find(({ row }) => row.status === 'assigned' || row.status === 'in_progress')
  return { typedNote: text, typedStep: open ? { partId: open.row.id, deed: 'report', text } : null }
}
