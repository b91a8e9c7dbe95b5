import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ImportData, type ImportProblem, importFiles, type KnownCodes } from '../domain/import.ts'
import { readAmounts } from './amounts.ts'
import { checkOrder } from './order.ts'
import { readTable } from './read-table.ts'
import { newReading } from './reading.ts'
import { checkReferences } from './references.ts'
import type { ReadRows } from './rows.ts'

export interface ReadImport {
  data: ImportData
  problems: ImportProblem[]
}

/** Reads a folder of CSV files (UTF-8, comma, dot, ISO dates). A file that is absent has no rows. */
export function readFolder(folder: string, known: KnownCodes): ReadImport {
  const reading = newReading()
  const rows = Object.fromEntries(
    importFiles.map((file) => {
      const path = join(folder, `${file}.csv`)
      return [file, existsSync(path) ? readTable(reading, file, readFileSync(path)) : []]
    }),
  )
  const data = readAmounts(reading, rows as ReadRows, known.targets)
  checkReferences(reading, data, known)
  checkOrder(reading, data)
  const problems = reading.problems.sort(
    (a, b) => importFiles.indexOf(a.file) - importFiles.indexOf(b.file) || a.row - b.row,
  )
  return { data, problems }
}
