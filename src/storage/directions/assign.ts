import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { type Day, dayOf } from '../../domain/day.ts'
import { titleOf } from '../../domain/direction.ts'
import { fold } from '../../domain/fold.ts'
import { forUpdate, type Writer } from '../client.ts'
import { addStep } from '../follow-up-steps.ts'
import { newId } from '../ids.ts'
import { commitments, coordinators, directionParts, targets, units } from '../schema.ts'
import { settleTargets } from '../settling.ts'
import type { Moment } from '../updates.ts'
import {
  followParts,
  helperIds,
  listParts,
  lockDirection,
  type Outcome,
  recordDeed,
  tellOf,
} from './deeds.ts'
import { listSigned } from './find.ts'
import type { DirectionRow } from './rows.ts'

export interface Handing {
  /** From the form, and the id of the first task it makes: the same id is the same handing. */
  id: string
  /** The version of the direction that the sender saw. */
  version: number
  leadUnitIds: string[]
  /** The words of the task; what was ordered stays beside them, word for word. */
  body: string
  /** Null for a lasting duty. */
  dueOn: Day | null
  /** The group of the targets it becomes; null where no target is made. */
  groupNumber: number | null
}

type Commitment = typeof commitments.$inferSelect
type Part = typeof directionParts.$inferInsert

/** Hands a direction to one or more lead units; each gets its own task and, if wanted, its own target. */
export async function assignDirection(
  tx: Writer,
  actor: Actor,
  found: { id: string },
  handing: Handing,
  at: Moment,
): Promise<Outcome> {
  const { tenant } = actor
  const row = await lockDirection(tx, tenant, found.id)
  const before = await listParts(tx, tenant, row.id)
  const same = before.find(({ id }) => id === handing.id)
  if (same) return isSame(before, same, handing) ? 'repeated' : 'stale'
  // The id comes with the form: it may be that of another direction's task.
  if (await isPart(tx, tenant, handing.id)) return 'stale'
  const isOpen = row.status !== 'closed' && row.status !== 'noted'
  if (!isOpen || row.version !== handing.version) return 'stale'

  const parts = await makeParts(tx, actor, row, handing, before.length, at)
  await tx.insert(directionParts).values(parts)
  // What was said stays as it was said: who carries it out, by when and as which target stands in the tasks.
  await followParts(tx, row)
  await tellAll(tx, actor, row, parts, at)
  return 'done'
}

type StoredPart = typeof directionParts.$inferSelect

async function isPart(tx: Writer, tenant: string, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: directionParts.id })
    .from(directionParts)
    .where(and(eq(directionParts.tenant, tenant), eq(directionParts.id, id)))
  return rows.length > 0
}

/** The tasks that were made together with this one are those of this handing. */
function isSame(parts: StoredPart[], first: StoredPart, handing: Handing): boolean {
  const { body, dueOn, leadUnitIds, groupNumber } = handing
  const made = parts.filter((part) => part.assignedAt === first.assignedAt)
  return (
    made.length === leadUnitIds.length &&
    made.every(
      (part) =>
        leadUnitIds.includes(part.leadUnitId) &&
        part.body === body &&
        part.dueOn === dueOn &&
        (part.targetId !== null) === (groupNumber !== null),
    )
  )
}

async function makeParts(
  tx: Writer,
  actor: Actor,
  row: DirectionRow,
  handing: Handing,
  there: number,
  at: Moment,
): Promise<Part[]> {
  const { tenant, userId } = actor
  const signed =
    handing.groupNumber !== null && row.ownerUnitId
      ? await listSigned(tx, tenant, row.ownerUnitId)
      : undefined
  const parts: Part[] = []
  for (const [n, leadUnitId] of handing.leadUnitIds.entries()) {
    const commitment = signed?.get(leadUnitId)
    const target = commitment ? await makeTarget(tx, row, commitment, handing, at) : null
    const part: Part = {
      tenant,
      id: n === 0 ? handing.id : newId(at.now),
      directionId: row.id,
      position: there + n + 1,
      leadUnitId,
      body: handing.body,
      dueOn: handing.dueOn,
      status: 'assigned',
      targetId: target?.id ?? null,
      assignedAt: at.now,
    }
    parts.push(part)
    await addStep(
      tx,
      tenant,
      { kind: 'direction', id: row.id },
      { step: 'assigned', partId: part.id, toWhom: await nameOf(tx, tenant, leadUnitId), body: handing.body },
      { userId, now: at.now },
    )
    const detail = {
      part: part.id,
      leadUnitId,
      body: handing.body,
      dueOn: handing.dueOn,
      target: target?.code ?? null,
    }
    await recordDeed(tx, actor, row, 'assigned', detail, at)
  }
  return parts
}

async function nameOf(tx: Writer, tenant: string, unitId: string): Promise<string> {
  const [unit] = await tx
    .select({ name: units.name })
    .from(units)
    .where(and(eq(units.tenant, tenant), eq(units.id, unitId)))
  return unit?.name ?? ''
}

/** A target beside those that were signed: what was ordered, in the unit's commitment, due on the day that was ordered. */
async function makeTarget(
  tx: Writer,
  row: DirectionRow,
  commitment: Commitment,
  handing: Handing,
  at: Moment,
): Promise<{ id: string; code: string }> {
  const { tenant } = row
  const sortOrder = await nextOrder(tx, commitment)
  const code = `${commitment.code}-${String(sortOrder).padStart(2, '0')}`
  const id = newId(at.now)
  await tx.insert(targets).values({
    tenant,
    id,
    code,
    commitmentId: commitment.id,
    campaignId: commitment.campaignId,
    unitId: commitment.unitId,
    upperUnitId: commitment.upperUnitId,
    groupNumber: handing.groupNumber!,
    sortOrder,
    title: titleOf(handing.body),
    product: row.body,
    origin: 'ordered',
    kind: handing.dueOn ? 'qualitative' : 'ongoing',
    decimals: 0,
    startOn: dayOf(at.now, at.zone),
    dueOriginal: handing.dueOn,
    dueOn: handing.dueOn,
    curve: 'linear',
    evidenceRequired: false,
    orderedAt: at.now,
    state: 'active',
    folded: fold(`${code} ${handing.body} ${row.body}`),
  })
  const helping = (await helperIds(tx, tenant, row.id)).filter((unitId) => unitId !== commitment.unitId)
  if (helping.length) {
    await tx.insert(coordinators).values(helping.map((unitId) => ({ tenant, targetId: id, unitId })))
  }
  await settleTargets(tx, tenant, { ids: [id] }, at.now, at.zone)
  return { id, code }
}

/** The commitment is held meanwhile, so that two targets at once get two numbers. */
async function nextOrder(tx: Writer, { tenant, id }: Commitment): Promise<number> {
  await forUpdate(
    tx
      .select({ id: commitments.id })
      .from(commitments)
      .where(and(eq(commitments.tenant, tenant), eq(commitments.id, id))),
  )
  const [last] = await tx
    .select({ order: sql<number>`coalesce(max(${targets.sortOrder}), 0)`.mapWith(Number) })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.commitmentId, id)))
  return (last?.order ?? 0) + 1
}

/** Whoever leads hears of it with their clerks; of those who help, the heads. */
async function tellAll(tx: Writer, actor: Actor, row: DirectionRow, parts: Part[], at: Moment) {
  const leads = parts.map(({ leadUnitId }) => leadUnitId)
  const helping = (await helperIds(tx, actor.tenant, row.id)).filter((unitId) => !leads.includes(unitId))
  const due = parts[0]?.dueOn ?? null
  const kind = 'direction_assigned'
  await tellOf(
    tx,
    actor,
    row,
    { kind, detail: { due, part: 'lead' } },
    [{ unitIds: leads, roles: ['head', 'clerk'] }],
    at,
  )
  await tellOf(
    tx,
    actor,
    row,
    { kind, detail: { due, part: 'helper' } },
    [{ unitIds: helping, roles: ['head'] }],
    at,
  )
}
