import type { CellStyle, Cell as SheetCell } from 'hucre'
import { amountText } from '../domain/amount.ts'
import type { Day } from '../domain/day.ts'
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
  if ('amount' in cell) return amountOf(cell)
  if ('none' in cell) return textOf(cell.none)
  if ('day' in cell) return dayOf(cell.day, isData ? 'yyyy-mm-dd' : 'dd/mm/yyyy')
  if ('instant' in cell) return dated(momentText(cell.instant, zone).slice(0, 19), 'dd/mm/yyyy hh:mm')
  if ('count' in cell) return numberOf(cell.count, signed('#,##0', cell.signed))
  if ('percent' in cell) return percentOf(cell, zone)
  return madeText(writeCell('vi', cell, zone).replace(' – ', '–'), atRight)
}

const errors = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#GETTING_DATA'])

type Known = Map<string, Partial<SheetCell>>

/** Most texts and all days of a large sheet come again and again; nobody changes a cell once it is made. */
function remember(known: Known, key: string, make: () => Partial<SheetCell>): Partial<SheetCell> {
  let cell = known.get(key)
  if (!cell) {
    if (known.size > 20_000) known.clear()
    cell = make()
    known.set(key, cell)
  }
  return cell
}

const [texts, days]: [Known, Record<string, Known>] = [new Map(), {}]

const textOf = (text: string) => remember(texts, text, () => madeText(text))

/** Stored as a string, whatever it begins with; what looks like an error value is kept from becoming one. */
function madeText(text: string, style?: CellStyle): Partial<SheetCell> {
  const value = text
    .toWellFormed()
    .replace(/[\uFFFE\uFFFF]/g, '')
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
  return errors.has(value)
    ? { value, type: 'richText', style, richText: [{ text: value }] }
    : { value, type: 'string', style }
}

function numberOf(value: number, numFmt: string): Partial<SheetCell> {
  return { value, type: 'number', style: formatted(numFmt) }
}

/** One for all cells of a format, of which there are few. */
const formats = new Map<string, CellStyle>()

function formatted(numFmt: string): CellStyle {
  const style = formats.get(numFmt) ?? { numFmt, alignment: { horizontal: 'right' } }
  formats.set(numFmt, style)
  return style
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
  if (Math.abs(amount) >= EXACT) return madeText(amountText(amount, decimals), atRight)
  const isWhole = amount % 10 ** decimals === 0
  return numberOf(scaled(amount, decimals), signed(isWhole ? '#,##0' : fractionOf(decimals), isSigned))
}

function percentOf(cell: { percent: Amount; decimals: number; signed?: boolean }, zone: string) {
  if (isTinyPercent(cell)) return madeText(writeCell('vi', cell, zone), atRight)
  return numberOf(scaled(cell.percent, cell.decimals + 2), signed('0.00%', cell.signed))
}

/** One end of a range as a number; an exact value is both of its ends. */
function endOf(cell: Cell, end: 'low' | 'high'): Partial<SheetCell> {
  if (cell === null || typeof cell === 'string') return {}
  if ('amount' in cell) return amountOf({ amount: cell.amount, decimals: cell.decimals })
  if ('percent' in cell) return numberOf(scaled(cell.percent, cell.decimals + 2), '0.00%')
  if (!('low' in cell)) return {}
  const amount = cell[end]
  if (amount === null) return {}
  return cell.isPercent
    ? numberOf(scaled(amount, cell.decimals + 2), '0.00%')
    : amountOf({ amount, decimals: cell.decimals })
}

const fractions: string[] = []
const fractionOf = (decimals: number): string => {
  fractions[decimals] ??= `#,##0.${'#'.repeat(Math.max(3, decimals))}`
  return fractions[decimals]
}

/** Powers of ten that a number holds exactly. */
const POWERS = Array.from({ length: 23 }, (_, n) => Number(`1e${n}`))

/** The double nearest to the exact decimal: a quotient of exact numbers is rounded once. */
const scaled = (amount: Amount, decimals: number): number =>
  decimals < POWERS.length ? amount / POWERS[decimals]! : Number(`${amount}e-${decimals}`)

const dayOf = (day: Day, numFmt: string) => {
  days[numFmt] ??= new Map()
  return remember(days[numFmt], day, () => dated(`${day}T00:00:00`, numFmt))
}

function dated(local: string, numFmt: string): Partial<SheetCell> {
  return { value: new Date(`${local}Z`), type: 'date', style: formatted(numFmt) }
}

const signed = (format: string, isSigned = false) => (isSigned ? `+${format};-${format};${format}` : format)
