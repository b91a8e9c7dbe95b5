import { createHash, randomBytes } from 'node:crypto'
import { and, desc, eq, gt, isNull, lt, ne, or, sql } from 'drizzle-orm'
import { ABSOLUTE_LIMIT_MS, type Actor, IDLE_LIMIT_MS, type Post } from '../domain/access.ts'
import type { Day, Instant } from '../domain/day.ts'
import type { Language } from '../domain/language.ts'
import { prepared, type Reader, type Writer } from './client.ts'
import { posts, sessions, units, users } from './schema.ts'

export interface Session {
  actor: Actor
  tokenHash: string
  language: Language
  theme: 'system' | 'light' | 'dark'
  lastSeenAt: Instant
}

export interface NewSession {
  tenant: string
  userId: string
  now: Instant
  address: string
  userAgent: string
}

/** A new random token; only its SHA-256 is stored, so a stolen database opens no door. */
export async function createSession(tx: Writer, session: NewSession): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  const { tenant, userId, now, address } = session
  await tx.insert(sessions).values({
    tenant,
    tokenHash: hashToken(token),
    userId,
    createdAt: now,
    lastSeenAt: now,
    address,
    userAgent: session.userAgent.slice(0, 200),
  })
  await tx
    .delete(sessions)
    .where(
      and(
        eq(sessions.tenant, tenant),
        or(lt(sessions.lastSeenAt, now - IDLE_LIMIT_MS), lt(sessions.createdAt, now - ABSOLUTE_LIMIT_MS)),
      ),
    )
  return token
}

/** Who holds this token, with the posts of today; undefined when it is unknown, expired or the account is disabled. */
export async function findSession(
  read: Reader,
  tenant: string,
  token: string,
  now: Instant,
  today: Day,
): Promise<Session | undefined> {
  const rows = await prepared<Awaited<ReturnType<typeof selectSession>>[number]>(
    read,
    'session',
    (reader) => selectSession(reader),
    { tenant, hash: hashToken(token), seenAfter: now - IDLE_LIMIT_MS, createdAfter: now - ABSOLUTE_LIMIT_MS },
  )
  const first = rows[0]
  if (!first) return undefined
  const held = rows.filter((row) => isHeldOn(row, today))
  const { userId, username, tokenHash, language, theme, lastSeenAt } = first
  const actor: Actor = { tenant, userId, username, posts: held.map(postOf) }
  return { actor, tokenHash, language, theme, lastSeenAt: Number(lastSeenAt) }
}

function selectSession(read: Reader) {
  return read
    .select({
      tokenHash: sessions.tokenHash,
      lastSeenAt: sessions.lastSeenAt,
      userId: users.id,
      username: users.username,
      language: users.locale,
      theme: users.theme,
      role: posts.role,
      title: posts.title,
      fromOn: posts.fromOn,
      toOn: posts.toOn,
      unitId: units.id,
      unitPath: units.path,
      unitCode: units.code,
      unitName: units.name,
    })
    .from(sessions)
    .innerJoin(
      users,
      and(eq(users.tenant, sessions.tenant), eq(users.id, sessions.userId), isNull(users.disabledAt)),
    )
    .leftJoin(posts, and(eq(posts.tenant, users.tenant), eq(posts.userId, users.id)))
    .leftJoin(units, and(eq(units.tenant, posts.tenant), eq(units.id, posts.unitId)))
    .where(
      and(
        eq(sessions.tenant, sql.placeholder('tenant')),
        eq(sessions.tokenHash, sql.placeholder('hash')),
        gt(sessions.lastSeenAt, sql.placeholder('seenAfter')),
        gt(sessions.createdAt, sql.placeholder('createdAfter')),
      ),
    )
    .orderBy(posts.id)
}

interface HeldPost {
  role: Post['role'] | null
  fromOn: Day | null
  toOn: Day | null
}

function isHeldOn(post: HeldPost, today: Day): boolean {
  return post.role !== null && (!post.fromOn || post.fromOn <= today) && (!post.toOn || today <= post.toOn)
}

function postOf(row: {
  role: Post['role'] | null
  title: string | null
  unitId: string | null
  unitPath: string | null
  unitCode: string | null
  unitName: string | null
}): Post {
  return {
    role: row.role!,
    title: row.title!,
    unitId: row.unitId!,
    unitPath: row.unitPath!,
    unitCode: row.unitCode!,
    unitName: row.unitName!,
  }
}

/** Notes that the session is alive; called at most once in a while, because it is a write. */
export async function touchSession(
  tx: Writer,
  tenant: string,
  tokenHash: string,
  now: Instant,
): Promise<void> {
  await tx
    .update(sessions)
    .set({ lastSeenAt: now })
    .where(and(eq(sessions.tenant, tenant), eq(sessions.tokenHash, tokenHash)))
}

export async function endSession(tx: Writer, tenant: string, tokenHash: string): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.tenant, tenant), eq(sessions.tokenHash, tokenHash)))
}

/** Ends every session of a person, or every other than the one kept. */
export async function endSessions(tx: Writer, tenant: string, userId: string, keep = ''): Promise<void> {
  await tx
    .delete(sessions)
    .where(and(eq(sessions.tenant, tenant), eq(sessions.userId, userId), ne(sessions.tokenHash, keep)))
}

export async function listSessions(read: Reader, tenant: string, userId: string) {
  return await read
    .select({
      tokenHash: sessions.tokenHash,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
      address: sessions.address,
      userAgent: sessions.userAgent,
    })
    .from(sessions)
    .where(and(eq(sessions.tenant, tenant), eq(sessions.userId, userId)))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(50)
}

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')
