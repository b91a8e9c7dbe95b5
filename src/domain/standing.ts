import { acceptedOf, knownAt, latestRevisions, openReturns, pointsOf, type Range } from './actual.ts'
import { addDays, type Day, dayOf, daysBetween, type Instant, maxDay, minDay } from './day.ts'
import { type Deadline, daysLateBefore, deadlineOf, type Place } from './deadline.ts'
import { levelOfAssessment, levelOfValue, worstLevel } from './level.ts'
import { type StepPace, stepPaceOf } from './milestone.ts'
import { type Level, type Pace, paceOf } from './pace.ts'
import { type Met, metOf, percentOfPlan } from './percent.ts'
import { planAt } from './plan.ts'
import type {
  Amount,
  Assessment,
  CampaignRules,
  Declared,
  Qualifier,
  RangeKind,
  Span,
  TargetFacts,
  UpdateFact,
} from './target.ts'

export type ClosedClass =
  | 'done_on_time'
  | 'done_late'
  | 'done_no_deadline'
  | 'suspended'
  | 'transferred'
  | 'cancelled'
export type ReportClass = ClosedClass | 'open_in_time' | 'open_overdue' | 'open_no_deadline'
export type Progress = 'done' | 'overdue' | 'behind' | 'at_risk' | 'on_track'
export type Clock = 'in_time' | 'due_soon' | 'due_today' | 'overdue' | 'none'
export type Freshness = 'fresh' | 'stale' | 'no_data'

/** The figure a target is judged by. */
export interface Latest {
  updateId: string
  /** For a flow the sum of what was accepted. */
  value: Span
  qualifier: Qualifier
  rangeKind: RangeKind
  asOf: Day
}

/**
 * Everything about a target that only an event can change: this is what a row stores. The plan is the version in
 * force on the day of the figure, because that is what the figure is held against; so a revision with a later date
 * needs no nightly job, and pages that show the plan of today ask `planAt`. Without a figure it is the version of
 * the day on which it was settled.
 */
export interface Settled extends Omit<Deadline, 'done'> {
  latest: Latest | null
  /** The last accepted report, with or without a figure: the head's assessment stands until the next one. */
  lastAccepted: { updateId: string; asOf: Day; assessment: Assessment | null; declared: Declared } | null
  plan: Amount | null
  percent: Range | null
  met: Met
  pace: Pace | null
  /** How far the weighted steps of a milestone have come; absent where there are none. */
  steps?: StepPace
  level: Level
  baseClass: ClosedClass | 'open'
  /** The day of the submission that made it done, and when that was accepted. */
  doneOn: Day | null
  doneAt: Instant | null
  completedOn: Day | null
  doneByGrace: boolean
  /** Days it was already overdue when extensions were granted. */
  daysLateBefore: number
  /** The day of its figure, and the first day on which that is too old; null where there is nothing to report. */
  figureOn: Day | null
  staleOn: Day | null
  /** A report waits for review. */
  waiting: boolean
  /** A report was returned and not answered yet. */
  returned: boolean
  lastReportedOn: Day | null
}

/**
 * A row may also be of a commitment that nobody has signed: it is owed to nobody and counts nowhere. Nor does a term that
 * is divided into years: they count in its place.
 */
export type BaseClass = Settled['baseClass'] | 'unsigned' | 'divided'

/** Still worked on, be it by its years. */
export const goesOn = ({ baseClass, doneAt }: { baseClass: BaseClass; doneAt: Instant | null }): boolean =>
  baseClass === 'open' || (baseClass === 'divided' && doneAt === null)

/**
 * Open, but of a time to come: nobody is ahead or behind with it, and nothing is asked of it, before its own start and the
 * day on which its commitment comes into force.
 */
export const isToCome = (
  { baseClass, startOn }: { baseClass: BaseClass; startOn: Day },
  today: Day,
  effectiveFrom = startOn,
): boolean => baseClass === 'open' && today < maxDay(startOn, effectiveFrom)

/** The part of a settled target, or of its row, that the clock needs. */
export type Clocked = { baseClass: BaseClass } & Pick<
  Settled,
  'level' | 'dueOn' | 'lateFrom' | 'lateFrozenOn' | 'supplementUntil' | 'figureOn' | 'staleOn'
>

/** What the clock alone makes of a settled target. */
export interface OnDay {
  reportClass: ReportClass
  /** Null when suspended, transferred or cancelled. */
  progress: Progress | null
  daysLate: number
  /** Days to the deadline, 0 being the day itself; null without one, when it has passed, or when nothing is owed. */
  daysLeft: number | null
  clock: Clock
  /** "đang bổ sung": a timely final was returned and the grace runs. */
  supplementing: { until: Day } | null
  freshness: Freshness
}

export type Standing = Settled & OnDay

export interface Moment extends Place {
  /** History after it is not known yet. */
  instant: Instant
  /** Only reports with as_of up to this day count. */
  asOf?: Day
}

export function settle(facts: TargetFacts, rules: CampaignRules, at: Moment): Settled {
  const known = beforeTransfer(knownAt(facts, at.instant, at.asOf), at)
  const accepted = acceptedOf(known.updates)
  const deadline = deadlineOf(known, rules, at, accepted)
  const { done } = deadline
  const last = accepted.at(-1)
  const lastReceived = known.updates.reduce((max, update) => Math.max(max, update.receivedAt), 0)
  const baseClass = classOf(known, done, deadline.dueOn)
  const figures = figuresOf(known, accepted, rules, at.asOf ?? dayOf(at.instant, at.zone))
  const figureOn = figures.latest?.asOf ?? null
  const owesFigure = known.target.kind === 'number' && baseClass === 'open'
  // Named one by one: adding to a copied object costs more than everything else here, and a campaign has many targets.
  const settled: Settled = {
    dueOn: deadline.dueOn,
    dueOriginal: deadline.dueOriginal,
    extensionCount: deadline.extensionCount,
    lateFrom: deadline.lateFrom,
    lateFrozenOn: deadline.lateFrozenOn,
    supplementUntil: deadline.supplementUntil,
    latest: figures.latest,
    plan: figures.plan,
    percent: figures.percent,
    met: figures.met,
    pace: figures.pace,
    level: worstLevel(figures.level, levelOfAssessment(last?.assessment)),
    lastAccepted: last
      ? { updateId: last.id, asOf: last.asOf, assessment: last.assessment, declared: last.declared }
      : null,
    baseClass,
    doneOn: done?.doneOn ?? null,
    doneAt: done?.doneAt ?? null,
    completedOn: done?.completedOn ?? null,
    doneByGrace: done?.byGrace ?? false,
    daysLateBefore: daysLateBefore(known, rules, at),
    figureOn,
    staleOn: owesFigure ? addDays(figureOn ?? known.target.startOn, rules.maxAgeDays + 1) : null,
    waiting: latestRevisions(known.updates).some((update) => update.decision === null),
    returned: openReturns(known).length > 0,
    lastReportedOn: lastReceived ? dayOf(lastReceived, at.zone) : null,
  }
  if (figures.steps) settled.steps = figures.steps
  return settled
}

/**
 * Where a target stands on a day. Done comes before overdue: the committee asks "is it done?" before "was it late?".
 * The queries ask the same of the columns: overdue is late_from <= today, stale is stale_on <= today.
 */
export function onDay(settled: Clocked, today: Day, rules: Pick<CampaignRules, 'dueSoonDays'>): OnDay {
  const { baseClass, dueOn, supplementUntil } = settled
  const isOpen = baseClass === 'open'
  const overdue = isOpen && settled.lateFrom !== null && settled.lateFrom <= today
  const left = isOpen && dueOn && settled.lateFrom ? daysBetween(today, dueOn) : null
  const isInGrace = isOpen && supplementUntil !== null && today <= supplementUntil
  return {
    reportClass: isClosed(baseClass) ? baseClass : openClass(dueOn, overdue),
    progress: progressOf(baseClass, overdue, settled.level),
    daysLate: overdue ? daysLateOf(settled, today) : 0,
    daysLeft: left !== null && left >= 0 ? left : null,
    clock: isOpen && dueOn ? clockOf(overdue, left, rules.dueSoonDays) : 'none',
    supplementing: isInGrace ? { until: supplementUntil } : null,
    freshness: freshnessOf(settled, today),
  }
}

export function standingOf(facts: TargetFacts, rules: CampaignRules, at: Moment & { today: Day }): Standing {
  const settled = settle(facts, rules, at)
  return Object.assign(settled, onDay(settled, at.today, rules))
}

type Figures = Pick<Settled, 'latest' | 'plan' | 'percent' | 'met' | 'pace' | 'steps' | 'level'>

/** The figure of the latest day and everything that is computed from it; only numbers have one. */
function figuresOf(
  facts: TargetFacts,
  accepted: readonly UpdateFact[],
  rules: CampaignRules,
  today: Day,
): Figures {
  const points = facts.target.kind === 'number' ? pointsOf(facts, accepted) : []
  const point = points.at(-1)
  const update = accepted.findLast(({ value, asOf }) => value && asOf === point?.asOf)
  const plan = planAt(facts, point?.asOf ?? today)
  if (!point || !update) {
    const steps = stepPaceOf(facts, rules, accepted)
    const level = steps?.level ?? 'ok'
    return { latest: null, plan, percent: null, met: 'unknown', pace: null, ...(steps && { steps }), level }
  }
  const { id: updateId, qualifier, rangeKind } = update
  const pace = paceOf(facts, point, rules, points)
  return {
    latest: { ...point, updateId, qualifier, rangeKind: rangeKind ?? 'uncertain' },
    plan,
    percent: percentOfPlan(facts.target, plan, point.value),
    met: metOf(facts.target, plan, point.value),
    pace,
    level: worstLevel(pace?.level ?? 'ok', levelOfValue(facts.target, plan, point.value)),
  }
}

/** What went over to another unit was its own until the day of the decision. */
function beforeTransfer(facts: TargetFacts, { instant, asOf, zone }: Moment): TargetFacts {
  const { state, stateOn } = facts.target
  const isBefore = state === 'transferred' && stateOn && (asOf ?? dayOf(instant, zone)) < stateOn
  return isBefore ? { ...facts, target: { ...facts.target, state: 'active' } } : facts
}

function classOf({ target }: TargetFacts, done: Deadline['done'], dueOn: Day | null): Settled['baseClass'] {
  if (done) return !dueOn ? 'done_no_deadline' : done.onTime ? 'done_on_time' : 'done_late'
  return target.state === 'planned' || target.state === 'active' ? 'open' : target.state
}

const isClosed = (baseClass: BaseClass): baseClass is ClosedClass =>
  baseClass !== 'open' && baseClass !== 'unsigned' && baseClass !== 'divided'

function openClass(dueOn: Day | null, overdue: boolean): ReportClass {
  if (!dueOn) return 'open_no_deadline'
  return overdue ? 'open_overdue' : 'open_in_time'
}

function progressOf(baseClass: BaseClass, overdue: boolean, level: Level): Progress | null {
  if (
    baseClass === 'unsigned' ||
    baseClass === 'divided' ||
    baseClass === 'suspended' ||
    baseClass === 'transferred' ||
    baseClass === 'cancelled'
  )
    return null
  if (baseClass !== 'open') return 'done'
  if (overdue) return 'overdue'
  return ({ ok: 'on_track', risk: 'at_risk', behind: 'behind' } as const)[level]
}

/** Counted from the due date, also after a grace; a late final that waits stops the count on its day of receipt. */
function daysLateOf({ dueOn, lateFrozenOn }: Clocked, today: Day): number {
  return dueOn ? daysBetween(dueOn, lateFrozenOn ? minDay(lateFrozenOn, today) : today) : 0
}

/** A deadline that has passed without being overdue is in its grace; one whose timely final waits is in time. */
function clockOf(overdue: boolean, left: number | null, soonDays: number): Clock {
  if (overdue) return 'overdue'
  if (left === null || left < 0 || left > soonDays) return 'in_time'
  return left === 0 ? 'due_today' : 'due_soon'
}

function freshnessOf({ figureOn, staleOn }: Clocked, today: Day): Freshness {
  if (!staleOn) return 'fresh'
  if (!figureOn) return 'no_data'
  return staleOn <= today ? 'stale' : 'fresh'
}
