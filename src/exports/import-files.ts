import type { ImportFile } from '../domain/import.ts'
import { importColumns } from '../domain/import-columns.ts'
import type { TextRow } from '../domain/import-text.ts'
import { machineLine } from './csv.ts'

/** The rows of a file, told again each time they are asked for. */
export type TellRows = () => AsyncIterable<TextRow[]> | Iterable<TextRow[]>

/**
 * The columns that a file is written with: those that every file has, and of the others those in which some row says
 * more than nothing.
 */
export async function usedColumns(file: ImportFile, rows: TellRows): Promise<string[]> {
  const optional = importColumns[file].filter(({ fallback }) => fallback !== undefined)
  const used = new Set<string>()
  for await (const part of rows()) {
    for (const row of part) {
      for (const { name, fallback } of optional) if (row[name] !== fallback) used.add(name)
    }
  }
  return importColumns[file]
    .filter(({ name, fallback }) => fallback === undefined || used.has(name))
    .map(({ name }) => name)
}

/** A file as an import reads it: UTF-8, comma, dot, LF, quoted only where it must be. */
export async function* importCsv(columns: string[], rows: TellRows): AsyncGenerator<string> {
  yield machineLine(columns)
  for await (const part of rows()) {
    yield part.map((row) => machineLine(columns.map((column) => row[column]!))).join('')
  }
}
