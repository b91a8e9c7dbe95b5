import { Hono } from 'hono'
import { UserList, UsersPage } from '../../views/admin/users.tsx'
import { holds } from '../domain/access.ts'
import { listPeople } from '../storage/people.ts'
import { redraw } from './answers.ts'
import { addressOf, queryText } from './queries.ts'
import type { House } from './visit.ts'

export const adminRoutes = new Hono<House>()

/** The administrator's rooms do not exist for anybody else. */
adminRoutes.use(async (c, next) => (holds(c.var.actor, 'admin') ? await next() : await c.notFound()))

adminRoutes.get('/users', async (c) => {
  const { reader, db, actor } = c.var
  const query = queryText(c, 'q')
  const after = queryText(c, 'after')
  const { people, next } = await listPeople(db.read, actor.tenant, query, after)
  const here = '/admin/users'
  const props = {
    reader,
    query,
    people,
    next: next && addressOf(c, here, { q: query, after: next }),
    first: after ? addressOf(c, here, { q: query }) : null,
  }
  return await redraw(c, { title: reader.t('users.title'), here }, UserList(props), () => UsersPage(props))
})
