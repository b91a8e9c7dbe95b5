import { acceptedOf, chainOf, knownAt } from './actual.ts'
import { addWorkingDays } from './calendar.ts'
import { addDays, type Day, dayOf, daysBetween, endOf, type Instant, maxDay } from './day.ts'
import { dueAt, dueOf } from './plan.ts'
import type { CampaignRules, TargetFacts, UpdateFact, WorkCalendar } from './target.ts'

/** Where deadlines are held: the zone of the office and its working days. */
export interface Place {
  zone: string
  calendar: WorkCalendar
}

/** How a target stands to its deadline, as far as events decide it; the clock does the rest (`onDay`). */
export interface Deadline {
  /** In force; null means without deadline. */
  dueOn: Day | null
  dueOriginal: Day | null
  extensionCount: number
  done: Done | null
  /** The day from which it is overdue; null while a timely final waits, and when nothing is due. */
  lateFrom: Day | null
  /** The day of receipt of a late final that waits: the days late stand still there. */
  lateFrozenOn: Day | null
  /** The last day of the grace after a timely final was returned. */
  supplementUntil: Day | null
}

export interface Done {
  updateId: string
  /** The local day of the submission that counts: a correction within the grace keeps the day of the first. */
  doneOn: Day
  /** The day of completion the unit declared. */
  completedOn: Day | null
  /** When it was accepted. */
  doneAt: Instant
  onTime: boolean
  /** In time only because it corrected a returned final within the grace. */
  byGrace: boolean
}

/** A final submission and whether it came in time. */
interface Final {
  update: UpdateFact
  timely: boolean
  byGrace: boolean
  /** The day it counts for. */
  on: Day
}

/** Expects the facts as they were known at the moment in question (`knownAt`). */
export function deadlineOf(
  known: TargetFacts,
  rules: CampaignRules,
  place: Place,
  standing = acceptedOf(known.updates),
): Deadline {
  const accepted = acceptedFinal(known.updates, standing)
  // An extension granted after the acceptance has nothing left to extend.
  const facts = accepted ? { ...known, extensions: grantedUntil(known, accepted.decidedAt) } : known
  const dueOn = dueOf(facts)
  const finals = finalsOf(facts, rules, place)
  const final = finals.find(({ update }) => update.id === accepted?.id)
  const late = final ? notLate : latenessOf(known, dueOn, finals, rules, place)
  return {
    dueOn,
    dueOriginal: known.target.dueOriginal,
    extensionCount: facts.extensions.filter(({ annex }) => annex === undefined).length,
    done: final ? doneBy(final) : null,
    lateFrom: late.lateFrom,
    lateFrozenOn: late.lateFrozenOn,
    supplementUntil: late.supplementUntil,
  }
}

/** Days a target was already overdue whenever an extension was granted: a later date does not wipe them out. */
export function daysLateBefore(known: TargetFacts, rules: CampaignRules, place: Place): number {
  let days = 0
  for (const { decidedAt, grantedOn } of known.extensions) {
    const { dueOn, lateFrom, lateFrozenOn } = deadlineOf(knownAt(known, decidedAt - 1), rules, place)
    if (dueOn && lateFrom && lateFrom <= grantedOn) days += daysBetween(dueOn, lateFrozenOn ?? grantedOn)
  }
  return days
}

/** The last day of the grace after a return: so many working days after the local day of it, or the reviewer's later date. */
function graceEndOf(
  returned: Pick<UpdateFact, 'decidedAt' | 'returnDueOn'>,
  rules: CampaignRules,
  { zone, calendar }: Place,
): Day {
  const end = addWorkingDays(dayOf(returned.decidedAt!, zone), rules.returnGraceDays, calendar)
  return returned.returnDueOn ? maxDay(end, returned.returnDueOn) : end
}

/**
 * The final that made it done: the first one received among those that still stand. An accepted correction that
 * still says done leaves the day of the first; one that takes the word back opens the target again.
 */
function acceptedFinal(
  updates: readonly UpdateFact[],
  standing: readonly UpdateFact[],
): UpdateFact | undefined {
  const firsts = standing
    .filter((update) => update.declared === 'done')
    .map((update) => {
      const accepted = chainOf(update, updates).filter((revision) => revision.decision === 'accepted')
      const takenBack = accepted.findIndex((revision) => revision.declared !== 'done')
      return accepted.slice(0, takenBack < 0 ? undefined : takenBack).at(-1)!
    })
  return firsts.sort(byReceipt)[0]
}

function grantedUntil(facts: TargetFacts, instant: Instant | null): TargetFacts['extensions'] {
  return facts.extensions.filter((granted) => instant === null || granted.decidedAt <= instant)
}

/**
 * Every final in order of receipt; each may be in time by the deadline in force when it was received, or by the grace
 * that an earlier one earned. What is granted afterwards makes no late one timely.
 */
function finalsOf(facts: TargetFacts, rules: CampaignRules, place: Place): Final[] {
  const finals: Final[] = []
  for (const update of facts.updates.filter(({ declared }) => declared === 'done').sort(byReceipt)) {
    const on = dayOf(update.receivedAt, place.zone)
    const due = dueAt(facts, update.receivedAt)
    const inTime =
      due === null || update.receivedAt < endOf(due, place.zone) || update.recognisedOnTime === true
    const earned = inTime ? undefined : graceFor(update, finals, rules, place)
    finals.push({ update, timely: inTime || !!earned, byGrace: !!earned, on: earned?.on ?? on })
  }
  return finals
}

function graceFor(
  update: UpdateFact,
  before: Final[],
  rules: CampaignRules,
  place: Place,
): Final | undefined {
  return before.find(
    (final) =>
      isReturnedInTime(final) &&
      final.update.decidedAt! <= update.receivedAt &&
      update.receivedAt < endOf(graceEndOf(final.update, rules, place), place.zone),
  )
}

function isReturnedInTime({ update, timely }: Final): boolean {
  return timely && update.decision === 'returned'
}

const notLate = { lateFrom: null, lateFrozenOn: null, supplementUntil: null }

function latenessOf(
  { target, updates }: TargetFacts,
  dueOn: Day | null,
  finals: Final[],
  rules: CampaignRules,
  place: Place,
): Pick<Deadline, 'lateFrom' | 'lateFrozenOn' | 'supplementUntil'> {
  // A waiting report that the unit itself has replaced no longer waits.
  const replaced = new Set(updates.map(({ corrects }) => corrects))
  const waiting = finals.filter(({ update }) => update.decision === null && !replaced.has(update.id))
  const isOpen = target.state === 'planned' || target.state === 'active'
  // A late one that waits is no longer late by a deadline that was granted since: it came before that.
  if (!dueOn || !isOpen || waiting.some(({ timely, on }) => timely || on <= dueOn)) return notLate

  const graces = finals.filter(isReturnedInTime).map(({ update }) => graceEndOf(update, rules, place))
  const supplementUntil = graces.length ? graces.reduce(maxDay) : null
  return {
    lateFrom: addDays(supplementUntil ? maxDay(dueOn, supplementUntil) : dueOn, 1),
    lateFrozenOn: waiting[0]?.on ?? null,
    supplementUntil,
  }
}

function doneBy({ update, timely, byGrace, on }: Final): Done {
  const { id: updateId, completedOn, decidedAt } = update
  return { updateId, doneOn: on, completedOn, doneAt: decidedAt!, onTime: timely, byGrace }
}

function byReceipt(a: UpdateFact, b: UpdateFact): number {
  return a.receivedAt - b.receivedAt
}
