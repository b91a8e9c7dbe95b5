import { type Actor, mayCloseDirection, mayRecordDirection } from './access.ts'
import { addDays, type Day, dayOf, endOf, type Instant } from './day.ts'
import type { Letterhead } from './letterhead.ts'

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

/** So long may the level above think about a proposal before the meeting asks. */
const SILENT_PROPOSAL_DAYS = 14

/** A meeting goes through no more; the rest is named by its number. */
export const MOST_ON_AGENDA = 100

/** Nobody has answered for two weeks, or by the day it was wanted; `since`: null while it was not sent yet. */
export function isUnansweredLong(since: Day | null, wantedBy: Day | null, today: Day): boolean {
  if (since === null) return false
  return since <= askedSince(today) || (wantedBy !== null && wantedBy < today)
}

/** The last day of silence that makes the meeting ask. */
export const askedSince = (today: Day): Day => addDays(today, -SILENT_PROPOSAL_DAYS)

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

/** The number of a notice as the clerk typed it, in the form of the issuing body: '45' becomes 'Số 45-TB/HU'. */
export function noticeNumber(letterhead: Pick<Letterhead, 'number'>, typed: string | null): string {
  const form = letterhead.number.replace(/\bBC\b/, 'TB')
  if (typed === null) return form
  if (/^\d+[a-z]?$/i.test(typed)) return form.replace('…', typed)
  return /^số[\s:]/iu.test(typed) ? typed : `${form.startsWith('Số:') ? 'Số:' : 'Số'} ${typed}`
}

/** As of when a notice tells of the last conclusions: the end of its meeting's day, or now where that has not come. */
export function toldAt(heldOn: Day, now: Instant, zone: string): { at: Instant; day: Day } {
  const end = endOf(heldOn, zone) - 1
  return now < end ? { at: now, day: dayOf(now, zone) } : { at: end, day: heldOn }
}
