import type { Day, Instant } from './day.ts'
import type { Milestone } from './milestone.ts'

/** An exact number: an integer scaled by the target's `decimals` (660,191 with three decimals is 660191). */
export type Amount = number

/** A value with its uncertainty; an exact value has low = high. An open end ("trên 95", "dưới 3") is null. */
export interface Span {
  low: Amount | null
  high: Amount | null
}

export type TargetKind = 'number' | 'milestone' | 'qualitative' | 'ongoing'
export type ValueKind = 'cumulative' | 'flow' | 'point' | 'percent'
export type Direction = 'up' | 'down' | 'within'
export type Origin = 'registered' | 'ordered' | 'cascaded'
/** How parts become a whole: `weighted` is the mean by weight, `count_met` how many met their plans. */
export type RollupKind = 'sum' | 'weighted' | 'min' | 'max' | 'last' | 'count_met'
export type Contribution = 'additive' | 'informational'
export type Qualifier = 'exact' | 'estimate' | 'approx'
/** Whether a span is one uncertain figure or a spread between sources, which may never be summed. */
export type RangeKind = 'uncertain' | 'sources'
export type NullReason = 'not_due' | 'missing' | 'not_applicable' | 'refused' | 'lost_in_merge'
export type Declared = 'not_started' | 'in_progress' | 'done'
export type Assessment = 'on_track' | 'at_risk' | 'behind'
export type Cause = 'capital' | 'land' | 'procedure' | 'staff' | 'weather' | 'waiting_upper' | 'other'
/** What was decided about a target; whether it is late or behind is derived, never stored here. */
export type TargetState = 'planned' | 'active' | 'suspended' | 'transferred' | 'cancelled'

/** Everything about a promise that its figures are judged by. */
export interface Target {
  code: string
  kind: TargetKind
  decimals: number
  valueKind: ValueKind | null
  direction: Direction | null
  /** The first version of the plan; null for `within` and where no plan was given. */
  plan: Amount | null
  /** The band of a `within` target. */
  planLow: Amount | null
  planHigh: Amount | null
  baseline: Amount | null
  startOn: Day
  /** The date that was signed; null means without deadline. */
  dueOriginal: Day | null
  /** linear · monthly:12 shares · last_year · step */
  curve: string
  state: TargetState
  /** Since when it stands so, where a decision says. */
  stateOn?: Day | null
  /** When a direction added it to what was signed; null for what was signed. */
  orderedAt?: Instant | null
  /** From when the years of a term stand in its place; null for all that is not divided. */
  dividedAt?: Instant | null
}

export interface PlanVersion {
  effectiveFrom: Day
  plan: Amount
}

/** A granted extension, or an annex that moved the deadline: from the local day of it the target is due on `dueOn`. */
export interface GrantedExtension {
  grantedOn: Day
  decidedAt: Instant
  dueOn: Day
  /** The number of the annex: what both sides signed is no time that was asked for. */
  annex?: string
}

export type UpdateState =
  | 'draft'
  | 'awaiting_endorsement'
  | 'submitted'
  | 'accepted'
  | 'returned'
  | 'recalled'
  /** Replaced by the unit's own next revision before anybody decided. */
  | 'superseded'
  | 'void'

/** One report of a target, as far as arithmetic needs it. */
export interface UpdateFact {
  id: string
  asOf: Day
  value: Span | null
  qualifier: Qualifier
  /** Only for a range; absent means one uncertain figure. */
  rangeKind?: RangeKind | null
  declared: Declared
  assessment: Assessment | null
  completedOn: Day | null
  /** When the server received the submission. */
  receivedAt: Instant
  /** The review; null while it waits. */
  decision: 'accepted' | 'returned' | null
  decidedAt: Instant | null
  /** A later end of the grace, set by the reviewer who returned it. */
  returnDueOn: Day | null
  /** The update of which this is the next revision. */
  corrects: string | null
  /** A leader's "công nhận đúng hạn": this final counts as received in time. */
  recognisedOnTime?: boolean
  /** The steps of a milestone that were done, by their numbers; absent or null where the report tells of none. */
  stepsDone?: readonly number[] | null
}

/** The settings of a campaign that its targets are judged by. */
export interface CampaignRules {
  startOn: Day
  endOn: Day
  weeklyDueWeekday: number
  weeklyDueTime: string
  cutOffWeekday: number
  cutOffTime: string
  dueSoonDays: number
  returnGraceDays: number
  atRiskPoints: number
  behindPoints: number
  maxAgeDays: number
  /** The first Monday from which a report is owed every week; null: from the start. */
  weeklyFrom: Day | null
}

/** Holidays and make-up working Saturdays; every other Saturday and Sunday is off. */
export interface WorkCalendar {
  holidays: ReadonlySet<Day>
  workdays: ReadonlySet<Day>
}

/** Whole history of one target, from which everything else is derived. */
export interface TargetFacts {
  target: Target
  /** In order of effectiveFrom; the first version (`target.plan`) is not repeated here. */
  planVersions: PlanVersion[]
  extensions: GrantedExtension[]
  /**
   * In order of receivedAt; drafts and updates awaiting endorsement are left out, and so are recalled and void ones.
   * One that was replaced before anybody decided stays: it was received, though it waits no more.
   */
  updates: UpdateFact[]
  /** Same-period and other reference values by day (last year's for `last_year` curves). */
  references: { asOf: Day; value: Amount }[]
  /** In order of their numbers; only milestones have any. */
  milestones?: Milestone[]
}
