import { dayOf } from '../domain/day.ts'
import { isTold, type Period, periodBefore } from '../domain/period.ts'
import { composePeriod, type PeriodSnapshot } from '../domain/snapshot/period.ts'
import type { Reader } from './client.ts'
import { loadSource } from './summaries/source.ts'
import type { Asked } from './summaries.ts'

/** A period as it is known now. One that has not begun, or lies outside the campaign, does not exist. */
export async function findPeriod(
  read: Reader,
  { tenant, campaign, now, zone }: Asked,
  period: Period,
): Promise<PeriodSnapshot | undefined> {
  const today = dayOf(now, zone)
  if (!isTold(period, campaign, today)) return undefined
  const before = periodBefore(period)
  const hasBefore = before !== null && isTold(before, campaign, today)
  const source = await loadSource(read, tenant, campaign, zone)
  return composePeriod(source, period, { today, now, hasBefore })
}
