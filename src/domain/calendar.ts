import { addDays, type Day, weekdayOf } from './day.ts'
import type { WorkCalendar } from './target.ts'

export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  if (calendar.workdays.has(day)) return true
  return weekdayOf(day) <= 5 && !calendar.holidays.has(day)
}

/** The n-th working day after a day: the day itself never counts, whether it is a working day or not. */
export function addWorkingDays(day: Day, n: number, calendar: WorkCalendar): Day {
  let reached = day
  for (let left = n; left > 0; ) {
    reached = addDays(reached, 1)
    if (isWorkingDay(reached, calendar)) left -= 1
  }
  return reached
}

export function lastWorkingDayOnOrBefore(day: Day, calendar: WorkCalendar): Day {
  let reached = day
  while (!isWorkingDay(reached, calendar)) reached = addDays(reached, -1)
  return reached
}
