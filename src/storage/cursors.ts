import { isDay } from '../domain/day.ts'
import { isRecordId } from '../domain/record-id.ts'

/** What a part of a cursor must look like before it may stand in a query. */
const shapes = {
  day: (value: unknown) => typeof value === 'string' && isDay(value) && value >= '1900',
  id: (value: unknown) => typeof value === 'string' && isRecordId(value),
  /** What a small column holds; a larger one is asked of no database. */
  number: (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
  instant: (value: unknown) => Number.isSafeInteger(value),
  text: (value: unknown) => typeof value === 'string' && value.length <= 400 && !value.includes('\0'),
}

type Shape = keyof typeof shapes
type Part = string | number

/** The place after a row, for the address of the next page. */
export function writeCursor(parts: readonly Part[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/** A page of so many out of the rows that were read, one more than it holds; `next` is the place after its last. */
export function cutPage<Row>(rows: readonly Row[], size: number, placeOf: (last: Row) => readonly Part[]) {
  const page = rows.slice(0, size)
  const last = rows.length > size ? page.at(-1) : undefined
  return { page, next: last ? writeCursor(placeOf(last)) : null }
}

/** The parts of a cursor of these shapes; undefined for anything else, so that a page begins from its first row. */
export function readCursor(text: string | undefined, expected: readonly Shape[]): Part[] | undefined {
  if (!text || text.length > 1000) return undefined
  try {
    const parts: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    const fits =
      Array.isArray(parts) &&
      parts.length === expected.length &&
      expected.every((shape, n) => shapes[shape](parts[n]))
    return fits ? parts : undefined
  } catch {
    return undefined
  }
}
