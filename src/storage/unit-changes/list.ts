import { and, asc, desc, eq, inArray, lt, or } from 'drizzle-orm'
import type { Day } from '../../domain/day.ts'
import { isRecordId } from '../../domain/record-id.ts'
import type { Reader } from '../client.ts'
import { cutPage, readCursor } from '../cursors.ts'
import { unitEvents, unitLinks, units, unitVersions, users } from '../schema.ts'

type EventRow = typeof unitEvents.$inferSelect

/** A change of the organisation with the units on both sides of it. */
export interface ListedChange {
  row: Omit<EventRow, 'undo'>
  by: string | null
  links: { from: Named | null; to: Named | null; share: string }[]
}

export interface Named {
  id: string
  code: string
  name: string
}

const CHANGES_A_PAGE = 50

const listed = {
  tenant: unitEvents.tenant,
  id: unitEvents.id,
  kind: unitEvents.kind,
  effectiveOn: unitEvents.effectiveOn,
  decision: unitEvents.decision,
  appliedAt: unitEvents.appliedAt,
  appliedBy: unitEvents.appliedBy,
  checks: unitEvents.checks,
  undoneAt: unitEvents.undoneAt,
  undoneBy: unitEvents.undoneBy,
  version: unitEvents.version,
}

/** The newest decisions first. */
export async function listChanges(read: Reader, tenant: string, after: string | undefined) {
  const place = readCursor(after, ['day', 'id']) as [Day, string] | undefined
  const rows = await read
    .select({ row: listed, by: users.username })
    .from(unitEvents)
    .leftJoin(users, and(eq(users.tenant, unitEvents.tenant), eq(users.id, unitEvents.appliedBy)))
    .where(
      and(
        eq(unitEvents.tenant, tenant),
        place &&
          or(
            lt(unitEvents.effectiveOn, place[0]),
            and(eq(unitEvents.effectiveOn, place[0]), lt(unitEvents.id, place[1])),
          ),
      ),
    )
    .orderBy(desc(unitEvents.effectiveOn), desc(unitEvents.id))
    .limit(CHANGES_A_PAGE + 1)
  const { page, next } = cutPage(rows, CHANGES_A_PAGE, ({ row }) => [row.effectiveOn, row.id])
  return { changes: await withLinks(read, tenant, page), next }
}

/** One change, with what has to be put back to undo it. */
export async function findChange(read: Reader, tenant: string, id: string) {
  if (!isRecordId(id)) return undefined
  const [row] = await read
    .select({ row: unitEvents, by: users.username })
    .from(unitEvents)
    .leftJoin(users, and(eq(users.tenant, unitEvents.tenant), eq(users.id, unitEvents.appliedBy)))
    .where(and(eq(unitEvents.tenant, tenant), eq(unitEvents.id, id)))
  if (!row) return undefined
  const [change] = await withLinks(read, tenant, [row])
  return { ...change!, row: row.row }
}

/** Every change that a unit is part of, those that were taken back too. */
export async function listChangesOf(read: Reader, tenant: string, unitId: string): Promise<ListedChange[]> {
  const rows = await read
    .selectDistinct({ id: unitLinks.eventId })
    .from(unitLinks)
    .where(
      and(eq(unitLinks.tenant, tenant), or(eq(unitLinks.fromUnitId, unitId), eq(unitLinks.toUnitId, unitId))),
    )
    .limit(100)
  if (!rows.length) return []
  const found = await read
    .select({ row: listed, by: users.username })
    .from(unitEvents)
    .leftJoin(users, and(eq(users.tenant, unitEvents.tenant), eq(users.id, unitEvents.appliedBy)))
    .where(
      and(
        eq(unitEvents.tenant, tenant),
        inArray(
          unitEvents.id,
          rows.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(desc(unitEvents.effectiveOn), desc(unitEvents.id))
  return await withLinks(read, tenant, found)
}

async function withLinks<Row extends { row: { id: string; effectiveOn: Day }; by: string | null }>(
  read: Reader,
  tenant: string,
  rows: Row[],
): Promise<(Row & Pick<ListedChange, 'links'>)[]> {
  if (!rows.length) return []
  const links = await read
    .select()
    .from(unitLinks)
    .where(
      and(
        eq(unitLinks.tenant, tenant),
        inArray(
          unitLinks.eventId,
          rows.map(({ row }) => row.id),
        ),
      ),
    )
    .orderBy(asc(unitLinks.eventId), asc(unitLinks.number))
  const ids = [
    ...new Set(links.flatMap(({ fromUnitId, toUnitId }) => [fromUnitId, toUnitId].flatMap((id) => id ?? []))),
  ]
  const named = await namesOf(read, tenant, ids)
  return rows.map((one) => ({
    ...one,
    links: links
      .filter(({ eventId }) => eventId === one.row.id)
      .map(({ fromUnitId, toUnitId, share }) => ({
        from: fromUnitId ? (named.get(fromUnitId) ?? null) : null,
        to: toUnitId ? (named.get(toUnitId) ?? null) : null,
        share,
      })),
  }))
}

async function namesOf(read: Reader, tenant: string, ids: readonly string[]): Promise<Map<string, Named>> {
  const names = new Map<string, Named>()
  for (let at = 0; at < ids.length; at += 400) {
    const rows = await read
      .select({ id: units.id, code: units.code, name: units.name })
      .from(units)
      .where(and(eq(units.tenant, tenant), inArray(units.id, ids.slice(at, at + 400))))
    for (const row of rows) names.set(row.id, row)
  }
  return names
}

/** What a unit was called, and where it stood, the oldest first. */
export async function listVersions(read: Reader, tenant: string, unitId: string) {
  const rows = await read
    .select()
    .from(unitVersions)
    .where(and(eq(unitVersions.tenant, tenant), eq(unitVersions.unitId, unitId)))
    .orderBy(asc(unitVersions.number))
  const parents = await namesOf(read, tenant, [...new Set(rows.flatMap(({ parentId }) => parentId ?? []))])
  return rows.map((row) => ({ ...row, parent: row.parentId ? (parents.get(row.parentId) ?? null) : null }))
}
