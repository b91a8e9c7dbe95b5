import { Hono } from 'hono'
import { MailPage } from '../../views/account/mail.tsx'
import { findByMailToken, setMailChoice } from '../storage/mail-choice.ts'
import { redirect, show } from './answers.ts'
import { choose, readForm } from './forms.ts'
import type { House, Visit } from './visit.ts'

/**
 * Switching mail off and on from a letter, without signing in: the word in the address is the right to do so. Looking
 * changes nothing, because programs that check letters open every address in them.
 */
export const mailRoutes = new Hono<House>()

mailRoutes.get('/:token', async (c) => {
  const found = await findChoice(c)
  if (!found) return await c.notFound()
  const { reader } = c.var
  const page = { title: reader.t('mail.title') }
  return await show(c, page, MailPage({ reader, action: reader.at(pathOf(c)), isOff: found.isOff }))
})

mailRoutes.post('/:token', async (c) => {
  const found = await findChoice(c)
  const form = found && (await readForm(c))
  if (!form) return await c.notFound()
  // RFC 8058: a mail program asks on behalf of its reader, and follows no redirect.
  const isOneClick = form.text('List-Unsubscribe') === 'One-Click'
  const wish = isOneClick ? 'off' : choose(form.text('do'), ['off', 'on'])
  if (!wish) return await c.notFound()
  const { db, config, now } = c.var
  await db.tx(async (tx) => {
    const by = { tenant: config.tenant, now, actorId: null }
    const before = await findByMailToken(tx, config.tenant, c.req.param('token'))
    if (before) await setMailChoice(tx, by, before, { email: before.email, isOff: wish === 'off' })
  })
  return isOneClick ? c.text('ok\n') : redirect(c, pathOf(c))
})

/** Whose letters carry the word in the address; what cannot be one is asked of no database. */
async function findChoice(c: Visit) {
  const { db, config } = c.var
  return isToken(tokenOf(c)) ? await findByMailToken(db.read, config.tenant, tokenOf(c)) : undefined
}

const isToken = (text: string) => /^[\w-]{1,100}$/.test(text)
const pathOf = (c: Visit) => `/mail/${encodeURIComponent(tokenOf(c))}`
const tokenOf = (c: Visit) => c.req.param('token') ?? ''
