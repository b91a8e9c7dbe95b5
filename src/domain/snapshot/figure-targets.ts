import type { Rate } from '../rates.ts'
import type { Snapshot } from '../snapshot.ts'
import type { Progress, ReportClass } from '../standing.ts'
import type { Cause } from '../target.ts'
import { causes } from '../update.ts'
import type { SnapshotTarget } from './target.ts'

/** A number of targets that is printed, and the targets it counts. */
export interface TargetsFigure {
  made: 'targets'
  rule: TargetsRule | 'due' | 'cause'
  value: number
  targets: SnapshotTarget[]
  /** Of 'due': so many days on. */
  days?: number
  /** Of 'cause'. */
  cause?: Cause
}

/** A share of counted targets: the set below it, in the order of its classes, those counted above first. */
export interface RateFigure {
  made: 'rate'
  rule: RateName
  value: Rate
  numerator: SnapshotTarget[]
  denominator: SnapshotTarget[]
  /** How the denominator adds up. */
  classes: { name: ReportClass; count: number; isAbove: boolean }[]
}

/** How a set is told from the rest; where a number of it is printed, that number. */
interface Counted {
  holds: (target: SnapshotTarget) => boolean
  printed: (snapshot: Snapshot) => number
}

const done = ['done_on_time', 'done_late', 'done_no_deadline'] as const
const open = ['open_in_time', 'open_overdue', 'open_no_deadline'] as const
const apart = ['suspended', 'transferred', 'cancelled'] as const
const six = [...done, ...open] as const

const counted = {
  targets: { holds: () => true, printed: ({ totals }) => totals.targets },
  'targets.signed': ofOrigin(({ ordered_at }) => !ordered_at),
  'targets.ordered': ofOrigin(({ ordered_at }) => Boolean(ordered_at)),
  done: ofClasses(...done),
  done_on_time: ofClasses('done_on_time'),
  done_late: ofClasses('done_late'),
  done_no_deadline: ofClasses('done_no_deadline'),
  open: ofClasses(...open),
  open_in_time: ofClasses('open_in_time'),
  open_overdue: ofClasses('open_overdue'),
  open_no_deadline: ofClasses('open_no_deadline'),
  apart: ofClasses(...apart),
  suspended: ofClasses('suspended'),
  transferred: ofClasses('transferred'),
  cancelled: ofClasses('cancelled'),
  'progress.done': ofProgress('done'),
  'progress.on_track': ofProgress('on_track'),
  'progress.at_risk': ofProgress('at_risk'),
  'progress.behind': ofProgress('behind'),
  'progress.overdue': ofProgress('overdue'),
  'progress.stale': {
    holds: ({ progress, freshness }) => progress === 'on_track' && freshness !== 'fresh',
    printed: ({ totals }) => totals.on_track_without_news,
  },
  'progress.troubled': {
    holds: ({ progress }) => progress === 'at_risk' || progress === 'behind',
    printed: ({ totals }) => totals.by_progress.at_risk + totals.by_progress.behind,
  },
  overdue: ofProgress('overdue'),
} as const satisfies Record<string, Counted>

export type TargetsRule = keyof typeof counted | 'overdue.new' | 'overdue.ended' | 'causes'

interface RateOf {
  above: readonly ReportClass[]
  below: readonly ReportClass[]
}

const fallenDue = ['done_on_time', 'done_late', 'open_overdue'] as const
const rates = {
  R1: { above: done, below: six },
  R2: { above: ['done_on_time'], below: fallenDue },
  R3: { above: ['open_overdue'], below: six },
  R4: { above: ['open_overdue'], below: ['done_on_time', 'done_late', 'open_in_time', 'open_overdue'] },
  R5: { above: ['open_overdue'], below: fallenDue },
} as const satisfies Record<string, RateOf>

export type RateName = keyof typeof rates

/** In how many days something falls due, as the reports ask. */
const horizons = [7, 14, 30]

/** 'done_on_time', 'progress.stale', 'overdue.new', 'due.14', 'cause.capital'. */
export function targetsFigure(snapshot: Snapshot, name: string): TargetsFigure | undefined {
  if (Object.hasOwn(counted, name)) return countedFigure(snapshot, name as keyof typeof counted)
  if (name === 'overdue.new' || name === 'overdue.ended') return overdueMoves(snapshot, name)
  const days = horizons.find((one) => name === `due.${one}`)
  if (days) return dueFigure(snapshot, days)
  if (name === 'causes') return causesFigure(snapshot)
  const cause = causes.find((one) => name === `cause.${one}`)
  return cause && causeFigure(snapshot, cause)
}

export function rateFigure(snapshot: Snapshot, name: string): RateFigure | undefined {
  if (!Object.hasOwn(rates, name)) return undefined
  const rule = name as RateName
  const { above, below }: RateOf = rates[rule]
  const order = [...above, ...below.filter((one) => !above.includes(one))]
  const denominator = order.flatMap((one) => snapshot.targets.filter((target) => target.report_class === one))
  return {
    made: 'rate',
    rule,
    value: snapshot.rates[rule],
    numerator: denominator.filter((target) => above.includes(target.report_class)),
    denominator,
    classes: order.map((one) => ({
      name: one,
      count: snapshot.totals.by_class[one],
      isAbove: above.includes(one),
    })),
  }
}

function countedFigure(snapshot: Snapshot, rule: keyof typeof counted): TargetsFigure {
  const { holds, printed }: Counted = counted[rule]
  const targets = snapshot.targets.filter(holds)
  const isLate = rule === 'overdue' || rule === 'progress.overdue' || rule === 'open_overdue'
  if (isLate) targets.sort((a, b) => b.days_late - a.days_late)
  return { made: 'targets', rule, value: printed(snapshot), targets }
}

/** What became overdue since the week before, and what is so no more; nothing to tell without a week before. */
function overdueMoves(
  { before, targets }: Snapshot,
  rule: 'overdue.new' | 'overdue.ended',
): TargetsFigure | undefined {
  if (!before) return undefined
  const isNew = rule === 'overdue.new'
  const moved = targets.filter(
    ({ progress, progress_before: was }) =>
      (progress === 'overdue') === isNew && (was === 'overdue') !== isNew,
  )
  return { made: 'targets', rule, value: moved.length, targets: moved }
}

function dueFigure(snapshot: Snapshot, days: number): TargetsFigure {
  const targets = snapshot.targets
    .filter(({ days_left }) => days_left !== null && days_left <= days)
    .sort((a, b) => a.days_left! - b.days_left!)
  return { made: 'targets', rule: 'due', value: targets.length, targets, days }
}

/** An open target whose last accepted report names a hindrance. */
export const isHindered = ({ cause, progress }: SnapshotTarget): boolean =>
  cause !== null && progress !== null && progress !== 'done'

function causesFigure(snapshot: Snapshot): TargetsFigure {
  const targets = snapshot.targets.filter(isHindered)
  return { made: 'targets', rule: 'causes', value: targets.length, targets }
}

/** What the last accepted report of an open target names as its hindrance. */
function causeFigure(snapshot: Snapshot, cause: Cause): TargetsFigure {
  const targets = snapshot.targets.filter((target) => target.cause === cause && isHindered(target))
  return { made: 'targets', rule: 'cause', value: targets.length, targets, cause }
}

/** What was signed at the beginning, and what directions added to it. */
function ofOrigin(holds: Counted['holds']): Counted {
  return { holds, printed: ({ targets }) => targets.filter(holds).length }
}

function ofClasses(...names: ReportClass[]): Counted {
  return {
    holds: (target) => names.includes(target.report_class),
    printed: ({ totals }) => names.reduce((sum, name) => sum + totals.by_class[name], 0),
  }
}

function ofProgress(name: Progress): Counted {
  return {
    holds: ({ progress }) => progress === name,
    printed: ({ totals }) => totals.by_progress[name],
  }
}
