import { knownAt, latestRevisions } from '../actual.ts'
import { dayOf, endOf, instantOf } from '../day.ts'
import { type ReportStatus, reportStatusOf } from '../discipline.ts'
import { type Standing, standingOf } from '../standing.ts'
import type { TargetFacts } from '../target.ts'
import type { Week } from '../week.ts'
import type { CampaignSource, TargetSource, Telling } from './input.ts'

/** A target with what was known of it at the moment, before it is put into words. */
export interface ToldTarget {
  source: TargetSource
  known: TargetFacts
  standing: Standing
  reportStatus: ReportStatus
}

export function tellTarget(from: CampaignSource, target: TargetSource, { week, until }: Telling): ToldTarget {
  const { zone, calendar, rules } = from
  const known = knownAt(target.facts, until)
  const standing = standingOf(target.facts, rules, {
    instant: until,
    today: dayOf(until, zone),
    zone,
    calendar,
  })
  return { source: target, known, standing, reportStatus: statusInWeek(known, week, zone) }
}

/** The worst of the latest revisions of what was received in the week. */
function statusInWeek(known: TargetFacts, week: Week, zone: string): ReportStatus {
  const [from, to] = [instantOf(week.from, '00:00', zone), endOf(week.to, zone)]
  const received = latestRevisions(known.updates).filter(
    (one) => one.receivedAt >= from && one.receivedAt < to,
  )
  return reportStatusOf(received.map(({ decision }) => decision ?? 'waiting'))
}
