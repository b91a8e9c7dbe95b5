import { Hono } from 'hono'
import { NoticesPage } from '../../views/notices/list.tsx'
import { countUnread, findNotice, listNotices, markRead } from '../storage/notices.ts'
import { redirect, show } from './answers.ts'
import { readId } from './forms.ts'
import { addressOf } from './queries.ts'
import type { House } from './visit.ts'

/** What this person was told. Everybody has the page; nobody sees another's. */
export const noticeRoutes = new Hono<House>()

noticeRoutes.get('/', async (c) => {
  const { db, actor, reader } = c.var
  const { notices, next } = await listNotices(db.read, actor.tenant, actor.userId, c.req.query('after'))
  const unread = await countUnread(db.read, actor.tenant, actor.userId)
  const body = NoticesPage({
    reader,
    notices,
    unread,
    next: next && addressOf(c, '/notices', { after: next }),
    first: c.req.query('after') ? reader.at('/notices') : null,
  })
  return await show(c, { title: reader.t('common.notices'), here: '/notices' }, body)
})

noticeRoutes.post('/read', async (c) => {
  const { db, actor, now } = c.var
  await db.tx((tx) => markRead(tx, actor.tenant, actor.userId, 'all', now))
  return redirect(c, '/notices')
})

/** Opens a notice: it is read from then on, and its page follows. */
noticeRoutes.post('/:id', async (c) => {
  const { db, actor, now } = c.var
  const id = readId(c.req.param('id'))
  const notice = id && (await findNotice(db.read, actor.tenant, actor.userId, id))
  if (!notice) return await c.notFound()
  if (notice.readAt === null) await db.tx((tx) => markRead(tx, actor.tenant, actor.userId, [notice.id], now))
  return redirect(c, notice.path)
})
