import { isWorkingDay, lastWorkingDayOnOrBefore } from './calendar.ts'
import { addDays, type Day, dayOf, daysBetween, type Instant, instantOf, isDay, weekdayOf } from './day.ts'
import type { CampaignRules, WorkCalendar } from './target.ts'

/** An ISO week, Monday to Sunday; the year is the one its Thursday lies in. */
export interface Week {
  /** '2022-W36' */
  code: string
  year: number
  number: number
  from: Day
  to: Day
}

export function weekOf(day: Day): Week {
  const from = addDays(day, 1 - weekdayOf(day))
  const year = Number(addDays(from, 3).slice(0, 4))
  const number = daysBetween(firstMonday(year), from) / 7 + 1
  return { code: `${year}-W${String(number).padStart(2, '0')}`, year, number, from, to: addDays(from, 6) }
}

/** Only weeks that exist: a year has 52 or 53 of them. */
export function parseWeek(code: string): Week | undefined {
  const [, year, number] = /^((?:19|20)\d{2})-W(\d{2})$/.exec(code) ?? []
  if (!year || !isDay(`${year}-01-04`)) return undefined
  const week = weekOf(addDays(firstMonday(Number(year)), (Number(number) - 1) * 7))
  return week.code === code ? week : undefined
}

export function weekBefore(week: Week): Week {
  return weekOf(addDays(week.from, -7))
}

export function weekAfter(week: Week): Week {
  return weekOf(addDays(week.from, 7))
}

/** When the week's report is due: on a non-working day, the same time on the last working day before it. */
export function dueInstantOf(
  week: Week,
  rules: CampaignRules,
  calendar: WorkCalendar,
  zone: string,
): Instant {
  const day = hasWorkingDay(week, rules, calendar)
    ? lastWorkingDayOnOrBefore(dueDayOf(week, rules), calendar)
    : dueDayOf(week, rules)
  return instantOf(day, rules.weeklyDueTime, zone)
}

/** When the week is frozen. Holidays move what the units owe, not the office's own cut-off. */
export function cutOffInstantOf(week: Week, rules: CampaignRules, zone: string): Instant {
  return instantOf(addDays(week.from, rules.cutOffWeekday - 1), rules.cutOffTime, zone)
}

/** The last week whose cut-off has come. */
export function lastWeekAtCutOff(now: Instant, rules: CampaignRules, zone: string): Week {
  const week = weekOf(dayOf(now, zone))
  return cutOffInstantOf(week, rules, zone) <= now ? week : weekBefore(week)
}

/**
 * Whether a weekly report is owed at all: from the week the campaign names, inside the campaign, and not in a week
 * without one working day up to its due day (Tết), when no report could be on time.
 */
export function isReportingWeek(week: Week, rules: CampaignRules, calendar: WorkCalendar): boolean {
  const due = dueDayOf(week, rules)
  const started = week.to >= (rules.weeklyFrom ?? rules.startOn)
  return started && due >= rules.startOn && due <= rules.endOn && hasWorkingDay(week, rules, calendar)
}

function firstMonday(year: number): Day {
  const fourth = `${String(year).padStart(4, '0')}-01-04` as Day
  return addDays(fourth, 1 - weekdayOf(fourth))
}

function dueDayOf(week: Week, rules: CampaignRules): Day {
  return addDays(week.from, rules.weeklyDueWeekday - 1)
}

function hasWorkingDay(week: Week, rules: CampaignRules, calendar: WorkCalendar): boolean {
  for (let day = dueDayOf(week, rules); day >= week.from; day = addDays(day, -1)) {
    if (isWorkingDay(day, calendar)) return true
  }
  return false
}
