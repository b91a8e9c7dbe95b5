import { knownAt, latestRevisions } from '../actual.ts'
import { type Day, dayOf, endOf, type Instant, instantOf } from '../day.ts'
import { type ReportStatus, reportStatusOf } from '../discipline.ts'
import { counts } from '../ordered.ts'
import { planAt } from '../plan.ts'
import { type Moment, onDay, type Standing, standingOf } from '../standing.ts'
import type { TargetFacts } from '../target.ts'
import type { CampaignSource, TargetSource, Telling } from './input.ts'

/** A target with what was known of it at the moment, before it is put into words. */
export interface ToldTarget {
  source: TargetSource
  known: TargetFacts
  standing: Standing
  reportStatus: ReportStatus
}

/** A telling of the same facts, from which another one takes what no event has changed since. */
export interface Eve {
  day: Day
  told: readonly ToldTarget[]
}

/** Every target that was there when the week was told, as it was known then. */
export function tellTargets(from: CampaignSource, telling: Telling, eve?: Eve): ToldTarget[] {
  const { zone, rules, targets } = from
  const { week, until } = telling
  const moment = { ...momentOf(from, telling), today: dayOf(until, zone) }
  const [start, end] = [instantOf(week.from, '00:00', zone), endOf(week.to, zone)]
  const there = targets.filter(({ facts }) => counts(facts.target, until))
  const were = new Map(eve?.told.map((one) => [one.source, one]))
  return there.map((source) => {
    const known = knownAt(source.facts, moment.instant, moment.asOf)
    const was = were.get(source)
    const standing =
      was && eve && isSettledAlike(was, known, [eve.day, moment.today])
        ? { ...was.standing, ...onDay(was.standing, moment.today, rules) }
        : standingOf(known, rules, moment)
    return { source, known, standing, reportStatus: statusBetween(known, start, end) }
  })
}

/** The same history settles alike on both days, unless there is no figure: then the plan is that of the day. */
function isSettledAlike({ known: was, standing }: ToldTarget, known: TargetFacts, [first, last]: [Day, Day]) {
  return was === known && (standing.latest !== null || planAt(known, first) === planAt(known, last))
}

/** What of the history is known, and up to which day its figures count. */
export function momentOf({ zone, calendar }: CampaignSource, { until, back }: Telling): Moment {
  return { instant: back?.known ?? until, zone, calendar, ...(back && { asOf: back.asOf }) }
}

/** The worst of the latest revisions of what was received between two moments. */
function statusBetween(known: TargetFacts, start: Instant, end: Instant): ReportStatus {
  const received = latestRevisions(known.updates).filter(
    ({ receivedAt }) => receivedAt >= start && receivedAt < end,
  )
  return reportStatusOf(received.map(({ decision }) => decision ?? 'waiting'))
}
