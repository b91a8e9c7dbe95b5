import type { EntryWarning } from '../../src/domain/checks.ts'
import type { Day, Instant } from '../../src/domain/day.ts'
import type { Milestone } from '../../src/domain/milestone.ts'
import type { Amount, TargetKind, UpdateState, ValueKind } from '../../src/domain/target.ts'
import type { UpdateContent } from '../../src/domain/update.ts'

export type { Judged, Measured } from '../../src/domain/judge.ts'

/** A target as far as its reports are drawn: what it is and how its amounts are written. */
export interface TargetBrief {
  code: string
  title: string
  unitName: string
  groupNumber: number
  kind: TargetKind
  valueKind: ValueKind | null
  measure: string | null
  decimals: number
  /** The plan in force; null where there is none. */
  plan: Amount | null
}

export interface EvidenceFile {
  position: number
  name: string
  /** Bytes. */
  size: number
  hash: string
}

/** Everything that a report says. */
export interface ReportContent extends UpdateContent {
  /** The first day that the amount of a flow covers. */
  periodFrom: Day | null
  /** What looked wrong at entry; `warningAnswer` is what its author said to it. */
  warnings: EntryWarning[]
  /** The steps of a milestone, which `stepsDone` tells of. */
  steps?: Milestone[]
  evidence: EvidenceFile[]
}

/** One revision in the chain of a report, newest first. */
export interface Revision {
  receipt: string
  revision: number
  state: Exclude<UpdateState, 'draft'>
  /** When it was received, or handed to the head. */
  at: Instant
  review: Review | null
}

export interface Review {
  decision: 'accepted' | 'returned'
  comment: string
  /** By their post: 'Văn phòng Huyện ủy'. */
  by: string
  at: Instant
  /** Until when the unit may answer. */
  dueOn: Day | null
}
