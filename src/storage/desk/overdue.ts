import { and, asc, count, countDistinct, eq, lte, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '../../domain/access.ts'
import type { Day, Instant } from '../../domain/day.ts'
import { askedUntil } from '../asked-extensions.ts'
import type { Campaign } from '../campaigns.ts'
import { prepared, type Reader } from '../client.ts'
import { readCursor, writeCursor } from '../cursors.ts'
import { askCampaign } from '../overview.ts'
import { commitments, reminders, targets, units } from '../schema.ts'
import { unitOfTarget } from '../tallies.ts'
import { chosenBy, type DeskFilters, isPlain, ROWS_A_PAGE } from './filters.ts'

export interface OverdueRow {
  id: string
  code: string
  title: string
  group: number
  unitCode: string
  unitName: string
  /** The post that signed for the unit. */
  headPost: string
  lateFrom: Day
  dueOn: Day
  dueOriginal: Day
  extensionCount: number
  /** Until when a request that waits asks for more time. */
  askedUntil: Day | null
  /** A late final came that day and waits: the days late stand still there. */
  frozenOn: Day | null
  waiting: boolean
  lastReportedOn: Day | null
  reminders: number
  remindedAt: Instant | null
}

export interface Page<Row> {
  rows: Row[]
  /** Cursor of the next page; null on the last one. */
  next: string | null
}

const upper = alias(units, 'upper_units')
const upperPath = sql<string>`coalesce(${upper.path}, '')`

/** What each order is made of; the last part tells all rows apart. */
const orders = {
  days: { keys: [targets.lateFrom, targets.id], shapes: ['day', 'id'] },
  group: { keys: [targets.groupNumber, targets.lateFrom, targets.id], shapes: ['number', 'day', 'id'] },
  unit: {
    keys: [upperPath, units.sortOrder, units.code, targets.lateFrom, targets.id],
    shapes: ['text', 'number', 'text', 'day', 'id'],
  },
} as const

/** Targets past due that this person may see; `after` is the place of the last row of the page before. */
export async function listOverdue(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  today: Day,
  filters: DeskFilters,
): Promise<Page<OverdueRow>> {
  const order = orders[filters.sort]
  const after = readCursor(filters.after, order.shapes)
  const rows = (
    isPlain(actor, campaign, filters)
      ? await listPlain(read, { tenant: actor.tenant, campaign: campaign.id, today }, after)
      : await selectOverdue(
          read,
          and(
            chosenBy(actor, campaign, filters),
            lte(targets.lateFrom, today),
            after && sql`(${listed(order.keys)}) > (${listed(after.map((part) => sql`${part}`))})`,
          ),
          order.keys,
        )
  ) as Row[]
  const page = rows.slice(0, ROWS_A_PAGE)
  const last = rows.length > ROWS_A_PAGE ? page.at(-1) : undefined
  return { rows: page, next: last ? writeCursor(placeOf(last, filters.sort)) : null }
}

type Row = OverdueRow & { upperPath: string; unitOrder: number }

async function listPlain(
  read: Reader,
  values: Record<string, unknown>,
  after?: (string | number)[],
): Promise<unknown[]> {
  if (!after) return await prepared(read, 'desk-first', (on) => plainOverdue(on), values)
  const more = { ...values, day: after[0], id: after[1] }
  return await prepared(read, 'desk-next', (on) => plainOverdue(on, true), more)
}

/** Walks the index of due days, which is the order of the page. */
export function plainOverdue(read: Reader, isNext = false) {
  const beyond = sql`(${targets.lateFrom}, ${targets.id}) > (${sql.placeholder('day')}, ${sql.placeholder('id')})`
  const where = and(
    eq(targets.tenant, sql.placeholder('tenant')),
    eq(targets.campaignId, sql.placeholder('campaign')),
    lte(targets.lateFrom, sql.placeholder('today')),
    isNext ? beyond : undefined,
  )
  return selectOverdue(read, where, orders.days.keys)
}

/** Left joins keep the index of due days in front: with statistics, SQLite would walk the units and sort. */
function selectOverdue(
  read: Reader,
  where: SQL | undefined,
  order: readonly (typeof targets.id | SQL | object)[],
) {
  const ofTarget = sql`${reminders.tenant} = ${targets.tenant} and ${reminders.targetId} = ${targets.id}`
  return read
    .select({
      id: targets.id,
      code: targets.code,
      title: targets.title,
      group: targets.groupNumber,
      unitCode: units.code,
      unitName: units.name,
      unitOrder: units.sortOrder,
      upperPath,
      headPost: commitments.sideBPost,
      lateFrom: targets.lateFrom,
      dueOn: targets.dueOn,
      dueOriginal: targets.dueOriginal,
      extensionCount: targets.extensionCount,
      askedUntil,
      frozenOn: targets.lateFrozenOn,
      waiting: targets.waiting,
      lastReportedOn: targets.lastReportedOn,
      // One round is one reminder, whatever its channels.
      reminders:
        sql<number>`(select count(distinct coalesce(${reminders.roundId}, ${reminders.id})) from ${reminders} where ${ofTarget})`.mapWith(
          Number,
        ),
      remindedAt:
        sql<Instant | null>`(select max(${reminders.sentAt}) from ${reminders} where ${ofTarget})`.mapWith(
          (value) => (value === null ? null : Number(value)),
        ),
    })
    .from(targets)
    .leftJoin(units, unitOfTarget)
    .leftJoin(upper, and(eq(upper.tenant, units.tenant), eq(upper.id, units.parentId)))
    .leftJoin(
      commitments,
      and(eq(commitments.tenant, targets.tenant), eq(commitments.id, targets.commitmentId)),
    )
    .where(where)
    .orderBy(...order.map((key) => asc(key as SQL)))
    .limit(ROWS_A_PAGE + 1)
}

function placeOf(row: Row, sort: DeskFilters['sort']): (string | number)[] {
  if (sort === 'days') return [row.lateFrom, row.id]
  if (sort === 'group') return [row.group, row.lateFrom, row.id]
  return [row.upperPath, row.unitOrder, row.unitCode, row.lateFrom, row.id]
}

const listed = (parts: readonly object[]) => sql.join(parts as SQL[], sql`, `)

export interface OverdueCounts {
  targets: number
  units: number
  byGroup: Map<number, number>
}

/** All of them, unfiltered: for the heading, the tab and the list by task group. */
export async function countOverdueByGroup(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  today: Day,
): Promise<OverdueCounts> {
  const ask = <Row>(name: string, build: typeof selectGroups | typeof selectUnits) =>
    askCampaign<Row>(read, actor, campaign, name, build, { today })
  const groups = await ask<{ group: number; n: number }>('desk-groups', selectGroups)
  const [late] = await ask<{ n: number }>('desk-units', selectUnits)
  return {
    targets: groups.reduce((sum, { n }) => sum + n, 0),
    units: late?.n ?? 0,
    byGroup: new Map(groups.map(({ group, n }) => [group, n])),
  }
}

/** The bare columns would invite the planner to walk the whole campaign in the order of its groups or units. */
const unordered = sql<number>`${targets.groupNumber} + 0`.mapWith(Number)
const anyUnit = sql`coalesce(${targets.unitId}, null)`

const isLate = and(
  eq(targets.tenant, sql.placeholder('tenant')),
  eq(targets.campaignId, sql.placeholder('campaign')),
  lte(targets.lateFrom, sql.placeholder('today')),
)

function selectGroups(read: Reader, mine?: SQL) {
  const query = read.select({ group: unordered, n: count() }).from(targets)
  // Who reads everything needs no unit: the index of due days alone is counted.
  const chosen = mine ? query.leftJoin(units, unitOfTarget).where(and(isLate, mine)) : query.where(isLate)
  return chosen.groupBy(unordered)
}

function selectUnits(read: Reader, mine?: SQL) {
  const query = read.select({ n: countDistinct(anyUnit) }).from(targets)
  return mine ? query.leftJoin(units, unitOfTarget).where(and(isLate, mine)) : query.where(isLate)
}
