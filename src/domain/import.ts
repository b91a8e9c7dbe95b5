import type { Role } from './access.ts'
import type { CommitmentState, PartyKind } from './commitment.ts'
import type { Day, Instant } from './day.ts'
import type { DirectionStatus, ExtensionDecision, ProposalStatus, ReminderChannel } from './follow-up.ts'
import type {
  Amount,
  Assessment,
  Cause,
  Contribution,
  Declared,
  Direction,
  NullReason,
  Origin,
  Qualifier,
  RangeKind,
  TargetKind,
  TargetState,
  ValueKind,
} from './target.ts'
import type { UnitKind } from './unit.ts'

/** One file of an import: a CSV file of this name, or a sheet of a workbook. */
export const importFiles = [
  'campaigns',
  'task_groups',
  'units',
  'users',
  'commitments',
  'targets',
  'plan_revisions',
  'reference_values',
  'updates',
  'extensions',
  'proposals',
  'directions',
  'reminders',
  'calendar',
] as const
export type ImportFile = (typeof importFiles)[number]

/** What is wrong with one cell: which file, row (the header is row 1) and column, what was read there, and why. */
export interface ImportProblem {
  file: ImportFile
  row: number
  column: string
  read: string
  why: ImportFault
}

export type ImportFault =
  | 'required'
  | 'not_a_day'
  | 'not_an_instant'
  | 'not_a_number'
  | 'too_many_decimals'
  | 'unknown_choice'
  | 'unknown_reference'
  | 'twice'
  | 'below_itself'
  | 'out_of_order'
  | 'unknown_column'
  | 'missing_column'
  | 'too_many_cells'
  | 'not_readable'
  /** Of a whole file: not UTF-8. */
  | 'encoding'
  /** Of a line that is no CSV. */
  | 'csv'
  | 'curve'
  | 'too_long'
  | 'merged'
  | 'formula'
  | 'cell_error'
  | 'too_large'
  | 'decimals_fixed'
  | 'negative'
  | 'by_annex'

/** Codes already in the database, beside which a file's own codes count. */
export interface KnownCodes {
  /** With the code of the unit above. */
  units: ReadonlyMap<string, string | null>
  users: ReadonlySet<string>
  campaigns: ReadonlySet<string>
  commitments: ReadonlySet<string>
  /** With the decimals that their amounts are read by. */
  targets: ReadonlyMap<string, number>
}

/** Which columns came with each file: what a file does not say of a known row stays as it is. */
export type GivenColumns = Partial<Record<ImportFile, ReadonlySet<string>>>

/** A number that can be read in two ways, as the decimal comma of Vietnamese or as the point of English has it. */
export interface AskedNumber {
  file: ImportFile
  row: number
  column: string
  read: string
  /** Both readings in the digits of a file: '660191' and '660.191'. */
  vi: string
  en: string
}
export type NumberStyle = 'vi' | 'en'

/** All rows of an import that could be read, with references by code. */
export interface ImportData {
  campaigns: CampaignRow[]
  task_groups: { campaign: string; number: number; name: string }[]
  units: UnitRow[]
  users: {
    username: string
    unit: string
    role: Role
    post_title: string
    locale: 'vi' | 'en'
    email: string | null
    full_name?: string | null
    from_on?: Day | null
    to_on?: Day | null
    document?: string | null
  }[]
  commitments: CommitmentRow[]
  targets: TargetRow[]
  plan_revisions: { target: string; effective_from: Day; plan: Amount; decision: string; reason: string }[]
  reference_values: { target: string; as_of: Day; value: Amount; source: string }[]
  updates: UpdateRow[]
  extensions: ExtensionRow[]
  proposals: ProposalRow[]
  directions: DirectionRow[]
  reminders: { target: string; sent_by: string; sent_at: Instant; channel: ReminderChannel; text: string }[]
  calendar: { day: Day; kind: 'holiday' | 'working'; name: string }[]
}

export interface CampaignRow {
  code: string
  name: string
  owner_unit: string
  plan_year: number
  start_on: Day
  end_on: Day
  weekly_due_weekday: number
  weekly_due_time: string
  cut_off_weekday: number
  cut_off_time: string
  due_soon_days: number
  return_grace_days: number
  at_risk_points: number
  behind_points: number
  max_age_days: number
  maximum_extensions: number
  weekly_from: Day | null
  clerk_may_submit: boolean
  supervisor_may_extend: boolean
  league_table_open: boolean
  reminds_itself: boolean
  remind_before_days: number
  remind_after_days: number
  escalate_after_days: number
  freezes_itself: boolean
  state?: 'active' | 'closed' | null
}

export interface UnitRow {
  code: string
  name: string
  short_name: string
  kind: UnitKind
  block: string | null
  parent: string | null
  sort_order: number
  valid_from: Day | null
  valid_to: Day | null
  official_code: string | null
}

export interface CommitmentRow {
  code: string
  campaign: string
  unit: string
  party_kind: PartyKind
  number: string | null
  signed_on: Day | null
  side_a_post: string
  side_b_post: string
  effective_from: Day
  effective_to: Day
  place?: string | null
  side_a_name?: string | null
  side_b_name?: string | null
  /** Where the file does not say: in force where it was signed, else a draft. */
  state?: CommitmentState | null
}

export interface TargetRow {
  code: string
  commitment: string
  group: number
  sort_order: number
  title: string
  product: string
  origin: Origin
  kind: TargetKind
  measure: string | null
  decimals: number
  value_kind: ValueKind | null
  direction: Direction | null
  plan: Amount | null
  plan_low: Amount | null
  plan_high: Amount | null
  baseline: Amount | null
  baseline_on: Day | null
  weight: number | null
  start_on: Day
  due_on: Day | null
  curve: string
  parent: string | null
  contribution: Contribution | null
  evidence_required: boolean
  coordinating_units: string[]
  headline: number | null
  /** Where the file does not say: active where its commitment was signed, else planned. */
  state?: TargetState | null
  state_on?: Day | null
  state_document?: string | null
  ordered_at?: Instant | null
}

export interface UpdateRow {
  target: string
  as_of: Day
  value: Amount | null
  value_high: Amount | null
  qualifier: Qualifier
  range_kind: RangeKind | null
  /** The value is the least, or the most, that it may be; null where it has both ends. */
  open_end?: 'above' | 'below' | null
  null_reason: NullReason | null
  progress: Declared
  assessment: Assessment | null
  completed_on: Day | null
  results: string
  difficulties: string
  cause: Cause | null
  next_steps: string
  submitted_by: string
  submitted_at: Instant
  reviewed_by: string | null
  reviewed_at: Instant | null
  decision: 'accepted' | 'returned' | null
  review_comment: string
  correction_reason?: string
}

export interface ExtensionRow {
  target: string
  requested_by: string
  requested_at: Instant
  proposed_due_on: Day
  reason_code: string
  reason: string
  decision: ExtensionDecision | null
  decided_by: string | null
  decided_at: Instant | null
  new_due_on: Day | null
  comment?: string | null
  document?: string | null
}

export interface ProposalRow {
  code: string
  unit: string
  addressed_to: string
  raised_on: Day
  kind: string
  title: string
  text: string
  amount: string | null
  amount_measure: string | null
  wanted_by: Day | null
  status: ProposalStatus
  answered_on: Day | null
  answer: string | null
  blocked_targets: string[]
}

export interface DirectionRow {
  code: string
  issued_by_post: string
  issued_on: Day
  occasion: string
  document: string
  text: string
  lead_unit: string
  coordinating_units: string[]
  due_on: Day | null
  status: DirectionStatus
  target: string | null
}
