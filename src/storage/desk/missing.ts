import {
  and,
  asc,
  countDistinct,
  eq,
  exists,
  inArray,
  notExists,
  type Placeholder,
  type SQL,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, readablePaths } from '../../domain/access.ts'
import type { Day, Instant } from '../../domain/day.ts'
import { REPORTED } from '../../domain/update.ts'
import { type Campaign, loadCalendar } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { cutPage, readCursor } from '../cursors.ts'
import { askCampaign, readsAll } from '../overview.ts'
import { commitments, units } from '../schema.ts'
import { containsWords, inSubtrees } from '../search.ts'
import { type At, BINDING, listUnitStandings, type UnitStanding } from '../units.ts'
import { type DueWeek, owedTargets, sentReports, weeksUpTo } from '../week-reports.ts'
import { type DeskFilters, ROWS_A_PAGE } from './filters.ts'
import type { Page } from './overdue.ts'

/** Units that owe a report of this week and have sent none yet. */
export async function countMissing(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { week, due, isOwed }: DueWeek,
): Promise<number> {
  if (!isOwed) return 0
  const values = { week: week.from, due }
  const [row] = await askCampaign<{ n: number }>(read, actor, campaign, 'desk-missing', selectCount, values)
  return row?.n ?? 0
}

function selectCount(read: Reader, mine?: SQL) {
  const on = { week: sql.placeholder('week'), due: sql.placeholder('due') }
  const query = read.select({ n: countDistinct(commitments.unitId) }).from(commitments)
  const missing = and(
    eq(commitments.tenant, sql.placeholder('tenant')),
    eq(commitments.campaignId, sql.placeholder('campaign')),
    isMissing(read, on),
  )
  return mine ? query.leftJoin(units, unitOfCommitment).where(and(missing, mine)) : query.where(missing)
}

const unitOfCommitment = and(eq(units.tenant, commitments.tenant), eq(units.id, commitments.unitId))

/** By way of the commitments: two looks a unit, however many targets and reports it has. */
const isMissing = (read: Reader, { week, due }: { week: Day | Placeholder; due: Instant | Placeholder }) =>
  and(
    inArray(commitments.state, [...BINDING]),
    exists(owedTargets(read, due)),
    notExists(sentReports(read, week, REPORTED)),
  )

const upper = alias(units, 'upper_units')
const upperPath = sql<string>`coalesce(${upper.path}, '')`

/** The same units by name, in the office's order; how they stand is told of those of the page alone. */
export async function listMissing(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  at: At,
  filters: DeskFilters,
): Promise<Page<UnitStanding>> {
  const calendar = await loadCalendar(read, actor.tenant)
  const { current } = weeksUpTo(at.today, campaign, calendar, at.zone)
  if (!current.isOwed) return { rows: [], next: null }
  const found = await selectPage(read, actor, campaign, current, filters)
  const { page, next } = cutPage(found, ROWS_A_PAGE, (last) => [last.upperPath, last.sortOrder, last.code])
  const ids = page.map(({ id }) => id)
  const { units: rows } = await listUnitStandings(read, actor, campaign, at, ids)
  return { rows, next }
}

async function selectPage(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { week, due }: DueWeek,
  { q, unit, after }: DeskFilters,
) {
  const place = readCursor(after, ['text', 'number', 'text'])
  return await read
    .selectDistinct({ id: units.id, upperPath, sortOrder: units.sortOrder, code: units.code })
    .from(commitments)
    .innerJoin(units, unitOfCommitment)
    .leftJoin(upper, and(eq(upper.tenant, units.tenant), eq(upper.id, units.parentId)))
    .where(
      and(
        eq(commitments.tenant, actor.tenant),
        eq(commitments.campaignId, campaign.id),
        isMissing(read, { week: week.from, due }),
        readsAll(actor, campaign) ? undefined : inSubtrees(readablePaths(actor)),
        unit === '' ? undefined : eq(units.code, unit),
        containsWords(units.folded, q),
        place &&
          sql`(${upperPath}, ${units.sortOrder}, ${units.code}) > (${place[0]}, ${place[1]}, ${place[2]})`,
      ),
    )
    .orderBy(asc(upperPath), asc(units.sortOrder), asc(units.code))
    .limit(ROWS_A_PAGE + 1)
}
