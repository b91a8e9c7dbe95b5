import { and, eq, inArray, isNull, ne, notInArray, or, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { lockChain, recordAs } from '../audit.ts'
import type { Reader, Writer } from '../client.ts'
import { commitments, posts, targets, unitEvents, unitLinks, units, updates } from '../schema.ts'
import { settleTargets } from '../settling.ts'
import type { Moment } from '../updates.ts'
import { takeBack, type Undo } from './ledger.ts'

type EventRow = typeof unitEvents.$inferSelect

/** Why a change stays: what was done since on what it made. */
export type UndoBar =
  | { why: 'undone' | 'later_change' | 'imported'; fill: string }
  | { why: 'update' | 'commitment' | 'target' | 'post' | 'unit'; fill: string }

/** What keeps a change from being taken back; null while it can be. */
export async function findUndoBar(read: Reader, event: EventRow): Promise<UndoBar | null> {
  const { tenant, undoneAt } = event
  if (undoneAt !== null) return { why: 'undone', fill: '' }
  const undo = event.undo as Undo | null
  if (!undo) return { why: 'imported', fill: '' }
  const made = (table: Undo['added'][number]['table']) =>
    undo.added.flatMap((one) => (one.table === table ? one.keys.map(({ id }) => String(id)) : []))
  return (
    (await updateBar(read, tenant, made('targets'), made('updates'))) ??
    (await paperBar(read, tenant, made('commitments'), made('targets'))) ??
    (await unitBar(read, tenant, made('units'), made('posts'), made('commitments'))) ??
    (await laterBar(read, event))
  )
}

const NOBODY = '00000000-0000-0000-0000-000000000000'
const withNobody = (ids: readonly string[]) => [...ids, NOBODY]

async function updateBar(
  read: Reader,
  tenant: string,
  made: string[],
  ours: string[],
): Promise<UndoBar | null> {
  for (let at = 0; at < made.length; at += 400) {
    const [row] = await read
      .select({ code: targets.code, receipt: updates.receipt })
      .from(updates)
      .innerJoin(targets, and(eq(targets.tenant, updates.tenant), eq(targets.id, updates.targetId)))
      .where(
        and(
          eq(updates.tenant, tenant),
          inArray(updates.targetId, made.slice(at, at + 400)),
          notInArray(updates.id, withNobody(ours)),
        ),
      )
      .limit(1)
    if (row) return { why: 'update', fill: row.code }
  }
  return null
}

async function paperBar(
  read: Reader,
  tenant: string,
  papers: string[],
  made: string[],
): Promise<UndoBar | null> {
  const ours = and(eq(commitments.tenant, tenant), inArray(commitments.id, withNobody(papers)))
  const [signed] = await read
    .select({ code: commitments.code })
    .from(commitments)
    .where(and(ours, ne(commitments.state, 'draft')))
    .limit(1)
  if (signed) return { why: 'commitment', fill: signed.code }
  const rows = await read
    .select({ id: targets.id, code: targets.code })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), inArray(targets.commitmentId, withNobody(papers))))
  const known = new Set(made)
  const added = rows.find(({ id }) => !known.has(id))
  return added ? { why: 'target', fill: added.code } : null
}

async function unitBar(
  read: Reader,
  tenant: string,
  made: string[],
  ourPosts: string[],
  papers: string[],
): Promise<UndoBar | null> {
  if (!made.length) return null
  const [post] = await read
    .select({ title: posts.title })
    .from(posts)
    .where(
      and(eq(posts.tenant, tenant), inArray(posts.unitId, made), notInArray(posts.id, withNobody(ourPosts))),
    )
    .limit(1)
  if (post) return { why: 'post', fill: post.title }
  const [paper] = await read
    .select({ code: commitments.code })
    .from(commitments)
    .where(
      and(
        eq(commitments.tenant, tenant),
        inArray(commitments.unitId, made),
        notInArray(commitments.id, withNobody(papers)),
      ),
    )
    .limit(1)
  if (paper) return { why: 'commitment', fill: paper.code }
  return await belowBar(read, tenant, made)
}

/** What stands below the new units was moved there by the change itself, and nothing else. */
async function belowBar(read: Reader, tenant: string, made: string[]): Promise<UndoBar | null> {
  const rows = await read
    .select({ undo: unitEvents.undo })
    .from(unitEvents)
    .innerJoin(unitLinks, and(eq(unitLinks.tenant, unitEvents.tenant), eq(unitLinks.eventId, unitEvents.id)))
    .where(and(eq(unitEvents.tenant, tenant), inArray(unitLinks.toUnitId, made)))
  const changed = rows.flatMap(({ undo }) => (undo as Undo | null)?.changed ?? [])
  const moved = new Set(changed.flatMap(({ table, key }) => (table === 'units' ? [String(key.id)] : [])))
  const below = await read
    .select({ id: units.id, code: units.code })
    .from(units)
    .where(and(eq(units.tenant, tenant), inArray(units.parentId, made)))
  const added = below.find(({ id }) => !moved.has(id))
  return added ? { why: 'unit', fill: added.code } : null
}

/** A later decision about one of its units has to be taken back first. */
async function laterBar(read: Reader, event: EventRow): Promise<UndoBar | null> {
  const own = await read
    .select({ from: unitLinks.fromUnitId, to: unitLinks.toUnitId })
    .from(unitLinks)
    .where(and(eq(unitLinks.tenant, event.tenant), eq(unitLinks.eventId, event.id)))
  const ids = withNobody([...new Set(own.flatMap(({ from, to }) => [from, to].flatMap((id) => id ?? [])))])
  const [later] = await read
    .select({ decision: unitEvents.decision })
    .from(unitEvents)
    .innerJoin(unitLinks, and(eq(unitLinks.tenant, unitEvents.tenant), eq(unitLinks.eventId, unitEvents.id)))
    .where(
      and(
        eq(unitEvents.tenant, event.tenant),
        isNull(unitEvents.undoneAt),
        ne(unitEvents.id, event.id),
        or(inArray(unitLinks.fromUnitId, ids), inArray(unitLinks.toUnitId, ids)),
        or(
          sql`${unitEvents.appliedAt} > ${event.appliedAt}`,
          and(eq(unitEvents.appliedAt, event.appliedAt), sql`${unitEvents.id} > ${event.id}`),
        ),
      ),
    )
    .limit(1)
  return later ? { why: 'later_change', fill: later.decision } : null
}

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
