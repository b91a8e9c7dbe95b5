import type { Instant } from './day.ts'

export interface Attempts {
  failures: number
  lastAt: Instant
}

/** After this long without a failure the count starts again. */
export const WINDOW_MS = 30 * 60_000

/** Free tries before waiting begins: an account's few, an address's many, since 43 units may share one line. */
const FREE = { account: 5, address: 60 }
const LONGEST_WAIT_MS = 60_000

/**
 * How long to wait before the next try: doubling from a second, at most a minute, so that a stranger slows an account
 * down but can never lock its owner out.
 */
export function waitBeforeTry(kind: keyof typeof FREE, attempts: Attempts | undefined, now: Instant): number {
  if (!attempts || now - attempts.lastAt > WINDOW_MS) return 0
  const over = attempts.failures - FREE[kind]
  if (over < 0) return 0
  const wait = Math.min(1000 * 2 ** Math.min(over, 10), LONGEST_WAIT_MS)
  return Math.max(0, attempts.lastAt + wait - now)
}
