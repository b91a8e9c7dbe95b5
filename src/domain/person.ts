import type { Day } from './day.ts'

export const personStates = ['active', 'waiting', 'no_post', 'disabled'] as const
export type PersonState = (typeof personStates)[number]

interface Account {
  disabledAt: number | null
  passwordHash: string | null
  mustChangePassword: boolean
}

/** How an account stands: closed, without a password of its own, without a post of today, or in use. */
export function personState(account: Account, holdsPost: boolean): PersonState {
  if (account.disabledAt !== null) return 'disabled'
  if (account.passwordHash === null || account.mustChangePassword) return 'waiting'
  return holdsPost ? 'active' : 'no_post'
}

/** The first and the last day belong to a post; without one it has always been held, or is held on. */
export function isHeldOn(post: { fromOn: Day | null; toOn: Day | null }, day: Day): boolean {
  return (!post.fromOn || post.fromOn <= day) && (!post.toOn || day <= post.toOn)
}

/** Names that are pages of their own beside the people's. */
const PAGES = ['new', 'heads', 'slips', 'units']

export const isUsername = (text: string): boolean =>
  /^[a-z0-9][a-z0-9._-]{1,60}$/.test(text) && !PAGES.includes(text)

/** A user name after a unit's code: the code itself, or with the first number that nobody has. */
export function usernameFrom(code: string, isTaken: (name: string) => boolean): string {
  const plain = code
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[._-]+/, '')
    .slice(0, 50)
  const base = isUsername(plain) ? plain : `u-${plain || 'unit'}`
  if (!isTaken(base)) return base
  let n = 2
  while (isTaken(`${base}-${n}`)) n++
  return `${base}-${n}`
}

/** Whoever has not come in for so long may have lost the way. */
export const LONG_AWAY_DAYS = 21
