import type { Column, Kind } from '../domain/paper.ts'

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

/** Shares of the whole width as the columns ask for it, in whole units; what rounding leaves goes to the first. */
export function widthsOf(columns: readonly Column[], whole: number): number[] {
  const wanted = columns.map((column) => column.width ?? usualWidths[column.kind])
  const sum = wanted.reduce((total, width) => total + width, 0)
  const widths = wanted.map((width) => Math.floor((whole * width) / sum))
  const rest = whole - widths.reduce((total, width) => total + width, 0)
  return widths.map((width, n) => (n === 0 ? width + rest : width))
}

/** How text stands in its column: numbers under each other, days in the middle. */
export const alignmentOf = ({ kind }: Column): 'left' | 'center' | 'right' =>
  kind === 'text' ? 'left' : kind === 'day' ? 'center' : 'right'

export interface HeaderCell {
  text: string
  /** Its row, and the first column that it stands over. */
  row: number
  column: number
  columns: number
  rows: number
}

/** A header of one row, or of two where columns stand under a common heading. */
export function headerOf(columns: readonly Column[]): HeaderCell[] {
  const isDouble = columns.some(({ group }) => group)
  return columns.flatMap(({ heading, group }, column) => {
    const own = { text: heading, row: 0, column, columns: 1, rows: 1 }
    if (!group) return [{ ...own, rows: isDouble ? 2 : 1 }]
    const below = { ...own, row: 1 }
    if (columns[column - 1]?.group === group) return [below]
    const after = columns.slice(column).findIndex((other) => other.group !== group)
    const across = after < 0 ? columns.length - column : after
    return [{ ...own, text: group, columns: across }, below]
  })
}
