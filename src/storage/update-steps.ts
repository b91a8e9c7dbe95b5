import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import { isUndecided } from '../domain/update.ts'
import type { Reader, Writer } from './client.ts'
import { signersOf } from './found-updates.ts'
import { withdrawFromUpdate } from './proposals/from-update.ts'
import { auditEvents, targets, updates } from './schema.ts'
import { settleTargets } from './settling.ts'
import { giveWay, receive } from './update-receiving.ts'
import { followProposal, type Moment, recordUpdate, type StoredUpdate, setRow } from './updates.ts'

/** The head takes a clerk's report for the unit's own: it is received now. */
export async function endorseUpdate(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  at: Moment,
): Promise<boolean> {
  if (row.state !== 'awaiting_endorsement') return false
  const change = await receive(tx, row, at)
  const done = await setRow(tx, row, { ...change, state: 'submitted', endorsedBy: actor.userId })
  if (!done) return false
  await giveWay(tx, row)
  const target = await afterStep(tx, actor, row, 'update.endorsed', at, {})
  if (target) await followProposal(tx, actor, row, target, at)
  return true
}

/** The head takes a report back while nobody has decided on it. */
export async function recallUpdate(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  at: Moment,
): Promise<boolean> {
  if (!isUndecided(row.state)) return false
  return await takeOut(tx, actor, row, 'recalled', {}, at)
}

/** A leader declares a report void, with the document that it rests on; it stays readable. */
export async function voidUpdate(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  why: { document: string; reason: string },
  at: Moment,
): Promise<boolean> {
  if (row.state !== 'accepted' && row.state !== 'submitted' && row.state !== 'returned') return false
  return await takeOut(tx, actor, row, 'void', why, at)
}

/** A report that no longer counts, and what had given way to it counts again. */
async function takeOut(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  state: 'recalled' | 'void',
  why: Record<string, unknown>,
  at: Moment,
): Promise<boolean> {
  if (!(await setRow(tx, row, { state }))) return false
  await giveBack(tx, row)
  await withdrawFromUpdate(tx, actor, row, at)
  await afterStep(tx, actor, row, `update.${state}`, at, why)
  return true
}

/** Without its next revision, a report that had given way to it waits again. */
async function giveBack(tx: Writer, row: StoredUpdate) {
  if (!row.corrects) return
  const waiting = sql`case when ${updates.receivedAt} is null then 'awaiting_endorsement' else 'submitted' end`
  await tx
    .update(updates)
    .set({ state: waiting, version: sql`${updates.version} + 1` })
    .where(and(eq(updates.tenant, row.tenant), eq(updates.id, row.corrects), eq(updates.state, 'superseded')))
}

/** Who declared a report void, when, and the document it rests on. */
export async function findVoiding(read: Reader, row: { tenant: string; id: string }) {
  const [event] = await read
    .select({
      actorId: auditEvents.actorId,
      actor: auditEvents.actor,
      at: auditEvents.at,
      detail: auditEvents.detail,
    })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.tenant, row.tenant),
        eq(auditEvents.subjectKind, 'update'),
        eq(auditEvents.subject, row.id),
        eq(auditEvents.deed, 'update.void'),
      ),
    )
    .limit(1)
  const names = await signersOf(read, row.tenant, [event?.actorId ?? null])
  return (
    event && {
      by: names(event.actorId)?.title ?? event.actor,
      at: event.at,
      document: String(event.detail.document ?? ''),
      reason: String(event.detail.reason ?? ''),
    }
  )
}

async function afterStep(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  deed: string,
  at: Moment,
  detail: Record<string, unknown>,
) {
  const [target] = await tx
    .select({
      id: targets.id,
      code: targets.code,
      title: targets.title,
      unitId: targets.unitId,
      upperUnitId: targets.upperUnitId,
    })
    .from(targets)
    .where(and(eq(targets.tenant, row.tenant), eq(targets.id, row.targetId)))
  await recordUpdate(tx, actor, row, target?.code ?? row.targetId, deed, at, {
    receipt: row.receipt,
    ...detail,
  })
  await settleTargets(tx, row.tenant, { ids: [row.targetId] }, at.now, at.zone)
  return target
}
