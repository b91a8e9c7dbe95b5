import type { CellStyle, Cell as SheetCell } from 'hucre'
import { charactersFor, linesIn, longestWord, pointsOf } from './xlsx-text.ts'

/** One cell of a sheet, with the columns it stands over; none where it lies under another. */
export interface Standing {
  row: number
  col: number
  columns: number
  /** It stands over two rows, which share its lines. */
  isTall: boolean
  cell: Partial<SheetCell>
}

/** Points: a row of one line, and what each further line adds. */
const ROW = 15
const LINE = 13.5
/** Spreadsheets know no higher row. */
const HIGHEST = 405
const MOST_LINES = Math.floor((HIGHEST - ROW) / LINE) + 1
const WIDEST = 240
/** Longer words, such as an address, are broken. */
const LONGEST_WORD = 26

/**
 * Widths in characters that show every number and every word whole: a number too wide for its column is shown as
 * signs, and a word broken in the middle is hard to read. A text too long for the highest row gets a wider column.
 */
export function fitWidths(wanted: readonly number[], cells: readonly Standing[]): number[] {
  const widths = [...wanted]
  for (const { col, columns, cell } of cells) {
    if (columns === 1) widths[col] = Math.max(widths[col]!, narrowest(cell))
  }
  for (const { col, columns, cell } of cells) {
    if (columns === 1 && wraps(cell)) widths[col] = wideEnough(shown(cell), widths[col]!, isBold(cell))
  }
  return widths
}

/** The width from which on a text fits the highest row. */
export function wideEnough(text: string, from: number, isBold: boolean): number {
  let width = from
  while (linesIn(text, width, isBold) > MOST_LINES && width < WIDEST) width = Math.ceil(width * 1.2)
  return width
}

export function narrowest(cell: Partial<SheetCell>): number {
  const text = shown(cell)
  if (cell.type === 'number' || cell.type === 'date') return charactersFor(text, isBold(cell))
  const word = longestWord(text)
  return wraps(cell) && word.length <= LONGEST_WORD ? charactersFor(word, isBold(cell)) : 0
}

export const heightFor = (lines: number, size = 11): number =>
  Math.min(((ROW + (lines - 1) * LINE) * size) / 11, HIGHEST)

/** Heights in points, counted here because not every reader grows a row by its text, and none by merged cells. */
export function fitHeights(
  rows: number,
  widths: readonly number[],
  cells: readonly Standing[],
  isHidden: (col: number) => boolean,
): number[] {
  const heights = Array.from({ length: rows }, () => ROW)
  const heightOf = ({ col, columns, cell }: Standing) => {
    const width = widths
      .slice(col, col + columns)
      .reduce((sum, one, n) => sum + (isHidden(col + n) ? 0 : one), 0)
    const lines = wraps(cell) ? linesIn(shown(cell), width, isBold(cell)) : 1
    return heightFor(lines, cell.style?.font?.size)
  }
  const isSeen = ({ col, columns }: Standing) => columns > 0 && !isHidden(col)
  for (const one of cells) {
    if (!one.isTall && isSeen(one)) heights[one.row] = Math.max(heights[one.row]!, heightOf(one))
  }
  for (const one of cells) {
    if (!one.isTall || !isSeen(one)) continue
    heights[one.row + 1] = Math.max(heights[one.row + 1]!, heightOf(one) - heights[one.row]!)
  }
  return heights.map(Math.ceil)
}

/** A4 landscape less its margins, in points, and a little of its height for readers that count otherwise. */
const PAGE = { width: 770, height: 485 }
/** Fewer rows than this look lost on a page of their own. */
const COMPANY = 3

/**
 * The rows that begin a page. Told to every reader, because each fits the width by its own measure and would break the
 * pages elsewhere: here no heading among the rows stands last on a page, and none is left over for the last one.
 */
export function fitBreaks(
  heights: readonly number[],
  widths: readonly number[],
  { header, leads }: { header: { from: number; to: number }; leads: (row: number) => boolean },
): number[] {
  const page = PAGE.height / Math.min(1, PAGE.width / pointsOf(total(widths)))
  const again = total(heights.slice(header.from, header.to))
  const breaks: number[] = []
  let [used, first] = [0, 0]
  for (let row = 0; row < heights.length; row += 1) {
    used += heights[row]!
    if (used <= page || row <= header.to) continue
    let start = row
    while (leads(start - 1) && start - 1 > Math.max(first, header.to)) start -= 1
    breaks.push(start)
    first = start
    used = again + total(heights.slice(start, row + 1))
  }
  const company = heights.length - COMPANY
  if (first > company && company > Math.max(breaks.at(-2) ?? 0, header.to))
    breaks[breaks.length - 1] = company
  return breaks
}

const total = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0)

const wraps = (cell: Partial<SheetCell>): boolean => cell.style?.alignment?.wrapText === true
export const isBold = (cell: Partial<SheetCell>) => cell.style?.font?.bold === true

/** About what a reader sees: a date's format is as wide as its day. */
function shown({ value, style }: Partial<SheetCell>): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return style?.numFmt ?? ''
  if (typeof value !== 'number') return String(value)
  return numberText(value, style)
}

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 9 })

function numberText(value: number, style: CellStyle | undefined): string {
  const format = style?.numFmt ?? ''
  const sign = format.startsWith('+') && value > 0 ? '+' : ''
  if (format.includes('%')) return `${sign}${(value * 100).toFixed(2)}%`
  return sign + grouped.format(value)
}
