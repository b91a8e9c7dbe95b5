import { Hono } from 'hono'
import { deleteCookie } from 'hono/cookie'
import { CodePage } from '../../views/account/code.tsx'
import { LoginPage } from '../../views/account/login.tsx'
import type { Writer } from '../storage/client.ts'
import { verifyPassword } from '../storage/passwords.ts'
import { takeCode } from '../storage/second-factor.ts'
import { endSession, isStillOpen } from '../storage/sessions.ts'
import { findAccount, lockAccount } from '../storage/users.ts'
import { redirect, refuse, show } from './answers.ts'
import { type Form, readForm } from './forms.ts'
import { cookieOptions, forgetLanguage, leftLanguage, sessionCookieName } from './hall.ts'
import { rawOf } from './new-password.ts'
import { giveCookie, openSession } from './sign-in.ts'
import { comeIn, type Interrupted, interruptedBy, nextOf } from './sign-in-again.ts'
import { tryCode, tryPassword } from './throttling.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

/** Signing in and out. `house` is the whole app, through which a form kept over the sign-in is shown again. */
export function loginRoutes(house: Hono<House>): Hono<House> {
  const routes = new Hono<House>()

  routes.get('/login', async (c) => {
    const next = nextOf(c, c.req.query('next'))
    if (c.var.session) return redirect(c, next)
    return await show(
      c,
      { title: c.var.reader.t('login.title') },
      LoginPage({ reader: c.var.reader, next, username: '', isOut: leftLanguage(c) !== undefined }),
    )
  })

  routes.post('/login', async (c) => {
    const form = await readForm(c)
    if (!form) return await unreadable(c)
    const username = form.text('username').toLowerCase().slice(0, 100)
    const interrupted = interruptedBy(c, form)
    const missing = (['username', 'password'] as const).filter((name) => rawOf(form, name) === '')
    if (missing.length) {
      const page = LoginPage({ reader: c.var.reader, username, ...interrupted, missing })
      return await refuse(c, { title: c.var.reader.t('login.title') }, page)
    }
    const tried = await tryPassword(c, username, () => recognise(c, username, form))
    if ('wait' in tried) return tryAgain(c, interrupted, username, tried.wait)
    const { found } = tried
    const opened = found && (await c.var.db.tx((tx) => openFor(tx, c, found)))
    if (!opened) return tryAgain(c, interrupted, username)
    giveCookie(c, opened.token)
    return opened.awaitsCode
      ? await askForCode(c, interrupted)
      : await comeIn(c, house, interrupted, opened.token)
  })

  codeRoutes(routes, house)

  routes.post('/logout', async (c) => {
    const held = c.var.session ?? c.var.waiting
    if (held) await c.var.db.tx((tx) => endSession(tx, c.var.config.tenant, held.tokenHash))
    const { path, secure } = cookieOptions(c)
    deleteCookie(c, sessionCookieName(c), { path, secure })
    forgetLanguage(c)
    return redirect(c, `/login?out=${c.var.reader.language}`)
  })
  return routes
}

type Account = NonNullable<Awaited<ReturnType<typeof findAccount>>>

/** The account that name and password open; the work is the same when there is none. */
async function recognise(c: Visit, username: string, form: Form): Promise<Account | undefined> {
  const account = await findAccount(c.var.db.read, c.var.config.tenant, username)
  const usable = account?.disabledAt === null ? account : undefined
  const fits = await verifyPassword(usable?.passwordHash ?? null, rawOf(form, 'password'))
  return fits ? usable : undefined
}

/** Comparing took its time: the account is opened as it stands now, if it still has this password. */
async function openFor(tx: Writer, c: Visit, { id, passwordHash }: Account) {
  const account = await lockAccount(tx, c.var.config.tenant, id)
  if (!account || account.disabledAt !== null || account.passwordHash !== passwordHash) return undefined
  const awaitsCode = account.totpConfirmedAt !== null
  return { token: await openSession(tx, c, account, { awaitsCode }), awaitsCode }
}

/** The second step, for accounts with one-time codes: until then the browser holds a token that opens nothing else. */
function codeRoutes(routes: Hono<House>, house: Hono<House>) {
  routes.get('/login/code', async (c) => {
    const next = nextOf(c, c.req.query('next'))
    if (c.var.session) return redirect(c, next)
    if (!c.var.waiting) return redirect(c, `/login?${new URLSearchParams({ next })}`)
    const body = CodePage({ reader: c.var.reader, next, kept: [], isSent: false })
    return await show(c, codePage(c), body)
  })

  routes.post('/login/code', async (c) => {
    const form = await readForm(c)
    if (!form) return await unreadable(c)
    const { reader, db } = c.var
    const interrupted = interruptedBy(c, form)
    const props = { reader, ...interrupted }
    if (c.var.waiting && form.text('code') === '') {
      return await refuse(c, codePage(c), CodePage({ ...props, missing: true }))
    }
    const tried = await db.tx((tx) => enterCode(tx, c, form.text('code')))
    if (!tried) {
      const page = LoginPage({ ...props, username: '', expired: true })
      return await refuse(c, { title: reader.t('login.title') }, page, 401)
    }
    if ('wait' in tried) {
      c.header('Retry-After', String(tried.wait))
      return await refuse(c, codePage(c), CodePage({ ...props, waitSeconds: tried.wait }), 429)
    }
    if (tried.found === undefined) return await refuse(c, codePage(c), CodePage({ ...props, wrong: true }))
    giveCookie(c, tried.found)
    return await comeIn(c, house, interrupted, tried.found)
  })
}

/** Undefined where nothing waits for a code any longer: signed out meanwhile, or codes were switched off. */
async function enterCode(tx: Writer, c: Visit, code: string) {
  const { waiting, config, now } = c.var
  if (!waiting) return undefined
  const { tenant } = config
  const account = await lockAccount(tx, tenant, waiting.actor.userId)
  const waits = account && account.disabledAt === null && account.totpConfirmedAt !== null
  if (!waits || !(await isStillOpen(tx, tenant, waiting.tokenHash))) return undefined
  return await tryCode(c, tx, account.username, async () => {
    const taken = await takeCode(tx, tenant, account.id, code, now)
    return taken && (await openSession(tx, c, account, taken === 'recovery' ? { by: 'recovery' } : {}))
  })
}

const codePage = (c: Visit) => ({ title: c.var.reader.t('code.title') })

/** A form kept over the sign-in goes along over its second step. */
async function askForCode(c: Visit, interrupted: Interrupted) {
  const { next, isSent } = interrupted
  if (!isSent) return redirect(c, `/login/code?${new URLSearchParams({ next })}`)
  return await show(c, codePage(c), CodePage({ reader: c.var.reader, ...interrupted }))
}

/** The same words whether the name or the password is wrong, so that nobody learns which names exist. */
function tryAgain(c: Visit, interrupted: Interrupted, username: string, waitSeconds?: number) {
  if (waitSeconds !== undefined) c.header('Retry-After', String(waitSeconds))
  const { reader } = c.var
  const page = LoginPage({
    ...{ reader, username, ...interrupted },
    wrong: waitSeconds === undefined,
    ...(waitSeconds !== undefined && { waitSeconds }),
  })
  return refuse(c, { title: reader.t('login.title') }, page, waitSeconds === undefined ? 422 : 429)
}
