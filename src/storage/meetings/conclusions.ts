import { and, asc, eq, exists, inArray, or, sql } from 'drizzle-orm'
import type { Day } from '../../domain/day.ts'
import type { PastStep } from '../../domain/direction.ts'
import type { Reader } from '../client.ts'
import { loadPast } from '../directions/past.ts'
import {
  describeDirections,
  type ListedDirection,
  openStatuses,
  runningDue,
  selectDirections,
} from '../directions/rows.ts'
import { listDirectionsOfMeeting } from '../directions.ts'
import { directionParts, directions, directionUnits, units } from '../schema.ts'

/** Something the chair concluded, with the unit that was named then and those that help. */
export interface Conclusion {
  direction: ListedDirection
  /** What became of it, step by step. */
  steps: PastStep[]
  unit: { id: string; code: string; name: string }
  helpers: string[]
}

/** In the order in which they were given. */
export async function listConclusions(
  read: Reader,
  tenant: string,
  meetingId: string,
  today: Day,
): Promise<Conclusion[]> {
  const listed = await listDirectionsOfMeeting(read, tenant, meetingId, today)
  if (listed.length === 0) return []
  const named = await read
    .select({ id: units.id, code: units.code, name: units.name })
    .from(units)
    .where(
      and(
        eq(units.tenant, tenant),
        inArray(
          units.id,
          listed.map(({ row }) => row.leadUnitId),
        ),
      ),
    )
  const helping = await read
    .select({ id: directionUnits.directionId, name: units.name })
    .from(directionUnits)
    .innerJoin(units, and(eq(units.tenant, directionUnits.tenant), eq(units.id, directionUnits.unitId)))
    .where(
      and(
        eq(directionUnits.tenant, tenant),
        inArray(
          directionUnits.directionId,
          listed.map(({ row }) => row.id),
        ),
      ),
    )
    .orderBy(asc(units.sortOrder), asc(units.code))
  const steps = await loadPast(
    read,
    tenant,
    listed.map(({ row }) => row.id),
  )
  const byId = new Map(named.map((unit) => [unit.id, unit]))
  return listed.map((direction) => ({
    direction,
    steps: steps(direction.row.id),
    unit: byId.get(direction.row.leadUnitId)!,
    helpers: helping.filter(({ id }) => id === direction.row.id).map(({ name }) => name),
  }))
}

const MOST_OF_UNIT = 20

/** What a unit still has to carry out for this office, the nearest deadline first. */
export async function listOpenOfUnit(
  read: Reader,
  tenant: string,
  ownerUnitId: string,
  unitId: string,
  today: Day,
): Promise<ListedDirection[]> {
  const handed = read
    .select({ one: sql`1` })
    .from(directionParts)
    .where(
      and(
        eq(directionParts.tenant, directions.tenant),
        eq(directionParts.directionId, directions.id),
        eq(directionParts.leadUnitId, unitId),
      ),
    )
  const rows = await selectDirections(read)
    .where(
      and(
        eq(directions.tenant, tenant),
        eq(directions.ownerUnitId, ownerUnitId),
        inArray(directions.status, [...openStatuses]),
        or(and(eq(directions.status, 'recorded'), eq(directions.leadUnitId, unitId)), exists(handed)),
      ),
    )
    .orderBy(asc(runningDue), asc(directions.id))
    .limit(MOST_OF_UNIT)
  return await describeDirections(read, tenant, rows, today)
}
