import { amountText } from '../domain/amount.ts'
import type { Cell, Section } from '../domain/paper.ts'
import type { Plain, Table } from '../domain/snapshot/tables.ts'
import { writeCell } from '../i18n/cells.ts'

/** For programs: UTF-8 without a mark, comma, dot, ISO days, LF, RFC 4180. */
export function machineCsv({ columns, rows }: Table): string {
  return [columns.map(({ name }) => name), ...rows]
    .map((row) => `${row.map(machineCell).join(',')}\n`)
    .join('')
}

/** One line of it. */
export const machineLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => quote(cell, ',')).join(',')}\n`

/** For Excel set to Vietnamese: with the mark that says UTF-8, semicolons, decimal commas, dd/mm/yyyy, CRLF. */
export function excelCsv({ columns, rows }: Section, zone: string): string {
  const head = columns.map(({ heading }) => heading)
  return EXCEL_MARK + [head, ...rows.map(({ cells }) => cells)].map((line) => excelLine(line, zone)).join('')
}

/** What says UTF-8 to Excel, before the first line. */
export const EXCEL_MARK = '\uFEFF'

export const excelLine = (cells: readonly Cell[], zone: string): string =>
  `${cells.map((cell) => excelCell(cell, zone)).join(';')}\r\n`

function machineCell(value: Plain): string {
  return value === null ? '' : quote(String(value), ',')
}

/** Numbers without grouping, so that Excel reads them as numbers; text that would run as a formula is disarmed. */
function excelCell(cell: Cell, zone: string): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return quote(disarmed(cell), ';')
  if ('none' in cell) return ''
  if ('day' in cell) return cell.day.split('-').reverse().join('/')
  if ('count' in cell) return String(cell.count)
  if ('amount' in cell) return decimalComma(cell.amount, cell.decimals)
  if ('percent' in cell) return decimalComma(cell.percent, cell.decimals)
  return quote(disarmed(writeCell('vi', cell, zone)), ';')
}

function decimalComma(amount: number, decimals: number): string {
  return amountText(amount, decimals).replace('.', ',')
}

/** Also the full-width forms, which some spreadsheets take for the same signs. */
function disarmed(text: string): string {
  return /^[=+\-@\t\r\n\0＝＋－＠|]/.test(text) ? `'${text}` : text
}

/** Quoted where a separator, a quote, a line break or a space at an end stands in it. */
function quote(text: string, separator: ',' | ';'): string {
  const isPlain = !text.includes(separator) && !/["\r\n]|^\s|\s$/.test(text)
  return isPlain ? text : `"${text.replaceAll('"', '""')}"`
}
