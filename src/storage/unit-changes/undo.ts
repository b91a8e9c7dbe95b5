import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { lockChain, recordAs } from '../audit.ts'
import type { Writer } from '../client.ts'
import { unitEvents, units } from '../schema.ts'
import { settleTargets } from '../settling.ts'
import type { Moment } from '../updates.ts'
import { takeBack, type Undo } from './ledger.ts'
import { findUndoBar, type UndoBar } from './undo-bars.ts'

export type Undone = { kind: 'done' | 'stale' } | { kind: 'barred'; bar: UndoBar }

/** Takes a change back, all of it: every row as it was before. */
export async function undoChange(
  tx: Writer,
  actor: Actor,
  { id, version }: { id: string; version: number },
  at: Moment,
): Promise<Undone> {
  const { tenant } = actor
  await lockChain(tx, tenant)
  const [event] = await tx
    .select()
    .from(unitEvents)
    .where(and(eq(unitEvents.tenant, tenant), eq(unitEvents.id, id)))
  if (!event) return { kind: 'stale' }
  const bar = await findUndoBar(tx, event)
  if (bar) return { kind: 'barred', bar }
  if (event.version !== version) return { kind: 'stale' }
  const unsettled = await takeBack(tx, tenant, event.undo as Undo)
  await mendPaths(tx, tenant)
  if (unsettled.length) await settleTargets(tx, tenant, { ids: unsettled }, at.now, at.zone)
  await tx
    .update(unitEvents)
    .set({ undoneAt: at.now, undoneBy: actor.userId, undo: null, version: sql`${unitEvents.version} + 1` })
    .where(and(eq(unitEvents.tenant, tenant), eq(unitEvents.id, id)))
  await recordAs(tx, actor, at.now, {
    deed: 'unit.change_undone',
    subjectKind: 'unit_event',
    subject: id,
    detail: { kind: event.kind, decision: event.decision, effectiveOn: event.effectiveOn },
  })
  return { kind: 'done' }
}

/** A unit that was set up or moved below one that goes back stands where that one stands. */
async function mendPaths(tx: Writer, tenant: string) {
  const all = await tx
    .select({ id: units.id, code: units.code, parentId: units.parentId, path: units.path })
    .from(units)
    .where(eq(units.tenant, tenant))
  const byId = new Map(all.map((unit) => [unit.id, unit]))
  const pathOf = ({ code, parentId }: (typeof all)[number]): string => {
    const parent = parentId === null ? undefined : byId.get(parentId)
    return `${parent ? pathOf(parent) : ''}${code.toLowerCase()}/`
  }
  for (const unit of all) {
    const path = pathOf(unit)
    if (path === unit.path) continue
    await tx
      .update(units)
      .set({ path })
      .where(and(eq(units.tenant, tenant), eq(units.id, unit.id)))
  }
}
