import type { Actor } from './access.ts'
import { mayCloseDirection, mayRecordDirection } from './access-follow-up.ts'
import { type Day, dayOf, endOf, type Instant } from './day.ts'

/** The weekly meeting belongs to the campaign's owner: its supervisors prepare it, its leaders go through it. */
export function mayHoldMeeting(actor: Actor, ownerUnitId: string): boolean {
  return mayRecordDirection(actor, ownerUnitId) || mayCloseDirection(actor, ownerUnitId)
}

/** A unit as far as the meeting has to speak of it. */
export interface Discussed {
  overdue: number
  longestDays: number
  behind: number
  /** Points of the plan that the worst of them lacks, in hundredths. */
  worstBehind: number
  returned: number
  silentWeeks: number
  silentProposals: number
  longestProposalDays: number
}

/** One week without a report may be an oversight; the second is a matter for the chair. */
export const SILENT_WEEKS = 2

/** A meeting goes through no more; the rest is named by its number. */
export const MOST_ON_AGENDA = 100

function isRed(unit: Discussed): boolean {
  return (
    unit.overdue + unit.behind + unit.returned + unit.silentProposals > 0 || unit.silentWeeks >= SILENT_WEEKS
  )
}

/**
 * The units that the meeting goes through, the most serious first:
 * 1. with overdue targets, the longest overdue first, then the most of them;
 * 2. with targets behind schedule, the furthest behind first, then the most of them;
 * 3. with a returned report that was not sent again, the most of them first;
 * 4. without a report for two weeks or more, the longest silence first;
 * 5. with proposals that nobody has answered for two weeks, or past the day they were wanted by, the oldest first.
 * A unit stands once, at its most serious place, with everything that is red. Equal cases keep the office's own order.
 */
export function bySeverity<Unit extends Discussed>(units: readonly Unit[]): Unit[] {
  // Weighed once each: a province has thousands, and every one is compared a dozen times.
  const weighed = units.filter(isRed).map((unit) => ({ unit, weights: weightsOf(unit) }))
  weighed.sort((a, b) => {
    const differing = a.weights.findIndex((weight, n) => weight !== b.weights[n])
    return differing < 0 ? 0 : b.weights[differing]! - a.weights[differing]!
  })
  return weighed.map(({ unit }) => unit)
}

/** From the weightiest on; a kind that is there at all outweighs every later one. */
function weightsOf(unit: Discussed): number[] {
  const silent = unit.silentWeeks >= SILENT_WEEKS ? unit.silentWeeks : 0
  return [
    unit.longestDays,
    unit.overdue,
    Math.min(1, unit.behind),
    unit.behind ? unit.worstBehind : 0,
    unit.behind,
    unit.returned,
    silent,
    unit.longestProposalDays,
    unit.silentProposals,
  ]
}

/** As of when a notice tells of the last conclusions: the end of its meeting's day, or now where that has not come. */
export function toldAt(heldOn: Day, now: Instant, zone: string): { at: Instant; day: Day } {
  const end = endOf(heldOn, zone) - 1
  return now < end ? { at: now, day: dayOf(now, zone) } : { at: end, day: heldOn }
}
