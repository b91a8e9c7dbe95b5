import { and, asc, count, eq, lte, type SQL, sql } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import { mailFailures } from '../domain/mail-failure.ts'
import { RESTS_MS } from '../domain/retry.ts'
import type { Db, Reader, Writer } from './client.ts'
import { mailTokenOf } from './mails.ts'
import { mails, users, weeklySummaries } from './schema.ts'

/** A letter that this process is to send, and nobody else until its lease is over. */
export interface ClaimedMail {
  id: string
  to: string
  subject: string
  body: string
  /** The summary whose stored files go with it; null for a letter without files. */
  files: { summaryId: string; formats: string[] } | null
  /** Which attempt this is, from 1. */
  attempt: number
  /** What was noted of the attempt before. */
  failure: string | null
  /** The word by which its reader switches mail off; null for a reader outside of the house. */
  token: string | null
}

/** Longer than any conversation with a mail server lasts; who died in one is taken over from afterwards. */
export const LEASE_MS = 10 * 60_000

const isDue = (tenant: string, now: Instant) =>
  and(eq(mails.tenant, tenant), eq(mails.state, 'waiting'), lte(mails.dueAt, now))

/**
 * The next letter to send. Taking it moves the moment of its next attempt ahead, which only one of several processes
 * can do. Letters to those who have switched mail off since, or have no address any more, are put aside on the way,
 * and so are those with a summary that was annulled.
 */
export async function claimMail(db: Db, tenant: string, now: Instant): Promise<ClaimedMail | undefined> {
  const [waiting] = await db.read.select({ id: mails.id }).from(mails).where(isDue(tenant, now)).limit(1)
  if (!waiting) return undefined
  return await db.tx(async (tx) => {
    for (;;) {
      const [next] = await tx
        .select({ id: mails.id })
        .from(mails)
        .where(isDue(tenant, now))
        .orderBy(asc(mails.dueAt), asc(mails.id))
        .limit(1)
      if (!next) return undefined
      const [row] = await tx
        .update(mails)
        .set({ dueAt: now + LEASE_MS, attempts: sql`${mails.attempts} + 1` })
        .where(and(isDue(tenant, now), eq(mails.id, next.id)))
        .returning()
      const claimed = row && (await addressed(tx, tenant, row))
      if (claimed) return claimed
    }
  })
}

async function addressed(
  tx: Writer,
  tenant: string,
  row: typeof mails.$inferSelect,
): Promise<ClaimedMail | undefined> {
  const { id, userId, address, subject, body, attempts, failure, summaryId, formats } = row
  const files = summaryId && formats ? { summaryId, formats } : null
  const letter = { id, subject, body, files, attempt: attempts, failure }
  if (summaryId && (await isAnnulled(tx, tenant, summaryId))) {
    await setMail(tx, tenant, id, { state: 'failed', failure: mailFailures.annulled })
    return undefined
  }
  if (userId === null) return { ...letter, to: address, token: null }
  const [user] = await tx
    .select({ email: users.email, mailOff: users.mailOff, disabledAt: users.disabledAt })
    .from(users)
    .where(and(eq(users.tenant, tenant), eq(users.id, userId)))
  if (!user?.email || user.mailOff || user.disabledAt !== null) {
    await setMail(tx, tenant, id, { state: 'failed', failure: mailFailures.no_mail })
    return undefined
  }
  const token = await mailTokenOf(tx, tenant, userId)
  return { ...letter, to: user.email, token }
}

async function isAnnulled(read: Reader, tenant: string, summaryId: string): Promise<boolean> {
  const [row] = await read
    .select({ state: weeklySummaries.state })
    .from(weeklySummaries)
    .where(and(eq(weeklySummaries.tenant, tenant), eq(weeklySummaries.id, summaryId)))
  return row?.state === 'annulled'
}

/** What became of a letter; `at` is when to try again while it waits. */
export type Outcome =
  | { state: 'sent'; at: Instant }
  | { state: 'waiting'; at: Instant; failure: string }
  | { state: 'failed'; failure: string }

/** Writes what an attempt came to; a letter that is no longer waiting stays as it is. */
export async function noteOutcome(db: Db, tenant: string, id: string, outcome: Outcome): Promise<void> {
  const { state } = outcome
  const set =
    outcome.state === 'sent'
      ? { state, sentAt: outcome.at, failure: null }
      : { state, failure: outcome.failure, ...(outcome.state === 'waiting' && { dueAt: outcome.at }) }
  await db.tx((tx) => setMail(tx, tenant, id, set))
}

async function setMail(tx: Writer, tenant: string, id: string, set: Partial<typeof mails.$inferInsert>) {
  await tx
    .update(mails)
    .set(set)
    .where(and(eq(mails.tenant, tenant), eq(mails.id, id), eq(mails.state, 'waiting')))
}

/** The server itself is out of reach: every letter that is due has failed once more and rests as long as it deserves. */
export async function delayAll(db: Db, tenant: string, now: Instant, failure: string): Promise<void> {
  await db.tx((tx) =>
    tx
      .update(mails)
      .set({ attempts: sql`${mails.attempts} + 1`, dueAt: afterRest(now), failure })
      .where(isDue(tenant, now)),
  )
}

/**
 * As `restAfter` counts, for a row whose attempts are about to be one more. The moments are written out, since
 * PostgreSQL would take a blank in a sum for a small number.
 */
function afterRest(now: Instant): SQL {
  const cases = RESTS_MS.slice(0, -1).map((rest, n) => sql.raw(`when ${n} then ${Math.trunc(now + rest)}`))
  const last = sql.raw(`else ${Math.trunc(now + RESTS_MS.at(-1)!)} end`)
  return sql.join([sql`case ${mails.attempts}`, ...cases, last], sql` `)
}

/** Letters that wait, whether they are due or rest. */
export async function countWaiting(read: Reader, tenant: string): Promise<number> {
  const [row] = await read
    .select({ n: count() })
    .from(mails)
    .where(and(eq(mails.tenant, tenant), eq(mails.state, 'waiting')))
  return row?.n ?? 0
}
