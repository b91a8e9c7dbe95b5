import type { Day, Instant } from '../../src/domain/day.ts'
import type { DirectionStatus } from '../../src/domain/follow-up.ts'
import type { Discussed } from '../../src/domain/meeting.ts'
import type { Cause } from '../../src/domain/target.ts'
import type { Week } from '../../src/domain/week.ts'

/** A meeting as its pages name it. */
export interface MeetingHead {
  week: Week
  heldOn: Day
  title: string
  chairPost: string
  number: string | null
  campaign: string
}

/** A direction as the meeting looks at it. */
export interface SlideDirection {
  code: string
  body: string
  units: string[]
  dueOn: Day | null
  daysLate: number
  status: DirectionStatus
  href: string
}

export interface RedTarget {
  title: string
  href: string
  dueOn: Day | null
  daysLate: number
  waiting: boolean
  extensionCount: number
  askedUntil: Day | null
  behindLow: number | null
  behindHigh: number | null
  isBehind: boolean
  cause: Cause | null
  difficulties: string
  reminders: number
  remindedAt: Instant | null
}

export interface RedUnit extends Discussed {
  id: string
  code: string
  name: string
  headPost: string
  lastReportedOn: Day | null
  targets: RedTarget[]
  reports: { title: string; href: string; comment: string; returnedAt: Instant; dueOn: Day | null }[]
  proposals: {
    title: string
    href: string
    addressedTo: string
    raisedOn: Day
    wantedBy: Day | null
    since: Day
  }[]
}

/** What became of the last conclusions, and what else is still to be carried out. */
export interface LastConclusions {
  /** Null at the first meeting. */
  meeting: { title: string; heldOn: Day } | null
  conclusions: SlideDirection[]
  others: SlideDirection[]
  /** There are more of the others than are shown. */
  isCut: boolean
  registerHref: string
}
