import type { MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { LoginPage } from '../../views/account/login.tsx'
import type { AppOptions } from '../app.ts'
import { dayOf } from '../domain/day.ts'
import { type Language, translator } from '../i18n/translate.ts'
import { newId } from '../storage/ids.ts'
import { findSession, type Session, touchSession } from '../storage/sessions.ts'
import { leadTo, refuse } from './answers.ts'
import { isFormPost, keepTyped } from './forms.ts'
import { isSecret } from './secret-forms.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

const TOUCH_EVERY_MS = 60 * 60_000
const LANGUAGE_COOKIE = 'camket_lang'

/** Finds out who comes, in which language they read, and what time it is; lets everybody pass. */
export function greet({ db, config, now, assets, log }: AppOptions): MiddlewareHandler<House> {
  return async (c, next) => {
    const instant = now()
    const today = dayOf(instant, config.zone)
    c.set('db', db)
    c.set('config', config)
    c.set('assets', assets)
    c.set('log', log)
    c.set('now', instant)
    c.set('today', today)
    c.set('zone', config.zone)
    c.set('requestId', newId(instant).slice(-12))
    c.set('address', addressOf(c))
    const asked = askedLanguage(c)
    if (asked) rememberLanguage(c, asked)
    // A page of trouble is drawn for this reader until the session says otherwise.
    setReader(c, languageOf(c, undefined))

    const session = await sessionOf(c)
    if (session?.awaitsCode) {
      c.set('waiting', session)
      setReader(c, languageOf(c, session))
    } else if (session) {
      c.set('session', session)
      c.set('actor', session.actor)
      setReader(c, languageOf(c, session))
      await rememberVisit(c, session)
    }
    // Hono copies all of its variables whenever `c.var` is read; nothing is set after this, so one copy serves.
    Object.defineProperty(c, 'var', { value: c.var })
    await next()
  }
}

/** Whatever changes something comes from a form; anything else is not even looked at. */
export const formsOnly: MiddlewareHandler<House> = async (c, next) => {
  if (c.req.method !== 'POST' || isFormPost(c)) return await next()
  return await unreadable(c)
}

/** Closed by default: whoever is not signed in is sent to sign in, and what they typed is kept. */
export const letIn: MiddlewareHandler<House> = async (c, next) => {
  const { reader, session, waiting } = c.var
  const url = new URL(c.req.url)
  const path = url.pathname.slice(c.var.config.basePath.length)
  if (session) {
    const first = firstThing(session, path)
    return first ? leadTo(c, reader.at(first)) : await next()
  }
  const here = path + url.search
  const door = waiting && !isFormPost(c) ? '/login/code' : '/login'
  const signIn = `${reader.at(door)}?next=${encodeURIComponent(here)}`
  if (c.req.header('HX-Request') === 'true') {
    if (!isBesideField(c)) c.header('HX-Redirect', signIn)
    return c.text(reader.t('login.expired'), 401)
  }
  if (!isFormPost(c)) return c.redirect(signIn, 303)
  const kept = isSecret(path) ? [] : await keepTyped(c)
  const page = LoginPage({ reader, next: here, username: '', expired: true, isSent: true, kept })
  return await refuse(c, { title: reader.t('login.title') }, page, 401)
}

/**
 * A piece that is not of the page it is asked from, such as what a field says while it is typed into: the page stays with
 * what was typed, and sending its form asks to sign in.
 */
function isBesideField(c: Visit): boolean {
  const page = c.req.header('HX-Current-URL') ?? ''
  return URL.canParse(page) && new URL(page).pathname !== new URL(c.req.url).pathname
}

/** What comes before everything else: a password of one's own, then the one-time codes that a post asks for. */
function firstThing(session: Session, path: string): string | undefined {
  const { mustChangePassword, mustSetUpCodes } = session
  if (!mustChangePassword && !mustSetUpCodes) return undefined
  const first = mustChangePassword ? '/account/password' : '/account/second-factor'
  const isOpen = [first, '/account/theme', '/account/language'].includes(path) || path.startsWith(`${first}/`)
  return isOpen ? undefined : first
}

export function sessionCookieName(c: Visit): string {
  return c.var.config.secure ? '__Host-camket' : 'camket'
}

async function sessionOf(c: Visit): Promise<Session | undefined> {
  const token = getCookie(c, sessionCookieName(c))
  if (!token) return undefined
  return await findSession(c.var.db.read, c.var.config.tenant, token, c.var.now, c.var.today)
}

function setReader(c: Visit, language: Language) {
  const { basePath, zone } = c.var.config
  c.set('reader', {
    language,
    today: c.var.today,
    now: c.var.now,
    zone,
    t: translator(language),
    at: (path) => `${basePath}${path}`,
    asset: (name) => `${basePath}${c.var.assets.url(name)}`,
  })
}

/**
 * What the address asks for or this browser was last asked for, else what the account says. An address that somebody
 * passed on changes no account.
 */
function languageOf(c: Visit, session: Session | undefined): Language {
  const left = session ? undefined : leftLanguage(c)
  const remembered = asLanguage(getCookie(c, LANGUAGE_COOKIE))
  return askedLanguage(c) ?? left ?? remembered ?? session?.language ?? 'vi'
}

const askedLanguage = (c: Visit) => asLanguage(c.req.query('lang'))

/** In which language somebody has just signed out: the page that says so is theirs, the next one is the next reader's. */
export const leftLanguage = (c: Visit) => asLanguage(c.req.query('out'))

const asLanguage = (text: string | undefined): Language | undefined =>
  text === 'vi' || text === 'en' ? text : undefined

/** Until the browser is closed or its reader signs out. */
export function rememberLanguage(c: Visit, language: Language) {
  const { maxAge: _, ...options } = cookieOptions(c)
  setCookie(c, LANGUAGE_COOKIE, language, options)
}

export function forgetLanguage(c: Visit) {
  const { path, secure } = cookieOptions(c)
  deleteCookie(c, LANGUAGE_COOKIE, { path, secure })
}

/** Keeps the session alive; a write at most once an hour. */
async function rememberVisit(c: Visit, session: Session) {
  if (c.var.now - session.lastSeenAt <= TOUCH_EVERY_MS) return
  await c.var.db
    .tx((tx) => touchSession(tx, c.var.config.tenant, session.tokenHash, c.var.now))
    // Reading goes on when nothing can be written; the deed itself will say so.
    .catch((error: unknown) =>
      c.var.log.warn({ error, request: c.var.requestId }, 'the visit could not be noted'),
    )
}

export function cookieOptions(c: Visit) {
  const { secure, basePath } = c.var.config
  // A __Host- cookie belongs to the whole host.
  const path = secure ? '/' : basePath || '/'
  return { httpOnly: true, sameSite: 'Lax', secure, path, maxAge: 60 * 86_400 } as const
}

/** The address of the browser: what the nearest untrusted hop says, read from the right. */
function addressOf(c: Visit): string {
  const peer = plain(c.env?.incoming?.socket?.remoteAddress ?? '')
  const { trustProxy } = c.var.config
  if (!trustProxy.includes(peer)) return peer
  const hops = (c.req.header('X-Forwarded-For') ?? '').split(',').map((hop) => plain(hop.trim()))
  return hops.findLast((hop) => hop !== '' && !trustProxy.includes(hop)) ?? peer
}

const plain = (address: string) => address.replace(/^::ffff:/, '').slice(0, 60)
