import { type ClassCounts, countClasses, countProgress, type ProgressCounts } from './rates.ts'
import type { BaseClass, OnDay, Progress, ReportClass, Settled } from './standing.ts'

/** How many targets stand where: by report class, and by progress. */
export interface Tally {
  total: number
  classes: ClassCounts
  progress: ProgressCounts
  /** On track, but without a figure or with an old one. */
  unfresh: number
}

/** Targets of one base class and level, as a query counts them: of the n, so many overdue, without deadline, without fresh figure. */
export interface Counted {
  baseClass: BaseClass
  level: Settled['level']
  n: number
  overdue: number
  undated: number
  /** Without a fresh figure and not overdue. */
  unfresh: number
}

export function newTally(): Tally {
  return { total: 0, classes: countClasses([]), progress: countProgress([]), unfresh: 0 }
}

const OF_LEVEL = { ok: 'on_track', risk: 'at_risk', behind: 'behind' } as const

/** The same as `onDay` says of each target one by one. */
export function addCounted(tally: Tally, { baseClass, level, n, overdue, undated, unfresh }: Counted): void {
  if (baseClass === 'unsigned' || baseClass === 'divided') return
  if (baseClass !== 'open') {
    add(tally, baseClass, baseClass.startsWith('done') ? 'done' : null, n)
    return
  }
  add(tally, 'open_overdue', 'overdue', overdue)
  add(tally, 'open_no_deadline', OF_LEVEL[level], undated)
  add(tally, 'open_in_time', OF_LEVEL[level], n - overdue - undated)
  if (level === 'ok') tally.unfresh += unfresh
}

export function addStanding(
  tally: Tally,
  standing: Pick<OnDay, 'reportClass' | 'progress' | 'freshness'>,
): void {
  add(tally, standing.reportClass, standing.progress, 1)
  if (standing.progress === 'on_track' && standing.freshness !== 'fresh') tally.unfresh += 1
}

export function sumOf(tallies: Iterable<Tally>): Tally {
  const sum = newTally()
  for (const tally of tallies) {
    sum.total += tally.total
    sum.unfresh += tally.unfresh
    for (const name of Object.keys(sum.classes) as ReportClass[]) sum.classes[name] += tally.classes[name]
    for (const name of Object.keys(sum.progress) as Progress[]) sum.progress[name] += tally.progress[name]
  }
  return sum
}

function add(tally: Tally, reportClass: ReportClass, progress: Progress | null, n: number) {
  tally.total += n
  tally.classes[reportClass] += n
  if (progress) tally.progress[progress] += n
}
