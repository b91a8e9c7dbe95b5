import {
  and,
  asc,
  count,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  lte,
  or,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Day, Instant } from '../../domain/day.ts'
import { addDays } from '../../domain/day.ts'
import { type Standing, standingOf } from '../../domain/standing.ts'
import { type Warning, warningOf } from '../../domain/warning.ts'
import { type Campaign, loadCalendar } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { cutPage, readCursor } from '../cursors.ts'
import { loadFacts } from '../facts.ts'
import { askCampaign, readsAll } from '../overview.ts'
import { targets, units } from '../schema.ts'
import { isOffSchedule, unitOfTarget } from '../tallies.ts'
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
  const soon = addDays(today, campaign.dueSoonDays)
  const order = orderOn(today, soon)
  const after = readCursor(filters.after, ['number', 'number', 'day', 'id'])
  const query = read
    .select({ id: targets.id, bucket: order.bucket, ahead: order.ahead, due: order.due })
    .from(targets)
  const chosen = and(
    chosenBy(actor, campaign, filters),
    isWarned({ tenant: actor.tenant, campaign: campaign.id, today, soon }),
    after && sql`(${order.bucket}, ${order.ahead}, ${order.due}, ${targets.id}) > (${listed(after)})`,
  )
  // All of them are put in order, so their units are looked at only where they are asked about.
  const isOfUnits = !readsAll(actor, campaign) || filters.q !== '' || filters.unit !== ''
  const found = isOfUnits ? query.leftJoin(units, unitOfTarget).where(chosen) : query.where(chosen)
  const rows = await found
    .orderBy(asc(order.bucket), asc(order.ahead), asc(order.due), asc(targets.id))
    .limit(ROWS_A_PAGE + 1)
  const { page, next } = cutPage(rows, ROWS_A_PAGE, ({ bucket, ahead, due, id }) => [bucket, ahead, due, id])
  const ids = page.map(({ id }) => id)
  return { rows: await judgeAll(read, actor.tenant, campaign, ids, { today, now, zone }), next }
}

/** These targets in this order, judged from their history. */
async function judgeAll(
  read: Reader,
  tenant: string,
  campaign: Campaign,
  ids: string[],
  { today, now, zone }: At,
): Promise<WarnedRow[]> {
  if (ids.length === 0) return []
  const facts = await loadFacts(read, tenant, { ids }, zone)
  const unitOf = await nameUnits(read, tenant, ids)
  const place = { instant: now, today, zone, calendar: await loadCalendar(read, tenant) }
  return ids.map((id) => {
    const own = facts.get(id)!
    const standing = standingOf(own, campaign, place)
    const { unitCode, unitName } = unitOf.get(id)!
    return {
      target: own.target as TargetRow,
      unitCode,
      unitName,
      standing,
      warning: warningOf(own, standing),
    }
  })
}

async function nameUnits(read: Reader, tenant: string, targetIds: string[]) {
  const rows = await read
    .select({ id: targets.id, unitCode: units.code, unitName: units.name })
    .from(targets)
    .innerJoin(units, unitOfTarget)
    .where(and(eq(targets.tenant, tenant), inArray(targets.id, targetIds)))
  return new Map(rows.map((row) => [row.id, row]))
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
  const query = read.select({ n: count() }).from(targets)
  const warned = isWarned({
    tenant: sql.placeholder('tenant'),
    campaign: sql.placeholder('campaign'),
    today: sql.placeholder('today'),
    soon: sql.placeholder('soon'),
  })
  return mine ? query.leftJoin(units, unitOfTarget).where(and(warned, mine)) : query.where(warned)
}

/** Written out, or blanks of a query that is kept. */
interface Wanted {
  tenant: string | Placeholder
  campaign: string | Placeholder
  today: Day | Placeholder
  soon: Day | Placeholder
}

/**
 * Each half names the campaign for itself, so that each is found by its own index: what is not on schedule by the
 * partial one (which is why its condition is spelled out), what is due soon by its day.
 */
function isWarned({ tenant, campaign, today, soon }: Wanted) {
  const ours = and(eq(targets.tenant, tenant), eq(targets.campaignId, campaign))
  return or(
    and(ours, isOffSchedule, or(isNull(targets.lateFrom), gt(targets.lateFrom, today))),
    and(
      ours,
      eq(targets.baseClass, 'open'),
      gt(targets.lateFrom, today),
      gte(targets.dueOn, today),
      lte(targets.dueOn, soon),
    ),
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
