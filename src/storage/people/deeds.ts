import { and, eq, sql } from 'drizzle-orm'
import type { Actor, Role } from '../../domain/access.ts'
import type { Day, Instant } from '../../domain/day.ts'
import type { Language } from '../../domain/language.ts'
import { lockChain, recordAs } from '../audit.ts'
import type { Writer } from '../client.ts'
import { tell } from '../notices.ts'
import { posts, users } from '../schema.ts'
import { dropSecondFactor } from '../second-factor.ts'
import { endSessions } from '../sessions.ts'
import { endLinks, type LinkPurpose, makeLink, type NewLink } from '../user-links.ts'
import { setPasswordHash } from '../users.ts'
import { hasOtherAdmin, listAdmins, type PersonFound, type PostFound } from './find.ts'

/** Who does it, and when. */
export interface By {
  actor: Actor
  now: Instant
  today: Day
}

export interface PostWish {
  role: Role
  title: string
  fromOn: Day | null
  toOn: Day | null
  document: string | null
}

export interface NewPost extends PostWish {
  id: string
  unit: { id: string; code: string; name: string }
}

export interface NewPerson {
  id: string
  username: string
  fullName: string | null
  email: string | null
  language: Language
  post: NewPost
  /** Of a printed first password; null where a link will choose one. */
  passwordHash: string | null
}

const about = (deed: string, username: string, detail: Record<string, unknown>) => ({
  ...{ deed, subjectKind: 'user', subject: username, detail },
})

/** 'added', or what stands in the way: the name is taken, or this very form came before. */
export async function addPerson(tx: Writer, by: By, person: NewPerson): Promise<'added' | 'taken' | 'again'> {
  const { tenant } = by.actor
  await lockChain(tx, tenant)
  const [same] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.tenant, tenant), eq(users.id, person.id)))
  if (same) return 'again'
  const [named] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.tenant, tenant), eq(users.username, person.username)))
  if (named) return 'taken'
  const { id, username, fullName, email, language, passwordHash, post } = person
  await tx.insert(users).values({
    ...{ tenant, id, username, fullName, email, locale: language, createdAt: by.now },
    ...(passwordHash !== null && { passwordHash, passwordChangedAt: by.now, mustChangePassword: true }),
  })
  const after = { fullName, email, language, password: passwordHash === null ? 'link' : 'slip' }
  await recordAs(tx, by.actor, by.now, about('user.added', username, { after }))
  await addPost(tx, by, { id, username }, post)
  return 'added'
}

/** One more post; the same form twice adds it once. */
export async function addPost(
  tx: Writer,
  by: By,
  person: { id: string; username: string },
  { id, unit, ...wish }: NewPost,
): Promise<void> {
  const { actor, now } = by
  const { tenant } = actor
  const added = await tx
    .insert(posts)
    .values({ tenant, id, userId: person.id, unitId: unit.id, ...wish })
    .onConflictDoNothing()
    .returning({ id: posts.id })
  if (added.length === 0) return
  const after = { unit: unit.code, ...wish }
  await recordAs(tx, actor, now, about('post.added', person.username, { after }))
  await tellOwn(tx, by, person, { title: wish.title, unit: unit.name })
}

/** Nobody gives themselves rights unseen: the other administrators are told. */
async function tellOwn(
  tx: Writer,
  { actor, now, today }: By,
  person: Whom,
  told: { title: string; unit: string; outcome?: 'widened' },
): Promise<void> {
  if (person.id !== actor.userId) return
  const path = `/admin/users/${encodeURIComponent(person.username)}`
  const admins = await listAdmins(tx, actor.tenant, today)
  const detail = { ...told, by: person.username }
  await tell(tx, actor.tenant, admins, { kind: 'own_post', path, detail }, { now, except: actor.userId })
}

const partsOf = ({ title, fromOn, toOn, document }: Omit<PostWish, 'role'>) => ({
  ...{ title, fromOn, toOn, document },
})

/** Renames, moves or ends a post. Nothing is deleted; the last administrator's own post does not end. */
export async function changePost(
  tx: Writer,
  by: By,
  person: PersonFound,
  post: PostFound,
  wish: Omit<PostWish, 'role'>,
): Promise<'changed' | 'stale' | 'last_admin'> {
  const { tenant } = by.actor
  await lockChain(tx, tenant)
  const ends = wish.toOn !== null || (wish.fromOn !== null && wish.fromOn > by.today)
  if (post.role === 'admin' && ends && !(await hasOtherAdmin(tx, tenant, by.today, { postId: post.id })))
    return 'last_admin'
  const [before, after] = [partsOf(post), partsOf(wish)]
  if (JSON.stringify(before) === JSON.stringify(after)) return 'changed'
  const done = await tx
    .update(posts)
    .set({ ...after, version: sql`${posts.version} + 1` })
    .where(and(eq(posts.tenant, tenant), eq(posts.id, post.id), eq(posts.version, post.version)))
    .returning({ id: posts.id })
  if (done.length === 0) return 'stale'
  const { unitCode: unit, unitName, role } = post
  await recordAs(tx, by.actor, by.now, about('post.changed', person.username, { unit, role, before, after }))
  if (isWider(wish, post))
    await tellOwn(tx, by, person, { title: wish.title, unit: unitName, outcome: 'widened' })
  return 'changed'
}

/** Whether a post is held on days on which it was not before. */
function isWider(after: Pick<PostWish, 'fromOn' | 'toOn'>, before: Pick<PostFound, 'fromOn' | 'toOn'>) {
  const begins = before.fromOn !== null && (after.fromOn === null || after.fromOn < before.fromOn)
  const ends = before.toOn !== null && (after.toOn === null || after.toOn > before.toOn)
  return begins || ends
}

export interface Details {
  fullName: string | null
  email: string | null
  language: Language
}

/** False where somebody else changed the account since. */
export async function changeDetails(
  tx: Writer,
  by: By,
  person: PersonFound,
  wish: Details,
): Promise<boolean> {
  const before: Details = { fullName: person.fullName, email: person.email, language: person.locale }
  if (JSON.stringify(before) === JSON.stringify(wish)) return true
  const { tenant } = by.actor
  const done = await tx
    .update(users)
    .set({
      fullName: wish.fullName,
      email: wish.email,
      locale: wish.language,
      version: sql`${users.version} + 1`,
    })
    .where(and(eq(users.tenant, tenant), eq(users.id, person.id), eq(users.version, person.version)))
    .returning({ id: users.id })
  if (done.length === 0) return false
  await recordAs(tx, by.actor, by.now, about('user.changed', person.username, { before, after: wish }))
  return true
}

/** Closes an account: its sessions and links end with it. */
export async function disablePerson(
  tx: Writer,
  by: By,
  person: PersonFound,
  reason: string,
): Promise<'done' | 'self' | 'last_admin'> {
  const { tenant, userId } = by.actor
  if (person.id === userId) return 'self'
  const isAdmin = person.posts.some(({ role, isHeld }) => role === 'admin' && isHeld)
  if (isAdmin && !(await hasOtherAdmin(tx, tenant, by.today, { userId: person.id }))) return 'last_admin'
  if (person.disabledAt !== null) return 'done'
  await setDisabled(tx, tenant, person.id, by.now)
  await endSessions(tx, tenant, person.id)
  await endLinks(tx, tenant, person.id, by.now)
  await recordAs(tx, by.actor, by.now, about('user.disabled', person.username, { reason }))
  return 'done'
}

export async function enablePerson(tx: Writer, by: By, person: PersonFound): Promise<void> {
  if (person.disabledAt === null) return
  await setDisabled(tx, by.actor.tenant, person.id, null)
  await recordAs(tx, by.actor, by.now, about('user.enabled', person.username, {}))
}

async function setDisabled(tx: Writer, tenant: string, id: string, at: Instant | null) {
  await tx
    .update(users)
    .set({ disabledAt: at, version: sql`${users.version} + 1` })
    .where(and(eq(users.tenant, tenant), eq(users.id, id)))
}

type Whom = { id: string; username: string }

/** A one-time link; the password that is there opens the account until the link was used. */
export async function giveLink(tx: Writer, by: By, person: Whom, purpose: LinkPurpose): Promise<NewLink> {
  const { tenant, userId } = by.actor
  const link = await makeLink(tx, tenant, { userId: person.id, purpose, createdBy: userId, now: by.now })
  await recordAs(tx, by.actor, by.now, about(`user.link.${purpose}`, person.username, {}))
  return link
}

/** A printed first password: what opened the account before opens it no longer. */
export async function giveInitialPassword(
  tx: Writer,
  by: By,
  person: Whom,
  passwordHash: string,
): Promise<void> {
  const { tenant } = by.actor
  await setPasswordHash(tx, tenant, person.id, passwordHash, by.now, true)
  await endSessions(tx, tenant, person.id)
  await endLinks(tx, tenant, person.id, by.now)
  await recordAs(tx, by.actor, by.now, about('user.initial_password', person.username, {}))
}

/** For whoever lost the telephone; whoever asks for it is known to the one who does it, and why is kept. */
export async function switchOffCodes(tx: Writer, by: By, person: Whom, reason: string): Promise<void> {
  const { tenant } = by.actor
  await dropSecondFactor(tx, tenant, person.id)
  await endSessions(tx, tenant, person.id)
  await recordAs(tx, by.actor, by.now, about('user.second_factor.off', person.username, { reason }))
}

export const recordSessionsEnded = (tx: Writer, by: By, username: string, which: 'one' | 'all') =>
  recordAs(tx, by.actor, by.now, about('sessions.ended', username, { which }))
