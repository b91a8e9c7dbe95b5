import { waitBeforeTry } from '../domain/throttle.ts'
import { countFailure, findAttempts } from '../storage/login-attempts.ts'
import type { Visit } from './visit.ts'

/** Whose secret is tried: an account's password, or the one-time codes behind it. */
export type Tried = `account:${string}` | `code:${string}`

/** How many seconds to wait before the next try; accounts first, because many units may share one line. */
export async function secondsToWait(c: Visit, tried: Tried | null): Promise<number> {
  const { db, config, now, address } = c.var
  const account = tried ? await findAttempts(db.read, config.tenant, tried) : undefined
  const line = await findAttempts(db.read, config.tenant, `address:${address}`)
  const wait = Math.max(waitBeforeTry('account', account, now), waitBeforeTry('address', line, now))
  return Math.ceil(wait / 1000)
}

export async function noteFailure(c: Visit, tried: Tried | null): Promise<void> {
  const { db, config, now, address } = c.var
  await db.tx(async (tx) => {
    if (tried) await countFailure(tx, config.tenant, tried, now)
    await countFailure(tx, config.tenant, `address:${address}`, now)
  })
}
