import { and, asc, eq, gte, isNull, lte, or } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Day } from '../../domain/day.ts'
import type { Reader } from '../client.ts'
import { posts, units, users } from '../schema.ts'

/** Somebody who administers the house today, by name or the first of them: a command is always somebody's deed. */
export async function findAdministrator(
  read: Reader,
  tenant: string,
  today: Day,
  username?: string,
): Promise<Actor | undefined> {
  const [row] = await read
    .select({
      userId: users.id,
      username: users.username,
      title: posts.title,
      unitId: units.id,
      unitPath: units.path,
      unitCode: units.code,
      unitName: units.name,
    })
    .from(posts)
    .innerJoin(
      users,
      and(eq(users.tenant, posts.tenant), eq(users.id, posts.userId), isNull(users.disabledAt)),
    )
    .innerJoin(units, and(eq(units.tenant, posts.tenant), eq(units.id, posts.unitId)))
    .where(
      and(
        eq(posts.tenant, tenant),
        eq(posts.role, 'admin'),
        or(isNull(posts.fromOn), lte(posts.fromOn, today)),
        or(isNull(posts.toOn), gte(posts.toOn, today)),
        username === undefined ? undefined : eq(users.username, username),
      ),
    )
    .orderBy(asc(users.username))
    .limit(1)
  if (!row) return undefined
  const { userId, username: name, ...post } = row
  return { tenant, userId, username: name, posts: [{ ...post, role: 'admin' }] }
}
