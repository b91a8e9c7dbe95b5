import { BorderStyle, Table, TableCell, TableLayoutType, TableRow, VerticalAlign, WidthType } from 'docx'
import type { Language } from '../../domain/language.ts'
import type { OfficeLayout } from '../../domain/office-paper.ts'
import type { Column, Row, Section } from '../../domain/paper.ts'
import { writeCell } from '../../i18n/cells.ts'
import { alignmentOf, type HeaderCell, headerOf, widthsOf } from '../columns.ts'
import { textWidth } from './head.ts'
import { type Look, paragraph } from './text.ts'

/** In which words cells are written. */
export interface Writing {
  language: Language
  zone: string
}

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const
const lines = { top: line, bottom: line, left: line, right: line }
const padding = { top: 30, bottom: 30, left: 70, right: 70 }

/** A table as wide as the text; its header stands again on every page, and no row is torn apart. */
export function tableOf(section: Section, layout: OfficeLayout, writing: Writing): Table {
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
      ...rows.map((row) => bodyRow(row, columns, widths, layout, writing)),
    ],
  })
}

/** One row, or two where columns stand under a common heading. */
function headersOf(columns: readonly Column[], widths: number[], layout: OfficeLayout): TableRow[] {
  const look: Look = { size: layout.table, bold: true, align: 'center', keepNext: true }
  const cells = headerOf(columns)
  const cellOf = (head: HeaderCell) => {
    const size = widths.slice(head.column, head.column + head.columns).reduce((sum, one) => sum + one, 0)
    return new TableCell({
      width: { size, type: WidthType.DXA },
      ...(head.columns > 1 && { columnSpan: head.columns }),
      ...(head.rows > 1 && { rowSpan: head.rows }),
      borders: lines,
      verticalAlign: VerticalAlign.CENTER,
      children: [paragraph(head.text, look, layout)],
    })
  }
  return [0, 1]
    .map((row) => cells.filter((head) => head.row === row))
    .filter((row) => row.length > 0)
    .map((row) => new TableRow({ tableHeader: true, cantSplit: true, children: row.map(cellOf) }))
}

function bodyRow(
  row: Row,
  columns: readonly Column[],
  widths: number[],
  layout: OfficeLayout,
  { language, zone }: Writing,
): TableRow {
  return new TableRow({
    cantSplit: true,
    children: columns.map((column, n) => {
      const text = writeCell(language, row.cells[n] ?? null, zone) || '–'
      const align = alignmentOf(column)
      return new TableCell({
        borders: lines,
        width: { size: widths[n]!, type: WidthType.DXA },
        children: [paragraph(text, { size: layout.table, align, bold: row.role !== undefined }, layout)],
      })
    }),
  })
}
