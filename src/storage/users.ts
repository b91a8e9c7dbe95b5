import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Role } from '../domain/access.ts'
import type { Instant } from '../domain/day.ts'
import { forUpdate, type Reader, type Writer } from './client.ts'
import { newId } from './ids.ts'
import { posts, units, users } from './schema.ts'

/** What signing in needs to know of an account. */
export async function findAccount(read: Reader, tenant: string, username: string) {
  const [row] = await selectAccount(read, tenant, eq(users.username, username.trim().toLowerCase()))
  return row
}

/** The same inside of the deed that rests on it, and nobody changes it until the deed is done. */
export async function lockAccount(tx: Writer, tenant: string, userId: string) {
  const [row] = await forUpdate(selectAccount(tx, tenant, eq(users.id, userId)))
  return row
}

const selectAccount = (read: Reader, tenant: string, which: SQL) =>
  read
    .select({
      id: users.id,
      username: users.username,
      passwordHash: users.passwordHash,
      disabledAt: users.disabledAt,
      language: users.locale,
      mustChangePassword: users.mustChangePassword,
      totpConfirmedAt: users.totpConfirmedAt,
    })
    .from(users)
    .where(and(eq(users.tenant, tenant), which))

export interface NewUser {
  username: string
  passwordHash: string
  email: string | null
  post: { unitCode: string; role: Role; title: string }
}

/** An account with one post; false when there is no such unit. */
export async function addUser(tx: Writer, tenant: string, user: NewUser, now: Instant): Promise<boolean> {
  const [unit] = await tx
    .select({ id: units.id })
    .from(units)
    .where(and(eq(units.tenant, tenant), eq(units.code, user.post.unitCode)))
  if (!unit) return false
  const id = newId(now)
  const { username, passwordHash, email } = user
  await tx.insert(users).values({
    tenant,
    id,
    username,
    passwordHash,
    email,
    passwordChangedAt: now,
    locale: 'vi',
    createdAt: now,
  })
  const { role, title } = user.post
  await tx.insert(posts).values({ tenant, id: newId(now), userId: id, unitId: unit.id, role, title })
  return true
}

/** `mustChange` for a password that somebody else knows. */
export async function setPasswordHash(
  tx: Writer,
  tenant: string,
  userId: string,
  passwordHash: string,
  now: Instant,
  mustChange = false,
): Promise<void> {
  await tx
    .update(users)
    .set({
      passwordHash,
      passwordChangedAt: now,
      mustChangePassword: mustChange,
      version: sql`${users.version} + 1`,
    })
    .where(and(eq(users.tenant, tenant), eq(users.id, userId)))
}

export async function setPreferences(
  tx: Writer,
  tenant: string,
  userId: string,
  preferences: { locale?: 'vi' | 'en'; theme?: 'system' | 'light' | 'dark' },
): Promise<void> {
  await tx
    .update(users)
    .set(preferences)
    .where(and(eq(users.tenant, tenant), eq(users.id, userId)))
}

/** Accounts that have no password yet, as after an import. */
export async function listWithoutPassword(read: Reader, tenant: string) {
  return await read
    .select({ id: users.id, username: users.username })
    .from(users)
    .where(and(eq(users.tenant, tenant), sql`${users.passwordHash} is null`))
    .orderBy(users.username)
}

/** The names of the units at which a person holds or held posts: too easy to guess as a password. */
export async function listOwnUnitNames(read: Reader, tenant: string, userId: string): Promise<string[]> {
  const rows = await read
    .select({ name: units.name })
    .from(posts)
    .innerJoin(units, and(eq(units.tenant, posts.tenant), eq(units.id, posts.unitId)))
    .where(and(eq(posts.tenant, tenant), eq(posts.userId, userId)))
  return rows.map(({ name }) => name)
}
