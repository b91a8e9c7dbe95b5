import type { Day, Instant } from '../../src/domain/day.ts'
import type { ReminderChannel } from '../../src/domain/follow-up.ts'
import type { ReminderItem } from '../../src/domain/reminder.ts'
import type { Translate } from '../../src/i18n/translate.ts'

/** A unit before it is reminded: of what, and how it can be reached. */
export interface UnitToRemind {
  code: string
  name: string
  headPost: string
  items: ReminderItem[]
  reach: 'both' | 'app' | 'none'
  /** How often the most reminded of these targets was, and when any of them was last. */
  times: number
  lastOn: Day | null
}

export interface ZaloTexts {
  /** Null where there is one unit only. */
  group: string | null
  units: { name: string; text: string }[]
}

export interface TypedReminder {
  text: string
  channels: ReminderChannel[]
  /** A channel that the house does not have, as it was sent. */
  strangeChannel: string | null
  letterNumber: string
  letterOn: string
}

export type ReminderProblem =
  | { field: 'targets'; reason: 'none' }
  | { field: 'targets'; reason: 'too_many'; n: number }
  | { field: 'targets'; reason: 'unfit'; codes: string[] }
  | { field: 'channel'; reason: 'channel_unknown'; channel: string }
  | { field: 'text'; reason: 'text_missing' }
  | { field: 'text'; reason: 'text_long'; n: number }
  | { field: 'text'; reason: 'blank_unknown'; blank: string }
  | { field: 'letter_number'; reason: 'number_missing' | 'number_long' | 'numbered' }
  | { field: 'letter_on'; reason: 'day_unreadable' }

export function problemWords(t: Translate, problem: ReminderProblem): string {
  switch (problem.reason) {
    case 'too_many':
    case 'text_long':
      return t(`reminder.problem.${problem.reason}`, { n: problem.n })
    case 'unfit':
      return t('reminder.problem.unfit', { codes: problem.codes.join(', ') })
    case 'channel_unknown':
      return t('reminder.problem.channel_unknown', { channel: problem.channel })
    case 'blank_unknown':
      return t('reminder.problem.blank_unknown', { blank: problem.blank })
    default:
      return t(`reminder.problem.${problem.reason}`)
  }
}

/** What one unit got. */
export interface PartShown {
  unit: { code: string; name: string }
  channels: ReminderChannel[]
  body: string
  zalo: string | null
  items: (ReminderItem & { reportedOn: Day | null; reportHref: string | null })[]
  answer: { text: string; by: string; at: Instant } | null
  /** Present where this person answers for the unit. */
  answering: Answering | null
}

export interface Answering {
  text: string
  problem: 'answer_missing' | 'answer_long' | null
  /** Another answer came while this one was typed. */
  isConflict: boolean
}
