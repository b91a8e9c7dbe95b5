import { and, asc, count, eq, gt, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Day, Instant } from '../../domain/day.ts'
import { addDays } from '../../domain/day.ts'
import { type Standing, standingOf } from '../../domain/standing.ts'
import { type Warning, warningOf } from '../../domain/warning.ts'
import { type Campaign, loadCalendar } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { readCursor, writeCursor } from '../cursors.ts'
import { loadFacts } from '../facts.ts'
import { askCampaign } from '../overview.ts'
import { targets, units } from '../schema.ts'
import { unitOfTarget } from '../tallies.ts'
import type { TargetRow } from '../targets.ts'
import { chosenBy, type DeskFilters, ROWS_A_PAGE } from './filters.ts'
import type { Page } from './overdue.ts'

export interface WarnedRow {
  target: TargetRow
  unitCode: string
  unitName: string
  standing: Standing
  warning: Warning | null
}

type At = { today: Day; now: Instant; zone: string }

/**
 * Who is about to be late: open and not overdue, but behind, at risk, or due soon and not done. What is due soonest
 * first, then what is behind, then what is at risk, the furthest first. Chosen and put in order by the stored
 * columns; only the rows of the page are judged from their history.
 */
export async function listWarned(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { today, now, zone }: At,
  filters: DeskFilters,
): Promise<Page<WarnedRow>> {
  const order = orderOn(today, addDays(today, campaign.dueSoonDays))
  const after = readCursor(filters.after, ['number', 'number', 'day', 'id'])
  const rows = await read
    .select({
      id: targets.id,
      unitCode: units.code,
      unitName: units.name,
      bucket: order.bucket,
      ahead: order.ahead,
      due: order.due,
    })
    .from(targets)
    .leftJoin(units, unitOfTarget)
    .where(
      and(
        chosenBy(actor, campaign, filters),
        isWarned(today, addDays(today, campaign.dueSoonDays)),
        after && sql`(${order.bucket}, ${order.ahead}, ${order.due}, ${targets.id}) > (${listed(after)})`,
      ),
    )
    .orderBy(asc(order.bucket), asc(order.ahead), asc(order.due), asc(targets.id))
    .limit(ROWS_A_PAGE + 1)
  const page = rows.slice(0, ROWS_A_PAGE)
  const last = rows.length > ROWS_A_PAGE ? page.at(-1) : undefined
  const facts = await loadFacts(read, actor.tenant, { ids: page.map(({ id }) => id) }, zone)
  const place = { instant: now, today, zone, calendar: await loadCalendar(read, actor.tenant) }
  return {
    rows: page.map(({ id, unitCode, unitName }) => {
      const own = facts.get(id)!
      const standing = standingOf(own, campaign, place)
      return {
        target: own.target as TargetRow,
        unitCode: unitCode ?? '',
        unitName: unitName ?? '',
        standing,
        warning: warningOf(own, standing),
      }
    }),
    next: last ? writeCursor([last.bucket, last.ahead, last.due, last.id]) : null,
  }
}

export async function countWarned(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  today: Day,
): Promise<number> {
  const values = { today, soon: addDays(today, campaign.dueSoonDays) }
  const [row] = await askCampaign<{ n: number }>(read, actor, campaign, 'desk-warned', selectCount, values)
  return row?.n ?? 0
}

function selectCount(read: Reader, mine?: SQL) {
  return read
    .select({ n: count() })
    .from(targets)
    .leftJoin(units, unitOfTarget)
    .where(
      and(
        eq(targets.tenant, sql.placeholder('tenant')),
        eq(targets.campaignId, sql.placeholder('campaign')),
        isWarned(sql.placeholder('today'), sql.placeholder('soon')),
        mine,
      ),
    )
}

type On = Day | ReturnType<typeof sql.placeholder>

function isWarned(today: On, soon: On) {
  const isDueSoon = and(
    gt(targets.lateFrom, today),
    sql`${targets.dueOn} >= ${today}`,
    lte(targets.dueOn, soon),
  )
  return and(
    eq(targets.baseClass, 'open'),
    or(isNull(targets.lateFrom), gt(targets.lateFrom, today)),
    or(ne(targets.level, 'ok'), isDueSoon),
  )
}

/** Due soon, behind, at risk; within the last two by the points behind, within the first by the day. */
function orderOn(today: Day, soon: Day) {
  const isDueSoon = sql`${targets.lateFrom} > ${today} and ${targets.dueOn} >= ${today} and ${targets.dueOn} <= ${soon}`
  const bucket = sql<number>`case when ${isDueSoon} then 0 when ${targets.level} = 'behind' then 1 else 2 end`
  const ahead = sql<number>`case when ${isDueSoon} then 0 else - coalesce(${targets.behindHigh}, 0) end`
  return {
    bucket: bucket.mapWith(Number),
    ahead: ahead.mapWith(Number),
    due: sql<Day>`coalesce(${targets.dueOn}, '9999-12-31')`,
  }
}

const listed = (parts: readonly (string | number)[]) =>
  sql.join(
    parts.map((part) => sql`${part}`),
    sql`, `,
  )
