import { Hono } from 'hono'
import { UnitChangePage, UnitChangesPage } from '../../views/admin/unit-changes.tsx'
import type { Conservation } from '../domain/conservation.ts'
import { writeDay } from '../i18n/days.ts'
import { applySuccession } from '../storage/unit-changes/apply.ts'
import { findChange, listChanges } from '../storage/unit-changes/list.ts'
import { type Plan, planSuccession } from '../storage/unit-changes/plan.ts'
import { applySimple, type SimpleFault, type SimpleOrder } from '../storage/unit-changes/simple.ts'
import { undoChange } from '../storage/unit-changes/undo.ts'
import { findUndoBar, type UndoBar } from '../storage/unit-changes/undo-bars.ts'
import { administratorsOnly } from './admin.ts'
import { redirect, refuse, show } from './answers.ts'
import { choose, type Form, readForm, readId, versionIn } from './forms.ts'
import { addressOf } from './queries.ts'
import { unreadable } from './trouble.ts'
import {
  type ChangeKind,
  changeKinds,
  faultField,
  readOrder,
  readSimple,
  type SuccessionKind,
} from './unit-change-fields.ts'
import { beginForm, showChangeForm } from './unit-change-form.ts'
import { showPreview } from './unit-change-preview.ts'
import type { House, Visit } from './visit.ts'

export const unitChangeRoutes = new Hono<House>()

const HERE = '/admin/units/changes'

unitChangeRoutes.use('/changes/*', administratorsOnly)

unitChangeRoutes.get('/changes', administratorsOnly, async (c) => {
  const { db, actor, reader } = c.var
  const after = c.req.query('after')
  const { changes, next } = await listChanges(db.read, actor.tenant, after)
  const body = UnitChangesPage({
    reader,
    changes: changes.map(({ row, by, links }) => ({ ...row, by, links })),
    next: next && addressOf(c, HERE, { after: next }),
    first: after ? reader.at(HERE) : null,
  })
  return await show(c, { title: reader.t('succession.title'), here: '/admin/units' }, body)
})

const kindOf = (c: Visit): ChangeKind | null => choose(c.req.query('kind') ?? '', changeKinds)

unitChangeRoutes.get('/changes/new', async (c) => {
  const kind = kindOf(c)
  if (!kind) return await c.notFound()
  return await showChangeForm(c, kind, await beginForm(c, kind), { errors: [] })
})

unitChangeRoutes.post('/changes/new', async (c) => {
  const kind = kindOf(c)
  if (!kind) return await c.notFound()
  const form = await readForm(c)
  const id = form && readId(form.text('id'))
  if (!form || !id) return await unreadable(c)
  const step = form.text('do')
  if (!['preview', 'apply', 'earlier', 'later'].includes(step))
    return await showChangeForm(c, kind, form, { errors: [], hasLooked: step === 'look' })
  return kind === 'rename' || kind === 'reparent'
    ? await changeSimply(c, form, kind, id)
    : await changeWhole(c, form, kind, id)
})

async function changeSimply(c: Visit, form: Form, kind: SimpleOrder['kind'], id: string) {
  const { db, actor, now, zone, today, reader } = c.var
  const { t, language } = reader
  const { order, errors } = await readSimple(c, form, kind, id)
  if (errors.length) return await showChangeForm(c, kind, form, { errors })
  const done = await db.tx((tx) => applySimple(tx, actor, order, { now, zone, today }))
  if (done.kind === 'done' || done.kind === 'repeated') return redirect(c, `${HERE}/${id}?done=applied`)
  if (done.kind === 'too_early') {
    const text = t('succession.tooEarly', { day: writeDay(language, order.effectiveOn) })
    return await showChangeForm(c, kind, form, { errors: [{ field: 'date', text }] })
  }
  if (done.kind === 'stale') {
    const fresh = done.plan.unit!
    const standing = [fresh.name, fresh.shortName, done.plan.parent?.name].filter(Boolean).join(' · ')
    const notice = { title: t('unitAdmin.conflict'), text: t('unitAdmin.conflictText', { standing }) }
    return await showChangeForm(c, kind, form, { errors: [], notice, version: fresh.version })
  }
  const earliest = done.plan.earliest ? writeDay(language, done.plan.earliest) : ''
  const told = done.plan.problems.map((why: SimpleFault) => ({
    field: simpleField(why, kind),
    text: t(`succession.problem.${why}`, { fill: order.unit, day: earliest }),
  }))
  return await showChangeForm(c, kind, form, { errors: told })
}

function simpleField(why: SimpleFault, kind: SimpleOrder['kind']): string {
  if (why === 'unchanged') return kind === 'rename' ? 'name' : 'parent'
  return simpleFields[why] ?? 'find'
}

const simpleFields: Partial<Record<SimpleFault, string>> = {
  name_missing: 'name',
  too_early: 'date',
  decision_missing: 'decision',
  unknown_parent: 'parent',
  below_itself: 'parent',
  parent_ends: 'parent',
}

async function changeWhole(c: Visit, form: Form, kind: SuccessionKind, id: string) {
  const { db, actor, now, zone, today } = c.var
  const { order, errors, fateErrors } = await readOrder(c, form, kind, id)
  const isKnown = await findChange(db.read, actor.tenant, id)
  if (isKnown) return redirect(c, `${HERE}/${id}?done=applied`)
  const plan = await planSuccession(db.read, actor.tenant, order)
  const told = [...errors, ...orderErrors(c, form, plan)]
  if (told.length) return await showChangeForm(c, kind, form, { errors: told })
  if (fateErrors.length || form.text('do') !== 'apply')
    return await showPreview(c, form, plan, { errors: fateErrors, isStale: false })

  const fingerprint = form.text('seen')
  const done = await db.tx((tx) => applySuccession(tx, actor, order, { now, zone, today, fingerprint }))
  if (done.kind === 'done' || done.kind === 'repeated') return redirect(c, `${HERE}/${id}?done=applied`)
  return await showPreview(c, form, done.plan, { errors: [], isStale: done.kind === 'stale' })
}

function orderErrors(c: Visit, form: Form, plan: Plan) {
  const { t, language } = c.var.reader
  return plan.problems.map(({ why, fill, day }) => ({
    field: faultField(why, form),
    text: t(`succession.problem.${why}`, { fill, day: day ? writeDay(language, day) : '' }),
  }))
}

unitChangeRoutes.get('/changes/:id', async (c) => await showChange(c, null))

unitChangeRoutes.post('/changes/:id/undo', async (c) => {
  const { db, actor, now, zone } = c.var
  const id = readId(c.req.param('id'))
  const found = id && (await findChange(db.read, actor.tenant, id))
  if (!found) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const version = versionIn(form) ?? -1
  const undone = await db.tx((tx) => undoChange(tx, actor, { id, version }, { now, zone }))
  if (undone.kind === 'done') return redirect(c, `${HERE}/${id}?done=undone`)
  return await showChange(c, 409)
})

async function showChange(c: Visit, status: 409 | null) {
  const { db, actor, reader } = c.var
  const id = readId(c.req.param('id') ?? '')
  const found = id && (await findChange(db.read, actor.tenant, id))
  if (!found) return await c.notFound()
  const { row, by, links } = found
  const bar = await findUndoBar(db.read, row)
  const { undo: _, checks, ...change } = row
  const body = UnitChangePage({
    reader,
    change: { ...change, by, links },
    conservation: (checks as Conservation | null) ?? null,
    bar: bar && wordsOf(c, bar),
  })
  const done = choose(c.req.query('done') ?? '', ['applied', 'undone'])
  const text = done && reader.t(done === 'applied' ? 'succession.done' : 'succession.undoDone')
  const flash = text ? { flash: { kind: 'done' as const, text } } : {}
  const page = { title: reader.t(`succession.kind.${row.kind}`), here: '/admin/units', ...flash }
  return status ? await refuse(c, page, body, status) : await show(c, page, body)
}

const wordsOf = ({ var: { reader } }: Visit, { why, fill }: UndoBar): string =>
  reader.t(`succession.bar.${why}`, { fill })
