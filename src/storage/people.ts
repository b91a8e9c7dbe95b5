import {
  and,
  asc,
  eq,
  exists,
  gt,
  gte,
  inArray,
  isNotNull,
  isNull,
  lte,
  max,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Role } from '../domain/access.ts'
import type { Day, Instant } from '../domain/day.ts'
import { fold } from '../domain/fold.ts'
import { isHeldOn, type PersonState, personState } from '../domain/person.ts'
import type { Reader } from './client.ts'
import { auditEvents, posts, sessions, units, users } from './schema.ts'
import { containsWords } from './search.ts'
import { hasWords } from './units.ts'

export interface Person {
  username: string
  fullName: string | null
  state: PersonState
  /** Those of today; where there is none, the last ones. */
  posts: { role: Role; title: string; unitName: string }[]
  /** When they signed in or last did something here. */
  seenAt: Instant | null
}

export interface PeopleFilter {
  /** Words of the user name, the name, a post or a unit. */
  q: string
  role: Role | null
  /** A unit's code, or words of its name. */
  unit: string
  state: PersonState | null
}

const PEOPLE_A_PAGE = 50

/** Accounts by user name with their posts; `after` is the last name of the page before. */
export async function listPeople(
  read: Reader,
  tenant: string,
  filter: PeopleFilter,
  { today, after }: { today: Day; after: string },
) {
  const fits = and(eq(users.tenant, tenant), gt(users.username, after), conditionsOf(read, filter, today))
  const found = filter.q ? await searched(read, fits, filter.q) : undefined
  if (found?.length === 0) return { people: [], next: null }
  const rows = await read
    .select({
      id: users.id,
      username: users.username,
      fullName: users.fullName,
      disabledAt: users.disabledAt,
      passwordHash: users.passwordHash,
      mustChangePassword: users.mustChangePassword,
    })
    .from(users)
    .where(found ? and(eq(users.tenant, tenant), inArray(users.id, found)) : fits)
    .orderBy(asc(users.username))
    .limit(PEOPLE_A_PAGE + 1)
  const page = rows.slice(0, PEOPLE_A_PAGE)
  const held = await postsOf(
    read,
    tenant,
    page.map(({ id }) => id),
    today,
  )
  const seen = await loadSeen(read, tenant, page)
  const people = page.map((row): Person => {
    const own = held.get(row.id)
    return {
      username: row.username,
      fullName: row.fullName,
      state: personState(row, own?.isHeld ?? false),
      posts: own?.posts ?? [],
      seenAt: seen.get(row.id) ?? null,
    }
  })
  return { people, next: rows.length > PEOPLE_A_PAGE ? (people.at(-1)?.username ?? null) : null }
}

const heldOn = (today: Day) =>
  and(or(isNull(posts.fromOn), lte(posts.fromOn, today)), or(isNull(posts.toOn), gte(posts.toOn, today)))

function conditionsOf(read: Reader, { role, unit, state }: PeopleFilter, today: Day): SQL | undefined {
  const holds = (more?: SQL) =>
    exists(
      read
        .select({ one: sql`1` })
        .from(posts)
        .innerJoin(units, and(eq(units.tenant, posts.tenant), eq(units.id, posts.unitId)))
        .where(and(eq(posts.tenant, users.tenant), eq(posts.userId, users.id), heldOn(today), more)),
    )
  const wanted = and(
    role ? eq(posts.role, role) : undefined,
    unit ? or(eq(units.code, unit.toUpperCase()), containsWords(units.folded, unit)) : undefined,
  )
  return and(wanted && holds(wanted), state ? inState(state, holds()) : undefined)
}

function inState(state: PersonState, holdsOne: SQL): SQL | undefined {
  if (state === 'disabled') return isNotNull(users.disabledAt)
  const waits = or(isNull(users.passwordHash), eq(users.mustChangePassword, true))!
  const isOpen = isNull(users.disabledAt)
  if (state === 'waiting') return and(isOpen, waits)
  return and(isOpen, not(waits), state === 'active' ? holdsOne : not(holdsOne))
}

/** Names and posts have no folded column; those of a whole province are gone through in a few milliseconds. */
async function searched(read: Reader, fits: SQL | undefined, query: string): Promise<string[]> {
  const rows = await read
    .select({
      id: users.id,
      username: users.username,
      fullName: users.fullName,
      title: posts.title,
      unit: units.folded,
    })
    .from(users)
    .leftJoin(posts, and(eq(posts.tenant, users.tenant), eq(posts.userId, users.id)))
    .leftJoin(units, and(eq(units.tenant, posts.tenant), eq(units.id, posts.unitId)))
    .where(fits)
    .orderBy(asc(users.username))
  const texts = new Map<string, string>()
  for (const { id, username, fullName, title, unit } of rows) {
    const known = texts.get(id) ?? fold(`${username} ${fullName ?? ''}`)
    texts.set(id, `${known} ${fold(title ?? '')} ${unit ?? ''}`)
  }
  return [...texts].flatMap(([id, text]) => (hasWords(text, query) ? [id] : [])).slice(0, PEOPLE_A_PAGE + 1)
}

async function postsOf(read: Reader, tenant: string, ids: string[], today: Day) {
  const all = new Map<string, { posts: Person['posts']; isHeld: boolean }>()
  if (ids.length === 0) return all
  const rows = await read
    .select({
      userId: posts.userId,
      role: posts.role,
      title: posts.title,
      unitName: units.name,
      fromOn: posts.fromOn,
      toOn: posts.toOn,
    })
    .from(posts)
    .innerJoin(units, and(eq(units.tenant, posts.tenant), eq(units.id, posts.unitId)))
    .where(and(eq(posts.tenant, tenant), inArray(posts.userId, ids)))
    .orderBy(asc(posts.id))
  for (const userId of ids) {
    const own = rows.filter((row) => row.userId === userId)
    const held = own.filter((row) => isHeldOn(row, today))
    const shown = (held.length ? held : own).map(({ role, title, unitName }) => ({ role, title, unitName }))
    all.set(userId, { posts: shown, isHeld: held.length > 0 })
  }
  return all
}

/** The later of the last sign-in that was recorded and the last sign of life of a session. */
export async function loadSeen(
  read: Reader,
  tenant: string,
  people: readonly { id: string; username: string }[],
): Promise<Map<string, Instant>> {
  const seen = new Map<string, Instant>()
  if (people.length === 0) return seen
  const names = people.map(({ username }) => username)
  const logins = await read
    .select({ username: auditEvents.subject, at: max(auditEvents.at) })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.tenant, tenant),
        eq(auditEvents.subjectKind, 'user'),
        inArray(auditEvents.subject, names),
        eq(auditEvents.deed, 'login'),
      ),
    )
    .groupBy(auditEvents.subject)
  const ids = people.map(({ id }) => id)
  const visits = await read
    .select({ id: sessions.userId, at: max(sessions.lastSeenAt) })
    .from(sessions)
    .where(and(eq(sessions.tenant, tenant), inArray(sessions.userId, ids), eq(sessions.awaitsCode, false)))
    .groupBy(sessions.userId)
  for (const { id, username } of people) {
    const login = logins.find((row) => row.username === username)?.at
    const visit = visits.find((row) => row.id === id)?.at
    const at = Math.max(Number(login ?? 0), Number(visit ?? 0))
    if (at > 0) seen.set(id, at)
  }
  return seen
}

/** How many accounts there are, and how many people hold each role today. */
export async function countPeople(read: Reader, tenant: string, today: Day) {
  const total = await read.$count(users, eq(users.tenant, tenant))
  const rows = await read
    .select({ role: posts.role, n: sql<number>`count(distinct ${posts.userId})` })
    .from(posts)
    .innerJoin(
      users,
      and(eq(users.tenant, posts.tenant), eq(users.id, posts.userId), isNull(users.disabledAt)),
    )
    .where(and(eq(posts.tenant, tenant), heldOn(today)))
    .groupBy(posts.role)
  return { total, byRole: new Map(rows.map(({ role, n }) => [role, Number(n)])) }
}
