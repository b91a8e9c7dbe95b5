import type { CellStyle, Cell as SheetCell, WriteSheet } from 'hucre'
import type { Instant } from '../domain/day.ts'
import type { Column, Paper, Row, Section } from '../domain/paper.ts'
import { fitBreaks, type Standing } from './xlsx-fit.ts'

export interface Printing {
  zone: string
  /** Stamped into the file in place of the clock, so that the same paper gives the same bytes. */
  at: Instant
  author: string
}

const FONT = { name: 'Times New Roman', size: 11 }

/** What a workbook says of itself. */
export function bookOf({ title }: Headed, sections: readonly Section[], { at, author }: Printing) {
  const stamp = new Date(at)
  return {
    properties: { title, creator: author, created: stamp, modified: stamp },
    namedRanges: sections.map((section) => ({
      name: '_xlnm.Print_Titles',
      range: `'${section.name.replaceAll("'", "''")}'!${headerRows(section)}`,
      scope: section.name,
    })),
    defaultFont: FONT,
  }
}

/** What stands on every sheet. */
export type Headed = Omit<Paper, 'sections'>

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
export interface Shown {
  column: Column
  at: number
  end?: 'low' | 'high'
}

/** What does not depend on what stands in the rows. */
export function frameOf(paper: Headed, section: Section, shown: readonly Shown[], rows: number) {
  return {
    freezePane: { rows: topOf(section) },
    ...(section.isData && { autoFilter: { range: `A1:${letters(shown.length)}${rows + 1}` } }),
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
  } satisfies Partial<WriteSheet>
}

export const wantedWidths = (section: Section, shown: readonly Shown[]): number[] =>
  shown.map(({ column }) => (section.isData && column.kind !== 'text' ? 6 : (column.width ?? 12)))

export const columnDefs = (widths: readonly number[], shown: readonly Shown[]) =>
  widths.map((width, col) => ({ width, ...(shown[col]?.end && { hidden: true }) }))

/** Spreadsheets know no more in a sheet. */
const MOST_BREAKS = 1000

/** The rows above which a page begins, each named by the row above it. */
export function breaksOf(
  section: Section,
  shown: readonly Shown[],
  { widths, heights }: { widths: readonly number[]; heights: readonly number[] },
  roleOf: (n: number) => Row['role'],
): number[] {
  if (section.isData) return []
  const [from, to] = [firstHeaderRow(section), topOf(section)]
  const leads = (row: number) => ['band', 'subtotal'].includes(roleOf(row - to) ?? '')
  const seen = widths.filter((_, col) => shown[col]?.end === undefined)
  const breaks = fitBreaks(heights, seen, { header: { from, to }, leads })
  return breaks.slice(0, MOST_BREAKS).map((row) => row - 1)
}

/** Over all columns of a sheet. */
const lineOf = (row: number, value: string, style: CellStyle, shown: readonly Shown[]): Standing => ({
  ...{ row, col: 0, columns: shown.length, isTall: false },
  cell: { value, type: 'string', style },
})

/** Title, span of days and mark, one or two header rows. */
export function headOf(paper: Headed, section: Section, shown: Shown[]): Standing[] {
  const cells: Standing[] = []
  if (!section.isData) {
    const below = [paper.title, paper.subtitle, paper.code, paper.mark].filter(Boolean).join(' · ')
    cells.push(lineOf(0, section.heading, titled({ bold: true, size: 14 }), shown))
    cells.push(lineOf(1, below, titled({ italic: true }), shown))
  }
  return [...cells, ...headersOf(section, shown)]
}

/** The note, a row below the body. */
export function footOf(section: Section, shown: readonly Shown[], rows: number): Standing[] {
  if (!section.note) return []
  return [lineOf(topOf(section) + rows + 1, section.note, titled({ italic: true }), shown)]
}

export const mergesOf = (cells: readonly Standing[]) =>
  cells
    .filter(({ columns, isTall }) => columns > 1 || isTall)
    .map(({ row, col, columns, isTall }) => ({
      ...{ startRow: row, startCol: col },
      ...{ endRow: row + Number(isTall), endCol: col + columns - 1 },
    }))

/** Columns under one heading share its cell; a column without a group spans both header rows. */
export function headersOf(section: Section, shown: Shown[]): Standing[] {
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

export function bodyStyle(
  { style, type }: Partial<SheetCell>,
  name: Row['role'],
  { column }: Shown,
  section: Section,
): CellStyle {
  const alignment = {
    vertical: 'top',
    ...style?.alignment,
    ...sideOf(column),
    wrapText: type === 'string' || type === 'richText',
  } as const
  const role = name ? roles[name] : {}
  const plain = { font: FONT, ...(section.isData ? {} : { border: box }) }
  return { ...plain, ...role, ...style, alignment }
}

/** Numbers stand at the right of their cells, under each other; running numbers and days in the middle. */
function sideOf({ kind, key }: Column): CellStyle['alignment'] {
  if (kind === 'text') return { horizontal: 'left' }
  return key === 'no' || kind === 'day' ? { horizontal: 'center' } : {}
}

export function columnsOf({ columns }: Section): Shown[] {
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
/** The first row of the body. */
export const topOf = (section: Section) => firstHeaderRow(section) + 1 + Number(hasGroups(section))
const firstHeaderRow = ({ isData }: Section) => (isData ? 0 : 2)

/** '$3:$4', counted from one. */
function headerRows(section: Section): string {
  const first = firstHeaderRow(section) + 1
  return `$${first}:$${first + Number(hasGroups(section))}`
}

/** An ampersand begins a code in headers and footers. */
const literal = (text: string) => text.replaceAll('&', '&&')

export function letters(count: number): string {
  const [high, low] = [Math.floor((count - 1) / 26), (count - 1) % 26]
  return (high ? String.fromCharCode(64 + high) : '') + String.fromCharCode(65 + low)
}
