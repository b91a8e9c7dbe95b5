import { and, asc, desc, eq, gte, isNotNull, isNull, lte, ne, notInArray, or } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Day } from '../../domain/day.ts'
import { isHeldOn, personState } from '../../domain/person.ts'
import { lockChain } from '../audit.ts'
import type { AuditRow } from '../audit-log.ts'
import type { Reader, Writer } from '../client.ts'
import { auditEvents, posts, units, users } from '../schema.ts'

export type PersonFound = NonNullable<Awaited<ReturnType<typeof findPerson>>>
export type PostFound = PersonFound['posts'][number]

/** Everything about one account, but its secrets. */
export async function findPerson(read: Reader, tenant: string, username: string, today: Day) {
  const [row] = await read
    .select()
    .from(users)
    .where(and(eq(users.tenant, tenant), eq(users.username, username)))
  if (!row) return undefined
  const held = await read
    .select({
      id: posts.id,
      role: posts.role,
      title: posts.title,
      fromOn: posts.fromOn,
      toOn: posts.toOn,
      document: posts.document,
      version: posts.version,
      unitId: units.id,
      unitCode: units.code,
      unitName: units.name,
    })
    .from(posts)
    .innerJoin(units, and(eq(units.tenant, posts.tenant), eq(units.id, posts.unitId)))
    .where(and(eq(posts.tenant, tenant), eq(posts.userId, row.id)))
    .orderBy(desc(posts.id))
  const { passwordHash, totpSecret, totpConfirmedAt, recoveryHashes, mailToken: _, ...rest } = row
  return {
    ...rest,
    posts: held.map((post) => ({ ...post, isHeld: isHeldOn(post, today) })),
    state: personState(
      row,
      held.some((post) => isHeldOn(post, today)),
    ),
    hasPassword: passwordHash !== null,
    secondFactor:
      totpSecret !== null && totpConfirmedAt !== null
        ? { since: totpConfirmedAt, recoveryLeft: recoveryHashes?.length ?? 0 }
        : null,
  }
}

/** The same inside of a deed done to them: deeds to accounts come one after the other. */
export async function lockPerson(
  tx: Writer,
  { actor, today }: { actor: Actor; today: Day },
  username: string,
) {
  await lockChain(tx, actor.tenant)
  return await findPerson(tx, actor.tenant, username, today)
}

/**
 * Whether an account that can sign in keeps an administrator's post without this person, this post, or posts at these
 * units. Where a post goes, one that is to end is none to rely on.
 */
export async function hasOtherAdmin(
  read: Reader,
  tenant: string,
  today: Day,
  without: { userId: string } | { postId: string } | { unitIds: string[] },
): Promise<boolean> {
  const isOther =
    'userId' in without
      ? ne(posts.userId, without.userId)
      : 'postId' in without
        ? ne(posts.id, without.postId)
        : notInArray(posts.unitId, without.unitIds)
  const [other] = await read
    .select({ id: posts.id })
    .from(posts)
    .innerJoin(users, and(eq(users.tenant, posts.tenant), eq(users.id, posts.userId)))
    .where(
      and(
        eq(posts.tenant, tenant),
        eq(posts.role, 'admin'),
        or(isNull(posts.fromOn), lte(posts.fromOn, today)),
        'userId' in without ? or(isNull(posts.toOn), gte(posts.toOn, today)) : isNull(posts.toOn),
        isNull(users.disabledAt),
        isNotNull(users.passwordHash),
        isOther,
      ),
    )
    .limit(1)
  return other !== undefined
}

/** Who administers this house today. */
export async function listAdmins(read: Reader, tenant: string, today: Day): Promise<string[]> {
  const rows = await read
    .selectDistinct({ id: posts.userId })
    .from(posts)
    .innerJoin(users, and(eq(users.tenant, posts.tenant), eq(users.id, posts.userId)))
    .where(
      and(
        eq(posts.tenant, tenant),
        eq(posts.role, 'admin'),
        or(isNull(posts.fromOn), lte(posts.fromOn, today)),
        or(isNull(posts.toOn), gte(posts.toOn, today)),
        isNull(users.disabledAt),
      ),
    )
  return rows.map(({ id }) => id)
}

/** The last deeds done to an account, the newest first. */
export async function listEventsAbout(
  read: Reader,
  tenant: string,
  username: string,
  size: number,
): Promise<AuditRow[]> {
  return await read
    .select()
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.tenant, tenant),
        eq(auditEvents.subjectKind, 'user'),
        eq(auditEvents.subject, username),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(size)
}

/** User names that begin like this one: what a suggestion has to keep clear of. */
export async function listUsernames(read: Reader, tenant: string): Promise<Set<string>> {
  const rows = await read
    .select({ username: users.username })
    .from(users)
    .where(eq(users.tenant, tenant))
    .orderBy(asc(users.username))
  return new Set(rows.map(({ username }) => username))
}
