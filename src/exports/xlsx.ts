import { type CellStyle, type CellValue, type Cell as SheetCell, type WriteSheet, writeXlsx } from 'hucre'
import type { Instant } from '../domain/day.ts'
import type { Column, Paper, Row, Section } from '../domain/paper.ts'
import { cellOf } from './xlsx-cell.ts'
import { fitBreaks, fitHeights, fitWidths, type Standing } from './xlsx-fit.ts'

export interface Printing {
  zone: string
  /** Stamped into the file in place of the clock, so that the same paper gives the same bytes. */
  at: Instant
  author: string
}

const FONT = { name: 'Times New Roman', size: 11 }

/** A paper as a workbook, a sheet a section: A4 landscape, one page wide, its header on every page. */
export async function printXlsx(paper: Paper, printing: Printing): Promise<Uint8Array> {
  const stamp = new Date(printing.at)
  return await writeXlsx({
    sheets: paper.sections.map((section) => sheetOf(paper, section, printing.zone)),
    properties: { title: paper.title, creator: printing.author, created: stamp, modified: stamp },
    namedRanges: paper.sections.map((section) => ({
      name: '_xlnm.Print_Titles',
      range: `'${section.name.replaceAll("'", "''")}'!${headerRows(section)}`,
      scope: section.name,
    })),
    defaultFont: FONT,
  })
}

const border = { style: 'thin', color: { rgb: 'FF808080' } } as const
const box = { top: border, right: border, bottom: border, left: border }
const fill = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const
const header: CellStyle = {
  font: { ...FONT, bold: true },
  fill: fill('FFE8EEF7'),
  border: box,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
}
const titled = (font: CellStyle['font']): CellStyle => ({
  font: { ...FONT, ...font },
  alignment: { vertical: 'top', wrapText: true },
})
const roles: Record<NonNullable<Row['role']>, CellStyle> = {
  total: { font: { ...FONT, bold: true }, fill: fill('FFF2EFE8') },
  subtotal: { font: { ...FONT, bold: true }, fill: fill('FFF8F6F1') },
  band: { font: { ...FONT, bold: true }, fill: fill('FFF8F6F1') },
}

/** A column of the sheet; a range brings two hidden ones with its ends as numbers. */
interface Shown {
  column: Column
  at: number
  end?: 'low' | 'high'
}

function sheetOf(paper: Paper, section: Section, zone: string): WriteSheet {
  const shown = columnsOf(section)
  const { cells, top, merges } = fillIn(paper, section, shown, zone)
  const count = Math.max(...cells.map(({ row }) => row)) + 1
  const rows = Array.from({ length: count }, () => shown.map((): CellValue => null))
  for (const { row, col, cell } of cells) rows[row]![col] = cell.value ?? null
  return {
    name: section.name,
    ...fitted(section, shown, cells, count),
    rows,
    cells: new Map(cells.map(({ row, col, cell }) => [`${row},${col}`, cell])),
    merges,
    freezePane: { rows: top },
    ...(section.isData && {
      autoFilter: { range: `A1:${letters(shown.length)}${section.rows.length + 1}` },
    }),
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      margins: { top: 0.6, bottom: 0.6, left: 0.6, right: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      ...(paper.mark && { oddHeader: `&R${literal(paper.mark)}` }),
      oddFooter: `&L${literal(paper.code)}&R&P/&N`,
    },
  }
}

/** Columns wide and rows high enough for all that stands in them, and pages that begin where a reader expects it. */
function fitted(section: Section, shown: Shown[], cells: Standing[], count: number) {
  const isHidden = (col: number) => shown[col]?.end !== undefined
  const widths = fitWidths(
    shown.map(({ column }) => (section.isData && column.kind !== 'text' ? 6 : (column.width ?? 12))),
    cells,
  )
  const heights = fitHeights(count, widths, cells, isHidden)
  const from = firstHeaderRow(section)
  const to = from + 1 + Number(hasGroups(section))
  const leads = (row: number) => ['band', 'subtotal'].includes(section.rows[row - to]?.role ?? '')
  const breaks = fitBreaks(
    heights,
    widths.filter((_, col) => !isHidden(col)),
    { header: { from, to }, leads },
  )
  return {
    columns: widths.map((width, col) => ({ width, ...(isHidden(col) && { hidden: true }) })),
    rowDefs: new Map(heights.map((height, row) => [row, { height }])),
    // Named by the row above it.
    rowBreaks: section.isData ? [] : breaks.map((row) => row - 1),
  }
}

/** Title, span of days and mark, one or two header rows, the body and its note; `top` is the first row of the body. */
function fillIn(paper: Paper, section: Section, shown: Shown[], zone: string) {
  const across = shown.length
  const line = (row: number, value: string, style: CellStyle): Standing => ({
    ...{ row, col: 0, columns: across, isTall: false },
    cell: { value, type: 'string', style },
  })
  const cells: Standing[] = []
  if (!section.isData) {
    const below = [paper.title, paper.subtitle, paper.code, paper.mark].filter(Boolean).join(' · ')
    cells.push(line(0, section.heading, titled({ bold: true, size: 14 })))
    cells.push(line(1, below, titled({ italic: true })))
  }
  const heads = headersOf(section, shown)
  const top = firstHeaderRow(section) + 1 + Number(hasGroups(section))
  cells.push(...heads)
  section.rows.forEach((row, n) => {
    shown.forEach((column, col) => {
      cells.push({ row: top + n, col, columns: 1, isTall: false, cell: bodyCell(row, column, section, zone) })
    })
  })
  if (section.note) cells.push(line(top + section.rows.length + 1, section.note, titled({ italic: true })))
  const merges = cells
    .filter(({ columns, isTall }) => columns > 1 || isTall)
    .map(({ row, col, columns, isTall }) => ({
      ...{ startRow: row, startCol: col },
      ...{ endRow: row + Number(isTall), endCol: col + columns - 1 },
    }))
  return { cells, top, merges }
}

/** Columns under one heading share its cell; a column without a group spans both header rows. */
function headersOf(section: Section, shown: Shown[]): Standing[] {
  const [row, isDouble] = [firstHeaderRow(section), hasGroups(section)]
  const at = (row: number, col: number, value: string, columns = 1, isTall = false): Standing => ({
    ...{ row, col, columns, isTall },
    cell: { value, type: 'string', style: header },
  })
  // What lies under a merged cell keeps its border, and says the heading to those who read without merging.
  const under = (row: number, col: number, value: string) => at(row, col, value, 0)
  return shown.flatMap(({ column, end }, col) => {
    const heading = end ? `${column.key}_${end}` : column.heading
    const { group } = column
    if (!isDouble) return [at(row, col, heading)]
    if (group === undefined) return [at(row, col, heading, 1, true), under(row + 1, col, heading)]
    const below = at(row + 1, col, heading)
    if (shown[col - 1]?.column.group === group) return [under(row, col, group), below]
    const after = shown.findIndex((other, n) => n > col && other.column.group !== group)
    return [at(row, col, group, (after < 0 ? shown.length : after) - col), below]
  })
}

function bodyCell(row: Row, { column, at, end }: Shown, section: Section, zone: string): Partial<SheetCell> {
  const { style, ...cell } = cellOf(row.cells[at] ?? null, { zone, end, isData: section.isData ?? false })
  const alignment = {
    vertical: 'top',
    ...style?.alignment,
    ...sideOf(column),
    wrapText: cell.type === 'string' || cell.type === 'richText',
  } as const
  const role = row.role ? roles[row.role] : {}
  const plain = { font: FONT, ...(section.isData ? {} : { border: box }) }
  return { ...cell, style: { ...plain, ...role, ...style, alignment } }
}

/** Numbers stand at the right of their cells, under each other; running numbers and days in the middle. */
function sideOf({ kind, key }: Column): CellStyle['alignment'] {
  if (kind === 'text') return { horizontal: 'left' }
  return key === 'no' || kind === 'day' ? { horizontal: 'center' } : {}
}

function columnsOf({ columns }: Section): Shown[] {
  return columns.flatMap((column, at): Shown[] =>
    column.kind === 'range'
      ? [
          { column, at },
          { column, at, end: 'low' },
          { column, at, end: 'high' },
        ]
      : [{ column, at }],
  )
}

const hasGroups = ({ columns }: Section) => columns.some(({ group }) => group !== undefined)
const firstHeaderRow = ({ isData }: Section) => (isData ? 0 : 2)

/** '$3:$4', counted from one. */
function headerRows(section: Section): string {
  const first = firstHeaderRow(section) + 1
  return `$${first}:$${first + Number(hasGroups(section))}`
}

/** An ampersand begins a code in headers and footers. */
const literal = (text: string) => text.replaceAll('&', '&&')

function letters(count: number): string {
  const [high, low] = [Math.floor((count - 1) / 26), (count - 1) % 26]
  return (high ? String.fromCharCode(64 + high) : '') + String.fromCharCode(65 + low)
}
