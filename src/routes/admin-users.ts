import { Hono } from 'hono'
import { UnitsFound } from '../../views/admin/unit-choice.tsx'
import { UserList, UsersPage } from '../../views/admin/users.tsx'
import { roles } from '../domain/access.ts'
import { personStates } from '../domain/person.ts'
import { countPeople, listPeople } from '../storage/people.ts'
import { administratorsOnly } from './admin.ts'
import { newPersonRoutes } from './admin-new-person.ts'
import { personRoutes } from './admin-person.ts'
import { personPostRoutes } from './admin-person-posts.ts'
import { slipRoutes } from './admin-slips.ts'
import { redirect, redraw, wantsPiece } from './answers.ts'
import { choose, formOf } from './forms.ts'
import { unitIn } from './person-fields.ts'
import { addressOf, queryText } from './queries.ts'
import type { House } from './visit.ts'

export const adminUserRoutes = new Hono<House>()

adminUserRoutes.use(administratorsOnly)

adminUserRoutes.get('/', async (c) => {
  const { reader, db, actor, today } = c.var
  const filter = {
    q: queryText(c, 'q'),
    role: choose(queryText(c, 'role'), roles),
    unit: queryText(c, 'unit'),
    state: choose(queryText(c, 'state'), personStates),
  }
  const after = queryText(c, 'after')
  const { people, next } = await listPeople(db.read, actor.tenant, filter, { today, after })
  const here = '/admin/users'
  const props = {
    ...{ reader, filter, people },
    counts: await countPeople(db.read, actor.tenant, today),
    next: next && addressOf(c, here, { ...filter, after: next }),
    first: after ? addressOf(c, here, filter) : null,
  }
  return await redraw(c, { title: reader.t('users.title'), here }, UserList(props), () => UsersPage(props))
})

/** The units that what was typed so far may mean, for the field of the forms below. */
adminUserRoutes.get('/units', async (c) => {
  if (!wantsPiece(c)) return redirect(c, '/admin/users/new')
  const { unit, ...search } = await unitIn(c, formOf([['unit', queryText(c, 'unit')]]))
  c.header('Cache-Control', 'private, no-cache')
  return c.html(UnitsFound({ reader: c.var.reader, search: { ...search, chosen: unit?.code ?? null } }))
})

adminUserRoutes.route('/', newPersonRoutes)
adminUserRoutes.route('/', slipRoutes)
adminUserRoutes.route('/', personPostRoutes)
adminUserRoutes.route('/', personRoutes)
