import { readCursor, writeCursor } from '../storage/cursors.ts'
import type { Visit } from './visit.ts'

const ROWS_A_PAGE = 50

/** Which of so many rows that are all at hand this page shows: from the first to before the last. */
export function placesOf(c: Visit, count: number) {
  const [asked] = (readCursor(c.req.query('after'), ['number']) ?? [0]) as [number]
  const from = asked > 0 && asked < count ? asked : 0
  const to = Math.min(from + ROWS_A_PAGE, count)
  return { from, to, after: to < count ? writeCursor([to]) : null }
}
