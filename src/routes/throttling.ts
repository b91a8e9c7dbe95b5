import { waitBeforeTry } from '../domain/throttle.ts'
import type { Writer } from '../storage/client.ts'
import { countFailure, findAttempts, forgetFailures, reserveTry } from '../storage/login-attempts.ts'
import type { Visit } from './visit.ts'

/** Whose secret is tried: an account's password, or the one-time codes behind it. */
type Tried = `account:${string}` | `code:${string}`

/** Seconds to wait before the next try, or what the secret opened: nothing where it was wrong. */
export type Outcome<Found> = { wait: number } | { found: Found | undefined }

/** How many seconds to wait before the next try; accounts first, because many units may share one line. */
export async function secondsToWait(c: Visit, tried: Tried | null = null): Promise<number> {
  const { db, config, now, address } = c.var
  const account = tried ? await findAttempts(db.read, config.tenant, tried) : undefined
  const line = await findAttempts(db.read, config.tenant, lineOf(address))
  return inSeconds(Math.max(waitBeforeTry('account', account, now), waitBeforeTry('address', line, now)))
}

/** A failure of whoever comes from this address. */
export async function noteFailure(c: Visit): Promise<void> {
  const { db, config, now, address } = c.var
  await db.tx((tx) => countFailure(tx, config.tenant, lineOf(address), now))
}

/**
 * Compares a password, which takes its time. The try counts as failed until it has succeeded, so that of many at once
 * no more are compared than one after the other; the line of many units counts only what was wrong.
 */
export async function tryPassword<Found>(
  c: Visit,
  username: string,
  compare: () => Promise<Found | undefined>,
): Promise<Outcome<Found>> {
  const { db, config, now } = c.var
  const tried: Tried = `account:${username}`
  const wait = (await secondsToWait(c, tried)) || (await db.tx((tx) => reserve(tx, c, tried)))
  if (wait > 0) return { wait }
  const found = await compare()
  if (found === undefined) await noteFailure(c)
  else await db.tx((tx) => forgetFailures(tx, config.tenant, tried, now))
  return { found }
}

/** Compares a one-time code inside of the transaction that the code opens something in. */
export async function tryCode<Found>(
  c: Visit,
  tx: Writer,
  username: string,
  compare: () => Promise<Found | undefined>,
): Promise<Outcome<Found>> {
  const { config, now, address } = c.var
  const tried: Tried = `code:${username}`
  const wait = await reserve(tx, c, tried)
  if (wait > 0) return { wait }
  const found = await compare()
  if (found === undefined) await countFailure(tx, config.tenant, lineOf(address), now)
  else await forgetFailures(tx, config.tenant, tried, now)
  return { found }
}

/** Counts a try before it is compared, in the order of those who come at once. */
async function reserve(tx: Writer, c: Visit, tried: Tried): Promise<number> {
  const { config, now, address } = c.var
  const line = await findAttempts(tx, config.tenant, lineOf(address))
  return inSeconds(waitBeforeTry('address', line, now) || (await reserveTry(tx, config.tenant, tried, now)))
}

const lineOf = (address: string) => `address:${address}` as const

const inSeconds = (ms: number) => Math.ceil(ms / 1000)
