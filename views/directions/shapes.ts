import type { Day, Instant } from '../../src/domain/day.ts'
import type { DirectionStatus, FollowUpStep, PartStatus } from '../../src/domain/follow-up.ts'
import type { UnitKind } from '../../src/domain/unit.ts'
import type { Mark } from '../parts/status.ts'

/** What was said, and each task made of it: a direction can be handed out word for word. */
export const LONGEST_TEXT = 5000

/** A direction as one row of a register. */
export interface DirectionLine {
  code: string
  body: string
  issuedByPost: string
  issuedOn: Day
  /** The units that lead it; before it is handed out, the one the office has in mind. */
  leads: string[]
  /** How many units help. */
  helpers: number
  dueOn: Day | null
  status: DirectionStatus
  daysLate: number
  mayAssign: boolean
}

/** A unit that can be chosen. */
export interface UnitChoice {
  code: string
  name: string
  kind: UnitKind
}

/** The task of one lead unit. */
export interface ShownPart {
  id: string
  version: number
  position: number
  unitName: string
  /** Empty where it is the direction's own text. */
  body: string
  dueOn: Day | null
  status: PartStatus
  daysLate: number
  target: { code: string; title: string; href: string | null; mark: Mark } | null
  /** What was said of it last: the report, why it came back, or how it ended. */
  said: { step: 'reported' | 'returned' | 'closed'; body: string } | null
  /** Its target was reported as done; nobody reported here. */
  isByTarget: boolean
  may: {
    acknowledge: boolean
    report: boolean
    reportOnTarget: string | null
    return: boolean
    close: boolean
  }
}

export interface ShownDirection {
  code: string
  version: number
  issuedByPost: string
  issuedOn: Day
  occasion: string
  document: string
  body: string
  ownerName: string | null
  /** Only before it is handed out. */
  intended: string | null
  dueOn: Day | null
  helping: string[]
  meeting: { week: string; href: string } | null
  status: DirectionStatus
  daysLate: number
  parts: ShownPart[]
  steps: ShownStep[]
}

export interface ShownStep {
  step: FollowUpStep
  at: Instant
  by: string
  unit: string
  body: string
}

export interface TypedAssignment {
  id: string
  lead_unit: string[]
  text: string
  due_on: string
  as_target: '' | 'yes' | 'no'
  group: string
}
