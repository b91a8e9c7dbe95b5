import type { CellStyle, CellValue, Cell as SheetCell } from 'hucre'
import { fitHeights, fitWidths, heightFor, isBold, narrowest, type Standing, wideEnough } from './xlsx-fit.ts'
import { linesIn } from './xlsx-text.ts'

/** Widths and heights of a sheet whose rows come and go; as `fitWidths` and `fitHeights` find them for all at once. */
export interface Fitting {
  see(row: number, col: number, cell: Partial<SheetCell>, style: CellStyle): void
  /** With the cells that stand still, and for so many rows. */
  end(still: readonly Standing[], rows: number): { widths: number[]; heights: number[] }
}

/** A text of the body that may take more than a line, or a wider column. */
interface Long {
  row: number
  col: number
  text: string
  isBold: boolean
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
  const long: Long[] = []
  const widen = (col: number, cell: Partial<SheetCell>) => {
    widths[col] = Math.max(widths[col]!, knownWidth(isBold(cell) ? bold : plain, cell))
  }
  const see: Fitting['see'] = (row, col, { value, type }, style) => {
    if (value === undefined || value === null) return
    if (fitsAnyway(value, style, widths[col]!, least[col]!)) return
    widen(col, { value, type, style })
    if (typeof value === 'string' && mayWrap.test(value)) {
      long.push({ row, col, text: value, isBold: isBold({ style }) })
    }
  }
  return {
    see,
    end(still, rows) {
      let fitted = fitWidths(widths, still)
      fitted = growFor(long, fitted)
      const heights = fitHeights(rows, fitted, still, isHidden)
      for (const { row, col, text, isBold } of long) {
        if (isHidden(col)) continue
        const height = Math.ceil(heightFor(linesIn(text, fitted[col]!, isBold)))
        if (height > heights[row]!) heights[row] = height
      }
      return { widths: fitted, heights }
    },
  }
}

function growFor(long: readonly Long[], from: readonly number[]): number[] {
  const widths = [...from]
  for (const { col, text, isBold } of long) widths[col] = wideEnough(text, widths[col]!, isBold)
  return widths
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
