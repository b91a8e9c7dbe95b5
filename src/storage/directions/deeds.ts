import { and, eq, sql } from 'drizzle-orm'
import type { Actor, Role } from '../../domain/access.ts'
import { dayOf } from '../../domain/day.ts'
import { leastAdvanced } from '../../domain/direction.ts'
import type { NoticeKind } from '../../domain/follow-up.ts'
import { recordAs } from '../audit.ts'
import { forUpdate, type Reader, type Writer } from '../client.ts'
import { tell } from '../notices.ts'
import { recipientIds } from '../recipients.ts'
import { directionParts, directions, directionUnits } from '../schema.ts'
import type { Moment } from '../updates.ts'
import type { DirectionRow } from './rows.ts'

/** What a deed came to: `stale` where somebody else was faster, `repeated` where it had been done just so. */
export type Outcome = 'done' | 'repeated' | 'stale'

/** The direction as it stands now, held until the deed is done: its state follows from all of its tasks. */
export async function lockDirection(tx: Writer, tenant: string, id: string): Promise<DirectionRow> {
  const [row] = await forUpdate(
    tx
      .select()
      .from(directions)
      .where(and(eq(directions.tenant, tenant), eq(directions.id, id))),
  )
  return row!
}

/** Changes a direction that this transaction holds. */
export async function setDirection(
  tx: Writer,
  row: { tenant: string; id: string },
  change: Partial<typeof directions.$inferInsert>,
): Promise<void> {
  await tx
    .update(directions)
    .set({ ...change, version: sql`${directions.version} + 1` })
    .where(and(eq(directions.tenant, row.tenant), eq(directions.id, row.id)))
}

export async function listParts(read: Reader, tenant: string, directionId: string) {
  return await read
    .select()
    .from(directionParts)
    .where(and(eq(directionParts.tenant, tenant), eq(directionParts.directionId, directionId)))
    .orderBy(directionParts.position)
}

/** A direction stands where the slowest of its tasks stands. */
export async function followParts(tx: Writer, row: { tenant: string; id: string }): Promise<void> {
  const parts = await listParts(tx, row.tenant, row.id)
  await setDirection(tx, row, { status: leastAdvanced(parts.map(({ status }) => status)) })
}

/** Records a deed of a direction: 'assigned', 'closed'. */
export async function recordDeed(
  tx: Writer,
  actor: Actor,
  row: { id: string; code: string },
  deed: string,
  detail: Record<string, unknown>,
  at: Moment,
): Promise<void> {
  await recordAs(tx, actor, at.now, {
    deed: `direction.${deed}`,
    subjectKind: 'direction',
    subject: row.id,
    detail: { code: row.code, ...detail },
  })
}

const LONGEST_TOLD = 200

/** Tells the holders of these roles at these units, leaving out whoever did it. */
export async function tellOf(
  tx: Writer,
  actor: Actor,
  row: DirectionRow,
  notice: { kind: NoticeKind; detail: Record<string, string | number | null> },
  to: { unitIds: readonly string[]; roles: readonly Role[] }[],
  at: Moment,
): Promise<void> {
  const { tenant } = actor
  const today = dayOf(at.now, at.zone)
  const people = await Promise.all(
    to.map(({ unitIds, roles }) => recipientIds(tx, tenant, unitIds, roles, today)),
  )
  const detail = {
    code: row.code,
    text: row.body.slice(0, LONGEST_TOLD),
    by: row.issuedByPost,
    ...notice.detail,
  }
  const path = `/directions/${encodeURIComponent(row.code)}`
  await tell(
    tx,
    tenant,
    people.flat(),
    { kind: notice.kind, path, detail },
    { now: at.now, except: actor.userId },
  )
}

/** The units that help with it. */
export async function helperIds(read: Reader, tenant: string, directionId: string): Promise<string[]> {
  const rows = await read
    .select({ unitId: directionUnits.unitId })
    .from(directionUnits)
    .where(and(eq(directionUnits.tenant, tenant), eq(directionUnits.directionId, directionId)))
  return rows.map(({ unitId }) => unitId)
}
