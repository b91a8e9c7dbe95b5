import type { Range } from '../../src/domain/actual.ts'
import type { Day, Instant } from '../../src/domain/day.ts'
import type { Level } from '../../src/domain/pace.ts'
import type { Met } from '../../src/domain/percent.ts'
import type { Ratio } from '../../src/domain/ratio.ts'
import type {
  Amount,
  Assessment,
  Cause,
  Declared,
  NullReason,
  Qualifier,
  RangeKind,
  Span,
  TargetKind,
  UpdateState,
  ValueKind,
} from '../../src/domain/target.ts'

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

/** A value and how much of the plan it is. */
export interface Measured {
  value: Span
  qualifier: Qualifier
  rangeKind: RangeKind | null
  asOf: Day
  percent: Range | null
  met: Met
}

export interface EvidenceFile {
  position: number
  name: string
  /** Bytes. */
  size: number
  hash: string
}

/** Everything that a report says. */
export interface ReportContent {
  value: Span | null
  qualifier: Qualifier
  rangeKind: RangeKind | null
  nullReason: NullReason | null
  asOf: Day
  /** The first day that the amount of a flow covers. */
  periodFrom: Day | null
  declared: Declared
  assessment: Assessment | null
  completedOn: Day | null
  results: string
  difficulties: string
  cause: Cause | null
  nextSteps: string
  proposal: string
  correctionReason: string
  evidence: EvidenceFile[]
}

/** How a report stands against the plan and against the last accepted figure. */
export interface Judged {
  percent: Range | null
  met: Met
  /** By the figure itself and its pace. */
  level: Level
  /** X(d) as a share of the plan; null without pace. */
  expected: Ratio | null
  /** The last accepted figure before it. */
  last: Measured | null
  /** Value − last value; null where either is missing or open. */
  change: Span | null
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
