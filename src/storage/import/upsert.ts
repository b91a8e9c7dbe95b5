import { createHash } from 'node:crypto'
import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Writer } from '../client.ts'
import { newId } from '../ids.ts'

const ROWS_AT_ONCE = 200

/** Inserts rows, or brings those whose key is there up to date in the columns that the rows name. */
export async function upsert(
  tx: Writer,
  into: PgTable,
  key: PgColumn[],
  rows: Record<string, unknown>[],
): Promise<void> {
  const columns = getTableColumns(into)
  const keyNames = new Set(key.map((column) => column.name))
  const set: Record<string, SQL> = {}
  for (const name of Object.keys(rows[0] ?? {})) {
    const column = columns[name]!
    if (!keyNames.has(column.name)) set[name] = sql.raw(`excluded.${column.name}`)
  }
  for (const part of parts(rows)) {
    const insert = tx.insert(into).values(part)
    await (Object.keys(set).length
      ? insert.onConflictDoUpdate({ target: key, set })
      : insert.onConflictDoNothing())
  }
}

/** Inserts rows that are not there yet and leaves the others as they stand. */
export async function addMissing(tx: Writer, into: PgTable, rows: Record<string, unknown>[]): Promise<void> {
  for (const part of parts(rows)) await tx.insert(into).values(part).onConflictDoNothing()
}

function* parts<Row>(rows: Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) yield rows.slice(at, at + ROWS_AT_ONCE)
}

/** The ids by code of the rows that are there, to which new codes are given new ids. */
export class Ids extends Map<string, string> {
  of(code: string): string {
    const id = this.get(code) ?? newId()
    this.set(code, id)
    return id
  }
}

export async function loadIds(
  tx: Writer,
  from: PgTable & { tenant: PgColumn; id: PgColumn },
  code: PgColumn,
  tenant: string,
): Promise<Ids> {
  const rows = await tx
    .select({ code, id: from.id })
    .from(from)
    .where(and(eq(from.tenant, tenant)))
  return new Ids(rows.map((row) => [String(row.code), String(row.id)]))
}

/** The id of a record that has no code of its own: the same content gives the same id, so an import can be repeated. */
export function stableId(...key: (string | number | null)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(key)).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
