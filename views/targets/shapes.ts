import type { AmendmentLine } from '../../src/domain/amendment.ts'
import type { Day, Instant } from '../../src/domain/day.ts'
import type { ExtensionDecision, ProposalStatus, ReminderChannel } from '../../src/domain/follow-up.ts'
import type { Awaited, Sign } from '../../src/domain/proposal.ts'
import type { Combined } from '../../src/domain/rollup.ts'
import type { Standing } from '../../src/domain/standing.ts'
import type {
  Amount,
  Assessment,
  Cause,
  Contribution,
  Declared,
  NullReason,
  Origin,
  Qualifier,
  RangeKind,
  Span,
  Target,
  TargetFacts,
  UpdateState,
} from '../../src/domain/target.ts'
import type { Warning } from '../../src/domain/warning.ts'
import type { Reader } from '../reader.ts'

/** A promise with the words around it. */
export interface PromisedTarget extends Target {
  title: string
  product: string
  measure: string | null
  origin: Origin
  weight: number | null
  evidenceRequired: boolean
  baselineOn: Day | null
  stateCause: string | null
}

/** A target with where it stands and where that leads, for whom it is drawn. */
export interface Warned {
  reader: Reader
  target: Target & { title: string; measure: string | null }
  standing: Standing
  warning: Warning | null
  /** The day the page is about. */
  day: Day
  /** The page shows an earlier day. */
  isPast: boolean
}

export interface Judged extends Warned {
  target: PromisedTarget
  /** The history as far as it counts on the day of the page. */
  facts: TargetFacts
}

/** The document behind a target. */
export interface Behind {
  unitName: string
  commitment: { code: string; number: string | null; sideBPost: string; signedOn: Day | null }
  /** The commitment's own page may be opened. */
  mayOpenCommitment: boolean
  coordinators: { name: string }[]
  weekly: { weekday: number; time: string }
}

export interface Relative {
  code: string
  title: string
  unitName: string
  measure: string | null
  decimals: number
  contribution: Contribution | null
  plan: Amount | null
  mayOpen: boolean
  latest: { value: Span; asOf: Day } | null
}

export interface Cascade {
  parents: Relative[]
  children: Relative[]
  more: number
  hidden: number
  sum: Combined | null
}

/** A proposal without an answer: the other clock. */
export interface Blocking extends Awaited {
  code: string
  addressedTo: string
}

export interface ReportRow {
  receipt: string | null
  asOf: Day
  valueLow: Amount | null
  valueHigh: Amount | null
  hasValue: boolean
  qualifier: Qualifier
  rangeKind: RangeKind | null
  nullReason: NullReason | null
  declared: Declared
  assessment: Assessment | null
  results: string
  difficulties: string
  cause: Cause | null
  nextSteps: string
  proposal: string
  correctionReason: string
  periodFrom: Day | null
  onBehalf: boolean
  source: string
  revision: number
  state: UpdateState
}

export type Event = { id: string; at: Instant } & (
  | {
      kind: 'update'
      row: ReportRow
      inside: {
        enteredBy: string
        endorsedBy: string | null
        review: {
          decision: 'accepted' | 'returned'
          comment: string
          dueOn: Day | null
          by: string
          at: Instant
        } | null
        files: { name: string; size: number }[]
      } | null
    }
  | { kind: 'plan'; from: Day; plan: Amount; decision: string; reason: string }
  | {
      kind: 'extension'
      id: string
      proposedDueOn: Day
      reason: string
      by: string
      decision: ExtensionDecision | null
      decidedBy: string | null
      decidedAt: Instant | null
      newDueOn: Day | null
      /** The number of the annex that moved the deadline, where no request did. */
      annex: string | undefined
    }
  | {
      kind: 'annex'
      commitment: string
      number: number
      document: string
      signedOn: Day | null
      line: AmendmentLine
    }
  | {
      kind: 'proposal'
      code: string
      title: string
      addressedTo: string
      raisedOn: Day
      isOwner: boolean
      lastSign: Sign | null
      status: ProposalStatus
      isWaiting: boolean
      answeredOn: Day | null
      answer: string | null
    }
  | {
      kind: 'reminder'
      by: string
      channels: ReminderChannel[]
      body: string
      /** The page of the round it was part of. */
      round: string | null
      answer: { text: string; by: string; at: Instant } | null
      reportedAt: Instant | null
    }
)

export type EventOf<Kind extends Event['kind']> = Extract<Event, { kind: Kind }>
