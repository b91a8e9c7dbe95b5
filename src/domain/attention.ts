import { addWorkingDays } from './calendar.ts'
import type { Day } from './day.ts'
import type { Discipline, ReportStatus } from './discipline.ts'
import type { DirectionStatus } from './follow-up.ts'
import type { Level } from './pace.ts'
import { isUnansweredLong } from './proposal.ts'
import type { WorkCalendar } from './target.ts'

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

export interface ContradictedTarget {
  code: string
  title: string
  unit: string
}

/** What lies on the leader's own table is told as one: so many, and the one that has waited longest. */
export interface DecisionPile {
  n: number
  days: number
  code: string
  title: string
  unit: string
}

export interface ProposalPile {
  n: number
  days: number
  code: string
  title: string
  unit: string
  to: string
  /** Open targets that wait for any of them. */
  blocked: number
}

export interface DirectionPile {
  /** Of the two kinds together; one direction counts once. */
  n: number
  overdue: number
  days: number
  code: string
  body: string
}

/** Everything the choice is made from; lists in the order of the office. */
export interface Watched<I, U> {
  indicators: readonly I[]
  units: readonly U[]
  /** Targets whose last accepted report its reviewer found contradicted by its evidence, the newest first. */
  contradicted: readonly ContradictedTarget[]
  /** Requests for more time without a decision. */
  decisions: DecisionPile | null
  /** Those that are silent. */
  proposals: ProposalPile | null
  /** Those that are overdue or were not handed over. */
  directions: DirectionPile | null
}

export type Attention<I, U> =
  | { kind: 'contradicted'; target: ContradictedTarget }
  | { kind: 'indicator'; indicator: I }
  | { kind: 'overdue'; unit: U }
  | { kind: 'decisions'; pile: DecisionPile }
  | { kind: 'proposals'; pile: ProposalPile }
  | { kind: 'directions'; pile: DirectionPile }
  | { kind: 'silent'; unit: U }

const MOST = 5
/** One week may be an oversight, two a holiday. */
export const SILENT_WEEKS = 3
/** So many working days may pass until what was ordered is handed over. */
export const HAND_OVER_DAYS = 3

/**
 * What a leader should look at first, at most five. In a first round one of each kind, in this order:
 * 1. a target whose evidence contradicts its report, the newest finding first;
 * 2. a key indicator behind schedule, else at risk, the furthest behind first;
 * 3. a unit with overdue targets, the longest overdue first, then the most of them;
 * 4. the requests for more time that wait for a decision, as one;
 * 5. the silent proposals, as one;
 * 6. the directions that are overdue or were not handed over, as one;
 * 7. a unit that owed a report in each of the last three weeks or more and has sent none since, the longest silence first.
 * Where that is fewer than five, the second of each kind follows in the same order, then the third. So no kind crowds
 * out the others, and what only the leader can decide is not lost behind what is merely late. A unit stands here
 * once; its silence is told with its overdue targets. Equal cases keep the order in which they came.
 */
export function needsAttention<I extends WatchedIndicator, U extends WatchedUnit>(
  watched: Watched<I, U>,
): Attention<I, U>[] {
  const { indicators, units, contradicted, decisions, proposals, directions } = watched
  const slow = indicators.filter(({ level }) => level !== 'ok').sort(byDistance)
  const late = units.filter(({ overdue }) => overdue > 0).sort(byLateness)
  const silent = units
    .filter(({ overdue, silentWeeks }) => overdue === 0 && silentWeeks >= SILENT_WEEKS)
    .sort((a, b) => b.silentWeeks - a.silentWeeks)
  const kinds: Attention<I, U>[][] = [
    contradicted.map((target) => ({ kind: 'contradicted', target })),
    slow.map((indicator) => ({ kind: 'indicator', indicator })),
    late.map((unit) => ({ kind: 'overdue', unit })),
    decisions ? [{ kind: 'decisions', pile: decisions }] : [],
    proposals ? [{ kind: 'proposals', pile: proposals }] : [],
    directions ? [{ kind: 'directions', pile: directions }] : [],
    silent.map((unit) => ({ kind: 'silent', unit })),
  ]
  return inRounds(kinds).slice(0, MOST)
}

/** The first of each list, then the second of each, and so on. */
function inRounds<Item>(lists: Item[][]): Item[] {
  const longest = Math.max(...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, round) =>
    lists.flatMap((list) => list.slice(round, round + 1)),
  ).flat()
}

/** A proposal that still waits for its answer, as far as it calls for a leader. */
interface WatchedProposal {
  /** Since when those who owe the answer are silent; null while it was not sent to them. */
  since: Day | null
  wantedBy: Day | null
  /** Open targets that wait for it. */
  blocks: number
  /** Raised by the owner of the campaign itself. */
  isOwn: boolean
}

/** Holds something up, and nobody has answered for long, or by the day it was wanted. */
export function isSilent({ since, wantedBy, blocks, isOwn }: WatchedProposal, today: Day): boolean {
  return (blocks > 0 || isOwn) && isUnansweredLong(since, wantedBy, today)
}

/** A direction as far as it calls for a leader. */
interface WatchedDirection {
  issuedOn: Day
  status: DirectionStatus
  /** As the register counts them, by its tasks. */
  daysLate: number
}

/** Past its day, or nobody has it yet. */
export function neglectOf(
  { issuedOn, status, daysLate }: WatchedDirection,
  today: Day,
  calendar: WorkCalendar,
): 'overdue' | 'not_handed_over' | null {
  if (daysLate > 0) return 'overdue'
  const isWaiting = status === 'recorded' && addWorkingDays(issuedOn, HAND_OVER_DAYS, calendar) < today
  return isWaiting ? 'not_handed_over' : null
}

/** Weeks in a row, up to the last one that is over, in which a report was owed and none came; a report ends them. */
export function silentWeeksOf(weeks: readonly Discipline[], thisWeek: ReportStatus): number {
  if (thisWeek !== 'none') return 0
  const owed = weeks.filter((week) => week !== 'exempt' && week !== 'pending')
  const lastReport = owed.findLastIndex((week) => week !== 'missing')
  return owed.length - 1 - lastReport
}

const RANK: Record<Level, number> = { behind: 0, risk: 1, ok: 2 }

function byDistance(a: WatchedIndicator, b: WatchedIndicator): number {
  return RANK[a.level] - RANK[b.level] || (b.behind ?? 0) - (a.behind ?? 0)
}

function byLateness(a: WatchedUnit, b: WatchedUnit): number {
  return b.longestDays - a.longestDays || b.overdue - a.overdue
}
