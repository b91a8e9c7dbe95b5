import { Hono } from 'hono'
import { mayRecordSigning } from '../domain/access.ts'
import { isUnsigned } from '../domain/commitment.ts'
import { addScans, findFile } from '../storage/commitments/files.ts'
import { redirect, refuse } from './answers.ts'
import { commitmentBody, findHere, mayReadScans, nothingTyped, pageOf, pathOf } from './commitment-page.ts'
import { readScans } from './commitment-scans.ts'
import { notes } from './commitment-terms.ts'
import { sendFile } from './files.ts'
import { readForm } from './forms.ts'
import type { House } from './visit.ts'

/** The scans of a signed commitment and of its annexes. */
export const commitmentFileRoutes = new Hono<House>()

commitmentFileRoutes.get('/:code/files/:position', async (c) => {
  const found = await findHere(c)
  const position = /^\d{1,6}$/.exec(c.req.param('position'))?.[0]
  if (!found || position === undefined || !mayReadScans(c, found)) return await c.notFound()
  return await sendFile(c, await findFile(c.var.db.read, found.row.tenant, found.row.id, Number(position)))
})

/** Where a sign-in leads back to: the files have to be chosen again. */
commitmentFileRoutes.get('/:code/files', async (c) => {
  const found = await findHere(c)
  return found ? redirect(c, pathOf(found)) : await c.notFound()
})

commitmentFileRoutes.post('/:code/files', async (c) => {
  const found = await findHere(c)
  if (!found || isUnsigned(found.row.state) || !mayRecordSigning(c.var.actor, found.sides))
    return await c.notFound()
  const form = await readForm(c)
  if (!form) return await c.notFound()
  const { db, actor, now, zone, reader } = c.var
  const { errors, note } = notes()
  const { files, store } = await readScans(c, form, note)
  if (files.length === 0) note('scan', reader.t('commitmentStep.problem.noFile'))
  if (errors.length)
    return await refuse(c, pageOf(found), await commitmentBody(c, found, nothingTyped, errors))
  await store()
  await db.tx((tx) => addScans(tx, actor, found.row, files, { now, zone }))
  return redirect(c, pathOf(found))
})
