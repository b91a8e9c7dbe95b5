import type { NoticeKind } from '../../domain/follow-up.ts'
import {
  foreignKey,
  id,
  index,
  instant,
  int,
  json,
  primaryKey,
  table,
  tenant,
  text,
  uniqueIndex,
} from '../columns.ts'
import { users } from './people.ts'
import { weeklySummaries } from './records.ts'

/** What one person is told in the house; it is written in their language when they read it. */
export const notices = table(
  'notices',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    userId: id('user_id').notNull(),
    at: instant('at').notNull(),
    kind: text('kind').$type<NoticeKind>().notNull(),
    /** The page it leads to, without the base path. */
    path: text('path').notNull(),
    detail: json('detail').$type<Record<string, unknown>>().notNull(),
    readAt: instant('read_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.userId], foreignColumns: [users.tenant, users.id] }),
    index('notices_user').on(t.tenant, t.userId, t.at, t.id),
    index('notices_unread').on(t.tenant, t.userId, t.readAt),
  ],
)

/** A letter that waits for the mail server, or went. It is written with the deed it tells of, and sent afterwards. */
export const mails = table(
  'mails',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    /** What makes it one of a kind, such as the digest of a person and a day: no two processes write it twice. */
    once: text('once').notNull(),
    /** Null for a reader outside of the house, who is known by the address alone. */
    userId: id('user_id'),
    address: text('address').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    state: text('state').$type<'waiting' | 'sent' | 'failed'>().notNull(),
    attempts: int('attempts').notNull().default(0),
    /** When to try next; while a process is sending it, when others may take over. */
    dueAt: instant('due_at').notNull(),
    sentAt: instant('sent_at'),
    /** The summary whose stored files go with it, and which of them; the files are read when it is sent. */
    summaryId: id('summary_id'),
    formats: json('formats').$type<string[]>(),
    /** Why the last attempt failed. */
    failure: text('failure'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.userId], foreignColumns: [users.tenant, users.id] }),
    foreignKey({
      columns: [t.tenant, t.summaryId],
      foreignColumns: [weeklySummaries.tenant, weeklySummaries.id],
    }),
    uniqueIndex('mails_once').on(t.tenant, t.once),
    index('mails_summary').on(t.tenant, t.summaryId, t.id),
    index('mails_waiting').on(t.tenant, t.state, t.dueAt),
  ],
)
