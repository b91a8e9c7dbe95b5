import { Hono } from 'hono'
import { UnitFormPage } from '../../views/admin/unit-form.tsx'
import { AdminUnitPage } from '../../views/admin/unit-page.tsx'
import { type TreeRow, UnitTree, UnitTreePage } from '../../views/admin/units.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { isDuplicate } from '../storage/client.ts'
import { newId } from '../storage/ids.ts'
import {
  addUnit,
  checkUnit,
  countUnits,
  editUnit,
  findUnitByCode,
  listAbove,
  listPapersOf,
  listPostsOf,
  listTree,
  type TreeUnit,
  type UnitEdit,
  type UnitRow,
} from '../storage/unit-admin.ts'
import { listChangesOf, listVersions } from '../storage/unit-changes/list.ts'
import { nextPlace } from '../storage/unit-place.ts'
import { findUnit } from '../storage/units.ts'
import { administratorsOnly } from './admin.ts'
import { faultErrors, lineIn, longLines, orderIn, readUnit } from './admin-unit-fields.ts'
import { redirect, redraw, refuse, show } from './answers.ts'
import { type Form, formOf, keptForm, readForm, readId, versionIn } from './forms.ts'
import { addressOf, plainText, queryText } from './queries.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

export const adminUnitRoutes = new Hono<House>()

const HERE = '/admin/units'

adminUnitRoutes.use(administratorsOnly)

adminUnitRoutes.get('/', async (c) => {
  const { db, actor, reader, today } = c.var
  const { tenant } = actor
  const code = queryText(c, 'in')
  const inside = code ? await findUnitByCode(db.read, tenant, code) : undefined
  if (code && !inside) return await c.notFound()
  const query = queryText(c, 'q')
  const ended = c.req.query('ended') === '1'
  const after = c.req.query('after')
  const { chain, below, units, next } = await openTree(c, { inside: inside ?? null, query, ended, after })
  const address = (place?: string) =>
    addressOf(c, HERE, { in: place ? below : code, q: query, ended: ended ? '1' : '', after: place })
  const props = {
    reader,
    query,
    ended,
    inside: inside ?? null,
    below,
    above: inside ? await listAbove(db.read, tenant, inside.path) : [],
    units: [...chain, ...units].map(treeRow),
    total: await countUnits(db.read, tenant, today, inside?.id ?? null),
    next: next && address(next),
    first: after ? address() : null,
  }
  const page = { title: inside?.name ?? reader.t('unitAdmin.title'), here: HERE }
  return await redraw(c, page, UnitTree(props), () => UnitTreePage(props))
})

/** A level of the tree. At the top the way to this person's own body is open: what is below it comes along. */
async function openTree(
  c: Visit,
  asked: { inside: UnitRow | null; query: string; ended: boolean; after: string | undefined },
) {
  const { db, actor, today } = c.var
  const { query, ended, after } = asked
  const level = (parentId: string | null) =>
    listTree(db.read, actor.tenant, { parentId, query, ended, after }, today)
  const own = actor.posts.find(({ role }) => role === 'admin')?.unitPath ?? ''
  const isOnWay = ({ row, children }: TreeUnit, among: number) =>
    row.path === own || (children > 0 && (among === 1 || own.startsWith(row.path)))
  const chain: TreeUnit[] = []
  let below = asked.inside?.code ?? ''
  let { units, next } = await level(asked.inside?.id ?? null)
  while (!asked.inside && !query && !after) {
    const open = units.find((one) => isOnWay(one, units.length))
    if (!open) break
    // Other trees stand beside the first; what is beside a later one is found from the one above it.
    if (chain.length === 0) chain.push(...units.filter((one) => one !== open))
    chain.push(open)
    below = open.row.code
    ;({ units, next } = await level(open.row.id))
  }
  return { chain, below, units, next }
}

function treeRow({ row, ...counts }: TreeUnit): TreeRow {
  const { code, name, kind, block, validTo } = row
  return { code, name, kind, block, validTo, ...counts }
}

adminUnitRoutes.get('/new', async (c) => {
  const { db, actor } = c.var
  const parent = queryText(c, 'parent')
  const above = parent ? await findUnitByCode(db.read, actor.tenant, parent) : undefined
  const beside = await nextPlace(db.read, actor.tenant, above?.id ?? null)
  const fields: [string, string][] = [
    ['parent', parent],
    ['kind', queryText(c, 'kind') || (beside.kind ?? '')],
    ['sort_order', String(beside.order)],
  ]
  const form = keptForm(c) ?? formOf(fields)
  return await showForm(c, { form, unit: null })
})

adminUnitRoutes.post('/new', async (c) => {
  const form = await readForm(c)
  const id = form && readId(form.text('id'))
  if (!form || !id) return await unreadable(c)
  const { db, actor, now, today } = c.var
  const { words, errors, matches } = await readUnit(c, form)
  const there = await findUnitByCode(db.read, actor.tenant, words.code)
  // Sent twice, the second one finds it done.
  if (there?.id === id) return redirect(c, `${HERE}/${encodeURIComponent(words.code)}?done=added`)
  const faults = faultErrors(c, await checkUnit(db.read, actor.tenant, words))
  const all = [...faults, ...errors]
  if (all.length) return await showForm(c, { form, unit: null, errors: all, matches })
  try {
    await db.tx((tx) => addUnit(tx, actor, id, words, { now, today }))
  } catch (error) {
    if (!isDuplicate(error)) throw error
    return await showForm(c, { form, unit: null, errors: faultErrors(c, ['code_taken']), matches })
  }
  return redirect(c, `${HERE}/${encodeURIComponent(words.code)}?done=added`)
})

adminUnitRoutes.get('/:code', async (c) => {
  const { db, actor, reader } = c.var
  const unit = await unitOf(c)
  if (!unit) return await c.notFound()
  const { tenant } = actor
  const done = c.req.query('done')
  const flash = done === 'added' || done === 'saved' ? reader.t(`unitAdmin.${done}`) : ''
  const reads = await findUnit(db.read, actor, unit.code)
  const above = await listAbove(db.read, tenant, unit.path)
  const another = { parent: above.at(-1)?.code, kind: unit.kind }
  const body = AdminUnitPage({
    reader,
    unit,
    above,
    anotherHref: done === 'added' ? addressOf(c, `${HERE}/new`, another) : null,
    versions: await listVersions(db.read, tenant, unit.id),
    posts: await listPostsOf(db.read, tenant, unit.id),
    papers: await listPapersOf(db.read, tenant, unit.id),
    changes: (await listChangesOf(db.read, tenant, unit.id)).map(({ row, by, links }) => ({
      ...row,
      by,
      links,
    })),
    readHref: reads ? reader.at(`/units/${encodeURIComponent(unit.code)}`) : null,
  })
  const page = {
    title: unit.name,
    here: HERE,
    ...(flash && { flash: { kind: 'done' as const, text: flash } }),
  }
  return await show(c, page, body)
})

adminUnitRoutes.get('/:code/edit', async (c) => {
  const unit = await unitOf(c)
  if (!unit) return await c.notFound()
  return await showForm(c, { form: keptForm(c) ?? storedForm(unit), unit })
})

adminUnitRoutes.post('/:code/edit', async (c) => {
  const unit = await unitOf(c)
  if (!unit) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { db, actor, now } = c.var
  const { edit, errors } = readEdit(c, form, unit)
  if (errors.length) return await showForm(c, { form, unit, errors })
  const seen = { ...unit, version: versionIn(form) ?? -1 }
  if (!(await db.tx((tx) => editUnit(tx, actor, seen, edit, now)))) {
    const fresh = (await unitOf(c)) ?? unit
    return await showForm(c, { form, unit: fresh, standing: words(fresh) })
  }
  return redirect(c, `${HERE}/${encodeURIComponent(unit.code)}?done=saved`)
})

async function unitOf(c: Visit): Promise<UnitRow | undefined> {
  return await findUnitByCode(c.var.db.read, c.var.actor.tenant, plainText(c.req.param('code') ?? ''))
}

const words = ({ name, shortName, block, sortOrder, officialCode }: UnitRow) =>
  [name, shortName, block, sortOrder, officialCode].filter((word) => word !== null && word !== '').join(' · ')

function storedForm(unit: UnitRow): Form {
  return formOf([
    ['name', unit.name],
    ['short_name', unit.shortName],
    ['block', unit.block ?? ''],
    ['sort_order', String(unit.sortOrder)],
    ['official_code', unit.officialCode ?? ''],
  ])
}

/** What was typed of a unit that is there; putting a name right wants a reason. */
function readEdit(c: Visit, form: Form, unit: UnitRow): { edit: UnitEdit; errors: FieldError[] } {
  const { t } = c.var.reader
  const errors = longLines(c, form)
  const edit = {
    name: lineIn(form, 'name'),
    shortName: lineIn(form, 'short_name'),
    block: lineIn(form, 'block') || null,
    sortOrder: orderIn(form) ?? unit.sortOrder,
    officialCode: lineIn(form, 'official_code') || null,
    reason: lineIn(form, 'reason'),
  }
  if (!edit.name) errors.push(...faultErrors(c, ['name_missing']))
  if (!edit.shortName) errors.push({ field: 'short_name', text: t('unitAdmin.problem.name_missing') })
  if (orderIn(form) === null) errors.push({ field: 'sort_order', text: t('unitAdmin.problem.order_wrong') })
  const isRenamed = edit.name !== unit.name || edit.shortName !== unit.shortName
  if (isRenamed && edit.reason === '') errors.push(...faultErrors(c, ['reason_missing']))
  return { edit, errors }
}

interface Shown {
  form: Form
  unit: UnitRow | null
  errors?: FieldError[]
  matches?: { code: string; name: string }[]
  standing?: string
}

async function showForm(c: Visit, { form, unit, errors = [], matches = [], standing }: Shown) {
  const { reader, now } = c.var
  const hidden = unit
    ? [
        {
          name: 'version',
          value: String(standing === undefined ? (versionIn(form) ?? unit.version) : unit.version),
        },
      ]
    : [{ name: 'id', value: readId(form.text('id')) ?? newId(now) }]
  const body = UnitFormPage({
    reader,
    unit,
    hidden,
    typed: (name) => form.text(name),
    errors,
    matches,
    standing: standing ?? null,
  })
  const title = unit ? reader.t('unitAdmin.editTitle', { name: unit.name }) : reader.t('unitAdmin.newTitle')
  const page = { title, here: HERE, isForm: true }
  if (standing !== undefined) return await refuse(c, page, body, 409)
  return errors.length ? await refuse(c, page, body) : await show(c, page, body)
}
