import { randomBytes } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import { prepared, type Reader, type RowOf, type Writer } from './client.ts'
import { newId } from './ids.ts'
import { mails, users } from './schema.ts'

export interface NewMail {
  /** What makes it one of a kind: written a second time, it stands once. */
  once: string
  /** Null for a reader outside of the house. */
  userId: string | null
  address: string
  subject: string
  body: string
  /** The summary whose stored files go with it, and which of them. */
  files?: { summaryId: string; formats: string[] }
}

/** Puts a letter into the outbox, in the transaction of the deed it tells of; false when it stands there already. */
export async function queueMail(
  tx: Writer,
  tenant: string,
  { files, ...mail }: NewMail,
  now: Instant,
): Promise<boolean> {
  const rows = await tx
    .insert(mails)
    .values({ tenant, id: newId(now), ...mail, ...files, state: 'waiting', dueAt: now, createdAt: now })
    .onConflictDoNothing()
    .returning({ id: mails.id })
  return rows.length === 1
}

/**
 * The word by which a letter lets its reader switch mail off; made when the first letter needs it. Of two writers at
 * once the second waits for the first and takes its word: both letters lead somewhere.
 */
export async function mailTokenOf(tx: Writer, tenant: string, user: string): Promise<string> {
  const [there] = await prepared<RowOf<typeof selectToken>>(tx, 'mail-token', selectToken, { tenant, user })
  return there?.token ?? (await makeToken(tx, tenant, user))
}

/** As `mailTokenOf`, where none was found. */
export async function makeToken(tx: Writer, tenant: string, user: string): Promise<string> {
  const values = { tenant, user, token: randomBytes(18).toString('base64url') }
  const [row] = await prepared<RowOf<typeof keepToken>>(tx, 'mail-token-kept', keepToken, values)
  return row?.token ?? values.token
}

const isUser = and(eq(users.tenant, sql.placeholder('tenant')), eq(users.id, sql.placeholder('user')))

const selectToken = (read: Reader) => read.select({ token: users.mailToken }).from(users).where(isUser)

function keepToken(tx: Reader) {
  return (tx as Writer)
    .update(users)
    .set({ mailToken: sql`coalesce(${users.mailToken}, ${sql.placeholder('token')})` })
    .where(isUser)
    .returning({ token: users.mailToken })
}
