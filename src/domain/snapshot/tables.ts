import type { Snapshot, SnapshotUnit } from '../snapshot.ts'
import {
  type ColumnType,
  directionColumns,
  disciplineColumns,
  proposalColumns,
  targetColumns,
  unitColumns,
  updateColumns,
} from './columns.ts'

export type Plain = string | number | boolean | null

export interface Table {
  name: string
  columns: { name: string; type: ColumnType }[]
  rows: Plain[][]
}

/** A snapshot as flat tables: the CSV files of the contract. Columns are only ever added, at the end. */
export function tablesOf(snapshot: Snapshot): Table[] {
  return [
    tableOf('units', unitColumns, snapshot.units.map(flatUnit)),
    tableOf('targets', targetColumns, snapshot.targets),
    tableOf('updates', updateColumns, snapshot.updates),
    tableOf('proposals', proposalColumns, snapshot.proposals),
    tableOf('directions', directionColumns, snapshot.directions),
    tableOf('discipline', disciplineColumns, snapshot.discipline.units),
  ]
}

/** What schema.json says: what the tables are of, and the type of every column. */
export const schemaOf = (about: object, tables: readonly Table[]) => ({
  ...about,
  encoding: 'UTF-8, RFC 4180, comma, LF, decimal point, empty is null, lists are separated by ;',
  tables: Object.fromEntries(
    tables.map(({ name, columns, rows }) => [`${name}.csv`, { rows: rows.length, columns }]),
  ),
})

function flatUnit({ by_class, by_progress, rates, ...unit }: SnapshotUnit): Record<string, Value> {
  return {
    ...unit,
    ...by_class,
    ...Object.fromEntries(Object.entries(by_progress).map(([name, n]) => [`progress_${name}`, n])),
    r2_numerator: rates.R2.numerator,
    r2_denominator: rates.R2.denominator,
    r4_numerator: rates.R4.numerator,
    r4_denominator: rates.R4.denominator,
  }
}

type Value = Plain | readonly string[]

function tableOf(name: string, types: Record<string, ColumnType>, rows: readonly object[]): Table {
  const columns = Object.entries(types).map(([column, type]) => ({ name: column, type }))
  return {
    name,
    columns,
    rows: (rows as readonly Record<string, Value>[]).map((row) =>
      columns.map((column) => plainOf(row[column.name])),
    ),
  }
}

const plainOf = (value: Value | undefined): Plain =>
  Array.isArray(value) ? value.join(';') : ((value as Plain | undefined) ?? null)
