import type { Day, Instant } from '../../src/domain/day.ts'
import type { DueFault, ExtensionBar } from '../../src/domain/extension.ts'
import type { ExtensionDecision, OpinionStance } from '../../src/domain/follow-up.ts'

/** The target that a request is about. */
export interface ExtensionTarget {
  code: string
  title: string
  unitName: string
  dueOn: Day | null
  dueOriginal: Day | null
  /** Granted ones. */
  extensionCount: number
  maximumExtensions: number
}

export interface RequestProblem {
  field: 'due_on' | 'reason_code' | 'reason' | 'evidence'
  reason:
    | DueFault
    | 'day_missing'
    | 'day_unreadable'
    | 'cause_missing'
    | 'reason_missing'
    | 'too_long'
    | 'too_many_files'
    | 'file_empty'
    | 'file_too_large'
    | 'file_kind'
  /** The day, number or file name that the sentence needs. */
  hint?: string
}

export interface RulingProblem {
  field: 'decision' | 'due_on' | 'comment' | 'document' | 'stance' | 'opinion'
  reason:
    | DueFault
    | Exclude<ExtensionBar, 'pending' | 'final_waits'>
    | 'day_missing'
    | 'day_unreadable'
    | 'decision_missing'
    | 'comment_missing'
    | 'proposed_past'
    | 'stance_missing'
    | 'opinion_missing'
    | 'too_long'
  hint?: string
}

export interface AttachedFile {
  position: number
  name: string
  size: number
}

/** A request as it was sent. */
export interface Requested {
  id: string
  version: number
  by: string
  at: Instant
  /** The deadline in force when it was decided, or now. */
  dueOn: Day | null
  proposedDueOn: Day
  reasonCode: string
  reason: string
  files: AttachedFile[]
}

export interface OfficeOpinion {
  stance: OpinionStance
  text: string
  by: string
  at: Instant
}

export interface Outcome {
  decision: ExtensionDecision
  newDueOn: Day | null
  /** '' where the house itself let it lapse. */
  by: string
  at: Instant | null
  comment: string
  document: string
}

/** Another request for the same target. */
export interface OtherRequest {
  id: string
  at: Instant
  proposedDueOn: Day
  reasonCode: string
  reason: string
  outcome: Outcome | null
}
