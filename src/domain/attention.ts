import type { Discipline } from './discipline.ts'
import type { Level } from './pace.ts'

/** A key indicator as far as it calls for a leader. */
export interface WatchedIndicator {
  level: Level
  /** Points of the plan behind, worst end, in hundredths; null without pace. */
  behind: number | null
}

/** A unit as far as it calls for a leader. */
export interface WatchedUnit {
  overdue: number
  longestDays: number
  silentWeeks: number
}

export type Attention<I, U> =
  | { kind: 'indicator'; indicator: I }
  | { kind: 'overdue'; unit: U }
  | { kind: 'silent'; unit: U }

const MOST = 5
const EACH = 2
/** One week may be an oversight, two a holiday. */
const SILENT_WEEKS = 3

/**
 * What a leader should look at first, at most five:
 * 1. key indicators behind schedule, then those at risk, the furthest behind first: two at most;
 * 2. units with overdue targets, the longest overdue first, then the most of them: two at most;
 * 3. units that owed a report in each of the last three weeks or more and sent none, the longest silence first.
 * Where that is fewer than five, the rest of 1 and then of 2 fills up. A unit stands here once; its silence is told
 * with its overdue targets. Equal cases keep the order in which they came, the office's own.
 */
export function needsAttention<I extends WatchedIndicator, U extends WatchedUnit>(
  indicators: readonly I[],
  units: readonly U[],
): Attention<I, U>[] {
  const slow = indicators.filter(({ level }) => level !== 'ok').sort(byDistance)
  const late = units.filter(({ overdue }) => overdue > 0).sort(byLateness)
  const silent = units
    .filter(({ overdue, silentWeeks }) => overdue === 0 && silentWeeks >= SILENT_WEEKS)
    .sort((a, b) => b.silentWeeks - a.silentWeeks)

  const first = [
    ...slow.slice(0, EACH).map(asIndicator),
    ...late.slice(0, EACH).map(asOverdue),
    ...silent.map((unit) => ({ kind: 'silent', unit }) as const),
  ]
  const rest = [...slow.slice(EACH).map(asIndicator), ...late.slice(EACH).map(asOverdue)]
  return [...first, ...rest].slice(0, MOST)
}

/** Weeks in a row, up to the last one that is over, in which a report was owed and none came. */
export function silentWeeksOf(weeks: readonly Discipline[]): number {
  const owed = weeks.filter((week) => week !== 'exempt' && week !== 'pending')
  const lastReport = owed.findLastIndex((week) => week !== 'missing')
  return owed.length - 1 - lastReport
}

const asIndicator = <I>(indicator: I) => ({ kind: 'indicator', indicator }) as const
const asOverdue = <U>(unit: U) => ({ kind: 'overdue', unit }) as const

const RANK: Record<Level, number> = { behind: 0, risk: 1, ok: 2 }

function byDistance(a: WatchedIndicator, b: WatchedIndicator): number {
  return RANK[a.level] - RANK[b.level] || (b.behind ?? 0) - (a.behind ?? 0)
}

function byLateness(a: WatchedUnit, b: WatchedUnit): number {
  return b.longestDays - a.longestDays || b.overdue - a.overdue
}
