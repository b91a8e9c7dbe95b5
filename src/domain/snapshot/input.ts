import type { Day, Instant } from '../day.ts'
import type { PastStep, PastTask } from '../direction.ts'
import type { DirectionStatus, ProposalStatus } from '../follow-up.ts'
import type { SnapshotUnit, WeekBefore } from '../snapshot.ts'
import type {
  CampaignRules,
  Cause,
  Contribution,
  NullReason,
  Origin,
  Span,
  TargetFacts,
  WorkCalendar,
} from '../target.ts'
import type { UnitKind } from '../unit.ts'
import type { Week } from '../week.ts'
import type { SnapshotDirection, SnapshotProposal } from './follow-up.ts'
import type { SnapshotTarget } from './target.ts'

/** Everything of a campaign that a week is told from; the same for every week of it. */
export interface CampaignSource {
  campaign: {
    code: string
    name: string
    planYear: number
    owner: { code: string; name: string; kind: UnitKind }
  }
  rules: CampaignRules
  calendar: WorkCalendar
  zone: string
  groups: { number: number; name: string }[]
  /** The units that signed, in the office's order. */
  units: UnitSource[]
  /** In the order of units, groups and the commitment. */
  targets: TargetSource[]
  /** Targets of other campaigns that add up into these. */
  parts: PartSource[]
  texts: ReadonlyMap<string, UpdateText>
  reminders: { target: string; at: Instant }[]
  requests: { target: string; at: Instant; decidedAt: Instant | null; proposedDueOn: Day }[]
  /** Accepted reports that were declared void; the facts no longer hold them. */
  voided?: VoidedReport[]
  proposals: ProposalSource[]
  directions: DirectionSource[]
}

export interface VoidedReport {
  id: string
  /** The report of which it was the next revision. */
  corrects: string | null
  /** The target's code. */
  target: string
  asOf: Day
  value: Span | null
  decidedAt: Instant
  voidedAt: Instant
  /** Why, and the document that it rests on. */
  reason: string
}

export interface UnitSource {
  code: string
  /** What it was called, oldest first; the last version is the present one. */
  names: {
    from: Day | null
    to: Day | null
    name: string
    shortName: string
    kind: UnitKind
    block: string | null
  }[]
  heads: { title: string; from: Day | null; to: Day | null }[]
  commitments: string[]
}

export interface TargetSource {
  facts: TargetFacts
  code: string
  unit: string
  commitment: string
  sideBPost: string
  group: number
  order: number
  title: string
  product: string
  origin: Origin
  measure: string | null
  parent: string | null
  contribution: Contribution | null
  /** Its place among the main indicators; null when it is none. */
  headline: number | null
  /** It was not there when the rest was signed, and no direction added it. */
  byAnnex?: boolean
}

export type PartSource = Pick<
  TargetSource,
  'facts' | 'code' | 'unit' | 'title' | 'measure' | 'parent' | 'contribution'
> & {
  /** Of a unit that does not count here itself. */
  unitName?: string
}

/** What an update says in words. */
export interface UpdateText {
  receipt: string | null
  nullReason: NullReason | null
  results: string
  difficulties: string
  cause: Cause | null
  nextSteps: string
  correctionReason: string
}

export interface ProposalSource {
  code: string
  unit: string
  addressedTo: string
  raisedOn: Day
  kind: string
  title: string
  text: string
  amount: string | null
  amountMeasure: string | null
  wantedBy: Day | null
  status: ProposalStatus
  answeredOn: Day | null
  answer: string | null
  /** When it was entered, and when an answer was, or it left the register; null where nobody kept that moment. */
  raisedAt: Instant | null
  settledAt: Instant | null
  targets: string[]
}

export interface DirectionSource {
  code: string
  issuedByPost: string
  issuedOn: Day
  /** When it was entered; null where nobody kept that moment. */
  recordedAt: Instant | null
  occasion: string
  document: string
  text: string
  /** The unit that the office had in mind, which it stands with until it is handed out. */
  intended: { code: string; name: string }
  helpers: string[]
  /** What was ordered. */
  dueOn: Day | null
  status: DirectionStatus
  steps: PastStep[]
  /** In the order in which they were handed out; their targets as they stand now. */
  tasks: DirectionTask[]
}

export interface DirectionTask extends PastTask {
  unit: { code: string; name: string }
  targetCode: string | null
}

/** What of the week before this one is held against it; a whole snapshot is one. */
export interface Before extends WeekBefore {
  day: Day
  frozen_at: string | null
  units: readonly Pick<SnapshotUnit, 'code' | 'by_class'>[]
  targets: readonly Was[]
  proposals: readonly Pick<SnapshotProposal, 'code' | 'is_waiting'>[]
  directions: readonly Pick<SnapshotDirection, 'code' | 'status'>[]
}

/** A target as it was told the week before. */
export type Was = Pick<
  SnapshotTarget,
  | 'code'
  | 'unit'
  | 'title'
  | 'commitment'
  | 'value_low'
  | 'value_high'
  | 'progress'
  | 'report_class'
  | 'due_on'
  | 'plan_first'
  | 'plan_revised'
>

/** One telling of one week. */
export interface Telling {
  week: Week
  /** The last moment of which is told, against whose day deadlines are held. */
  until: Instant
  /** For a look back: figures of later days are left out, and history is known up to a later moment than `until`. */
  back?: { asOf: Day; known: Instant }
  /** The week before, frozen or told; null where there is none. */
  before: Before | null
  previousHash: string | null
  /** Set when this telling is the freeze. */
  frozen: { at: Instant; by: string | null } | null
}
