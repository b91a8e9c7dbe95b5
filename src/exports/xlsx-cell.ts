import type { CellStyle, Cell as SheetCell } from 'hucre'
import { amountText } from '../domain/amount.ts'
import type { Cell } from '../domain/paper.ts'
import { momentText } from '../domain/snapshot/text.ts'
import type { Amount } from '../domain/target.ts'
import { isTinyPercent, writeCell } from '../i18n/cells.ts'

interface Placed {
  zone: string
  /** A hidden column beside a range: this end of it. */
  end: 'low' | 'high' | undefined
  /** Plain data shows ISO days. */
  isData: boolean
}

/** What the workbook holds for a cell: a number stays a number, a day a day, and text never becomes a formula. */
export function cellOf(cell: Cell, { zone, end, isData }: Placed): Partial<SheetCell> {
  if (end) return endOf(cell, end)
  if (cell === null) return {}
  if (typeof cell === 'string') return textOf(cell)
  if ('none' in cell) return textOf(cell.none)
  if ('day' in cell) return dated(`${cell.day}T00:00:00`, isData ? 'yyyy-mm-dd' : 'dd/mm/yyyy')
  if ('instant' in cell) return dated(momentText(cell.instant, zone).slice(0, 19), 'dd/mm/yyyy hh:mm')
  if ('count' in cell) return numberOf(cell.count, signed('#,##0', cell.signed))
  if ('amount' in cell) return amountOf(cell)
  if ('percent' in cell) return percentOf(cell, zone)
  return { ...textOf(writeCell('vi', cell, zone).replace(' – ', '–')), style: atRight }
}

const errors = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#GETTING_DATA'])

/** Stored as a string, whatever it begins with; what looks like an error value is kept from becoming one. */
function textOf(text: string): Partial<SheetCell> {
  const value = text
    .toWellFormed()
    .replace(/[\uFFFE\uFFFF]/g, '')
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
  return errors.has(value)
    ? { value, type: 'richText', richText: [{ text: value }] }
    : { value, type: 'string' }
}

function numberOf(value: number, numFmt: string): Partial<SheetCell> {
  return { value, type: 'number', style: { numFmt, alignment: { horizontal: 'right' } } }
}

/** Spreadsheets keep fifteen digits of a number and put zeros for the others. */
const EXACT = 1e15
const atRight: CellStyle = { alignment: { horizontal: 'right' } }

/** A whole number has no point, which `#,##0.###` alone would leave behind it. */
function amountOf({
  amount,
  decimals,
  signed: isSigned,
}: {
  amount: Amount
  decimals: number
  signed?: boolean
}): Partial<SheetCell> {
  if (Math.abs(amount) >= EXACT) return { ...textOf(amountText(amount, decimals)), style: atRight }
  const isWhole = amount % 10 ** decimals === 0
  const format = isWhole ? '#,##0' : `#,##0.${'#'.repeat(Math.max(3, decimals))}`
  return numberOf(scaled(amount, decimals), signed(format, isSigned))
}

function percentOf(cell: { percent: Amount; decimals: number; signed?: boolean }, zone: string) {
  if (isTinyPercent(cell)) return { ...textOf(writeCell('vi', cell, zone)), style: atRight }
  return numberOf(scaled(cell.percent, cell.decimals + 2), signed('0.00%', cell.signed))
}

/** One end of a range as a number; an exact value is both of its ends. */
function endOf(cell: Cell, end: 'low' | 'high'): Partial<SheetCell> {
  if (cell === null || typeof cell === 'string') return {}
  if ('amount' in cell) return amountOf({ ...cell, signed: false })
  if ('percent' in cell) return numberOf(scaled(cell.percent, cell.decimals + 2), '0.00%')
  if (!('low' in cell)) return {}
  const amount = cell[end]
  if (amount === null) return {}
  return cell.isPercent
    ? numberOf(scaled(amount, cell.decimals + 2), '0.00%')
    : amountOf({ amount, decimals: cell.decimals })
}

/** The double nearest to the exact decimal. */
const scaled = (amount: Amount, decimals: number): number => Number(`${amount}e-${decimals}`)

function dated(local: string, numFmt: string): Partial<SheetCell> {
  return { value: new Date(`${local}Z`), type: 'date', style: { numFmt, alignment: { horizontal: 'right' } } }
}

const signed = (format: string, isSigned = false) => (isSigned ? `+${format};-${format};${format}` : format)
