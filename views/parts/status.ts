import type { OnDay } from '../../src/domain/standing.ts'
import type { Assessment } from '../../src/domain/target.ts'
import type { Translate } from '../../src/i18n/translate.ts'
import type { IconName } from './icon-names.ts'

/** What a colour may say; written as data-s, from which the style sheet takes solid, ground and ink. */
export type Tone = 'late' | 'slow' | 'risk' | 'back' | 'ok' | 'done' | 'wait' | 'info' | 'none'

/** The three signs of a status: colour, picture, word. */
export interface Mark {
  tone: Tone
  icon: IconName
  word: Word
}

/** The dictionary's words of statuses; none of them has a blank. */
type Word =
  | `progress.${ProgressWord}`
  | `report.${ReportWord}`
  | `class.${'suspended' | 'transferred' | 'cancelled' | 'divided'}`
  | 'campaign.state.upcoming'
  | `assessment.${Assessment}`

export type ProgressWord = 'done' | 'on_track' | 'at_risk' | 'behind' | 'overdue'
export type ReportWord = 'none' | 'waiting' | 'returned' | 'accepted'

const progressMarks: Record<ProgressWord, Mark> = {
  done: { tone: 'done', icon: 'circle-check-big', word: 'progress.done' },
  on_track: { tone: 'ok', icon: 'circle-arrow-right', word: 'progress.on_track' },
  at_risk: { tone: 'risk', icon: 'triangle-alert', word: 'progress.at_risk' },
  behind: { tone: 'slow', icon: 'trending-down', word: 'progress.behind' },
  overdue: { tone: 'late', icon: 'octagon-alert', word: 'progress.overdue' },
}

const reportMarks: Record<ReportWord, Mark> = {
  none: { tone: 'none', icon: 'circle-dashed', word: 'report.none' },
  waiting: { tone: 'wait', icon: 'hourglass', word: 'report.waiting' },
  returned: { tone: 'back', icon: 'undo-2', word: 'report.returned' },
  accepted: { tone: 'done', icon: 'check', word: 'report.accepted' },
}

const stoppedMarks = {
  suspended: { tone: 'none', icon: 'circle-pause', word: 'class.suspended' },
  transferred: { tone: 'none', icon: 'arrow-right', word: 'class.transferred' },
  cancelled: { tone: 'none', icon: 'ban', word: 'class.cancelled' },
} as const satisfies Record<string, Mark>

export function progressBadge(progress: ProgressWord): Mark {
  return progressMarks[progress]
}

/** The report of the week: a second axis, never in the same badge as progress. */
export function reportBadge(status: ReportWord): Mark {
  return reportMarks[status]
}

/** A target that no longer runs has no progress. */
export function stoppedBadge(state: keyof typeof stoppedMarks): Mark {
  return stoppedMarks[state]
}

/** Its time is to come: it has no progress yet. */
export const toComeBadge: Mark = { tone: 'none', icon: 'calendar-clock', word: 'campaign.state.upcoming' }

export const dividedBadge: Mark = { tone: 'info', icon: 'split', word: 'class.divided' }

/** What runs by its progress, or why it has none: it was stopped, or its years stand in its place. */
export function standingBadge({ progress, reportClass }: Pick<OnDay, 'progress' | 'reportClass'>): Mark {
  if (progress) return progressMarks[progress]
  return reportClass in stoppedMarks ? stoppedMarks[reportClass as keyof typeof stoppedMarks] : dividedBadge
}

export function assessmentBadge(assessment: Assessment): Mark {
  return { ...progressMarks[assessment], word: `assessment.${assessment}` }
}

/** Where a target stands against its due day; `daysLeft` is negative when overdue and null without a deadline. */
export interface Clock {
  daysLeft: number | null
  dueSoonDays: number
}

/** 'quá hạn 13 ngày', 'đến hạn hôm nay', 'sắp đến hạn, còn 3 ngày', 'trong hạn', 'không thời hạn'. */
export function clockWords(t: Translate, { daysLeft, dueSoonDays }: Clock): string {
  if (daysLeft === null) return t('clock.no_deadline')
  if (daysLeft < 0) return t('clock.overdue', { n: -daysLeft })
  if (daysLeft === 0) return t('clock.due_today')
  return daysLeft <= dueSoonDays ? t('clock.due_in', { n: daysLeft }) : t('clock.in_time')
}
