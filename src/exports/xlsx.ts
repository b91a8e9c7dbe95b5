import { unzipSync } from 'fflate'
import { type CellStyle, type CellValue, type Cell as SheetCell, type WriteSheet, writeXlsx } from 'hucre'
import type { Paper, Row, Section } from '../domain/paper.ts'
import type { Standing } from './xlsx-fit.ts'
import { openFitting } from './xlsx-fitting.ts'
import {
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
import { cellWriter, openPalette, type Palette, type WriteCells } from './xlsx-rows.ts'
import { openSpool, type Spool } from './xlsx-spool.ts'
import { openStrand, type Strand } from './xlsx-strand.ts'
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
  sheet(section: Section): SheetRows
  /** Writes it with its sheets in the order of the paper's; `done` hears how many rows of all are written. */
  close(paper: Paper, printing: Printing, done?: (rows: number, of: number) => void): Promise<Uint8Array>
}

export interface SheetRows {
  add(row: Row): void
  /** Rows that come before those above them. */
  strand(): Strand
  /** Puts them behind the rows that are there, numbered from `first` in the first column; the number after the last. */
  append(strand: Strand, first: number): number
}

interface Sheet {
  file: string | undefined
  section: Section
  shown: Shown[]
  spool: Spool
  roles: Map<number, Row['role']>
  count: number
  fitting: ReturnType<typeof openFitting>
}

const MANY_ROWS = 20_000

export function openBook(file: string | undefined, zone: string): Book {
  const opened = new Map<string, Sheet>()
  const [strings, palette] = [openStrings(), openPalette()]
  return {
    sheet(section) {
      const sheet = openSheet(file && `${file}.${opened.size}`, { ...section, rows: [] })
      opened.set(section.name, sheet)
      return rowsOf(sheet, cellWriter(sheet, { strings, palette, zone }))
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
  return { file, section, shown, spool: openSpool(file), roles: new Map(), count: 0, fitting }
}

function rowsOf(sheet: Sheet, write: WriteCells): SheetRows {
  const { section, shown, spool, roles, file } = sheet
  const top = topOf(section)
  let strands = 0
  const put = (xml: string) => {
    spool.add(`<row r="${top + sheet.count + 1}"`, `>${xml}</row>`)
    sheet.count += 1
  }
  const writeHere = (row: Row, [from, to]: readonly [number, number]) => {
    const at = top + sheet.count
    return write(row, [from, to], String(at + 1), (rows) => rows.push(at))
  }
  return {
    add(row) {
      const xml = writeHere(row, [0, shown.length])
      if (row.role) roles.set(sheet.count, row.role)
      put(xml)
    },
    strand() {
      if (file === undefined) throw new Error('rows wait in files, and this workbook has none')
      strands += 1
      return openStrand(`${file}.${strands}`, write, shown.length)
    },
    append(strand, first) {
      let no = first
      for (const cellsAt of strand.take(top + sheet.count)) {
        const number = top + sheet.count + 1
        put(writeHere({ cells: [{ count: no }] }, [0, 1]) + cellsAt(number))
        no += 1
      }
      return no
    },
  }
}

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
