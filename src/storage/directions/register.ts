import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Day } from '../../domain/day.ts'
import { fold } from '../../domain/fold.ts'
import type { Reader } from '../client.ts'
import { cutPage, readCursor } from '../cursors.ts'
import { directions } from '../schema.ts'
import {
  describeDirections,
  isOfUnits,
  isVisible,
  type ListedDirection,
  openStatuses,
  runningDue,
  type SelectedDirection,
  selectDirections,
  unitsOf,
} from './rows.ts'

export const directionViews = ['open', 'mine', 'closed', 'all'] as const
export type DirectionView = (typeof directionViews)[number]

export interface RegisterFilters {
  view: DirectionView
  q: string
  /** The office whose register it is; null for a unit that reads what it leads or helps with. */
  ownerUnitId: string | null
  after?: string
}

const DIRECTIONS_A_PAGE = 50
/** Rows read at a time where most of them may not hold the words that are looked for. */
const ROWS_A_SEARCH = 200

/** A page of the register: what is open by its deadlines, the overdue first; all others the newest first. */
export async function listDirections(
  read: Reader,
  actor: Actor,
  filters: RegisterFilters,
  today: Day,
): Promise<{ rows: ListedDirection[]; next: string | null }> {
  const byDue = filters.view === 'open' || filters.view === 'mine'
  const words = fold(filters.q.slice(0, 200)).split(' ').filter(Boolean).slice(0, 8)
  const step = words.length ? ROWS_A_SEARCH : DIRECTIONS_A_PAGE + 1
  const found: SelectedDirection[] = []
  let place = readCursor(filters.after, ['day', 'text'])
  for (;;) {
    const rows = await selectAfter(read, actor, filters, byDue, place, step)
    found.push(...rows.filter((row) => holdsWords(row, words)))
    const last = rows.at(-1)
    if (found.length > DIRECTIONS_A_PAGE || rows.length < step || !last) break
    place = placeOf(last, byDue)
  }
  const { page, next } = cutPage(found, DIRECTIONS_A_PAGE, (last) => placeOf(last, byDue))
  return { rows: await describeDirections(read, actor.tenant, page, today), next }
}

async function selectAfter(
  read: Reader,
  actor: Actor,
  filters: RegisterFilters,
  byDue: boolean,
  place: (string | number)[] | undefined,
  limit: number,
) {
  const [day, code] = place ?? []
  const beyond = byDue
    ? sql`(${runningDue}, ${directions.code}) > (${day}, ${code})`
    : sql`(${directions.issuedOn}, ${directions.code}) < (${day}, ${code})`
  return await selectDirections(read)
    .where(and(chosenBy(read, actor, filters), place && beyond))
    .orderBy(
      ...(byDue
        ? [asc(runningDue), asc(directions.code)]
        : [desc(directions.issuedOn), desc(directions.code)]),
    )
    .limit(limit)
}

function chosenBy(read: Reader, actor: Actor, { view, ownerUnitId }: RegisterFilters): SQL | undefined {
  const ours = isOfUnits(read, unitsOf(actor))
  return and(
    eq(directions.tenant, actor.tenant),
    isVisible(read, actor),
    ownerUnitId ? or(eq(directions.ownerUnitId, ownerUnitId), ours) : ours,
    view === 'closed' ? inArray(directions.status, ['closed', 'noted']) : undefined,
    view === 'open' || view === 'mine' ? inArray(directions.status, [...openStatuses]) : undefined,
    view === 'mine' ? or(eq(directions.recordedBy, actor.userId), ours) : undefined,
  )
}

const placeOf = ({ row, due }: SelectedDirection, byDue: boolean) => [byDue ? due : row.issuedOn, row.code]

/** Folded here, row by row: an office has some dozens of directions a year. */
function holdsWords({ row, leadName }: SelectedDirection, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const { code, body, occasion, document, issuedByPost } = row
  const text = fold([code, body, occasion, document, issuedByPost, leadName].join(' '))
  return words.every((word) => text.includes(word))
}
