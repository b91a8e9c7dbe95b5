import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import {
  type ImportData,
  type ImportFile,
  type ImportProblem,
  importFiles,
  type KnownCodes,
} from '../domain/import.ts'
import { readAmounts } from './amounts.ts'
import { checkReferences } from './references.ts'
import { type ReadRows, rowReaders } from './rows.ts'

export interface ReadImport {
  data: ImportData
  problems: ImportProblem[]
}

/** Reads a folder of CSV files (UTF-8, comma, dot, ISO dates). A file that is absent has no rows. */
export function readFolder(folder: string, known: KnownCodes): ReadImport {
  const problems: ImportProblem[] = []
  const rows = {} as Record<ImportFile, unknown[]>
  for (const file of importFiles) {
    const path = join(folder, `${file}.csv`)
    rows[file] = existsSync(path) ? readFile(file, readFileSync(path), problems) : []
  }
  const data = readAmounts(rows as ReadRows, known.targets, problems)
  return { data, problems: [...problems, ...checkReferences(data, known)] }
}

function readFile(file: ImportFile, bytes: Buffer, problems: ImportProblem[]): unknown[] {
  const records = parseCsv(file, bytes, problems)
  const [header, ...body] = records
  if (!header) return []
  const reader = rowReaders[file]
  for (const column of header) {
    if (!(column in reader.shape))
      problems.push({ file, row: 1, column, read: column, why: 'unknown_column' })
  }
  return body.flatMap((cells, at) => {
    const record = Object.fromEntries(header.map((column, i) => [column, cells[i] ?? '']))
    const result = reader.safeParse(record)
    if (result.success) return [result.data]
    for (const issue of result.error.issues) {
      const column = String(issue.path[0] ?? '')
      const why = column in record ? (issue.message as ImportProblem['why']) : 'missing_column'
      problems.push({ file, row: at + 2, column, read: (record[column] ?? '').slice(0, 80), why })
    }
    return []
  })
}

function parseCsv(file: ImportFile, bytes: Buffer, problems: ImportProblem[]): string[][] {
  try {
    return parse(bytes, { bom: true, skip_empty_lines: true, relax_column_count: true }) as string[][]
  } catch (error) {
    const line = (error as { lines?: number }).lines ?? 1
    problems.push({
      file,
      row: line,
      column: '',
      read: (error as Error).message.slice(0, 80),
      why: 'not_readable',
    })
    return []
  }
}
