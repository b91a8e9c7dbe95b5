import { parse } from 'csv-parse/sync'
import type { ImportFault, ImportFile } from '../domain/import.ts'
import { note, type Reading } from './reading.ts'
import { rowReaders } from './rows.ts'

/** The rows of one CSV file that could be read. */
export function readTable(reading: Reading, file: ImportFile, bytes: Buffer): object[] {
  const [header, ...body] = parseCsv(reading, file, bytes)
  if (!header) return []
  const columns = header.map((column) => column.trim())
  checkHeader(reading, file, columns)
  return body.flatMap((cells, at) => {
    const isEmpty = cells.every((cell) => cell.trim() === '')
    return isEmpty ? [] : readRow(reading, file, at + 2, columns, cells)
  })
}

/** Unknown columns, one that stands twice, and those that every row needs and the file has not. */
function checkHeader(reading: Reading, file: ImportFile, columns: string[]) {
  const { shape } = rowReaders[file]
  for (const [at, column] of columns.entries()) {
    if (!Object.hasOwn(shape, column)) note(reading, file, 1, column, column, 'unknown_column')
    if (columns.indexOf(column) < at) note(reading, file, 1, column, column, 'twice')
  }
  for (const [column, reader] of Object.entries(shape)) {
    if (columns.includes(column) || reader.safeParse(undefined).success) continue
    note(reading, file, 1, column, '', 'missing_column')
  }
}

function readRow(
  reading: Reading,
  file: ImportFile,
  number: number,
  columns: string[],
  cells: string[],
): object[] {
  // A comma that should have been quoted shifts everything behind it.
  const beyond = cells.slice(columns.length).find((cell) => cell !== '')
  const record = Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']))
  if (beyond !== undefined) {
    note(reading, file, number, '', beyond, 'too_many_cells')
    reading.faultyCodes.add(record.code ?? record.username ?? '')
    return []
  }
  const strange = Object.entries(record).filter(([, cell]) => isStrange(cell))
  for (const [column, cell] of strange) note(reading, file, number, column, cell, 'not_readable')
  const result = rowReaders[file].safeParse(record)
  if (result.success && strange.length === 0) {
    reading.rowOf.set(result.data, number)
    return [result.data]
  }
  reading.faultyCodes.add(record.code ?? record.username ?? '')
  for (const issue of result.error?.issues ?? []) {
    const column = String(issue.path[0] ?? '')
    // A column that is not there was told once, at the header.
    if (Object.hasOwn(record, column))
      note(reading, file, number, column, record[column]!, issue.message as ImportFault)
  }
  return []
}

/** Control characters but line ends and tabs, which no database and no printer knows what to do with. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
const isStrange = (cell: string) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(cell)

function parseCsv(reading: Reading, file: ImportFile, bytes: Buffer): string[][] {
  try {
    // Another encoding is told, rather than kept as letters that nobody can read.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return parse(text.normalize('NFC'), { bom: true, relax_column_count: true }) as string[][]
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1
    note(reading, file, line, '', (error as Error).message, 'not_readable')
    return []
  }
}
