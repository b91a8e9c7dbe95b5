import { Hono } from 'hono'
import { holds } from '../domain/access.ts'
import { postBulk, showBulk } from './commitment-bulk.ts'
import { postRegister, showRegister } from './commitment-register.ts'
import { readForm } from './forms.ts'
import { queryText } from './queries.ts'
import type { House } from './visit.ts'

/** New commitments: the office draws them up for its units, or a unit opens its own. */
export const commitmentNewRoutes = new Hono<House>()

commitmentNewRoutes.get('/new', async (c) => {
  const unit = queryText(c, 'unit')
  if (unit) return await showRegister(c, unit)
  const head = c.var.actor.posts.find(({ role }) => role === 'head')
  const isUnits = head && !queryText(c, 'campaign') && !holds(c.var.actor, 'supervisor')
  return isUnits ? await showRegister(c, head.unitCode) : await showBulk(c)
})

commitmentNewRoutes.post('/new', async (c) => {
  const form = await readForm(c)
  if (!form) return await c.notFound()
  const unit = form.text('unit')
  return unit ? await postRegister(c, unit, form) : await postBulk(c, form)
})
