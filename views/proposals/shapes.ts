import type { Day, Instant } from '../../src/domain/day.ts'
import type { FollowUpStep, ProposalStatus } from '../../src/domain/follow-up.ts'
import type { ProposalDeed, Sign } from '../../src/domain/proposal.ts'
import type { Reader } from '../reader.ts'

export interface ProposalFacts {
  code: string
  title: string
  kind: string
  body: string
  addressedTo: string
  status: ProposalStatus
  raisedOn: Day
  wantedBy: Day | null
  /** As a decimal with a point. */
  amountText: string | null
  amountMeasure: string | null
  answeredOn: Day | null
  answer: string | null
  version: number
}

export interface LifeStep {
  id: string
  step: FollowUpStep
  at: Instant
  onDay: Day | null
  by: string
  toWhom: string
  document: string
  body: string
}

export interface Place {
  id: string
  code: string
  name: string
}

export interface Places {
  above: Place[]
  beside: Place[]
  below: Place[]
}

export interface DeedProblem {
  /** The field's name in the form of the deed. */
  field: string
  reason: DeedReason
  /** What a reason speaks of: the longest text. */
  fill?: string
}

export type DeedReason =
  | 'too_long'
  | 'day_unreadable'
  | 'day_future'
  | 'day_before'
  | 'to_missing'
  | 'unit_unknown'
  | 'outcome_missing'
  | 'answer_missing'
  | 'reason_missing'
  | 'into_unknown'

/** What somebody has typed into the form of a deed. */
export interface TypedDeed {
  deed: ProposalDeed
  field: (name: string) => string
}

export interface ProposalPageProps {
  reader: Reader
  proposal: ProposalFacts
  unit: Place
  /** The pages of the unit that asks are open to this reader. */
  readsUnit: boolean
  waitsFor: Place | null
  isOwner: boolean
  /** The last sign of those who owe the answer. */
  lastSign: Sign | null
  blocked: { code: string; title: string; unitName: string }[]
  steps: LifeStep[]
  mergedInto: string | null
  /** The receipt of the report it was raised from. */
  receipt: string | null
  deeds: ProposalDeed[]
  places: Places
  candidates: { code: string; title: string; unitName: string }[]
  typed: TypedDeed | null
  problems: DeedProblem[]
  /** Somebody was faster: the page shows how it stands now. */
  isMoved: boolean
  /** How long a line and a text may be. */
  longest: { line: number; text: number }
}
