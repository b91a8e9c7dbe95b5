import { unzipSync } from 'fflate'
import { type CellStyle, type CellValue, type Cell as SheetCell, type WriteSheet, writeXlsx } from 'hucre'
import type { Paper, Row, Section } from '../domain/paper.ts'
import { cellOf } from './xlsx-cell.ts'
import type { Standing } from './xlsx-fit.ts'
import { openFitting } from './xlsx-fitting.ts'
import {
  bodyStyle,
  bookOf,
  breaksOf,
  columnDefs,
  columnsOf,
  footOf,
  frameOf,
  type Headed,
  headersOf,
  headOf,
  letters,
  mergesOf,
  type Printing,
  type Shown,
  topOf,
  wantedWidths,
} from './xlsx-look.ts'
import { openSpool, type Spool } from './xlsx-spool.ts'
import { joinStrings, openStrings, type Strings, shiftHead, stylesWith } from './xlsx-tables.ts'
import { openZip } from './zip-file.ts'

/** A paper as a workbook, a sheet a section: A4 landscape, one page wide, its header on every page. */
export async function printXlsx(paper: Paper, printing: Printing): Promise<Uint8Array> {
  const book = openBook(undefined, printing.zone)
  for (const section of paper.sections) {
    const sheet = book.sheet(section)
    for (const row of section.rows) sheet.add(row)
  }
  return await book.close(paper, printing)
}

/**
 * A workbook whose rows need not all be there at once: they come sheet by sheet in any order and wait in files beside
 * it, or in memory where it has no file.
 */
export interface Book {
  /** Of a section without its rows. */
  sheet(section: Section): { add(row: Row): void }
  /** Writes it with its sheets in the order of the paper's; `done` hears how many rows of all are written. */
  close(paper: Paper, printing: Printing, done?: (rows: number, of: number) => void): Promise<Uint8Array>
}

interface Sheet {
  section: Section
  shown: Shown[]
  spool: Spool
  roles: Map<number, Row['role']>
  count: number
  fitting: ReturnType<typeof openFitting>
}

/** Styles of rows; the heads bring theirs after them. */
interface Palette {
  styles: CellStyle[]
  idOf(style: CellStyle): number
}

const MANY_ROWS = 20_000

export function openBook(file: string | undefined, zone: string): Book {
  const opened = new Map<string, Sheet>()
  const [strings, palette] = [openStrings(), openPalette()]
  return {
    sheet(section) {
      const sheet = openSheet(file && `${file}.${opened.size}`, { ...section, rows: [] })
      opened.set(section.name, sheet)
      return { add: adderOf(sheet, strings, palette, zone) }
    },
    async close(paper, printing, done) {
      const sheets = paper.sections.map(({ name }) => opened.get(name)!)
      const fits = sheets.map((sheet) => fitOf(paper, sheet))
      const skeleton = unzipSync(await writeSkeleton(paper, sheets, fits, palette, printing))
      const zip = openZip(file)
      const of = sheets.reduce((sum, { count }) => sum + count, 0)
      let rows = 0
      const own = new Map(
        sheets.map((sheet, n) => [`xl/worksheets/sheet${n + 1}.xml`, { sheet, fit: fits[n]! }]),
      )
      const headStrings = new TextDecoder().decode(skeleton['xl/sharedStrings.xml'])
      for (const [name, bytes] of Object.entries(skeleton)) {
        const found = own.get(name)
        if (found) {
          const isLarge = found.sheet.count > MANY_ROWS
          await zip.add(name, sheetXml(bytes, found, strings, palette), isLarge)
          rows += found.sheet.count
          done?.(rows, of)
          found.sheet.spool.close()
        } else if (name === 'xl/sharedStrings.xml') await zip.add(name, joinStrings(strings, headStrings))
        else if (name === 'xl/styles.xml') await zip.add(name, [stylesWith(bytes, paletteIds(skeleton))])
        else await zip.add(name, [bytes])
      }
      return zip.close()
    },
  }
}

function openSheet(file: string | undefined, section: Section): Sheet {
  const shown = columnsOf(section)
  const isHidden = (col: number) => shown[col]?.end !== undefined
  const fitting = openFitting(wantedWidths(section, shown), headersOf(section, shown), isHidden)
  return { section, shown, spool: openSpool(file), roles: new Map(), count: 0, fitting }
}

function openPalette(): Palette {
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

/** Puts a row into words at once, so that nothing of it needs to stay. */
function adderOf(sheet: Sheet, strings: Strings, palette: Palette, zone: string) {
  const { section, shown, spool, roles, fitting } = sheet
  const top = topOf(section)
  const isData = section.isData ?? false
  const columns = shown.map((column, col) => ({
    at: column.at,
    letter: letters(col + 1),
    placed: { zone, end: column.end, isData },
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
  return (row: Row) => {
    const at = top + sheet.count
    const number = at + 1
    let xml = '>'
    for (let col = 0; col < columns.length; col += 1) {
      const column = columns[col]!
      const cell = cellOf(row.cells[column.at] ?? null, column.placed)
      const start = `<c r="${column.letter}${number}"`
      const style = styleOf(cell, row.role, col)
      xml += cellXml(start, cell, style, strings)
      fitting.see(at, col, cell, palette.styles[style - 1]!)
    }
    if (row.role) roles.set(sheet.count, row.role)
    spool.add(`<row r="${number}"`, `${xml}</row>`)
    sheet.count += 1
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

interface Fit {
  still: Standing[]
  widths: number[]
  heights: number[]
  rows: number
}

function fitOf(headed: Headed, { section, shown, count, fitting }: Sheet): Fit {
  const still = [...headOf(headed, section, shown), ...footOf(section, shown, count)]
  const last = still.reduce((most, { row }) => Math.max(most, row), 0)
  const rows = Math.max(topOf(section) + count, last + 1)
  return { still, rows, ...fitting.end(still, rows) }
}

/** The same workbook without its rows: heads, notes, widths, breaks, print set-up, and one cell of every style. */
async function writeSkeleton(
  headed: Headed,
  sheets: readonly Sheet[],
  fits: readonly Fit[],
  palette: Palette,
  printing: Printing,
): Promise<Uint8Array> {
  const sections = sheets.map(({ section }) => section)
  return await writeXlsx({
    ...bookOf(headed, sections, printing),
    sheets: sheets.map((sheet, n) => skeletonOf(headed, sheet, fits[n]!, n === 0 ? palette.styles : [])),
  })
}

function skeletonOf(
  headed: Headed,
  { section, shown, roles, count }: Sheet,
  { still, widths, heights }: Fit,
  styles: readonly CellStyle[],
): WriteSheet {
  const top = topOf(section)
  // The note stands right below the head, and the styles below the note.
  const placed = [
    ...still.map(({ row, col, cell }) => ({ row: Math.min(row, top), col, cell })),
    ...styles.map((style, col): { row: number; col: number; cell: Partial<SheetCell> } => ({
      ...{ row: top + 1, col },
      cell: { value: 0, type: 'number', style },
    })),
  ]
  const rows = Array.from({ length: top + 2 }, (): CellValue[] => [])
  for (const { row, col, cell } of placed) rows[row]![col] = cell.value ?? null
  return {
    name: section.name,
    columns: columnDefs(widths, shown),
    rows,
    rowDefs: new Map(still.map(({ row }) => [Math.min(row, top), { height: heights[row]! }])),
    rowBreaks: breaksOf(section, shown, { widths, heights }, (n) => roles.get(n)),
    cells: new Map(placed.map(({ row, col, cell }) => [`${row},${col}`, cell])),
    merges: mergesOf(still),
    ...frameOf(headed, section, shown, count),
  }
}

/** Which styles of the skeleton those of the rows became, in their order. */
function paletteIds(skeleton: Record<string, Uint8Array>): number[] {
  const xml = new TextDecoder().decode(skeleton['xl/worksheets/sheet1.xml'])
  const row = xml.slice(xml.lastIndexOf('<row '), xml.indexOf('</sheetData>'))
  return [...row.matchAll(/ s="(\d+)"/g)].map(([, id]) => Number(id))
}

/** Between the body and its note. */
const emptyRow = ({ rows, heights }: Fit) =>
  `<row r="${rows - 1}" ht="${heights[rows - 2]}" customHeight="1"/>`

function* sheetXml(
  skeleton: Uint8Array,
  { sheet, fit }: { sheet: Sheet; fit: Fit },
  strings: Strings,
  palette: Palette,
): Generator<Uint8Array> {
  const { section, shown, spool } = sheet
  const top = topOf(section)
  const xml = new TextDecoder().decode(skeleton)
  const [begin, end] = [xml.indexOf('<sheetData>') + '<sheetData>'.length, xml.indexOf('</sheetData>')]
  const still = shiftHead(xml.slice(begin, end), strings.size, palette.styles.length)
  const rows = still.split(/(?=<row )/)
  const isHead = (row: string) => Number(/ r="(\d+)"/.exec(row)?.[1]) <= top
  const isNote = (row: string) => row.startsWith(`<row r="${top + 1}"`)
  const encoder = new TextEncoder()
  const size = `A1:${letters(shown.length)}${fit.rows}`
  yield encoder.encode(xml.slice(0, begin).replace(/(<dimension ref=")[^"]*/, `$1${size}`))
  yield encoder.encode(rows.filter(isHead).join(''))
  yield* spool.read((n) => ` ht="${fit.heights[top + n]}" customHeight="1"`)
  const note = section.note ? emptyRow(fit) + rows.filter(isNote).join('') : ''
  yield encoder.encode(
    note.replaceAll(new RegExp(`( r="[A-Z]*)${top + 1}"`, 'g'), `$1${fit.rows}"`) + xml.slice(end),
  )
}
