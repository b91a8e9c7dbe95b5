import { type Day, dayOf, type Instant } from '../day.ts'
import type { ReportStatus } from '../discipline.ts'
import { slipTold } from '../extension.ts'
import type { Clock, Freshness, Progress, ReportClass, Standing } from '../standing.ts'
import type {
  Assessment,
  Cause,
  Direction,
  NullReason,
  Origin,
  Qualifier,
  RangeKind,
  TargetKind,
  ValueKind,
} from '../target.ts'
import { figuresOf, partsOf, promiseOf, type SnapshotPart } from './figures.ts'
import type { CampaignSource, Telling, Was } from './input.ts'
import type { Lookups } from './lookups.ts'
import { exact, exactSpan, momentText, percentOf, rounded } from './text.ts'
import type { ToldTarget } from './told.ts'

/** One target of a week. The first keys are the columns of targets.csv, in the order of the contract. */
export interface SnapshotTarget {
  code: string
  unit: string
  group: number
  title: string
  kind: TargetKind
  measure: string | null
  plan: string | null
  value_low: string | null
  value_high: string | null
  qualifier: Qualifier | null
  as_of: Day | null
  percent_low: string | null
  percent_high: string | null
  expected_percent: string | null
  /** Of the worst end; negative is ahead. */
  points_behind: string | null
  progress: Progress | null
  report_class: ReportClass
  due_original: Day | null
  due_on: Day | null
  days_late: number
  last_reported_on: Day | null
  report_status: ReportStatus
  null_reason: NullReason | null
  unit_name: string
  head_post: string
  commitment: string
  order: number
  headline: number | null
  product: string
  origin: Origin
  value_kind: ValueKind | null
  direction: Direction | null
  range_kind: RangeKind | null
  plan_first: string | null
  /** The plan in force on the day of the summary, where it is no longer the first. */
  plan_revised: string | null
  plan_low: string | null
  plan_high: string | null
  baseline: string | null
  same_period: string | null
  growth_low: string | null
  growth_high: string | null
  expected: string | null
  gap_low: string | null
  gap_high: string | null
  points_low: string | null
  points_high: string | null
  pace_low: string | null
  pace_high: string | null
  forecast_low: string | null
  forecast_high: string | null
  need_low: string | null
  need_high: string | null
  effort_low: string | null
  effort_high: string | null
  met: 'met' | 'not_met' | 'unknown'
  assessment: Assessment | null
  freshness: Freshness
  clock: Clock
  days_left: number | null
  supplement_until: Day | null
  done_on: Day | null
  done_by_grace: boolean
  extensions: number
  extension_asked: Day | null
  parts_reporting: number | null
  parts_expected: number | null
  results: string | null
  difficulties: string | null
  cause: Cause | null
  next_steps: string | null
  reminders: number
  last_reminded_on: Day | null
  proposals: string[]
  receipt: string | null
  /** As the week before told it. */
  value_low_before: string | null
  value_high_before: string | null
  progress_before: Progress | null
  /** Of the deadline in force, or of completion, against the one that was signed; null where none was moved or reached. */
  slip_days: number | null
  /** Days already overdue when extensions were granted. */
  days_late_before: number
  /** When a direction added it to what was signed; null for what was signed. */
  ordered_at: string | null
  /** What is added up to it; absent where nothing is, and in weeks frozen before it was told. */
  parts?: SnapshotPart[]
}

export function describeTarget(
  from: CampaignSource,
  told: ToldTarget,
  found: Lookups,
  telling: Telling,
  unit: { name: string; head: string | null },
): SnapshotTarget {
  const { source, standing } = told
  const { target } = source.facts
  const { latest } = standing
  const value = exactSpan(latest?.value, target.decimals)
  const rolled = partsOf(from, source, found, telling)
  return {
    code: source.code,
    unit: source.unit,
    group: source.group,
    title: source.title,
    kind: target.kind,
    measure: source.measure,
    plan: exact(standing.plan, target.decimals),
    value_low: value.low,
    value_high: value.high,
    qualifier: latest?.qualifier ?? null,
    as_of: latest?.asOf ?? null,
    percent_low: percentOf(standing.percent?.low),
    percent_high: percentOf(standing.percent?.high),
    expected_percent: percentOf(standing.pace?.expectedShare),
    points_behind: rounded(standing.pace?.behind.high ?? standing.pace?.behind.low, 2),
    progress: standing.progress,
    report_class: standing.reportClass,
    due_original: standing.dueOriginal,
    due_on: standing.dueOn,
    days_late: standing.daysLate,
    last_reported_on: standing.lastReportedOn,
    report_status: told.reportStatus,
    null_reason: nullReasonOf(from, told),
    unit_name: unit.name,
    head_post: unit.head ?? source.sideBPost,
    ...promiseOf(source, dayOf(telling.until, from.zone)),
    ...figuresOf(told),
    ...clockOf(standing),
    parts_reporting: rolled.parts_reporting,
    parts_expected: rolled.parts_expected,
    ...wordsOf(from, told),
    ...followUpOf(from, source.code, found, telling.until),
    ...beforeOf(found.before.get(source.code)),
    slip_days: slipTold(standing),
    days_late_before: standing.daysLateBefore,
    ordered_at: target.orderedAt && !source.byAnnex ? momentText(target.orderedAt, from.zone) : null,
    ...(rolled.parts && { parts: rolled.parts }),
  }
}

/** Why there is no value: the unit's own reason, else that nothing was accepted; null where none is owed. */
function nullReasonOf(from: CampaignSource, { source, standing }: ToldTarget): NullReason | null {
  if (standing.latest) return null
  if (source.facts.target.kind !== 'number') return 'not_applicable'
  return from.texts.get(standing.lastAccepted?.updateId ?? '')?.nullReason ?? 'missing'
}

function clockOf(standing: Standing) {
  return {
    clock: standing.clock,
    days_left: standing.daysLeft,
    supplement_until: standing.supplementing?.until ?? null,
    done_on: standing.doneOn,
    done_by_grace: standing.doneByGrace,
    extensions: standing.extensionCount,
  }
}

/** The words of the last accepted report. */
function wordsOf(from: CampaignSource, { standing }: ToldTarget) {
  const text = from.texts.get(standing.lastAccepted?.updateId ?? '')
  return {
    results: text?.results || null,
    difficulties: text?.difficulties || null,
    cause: text?.cause ?? null,
    next_steps: text?.nextSteps || null,
    receipt: text?.receipt ?? null,
  }
}

function followUpOf({ zone }: CampaignSource, code: string, found: Lookups, until: Instant) {
  const sent = (found.reminders.get(code) ?? []).map(({ at }) => at)
  const asked = found.requests
    .get(code)
    ?.findLast(({ at, decidedAt }) => at <= until && (decidedAt === null || decidedAt > until))
  return {
    reminders: sent.length,
    last_reminded_on: sent.length ? dayOf(Math.max(...sent), zone) : null,
    extension_asked: asked?.proposedDueOn ?? null,
    proposals: [...(found.proposals.get(code) ?? [])],
  }
}

function beforeOf(was: Was | undefined) {
  return {
    value_low_before: was?.value_low ?? null,
    value_high_before: was?.value_high ?? null,
    progress_before: was?.progress ?? null,
  }
}
