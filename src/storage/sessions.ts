import { and, desc, eq, gt, isNull, like, lt, ne, or, sql } from 'drizzle-orm'
import { ABSOLUTE_LIMIT_MS, type Actor, IDLE_LIMIT_MS, type Post, type Role } from '../domain/access.ts'
import type { Day, Instant } from '../domain/day.ts'
import type { Language } from '../domain/language.ts'
import { isHeldOn } from '../domain/person.ts'
import { forUpdate, prepared, type Reader, type Writer } from './client.ts'
import { posts, sessions, settings, units, users } from './schema.ts'
import { hashToken, newToken } from './tokens.ts'

export interface Session {
  actor: Actor
  tokenHash: string
  language: Language
  theme: 'system' | 'light' | 'dark'
  lastSeenAt: Instant
  /** The password was right and the one-time code is still to come: nothing else is open to it. */
  awaitsCode: boolean
  /** Somebody else knows the password: it is changed before anything else. */
  mustChangePassword: boolean
  /** A post of today asks for one-time codes, and there are none yet. */
  mustSetUpCodes: boolean
}

/** So long does a sign-in wait for its code. */
const CODE_LIMIT_MS = 10 * 60_000

export interface NewSession {
  tenant: string
  userId: string
  now: Instant
  address: string
  userAgent: string
  awaitsCode?: boolean
}

/** Opens a session; its token goes to the browser alone. */
export async function createSession(tx: Writer, session: NewSession): Promise<string> {
  const token = newToken()
  const { tenant, userId, now, address, awaitsCode = false } = session
  await tx.insert(sessions).values({
    tenant,
    tokenHash: hashToken(token),
    userId,
    createdAt: now,
    lastSeenAt: now,
    address,
    awaitsCode,
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
  const { userId, username, tokenHash, language, theme, lastSeenAt, awaitsCode, mustChangePassword } = first
  if (awaitsCode && now - Number(first.createdAt) > CODE_LIMIT_MS) return undefined
  const held = rows.filter((row) => row.role !== null && isHeldOn(row, today))
  const actor: Actor = { tenant, userId, username, posts: held.map(postOf), today }
  return {
    ...{ actor, tokenHash, language, theme, lastSeenAt: Number(lastSeenAt), awaitsCode, mustChangePassword },
    mustSetUpCodes: first.totpConfirmedAt === null && actor.posts.some(asksForCodes(first.codeRoles)),
  }
}

const asksForCodes = (set: unknown) => {
  const wanted: unknown[] = Array.isArray(set) ? set : []
  return ({ role }: { role: Role }) => wanted.includes(role)
}

function selectSession(read: Reader) {
  return read
    .select({
      tokenHash: sessions.tokenHash,
      lastSeenAt: sessions.lastSeenAt,
      createdAt: sessions.createdAt,
      awaitsCode: sessions.awaitsCode,
      mustChangePassword: users.mustChangePassword,
      totpConfirmedAt: users.totpConfirmedAt,
      codeRoles: settings.value,
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
    .leftJoin(
      settings,
      and(eq(settings.tenant, sessions.tenant), eq(settings.name, 'security.second_factor')),
    )
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

/** Whether a session that was found before is still there, inside of a deed that rests on it. */
export async function isStillOpen(tx: Writer, tenant: string, tokenHash: string): Promise<boolean> {
  const [row] = await forUpdate(
    tx
      .select({ tokenHash: sessions.tokenHash })
      .from(sessions)
      .where(and(eq(sessions.tenant, tenant), eq(sessions.tokenHash, tokenHash))),
  )
  return row !== undefined
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

/** Ends one session of a person, named by the beginning of its hash; whether there was one. */
export async function endSessionNamed(
  tx: Writer,
  tenant: string,
  userId: string,
  name: string,
): Promise<boolean> {
  if (!/^[0-9a-f]{16}$/.test(name)) return false
  const ended = await tx
    .delete(sessions)
    .where(
      and(eq(sessions.tenant, tenant), eq(sessions.userId, userId), like(sessions.tokenHash, `${name}%`)),
    )
    .returning({ hash: sessions.tokenHash })
  return ended.length > 0
}

/** What a session is called on a page: nothing can be opened with it. */
export const sessionName = (tokenHash: string): string => tokenHash.slice(0, 16)

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
    .where(and(eq(sessions.tenant, tenant), eq(sessions.userId, userId), eq(sessions.awaitsCode, false)))
    .orderBy(desc(sessions.lastSeenAt))
    .limit(50)
}
