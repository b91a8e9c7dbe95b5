import { and, asc, eq, exists, inArray, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, readablePaths } from '../../domain/access.ts'
import type { Day } from '../../domain/day.ts'
import { daysLateOfDirection, dueOfDirection, statusOfDirection, type Task } from '../../domain/direction.ts'
import { type DirectionStatus, partStatuses } from '../../domain/follow-up.ts'
import type { Reader } from '../client.ts'
import { directionParts, directions, directionUnits, targets, units } from '../schema.ts'

export type DirectionRow = typeof directions.$inferSelect
type PartRow = typeof directionParts.$inferSelect

/** The task of one lead unit, with what its target says of it. */
export interface DirectionPart {
  row: PartRow
  unit: { code: string; name: string }
  /** The columns by which a target stands on a day; null where no figure is needed. */
  target: typeof targets.$inferSelect | null
  task: Task
}

/** A direction with its tasks, as registers show it. */
export interface ListedDirection {
  row: DirectionRow
  /** The units that carry it out; before it is handed out, the one the office has in mind. */
  leads: { code: string; name: string }[]
  /** How many units help without leading a task of their own. */
  helpers: number
  parts: DirectionPart[]
  /** As it is read today: a done target has reported its task. */
  status: DirectionStatus
  /** The first deadline that still runs; where none does, the first of its tasks, or what was ordered. */
  dueOn: Day | null
  daysLate: number
}

export const lead = alias(units, 'lead_units')
export const owner = alias(units, 'owner_units')

/** Directions with the unit that leads first, or that the office has in mind, and their office; `where` and the order are the caller's. */
export function selectDirections(read: Reader) {
  return read
    .select({
      row: directions,
      leadId: lead.id,
      leadCode: lead.code,
      leadName: lead.name,
      ownerPath: owner.path,
      due: runningDue,
      helpers: sql<number>`(select count(*) from ${directionUnits}
        where ${directionUnits.tenant} = ${directions.tenant}
        and ${directionUnits.directionId} = ${directions.id}
        and not exists (select 1 from ${directionParts} where ${ofDirection}
          and ${directionParts.leadUnitId} = ${directionUnits.unitId}))`.mapWith(Number),
    })
    .from(directions)
    .innerJoin(lead, and(eq(lead.tenant, directions.tenant), eq(lead.id, firstLead)))
    .leftJoin(owner, and(eq(owner.tenant, directions.tenant), eq(owner.id, directions.ownerUnitId)))
    .$dynamic()
}

export const ofDirection = sql`${directionParts.tenant} = ${directions.tenant}
  and ${directionParts.directionId} = ${directions.id}`
const firstLead = sql`coalesce((select ${directionParts.leadUnitId} from ${directionParts} where ${ofDirection}
  order by ${directionParts.position} limit 1), ${directions.leadUnitId})`
/** The deadline of a task, as `dueOfTask` has it. */
export const taskDue = sql`case when ${targets.dueOriginal} = ${directionParts.dueOn} then ${targets.dueOn}
  else ${directionParts.dueOn} end`
/** Somebody still owes the report of it. */
export const isUnderWay = sql`${directionParts.status} in ('assigned', 'in_progress')
  and (${targets.id} is null or ${targets.baseClass} not like 'done%')`
export const withTarget = sql`${directionParts} left join ${targets}
  on ${targets.tenant} = ${directionParts.tenant} and ${targets.id} = ${directionParts.targetId}`

/** The first deadline that still runs, or the last of days: what a register of open directions is ordered by. */
export const runningDue = sql<Day>`coalesce(case ${directions.status} when 'recorded' then ${directions.dueOn}
  else (select min(${taskDue}) from ${withTarget} where ${ofDirection} and ${isUnderWay}) end, '9999-12-31')`

/** Has a task past its deadline, as `daysLateOfTask` has it, or was not handed out in time. */
export const isLate = (today: Day): SQL => sql`case ${directions.status} when 'recorded'
  then coalesce(${directions.dueOn} < ${today}, 1 = 0)
  else exists (select 1 from ${withTarget} where ${ofDirection} and ${isUnderWay}
    and case when ${targets.dueOriginal} = ${directionParts.dueOn} then coalesce(${targets.lateFrom} <= ${today}, 1 = 0)
      else ${directionParts.dueOn} < ${today} end) end`

/** Has a task that was reported and waits to be closed. */
export const isReported = sql`exists (select 1 from ${withTarget} where ${ofDirection}
  and (${directionParts.status} = 'reported' or (${directionParts.status} in ('assigned', 'in_progress')
    and ${targets.baseClass} like 'done%')))`

export const openStatuses = ['recorded', 'assigned', 'in_progress', 'reported'] as const

/** The units for which somebody holds a post; an administrator's is none. */
export function unitsOf(actor: Actor): string[] {
  return [...new Set(actor.posts.filter((post) => post.role !== 'admin').map((post) => post.unitId))]
}

/** Carried out with one of these units: it leads a task, or it helps with what was handed out. */
export function isOfUnits(read: Reader, unitIds: readonly string[]): SQL {
  if (unitIds.length === 0) return sql`1 = 0`
  const leads = read
    .select({ n: sql`1` })
    .from(directionParts)
    .where(and(ofDirection, inArray(directionParts.leadUnitId, [...unitIds])))
  const helps = read
    .select({ n: sql`1` })
    .from(directionUnits)
    .where(
      and(
        eq(directionUnits.tenant, directions.tenant),
        eq(directionUnits.directionId, directions.id),
        inArray(directionUnits.unitId, [...unitIds]),
      ),
    )
  return or(exists(leads), and(inArray(directions.status, [...partStatuses]), exists(helps)))!
}

/** Who reads the office's campaigns reads its register; a unit reads what it leads or helps with. */
export function isVisible(read: Reader, actor: Actor): SQL {
  const above = readablePaths(actor).map(
    (path) => sql`(${owner.path} >= ${path} and ${owner.path} < ${`${path}~`})`,
  )
  return or(...above, isOfUnits(read, unitsOf(actor)))!
}

export type SelectedDirection = Awaited<ReturnType<typeof selectDirections>>[number]

/** Adds to a page of directions their tasks and where they stand today. */
export async function describeDirections(
  read: Reader,
  tenant: string,
  rows: readonly SelectedDirection[],
  today: Day,
): Promise<ListedDirection[]> {
  const listed = await withTasks(read, tenant, rows)
  return listed.map((one) => {
    const { status, dueOn } = one.row
    const tasks = one.parts.map(({ task }) => task)
    return { ...one, daysLate: daysLateOfDirection({ status, dueOn, tasks }, today) }
  })
}

/** What no clock changes: its tasks, who leads them and how far they are. */
export async function withTasks(
  read: Reader,
  tenant: string,
  rows: readonly SelectedDirection[],
): Promise<Omit<ListedDirection, 'daysLate'>[]> {
  const ids = rows.map(({ row }) => row.id)
  const parts = await loadParts(read, tenant, ids)
  return rows.map(({ row, leadCode, leadName, helpers }) => {
    const own = parts.filter((part) => part.row.directionId === row.id)
    const named = [...new Map(own.map(({ unit }) => [unit.code, unit])).values()]
    const tasks = own.map(({ task }) => task)
    return {
      row,
      parts: own,
      leads: named.length ? named : [{ code: leadCode, name: leadName }],
      helpers,
      status: statusOfDirection(row.status, tasks),
      dueOn: dueOfDirection({ dueOn: row.dueOn, tasks }),
    }
  })
}

/** The tasks of these directions in the order in which they were handed out. */
async function loadParts(
  read: Reader,
  tenant: string,
  directionIds: readonly string[],
): Promise<DirectionPart[]> {
  if (directionIds.length === 0) return []
  const rows = await read
    .select({ row: directionParts, unit: { code: units.code, name: units.name }, target: targets })
    .from(directionParts)
    .innerJoin(units, and(eq(units.tenant, directionParts.tenant), eq(units.id, directionParts.leadUnitId)))
    .leftJoin(
      targets,
      and(eq(targets.tenant, directionParts.tenant), eq(targets.id, directionParts.targetId)),
    )
    .where(and(eq(directionParts.tenant, tenant), inArray(directionParts.directionId, [...directionIds])))
    .orderBy(asc(directionParts.directionId), asc(directionParts.position))
  return rows.map(({ row, unit, target }) => ({
    row,
    unit,
    target,
    task: { status: row.status, dueOn: row.dueOn, target },
  }))
}
