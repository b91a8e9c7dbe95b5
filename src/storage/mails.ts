import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import type { Writer } from './client.ts'
import { newId } from './ids.ts'
import { mails, users } from './schema.ts'

export interface NewMail {
  /** What makes it one of a kind: written a second time, it stands once. */
  once: string
  userId: string
  address: string
  subject: string
  body: string
}

/** Puts a letter into the outbox, in the transaction of the deed it tells of; false when it stands there already. */
export async function queueMail(tx: Writer, tenant: string, mail: NewMail, now: Instant): Promise<boolean> {
  const rows = await tx
    .insert(mails)
    .values({ tenant, id: newId(now), ...mail, state: 'waiting', dueAt: now, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: mails.id })
  return rows.length === 1
}

/** The word by which a letter lets its reader switch mail off; made when the first letter needs it. */
export async function mailTokenOf(tx: Writer, tenant: string, userId: string): Promise<string> {
  const mine = and(eq(users.tenant, tenant), eq(users.id, userId))
  const [row] = await tx.select({ token: users.mailToken }).from(users).where(mine)
  if (row?.token) return row.token
  const mailToken = randomBytes(18).toString('base64url')
  await tx.update(users).set({ mailToken }).where(mine)
  return mailToken
}
