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
  json,
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
    /** For the office's own lists; papers and screens name people by their posts. */
    fullName: text('full_name'),
    /** A password somebody else set or printed: it is changed at the first sign-in. */
    mustChangePassword: bool('must_change_password').notNull().default(false),
    /** The key of the one-time codes (RFC 6238), in Base32; it counts once confirmed. */
    totpSecret: text('totp_secret'),
    totpConfirmedAt: instant('totp_confirmed_at'),
    /** The last half-minute a code was taken for, so that none works twice. */
    totpLastStep: int('totp_last_step'),
    /** SHA-256 of the codes kept on paper that have not been used. */
    recoveryHashes: json('recovery_hashes').$type<string[]>(),
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
    /** The password was right, the one-time code has not come yet: nothing is open to it. */
    awaitsCode: bool('awaits_code').notNull().default(false),
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

/** A link that works once: the first administrator of an empty house, an invitation, a new password. Only its SHA-256 is kept. */
export const userLinks = table(
  'user_links',
  {
    tenant: tenant(),
    tokenHash: text('token_hash').notNull(),
    purpose: text('purpose').$type<'first' | 'invite' | 'reset'>().notNull(),
    /** Null for the first administrator, who is not there yet. */
    userId: id('user_id'),
    createdAt: instant('created_at').notNull(),
    createdBy: id('created_by'),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.tokenHash] }),
    foreignKey({ columns: [t.tenant, t.userId], foreignColumns: [users.tenant, users.id] }),
    index('user_links_user').on(t.tenant, t.userId),
  ],
)
