import type { Cell, Column, Row, Section } from '../../../src/domain/paper.ts'
import { ratesOf } from '../../../src/domain/rates.ts'
import type { DisciplineOfUnit, Snapshot, SnapshotUnit } from '../../../src/domain/snapshot.ts'
import { count, rateCell, type Scribe } from '../scribe.ts'

/** Biểu 01: every unit in the office's order, the total first, a subtotal before each block. */
export function unitsTable(scribe: Scribe, snapshot: Snapshot): Section {
  const { t } = scribe
  const reports = new Map(snapshot.discipline.units.map((one) => [one.unit, one]))
  const blocks = [...new Set(snapshot.units.map(({ block }) => block))]
  const hasBlocks = blocks.length > 1 || blocks[0] !== null
  const rows = blocks.flatMap((block): Row[] => {
    const units = snapshot.units.filter((unit) => unit.block === block)
    const subtotal = sumRow(scribe, block ?? t('weekly.row.otherBlock'), units, 'subtotal')
    return [
      ...(hasBlocks ? [subtotal] : []),
      ...units.map((unit) => unitRow(scribe, unit, reports.get(unit.code))),
    ]
  })
  return {
    name: t('weekly.sheet.table', { n: '01' }),
    heading: t('weekly.table.units'),
    columns: columnsOf(scribe, snapshot),
    rows: [sumRow(scribe, t('weekly.row.total'), snapshot.units, 'total'), ...rows],
    note: t('weekly.note.unit'),
  }
}

function columnsOf({ t }: Scribe, { rules }: Snapshot): Column[] {
  const number = (key: string, heading: string, group?: string): Column => ({
    key,
    heading,
    kind: 'count',
    width: 8,
    ...(group === undefined ? {} : { group }),
  })
  const [done, open] = [t('weekly.col.done'), t('weekly.col.open')]
  return [
    { key: 'no', heading: t('weekly.col.no'), kind: 'count', width: 5 },
    { key: 'unit', heading: t('weekly.col.unit'), kind: 'text', width: 32 },
    number('total', t('weekly.col.total')),
    number('dated', t('weekly.col.dated')),
    number('done', t('weekly.col.sum'), done),
    number('done_on_time', t('weekly.col.onTime'), done),
    number('done_late', t('weekly.col.late'), done),
    number('done_no_deadline', t('weekly.col.noDeadline'), done),
    number('open', t('weekly.col.sum'), open),
    number('open_in_time', t('weekly.col.inTime'), open),
    { ...number('due_soon', t('weekly.col.dueSoon', { n: rules.due_soon_days }), open), width: 11 },
    number('open_overdue', t('weekly.col.late'), open),
    number('open_no_deadline', t('weekly.col.noDeadline'), open),
    number('suspended', t('weekly.col.suspended')),
    { key: 'r2', heading: t('weekly.col.r2'), kind: 'percent', width: 11 },
    { key: 'r4', heading: t('weekly.col.r4'), kind: 'percent', width: 11 },
    number('change', t('weekly.col.overdueChange')),
    { key: 'report', heading: t('weekly.col.report'), kind: 'text', width: 16 },
    { key: 'note', heading: t('weekly.col.note'), kind: 'text', width: 24 },
  ]
}

type Counted = Pick<SnapshotUnit, 'by_class' | 'due_soon' | 'overdue_before'>
type Noted = Pick<SnapshotUnit, 'by_class' | 'supplementing'>

function unitRow(scribe: Scribe, unit: SnapshotUnit, report: DisciplineOfUnit | undefined): Row {
  return {
    cells: [
      count(unit.order),
      unit.name,
      ...figures(unit),
      report ? reportOf(scribe, report) : null,
      noteOf(scribe, unit),
    ],
  }
}

function sumRow(scribe: Scribe, name: string, units: SnapshotUnit[], role: 'total' | 'subtotal'): Row {
  const sum = (pick: (unit: SnapshotUnit) => number) => units.reduce((total, unit) => total + pick(unit), 0)
  const classes = Object.keys(units[0]?.by_class ?? {}) as (keyof SnapshotUnit['by_class'])[]
  const counted: Counted & Noted = {
    by_class: Object.fromEntries(classes.map((name) => [name, sum((unit) => unit.by_class[name])])) as never,
    due_soon: sum((unit) => unit.due_soon),
    overdue_before: units.some((unit) => unit.overdue_before !== null)
      ? sum((unit) => unit.overdue_before ?? 0)
      : null,
    supplementing: sum((unit) => unit.supplementing),
  }
  return { cells: [null, name, ...figures(counted), null, noteOf(scribe, counted)], role }
}

function figures({ by_class: by, due_soon, overdue_before }: Counted): Cell[] {
  const rates = ratesOf(by)
  const done = by.done_on_time + by.done_late + by.done_no_deadline
  const open = by.open_in_time + by.open_overdue + by.open_no_deadline
  return [
    count(done + open + by.suspended + by.transferred + by.cancelled),
    count(rates.R4.denominator),
    count(done),
    count(by.done_on_time),
    count(by.done_late),
    count(by.done_no_deadline),
    count(open),
    count(by.open_in_time),
    count(due_soon),
    count(by.open_overdue),
    count(by.open_no_deadline),
    count(by.suspended),
    rateCell(rates.R2),
    rateCell(rates.R4),
    overdue_before === null ? null : { count: by.open_overdue - overdue_before, signed: true },
  ]
}

/** How the unit kept its duty this week, and where its report stands. */
function reportOf({ t }: Scribe, { week, status }: DisciplineOfUnit): string {
  const kept = t(`discipline.${week}`)
  return status === 'none' ? kept : `${kept}; ${t(`report.${status}`).toLowerCase()}`
}

/** What the columns do not say: with it the total adds up. */
function noteOf({ t }: Scribe, { supplementing, by_class }: Noted): string | null {
  const notes = [
    supplementing && t('weekly.note.supplementing', { n: supplementing }),
    by_class.transferred && t('weekly.note.transferred', { n: by_class.transferred }),
    by_class.cancelled && t('weekly.note.cancelled', { n: by_class.cancelled }),
  ]
  return notes.filter(Boolean).join('; ') || null
}
