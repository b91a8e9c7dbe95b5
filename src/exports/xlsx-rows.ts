import type { CellStyle, Cell as SheetCell } from 'hucre'
import type { Row, Section } from '../domain/paper.ts'
import { cellOf } from './xlsx-cell.ts'
import type { Fitting } from './xlsx-fitting.ts'
import { bodyStyle, letters, type Shown } from './xlsx-look.ts'
import type { Strings } from './xlsx-tables.ts'

/** Styles of rows; the heads bring theirs after them. */
export interface Palette {
  styles: CellStyle[]
  idOf(style: CellStyle): number
}

export function openPalette(): Palette {
  const ids = new Map<string, number>()
  const styles: CellStyle[] = []
  return {
    styles,
    idOf(style) {
      const key = JSON.stringify(style)
      const known = ids.get(key)
      if (known !== undefined) return known
      // 0 is the plain cell.
      styles.push(style)
      ids.set(key, styles.length)
      return styles.length
    },
  }
}

/** What the sheets of a workbook share. */
export interface Shared {
  strings: Strings
  palette: Palette
  zone: string
}

interface Place {
  section: Section
  shown: Shown[]
  fitting: Fitting
}

/** Where a cell's row goes when its place is known: to the other rows with a text that may take more than a line. */
type Hear = (rows: number[]) => void

/** The cells from one column to before another as XML; `number` stands for that of the row. */
export type WriteCells = (
  row: Row,
  [from, to]: readonly [number, number],
  number: string,
  hear: Hear,
) => string

/** Puts cells into words at once, so that nothing of them needs to stay. */
export function cellWriter(
  { section, shown, fitting }: Place,
  { strings, palette, zone }: Shared,
): WriteCells {
  const columns = shown.map((column, col) => ({
    at: column.at,
    letter: letters(col + 1),
    placed: { zone, end: column.end, isData: section.isData ?? false },
    styles: new Map<Row['role'], Map<string, number>>(),
  }))
  const styleOf = (cell: Partial<SheetCell>, role: Row['role'], col: number) => {
    const { styles } = columns[col]!
    const known = styles.get(role) ?? new Map<string, number>()
    styles.set(role, known)
    const key = keyOf(cell)
    let id = known.get(key)
    if (id === undefined) {
      id = palette.idOf(bodyStyle(cell, role, shown[col]!, section))
      known.set(key, id)
    }
    return id
  }
  return ({ cells, role }, [from, to], number, hear) => {
    let xml = ''
    for (let col = from; col < to; col += 1) {
      const column = columns[col]!
      const cell = cellOf(cells[column.at] ?? null, column.placed)
      const style = styleOf(cell, role, col)
      xml += cellXml(`<c r="${column.letter}${number}"`, cell, style, strings)
      const rows = fitting.see(col, cell, palette.styles[style - 1]!)
      if (rows) hear(rows)
    }
    return xml
  }
}

/** What a cell itself decides of its style: its format, else whether it is text and at which side. */
function keyOf({ type, style }: Partial<SheetCell>): string {
  if (style?.numFmt) return style.numFmt
  const isText = type === 'string' || type === 'richText'
  return style?.alignment ? (isText ? 'right text' : 'right') : isText ? 'text' : ''
}

function cellXml(
  start: string,
  { value, type }: Partial<SheetCell>,
  style: number,
  strings: Strings,
): string {
  if (value === undefined || value === null) return `${start} s="${style}"/>`
  if (typeof value === 'number') return `${start} s="${style}"><v>${value}</v></c>`
  if (value instanceof Date) return `${start} s="${style}"><v>${serialOf(value)}</v></c>`
  if (type === 'richText')
    return `${start} t="inlineStr" s="${style}"><is><r><t xml:space="preserve">${value}</t></r></is></c>`
  return `${start} t="s" s="${style}"><v>${strings.idOf(String(value))}</v></c>`
}

const DAY_MS = 86_400_000

/** Days since the last of 1899, counting a 29 February 1900 that never was. */
const serialOf = (date: Date): number => Math.round((date.getTime() / DAY_MS + 25_569) * 1e10) / 1e10
