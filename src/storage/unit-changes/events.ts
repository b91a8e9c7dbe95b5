import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Day, Instant } from '../../domain/day.ts'
import type { Writer } from '../client.ts'
import { unitEvents } from '../schema.ts'
import type { Undo } from './ledger.ts'

export type EventKind = (typeof unitEvents.$inferSelect)['kind']

/** The decision itself, written first: everything else hangs on it. */
export async function openEvent(
  tx: Writer,
  actor: Actor,
  event: { id: string; kind: EventKind; effectiveOn: Day; decision: string },
  now: Instant,
) {
  const { id, kind, effectiveOn, decision } = event
  const { tenant, userId } = actor
  await tx
    .insert(unitEvents)
    .values({ tenant, id, kind, effectiveOn, decision, appliedAt: now, appliedBy: userId })
}

export async function closeEvent(tx: Writer, tenant: string, id: string, undo: Undo | null, checks: unknown) {
  await tx
    .update(unitEvents)
    .set({ undo, checks: checks ?? null, version: sql`${unitEvents.version} + 1` })
    .where(and(eq(unitEvents.tenant, tenant), eq(unitEvents.id, id)))
}
