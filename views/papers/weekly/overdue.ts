import type { Column, Row, Section } from '../../../src/domain/paper.ts'
import type { SnapshotTarget } from '../../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { askingWords, lateBeforeWords } from '../../extensions/words.ts'
import { count, dayCell, resultOf, type Scribe } from '../scribe.ts'

/** The longest overdue first; within a day in the office's order. */
export function overdueOf({ targets }: Snapshot): SnapshotTarget[] {
  return targets.filter((target) => target.progress === 'overdue').sort((a, b) => b.days_late - a.days_late)
}

/** What falls due from the day itself to so many days on, the nearest first. */
export function dueWithin({ targets }: Snapshot, days: number): SnapshotTarget[] {
  return targets
    .filter(({ days_left }) => days_left !== null && days_left <= days)
    .sort((a, b) => a.days_left! - b.days_left!)
}

/** Biểu 02. */
export function overdueTable(scribe: Scribe, snapshot: Snapshot): Section {
  const { t } = scribe
  return {
    name: t('weekly.sheet.table', { n: '02' }),
    heading: t('weekly.table.overdue'),
    columns: [
      ...opening(scribe),
      { key: 'due_original', heading: t('weekly.col.dueOriginal'), kind: 'day', width: 11 },
      { key: 'due_on', heading: t('weekly.col.day'), group: t('weekly.col.dueNow'), kind: 'day', width: 11 },
      {
        key: 'extensions',
        heading: t('weekly.col.extensions'),
        group: t('weekly.col.dueNow'),
        kind: 'count',
        width: 8,
      },
      { key: 'days_late', heading: t('weekly.col.daysLate'), kind: 'count', width: 9 },
      { key: 'result', heading: t('weekly.col.result'), kind: 'text', width: 34 },
      { key: 'cause', heading: t('weekly.col.cause'), kind: 'text', width: 34 },
      { key: 'proposals', heading: t('weekly.col.relatedProposals'), kind: 'text', width: 16 },
      ...closing(scribe),
      { key: 'note', heading: t('weekly.col.note'), kind: 'text', width: 26 },
    ],
    rows: overdueOf(snapshot).map((target, n) => ({
      cells: [
        count(n + 1),
        target.code,
        target.unit_name,
        target.title,
        dayCell(target.due_original),
        dayCell(target.due_on),
        count(target.extensions),
        count(target.days_late),
        resultOf(scribe, target) || null,
        causeOf(scribe, target) || null,
        target.proposals.join('; ') || null,
        target.head_post,
        count(target.reminders),
        dayCell(target.last_reminded_on),
        noteOf(scribe, target) || null,
      ],
    })),
  }
}

/** 'lùi 21 ngày so với hạn gốc; đã quá hạn 5 ngày trước khi gia hạn; đang xin gia hạn đến 30/11/2022' */
function noteOf({ t, language }: Scribe, target: SnapshotTarget): string {
  const { slip_days, days_late_before, extension_asked } = target
  return [
    slip_days && slip_days > 0 && t('extension.slip.moved', { n: slip_days }),
    // A week frozen before these were told of has none.
    lateBeforeWords({ t }, days_late_before ?? 0),
    askingWords({ t, language }, extension_asked),
  ]
    .filter(Boolean)
    .join('; ')
}

const BANDS = [7, 14, 30]

/** Biểu 03, in bands of 7, 14 and 30 days. */
export function dueTable(scribe: Scribe, snapshot: Snapshot): Section {
  const { t } = scribe
  const due = dueWithin(snapshot, 30)
  const places = new Map(due.map((target, n) => [target, n + 1]))
  const rows = BANDS.flatMap((days, n): Row[] => {
    const from = BANDS[n - 1] ?? -1
    const targets = due.filter(({ days_left }) => days_left! <= days && days_left! > from)
    if (!targets.length) return []
    const band: Row = { cells: [null, null, null, t('weekly.row.within', { n: days })], role: 'band' }
    return [band, ...targets.map((target) => dueRow(scribe, target, places.get(target)!))]
  })
  return {
    name: t('weekly.sheet.table', { n: '03' }),
    heading: t('weekly.table.due'),
    columns: [
      ...opening(scribe),
      { key: 'due_on', heading: t('weekly.col.due'), kind: 'day', width: 11 },
      { key: 'days_left', heading: t('weekly.col.daysLeft'), kind: 'count', width: 8 },
      { key: 'result', heading: t('weekly.col.result'), kind: 'text', width: 40 },
      { key: 'progress', heading: t('weekly.col.progress'), kind: 'text', width: 14 },
      { key: 'report', heading: t('weekly.col.weekReport'), kind: 'text', width: 14 },
      ...closing(scribe),
    ],
    rows,
  }
}

function dueRow(scribe: Scribe, target: SnapshotTarget, no: number): Row {
  const { t } = scribe
  return {
    cells: [
      count(no),
      target.code,
      target.unit_name,
      target.title,
      dayCell(target.due_on),
      count(target.days_left!),
      resultOf(scribe, target) || null,
      target.progress && t(`progress.${target.progress}`),
      t(`report.${target.report_status}`),
      target.head_post,
      count(target.reminders),
      dayCell(target.last_reminded_on),
    ],
  }
}

/** 'Đất đai, giải phóng mặt bằng: …' */
export function causeOf({ t }: Scribe, { cause, difficulties }: SnapshotTarget): string {
  return [cause && t(`cause.${cause}`), difficulties].filter(Boolean).join(': ')
}

function opening({ t }: Scribe): Column[] {
  return [
    { key: 'no', heading: t('weekly.col.no'), kind: 'count', width: 5 },
    { key: 'code', heading: t('weekly.col.code'), kind: 'text', width: 17 },
    { key: 'unit', heading: t('weekly.col.unit'), kind: 'text', width: 22 },
    { key: 'title', heading: t('weekly.col.content'), kind: 'text', width: 40 },
  ]
}

function closing({ t }: Scribe): Column[] {
  const group = t('weekly.col.reminders')
  return [
    { key: 'head', heading: t('weekly.col.head'), kind: 'text', width: 20 },
    { key: 'reminders', heading: t('weekly.col.times'), group, kind: 'count', width: 6 },
    { key: 'reminded_on', heading: t('weekly.col.latest'), group, kind: 'day', width: 11 },
  ]
}
