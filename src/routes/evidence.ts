import { Hono } from 'hono'
import { readStored } from '../storage/evidence.ts'
import { findUpdate } from '../storage/found-updates.ts'
import { readId } from './forms.ts'
import type { House } from './visit.ts'

export const evidenceRoutes = new Hono<House>()

/** A file behind an update, for those who may see the update; never opened inside the house. */
evidenceRoutes.get('/:update/:position', async (c) => {
  const id = readId(c.req.param('update'))
  const update = id && (await findUpdate(c.var.db.read, c.var.actor, id))
  const file = update
    ? update.files.find(({ position }) => String(position) === c.req.param('position'))
    : undefined
  const bytes = file && (await readStored(c.var.config.dataDir, file.hash))
  if (!file || !bytes) return await c.notFound()

  c.header('Content-Type', file.mediaType)
  c.header('Content-Disposition', attachment(file.name))
  c.header('Cache-Control', 'private, no-store')
  return c.body(new Uint8Array(bytes))
})

/** RFC 6266: the name in ASCII for old browsers, and as it is, Vietnamese kept. */
function attachment(name: string): string {
  const ascii = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/[^\x20-\x7e]|["\\%;]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
