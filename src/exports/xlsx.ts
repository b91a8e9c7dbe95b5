import { type CellStyle, type CellValue, type Cell as SheetCell, type WriteSheet, writeXlsx } from 'hucre'
import type { Instant } from '../domain/day.ts'
import type { Column, Paper, Row, Section } from '../domain/paper.ts'
import { cellOf } from './xlsx-cell.ts'

export interface Printing {
  zone: string
  /** Stamped into the file in place of the clock, so that the same paper gives the same bytes. */
  at: Instant
  author: string
}

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
    defaultFont: { name: 'Times New Roman', size: 11 },
  })
}

const border = { style: 'thin', color: { rgb: 'FF808080' } } as const
const box = { top: border, right: border, bottom: border, left: border }
const fill = (rgb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } }) as const
const header: CellStyle = {
  font: { bold: true },
  fill: fill('FFE8EEF7'),
  border: box,
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
}
const roles: Record<NonNullable<Row['role']>, CellStyle> = {
  total: { font: { bold: true }, fill: fill('FFF2EFE8') },
  subtotal: { font: { bold: true }, fill: fill('FFF8F6F1') },
  band: { font: { bold: true }, fill: fill('FFF8F6F1') },
}

/** A column of the sheet; a range brings two hidden ones with its ends as numbers. */
interface Shown {
  column: Column
  at: number
  end?: 'low' | 'high'
}

function sheetOf(paper: Paper, section: Section, zone: string): WriteSheet {
  const shown = columnsOf(section)
  const rows: CellValue[][] = []
  const cells = new Map<string, Partial<SheetCell>>()
  const put = (row: number, col: number, cell: Partial<SheetCell>) => {
    const line = rows[row] ?? shown.map(() => null)
    line[col] = cell.value ?? null
    rows[row] = line
    cells.set(`${row},${col}`, cell)
  }
  const top = putHeader(paper, section, shown, put)
  section.rows.forEach((row, n) => {
    shown.forEach((column, col) => {
      put(top + n, col, { ...bodyCell(row, column, section, zone) })
    })
  })
  if (section.note)
    put(top + section.rows.length + 1, 0, {
      value: section.note,
      type: 'string',
      style: { font: { italic: true } },
    })
  return {
    name: section.name,
    columns: shown.map(({ column, end }) => ({ width: column.width ?? 12, ...(end && { hidden: true }) })),
    rows: Array.from(rows, (row) => row ?? []),
    cells,
    merges: mergesOf(section, shown),
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

type Put = (row: number, col: number, cell: Partial<SheetCell>) => void

/** Title, span of days and mark, then one or two header rows; gives the first row of the body. */
function putHeader(paper: Paper, section: Section, shown: Shown[], put: Put): number {
  const first = firstHeaderRow(section)
  if (!section.isData) {
    const below = [paper.title, paper.subtitle, paper.code, paper.mark].filter(Boolean).join(' · ')
    put(0, 0, { value: section.heading, type: 'string', style: { font: { bold: true, size: 14 } } })
    put(1, 0, { value: below, type: 'string', style: { font: { italic: true } } })
  }
  const last = first + Number(hasGroups(section))
  shown.forEach(({ column, end }, col) => {
    const heading = end ? `${column.key}_${end}` : column.heading
    if (last > first) put(first, col, { value: column.group ?? heading, type: 'string', style: header })
    put(last, col, { value: heading, type: 'string', style: header })
  })
  return last + 1
}

function bodyCell(row: Row, { column, at, end }: Shown, section: Section, zone: string): Partial<SheetCell> {
  const { style, ...cell } = cellOf(row.cells[at] ?? null, { zone, end, isData: section.isData ?? false })
  const isText = column.kind === 'text'
  const alignment = { vertical: 'top', wrapText: isText && !section.isData, ...style?.alignment } as const
  const role = row.role ? roles[row.role] : {}
  return { ...cell, style: { ...(section.isData ? {} : { border: box }), ...role, ...style, alignment } }
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

/** Columns under one heading share its cell; a column without a group spans both header rows. */
function mergesOf(section: Section, shown: Shown[]) {
  if (!hasGroups(section)) return []
  const row = firstHeaderRow(section)
  const merges = []
  for (let col = 0; col < shown.length; ) {
    const { group } = shown[col]!.column
    let end = col
    while (group !== undefined && shown[end + 1]?.column.group === group) end += 1
    merges.push({ startRow: row, startCol: col, endRow: group === undefined ? row + 1 : row, endCol: end })
    col = end + 1
  }
  return merges.filter(({ startRow, startCol, endRow, endCol }) => startRow !== endRow || startCol !== endCol)
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
