import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import type { NoticeKind } from '../domain/follow-up.ts'
import { prepared, type Reader, type RowOf, type Writer } from './client.ts'
import { cutPage, readCursor } from './cursors.ts'
import { newId } from './ids.ts'
import { notices } from './schema.ts'

/** What is told, in words that do not depend on a language; `path` leads to its page, without the base path. */
export interface NewNotice {
  kind: NoticeKind
  path: string
  /** What the sentence is made of: titles, codes, days, posts. */
  detail: Record<string, string | number | null>
}

/** Tells each of these people once, in the transaction of the deed. Whoever did it is not told by it. */
export async function tell(
  tx: Writer,
  tenant: string,
  userIds: readonly string[],
  notice: NewNotice,
  at: { now: Instant; except?: string },
): Promise<void> {
  const people = [...new Set(userIds)].filter((userId) => userId !== at.except)
  if (people.length === 0) return
  await tx
    .insert(notices)
    .values(people.map((userId) => ({ tenant, id: newId(at.now), userId, at: at.now, ...notice })))
}

const NOTICES_A_PAGE = 50

export type Notice = typeof notices.$inferSelect

/** What a person was told, the newest first; `after` is the place of the last one of the page before. */
export async function listNotices(read: Reader, tenant: string, userId: string, after?: string) {
  const place = readCursor(after, ['instant', 'id'])
  const rows: Notice[] = await read
    .select()
    .from(notices)
    .where(
      and(
        eq(notices.tenant, tenant),
        eq(notices.userId, userId),
        place && sql`(${notices.at}, ${notices.id}) < (${place[0]}, ${place[1]})`,
      ),
    )
    .orderBy(desc(notices.at), desc(notices.id))
    .limit(NOTICES_A_PAGE + 1)
  const { page, next } = cutPage(rows, NOTICES_A_PAGE, ({ at, id }) => [at, id])
  return { notices: page, next }
}

function selectUnread(read: Reader) {
  return read
    .select({ n: count() })
    .from(notices)
    .where(
      and(
        eq(notices.tenant, sql.placeholder('tenant')),
        eq(notices.userId, sql.placeholder('user')),
        isNull(notices.readAt),
      ),
    )
}

export async function countUnread(read: Reader, tenant: string, userId: string): Promise<number> {
  const values = { tenant, user: userId }
  const [row] = await prepared<RowOf<typeof selectUnread>>(read, 'notices-unread', selectUnread, values)
  return row?.n ?? 0
}

/** One of a person's own notices, or nothing. */
export async function findNotice(
  read: Reader,
  tenant: string,
  userId: string,
  id: string,
): Promise<Notice | undefined> {
  const [row] = await read
    .select()
    .from(notices)
    .where(and(eq(notices.tenant, tenant), eq(notices.userId, userId), eq(notices.id, id)))
  return row
}

/** Marks a person's own notices as read: these, or all. Read again, they keep their first time. */
export async function markRead(
  tx: Writer,
  tenant: string,
  userId: string,
  which: readonly string[] | 'all',
  now: Instant,
): Promise<void> {
  await tx
    .update(notices)
    .set({ readAt: now })
    .where(
      and(
        eq(notices.tenant, tenant),
        eq(notices.userId, userId),
        isNull(notices.readAt),
        which === 'all' ? undefined : inArray(notices.id, [...which]),
      ),
    )
}
