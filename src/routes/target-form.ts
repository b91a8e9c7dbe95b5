import { Hono } from 'hono'
import { CurvePicture } from '../../views/targets/curve-picture.tsx'
import { RemoveTargetPage, TargetFormPage, type TargetFormProps } from '../../views/targets/form.tsx'
import { HelperChoices, ParentChoices } from '../../views/targets/form-links.tsx'
import { fieldWords } from '../../views/targets/promise-words.ts'
import { mayDraft } from '../domain/access.ts'
import { isUnsigned } from '../domain/commitment.ts'
import { changedFields, textOfPromise } from '../domain/promise-text.ts'
import { mayBeDivided } from '../domain/years.ts'
import { newId } from '../storage/ids.ts'
import { type Drafting, findDrafting, findInside } from '../storage/targets/drafting.ts'
import { loadPromise } from '../storage/targets/form.ts'
import { editTarget, insertTarget, removeTarget, saysTheSame } from '../storage/targets/write.ts'
import type { TargetRow } from '../storage/targets.ts'
import { redirect, refuse, show } from './answers.ts'
import {
  commitmentBody,
  findHere as findCommitmentHere,
  nothingTyped,
  pageOf as pageOfCommitment,
} from './commitment-page.ts'
import { type Form, formOf, isAbout, keptForm, readForm, readId } from './forms.ts'
import { plainText, queryText } from './queries.ts'
import {
  type About,
  fieldsProps,
  pictureOf,
  type ReadForm,
  readTarget,
  startingTarget,
  typedTarget,
} from './target-form-props.ts'
import { targetPlanRoutes } from './target-plan.ts'
import type { House, Visit } from './visit.ts'

/** The targets of a commitment that nobody has signed yet. */
export const targetFormRoutes = new Hono<House>()

targetFormRoutes.get('/:code/targets/new', async (c) => {
  const found = await findDraft(c)
  if (!found) return await c.notFound()
  const form = keptForm(c) ?? startingTarget(c.var.reader.language, found)
  const about = { found, target: null, parent: null }
  const saved = queryText(c, 'saved')
  const text = saved && c.var.reader.t('targetForm.saved', { code: saved })
  const page = { ...pageOf(c, null), ...(text && { flash: { kind: 'done' as const, text } }) }
  return await show(c, page, await formPage(c, about, form, { isFresh: true }))
})

targetFormRoutes.post('/:code/targets/new', async (c) => {
  const found = await findDraft(c)
  const form = await readForm(c)
  const id = form && readId(form.text('id'))
  if (!found) return await answerMoved(c)
  if (!form || !id) return await c.notFound()
  const about = { found, target: null, parent: null }
  if (isSearch(form)) return await show(c, pageOf(c, null), await formPage(c, about, form, { isFresh: true }))
  const { db, actor, now, zone } = c.var
  // Sent a second time, the target itself stands in its place: that is told in the deed.
  const read = await readTarget(c, form, { ...about, target: { id, code: '' } })
  if (read.problems.length) return await refuse(c, pageOf(c, null), await formPage(c, about, form, { read }))
  const done = await db.tx((tx) =>
    insertTarget(tx, actor, found.row, { id, promise: read.promise }, { now, zone }),
  )
  if (done.kind === 'conflict') {
    if (!(await findDraft(c))) return await answerMoved(c)
    const again = formOf([...form.fields.map(({ name, value }): [string, string] => [name, value])])
    const body = await formPage(c, about, again, { read, conflict: 'taken', id: newId(now) })
    return await refuse(c, pageOf(c, null), body, 409)
  }
  const back = pathOf(found)
  return redirect(
    c,
    form.text('do') === 'next' ? `${back}/targets/new?saved=${encodeURIComponent(done.code)}` : back,
  )
})

targetFormRoutes.get('/:code/targets/curve', async (c) => {
  const found = await findHere(c)
  if (!found) return await c.notFound()
  const read = await readTarget(c, askedForm(c), { found, target: null, parent: null })
  const picture = pictureOf(c, read)
  return piece(c, picture ? CurvePicture(picture) : '')
})

targetFormRoutes.get('/:code/targets/units', async (c) => {
  const found = await findHere(c)
  return found ? piece(c, HelperChoices(await searched(c, found))) : await c.notFound()
})

targetFormRoutes.get('/:code/targets/parents', async (c) => {
  const found = await findHere(c)
  return found ? piece(c, ParentChoices(await searched(c, found))) : await c.notFound()
})

targetFormRoutes.get('/:code/targets/:target/edit', async (c) => {
  const here = await findEditable(c)
  if (!here) return await c.notFound()
  const promise = await loadPromise(c.var.db.read, here.row)
  const form = keptForm(c) ?? typedTarget(c.var.reader.language, promise)
  const about = aboutOf(here, promise.parent)
  return await show(c, pageOf(c, here.row), await formPage(c, about, form, { row: here.row, isFresh: true }))
})

targetFormRoutes.post('/:code/targets/:target/edit', async (c) => {
  const here = await findEditable(c)
  const form = await readForm(c)
  if (!here) return await answerMoved(c)
  if (!form) return await c.notFound()
  const { db, actor, now, zone } = c.var
  const { found, row } = here
  const stored = await loadPromise(db.read, row)
  const about = aboutOf(here, stored.parent)
  const page = pageOf(c, row)
  if (isSearch(form)) return await show(c, page, await formPage(c, about, form, { row, isFresh: true }))
  const read = await readTarget(c, form, about)
  if (read.problems.length) return await refuse(c, page, await formPage(c, about, form, { row, read }))
  if (await saysTheSame(db.read, row, read.promise)) return redirect(c, pathOf(found))
  const done =
    isAbout(form, row.version) &&
    (await db.tx((tx) => editTarget(tx, actor, row, read.promise, { now, zone })))
  if (done) return redirect(c, pathOf(found))
  const fresh = (await findEditable(c))?.row
  if (!fresh) return await answerMoved(c)
  const conflict = { differs: await differences(c, fresh, read) }
  return await refuse(c, page, await formPage(c, about, form, { row: fresh, read, conflict }), 409)
})

targetFormRoutes.get('/:code/targets/:target/remove', async (c) => {
  const here = await findEditable(c)
  if (!here) return await c.notFound()
  return await show(c, pageOf(c, here.row), removePage(c, here))
})

targetFormRoutes.post('/:code/targets/:target/remove', async (c) => {
  const here = await findEditable(c)
  const form = await readForm(c)
  if (!here) return await answerMoved(c)
  if (!form) return await c.notFound()
  const { db, actor, now, zone } = c.var
  const done =
    isAbout(form, here.row.version) && (await db.tx((tx) => removeTarget(tx, actor, here.row, { now, zone })))
  if (done) return redirect(c, pathOf(here.found))
  const fresh = await findEditable(c)
  if (!fresh) return await answerMoved(c)
  return await refuse(c, pageOf(c, fresh.row), removePage(c, fresh), 409)
})

targetFormRoutes.route('/', targetPlanRoutes)

interface Here {
  found: Drafting
  row: TargetRow
}

const pathOf = ({ row }: Drafting) => `/commitments/${encodeURIComponent(row.code)}`

const pathTo = ({ found, row }: Here, end: string) =>
  `${pathOf(found)}/targets/${encodeURIComponent(row.code)}/${end}`

/** What is typed is drawn, or searched with; nothing is kept. */
const isSearch = (form: Form) => ['find', 'show'].includes(form.text('do'))

const askedForm = (c: Visit) => formOf([...new URL(c.req.url).searchParams.entries()])

function piece(c: Visit, html: Parameters<Visit['html']>[0]) {
  c.header('Cache-Control', 'private, no-store')
  return c.html(html)
}

async function findHere(c: Visit): Promise<Drafting | undefined> {
  return await findDrafting(c.var.db.read, c.var.actor, plainText(c.req.param('code') ?? ''))
}

/** What is signed, or lies with somebody to be agreed to, is changed by other ways. */
async function findDraft(c: Visit): Promise<Drafting | undefined> {
  const found = await findHere(c)
  return found?.row.state === 'draft' && mayDraft(c.var.actor, found.sides) ? found : undefined
}

/** It is no draft any more, or the target is gone: the page of the commitment says how it stands. */
export async function answerMoved(c: Visit) {
  const found = await findHere(c)
  const isTheirs = found && isUnsigned(found.row.state) && mayDraft(c.var.actor, found.sides)
  const here = isTheirs && (await findCommitmentHere(c))
  if (!here) return await c.notFound()
  const body = await commitmentBody(c, here, { ...nothingTyped, isMoved: true })
  return await refuse(c, pageOfCommitment(here), body, 409)
}

async function findEditable(c: Visit): Promise<Here | undefined> {
  const found = await findDraft(c)
  const row = found && (await findInside(c.var.db.read, found, plainText(c.req.param('target') ?? '')))
  return found && row ? { found, row } : undefined
}

const aboutOf = ({ found, row }: Here, parent: string | null): About => ({
  found,
  target: { id: row.id, code: row.code },
  parent,
})

const pageOf = (c: Visit, row: TargetRow | null) => ({
  title: row
    ? c.var.reader.t('targetForm.editTitle', { code: row.code })
    : c.var.reader.t('targetForm.newTitle'),
  here: '/commitments',
  isForm: true,
})

interface State {
  row?: TargetRow
  /** What was read of the form already. */
  read?: ReadForm
  /** Nobody has sent it yet: what is missing is not said. */
  isFresh?: boolean
  conflict?: TargetFormProps['conflict']
  /** For a new target, where that of the form is taken. */
  id?: string
}

async function formPage(c: Visit, about: About, form: Form, state: State) {
  const { row, conflict = null } = state
  const { found } = about
  const read = state.read ?? (await readTarget(c, form, about))
  const id = state.id ?? readId(form.text('id')) ?? newId(c.var.now)
  const here = row && { found, row }
  return TargetFormPage({
    ...(await fieldsProps(c, about, form, read, state.isFresh ? [] : read.problems)),
    commitment: { code: found.row.code, unitName: found.unit.name },
    code: row?.code ?? null,
    hidden: [row ? { name: 'version', value: String(row.version) } : { name: 'id', value: id }],
    action: c.var.reader.at(here ? pathTo(here, 'edit') : `${pathOf(found)}/targets/new`),
    removeHref: here ? c.var.reader.at(pathTo(here, 'remove')) : null,
    yearsHref:
      row && here && mayBeDivided({ ...row, dueOn: row.dueOriginal })
        ? c.var.reader.at(pathTo(here, 'years'))
        : null,
    conflict,
  })
}

async function searched(c: Visit, found: Drafting) {
  const about = { found, target: null, parent: null }
  const form = askedForm(c)
  return await fieldsProps(c, about, form, await readTarget(c, form, about), [])
}

/** Where what is stored now and what was typed part, in words. */
async function differences(c: Visit, row: TargetRow, { promise }: ReadForm) {
  const { reader, db } = c.var
  const stored = textOfPromise(await loadPromise(db.read, row))
  const typed = textOfPromise({ ...promise, order: promise.order ?? row.sortOrder })
  return changedFields(stored, typed).map((field) => ({
    field,
    stored: fieldWords(reader, field, stored[field], stored),
    typed: fieldWords(reader, field, typed[field], typed),
  }))
}

const removePage = (c: Visit, here: Here) =>
  RemoveTargetPage({
    reader: c.var.reader,
    code: here.row.code,
    title: here.row.title,
    version: here.row.version,
    action: c.var.reader.at(pathTo(here, 'remove')),
    cancelHref: c.var.reader.at(pathTo(here, 'edit')),
  })
