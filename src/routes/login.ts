import { Hono } from 'hono'
import { deleteCookie } from 'hono/cookie'
import { CodePage } from '../../views/account/code.tsx'
import { LoginPage } from '../../views/account/login.tsx'
import { forgetFailures } from '../storage/login-attempts.ts'
import { verifyPassword } from '../storage/passwords.ts'
import { takeCode } from '../storage/second-factor.ts'
import { endSession } from '../storage/sessions.ts'
import { findAccount } from '../storage/users.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, readForm } from './forms.ts'
import { cookieOptions, sessionCookieName } from './hall.ts'
import { localPath } from './queries.ts'
import { giveCookie, openSession } from './sign-in.ts'
import { noteFailure, secondsToWait } from './throttling.ts'
import { unreadable } from './trouble.ts'
import type { House, Kept, Visit } from './visit.ts'

const KEPT_PREFIX = 'kept.'

/** Signing in and out. `house` is the whole app, through which a form kept over the sign-in is shown again. */
export function loginRoutes(house: Hono<House>): Hono<House> {
  const routes = new Hono<House>()

  routes.get('/login', async (c) => {
    const next = nextOf(c, c.req.query('next'))
    if (c.var.session) return redirect(c, next)
    return await show(
      c,
      { title: c.var.reader.t('login.title') },
      LoginPage({ reader: c.var.reader, next, username: '' }),
    )
  })

  routes.post('/login', async (c) => {
    const form = await readForm(c)
    if (!form) return await unreadable(c)
    const username = form.text('username').toLowerCase().slice(0, 100)
    const wait = await secondsToWait(c, `account:${username}`)
    if (wait > 0) return tryAgain(c, form, username, wait)

    const account = await recognise(c, username, form)
    if (!account) {
      await noteFailure(c, `account:${username}`)
      return tryAgain(c, form, username)
    }
    const awaitsCode = account.totpConfirmedAt !== null
    const token = await c.var.db.tx(async (tx) => {
      await forgetFailures(tx, c.var.config.tenant, `account:${account.username}`, c.var.now)
      return await openSession(tx, c, account, { awaitsCode })
    })
    giveCookie(c, token)
    return awaitsCode ? await askForCode(c, form) : await comeIn(c, house, form, token)
  })

  codeRoutes(routes, house)

  routes.post('/logout', async (c) => {
    const held = c.var.session ?? c.var.waiting
    if (held) await c.var.db.tx((tx) => endSession(tx, c.var.config.tenant, held.tokenHash))
    const { path, secure } = cookieOptions(c)
    deleteCookie(c, sessionCookieName(c), { path, secure })
    return redirect(c, '/login')
  })
  return routes
}

/** The account that name and password open; the work is the same when there is none. */
async function recognise(c: Visit, username: string, form: Form) {
  const account = await findAccount(c.var.db.read, c.var.config.tenant, username)
  const usable = account?.disabledAt === null ? account : undefined
  const password = form.fields.find((field) => field.name === 'password')?.value ?? ''
  const fits = await verifyPassword(usable?.passwordHash ?? null, password)
  return fits ? usable : undefined
}

/** The second step, for accounts with one-time codes: until then the browser holds a token that opens nothing else. */
function codeRoutes(routes: Hono<House>, house: Hono<House>) {
  routes.get('/login/code', async (c) => {
    const next = nextOf(c, c.req.query('next'))
    if (c.var.session) return redirect(c, next)
    if (!c.var.waiting) return redirect(c, `/login?${new URLSearchParams({ next })}`)
    return await show(c, codePage(c), CodePage({ reader: c.var.reader, next, kept: [] }))
  })

  routes.post('/login/code', async (c) => {
    const form = await readForm(c)
    if (!form) return await unreadable(c)
    const { waiting, reader, db, config, now } = c.var
    const props = { reader, next: nextOf(c, form.text('next')), kept: keptOf(form) }
    if (!waiting) {
      const page = LoginPage({ ...props, username: '', expired: true })
      return await refuse(c, { title: reader.t('login.title') }, page, 401)
    }
    const { userId: id, username } = waiting.actor
    const wait = await secondsToWait(c, `code:${username}`)
    if (wait > 0) {
      c.header('Retry-After', String(wait))
      return await refuse(c, codePage(c), CodePage({ ...props, waitSeconds: wait }), 429)
    }
    const token = await db.tx(async (tx) => {
      const taken = await takeCode(tx, config.tenant, id, form.text('code'), now)
      if (!taken) return undefined
      await forgetFailures(tx, config.tenant, `code:${username}`, now)
      return await openSession(tx, c, { id, username }, taken === 'recovery' ? { by: 'recovery' } : {})
    })
    if (token === undefined) {
      await noteFailure(c, `code:${username}`)
      return await refuse(c, codePage(c), CodePage({ ...props, wrong: true }))
    }
    giveCookie(c, token)
    return await comeIn(c, house, form, token)
  })
}

const codePage = (c: Visit) => ({ title: c.var.reader.t('code.title') })

/** A form kept over the sign-in goes along over its second step. */
async function askForCode(c: Visit, form: Form) {
  const next = nextOf(c, form.text('next'))
  const kept = keptOf(form)
  if (kept.length === 0) return redirect(c, `/login/code?${new URLSearchParams({ next })}`)
  return await show(c, codePage(c), CodePage({ reader: c.var.reader, next, kept }))
}

async function comeIn(c: Visit, house: Hono<House>, form: Form, token: string) {
  const kept = keptOf(form)
  return kept.length
    ? await showAgain(c, house, form, token, kept)
    : redirect(c, nextOf(c, form.text('next')))
}

/** The same words whether the name or the password is wrong, so that nobody learns which names exist. */
function tryAgain(c: Visit, form: Form, username: string, waitSeconds?: number) {
  if (waitSeconds !== undefined) c.header('Retry-After', String(waitSeconds))
  const { reader } = c.var
  const page = LoginPage({
    reader,
    next: nextOf(c, form.text('next')),
    username,
    wrong: waitSeconds === undefined,
    waitSeconds,
    kept: keptOf(form),
  })
  return refuse(c, { title: reader.t('login.title') }, page, waitSeconds === undefined ? 422 : 429)
}

function keptOf(form: Form): Kept {
  return form.fields
    .filter((field) => field.name.startsWith(KEPT_PREFIX))
    .map((field) => ({ name: field.name.slice(KEPT_PREFIX.length), value: field.value }))
}

/** Where the page that shows a form has another address than the form posts to, beyond an address above it. */
const formPages: [RegExp, string][] = [
  [/^\/targets\/([^/?]+)\/updates$/, '/targets/$1/update'],
  [/^\/(reminders|proposals|directions)$/, '/$1/new'],
  [/^\/account\/mail$/, '/account'],
]

/** The form that was sent without a session, filled in as it was; nothing is saved until it is sent again. */
async function showAgain(
  c: Visit,
  house: Hono<House>,
  form: Form,
  token: string,
  kept: Kept,
): Promise<Response> {
  const next = nextOf(c, form.text('next'))
  if (next.startsWith('/account') && !next.startsWith('/account/mail')) return redirect(c, '/account')
  for (const path of pagesOf(next)) {
    const url = new URL(c.var.reader.at(path), c.req.url)
    const request = new Request(url, { headers: { Cookie: `${sessionCookieName(c)}=${token}` } })
    const answer = await house.fetch(request, { ...c.env, kept })
    if (answer.status !== 404)
      return c.body(await answer.arrayBuffer(), answer.status as 200, Object.fromEntries(answer.headers))
  }
  return redirect(c, '/')
}

const HIGHEST = 4

/** The addresses at which a form may be shown: its own, or one above it. */
function pagesOf(next: string): string[] {
  const [path = ''] = next.split('?')
  const known = formPages.find(([post]) => post.test(path))
  if (known) return [path.replace(...known)]
  const parts = path.split('/').slice(1)
  return parts
    .map((_, n) => `/${parts.slice(0, parts.length - n).join('/')}`)
    .slice(0, Math.min(HIGHEST, Math.max(1, parts.length - 1)))
    .map((one, n) => (n === 0 ? next : one))
}

/** Back to the sign-in would be no way on. */
function nextOf(c: Visit, next = ''): string {
  const path = localPath(c, next)
  return path.startsWith('/log') ? '/' : path
}
