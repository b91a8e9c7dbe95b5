import { knownAt, latestRevisions } from '../actual.ts'
import { dayOf, endOf, type Instant, instantOf } from '../day.ts'
import { type ReportStatus, reportStatusOf } from '../discipline.ts'
import { wasThere } from '../ordered.ts'
import { type Standing, standingOf } from '../standing.ts'
import type { TargetFacts } from '../target.ts'
import type { CampaignSource, TargetSource, Telling } from './input.ts'

/** A target with what was known of it at the moment, before it is put into words. */
export interface ToldTarget {
  source: TargetSource
  known: TargetFacts
  standing: Standing
  reportStatus: ReportStatus
}

/** Every target that was there when the week was told, as it was known then. */
export function tellTargets(from: CampaignSource, { week, until }: Telling): ToldTarget[] {
  const { zone, calendar, rules, targets } = from
  const moment = { instant: until, today: dayOf(until, zone), zone, calendar }
  const [start, end] = [instantOf(week.from, '00:00', zone), endOf(week.to, zone)]
  const there = targets.filter(({ facts }) => wasThere(facts.target, until))
  return there.map((source) => {
    const known = knownAt(source.facts, until)
    const standing = standingOf(source.facts, rules, moment)
    return { source, known, standing, reportStatus: statusBetween(known, start, end) }
  })
}

/** The worst of the latest revisions of what was received between two moments. */
function statusBetween(known: TargetFacts, start: Instant, end: Instant): ReportStatus {
  const received = latestRevisions(known.updates).filter(
    ({ receivedAt }) => receivedAt >= start && receivedAt < end,
  )
  return reportStatusOf(received.map(({ decision }) => decision ?? 'waiting'))
}
