import type { Instant } from './day.ts'

/** How a unit kept its weekly duty to report; pending while nothing came and the due instant has not passed. */
export type Discipline = 'on_time' | 'late' | 'missing' | 'exempt' | 'pending'

/** The answer of the office to a unit's report of a week. */
export type ReportStatus = 'none' | 'waiting' | 'returned' | 'accepted'

export interface WeekOfUnit {
  /** Every submission of the unit from Monday to Sunday, in any order. */
  receivedAt: readonly Instant[]
  /** Whether the unit has an open target on the due day of a reporting week. */
  owes: boolean
  due: Instant
  /** Absent for a week that is over. */
  now?: Instant
}

/** The first submission decides: a unit that reported in time may add to its report until Sunday. */
export function disciplineOf({ receivedAt, owes, due, now }: WeekOfUnit): Discipline {
  if (!owes) return 'exempt'
  if (receivedAt.length) return receivedAt.some((at) => at <= due) ? 'on_time' : 'late'
  return now !== undefined && now <= due ? 'pending' : 'missing'
}

/** The worst of the latest revisions of the week's updates; drafts and updates awaiting endorsement are not passed in. */
export function reportStatusOf(states: Iterable<Exclude<ReportStatus, 'none'>>): ReportStatus {
  const found = new Set(states)
  return (['returned', 'waiting', 'accepted'] as const).find((state) => found.has(state)) ?? 'none'
}
