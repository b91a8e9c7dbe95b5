import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Actor, Role } from '../domain/access.ts'
import { type Day, dayOf } from '../domain/day.ts'
import { barToAsking, type ExtensionBar, type ExtensionContent, sameRequest } from '../domain/extension.ts'
import type { NoticeKind, OpinionStance } from '../domain/follow-up.ts'
import type { EvidenceFile } from '../domain/update.ts'
import { record } from './audit.ts'
import { forUpdate, type Writer } from './client.ts'
import { type ExtensionRow, listExtensionFiles } from './found-extensions.ts'
import { tell } from './notices.ts'
import { recipientIds } from './recipients.ts'
import { extensionFiles, extensions, targets, units } from './schema.ts'
import { settleTargets } from './settling.ts'
import type { FoundTarget } from './targets.ts'
import type { Moment } from './updates.ts'

export interface NewExtension {
  /** From the form: the same id is the same request, however often it arrives. */
  id: string
  content: ExtensionContent
  files: EvidenceFile[]
}

export type Asked =
  | { kind: 'kept' | 'repeated' }
  /** Something else stands under this id. */
  | { kind: 'conflict' }
  | { kind: 'barred'; bar: ExtensionBar }

/** Writes a request once. The target is locked, so that of two requests at the same moment one is told of the other. */
export async function requestExtension(
  tx: Writer,
  actor: Actor,
  found: FoundTarget,
  asked: NewExtension,
  at: Moment,
): Promise<Asked> {
  const { tenant } = actor
  const { id, content, files } = asked
  const ofTarget = and(eq(targets.tenant, tenant), eq(targets.id, found.row.id))
  const [target] = await forUpdate(tx.select().from(targets).where(ofTarget))
  const stored = await findRow(tx, tenant, id)
  if (stored) return { kind: (await isRepeated(tx, actor, stored, found, asked)) ? 'repeated' : 'conflict' }
  const pending = (await selectPending(tx, tenant, found.row.id)).length > 0
  const bar = barToAsking(target!, found.campaign, pending)
  if (bar) return { kind: 'barred', bar }

  await tx.insert(extensions).values({
    tenant,
    id,
    targetId: found.row.id,
    requestedBy: actor.userId,
    requestedAt: at.now,
    proposedDueOn: content.dueOn,
    reasonCode: content.reasonCode,
    reason: content.reason,
  })
  const rows = files.map((file, n) => ({ tenant, extensionId: id, position: n + 1, ...file }))
  if (rows.length) await tx.insert(extensionFiles).values(rows)
  const deed = { id, deed: 'extension.requested', from: target!.dueOn }
  await recordDeed(tx, actor, found, deed, { ...content, files: files.map(({ hash }) => hash) }, at)
  const told = { kind: 'extension_requested', id, day: content.dueOn } as const
  await tellOf(tx, found, upperUnits(found), ['leader', 'supervisor'], told, { ...at, actor })
  return { kind: 'kept' }
}

async function isRepeated(
  tx: Writer,
  actor: Actor,
  stored: ExtensionRow,
  found: FoundTarget,
  { content, files }: NewExtension,
): Promise<boolean> {
  if (stored.targetId !== found.row.id || stored.requestedBy !== actor.userId) return false
  const { proposedDueOn: dueOn, reasonCode, reason } = stored
  const kept = await listExtensionFiles(tx, stored.tenant, stored.id)
  return sameRequest({ dueOn, reasonCode, reason, files: kept }, { ...content, files })
}

export interface Opinion {
  stance: OpinionStance
  opinion: string
}

/** What the office advises; a later opinion stands in place of the earlier one. False when it was decided or changed. */
export async function giveOpinion(
  tx: Writer,
  actor: Actor,
  row: ExtensionRow,
  found: FoundTarget,
  { stance, opinion }: Opinion,
  at: Moment,
): Promise<boolean> {
  const change = { opinionStance: stance, opinion, opinionBy: actor.userId, opinionAt: at.now }
  if (!(await setPending(tx, row, change))) return false
  await recordDeed(tx, actor, found, { id: row.id, deed: 'extension.opinion' }, { stance, opinion }, at)
  const told = { kind: 'extension_opinion', id: row.id, day: row.proposedDueOn } as const
  await tellOf(tx, found, upperUnits(found), ['leader'], told, { ...at, actor })
  return true
}

export interface Ruling {
  decision: 'granted' | 'refused'
  /** The new deadline of one that is granted. */
  newDueOn: Day | null
  comment: string
  document: string
}

/** Decides; a granted one moves the deadline in the same transaction. False when somebody was faster. */
export async function decideExtension(
  tx: Writer,
  actor: Actor,
  row: ExtensionRow,
  found: FoundTarget,
  ruling: Ruling,
  at: Moment,
): Promise<boolean> {
  if (!(await setPending(tx, row, { ...ruling, decidedBy: actor.userId, decidedAt: at.now }))) return false
  const deed = { id: row.id, deed: `extension.${ruling.decision}`, from: found.row.dueOn }
  await recordDeed(tx, actor, found, deed, { proposed: row.proposedDueOn, ...ruling }, at)
  if (ruling.decision === 'granted')
    await settleTargets(tx, row.tenant, { ids: [row.targetId] }, at.now, at.zone)
  const told = {
    kind: 'extension_decided',
    id: row.id,
    day: ruling.newDueOn,
    outcome: ruling.decision,
  } as const
  await tellOf(tx, found, [found.row.unitId], ['head', 'clerk'], told, { ...at, actor })
  return true
}

/** The unit takes its request back. False when it was decided meanwhile. */
export async function withdrawExtension(
  tx: Writer,
  actor: Actor,
  row: ExtensionRow,
  found: FoundTarget,
  at: Moment,
): Promise<boolean> {
  const change = { decision: 'withdrawn', decidedBy: actor.userId, decidedAt: at.now } as const
  if (!(await setPending(tx, row, change))) return false
  await recordDeed(tx, actor, found, { id: row.id, deed: 'extension.withdrawn' }, {}, at)
  return true
}

/**
 * Lets the requests of a target lapse where there is nothing left to extend: it is closed, or has all the time by now that
 * they ask for. What is suspended may go on one day, and its request waits with it. To be called after it was settled.
 */
export async function lapseExtensions(
  tx: Writer,
  tenant: string,
  targetId: string,
  at: Moment,
): Promise<void> {
  const pending = await selectPending(tx, tenant, targetId)
  if (pending.length === 0) return
  const [target] = await tx
    .select({ row: targets, unit: units.name })
    .from(targets)
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .where(and(eq(targets.tenant, tenant), eq(targets.id, targetId)))
  if (!target) return
  const { baseClass, dueOn } = target.row
  const found = { row: target.row, unit: { name: target.unit } }
  for (const row of pending) {
    const mayGoOn = baseClass === 'open' || baseClass === 'suspended'
    if (mayGoOn && (dueOn === null || row.proposedDueOn > dueOn)) continue
    if (!(await setPending(tx, row, { decision: 'lapsed', decidedAt: at.now }))) continue
    await recordDeed(tx, null, found, { id: row.id, deed: 'extension.lapsed' }, {}, at)
    const told = { kind: 'extension_decided', id: row.id, day: null, outcome: 'lapsed' } as const
    await tellOf(tx, found, [target.row.unitId], ['head', 'clerk'], told, { ...at, actor: null })
  }
}

/** What a notice and an event name a target by. */
interface Named {
  row: Pick<FoundTarget['row'], 'tenant' | 'code' | 'title'>
  unit: { name: string }
}

/** Side A and the owner of the campaign; an owner that signed for itself decides nothing. */
const upperUnits = ({ sides }: FoundTarget) =>
  [sides.upperUnitId, sides.ownerUnitId].filter((id) => id !== sides.unitId)

async function tellOf(
  tx: Writer,
  { row, unit }: Named,
  unitIds: string[],
  roles: Role[],
  told: { kind: NoticeKind; id: string; day: Day | null; outcome?: string },
  by: Moment & { actor: Actor | null },
) {
  const people = await recipientIds(tx, row.tenant, unitIds, roles, dayOf(by.now, by.zone))
  const { kind, id, ...rest } = told
  const detail = { title: row.title, code: row.code, unit: unit.name, ...rest }
  const except = by.actor?.userId
  await tell(
    tx,
    row.tenant,
    people,
    { kind, path: `/extensions/${id}`, detail },
    { now: by.now, ...(except && { except }) },
  )
}

async function recordDeed(
  tx: Writer,
  actor: Actor | null,
  { row }: Named,
  { id, deed, from }: { id: string; deed: string; from?: Day | null },
  detail: object,
  at: Moment,
) {
  await record(tx, {
    tenant: row.tenant,
    at: at.now,
    actorId: actor?.userId ?? null,
    actor: actor?.username ?? 'house',
    deed,
    subjectKind: 'extension',
    subject: id,
    detail: { target: row.code, ...(from !== undefined && { from }), ...detail },
  })
}

/** Changes a request that waits, if it is still the version that was read. */
async function setPending(
  tx: Writer,
  row: ExtensionRow,
  change: Partial<typeof extensions.$inferInsert>,
): Promise<boolean> {
  const changed = await tx
    .update(extensions)
    .set({ ...change, version: sql`${extensions.version} + 1` })
    .where(
      and(
        eq(extensions.tenant, row.tenant),
        eq(extensions.id, row.id),
        eq(extensions.version, row.version),
        isNull(extensions.decision),
      ),
    )
    .returning({ id: extensions.id })
  return changed.length === 1
}

async function findRow(tx: Writer, tenant: string, id: string): Promise<ExtensionRow | undefined> {
  const [row] = await tx
    .select()
    .from(extensions)
    .where(and(eq(extensions.tenant, tenant), eq(extensions.id, id)))
  return row
}

async function selectPending(tx: Writer, tenant: string, targetId: string): Promise<ExtensionRow[]> {
  return await tx
    .select()
    .from(extensions)
    .where(and(eq(extensions.tenant, tenant), eq(extensions.targetId, targetId), isNull(extensions.decision)))
}
