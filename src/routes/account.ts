import { Hono } from 'hono'
import { AccountPage, type AccountProps } from '../../views/account/account.tsx'
import { NewPasswordPage } from '../../views/account/new-password.tsx'
import { isEmail } from '../domain/email.ts'
import { record } from '../storage/audit.ts'
import { findMailChoice, setMailChoice } from '../storage/mail-choice.ts'
import { hashPassword, verifyPassword } from '../storage/passwords.ts'
import { findSecondFactor } from '../storage/second-factor.ts'
import { endSessions, listSessions } from '../storage/sessions.ts'
import { endLinks } from '../storage/user-links.ts'
import { findAccount, setPasswordHash, setPreferences } from '../storage/users.ts'
import { redirect, refuse, show } from './answers.ts'
import { choose, type Form, keptForm, readForm } from './forms.ts'
import { rememberLanguage } from './hall.ts'
import { newPasswordProblems, provenDeed, provesPassword, rawOf } from './new-password.ts'
import { localPath } from './queries.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

export const accountRoutes = new Hono<House>()

accountRoutes.get('/', (c) => {
  const kept = keptForm(c)
  return showAccount(c, { typed: kept && typedMail(kept) })
})

accountRoutes.post('/theme', async (c) => {
  const form = await readForm(c)
  const theme = form && choose(form.text('theme'), ['system', 'light', 'dark'])
  if (!theme) return await c.notFound()
  await c.var.db.tx((tx) => setPreferences(tx, c.var.actor.tenant, c.var.actor.userId, { theme }))
  return redirect(c, localPath(c, form.text('next')))
})

accountRoutes.post('/language', async (c) => {
  const form = await readForm(c)
  const locale = form && choose(form.text('language'), ['vi', 'en'])
  if (!locale) return await c.notFound()
  await c.var.db.tx((tx) => setPreferences(tx, c.var.actor.tenant, c.var.actor.userId, { locale }))
  rememberLanguage(c, locale)
  return redirect(c, localPath(c, form.text('next')))
})

/** Ends every session but this one. */
accountRoutes.post('/sessions', async (c) => {
  const { actor, session } = c.var
  await c.var.db.tx(async (tx) => {
    await endSessions(tx, actor.tenant, actor.userId, session.tokenHash)
    await record(tx, eventOf(c, 'sessions.ended'))
  })
  return redirect(c, '/account')
})

/** A password of one's own in place of one that somebody else printed. */
accountRoutes.get('/password', async (c) =>
  c.var.session.mustChangePassword ? await showFirst(c, []) : redirect(c, '/account'),
)

accountRoutes.post('/password', async (c) => {
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const isFirst = c.var.session.mustChangePassword
  const read = isFirst ? await readFirst(c, form) : await readChange(c, form)
  if ('refused' in read) return await read.refused
  const passwordHash = await hashPassword(rawOf(form, 'new'))
  const { actor, session, now } = c.var
  const kept = await provenDeed(c, read.hash, async (tx) => {
    await setPasswordHash(tx, actor.tenant, actor.userId, passwordHash, now)
    await endSessions(tx, actor.tenant, actor.userId, session.tokenHash)
    await endLinks(tx, actor.tenant, actor.userId, now)
    await record(tx, eventOf(c, 'user.password'))
  })
  if (kept === 'ended') return redirect(c, '/login')
  if (kept === 'changed') return await showAccount(c, { problems: [{ field: 'present', reason: 'wrong' }] })
  return redirect(c, isFirst ? '/' : '/account?changed=1')
})

/** Where letters go, and whether; an emptied address takes none. */
accountRoutes.post('/mail', async (c) => {
  const form = await readForm(c)
  const typed = form && typedMail(form)
  if (!typed) return await unreadable(c)
  if (typed.email !== '' && !isEmail(typed.email)) {
    return await showAccount(c, { typed: { ...typed, isWrong: true } })
  }
  const { actor, now, db } = c.var
  await db.tx(async (tx) => {
    const before = await findMailChoice(tx, actor.tenant, actor.userId)
    const after = { email: typed.email || null, isOff: typed.isOff }
    if (before) await setMailChoice(tx, { tenant: actor.tenant, now, actorId: actor.userId }, before, after)
  })
  return redirect(c, '/account?changed=mail')
})

function typedMail(form: Form): AccountProps['mail'] | undefined {
  const mail = choose(form.text('mail'), ['on', 'off'])
  return mail === null ? undefined : { email: form.text('email'), isOff: mail === 'off' }
}

/** The hash of the password that a new one takes the place of, or the page that says what is wrong. */
type ReadPassword = { hash: string | null } | { refused: Promise<Response> }

async function readChange(c: Visit, form: Form): Promise<ReadPassword> {
  const refuseFor = (...problems: NonNullable<AccountProps['problems']>) => ({
    refused: showAccount(c, { problems }),
  })
  const proof = await provesPassword(c, rawOf(form, 'present'))
  if ('wait' in proof) return refuseFor({ field: 'present', wait: proof.wait })
  if (proof.found === undefined) return refuseFor({ field: 'present', reason: 'wrong' })
  const problems = newPasswordProblems(form, ownWords(c))
  return problems.length ? refuseFor(...problems) : { hash: proof.found }
}

const ownWords = ({ var: { actor } }: Visit) => [actor.username, ...actor.posts.map((post) => post.unitName)]

async function readFirst(c: Visit, form: Form): Promise<ReadPassword> {
  const { db, actor } = c.var
  const problems = newPasswordProblems(form, ownWords(c))
  if (problems.length) return { refused: showFirst(c, problems) }
  const account = await findAccount(db.read, actor.tenant, actor.username)
  const hash = account?.passwordHash ?? null
  const isSame = await verifyPassword(hash, rawOf(form, 'new'))
  return isSame ? { refused: showFirst(c, [{ field: 'new', reason: 'same' }]) } : { hash }
}

async function showFirst(c: Visit, problems: Parameters<typeof NewPasswordPage>[0]['problems']) {
  const { reader, actor } = c.var
  const { t } = reader
  const body = NewPasswordPage({
    reader,
    title: t('first.title'),
    lead: t('first.lead'),
    action: reader.at('/account/password'),
    username: actor.username,
    submit: t('first.submit'),
    problems,
  })
  const page = { title: t('first.title'), isForm: true }
  return problems.length ? await refuse(c, page, body) : await show(c, page, body)
}

const doneWords = { 1: 'account.changed', mail: 'mail.saved', factor: 'factor.dropped' } as const

interface Again {
  problems?: NonNullable<AccountProps['problems']>
  /** What was typed about mail. */
  typed?: AccountProps['mail'] | undefined
}

async function showAccount(c: Visit, { problems = [], typed }: Again = {}) {
  const { actor, session, reader } = c.var
  const sessions = await listSessions(c.var.db.read, actor.tenant, actor.userId)
  const choice = await findMailChoice(c.var.db.read, actor.tenant, actor.userId)
  const factor = await findSecondFactor(c.var.db.read, actor.tenant, actor.userId)
  const body = AccountPage({
    reader,
    username: actor.username,
    posts: actor.posts.map(({ title, unitName, role }) => ({ title, unitName, role })),
    theme: session.theme,
    sessions: sessions.map(({ tokenHash, ...rest }) => ({
      ...rest,
      isThis: tokenHash === session.tokenHash,
    })),
    secondFactor:
      factor && factor.confirmedAt !== null
        ? { since: factor.confirmedAt, recoveryLeft: factor.recovery?.length ?? 0 }
        : null,
    mail: typed ?? { email: choice?.email ?? '', isOff: choice?.isOff ?? false },
    problems,
  })
  const done = choose(c.req.query('changed') ?? '', ['1', 'mail', 'factor'])
  const text = done && reader.t(doneWords[done])
  const changed = text && { flash: { kind: 'done' as const, text } }
  const page = { title: reader.t('account.title'), ...(changed || {}) }
  return problems.length || typed?.isWrong ? await refuse(c, page, body) : await show(c, page, body)
}

const eventOf = (c: Visit, deed: string) => ({
  tenant: c.var.actor.tenant,
  at: c.var.now,
  actorId: c.var.actor.userId,
  actor: c.var.actor.username,
  deed,
  subjectKind: 'user',
  subject: c.var.actor.username,
  detail: {},
})
