import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import { record } from './audit.ts'
import type { Reader, Writer } from './client.ts'
import { users } from './schema.ts'

/** Where a person takes mail, and whether. */
export interface MailChoice {
  userId: string
  username: string
  email: string | null
  isOff: boolean
}

const choice = {
  userId: users.id,
  username: users.username,
  email: users.email,
  isOff: users.mailOff,
}

export async function findMailChoice(
  read: Reader,
  tenant: string,
  userId: string,
): Promise<MailChoice | undefined> {
  const [row] = await read
    .select(choice)
    .from(users)
    .where(and(eq(users.tenant, tenant), eq(users.id, userId)))
  return row
}

/** Whose letters carry this word. */
export async function findByMailToken(
  read: Reader,
  tenant: string,
  token: string,
): Promise<MailChoice | undefined> {
  const [row] = await read
    .select(choice)
    .from(users)
    .where(and(eq(users.tenant, tenant), eq(users.mailToken, token)))
  return row
}

interface ChangedBy {
  tenant: string
  now: Instant
  /** Null where a letter's own address was used, by whoever holds it. */
  actorId: string | null
}

/** Keeps what a person chose; what stays as it is leaves no event. */
export async function setMailChoice(
  tx: Writer,
  { tenant, now, actorId }: ChangedBy,
  before: MailChoice,
  after: Pick<MailChoice, 'email' | 'isOff'>,
): Promise<void> {
  const { userId, username } = before
  if (before.email === after.email && before.isOff === after.isOff) return
  await tx
    .update(users)
    .set({ email: after.email, mailOff: after.isOff, version: sql`${users.version} + 1` })
    .where(and(eq(users.tenant, tenant), eq(users.id, userId)))
  const event = {
    tenant,
    at: now,
    actorId,
    actor: actorId ? username : 'letter',
    subjectKind: 'user',
    subject: username,
  }
  if (before.email !== after.email) {
    const detail = { from: before.email, to: after.email }
    await record(tx, { ...event, deed: 'user.email', detail })
  }
  if (before.isOff !== after.isOff) {
    await record(tx, { ...event, deed: after.isOff ? 'mail.off' : 'mail.on', detail: {} })
  }
}
