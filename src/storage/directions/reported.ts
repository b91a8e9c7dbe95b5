import { and, eq } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { dueOfTask } from '../../domain/direction.ts'
import type { Reader, Writer } from '../client.ts'
import { directionParts, directions, targets, units } from '../schema.ts'
import type { Moment } from '../updates.ts'
import { tellOf } from './deeds.ts'

export async function isDone(read: Reader, tenant: string, targetId: string): Promise<boolean> {
  const [row] = await read
    .select({ baseClass: targets.baseClass })
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.id, targetId)))
  return row?.baseClass.startsWith('done_') ?? false
}

/** The final of a target reports the task that it became: the office hears of it as of any other report. */
export async function tellReported(tx: Writer, actor: Actor, targetId: string, at: Moment): Promise<void> {
  const { tenant } = actor
  const rows = await tx
    .select({ row: directions, part: directionParts, target: targets, unit: units.name })
    .from(directionParts)
    .innerJoin(
      directions,
      and(eq(directions.tenant, directionParts.tenant), eq(directions.id, directionParts.directionId)),
    )
    .innerJoin(
      targets,
      and(eq(targets.tenant, directionParts.tenant), eq(targets.id, directionParts.targetId)),
    )
    .innerJoin(units, and(eq(units.tenant, directionParts.tenant), eq(units.id, directionParts.leadUnitId)))
    .where(and(eq(directionParts.tenant, tenant), eq(directionParts.targetId, targetId)))
    .orderBy(directions.code)
  for (const { row, part, target, unit } of rows) {
    const isUnderWay = part.status === 'assigned' || part.status === 'in_progress'
    if (!isUnderWay || !row.ownerUnitId) continue
    const due = dueOfTask({ status: part.status, dueOn: part.dueOn, target })
    const detail = { unit, due, words: target.title.slice(0, 500) }
    const to = [{ unitIds: [row.ownerUnitId], roles: ['supervisor', 'leader'] as const }]
    await tellOf(tx, actor, row, { kind: 'direction_reported', detail }, to, at)
  }
}
