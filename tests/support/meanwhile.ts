import { setTimeout as pause } from 'node:timers/promises'
import { lockChain } from '../../src/storage/audit.ts'
import type { Writer } from '../../src/storage/client.ts'
import { engineName } from './database.ts'
import type { House } from './house.ts'

/** So long on a server: a request reads, computes and stands at the lock meanwhile. */
const HELD_MS = 300

/**
 * Sends while something else happens, so that what the request reads first is old, and what it finds in its own
 * transaction is new. Were the machine too slow for that, it would read the new at once, and must do no more.
 */
export async function meanwhile(
  { db, tenant }: House,
  send: () => Promise<Response>,
  happens: (tx: Writer) => Promise<unknown>,
): Promise<Response> {
  // SQLite reads within the call, and its transactions wait for nothing.
  const early = engineName === 'sqlite' ? { answer: send() } : null
  const sent = await db.tx(async (tx) => {
    await lockChain(tx, tenant)
    await happens(tx)
    if (early) return early
    // In a box, or the transaction would wait for what waits for it.
    const late = { answer: send() }
    await pause(HELD_MS)
    return late
  })
  return await sent.answer
}
