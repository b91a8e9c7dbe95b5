import type { AskedNumber, ImportFile } from '../domain/import.ts'
import type { ColumnKind } from '../domain/import-columns.ts'
import { clockOfSerial, plainNumber, readFigure, readTypedDay, readTypedMoment } from './figures.ts'
import { cellName, note, type Reading } from './reading.ts'

/** A cell as a source has it: text, or what a spreadsheet knows of it. */
export type Cell = string | SheetCell

export interface SheetCell {
  /** A date is the number of its day; a formula is one whose result is not there. */
  kind: 'number' | 'date' | 'date1904' | 'flag' | 'formula' | 'error'
  text: string
}

/** Where a table comes from: `machine` is the format of the files, `person` what somebody typed or saved in Excel. */
export type Hand = 'machine' | 'person'

export interface Place {
  file: ImportFile
  row: number
  column: string
  kind: ColumnKind
  hand: Hand
  zone: string
}

/** The longest cell that is kept; spreadsheets hold no more than 32,767 letters. */
const LONGEST_CELL = 32_767

/** The cell in the form of a file; what cannot be put into it is noted, and its text stands for it. */
export function cellInFile(reading: Reading, place: Place, cell: Cell): string {
  const { file, row, column } = place
  const text = typeof cell === 'string' ? typedInFile(reading, place, cell) : sheetInFile(place, cell)
  if (typeof cell !== 'string' && isFlaw(cell)) {
    note(reading, file, row, column, cell.text, cell.kind === 'error' ? 'cell_error' : 'formula')
  }
  if (text.length > LONGEST_CELL) note(reading, file, row, column, text, 'too_long')
  else if (isStrange(text)) note(reading, file, row, column, text, 'not_readable')
  else return text
  return ''
}

const isFlaw = ({ kind }: SheetCell) => kind === 'formula' || kind === 'error'

/** Control characters but line ends and tabs, and halves of letters, which no database and no printer knows what to do with. */
const isStrange = (cell: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(cell) || !cell.isWellFormed()

function sheetInFile({ kind, zone }: Place, { kind: is, text }: SheetCell): string {
  if (is === 'flag') return text
  if (is === 'number') return plainNumber(text)
  if (is !== 'date' && is !== 'date1904') return ''
  const clock = clockOfSerial(text, is === 'date1904')
  if (!clock) return text
  if (kind === 'time') return clock.slice(11, 16)
  if (kind === 'instant') return readTypedMoment(clock, zone)
  return clock.endsWith('T00:00:00') || kind === 'day' ? clock.slice(0, 10) : clock
}

function typedInFile(reading: Reading, place: Place, cell: string): string {
  const text = cell.trim()
  if (place.hand === 'machine' || text === '') return text
  const { kind, zone } = place
  if (kind === 'day') return readTypedDay(text)
  if (kind === 'instant') return readTypedMoment(text, zone)
  if (kind === 'time') return text.replace(/^(\d):/, '0$1:')
  return kind === 'amount' ? typedAmount(reading, place, text) : text
}

/** A number that can be read in two ways is asked for, unless somebody has said how it was meant. */
function typedAmount(reading: Reading, { file, row, column }: Place, text: string): string {
  const figure = readFigure(text)
  if (figure === undefined) return text
  if (typeof figure === 'string') return figure
  const { choices, numbers } = reading.answers
  const cell = cellName(file, row, column)
  const answer = choices?.[cell] ?? choices?.[cellName(file, '*', column)] ?? numbers
  if (answer === 'vi' || answer === 'en') return figure[answer]
  const asked: AskedNumber = { file, row, column, read: text, ...figure }
  reading.asked.set(cell, asked)
  return figure.vi
}
