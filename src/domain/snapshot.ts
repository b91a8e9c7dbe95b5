import type { Day } from './day.ts'
import type { Discipline, ReportStatus } from './discipline.ts'
import type { ClassCounts, ProgressCounts, Rates } from './rates.ts'
import type { SnapshotDirection, SnapshotProposal } from './snapshot/follow-up.ts'
import type { SnapshotTarget } from './snapshot/target.ts'
import type { SnapshotUpdate } from './snapshot/update.ts'
import type { UnitKind } from './unit.ts'

/**
 * What a week's summary says, as plain data: the JSON of the public contract. Decimals are exact texts with a dot,
 * days ISO, moments ISO with the offset of the office. A frozen one never changes; its files are made from it.
 */
export interface Snapshot {
  format: 'so-cam-ket.weekly.1'
  /** 'BCT-2022-W36' */
  code: string
  week: string
  from: Day
  to: Day
  campaign: string
  campaign_name: string
  plan_year: number
  owner: { code: string; name: string; kind: UnitKind }
  frozen: boolean
  frozen_at: string | null
  /** The post of who froze it; null for the calendar's own freeze. */
  frozen_by: string | null
  /** Told from what had been received and decided by then: the cut-off, or an earlier freeze. */
  until: string
  /** The day of `until`, against which deadlines are held. */
  day: Day
  /** Where the week before was told until: changes run from there. */
  since: string | null
  hash: string | null
  previous_hash: string | null
  number: string | null
  issued_at: string | null
  /** Section VII, editable until the issue. */
  next_week: string[] | null
  signature: { lines: string[]; name: string | null } | null
  /** The day that the paper carries. */
  issued_on: Day | null
  /** The annulled paper in whose place this one stands. */
  replaces: { number: string; issued_on: Day } | null
  rules: SnapshotRules
  totals: Totals
  rates: Rates
  groups: (Totals & { number: number; name: string })[]
  before: WeekBefore | null
  discipline: SnapshotDiscipline
  units: SnapshotUnit[]
  targets: SnapshotTarget[]
  updates: SnapshotUpdate[]
  proposals: SnapshotProposal[]
  directions: SnapshotDirection[]
  changes: SnapshotChange[]
}

export interface SnapshotRules {
  report_due: string
  cut_off: string
  due_soon_days: number
  return_grace_days: number
  at_risk_points: number
  behind_points: number
  max_age_days: number
}

export interface Totals {
  targets: number
  units: number
  by_class: ClassCounts
  by_progress: ProgressCounts
  /** Of those on track: how many have no figure, or one that is too old. */
  on_track_without_news: number
}

export interface WeekBefore {
  week: string
  from: Day
  to: Day
  until: string
  frozen: boolean
  hash: string | null
  totals: Totals
  rates: Rates
}

export interface DisciplineCounts {
  on_time: number
  late: number
  missing: number
  exempt: number
  pending: number
  /** Reports in time of reports owed, pending ones included, to one decimal. */
  rate: { numerator: number; denominator: number; percent: string | null }
}

export interface SnapshotDiscipline {
  /** Whether a weekly report is owed at all this week. */
  reporting: boolean
  due: string
  week: DisciplineCounts
  /** The week before as it ended on Sunday. */
  before: (DisciplineCounts & { week: string }) | null
  by_status: Record<ReportStatus, number>
  units: DisciplineOfUnit[]
}

export interface DisciplineOfUnit {
  unit: string
  week: Discipline
  before: Discipline | null
  status: ReportStatus
  first_received_at: string | null
  /** "đã cập nhật n/m chỉ tiêu" */
  updated_targets: number
  open_targets: number
  /** Weeks in a row that were late or missing, up to the last one that is decided. */
  late_streak: number
  /** The last eight weeks before this one, oldest first. */
  history: Discipline[]
  /** Hours from receipt to decision, on average over the decisions of the period. */
  review_hours: string | null
}

export interface SnapshotUnit extends Omit<Totals, 'units'> {
  code: string
  name: string
  short_name: string
  kind: UnitKind
  block: string | null
  order: number
  commitments: string[]
  head_post: string | null
  rates: Rates
  due_soon: number
  supplementing: number
  overdue_before: number | null
}

export const changeKinds = [
  'newly_overdue',
  'completed',
  'reopened',
  'returned',
  'extended',
  'plan_changed',
  'figure_corrected',
  'moved',
  'no_update',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/** What `before` and `after` are: a value is '40..49' where it is a range. */
export type ChangeOf =
  | 'progress'
  | 'due'
  | 'plan'
  | 'value'
  | 'declared'
  | 'reported'
  /** The code of the commitment that a target belongs to. */
  | 'commitment'
  /** Its report class; null where it is not among the targets at all. */
  | 'class'

export interface SnapshotChange {
  kind: ChangeKind
  /** A target's code, or a unit's for a unit that sent nothing. */
  code: string
  unit: string
  title: string
  of: ChangeOf
  before: string | null
  after: string | null
  measure: string | null
  reason: string | null
  at: string | null
  /** The day of a figure that was returned or corrected; weeks frozen before it was told do not say. */
  as_of?: Day
}

/** Known only at the issue, or made from the rest: not part of what the hash is taken of. */
const issueKeys = ['number', 'issued_at', 'next_week', 'signature', 'issued_on', 'replaces'] as const

/** What the issue adds to a frozen week. */
export type IssueWords = Pick<Snapshot, (typeof issueKeys)[number]>

/** What the hash is taken of. */
export type HashedPart = Omit<Snapshot, 'hash' | (typeof issueKeys)[number]>

/** A week before its issue. */
export const unissued: IssueWords = {
  number: null,
  issued_at: null,
  next_week: null,
  signature: null,
  issued_on: null,
  replaces: null,
}

/** What is hashed: everything but the hash itself and what the issue adds. `previous_hash` is inside. */
export function hashedPart(snapshot: Snapshot): HashedPart {
  const { hash, number, issued_at, next_week, signature, issued_on, replaces, ...part } = snapshot
  return part
}

/** A hashed part as it was stored, made whole again. */
export function wholeSnapshot(part: HashedPart, hash: string, issue: Partial<IssueWords> = {}): Snapshot {
  return { ...part, hash, ...unissued, ...issue }
}
