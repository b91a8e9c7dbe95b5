import { Hono } from 'hono'
import { HeadPicture } from '../../views/admin/letterhead.tsx'
import { SetUpOverPage, SetUpPage, type TypedSetUp } from '../../views/admin/setup.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { hashPassword } from '../storage/passwords.ts'
import { opensHouse, type SetUp, setUpHouse } from '../storage/set-up.ts'
import { redirect, refuse, show } from './answers.ts'
import { readForm } from './forms.ts'
import { neverKept } from './secret-forms.ts'
import { freshSetUp, headsOf, orderOf, passwordsIn, setUpErrors, typedSetUp } from './setup-fields.ts'
import { giveCookie, openSession } from './sign-in.ts'
import { noteFailure, secondsToWait } from './throttling.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

/** The one-time link that a new house prints: it stands before the door, for nobody can sign in yet. */
export const setupRoutes = new Hono<House>()

setupRoutes.get('/:token', async (c) => {
  const refused = await refusal(c)
  return refused ?? (await showForm(c, freshSetUp(c.var.reader.t)))
})

setupRoutes.post('/:token', async (c) => {
  const refused = await refusal(c)
  if (refused) return refused
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const typed = typedSetUp(form)
  if (form.text('do') === 'preview') return await showForm(c, typed)

  const { reader } = c.var
  const passwords = passwordsIn(form)
  const errors = setUpErrors(reader.t, typed, passwords)
  if (errors.length) return await showForm(c, typed, errors)
  const order = orderOf(typed, await hashPassword(passwords.password), reader.language)
  const session = await enter(c, order)
  if (!session) return await showOver(c)
  giveCookie(c, session)
  return redirect(c, '/admin?done=1')
})

/** The picture of the paper's head while it is typed. */
setupRoutes.post('/:token/picture', async (c) => {
  const refused = await refusal(c)
  if (refused) return refused
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { letterhead } = headsOf(typedSetUp(form))
  return c.html(HeadPicture({ reader: c.var.reader, letterhead, action: `${actionOf(c)}/picture` }))
})

const tokenOf = (c: Visit) => c.req.param('token') ?? ''

const actionOf = (c: Visit) => c.var.reader.at(`/setup/${encodeURIComponent(tokenOf(c))}`)

/** Whoever tries links waits as whoever tries passwords does. */
async function refusal(c: Visit): Promise<Response | undefined> {
  const { db, config, now } = c.var
  const wait = await secondsToWait(c)
  if (wait > 0) return await showOver(c, wait)
  if (await opensHouse(db.read, config.tenant, tokenOf(c), now)) return undefined
  await noteFailure(c)
  return await showOver(c)
}

async function showForm(c: Visit, typed: TypedSetUp, errors: FieldError[] = []): Promise<Response> {
  const { reader } = c.var
  const { own, letterhead } = headsOf(typed)
  const body = SetUpPage({ reader, action: actionOf(c), typed, own, letterhead, errors })
  const page = { title: reader.t('setup.title'), isForm: true }
  return neverKept(errors.length ? await refuse(c, page, body) : await show(c, page, body))
}

async function showOver(c: Visit, waitSeconds?: number): Promise<Response> {
  const { reader } = c.var
  if (waitSeconds !== undefined) c.header('Retry-After', String(waitSeconds))
  const page = { title: reader.t(waitSeconds === undefined ? 'setup.over' : 'setup.wait') }
  const body = SetUpOverPage({ reader, ...(waitSeconds !== undefined && { waitSeconds }) })
  return neverKept(await show(c, page, body, waitSeconds === undefined ? 404 : 429))
}

/** Sets the house up and signs its administrator in; undefined where somebody else was quicker. */
async function enter(c: Visit, order: SetUp): Promise<string | undefined> {
  const { db, config, now } = c.var
  return await db.tx(async (tx) => {
    const id = await setUpHouse(tx, { tenant: config.tenant, now, token: tokenOf(c) }, order)
    return id === undefined ? undefined : await openSession(tx, c, { id, username: order.person.username })
  })
}
