import { parseDecimal } from './amount.ts'
import type { Day, Instant } from './day.ts'
import type { Amount } from './target.ts'

/**
 * Something read in a meeting: composed once, then printed as a page, a workbook, rows or a document. Printers decide
 * only how it looks, so no two formats can disagree.
 */
export interface Paper {
  title: string
  /** Stands on every page: 'BCT-2022-W36 · 9f2c41a7'. */
  code: string
  /** 'từ ngày 05/9 đến ngày 11/9/2022' */
  subtitle?: string
  /** What a reader must know before trusting it: 'Số liệu tạm, chưa chốt'. */
  mark?: string
  sections: Section[]
}

export interface Section {
  /** Short and unique in the paper: a sheet's name. */
  name: string
  heading: string
  /** 2 for a part of the section before it. */
  level?: 2
  /** Running text before the table. */
  paragraphs?: Text[]
  columns: Column[]
  rows: Row[]
  note?: string
  /** Its columns are as wide on the page as they say, of a hundred: tables of one paper stand under each other. */
  isSteady?: boolean
  /** Plain data: the first row is the header, no title, ISO days. */
  isData?: boolean
}

/** Running text, in which a figure may be named that leads, on a screen, to what it is made of. */
export type Text = string | readonly (string | Figure)[]

export interface Figure {
  text: string
  /** The figure's name in the address that explains it: 'R2', 'open_overdue', 'target.CK-2022-TCKH-01'. */
  of: string
}

/** A text without its links, for paper. */
export const plainText = (text: Text): string =>
  typeof text === 'string' ? text : text.map((part) => (typeof part === 'string' ? part : part.text)).join('')

export interface Column {
  key: string
  heading: string
  /** Columns beside each other under one common heading. */
  group?: string
  /** In characters. */
  width?: number
  kind: Kind
}

export type Kind = 'text' | 'count' | 'amount' | 'percent' | 'range' | 'day' | 'instant'

export interface Row {
  cells: Cell[]
  /** The names of the figures in the cells, in their order; see `Figure`. */
  of?: (string | null)[]
  /** What the row says of the others; absent for an ordinary row. */
  role?: 'total' | 'subtotal' | 'band'
}

/**
 * A cell keeps its meaning, so that a workbook gets a number it can add up and a document gets 660,191. Amounts and
 * percentages are integers scaled by `decimals`; a percentage counts in hundredths of the whole (90,41 is 9041 with 2).
 */
export type Cell =
  | string
  | null
  | { count: number; signed?: boolean }
  | { amount: Amount; decimals: number; signed?: boolean }
  | { percent: Amount; decimals: number; signed?: boolean }
  | { low: Amount | null; high: Amount | null; decimals: number; isPercent?: boolean }
  | { day: Day }
  | { instant: Instant }
  /** There is no value, and why. */
  | { none: string }

/** An exact decimal text ('660.191', '-6.3') as a scaled integer. */
export function scaledText(text: string): { amount: Amount; decimals: number } | undefined {
  const decimals = text.split('.')[1]?.length ?? 0
  const amount = parseDecimal(text, decimals)
  return amount === undefined ? undefined : { amount, decimals }
}

export function amountCell(text: string | null, signed = false): Cell {
  const scaled = text === null ? undefined : scaledText(text)
  return scaled ? { amount: scaled.amount, decimals: scaled.decimals, signed } : text
}

export function percentCell(text: string | null, signed = false): Cell {
  const scaled = text === null ? undefined : scaledText(text)
  return scaled ? { percent: scaled.amount, decimals: scaled.decimals, signed } : text
}

/** One number, or both ends of a range; an end that is null is open. */
export function spanCell(low: string | null, high: string | null, isPercent = false): Cell {
  if (low === high) return isPercent ? percentCell(low) : amountCell(low)
  const ends = [low, high].map((end) => (end === null ? null : (scaledText(end) ?? null)))
  const decimals = Math.max(...ends.map((end) => end?.decimals ?? 0))
  const [from = null, to = null] = ends.map((end) => end && end.amount * 10 ** (decimals - end.decimals))
  return { low: from, high: to, decimals, isPercent }
}
