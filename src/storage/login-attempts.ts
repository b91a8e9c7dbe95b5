import { and, eq, lt, or, sql } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import { type Attempts, WINDOW_MS, waitBeforeTry } from '../domain/throttle.ts'
import { forUpdate, type Reader, type Writer } from './client.ts'
import { loginAttempts } from './schema.ts'

export async function findAttempts(
  read: Reader,
  tenant: string,
  subject: string,
): Promise<Attempts | undefined> {
  const [row] = await selectAttempts(read, tenant, subject)
  return row
}

const selectAttempts = (read: Reader, tenant: string, subject: string) =>
  read
    .select({ failures: loginAttempts.failures, lastAt: loginAttempts.lastAt })
    .from(loginAttempts)
    .where(and(eq(loginAttempts.tenant, tenant), eq(loginAttempts.subject, subject)))

/**
 * Counts a try at an account as failed before its secret is compared: those who come at once wait for each other, and
 * each finds the tries before it counted. Milliseconds to wait where it has to, and then nothing is counted.
 */
export async function reserveTry(tx: Writer, tenant: string, subject: string, now: Instant): Promise<number> {
  await tx
    .insert(loginAttempts)
    .values({ tenant, subject, failures: 0, since: now, lastAt: now })
    .onConflictDoNothing()
  const [attempts] = await forUpdate(selectAttempts(tx, tenant, subject))
  const wait = waitBeforeTry('account', attempts, now)
  if (wait === 0) await countFailure(tx, tenant, subject, now)
  return wait
}

/** Counts a failure in one upsert; after a quiet window the count starts again. */
export async function countFailure(tx: Writer, tenant: string, subject: string, now: Instant): Promise<void> {
  const expired = sql`${loginAttempts.lastAt} < ${now - WINDOW_MS}`
  await tx
    .insert(loginAttempts)
    .values({ tenant, subject, failures: 1, since: now, lastAt: now })
    .onConflictDoUpdate({
      target: [loginAttempts.tenant, loginAttempts.subject],
      set: {
        failures: sql`case when ${expired} then 1 else ${loginAttempts.failures} + 1 end`,
        since: sql`case when ${expired} then ${now} else ${loginAttempts.since} end`,
        lastAt: now,
      },
    })
}

/** Forgets the failures of an account, and with them every row that no longer counts. */
export async function forgetFailures(
  tx: Writer,
  tenant: string,
  subject: string,
  now: Instant,
): Promise<void> {
  const isOver = or(eq(loginAttempts.subject, subject), lt(loginAttempts.lastAt, now - WINDOW_MS))
  await tx.delete(loginAttempts).where(and(eq(loginAttempts.tenant, tenant), isOver))
}
