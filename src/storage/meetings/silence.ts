import { and, eq, inArray, notExists } from 'drizzle-orm'
import { silentWeeksOf } from '../../domain/attention.ts'
import { RECEIVED } from '../../domain/update.ts'
import { type Campaign, loadCalendar } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { commitments } from '../schema.ts'
import { type At, BINDING } from '../units.ts'
import { type DueWeek, loadReports, sentReports, weeksUpTo } from '../week-reports.ts'

const UNITS_AT_ONCE = 400

/**
 * Weeks in a row without a report that was owed, by unit id. Whoever sent anything in the last week in which reports
 * were due is not silent, which one look tells; only the others' eight weeks are read.
 */
export async function loadSilence(
  read: Reader,
  tenant: string,
  campaign: Campaign,
  at: At,
): Promise<Map<string, number>> {
  const calendar = await loadCalendar(read, tenant)
  const weeks = weeksUpTo(at.today, campaign, calendar, at.zone)
  const last = weeks.before.findLast(({ isOwed }) => isOwed)
  const silent = new Map<string, number>()
  if (!last) return silent
  const ids = await listUnheard(read, tenant, campaign.id, last)
  for (let n = 0; n < ids.length; n += UNITS_AT_ONCE) {
    const some = ids.slice(n, n + UNITS_AT_ONCE)
    const reports = await loadReports(read, tenant, campaign.id, weeks, some)
    for (const [id, { weeks: kept, status }] of reports) silent.set(id, silentWeeksOf(kept, status))
  }
  return silent
}

async function listUnheard(read: Reader, tenant: string, campaignId: string, { week }: DueWeek) {
  const rows = await read
    .selectDistinct({ id: commitments.unitId })
    .from(commitments)
    .where(
      and(
        eq(commitments.tenant, tenant),
        eq(commitments.campaignId, campaignId),
        inArray(commitments.state, [...BINDING]),
        notExists(sentReports(read, week.from, RECEIVED)),
      ),
    )
  return rows.map(({ id }) => id)
}
