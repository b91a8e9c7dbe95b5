import {
  and,
  countDistinct,
  eq,
  exists,
  gt,
  inArray,
  isNull,
  lte,
  notExists,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { REPORTED } from '../../domain/update.ts'
import type { Campaign } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { askCampaign } from '../overview.ts'
import { commitments, targets, units, updates } from '../schema.ts'
import { type At, BINDING, hasWords, listUnitStandings, pageOf, type UnitStanding } from '../units.ts'
import type { DueWeek } from '../week-reports.ts'
import { type DeskFilters, ROWS_A_PAGE } from './filters.ts'
import type { Page } from './overdue.ts'

/** Units that owe a report of this week and have sent none yet. */
export async function countMissing(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  { week, dueOn, isOwed }: DueWeek,
): Promise<number> {
  if (!isOwed) return 0
  const values = { week: week.from, dueOn }
  const [row] = await askCampaign<{ n: number }>(read, actor, campaign, 'desk-missing', selectMissing, values)
  return row?.n ?? 0
}

/** By way of the commitments: two looks a unit, however many targets and reports it has. */
function selectMissing(read: Reader, mine?: SQL) {
  const dueOn = sql.placeholder('dueOn')
  const openTarget = read
    .select({ one: sql`1` })
    .from(targets)
    .where(
      and(
        eq(targets.tenant, commitments.tenant),
        eq(targets.unitId, commitments.unitId),
        eq(targets.campaignId, commitments.campaignId),
        lte(targets.startOn, dueOn),
        or(isNull(targets.doneOn), gt(targets.doneOn, dueOn)),
        sql`${targets.baseClass} not in ('suspended', 'transferred', 'cancelled')`,
      ),
    )
  const report = read
    .select({ one: sql`1` })
    .from(updates)
    .where(
      and(
        eq(updates.tenant, commitments.tenant),
        eq(updates.campaignId, commitments.campaignId),
        eq(updates.weekFrom, sql.placeholder('week')),
        eq(updates.unitId, commitments.unitId),
        inArray(updates.state, [...REPORTED]),
      ),
    )
  return read
    .select({ n: countDistinct(commitments.unitId) })
    .from(commitments)
    .leftJoin(units, and(eq(units.tenant, commitments.tenant), eq(units.id, commitments.unitId)))
    .where(
      and(
        eq(commitments.tenant, sql.placeholder('tenant')),
        eq(commitments.campaignId, sql.placeholder('campaign')),
        inArray(commitments.state, [...BINDING]),
        exists(openTarget),
        notExists(report),
        mine,
      ),
    )
}

/** The same units by name, in the office's order. A campaign has so few that they are chosen among in memory. */
export async function listMissing(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  at: At,
  filters: DeskFilters,
): Promise<Page<UnitStanding>> {
  const { units: all } = await listUnitStandings(read, actor, campaign, at)
  const missing = all
    .filter(({ owes, status }) => owes && status === 'none')
    .filter(({ code }) => filters.unit === '' || code === filters.unit)
    .filter(({ folded }) => hasWords(folded, filters.q))
  return pageOf(missing, filters.after, ROWS_A_PAGE)
}
