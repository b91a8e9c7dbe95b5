import {
  BorderStyle,
  type ITableCellOptions,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { OfficeLayout } from '../../domain/office-paper.ts'
import type { Column, Kind, Row, Section } from '../../domain/paper.ts'
import { writeCell } from '../../i18n/cells.ts'
import { textWidth } from './head.ts'
import { type Look, paragraph } from './text.ts'

/** In characters, where a column does not say. */
const usualWidths: Record<Kind, number> = {
  text: 30,
  count: 7,
  amount: 12,
  percent: 10,
  range: 12,
  day: 12,
  instant: 14,
}

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const
const lines = { top: line, bottom: line, left: line, right: line }
const padding = { top: 30, bottom: 30, left: 70, right: 70 }

/** A table as wide as the text; its header stands again on every page, and no row is torn apart. */
export function tableOf(section: Section, layout: OfficeLayout, zone: string): Table {
  const { columns, rows } = section
  const widths = widthsOf(columns, textWidth(layout))
  return new Table({
    width: { size: textWidth(layout), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    borders: { ...lines, insideHorizontal: line, insideVertical: line },
    margins: padding,
    rows: [
      ...headersOf(columns, widths, layout),
      ...rows.map((row) => bodyRow(row, columns, widths, layout, zone)),
    ],
  })
}

/** Shares of the whole width as the columns ask for it. */
function widthsOf(columns: readonly Column[], whole: number): number[] {
  const wanted = columns.map((column) => column.width ?? usualWidths[column.kind])
  const sum = wanted.reduce((total, width) => total + width, 0)
  const widths = wanted.map((width) => Math.floor((whole * width) / sum))
  const rest = whole - widths.reduce((total, width) => total + width, 0)
  return widths.map((width, n) => (n === 0 ? width + rest : width))
}

/** One row, or two where columns stand under a common heading. */
function headersOf(columns: readonly Column[], widths: number[], layout: OfficeLayout): TableRow[] {
  const look: Look = { size: layout.table, bold: true, align: 'center', keepNext: true }
  const cell = (text: string, options: Partial<ITableCellOptions>) =>
    new TableCell({
      ...options,
      borders: lines,
      verticalAlign: VerticalAlign.CENTER,
      children: [paragraph(text, look, layout)],
    })
  const width = (n: number) => ({ width: { size: widths[n]!, type: WidthType.DXA } })
  const row = (children: TableCell[]) => new TableRow({ tableHeader: true, cantSplit: true, children })
  if (!columns.some(({ group }) => group)) {
    return [row(columns.map(({ heading }, n) => cell(heading, width(n))))]
  }
  const top = columns.flatMap((column, n) => {
    if (!column.group) return [cell(column.heading, { ...width(n), rowSpan: 2 })]
    if (columns[n - 1]?.group === column.group) return []
    const after = columns.slice(n).findIndex(({ group }) => group !== column.group)
    const columnSpan = after < 0 ? columns.length - n : after
    const size = widths.slice(n, n + columnSpan).reduce((sum, one) => sum + one, 0)
    return [cell(column.group, { width: { size, type: WidthType.DXA }, columnSpan })]
  })
  const below = columns.flatMap(({ group, heading }, n) => (group ? [cell(heading, width(n))] : []))
  return [row(top), row(below)]
}

function bodyRow(
  row: Row,
  columns: readonly Column[],
  widths: number[],
  layout: OfficeLayout,
  zone: string,
): TableRow {
  return new TableRow({
    cantSplit: true,
    children: columns.map(({ kind }, n) => {
      const text = writeCell('vi', row.cells[n] ?? null, zone) || '–'
      const align = kind === 'text' ? 'left' : kind === 'day' ? 'center' : 'right'
      return new TableCell({
        borders: lines,
        width: { size: widths[n]!, type: WidthType.DXA },
        children: [paragraph(text, { size: layout.table, align, bold: row.role !== undefined }, layout)],
      })
    }),
  })
}
