import { and, asc, eq, gte, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Role } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import type { Language } from '../domain/language.ts'
import type { Reader } from './client.ts'
import { posts, users } from './schema.ts'

/** Somebody who can be told something. */
export interface Recipient {
  userId: string
  unitId: string
  role: Role
  /** The title of the post. */
  title: string
  language: Language
  /** Null where no letter can or may be sent. */
  email: string | null
}

/** The people of `listRecipients`, by id; somebody with two posts may come twice. */
export async function recipientIds(...asked: Parameters<typeof listRecipients>): Promise<string[]> {
  return (await listRecipients(...asked)).map(({ userId }) => userId)
}

/** People who hold one of these roles at one of these units on a day, each post once, disabled accounts left out. */
export async function listRecipients(
  read: Reader,
  tenant: string,
  unitIds: readonly string[],
  roles: readonly Role[],
  today: Day,
): Promise<Recipient[]> {
  const wanted = [...new Set(unitIds)]
  if (wanted.length === 0) return []
  const rows = await read
    .select({
      userId: users.id,
      unitId: posts.unitId,
      role: posts.role,
      title: posts.title,
      language: users.locale,
      email: users.email,
      mailOff: users.mailOff,
    })
    .from(posts)
    .innerJoin(users, and(eq(users.tenant, posts.tenant), eq(users.id, posts.userId)))
    .where(
      and(
        eq(posts.tenant, tenant),
        inArray(posts.unitId, wanted),
        inArray(posts.role, [...roles]),
        or(isNull(posts.fromOn), lte(posts.fromOn, today)),
        or(isNull(posts.toOn), gte(posts.toOn, today)),
        isNull(users.disabledAt),
      ),
    )
    .orderBy(asc(posts.unitId), asc(posts.id))
  return rows.map(({ mailOff, email, ...row }) => ({ ...row, email: mailOff ? null : email }))
}
