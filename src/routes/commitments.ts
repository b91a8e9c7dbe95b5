import { Hono } from 'hono'
import { show } from './answers.ts'
import { commitmentEditRoutes, editedFlash } from './commitment-edit.ts'
import { listPage, readAsked } from './commitment-list.ts'
import { commitmentManyRoutes, doneFlash } from './commitment-many.ts'
import { commitmentBody, findHere, pageOf } from './commitment-page.ts'
import { commitmentPaperRoutes } from './commitment-paper.ts'
import type { House } from './visit.ts'

/** Commitments: the register, and each of them. */
export const commitmentRoutes = new Hono<House>()

commitmentRoutes.get('/', async (c) => {
  const shown = await listPage(
    c,
    readAsked((name) => c.req.query(name)),
  )
  if (!shown) return await c.notFound()
  return await show(c, { ...shown.page, ...doneFlash(c) }, shown.body)
})

commitmentRoutes.route('/', commitmentManyRoutes)

commitmentRoutes.get('/:code', async (c) => {
  const found = await findHere(c)
  if (!found) return c.notFound()
  return await show(c, { ...pageOf(found), ...editedFlash(c) }, await commitmentBody(c, found))
})

commitmentRoutes.route('/', commitmentEditRoutes)

commitmentRoutes.route('/', commitmentPaperRoutes)
