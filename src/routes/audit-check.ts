import type { ChainProps } from '../../views/admin/audit-chain.tsx'
import { verifyChain } from '../storage/audit.ts'
import type { Db } from '../storage/client.ts'
import { verifyWeeks } from '../storage/summaries/verify.ts'
import type { Visit } from './visit.ts'

type Found = NonNullable<ChainProps['check']>

/** A check that is under way: whoever asks meanwhile is told what it finds, for a long chain is walked once at a time. */
const running = new WeakMap<Db, Promise<Found>>()

export function checkChain(c: Visit): Promise<Found> {
  const { db } = c.var
  const under = running.get(db)
  if (under) return under
  const check = walk(c).finally(() => running.delete(db))
  running.set(db, check)
  return check
}

async function walk({ var: { db, actor, now } }: Visit): Promise<Found> {
  const { events, brokenAt } = await verifyChain(db.read, actor.tenant)
  const weeks = await verifyWeeks(db.read, actor.tenant)
  return { at: now, events, brokenAt: brokenAt ?? null, weeks }
}
