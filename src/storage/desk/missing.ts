import { and, countDistinct, eq, gt, inArray, isNull, lte, notExists, or, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Campaign } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { REPORTED } from '../overview.ts'
import { targets, units, updates } from '../schema.ts'
import { ofCampaign, unitOfTarget } from '../tallies.ts'
import { type At, hasWords, listUnitStandings, pageOf, type UnitStanding } from '../units.ts'
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
  const [row] = await read
    .select({ n: countDistinct(targets.unitId) })
    .from(targets)
    .leftJoin(units, unitOfTarget)
    .where(
      and(
        ofCampaign(actor, campaign),
        lte(targets.startOn, dueOn),
        or(isNull(targets.doneOn), gt(targets.doneOn, dueOn)),
        sql`${targets.baseClass} not in ('suspended', 'transferred', 'cancelled')`,
        notExists(
          read
            .select({ one: sql`1` })
            .from(updates)
            .where(
              and(
                eq(updates.tenant, targets.tenant),
                eq(updates.campaignId, targets.campaignId),
                eq(updates.weekFrom, week.from),
                eq(updates.unitId, targets.unitId),
                inArray(updates.state, [...REPORTED]),
              ),
            ),
        ),
      ),
    )
  return row?.n ?? 0
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
