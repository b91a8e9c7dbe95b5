import { endOf, type Instant, instantOf } from '../day.ts'
import { type Discipline, disciplineOf, type ReportStatus, reportStatusOf } from '../discipline.ts'
import { groupBy } from '../grouping.ts'
import { counts } from '../ordered.ts'
import { disciplineRate } from '../rates.ts'
import { ratio, toDecimal } from '../ratio.ts'
import type { DisciplineCounts, DisciplineOfUnit, SnapshotDiscipline } from '../snapshot.ts'
import { dueInstantOf, isReportingWeek, type Week, weekBefore } from '../week.ts'
import type { CampaignSource, Telling } from './input.ts'
import { momentText } from './text.ts'
import type { ToldTarget } from './told.ts'

const HISTORY_WEEKS = 8
const HOUR_MS = 3_600_000

/** A week as a duty: when it ran, when it was due, and whether anything was owed. */
export interface Duty {
  week: Week
  start: Instant
  end: Instant
  due: Instant
  isOwed: boolean
}

/** How each unit kept its duty: this week as received so far, the weeks before it as they ended on their Sundays. */
export function describeReports(
  from: CampaignSource,
  all: readonly ToldTarget[],
  telling: Telling,
): DisciplineOfUnit[] {
  const duties = dutiesUntil(from, telling.week)
  const own = groupBy(all, ({ source }) => source.unit)
  return from.units.map(({ code }) => describeUnit(from, code, own.get(code) ?? [], duties, telling))
}

/** The units together. */
export function describeDiscipline(
  from: CampaignSource,
  week: Week,
  units: DisciplineOfUnit[],
): SnapshotDiscipline {
  const duties = dutiesUntil(from, week)
  const last = duties[1]
  return {
    reporting: duties[0]!.isOwed,
    due: momentText(duties[0]!.due, from.zone),
    week: countDiscipline(units.map((unit) => unit.week)),
    before: last ? { week: last.week.code, ...countDiscipline(units.map((unit) => unit.before!)) } : null,
    by_status: countStatuses(units.map((unit) => unit.status)),
    units,
  }
}

/** This week first, then back to the beginning of the campaign's weekly reporting. */
function dutiesUntil(from: CampaignSource, week: Week): Duty[] {
  const { rules } = from
  const duties: Duty[] = []
  for (let at = week; at === week || at.to >= (rules.weeklyFrom ?? rules.startOn); at = weekBefore(at)) {
    duties.push(dutyOf(from, at))
  }
  return duties
}

export function dutyOf({ rules, calendar, zone }: CampaignSource, week: Week): Duty {
  return {
    week,
    start: instantOf(week.from, '00:00', zone),
    end: endOf(week.to, zone),
    due: dueInstantOf(week, rules, calendar, zone),
    isOwed: isReportingWeek(week, rules, calendar),
  }
}

function describeUnit(
  from: CampaignSource,
  unit: string,
  targets: ToldTarget[],
  duties: Duty[],
  { until, before }: Telling,
): DisciplineOfUnit {
  const received = targets.flatMap(({ known }) => known.updates.map(({ receivedAt }) => receivedAt))
  const history = duties.map((duty, back) =>
    keptDuty(duty, received, targets, back === 0 ? until : undefined),
  )
  const [now, ...past] = history
  const { start, due } = duties[0]!
  const inWeek = received.filter((at) => at >= start)
  return {
    unit,
    week: now!,
    before: past[0] ?? null,
    status: reportStatusOf(targets.map((one) => one.reportStatus).filter((one) => one !== 'none')),
    first_received_at: inWeek.length ? momentText(Math.min(...inWeek), from.zone) : null,
    updated_targets: targets.filter(({ known }) =>
      known.updates.some(({ receivedAt }) => receivedAt >= start),
    ).length,
    open_targets: targets.filter((target) => isOpenAt(target, Math.min(due, until))).length,
    late_streak: streakOf(history),
    history: past.slice(0, HISTORY_WEEKS).reverse(),
    review_hours: reviewHours(targets, before ? Date.parse(before.until) : start),
  }
}

/** How a unit kept it, by what came from all of its targets. */
export function keptDuty(
  { start, end, due, isOwed }: Duty,
  received: Instant[],
  targets: ToldTarget[],
  now?: Instant,
): Discipline {
  return disciplineOf({
    receivedAt: received.filter((at) => at >= start && at < end),
    owes: isOwed && targets.some((target) => isOpenAt(target, due)),
    due,
    ...(now === undefined ? {} : { now }),
  })
}

/** A unit whose last promise was accepted as done before the due instant owes no report. */
function isOpenAt({ source, standing }: ToldTarget, instant: Instant): boolean {
  const { target } = source.facts
  const isWanted = target.state === 'planned' || target.state === 'active'
  const isOver = standing.doneAt !== null && standing.doneAt <= instant
  return isWanted && !isOver && counts(target, instant)
}

/** A week that is still pending, or owed nothing, neither lengthens nor ends the row. */
function streakOf(history: Discipline[]): number {
  const decided = history.filter((one) => one !== 'pending' && one !== 'exempt')
  const first = decided.indexOf('on_time')
  return first < 0 ? decided.length : first
}

function reviewHours(targets: ToldTarget[], since: Instant): string | null {
  const spans = targets.flatMap(({ known }) =>
    known.updates
      .filter((update) => update.decidedAt !== null && update.decidedAt > since)
      .map((update) => update.decidedAt! - update.receivedAt),
  )
  if (!spans.length) return null
  return toDecimal(
    ratio(
      spans.reduce((sum, span) => sum + span, 0),
      spans.length * HOUR_MS,
    ),
    1,
  )
}

export function countDiscipline(all: Discipline[]): DisciplineCounts {
  const count = (one: Discipline) => all.filter((other) => other === one).length
  const counts = {
    on_time: count('on_time'),
    late: count('late'),
    missing: count('missing'),
    exempt: count('exempt'),
    pending: count('pending'),
  }
  return { ...counts, rate: disciplineRate(counts.on_time, all.length - counts.exempt) }
}

function countStatuses(all: ReportStatus[]): Record<ReportStatus, number> {
  const count = (one: ReportStatus) => all.filter((other) => other === one).length
  return {
    none: count('none'),
    waiting: count('waiting'),
    returned: count('returned'),
    accepted: count('accepted'),
  }
}
