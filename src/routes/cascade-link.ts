import { Hono } from 'hono'
import { LinkPage, type LinkProblem, LinkSearchPage } from '../../views/targets/cascade-link.tsx'
import { mayHandDown } from '../domain/access.ts'
import { contributions } from '../domain/promise.ts'
import { mayAddTo } from '../domain/rollup.ts'
import { listAbove } from '../storage/targets/cascade.ts'
import { findLinkable, linkTarget, searchLinkable } from '../storage/targets/handing.ts'
import { type FoundTarget, findTarget } from '../storage/targets.ts'
import { redirect, refuse, show } from './answers.ts'
import { choose, type Form, isAbout, keptForm, readForm } from './forms.ts'
import { addressOf, plainText, queryText } from './queries.ts'
import type { House, Visit } from './visit.ts'

/** Targets of units below are put under a target, and taken away from it. */
export const cascadeLinkRoutes = new Hono<House>()

cascadeLinkRoutes.get('/:code/parts/link', async (c) => {
  const found = await findParent(c)
  if (!found) return await c.notFound()
  const { db, actor, reader } = c.var
  const query = queryText(c, 'q')
  const after = c.req.query('after')
  const path = `${pathOf(found)}/link`
  const listed = query ? await searchLinkable(db.read, actor, found, query, after) : { found: [], next: null }
  const body = LinkSearchPage({
    ...{ reader, query },
    parent: found.row,
    found: listed.found.map((one) => ({
      ...one,
      isHere: one.parentId === found.row.id,
      mayAdd: mayAddTo(found.row, one),
      href: reader.at(`${path}/${encodeURIComponent(one.code)}`),
    })),
    next: listed.next && addressOf(c, path, { q: query, after: listed.next }),
    first: after ? addressOf(c, path, { q: query }) : null,
    action: reader.at(path),
    href: reader.at(pathOf(found)),
  })
  return await show(c, { title: reader.t('cascade.linkTitle'), here: '/commitments' }, body)
})

cascadeLinkRoutes.get('/:code/parts/link/:child', async (c) => {
  const here = await findBoth(c)
  if (!here) return await c.notFound()
  return await show(c, pageOf(c, here), linkPage(c, here, { form: keptForm(c) ?? null, problem: null }))
})

cascadeLinkRoutes.post('/:code/parts/link/:child', async (c) => {
  const here = await findBoth(c)
  const form = await readForm(c)
  if (!here || !form) return await c.notFound()
  const { found, child } = here
  const { db, actor, now, zone } = c.var
  const isUnlink = form.text('do') === 'unlink'
  const contribution = isUnlink ? null : choose(form.text('contribution'), contributions)
  const refuseWith = (problem: LinkProblem) =>
    refuse(c, pageOf(c, here), linkPage(c, here, { form, problem }))
  if (!isUnlink && !contribution) return await refuseWith('choose')
  const isThere = isUnlink
    ? child.row.parentId !== found.row.id
    : child.row.parentId === found.row.id && child.row.contribution === contribution
  if (isThere) return redirect(c, pathOf(found))
  const done = isAbout(form, child.row.version)
    ? await db.tx((tx) => linkTarget(tx, actor, found.row, child.row, contribution, { now, zone }))
    : 'conflict'
  if (done === 'done') return redirect(c, pathOf(found))
  if (done !== 'conflict') return await refuseWith(done)
  const fresh = (await findBoth(c)) ?? here
  return await refuse(c, pageOf(c, fresh), linkPage(c, fresh, { form, problem: null, isMoved: true }), 409)
})

interface Both {
  found: FoundTarget
  child: FoundTarget
  /** What the child stands under now. */
  above: FoundTarget['row']['code'] | null
}

async function findParent(c: Visit): Promise<FoundTarget | undefined> {
  const { db, actor } = c.var
  const found = await findTarget(db.read, actor, plainText(c.req.param('code') ?? ''))
  return found && mayHandDown(actor, found.sides) ? found : undefined
}

async function findBoth(c: Visit): Promise<Both | undefined> {
  const { db, actor } = c.var
  const found = await findParent(c)
  const child = found && (await findLinkable(db.read, actor, found, plainText(c.req.param('child') ?? '')))
  if (!found || !child) return undefined
  return { found, child, above: await codeOfParent(c, child) }
}

async function codeOfParent(c: Visit, { row }: FoundTarget): Promise<string | null> {
  const [kin] = (await listAbove(c.var.db.read, row)).slice(-1)
  return kin?.row.code ?? null
}

const pathOf = ({ row }: FoundTarget) => `/targets/${encodeURIComponent(row.code)}/parts`

const pageOf = (c: Visit, { child }: Both) => ({
  title: c.var.reader.t('cascade.editTitle', { code: child.row.code }),
  here: '/commitments',
  isForm: true,
})

interface State {
  form: Form | null
  problem: LinkProblem | null
  isMoved?: boolean
}

function linkPage(c: Visit, { found, child, above }: Both, { form, problem, isMoved = false }: State) {
  const { reader } = c.var
  const isHere = child.row.parentId === found.row.id
  return LinkPage({
    ...{ reader, problem, isMoved, isHere },
    parent: { ...found.row, unitName: found.unit.name },
    child: { ...child.row, unitName: child.unit.name, plan: child.row.planNow ?? child.row.plan },
    elsewhere: isHere ? null : above,
    mayAdd: mayAddTo(found.row, child.row),
    chosen: form?.text('contribution') || child.row.contribution,
    version: child.row.version,
    action: reader.at(`${pathOf(found)}/link/${encodeURIComponent(child.row.code)}`),
    href: reader.at(pathOf(found)),
  })
}
