import type { Role } from '../../domain/access.ts'
import type { Day } from '../../domain/day.ts'
import {
  bool,
  day,
  foreignKey,
  id,
  index,
  instant,
  int,
  primaryKey,
  table,
  tenant,
  text,
  uniqueIndex,
} from '../columns.ts'
import { units } from './organisation.ts'

/** Somebody who signs in; what they may do follows from their posts alone. */
export const users = table(
  'users',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    username: text('username').notNull(),
    passwordHash: text('password_hash'),
    passwordChangedAt: instant('password_changed_at'),
    locale: text('locale').$type<'vi' | 'en'>().notNull(),
    theme: text('theme').$type<'system' | 'light' | 'dark'>().notNull().default('system'),
    disabledAt: instant('disabled_at'),
    createdAt: instant('created_at').notNull(),
    email: text('email'),
    /** Told in the house alone: what they switched off is mail, never their notices. */
    mailOff: bool('mail_off').notNull().default(false),
    /** Whoever holds it, from a letter, may switch this person's mail off and on without signing in. */
    mailToken: text('mail_token'),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    uniqueIndex('users_username').on(t.tenant, t.username),
    uniqueIndex('users_mail_token').on(t.tenant, t.mailToken),
  ],
)

/** One role of one person at one unit, from one day to another; an acting head holds a post with the document behind it. */
export const posts = table(
  'posts',
  {
    tenant: tenant(),
    id: id('id').notNull(),
    userId: id('user_id').notNull(),
    unitId: id('unit_id').notNull(),
    role: text('role').$type<Role>().notNull(),
    title: text('title').notNull(),
    fromOn: day('from_on').$type<Day>(),
    toOn: day('to_on').$type<Day>(),
    document: text('document'),
    version: int('version').notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.id] }),
    foreignKey({ columns: [t.tenant, t.userId], foreignColumns: [users.tenant, users.id] }),
    foreignKey({ columns: [t.tenant, t.unitId], foreignColumns: [units.tenant, units.id] }),
    index('posts_user').on(t.tenant, t.userId),
    index('posts_unit').on(t.tenant, t.unitId, t.role),
  ],
)

/** A signed-in browser: only the SHA-256 of its token is kept. */
export const sessions = table(
  'sessions',
  {
    tenant: tenant(),
    tokenHash: text('token_hash').notNull(),
    userId: id('user_id').notNull(),
    createdAt: instant('created_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    address: text('address').notNull(),
    userAgent: text('user_agent').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.tokenHash] }),
    foreignKey({ columns: [t.tenant, t.userId], foreignColumns: [users.tenant, users.id] }),
    index('sessions_user').on(t.tenant, t.userId, t.lastSeenAt),
  ],
)

/** Failed sign-ins of one account or one address since a moment; success clears the account's. */
export const loginAttempts = table(
  'login_attempts',
  {
    tenant: tenant(),
    /** 'account:<username>' or 'address:<ip>'. */
    subject: text('subject').notNull(),
    failures: int('failures').notNull(),
    since: instant('since').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.subject] })],
)
