import { percentText } from './percent.ts'
import { ratio } from './ratio.ts'
import type { Progress, ReportClass } from './standing.ts'

const REPORT_CLASSES = [
  'done_on_time',
  'done_late',
  'done_no_deadline',
  'open_in_time',
  'open_overdue',
  'open_no_deadline',
  'suspended',
  'transferred',
  'cancelled',
] as const satisfies readonly ReportClass[]

const PROGRESSES = ['done', 'on_track', 'at_risk', 'behind', 'overdue'] as const satisfies readonly Progress[]

export type ClassCounts = Record<ReportClass, number>
export type ProgressCounts = Record<Progress, number>

/** A share of counted targets, always shown with what was counted; no percentage of nothing. */
export interface Rate {
  numerator: number
  denominator: number
  /** With a dot: '56.25'. */
  percent: string | null
}

export interface Rates {
  /** Done of all. */
  R1: Rate
  /** Done on time of everything that fell due or was done against a date. */
  R2: Rate
  /** Overdue of all. */
  R3: Rate
  /** Overdue of those with a deadline. */
  R4: Rate
  /** Overdue of those closed against a date and overdue. */
  R5: Rate
}

export function countClasses(classes: Iterable<ReportClass>): ClassCounts {
  const counts = Object.fromEntries(REPORT_CLASSES.map((name) => [name, 0])) as ClassCounts
  for (const name of classes) counts[name] += 1
  return counts
}

/** Targets that are suspended, transferred or cancelled have no progress and are passed over. */
export function countProgress(progresses: Iterable<Progress | null>): ProgressCounts {
  const counts = Object.fromEntries(PROGRESSES.map((name) => [name, 0])) as ProgressCounts
  for (const name of progresses) if (name) counts[name] += 1
  return counts
}

/** Over the six classes only: what is suspended, transferred or cancelled stands apart. */
export function ratesOf(counts: ClassCounts): Rates {
  const { done_on_time, done_late, done_no_deadline, open_in_time, open_overdue, open_no_deadline } = counts
  const done = done_on_time + done_late + done_no_deadline
  const all = done + open_in_time + open_overdue + open_no_deadline
  const fallenDue = done_on_time + done_late + open_overdue
  return {
    R1: rateOf(done, all),
    R2: rateOf(done_on_time, fallenDue),
    R3: rateOf(open_overdue, all),
    R4: rateOf(open_overdue, all - done_no_deadline - open_no_deadline),
    R5: rateOf(open_overdue, fallenDue),
  }
}

function rateOf(numerator: number, denominator: number, decimals = 2): Rate {
  const percent = denominator ? percentText(ratio(numerator, denominator), decimals) : null
  return { numerator, denominator, percent }
}

/** Reports in time of reports owed, to one decimal. */
export function disciplineRate(onTime: number, owed: number): Rate {
  return rateOf(onTime, owed, 1)
}

/** Every target of a campaign is in exactly one class; a report in which one is missing must not leave the house. */
export function assertTotal(counts: ClassCounts, total: number): void {
  const sum = REPORT_CLASSES.reduce((so, name) => so + counts[name], 0)
  if (sum !== total) throw new Error(`the report classes hold ${sum} targets, the campaign ${total}`)
}
