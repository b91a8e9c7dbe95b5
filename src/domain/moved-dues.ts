import { isWorkingDay, lastWorkingDayOnOrBefore } from './calendar.ts'
import { addDays, type Day } from './day.ts'
import type { CampaignRules, WorkCalendar } from './target.ts'
import { isReportingWeek, type Week, weekAfter, weekOf } from './week.ts'

/** A week whose report is not due on the usual day. */
export interface MovedDue {
  week: Week
  /** The usual day. */
  usual: Day
  /** The day on which it is due; null where the whole week owes no report. */
  due: Day | null
}

/** The weeks of a campaign between two days whose due day the calendar moves, in their order. */
export function movedDues(
  rules: CampaignRules,
  calendar: WorkCalendar,
  span: { from: Day; to: Day },
): MovedDue[] {
  const moved: MovedDue[] = []
  for (let week = weekOf(span.from); week.from <= span.to; week = weekAfter(week)) {
    const one = movedDue(week, rules, calendar)
    if (one) moved.push(one)
  }
  return moved
}

const EVERY_DAY: WorkCalendar = { holidays: new Set(), workdays: new Set() }

/** Null where the week is due as it would be without any entry in the calendar. */
function movedDue(week: Week, rules: CampaignRules, calendar: WorkCalendar): MovedDue | null {
  if (!isReportingWeek(week, rules, EVERY_DAY)) return null
  const named = addDays(week.from, rules.weeklyDueWeekday - 1)
  const usual = lastWorkingDayOnOrBefore(named, EVERY_DAY)
  if (!isReportingWeek(week, rules, calendar)) return { week, usual, due: null }
  const due = lastWorkingDayOnOrBefore(named, calendar)
  return due === usual ? null : { week, usual, due }
}

/** Whether an entry says nothing that the week itself does not say: a holiday on a Sunday. */
export const saysNothing = (day: Day, kind: 'holiday' | 'working'): boolean =>
  isWorkingDay(day, EVERY_DAY) === (kind === 'working')
