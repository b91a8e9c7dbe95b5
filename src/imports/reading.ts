import type { ImportFault, ImportFile, ImportProblem } from '../domain/import.ts'

/** What is found out while files are read: what is wrong, and where each row came from. */
export interface Reading {
  problems: ImportProblem[]
  /** The number of a read row in its file, where the header is row 1. */
  rowOf: WeakMap<object, number>
  /** The codes of rows that could not be read: naming one of them is not a second fault. */
  faultyCodes: Set<string>
}

export const newReading = (): Reading => ({ problems: [], rowOf: new WeakMap(), faultyCodes: new Set() })

const LONGEST_SHOWN = 80

/** Notes what is wrong with one cell of a row. */
export function note(
  { problems, rowOf }: Reading,
  file: ImportFile,
  row: object | number,
  column: string,
  read: string,
  why: ImportFault,
) {
  const number = typeof row === 'number' ? row : (rowOf.get(row) ?? 0)
  problems.push({ file, row: number, column, read: read.slice(0, LONGEST_SHOWN), why })
}
