import { Hono } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { LoginPage } from '../../views/account/login.tsx'
import type { Instant } from '../domain/day.ts'
import { waitBeforeTry } from '../domain/throttle.ts'
import { record } from '../storage/audit.ts'
import { countFailure, findAttempts, forgetFailures } from '../storage/login-attempts.ts'
import { verifyPassword } from '../storage/passwords.ts'
import { createSession, endSession } from '../storage/sessions.ts'
import { findAccount } from '../storage/users.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, readForm } from './forms.ts'
import { cookieOptions, sessionCookieName } from './hall.ts'
import { localPath } from './queries.ts'
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
    const waitMs = await waitOf(c, username)
    if (waitMs > 0) return tryAgain(c, form, username, Math.ceil(waitMs / 1000))

    const account = await recognise(c, username, form)
    if (!account) {
      await noteFailure(c, username)
      return tryAgain(c, form, username)
    }
    const token = await signIn(c, account)
    setCookie(c, sessionCookieName(c), token, cookieOptions(c))
    const kept = keptOf(form)
    return kept.length
      ? await showAgain(c, house, form, token, kept)
      : redirect(c, nextOf(c, form.text('next')))
  })

  routes.post('/logout', async (c) => {
    const { session } = c.var
    if (session) await c.var.db.tx((tx) => endSession(tx, c.var.config.tenant, session.tokenHash))
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

/** Accounts first, because many units may share one line; both kinds of waiting are short. */
async function waitOf(c: Visit, username: string): Promise<number> {
  const { tenant } = c.var.config
  const account = await findAttempts(c.var.db.read, tenant, `account:${username}`)
  const address = await findAttempts(c.var.db.read, tenant, `address:${c.var.address}`)
  return Math.max(waitBeforeTry('account', account, c.var.now), waitBeforeTry('address', address, c.var.now))
}

async function noteFailure(c: Visit, username: string) {
  const { tenant } = c.var.config
  await c.var.db.tx(async (tx) => {
    await countFailure(tx, tenant, `account:${username}`, c.var.now)
    await countFailure(tx, tenant, `address:${c.var.address}`, c.var.now)
  })
}

async function signIn(c: Visit, account: { id: string; username: string }): Promise<string> {
  const { tenant } = c.var.config
  const now: Instant = c.var.now
  return await c.var.db.tx(async (tx) => {
    // The token changes at every sign-in; the one this browser held before is worth nothing afterwards.
    if (c.var.session) await endSession(tx, tenant, c.var.session.tokenHash)
    await forgetFailures(tx, tenant, `account:${account.username}`, now)
    await record(tx, {
      tenant,
      at: now,
      actorId: account.id,
      actor: account.username,
      deed: 'login',
      subjectKind: 'user',
      subject: account.username,
      detail: { address: c.var.address },
    })
    const userAgent = c.req.header('User-Agent') ?? ''
    return await createSession(tx, { tenant, userId: account.id, now, address: c.var.address, userAgent })
  })
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
