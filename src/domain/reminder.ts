import type { Day } from './day.ts'

/** Why a target stands in a reminder: past due, without a report this week, or chosen although neither holds. */
export type ReminderReason = 'overdue' | 'unreported' | 'open'

/** One target a unit is reminded of, as it stood at the moment of the reminder. */
export interface ReminderItem {
  code: string
  title: string
  dueOn: Day | null
  daysLate: number
  reason: ReminderReason
  /** Until when a request asked for more time that nobody had decided on; null where none waited. */
  askedUntil: Day | null
}

/** Longest overdue first, then what has no report; the order of the document among equals. */
export function byUrgency(a: ReminderItem, b: ReminderItem): number {
  const order: ReminderReason[] = ['overdue', 'unreported', 'open']
  return (
    order.indexOf(a.reason) - order.indexOf(b.reason) || b.daysLate - a.daysLate || (a.code < b.code ? -1 : 1)
  )
}

/** What is filled in for each unit when a text that was written once is sent: '{đơn vị}', '{số việc}'. */
export const reminderBlanks = ['đơn vị', 'số việc'] as const
export type ReminderBlank = (typeof reminderBlanks)[number]

const BLANK = /\{([^{}\n]*)\}/g

/** The same in English, for whoever writes there. */
const inEnglish: Record<string, ReminderBlank> = { unit: 'đơn vị', tasks: 'số việc' }

function nameOf(inside: string): string {
  const name = inside.trim().toLowerCase().normalize('NFC')
  return Object.hasOwn(inEnglish, name) ? inEnglish[name]! : name
}

export function fillBlanks(text: string, values: Record<ReminderBlank, string>): string {
  return text.replace(BLANK, (whole, inside: string) => {
    const blank = reminderBlanks.find((name) => name === nameOf(inside))
    return blank ? values[blank] : whole
  })
}

/** Blanks that nobody would fill: sent as they are, they would look like a mistake of the office. */
export function unknownBlanks(text: string): string[] {
  const known: readonly string[] = reminderBlanks
  return [...text.matchAll(BLANK)].flatMap(([whole, inside = '']) =>
    known.includes(nameOf(inside)) ? [] : [whole],
  )
}
