import { Hono } from 'hono'
import { PersonPage } from '../../views/admin/person.tsx'
import type { FieldError } from '../../views/parts/form.tsx'
import { loadAuditNames } from '../storage/audit-names.ts'
import type { Writer } from '../storage/client.ts'
import { hashPassword, newInitialPassword } from '../storage/passwords.ts'
import {
  changeDetails,
  disablePerson,
  enablePerson,
  giveInitialPassword,
  giveLink,
  recordSessionsEnded,
  switchOffCodes,
} from '../storage/people/deeds.ts'
import { findPerson, listEventsAbout, lockPerson, type PersonFound } from '../storage/people/find.ts'
import { loadSeen } from '../storage/people.ts'
import { endSessionNamed, endSessions, listSessions, sessionName } from '../storage/sessions.ts'
import { findOpenLink } from '../storage/user-links.ts'
import { redirect, refuse, show } from './answers.ts'
import { entryOf } from './audit-entries.ts'
import { choose, type Form, isAbout, keptForm, readForm } from './forms.ts'
import { byOf, LONGEST, readDetails } from './person-fields.ts'
import { addressOf, plainText, queryText } from './queries.ts'
import { showLink, showSlips } from './slip-pages.ts'
import { unreadable } from './trouble.ts'
import type { House, Visit } from './visit.ts'

/** One account, and what an administrator does to it. */
export const personRoutes = new Hono<House>()

personRoutes.get('/:username', async (c) => {
  const person = await personOf(c)
  return person ? await showPerson(c, person, { form: keptForm(c) }) : await c.notFound()
})

personRoutes.post('/:username/details', async (c) => {
  const person = await personOf(c)
  if (!person) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { details, errors } = readDetails(c, form)
  if (errors.length) return await showPerson(c, person, { form, errors })
  const isFresh = isAbout(form, person.version)
  const done = isFresh && (await c.var.db.tx((tx) => changeDetails(tx, byOf(c), person, details)))
  if (done) return redirect(c, `${pathOf(person)}?done=saved`)
  const fresh = (await personOf(c)) ?? person
  return await showPerson(c, fresh, { form, isConflict: true })
})

personRoutes.post('/:username/disable', async (c) => {
  const person = await personOf(c)
  if (!person) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const { t } = c.var.reader
  const refuseWith = (text: string) => showPerson(c, person, { form, errors: [{ field: 'reason', text }] })
  const reason = form.text('reason').slice(0, LONGEST)
  if (reason === '') return await refuseWith(t('person.problem.reasonMissing'))
  const done = await toThem(c, person, (tx, now) => disablePerson(tx, byOf(c), now, reason))
  if (done === 'self') return await refuseWith(t('person.problem.self'))
  if (done === 'last_admin') return await refuseWith(t('person.problem.lastAdmin'))
  return redirect(c, `${pathOf(person)}?done=disabled`)
})

personRoutes.post('/:username/enable', async (c) => {
  const person = await personOf(c)
  if (!person) return await c.notFound()
  await toThem(c, person, (tx, now) => enablePerson(tx, byOf(c), now))
  return redirect(c, `${pathOf(person)}?done=enabled`)
})

personRoutes.post('/:username/link', async (c) => {
  const person = await otherPersonOf(c)
  if (!person) return await c.notFound()
  const link = await toThem(c, person, async (tx, now) =>
    isOpen(now) ? await giveLink(tx, byOf(c), now, now.hasPassword ? 'reset' : 'invite') : undefined,
  )
  return link ? await showLink(c, slipOf(person), link) : await c.notFound()
})

personRoutes.post('/:username/slip', async (c) => {
  const person = await otherPersonOf(c)
  if (!person) return await c.notFound()
  const password = newInitialPassword()
  const hash = await hashPassword(password)
  const isGiven = await toThem(c, person, async (tx, now) => {
    if (isOpen(now)) await giveInitialPassword(tx, byOf(c), now, hash)
    return isOpen(now)
  })
  if (!isGiven) return await c.notFound()
  return await showSlips(c, [{ ...slipOf(person), password }], pathOf(person))
})

personRoutes.post('/:username/sessions', async (c) => {
  const person = await personOf(c)
  if (!person || person.id === c.var.actor.userId) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const which = form.text('session')
  const { db, actor } = c.var
  await db.tx(async (tx) => {
    if (which === 'all') await endSessions(tx, actor.tenant, person.id)
    else if (!(await endSessionNamed(tx, actor.tenant, person.id, which))) return
    await recordSessionsEnded(tx, byOf(c), person.username, which === 'all' ? 'all' : 'one')
  })
  return redirect(c, `${pathOf(person)}?done=sessions`)
})

personRoutes.post('/:username/second-factor', async (c) => {
  const person = await otherPersonOf(c)
  if (!person) return await c.notFound()
  const form = await readForm(c)
  if (!form) return await unreadable(c)
  const reason = form.text('factor_reason').slice(0, LONGEST)
  if (reason === '') {
    const text = c.var.reader.t('person.problem.reasonMissing')
    return await showPerson(c, person, { form, errors: [{ field: 'factor_reason', text }] })
  }
  await toThem(c, person, async (tx, now) => {
    if (now.secondFactor) await switchOffCodes(tx, byOf(c), now, reason)
  })
  return redirect(c, `${pathOf(person)}?done=factor`)
})

const personOf = (c: Visit) =>
  findPerson(c.var.db.read, c.var.actor.tenant, plainText(c.req.param('username') ?? ''), c.var.today)

/** Somebody else whose account is open: for one's own there is the account page. */
async function otherPersonOf(c: Visit) {
  const person = await personOf(c)
  return person && person.id !== c.var.actor.userId && isOpen(person) ? person : undefined
}

const isOpen = ({ disabledAt }: PersonFound) => disabledAt === null

/** A deed done to somebody as they stand inside of its transaction, whatever was read before it. */
const toThem = <Done>(
  c: Visit,
  { username }: PersonFound,
  work: (tx: Writer, now: PersonFound) => Promise<Done>,
): Promise<Done> => c.var.db.tx(async (tx) => await work(tx, (await lockPerson(tx, byOf(c), username))!))

const pathOf = ({ username }: PersonFound) => `/admin/users/${encodeURIComponent(username)}`

function slipOf({ username, posts }: PersonFound) {
  const post = posts.find(({ isHeld }) => isHeld) ?? posts[0]
  return { username, title: post?.title ?? '', unitName: post?.unitName ?? '' }
}

const done = {
  saved: 'person.saved',
  post_added: 'person.postAdded',
  post_changed: 'person.postChanged',
  disabled: 'person.disabled',
  enabled: 'person.enabled',
  sessions: 'person.sessionsEnded',
  factor: 'person.factorDropped',
} as const

const TRAIL = 20

interface Again {
  form?: Form | undefined
  errors?: FieldError[]
  isConflict?: boolean
}

async function showPerson(c: Visit, person: PersonFound, again: Again) {
  const { reader, db, actor } = c.var
  const { errors = [], form, isConflict = false } = again
  const { username } = person
  const seenAt = (await loadSeen(db.read, actor.tenant, [person])).get(person.id) ?? null
  // Of the several forms of this page one was sent; what the others show stands as it is kept.
  const typed = (name: string, kept: string | null) =>
    form?.fields.some((field) => field.name === name) ? form.text(name) : (kept ?? '')
  const version = isConflict ? String(person.version) : typed('version', String(person.version))
  const stored = [person.fullName, person.email, person.locale].filter(Boolean).join(' · ')
  const body = PersonPage({
    reader,
    person: { username, fullName: person.fullName, state: person.state, seenAt, version },
    posts: person.posts,
    typed: {
      full_name: typed('full_name', person.fullName),
      email: typed('email', person.email),
      language: typed('language', person.locale),
    },
    errors,
    conflict: isConflict ? stored : null,
    access: {
      ...(await accessOf(c, person, seenAt)),
      reasons: { reason: typed('reason', null), factor_reason: typed('factor_reason', null) },
    },
    trail: await trailOf(c, username),
    trailHref: addressOf(c, '/admin/audit', { kind: 'user', subject: username }),
  })
  const flash = choose(queryText(c, 'done'), Object.keys(done) as (keyof typeof done)[])
  const page = {
    title: person.fullName ?? username,
    here: '/admin/users',
    ...(flash && { flash: { kind: 'done' as const, text: reader.t(done[flash]) } }),
  }
  if (isConflict) return await refuse(c, page, body, 409)
  return errors.length ? await refuse(c, page, body) : await show(c, page, body)
}

async function accessOf(c: Visit, person: PersonFound, seenAt: number | null) {
  const { db, actor, now } = c.var
  const sessions = await listSessions(db.read, actor.tenant, person.id)
  return {
    isSelf: person.id === actor.userId,
    seenAt,
    passwordAt: person.passwordChangedAt,
    hasPassword: person.hasPassword,
    mustChange: person.mustChangePassword,
    disabledAt: person.disabledAt,
    openLink: (await findOpenLink(db.read, actor.tenant, person.id, now)) ?? null,
    secondFactor: person.secondFactor,
    sessions: sessions.map(({ tokenHash, ...session }) => ({ ...session, name: sessionName(tokenHash) })),
  }
}

async function trailOf(c: Visit, username: string) {
  const { db, actor } = c.var
  const rows = await listEventsAbout(db.read, actor.tenant, username, TRAIL)
  const names = await loadAuditNames(db.read, actor.tenant, rows)
  return rows.map((row) => {
    const entry = entryOf(c, row, names)
    const by = entry.actorNote ? `${entry.actor} (${entry.actorNote})` : entry.actor
    return { at: entry.at, deed: entry.deed, actor: by, changes: entry.changes }
  })
}
