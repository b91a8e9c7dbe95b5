import { Hono } from 'hono'
import { LinkOverPage, NewPasswordPage, type NewPasswordProblem } from '../../views/account/new-password.tsx'
import { record } from '../storage/audit.ts'
import { hashPassword } from '../storage/passwords.ts'
import { endSessions } from '../storage/sessions.ts'
import { endLinks, findLink, takeLink } from '../storage/user-links.ts'
import { listOwnUnitNames, lockAccount, setPasswordHash } from '../storage/users.ts'
import { redirect, refuse, show } from './answers.ts'
import { readForm } from './forms.ts'
import { newPasswordProblems, rawOf } from './new-password.ts'
import { neverKept } from './secret-forms.ts'
import { giveCookie, openSession } from './sign-in.ts'
import { noteFailure, secondsToWait } from './throttling.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

/** An invitation, or a new password: the word in the address is the right to choose one, once. */
export const userLinkRoutes = new Hono<House>()

userLinkRoutes.get('/:token', async (c) => {
  const found = await openLink(c)
  return 'over' in found ? found.over : await showForm(c, found)
})

userLinkRoutes.post('/:token', async (c) => {
  const found = await openLink(c)
  if ('over' in found) return found.over
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { db, config } = c.var
  const own = await listOwnUnitNames(db.read, config.tenant, found.userId)
  const problems = newPasswordProblems(form, [found.username, ...own])
  if (problems.length) return await showForm(c, found, problems)

  const opened = await choosePassword(c, found, await hashPassword(rawOf(form, 'new')))
  if (!opened) return await showOver(c)
  giveCookie(c, opened.token)
  // The link stands in for the password alone; one-time codes are asked for all the same.
  return redirect(c, opened.awaitsCode ? '/login/code' : '/')
})

type Found = NonNullable<Awaited<ReturnType<typeof findLink>>>

const tokenOf = (c: Visit) => c.req.param('token') ?? ''

/** Whose link it is; whoever tries links waits as whoever tries passwords does. */
async function openLink(c: Visit): Promise<Found | { over: Response }> {
  const { db, config, now } = c.var
  const wait = await secondsToWait(c)
  if (wait > 0) return { over: await showOver(c, wait) }
  const found = /^[\w-]{43}$/.test(tokenOf(c))
    ? await findLink(db.read, config.tenant, tokenOf(c), now)
    : undefined
  if (found) return found
  await noteFailure(c)
  return { over: await showOver(c) }
}

/** In one transaction: the link is used up, the password set, and every other session and link ended. */
async function choosePassword(c: Visit, found: Found, passwordHash: string) {
  const { db, config, now } = c.var
  const { tenant } = config
  const { userId: id, username, purpose } = found
  return await db.tx(async (tx) => {
    if (!(await takeLink(tx, tenant, tokenOf(c), now))) return undefined
    await setPasswordHash(tx, tenant, id, passwordHash, now)
    await endSessions(tx, tenant, id)
    await endLinks(tx, tenant, id, now)
    const event = { deed: 'user.password', subjectKind: 'user', subject: username, detail: { by: purpose } }
    await record(tx, { tenant, at: now, actorId: id, actor: username, ...event })
    const account = await lockAccount(tx, tenant, id)
    const awaitsCode = account?.totpConfirmedAt !== null
    const by = purpose as 'invite' | 'reset'
    return { token: await openSession(tx, c, { id, username }, { awaitsCode, by }), awaitsCode }
  })
}

async function showForm(c: Visit, found: Found, problems: NewPasswordProblem[] = []): Promise<Response> {
  const { reader } = c.var
  const { t } = reader
  const title = t(found.purpose === 'invite' ? 'link.invite' : 'link.reset')
  const body = NewPasswordPage({
    reader,
    title,
    lead: t('link.lead', { username: found.username }),
    action: reader.at(`/link/${tokenOf(c)}`),
    username: found.username,
    submit: t('link.submit'),
    problems,
  })
  const page = { title, isForm: true }
  return neverKept(problems.length ? await refuse(c, page, body) : await show(c, page, body))
}

async function showOver(c: Visit, waitSeconds?: number): Promise<Response> {
  const { reader } = c.var
  const isSlow = waitSeconds !== undefined
  if (isSlow) c.header('Retry-After', String(waitSeconds))
  const page = { title: reader.t(isSlow ? 'link.wait' : 'link.over') }
  const body = LinkOverPage({ reader, ...(isSlow && { waitSeconds }) })
  return neverKept(await show(c, page, body, isSlow ? 429 : 404))
}
