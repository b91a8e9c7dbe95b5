import { and, eq, gte, inArray, isNotNull } from 'drizzle-orm'
import { instantOf } from '../domain/day.ts'
import { type Digest, noticeOf } from '../domain/digest.ts'
import type { Writer } from './client.ts'
import { newId } from './ids.ts'
import type { LadderOrder } from './ladder.ts'
import { makeToken } from './mails.ts'
import type { Recipient } from './recipients.ts'
import { mails, notices, users } from './schema.ts'

const ROWS_AT_ONCE = 200

/**
 * One notice to each person, and one letter to those who take mail; gives those who get one. Thousands are told at
 * once while every other writer waits, so rows go in by the hundred.
 */
export async function sendDigests(
  tx: Writer,
  order: LadderOrder,
  digests: Digest<Recipient>[],
): Promise<Digest<Recipient>[]> {
  const { tenant, now } = order
  for (const some of parts(digests)) {
    await tx.insert(notices).values(
      some.map((digest) => ({
        ...{ tenant, id: newId(now), userId: digest.person.userId, at: now },
        ...{ kind: 'ladder' as const, path: pathOf(digest), detail: noticeOf(digest.items) },
      })),
    )
  }
  const taking = digests.filter(({ person }) => person.email !== null)
  const mailed = new Set<string>()
  for (const some of parts(taking)) {
    for (const userId of await queueLetters(tx, order, some)) mailed.add(userId)
  }
  return taking.filter(({ person }) => mailed.has(person.userId))
}

/** Those of these people who had the day's digest: a campaign may be switched on, and climbed, later in the day. */
export async function listTold(
  tx: Writer,
  { tenant, today, zone }: Pick<LadderOrder, 'tenant' | 'today' | 'zone'>,
  people: readonly Recipient[],
): Promise<Set<string>> {
  const told = new Set<string>()
  for (const some of parts([...new Set(people.map(({ userId }) => userId))])) {
    const rows = await tx
      .selectDistinct({ userId: notices.userId })
      .from(notices)
      .where(
        and(
          eq(notices.tenant, tenant),
          inArray(notices.userId, some),
          gte(notices.at, instantOf(today, '00:00', zone)),
          eq(notices.kind, 'ladder'),
        ),
      )
    for (const { userId } of rows) told.add(userId)
  }
  return told
}

const pathOf = ({ isOwnWork }: Digest<Recipient>) => (isOwnWork ? '/my-work' : '/desk?tab=overdue')

/** One letter a person and day, however often the ladder is climbed. */
async function queueLetters(
  tx: Writer,
  { tenant, today, now, letter }: LadderOrder,
  digests: Digest<Recipient>[],
): Promise<string[]> {
  const tokens = await mailTokensOf(
    tx,
    tenant,
    digests.map(({ person }) => person.userId),
  )
  const rows = digests.map((digest) => {
    const { userId, email, language } = digest.person
    const words = letter({
      language,
      items: digest.items,
      path: pathOf(digest),
      token: tokens.get(userId)!,
    })
    return {
      ...{ tenant, id: newId(now), once: `ladder:${today}:${userId}`, userId, address: email!, ...words },
      ...{ state: 'waiting' as const, dueAt: now, createdAt: now },
    }
  })
  const added = await tx.insert(mails).values(rows).onConflictDoNothing().returning({ userId: mails.userId })
  return added.flatMap(({ userId }) => userId ?? [])
}

/** As `mailTokenOf`, for many people at once. */
async function mailTokensOf(tx: Writer, tenant: string, userIds: string[]): Promise<Map<string, string>> {
  const known = await tx
    .select({ id: users.id, token: users.mailToken })
    .from(users)
    .where(and(eq(users.tenant, tenant), inArray(users.id, userIds), isNotNull(users.mailToken)))
  const tokens = new Map(known.map(({ id, token }) => [id, token!]))
  for (const user of userIds.filter((id) => !tokens.has(id))) {
    tokens.set(user, await makeToken(tx, tenant, user))
  }
  return tokens
}

function* parts<Row>(rows: Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) yield rows.slice(at, at + ROWS_AT_ONCE)
}
