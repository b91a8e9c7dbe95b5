import { addWorkingDays, isWorkingDay, lastWorkingDayOnOrBefore } from './calendar.ts'
import { addDays, type Day } from './day.ts'
import type { LadderStep } from './follow-up.ts'
import type { BaseClass, Settled } from './standing.ts'
import type { WorkCalendar } from './target.ts'

/** When the ladder is climbed, by the clock of the office. */
export const LADDER_TIME = '07:30'

/** The settings of a campaign's automatic reminders, all in whole working days. */
export interface LadderRules {
  remindsItself: boolean
  /** So long before the deadline the first word comes; 0 leaves it out. */
  remindBeforeDays: number
  /** So many pass in silence after the deadline, for what is on its way. */
  remindAfterDays: number
  /** So many pass before the leaders above are told. */
  escalateAfterDays: number
}

/** What a ladder can say of a target's deadline; the week's report is another matter. */
export type TargetStep = Exclude<LadderStep, 'report'>

export interface Rung {
  step: TargetStep
  /** 1 for the first time, more for a step that comes again every week. */
  nth: number
}

/** What has been said of the deadline in force, and when. */
export interface SaidRung extends Rung {
  saidOn: Day
}

/** The part of a settled target, or of its row, that the ladder needs. */
export type Laddered = { baseClass: BaseClass } & Pick<
  Settled,
  'dueOn' | 'lateFrom' | 'lateFrozenOn' | 'supplementUntil'
>

const WORKING_WEEK = 5

/**
 * The newest word due on a day about a target's deadline, or none. What was missed while nothing ran is made up for by
 * this one word. The clock of the steps after the deadline begins when the target becomes overdue, so a grace after a
 * return, or an extension, moves them along. Telling the leaders comes before every repetition: it is never skipped.
 */
export function rungOn(
  target: Laddered,
  rules: LadderRules,
  calendar: WorkCalendar,
  today: Day,
  said: readonly SaidRung[],
): Rung | null {
  if (!rules.remindsItself || !isWorkingDay(today, calendar) || !isAwaited(target, today)) return null
  const { dueOn, lateFrom } = target
  const rung =
    today < lateFrom
      ? rungBefore(dueOn, rules, calendar, today)
      : rungAfter(lateFrom, rules, calendar, today, said)
  const isSaid = rung && said.some(({ step, nth }) => step === rung.step && nth === rung.nth)
  return isSaid ? null : rung
}

/** The last deadline that a word can be due about today: what comes later need not be looked at. */
export function horizonOf(rules: LadderRules, calendar: WorkCalendar, today: Day): Day {
  return addDays(addWorkingDays(today, rules.remindBeforeDays + 1, calendar), -1)
}

/** It is the unit's turn: the target is open, no final waits for the office, and no grace after a return is running. */
function isAwaited(target: Laddered, today: Day): target is Laddered & { dueOn: Day; lateFrom: Day } {
  const { baseClass, dueOn, lateFrom, lateFrozenOn, supplementUntil } = target
  if (baseClass !== 'open' || dueOn === null || lateFrom === null || lateFrozenOn !== null) return false
  return supplementUntil === null || supplementUntil < today
}

/** A deadline on a day off is held on the last working day before it. */
function rungBefore(dueOn: Day, rules: LadderRules, calendar: WorkCalendar, today: Day): Rung | null {
  const heldOn = lastWorkingDayOnOrBefore(dueOn, calendar)
  if (today > heldOn) return null
  if (today === heldOn) return { step: 'due', nth: 1 }
  const isNear = addWorkingDays(today, rules.remindBeforeDays, calendar) >= heldOn
  return isNear && rules.remindBeforeDays > 0 ? { step: 'before', nth: 1 } : null
}

function rungAfter(
  lateFrom: Day,
  rules: LadderRules,
  calendar: WorkCalendar,
  today: Day,
  said: readonly SaidRung[],
): Rung | null {
  const endedOn = addDays(lateFrom, -1)
  const isPast = (days: number) => today >= addWorkingDays(endedOn, days + 1, calendar)
  const words = said.filter(({ step }) => step === 'after' || step === 'weekly' || step === 'escalated')
  if (isPast(rules.escalateAfterDays) && !words.some(({ step }) => step === 'escalated')) {
    return { step: 'escalated', nth: 1 }
  }
  const last = words
    .map(({ saidOn }) => saidOn)
    .sort()
    .at(-1)
  if (!last) return isPast(rules.remindAfterDays) ? { step: 'after', nth: 1 } : null
  if (today < addWorkingDays(last, WORKING_WEEK, calendar)) return null
  const weeks = words.filter(({ step }) => step === 'weekly').map(({ nth }) => nth)
  return { step: 'weekly', nth: Math.max(0, ...weeks) + 1 }
}
