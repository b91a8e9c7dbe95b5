import { parseDecimal } from '../domain/amount.ts'
import type { ImportFault, ImportFile } from '../domain/import.ts'
import { importColumns } from '../domain/import-columns.ts'
import { type Cell, cellInFile, type Hand } from './cell.ts'
import { note, type Reading } from './reading.ts'
import { rowReaders } from './rows.ts'

/** A file of an import that is read row by row. */
export interface Table {
  /** The first one is the header. */
  row(number: number, cells: readonly Cell[]): void
  /** What could be read. */
  rows: object[]
}

const kinds = Object.fromEntries(
  Object.entries(importColumns).map(([file, columns]) => [
    file,
    new Map(columns.map(({ name, kind }) => [name, kind])),
  ]),
)

/** Far more than any file has: such a header is none. */
const MOST_COLUMNS = 200
/** What begins like this explains the row below it, or shows how a row is filled in. */
const ASIDE = /^\s*#/

export function openTable(reading: Reading, file: ImportFile, hand: Hand, zone: string): Table {
  let columns: string[] | undefined
  const table: Table = { rows: [], row }
  reading.rows[file] ??= 0

  function row(number: number, cells: readonly Cell[]) {
    if (columns === undefined) {
      columns = readHeader(reading, file, number, cells)
      return
    }
    const [first] = cells
    if (cells.every(isEmpty) || (typeof first === 'string' && ASIDE.test(first))) return
    if (columns.length === 0) return
    reading.rows[file]! += 1
    const record = readCells(reading, { file, hand, zone, number, columns }, cells)
    const read = record && readRow(reading, file, number, record)
    if (read) table.rows.push(read)
  }
  return table
}

const isEmpty = (cell: Cell | undefined) =>
  cell === undefined || (typeof cell === 'string' && cell.trim() === '')

/** Unknown columns, one that stands twice, and those that every row needs and the file has not. */
function readHeader(reading: Reading, file: ImportFile, number: number, cells: readonly Cell[]): string[] {
  const columns = cells.map((cell) => (typeof cell === 'string' ? cell : cell.text).trim())
  while (columns.length > 0 && columns.at(-1) === '') columns.pop()
  if (columns.length > MOST_COLUMNS) {
    note(reading, file, number, '', String(columns.length), 'too_many_cells')
    return []
  }
  const { shape } = rowReaders[file]
  for (const [at, column] of columns.entries()) {
    if (!Object.hasOwn(shape, column)) note(reading, file, number, column, column, 'unknown_column')
    if (columns.indexOf(column) < at) note(reading, file, number, column, column, 'twice')
  }
  for (const [column, reader] of Object.entries(shape)) {
    if (columns.includes(column) || reader.safeParse(undefined).success) continue
    note(reading, file, number, column, '', 'missing_column')
  }
  reading.given[file] = new Set(columns)
  return columns
}

interface Line {
  file: ImportFile
  hand: Hand
  zone: string
  number: number
  columns: string[]
}

/** The cells by column; undefined where they cannot belong to these columns. */
function readCells(reading: Reading, line: Line, cells: readonly Cell[]) {
  const { file, hand, zone, number, columns } = line
  const record: Record<string, string> = {}
  const before = countOf(reading)
  for (const [at, column] of columns.entries()) {
    const cell = cells[at]
    const kind = kinds[file]!.get(column) ?? 'text'
    record[column] = isEmpty(cell)
      ? ''
      : cellInFile(reading, { file, row: number, column, kind, hand, zone }, cell!)
  }
  // A comma that should have been quoted shifts everything behind it.
  const beyond = cells.slice(columns.length).find((cell) => !isEmpty(cell))
  if (beyond !== undefined) {
    note(reading, file, number, '', typeof beyond === 'string' ? beyond : beyond.text, 'too_many_cells')
  }
  if (countOf(reading) === before) return record
  if (beyond === undefined) {
    noteRow(reading, file, number, record)
    keepPartial(reading, file, number, record)
  }
  reading.faultyCodes.add(record.code || record.username || '')
  return undefined
}

const countOf = ({ problems, unlisted }: Reading) => problems.length + unlisted

function readRow(reading: Reading, file: ImportFile, number: number, record: Record<string, string>) {
  const result = rowReaders[file].safeParse(record)
  if (result.success) {
    reading.rowOf.set(result.data, number)
    return result.data
  }
  reading.faultyCodes.add(record.code ?? record.username ?? '')
  noteRow(reading, file, number, record)
  keepPartial(reading, file, number, record)
  return undefined
}

/** What could be read of a row is held against the others all the same. */
function keepPartial(reading: Reading, file: ImportFile, number: number, record: Record<string, string>) {
  const row: Record<string, unknown> = {}
  const told = toldOf(reading, file, number)
  for (const [column, reader] of Object.entries(rowReaders[file].shape)) {
    if (!Object.hasOwn(record, column) || told.has(column)) continue
    const read = reader.safeParse(record[column])
    if (read.success) row[column] = read.data
  }
  const rows = reading.partial.get(file) ?? []
  reading.partial.set(file, rows)
  rows.push(row)
  reading.rowOf.set(row, number)
}

/** Everything else that is wrong with a row whose cells are told one by one. */
function noteRow(reading: Reading, file: ImportFile, number: number, record: Record<string, string>) {
  const told = toldOf(reading, file, number)
  for (const issue of rowReaders[file].safeParse(record).error?.issues ?? []) {
    const column = String(issue.path[0] ?? '')
    // A column that is not there was told once, at the header.
    if (!Object.hasOwn(record, column) || told.has(column)) continue
    note(reading, file, number, column, record[column]!, issue.message as ImportFault)
    told.add(column)
  }
  for (const column of amountsIn(file)) {
    const cell = record[column] ?? ''
    const isFault = cell !== '' && parseDecimal(cell, MOST_DECIMALS) === undefined
    if (isFault && !told.has(column)) note(reading, file, number, column, cell, 'not_a_number')
  }
}

const amountsIn = (file: ImportFile) =>
  importColumns[file].flatMap(({ name, kind }) => (kind === 'amount' ? [name] : []))

const MOST_DECIMALS = 6

/** The columns of the row that was noted last. */
function toldOf({ problems }: Reading, file: ImportFile, number: number): Set<string> {
  const told = new Set<string>()
  for (let at = problems.length - 1; at >= 0; at -= 1) {
    const one = problems[at]!
    if (one.file !== file || one.row !== number) break
    told.add(one.column)
  }
  return told
}
