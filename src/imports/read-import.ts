import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as letOthersWork } from 'node:timers/promises'
import {
  type AskedNumber,
  type GivenColumns,
  type ImportData,
  type ImportFile,
  type ImportProblem,
  importFiles,
  type KnownCodes,
} from '../domain/import.ts'
import { readAmounts } from './amounts.ts'
import { type Brought, type Bundle, countRows } from './bundle.ts'
import { checkAnnexes, checkOrder, checkSigns } from './order.ts'
import { openTable, type Table } from './read-table.ts'
import { type Answers, newReading, note, type Reading } from './reading.ts'
import { checkReferences } from './references.ts'
import type { ReadRows } from './rows.ts'

export interface ReadImport {
  data: ImportData
  /** In the order of the files and their rows. */
  problems: ImportProblem[]
  /** Problems beyond those that are listed. */
  unlisted: number
  /** Which columns came with each file that came. */
  given: GivenColumns
  /** Rows by file, and how many of them have something wrong. */
  rows: Partial<Record<ImportFile, { all: number; faulty: number }>>
  /** What has to be answered before anything is written. */
  asked: AskedNumber[]
}

export interface ReadOptions extends Answers {
  zone: string
  /** Hears how many rows were read so far. */
  progress?: (rows: number) => void
}

/** Rows between two words about how far it is. */
const TOLD_EVERY = 2000

/** Reads what was brought, row by row, and lets others work in between. */
export async function readImport(
  bundle: Bundle,
  known: KnownCodes,
  { zone, progress, ...answers }: ReadOptions,
): Promise<ReadImport> {
  const reading = newReading(answers)
  const tables = new Map<ImportFile, Table>()
  const count = countRows(bundle.tables[0]?.title ?? '')
  let rows = 0
  for (const { file, read } of bundle.tables) {
    const waiting = openWaiting(reading, file, zone)
    await read({
      ...waiting.hear,
      row(number, cells) {
        rows = count()
        if (rows % TOLD_EVERY === 0) progress?.(rows)
        waiting.hear.row(number, cells)
      },
    })
    tables.set(file, waiting.table())
    progress?.(rows)
    await letOthersWork()
  }
  return await checkAll(reading, tables, known)
}

/** A table begins when it is known by whose hand it was written. */
function openWaiting(reading: Reading, file: ImportFile, zone: string) {
  let table: Table | undefined
  let last = 0
  return {
    table: () => table ?? openTable(reading, file, 'machine', zone),
    hear: {
      hand(hand: 'machine' | 'person') {
        table = openTable(reading, file, hand, zone)
      },
      row(number: number, cells: Parameters<Table['row']>[1]) {
        last = number
        table?.row(number, cells)
      },
      merged(row: number, column: number) {
        if (row <= last) note(reading, file, row, columnName(reading, file, column), '', 'merged')
      },
      broken(line: number, why: 'csv' | 'encoding') {
        // What came before the break is not worth telling.
        reading.problems = reading.problems.filter((problem) => problem.file !== file)
        reading.faultyRows.delete(file)
        note(reading, file, line, '', '', why)
      },
    },
  }
}

const columnName = (reading: Reading, file: ImportFile, column: number) =>
  [...(reading.given[file] ?? [])][column] ?? ''

async function checkAll(
  reading: Reading,
  tables: Map<ImportFile, Table>,
  known: KnownCodes,
): Promise<ReadImport> {
  const rows = Object.fromEntries(importFiles.map((file) => [file, tables.get(file)?.rows ?? []]))
  await letOthersWork()
  const data = readAmounts(reading, rows as ReadRows, known.targets)
  await letOthersWork()
  checkReferences(reading, data, known)
  await letOthersWork()
  checkOrder(reading, data)
  checkSigns(reading, data)
  checkAnnexes(reading, data)
  return concluded(reading, data)
}

function concluded(reading: Reading, data: ImportData): ReadImport {
  const problems = reading.problems.sort(
    (a, b) => importFiles.indexOf(a.file) - importFiles.indexOf(b.file) || a.row - b.row,
  )
  const rows: ReadImport['rows'] = {}
  for (const [file, all] of Object.entries(reading.rows) as [ImportFile, number][]) {
    rows[file] = { all, faulty: reading.faultyRows.get(file)?.size ?? 0 }
  }
  const { unlisted, given } = reading
  return { data, problems, unlisted, given, rows, asked: [...reading.asked.values()] }
}

/** The files of a folder, as commands bring them. A file that is absent has no rows. */
export function filesIn(folder: string): Brought[] {
  return importFiles.flatMap((file) => {
    const path = join(folder, `${file}.csv`)
    return existsSync(path) ? [{ name: `${file}.csv`, bytes: readFileSync(path) }] : []
  })
}

/** Whether what was read could still be written beside what is known now. */
export function stillHolds(data: ImportData, known: KnownCodes): boolean {
  const reading = newReading()
  checkReferences(reading, data, known)
  const decimals = data.targets.every((row) => (known.targets.get(row.code) ?? row.decimals) === row.decimals)
  return decimals && reading.problems.length === 0
}
