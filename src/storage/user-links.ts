import { and, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import type { Reader, Writer } from './client.ts'
import { userLinks, users } from './schema.ts'
import { hashToken, newToken } from './tokens.ts'

const HOUR_MS = 3_600_000

/** How long a link opens an account: an invitation travels to a commune, a new password is waited for. */
export const LINK_MS = { invite: 7 * 24 * HOUR_MS, reset: 24 * HOUR_MS } as const
export type LinkPurpose = keyof typeof LINK_MS

const purposes = ['invite', 'reset'] as const

export interface NewLink {
  token: string
  expiresAt: Instant
}

/** A link that works once, in place of all that were made for this person before; only its SHA-256 is kept. */
export async function makeLink(
  tx: Writer,
  tenant: string,
  link: { userId: string; purpose: LinkPurpose; createdBy: string; now: Instant },
): Promise<NewLink> {
  const { userId, purpose, createdBy, now } = link
  await endLinks(tx, tenant, userId, now)
  const token = newToken()
  const expiresAt = now + LINK_MS[purpose]
  await tx
    .insert(userLinks)
    .values({ tenant, tokenHash: hashToken(token), purpose, userId, createdBy, createdAt: now, expiresAt })
  return { token, expiresAt }
}

/** Every link of this person that still worked does so no longer. */
export async function endLinks(tx: Writer, tenant: string, userId: string, now: Instant): Promise<void> {
  await tx
    .update(userLinks)
    .set({ expiresAt: now })
    .where(
      and(
        eq(userLinks.tenant, tenant),
        eq(userLinks.userId, userId),
        isNull(userLinks.usedAt),
        gt(userLinks.expiresAt, now),
      ),
    )
}

const isOpen = (tenant: string, token: string, now: Instant) =>
  and(
    eq(userLinks.tenant, tenant),
    eq(userLinks.tokenHash, hashToken(token)),
    inArray(userLinks.purpose, [...purposes]),
    isNull(userLinks.usedAt),
    gt(userLinks.expiresAt, now),
  )

/** Whose account a link opens; nothing for a used, old or unknown one, or where the account is closed. */
export async function findLink(read: Reader, tenant: string, token: string, now: Instant) {
  const [row] = await read
    .select({
      purpose: userLinks.purpose,
      userId: users.id,
      username: users.username,
    })
    .from(userLinks)
    .innerJoin(users, and(eq(users.tenant, userLinks.tenant), eq(users.id, userLinks.userId)))
    .where(and(isOpen(tenant, token, now), isNull(users.disabledAt)))
  return row
}

/** Uses a link up; false for whoever comes second. */
export async function takeLink(tx: Writer, tenant: string, token: string, now: Instant): Promise<boolean> {
  const taken = await tx
    .update(userLinks)
    .set({ usedAt: now })
    .where(isOpen(tenant, token, now))
    .returning({ hash: userLinks.tokenHash })
  return taken.length > 0
}

/** The link that still waits to be used, if any. */
export async function findOpenLink(read: Reader, tenant: string, userId: string, now: Instant) {
  const [row] = await read
    .select({ purpose: userLinks.purpose, expiresAt: userLinks.expiresAt })
    .from(userLinks)
    .where(
      and(
        eq(userLinks.tenant, tenant),
        eq(userLinks.userId, userId),
        isNull(userLinks.usedAt),
        gt(userLinks.expiresAt, now),
      ),
    )
  return row
}
