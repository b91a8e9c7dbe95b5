import type { CellStyle, CellValue, Cell as SheetCell } from 'hucre'
import { fitHeights, fitWidths, heightFor, isBold, narrowest, type Standing, wideEnough } from './xlsx-fit.ts'
import { linesIn } from './xlsx-text.ts'

/** Widths and heights of a sheet whose rows come and go; as `fitWidths` and `fitHeights` find them for all at once. */
export interface Fitting {
  /** Where the number of its row goes, counted from 0, if the cell may take more than a line. */
  see(col: number, cell: Partial<SheetCell>, style: CellStyle): number[] | undefined
  /** With the cells that stand still, and for so many rows. */
  end(still: readonly Standing[], rows: number): { widths: number[]; heights: number[] }
}

/** A text of the body that may take more than a line, or a wider column, with the rows in which it stands. */
interface Long {
  col: number
  text: string
  isBold: boolean
  rows: number[]
}

/** No letter and no digit is wider than so many characters of a column, a little being kept free in every cell. */
const WIDEST_LETTER = 2.3
const WIDEST_DIGIT = 1.15
const SPARE = 2

/** A space or a line's end, or a word that a column need not show whole. */
const mayWrap = /\s|.{27}/

export function openFitting(
  wanted: readonly number[],
  head: readonly Standing[],
  isHidden: (col: number) => boolean,
): Fitting {
  const least = fitWidths(wanted, head)
  const widths = [...least]
  const [plain, bold] = [new Map<unknown, number>(), new Map<unknown, number>()]
  const long = wanted.map(() => [new Map<string, Long>(), new Map<string, Long>()] as const)
  const widen = (col: number, cell: Partial<SheetCell>) => {
    widths[col] = Math.max(widths[col]!, knownWidth(isBold(cell) ? bold : plain, cell))
  }
  const see: Fitting['see'] = (col, { value, type }, style) => {
    if (value === undefined || value === null) return undefined
    if (fitsAnyway(value, style, widths[col]!, least[col]!)) return undefined
    const isText = typeof value === 'string'
    const known = long[col]![Number(isBold({ style }))]!
    const found = isText ? known.get(value) : undefined
    if (found) return found.rows
    widen(col, { value, type, style })
    if (!isText || !mayWrap.test(value)) return undefined
    const rows: number[] = []
    known.set(value, { col, text: value, isBold: isBold({ style }), rows })
    return rows
  }
  return {
    see,
    end(still, rows) {
      const fitted = fitWidths(widths, still)
      const texts = long.flatMap((ofColumn) => ofColumn.flatMap((known) => [...known.values()]))
      for (const { col, text, isBold } of texts) fitted[col] = wideEnough(text, fitted[col]!, isBold)
      const heights = fitHeights(rows, fitted, still, isHidden)
      for (const one of texts) if (!isHidden(one.col)) raise(heights, one, fitted[one.col]!)
      return { widths: fitted, heights }
    },
  }
}

function raise(heights: number[], { text, isBold, rows }: Long, width: number) {
  const height = Math.ceil(heightFor(linesIn(text, width, isBold)))
  for (const row of rows) heights[row] = Math.max(heights[row]!, height)
}

/** Nothing needs to be measured: a number in the column as it is, a text in the narrowest that it can become. */
function fitsAnyway(value: CellValue, style: CellStyle, width: number, least: number): boolean {
  if (typeof value === 'string') return value.length * WIDEST_LETTER + SPARE <= least
  return typeof value === 'number' && isNarrow(value, style, width)
}

/** Digits with a separator after every third, a sign and a percent sign. */
function isNarrow(value: number, style: CellStyle, width: number): boolean {
  const digits = String(value)
  if (digits.includes('e')) return false
  const most = (style.numFmt?.includes('%') ? 6 : 0) + (digits.length * 4) / 3 + 2
  return most * WIDEST_DIGIT + SPARE <= width
}

/** Most texts and all days come again and again. */
function knownWidth(known: Map<unknown, number>, cell: Partial<SheetCell>): number {
  const key = cell.value instanceof Date ? cell.style?.numFmt : cell.value
  if (typeof key !== 'string') return narrowest(cell)
  let width = known.get(key)
  if (width === undefined) {
    width = narrowest(cell)
    if (known.size > 20_000) known.clear()
    known.set(key, width)
  }
  return width
}
