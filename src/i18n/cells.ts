import type { Cell } from '../domain/paper.ts'
import type { Amount } from '../domain/target.ts'
import { writeDay, writeInstant } from './days.ts'
import { writeAmount, writeSignedAmount, writeSpan } from './numbers.ts'
import type { Language } from './translate.ts'

/** A cell as a reader sees it on a page or in a document; an empty one is an empty text. */
export function writeCell(language: Language, cell: Cell, zone: string): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if ('none' in cell) return cell.none
  if ('day' in cell) return writeDay(language, cell.day)
  if ('instant' in cell) return writeInstant(language, cell.instant, zone)
  if ('count' in cell) return plain(language, cell.count, 0, cell.signed)
  if ('amount' in cell) return plain(language, cell.amount, cell.decimals, cell.signed)
  if ('percent' in cell) return writePercentCell(language, cell)
  return writeSpan(language, cell, cell.decimals) + (cell.isPercent ? '%' : '')
}

/** A share so small that two decimals would read 0 carries more of them; it is shown as below a hundredth. */
export const isTinyPercent = (cell: { percent: Amount; decimals: number }): boolean =>
  cell.percent > 0 && cell.decimals > 2

function writePercentCell(language: Language, cell: { percent: Amount; decimals: number; signed?: boolean }) {
  if (isTinyPercent(cell)) return `<${plain(language, 1, 2)}%`
  return `${plain(language, cell.percent, cell.decimals, cell.signed)}%`
}

const plain = (language: Language, amount: Amount, decimals: number, signed = false) =>
  signed ? writeSignedAmount(language, amount, decimals) : writeAmount(language, amount, decimals)
