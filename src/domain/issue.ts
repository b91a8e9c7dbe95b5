import type { Day } from './day.ts'

/** How much a clerk may type when a report goes out. */
export const nextWeekLimits = { lines: 30, characters: 2000 }
export const signatureLimits = { lines: 5, characters: 100 }
export const recipientLimits = { lines: 30, characters: 200 }
export const LONGEST_NUMBER = 100
export const LONGEST_NAME = 100
/** Why a report is annulled, in characters. */
export const reasonLimits = { least: 10, most: 1000 }

/** One paragraph a line; blank lines and the spaces around a line say nothing. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

export type LinesFault =
  | { reason: 'missing' }
  | { reason: 'too_many'; n: number; most: number }
  /** `line` counts from 1. */
  | { reason: 'too_long'; line: number; most: number }

export function faultOfLines(
  lines: readonly string[],
  limits: { lines: number; characters: number },
): LinesFault | null {
  if (lines.length === 0) return { reason: 'missing' }
  if (lines.length > limits.lines) return { reason: 'too_many', n: lines.length, most: limits.lines }
  const long = lines.findIndex((line) => line.length > limits.characters)
  return long < 0 ? null : { reason: 'too_long', line: long + 1, most: limits.characters }
}

/** A paper cannot be older than its figures, nor carry a day to come. */
export function faultOfIssueDay(day: Day, frozenOn: Day, today: Day): 'day_early' | 'day_future' | null {
  if (day < frozenOn) return 'day_early'
  return day > today ? 'day_future' : null
}

export function faultOfReason(text: string): 'missing' | 'too_short' | 'too_long' | null {
  if (text === '') return 'missing'
  if (text.length < reasonLimits.least) return 'too_short'
  return text.length > reasonLimits.most ? 'too_long' : null
}
