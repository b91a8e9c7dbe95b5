import { Hono } from 'hono'
import { findUpdate } from '../storage/found-updates.ts'
import { sendFile } from './files.ts'
import { readId } from './forms.ts'
import type { House } from './visit.ts'

export const evidenceRoutes = new Hono<House>()

/** A file behind an update, for those who may see the update. */
evidenceRoutes.get('/:update/:position', async (c) => {
  const id = readId(c.req.param('update'))
  const update = id && (await findUpdate(c.var.db.read, c.var.actor, id))
  const file = update
    ? update.files.find(({ position }) => String(position) === c.req.param('position'))
    : undefined
  return await sendFile(c, file)
})
