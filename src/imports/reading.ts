import type {
  AskedNumber,
  GivenColumns,
  ImportFault,
  ImportFile,
  ImportProblem,
  NumberStyle,
} from '../domain/import.ts'

/** What is found out while files are read: what is wrong, what has to be asked, and where each row came from. */
export interface Reading {
  problems: ImportProblem[]
  /** Beyond those that are listed. */
  unlisted: number
  /** The rows of each file with something wrong. */
  faultyRows: Map<ImportFile, Set<number>>
  /** The number of a read row in its file, where the header is row 1. */
  rowOf: WeakMap<object, number>
  /** Of rows that could not be read, the cells that could. */
  partial: Map<ImportFile, object[]>
  /** The codes of rows that could not be read: naming one of them is not a second fault. */
  faultyCodes: Set<string>
  given: GivenColumns
  /** Every row that was met in a file, read or not. */
  rows: Partial<Record<ImportFile, number>>
  /** Numbers that nobody has said the meaning of, by their cells. */
  asked: Map<string, AskedNumber>
  answers: Answers
}

/** How numbers are to be understood that can be read in two ways: each cell, a whole column, or all of them. */
export interface Answers {
  choices?: Readonly<Record<string, string>>
  numbers?: NumberStyle
}

export const newReading = (answers: Answers = {}): Reading => ({
  problems: [],
  unlisted: 0,
  faultyRows: new Map(),
  rowOf: new WeakMap(),
  partial: new Map(),
  faultyCodes: new Set(),
  given: {},
  rows: {},
  asked: new Map(),
  answers,
})

/** The name of a cell, or of all cells of a column, among the answers. */
export const cellName = (file: ImportFile, row: number | '*', column: string) => `${file}:${row}:${column}`

const LONGEST_SHOWN = 80
/** Nobody reads more; all of them are counted. */
const MOST_LISTED = 5000

/** Notes what is wrong with one cell of a row. */
export function note(
  reading: Reading,
  file: ImportFile,
  row: object | number,
  column: string,
  read: string,
  why: ImportFault,
) {
  const { problems, rowOf, faultyRows } = reading
  const number = typeof row === 'number' ? row : (rowOf.get(row) ?? 0)
  const faulty = faultyRows.get(file) ?? new Set()
  faultyRows.set(file, faulty.add(number))
  if (problems.length >= MOST_LISTED) {
    reading.unlisted += 1
    return
  }
  const shown = read.slice(0, LONGEST_SHOWN).toWellFormed()
  problems.push({ file, row: number, column: column.slice(0, LONGEST_SHOWN), read: shown, why })
}
