import { and, asc, eq, gt, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Role } from '../domain/access.ts'
import { fold } from '../domain/fold.ts'
import type { Reader } from './client.ts'
import { posts, units, users } from './schema.ts'

export interface Person {
  username: string
  disabledAt: number | null
  posts: { role: Role; title: string; unitName: string }[]
}

const PEOPLE_A_PAGE = 100

/** Accounts by user name with their posts; `after` is the last name of the page before. */
export async function listPeople(read: Reader, tenant: string, search: string, after: string) {
  const rows = await read
    .select({ id: users.id, username: users.username, disabledAt: users.disabledAt })
    .from(users)
    .where(and(eq(users.tenant, tenant), gt(users.username, after), matching(search)))
    .orderBy(asc(users.username))
    .limit(PEOPLE_A_PAGE + 1)
  const page = rows.slice(0, PEOPLE_A_PAGE)
  const held = await postsOf(
    read,
    tenant,
    page.map((row) => row.id),
  )
  const people = page.map(({ id, ...row }): Person => ({ ...row, posts: held.get(id) ?? [] }))
  return { people, next: rows.length > PEOPLE_A_PAGE ? (people.at(-1)?.username ?? null) : null }
}

/** By user name, or by the unit of a post, without diacritics. */
function matching(search: string): SQL | undefined {
  const words = fold(search.slice(0, 100)).split(' ').filter(Boolean)
  const all = words.map((word) => {
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    const atUnit = sql`exists (select 1 from ${posts} join ${units} on ${units.tenant} = ${posts.tenant} and ${units.id} = ${posts.unitId}
      where ${posts.tenant} = ${users.tenant} and ${posts.userId} = ${users.id} and ${units.folded} like ${like} escape '\\')`
    return or(sql`${users.username} like ${like} escape '\\'`, atUnit)
  })
  return and(...all)
}

async function postsOf(read: Reader, tenant: string, ids: string[]) {
  const held = new Map<string, Person['posts']>()
  if (ids.length === 0) return held
  const rows = await read
    .select({ userId: posts.userId, role: posts.role, title: posts.title, unitName: units.name })
    .from(posts)
    .innerJoin(units, and(eq(units.tenant, posts.tenant), eq(units.id, posts.unitId)))
    .where(and(eq(posts.tenant, tenant), inArray(posts.userId, ids)))
    .orderBy(asc(posts.id))
  for (const { userId, ...post } of rows) held.set(userId, [...(held.get(userId) ?? []), post])
  return held
}
