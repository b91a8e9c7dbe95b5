import {
  amountCell,
  type Cell,
  type Column,
  type Kind,
  percentCell,
  type Section,
} from '../../../src/domain/paper.ts'
import type { SnapshotTarget } from '../../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import type { Key } from '../../../src/i18n/translate.ts'
import { type Scribe, stateOf } from '../scribe.ts'

/** The columns of targets.csv, in the order of the contract. */
const kinds = {
  code: 'text',
  unit: 'text',
  group: 'count',
  title: 'text',
  kind: 'text',
  measure: 'text',
  plan: 'amount',
  value_low: 'amount',
  value_high: 'amount',
  qualifier: 'text',
  as_of: 'day',
  percent_low: 'amount',
  percent_high: 'amount',
  expected_percent: 'amount',
  points_behind: 'amount',
  progress: 'text',
  report_class: 'text',
  due_original: 'day',
  due_on: 'day',
  days_late: 'count',
  last_reported_on: 'day',
  report_status: 'text',
  null_reason: 'text',
  slip_days: 'count',
  days_late_before: 'count',
} as const satisfies Partial<Record<keyof SnapshotTarget, Kind>>
type Name = keyof typeof kinds
const names = Object.keys(kinds) as Name[]

/** Columns of later years stand behind all others, so that none that is relied upon moves. */
const added: Name[] = ['slip_days', 'days_late_before']

const widths: Partial<Record<Name, number>> = { code: 17, title: 48, unit: 10, report_class: 17 }

/** DuLieu: one row per target under ascii names, for those who go on computing. */
export function dataTable({ targets }: { targets: readonly SnapshotTarget[] }): Section {
  return {
    name: 'DuLieu',
    heading: 'DuLieu',
    isData: true,
    columns: names.map(
      (name): Column => ({ key: name, heading: name, kind: kinds[name], width: widths[name] ?? 14 }),
    ),
    rows: targets.map((target) => ({ cells: names.map((name) => rawCell(name, target)) })),
  }
}

/** The same table for a person with Excel: headings and values in words, and whether the figures are final. */
export function targetsTable(scribe: Scribe, snapshot: Snapshot): Section {
  const { t } = scribe
  const first: (Name | 'unit_name')[] = names
    .filter((name) => !added.includes(name))
    .flatMap((name) => (name === 'unit' ? [name, 'unit_name'] : [name]))
  const column = (name: Name | 'unit_name'): Column => ({
    key: name,
    heading: t(`weekly.data.${name}`),
    kind: name === 'unit_name' ? 'text' : kinds[name],
  })
  return {
    name: 'DuLieu',
    heading: 'DuLieu',
    isData: true,
    columns: [
      ...first.map(column),
      { key: 'state', heading: t('weekly.data.state'), kind: 'text' },
      ...added.map(column),
    ],
    rows: snapshot.targets.map((target) => ({
      cells: [
        ...first.map((name) => (name === 'unit_name' ? target.unit_name : wordCell(scribe, name, target))),
        stateOf(scribe, snapshot),
        ...added.map((name) => rawCell(name, target)),
      ],
    })),
  }
}

function rawCell(name: Name, target: SnapshotTarget): Cell {
  const value = target[name] ?? null
  if (value === null) return null
  if (typeof value === 'number') return { count: value }
  if (kinds[name] === 'day') return { day: value as NonNullable<SnapshotTarget['as_of']> }
  if (kinds[name] === 'amount') return amountCell(value)
  return value
}

/** The dictionary's words for each column of codes. */
const words: Partial<Record<Name, string>> = {
  kind: 'target_kind',
  qualifier: 'qualifier',
  progress: 'progress',
  report_class: 'class',
  report_status: 'report',
  null_reason: 'null_reason',
}

function wordCell({ t }: Scribe, name: Name, target: SnapshotTarget): Cell {
  const value = target[name]
  const prefix = words[name]
  if (prefix && value !== null) return (t as (key: Key) => string)(`${prefix}.${value}` as Key)
  if (name.startsWith('percent') || name === 'expected_percent') return percentCell(value as string | null)
  return rawCell(name, target)
}
