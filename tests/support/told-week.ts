import type { SnapshotDirection, SnapshotProposal } from '../../src/domain/snapshot/follow-up.ts'
import type { SnapshotTarget } from '../../src/domain/snapshot/target.ts'
import type {
  DisciplineCounts,
  Snapshot,
  SnapshotUnit,
  Totals,
  WeekBefore,
} from '../../src/domain/snapshot.ts'

const classes = {
  done_on_time: 0,
  done_late: 0,
  done_no_deadline: 0,
  open_in_time: 0,
  open_overdue: 0,
  open_no_deadline: 0,
  suspended: 0,
  transferred: 0,
  cancelled: 0,
}
const progress = { done: 0, on_track: 0, at_risk: 0, behind: 0, overdue: 0 }

/** What a week counts, where it is not nothing. */
export function totalsOf(
  by: Partial<typeof classes> = {},
  levels: Partial<typeof progress> = {},
  stale = 0,
): Totals {
  const by_class = { ...classes, ...by }
  const targets = Object.values(by_class).reduce((sum, n) => sum + n, 0)
  return {
    targets,
    units: 2,
    by_class,
    by_progress: { ...progress, ...levels },
    on_track_without_news: stale,
  }
}

const none = { numerator: 0, denominator: 0, percent: null }
const noRates = { R1: none, R2: none, R3: none, R4: none, R5: none }

export function reportsOf(counts: Partial<Omit<DisciplineCounts, 'rate'>> = {}): DisciplineCounts {
  const all = { on_time: 0, late: 0, missing: 0, exempt: 0, pending: 0, ...counts }
  const owed = all.on_time + all.late + all.missing + all.pending
  const percent = owed ? ((100 * all.on_time) / owed).toFixed(1) : null
  return { ...all, rate: { numerator: all.on_time, denominator: owed, percent } }
}

export function weekBefore(changes: Partial<WeekBefore> = {}): WeekBefore {
  return {
    week: '2022-W35',
    from: '2022-08-29',
    to: '2022-09-04',
    until: '2022-09-02T17:00:00+07:00',
    frozen: true,
    hash: 'b'.repeat(64),
    totals: totalsOf(),
    rates: noRates,
    ...changes,
  }
}

/** Week 36 as it is told to its cut-off, with nothing in it. */
export function toldWeek(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    format: 'so-cam-ket.weekly.1',
    code: 'BCT-2022-W36',
    week: '2022-W36',
    from: '2022-09-05',
    to: '2022-09-11',
    campaign: 'H-2022',
    campaign_name: 'Cam kết trách nhiệm năm 2022',
    plan_year: 2022,
    owner: { code: 'H', name: 'Huyện ủy Hướng Hóa', kind: 'party_committee' },
    frozen: false,
    frozen_at: null,
    frozen_by: null,
    until: '2022-09-09T17:00:00+07:00',
    day: '2022-09-09',
    since: null,
    hash: null,
    previous_hash: null,
    number: null,
    issued_at: null,
    next_week: null,
    signature: null,
    issued_on: null,
    replaces: null,
    rules: {
      report_due: '2022-09-09T16:00:00+07:00',
      cut_off: '2022-09-09T17:00:00+07:00',
      due_soon_days: 7,
      return_grace_days: 3,
      at_risk_points: 5,
      behind_points: 15,
      max_age_days: 45,
    },
    totals: totalsOf(),
    rates: noRates,
    groups: [{ number: 1, name: 'Kinh tế', ...totalsOf() }],
    before: null,
    discipline: {
      reporting: true,
      due: '2022-09-09T16:00:00+07:00',
      week: reportsOf(),
      before: null,
      by_status: { none: 0, waiting: 0, returned: 0, accepted: 0 },
      units: [],
    },
    units: [unitOf('H-A', 'Xã Tân Liên'), unitOf('H-B', 'Thị trấn Lao Bảo')],
    targets: [],
    updates: [],
    proposals: [],
    directions: [],
    changes: [],
    ...changes,
  }
}

const unitOf = (code: string, name: string) => ({ code, name }) as SnapshotUnit

/** A target of Xã Tân Liên without a figure. */
export function targetOf(changes: Partial<SnapshotTarget> = {}): SnapshotTarget {
  const some: Partial<SnapshotTarget> = {
    code: 'CK-H-A-01',
    unit: 'H-A',
    unit_name: 'Xã Tân Liên',
    group: 1,
    title: 'Thu ngân sách',
    kind: 'number',
    measure: 'tỷ đồng',
    value_kind: 'cumulative',
    origin: 'ordered',
    progress: 'on_track',
    report_class: 'open_in_time',
    headline: null,
    due_on: '2022-12-31',
    days_late: 0,
    days_left: 113,
    cause: null,
    difficulties: null,
    progress_before: null,
    value_low: null,
    value_high: null,
    value_low_before: null,
    value_high_before: null,
    percent_low: null,
    percent_high: null,
    points_behind: null,
    points_low: null,
    points_high: null,
    need_low: null,
    need_high: null,
    effort_low: null,
    effort_high: null,
    growth_low: null,
    growth_high: null,
    plan_first: null,
    plan_revised: null,
    plan_low: null,
    plan_high: null,
    as_of: null,
    range_kind: null,
    ordered_at: null,
  }
  return { ...(some as SnapshotTarget), ...changes }
}

export const overdueFor = (days: number, changes: Partial<SnapshotTarget> = {}): SnapshotTarget =>
  targetOf({
    progress: 'overdue',
    report_class: 'open_overdue',
    due_on: '2022-08-31',
    days_late: days,
    days_left: null,
    progress_before: 'overdue',
    ...changes,
  })

export function proposalOf(changes: Partial<SnapshotProposal> = {}): SnapshotProposal {
  const some: Partial<SnapshotProposal> = {
    code: 'KN-1',
    unit: 'H-A',
    unit_name: 'Xã Tân Liên',
    addressed_to: 'UBND huyện',
    title: 'Đo lại ranh giới.',
    status: 'transmitted',
    is_waiting: true,
    waiting_days: 10,
    is_new: false,
    is_newly_answered: false,
  }
  return { ...(some as SnapshotProposal), ...changes }
}

export function directionOf(changes: Partial<SnapshotDirection> = {}): SnapshotDirection {
  const some: Partial<SnapshotDirection> = {
    code: 'CD-1',
    text: 'Rà soát tiến độ.',
    lead_unit: 'H-A',
    lead_unit_name: 'Xã Tân Liên',
    due_on: null,
    status: 'in_progress',
    days_late: 0,
    is_new: false,
    is_newly_closed: false,
  }
  return { ...(some as SnapshotDirection), ...changes }
}
