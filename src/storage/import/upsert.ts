import { createHash } from 'node:crypto'
import { and, eq, getTableColumns, getTableName, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { GivenColumns, ImportFile } from '../../domain/import.ts'
import { importColumns } from '../../domain/import-columns.ts'
import { blanks, preparedDeed, type Writer } from '../client.ts'
import { engine } from '../engine.ts'
import { newId } from '../ids.ts'

const ROWS_AT_ONCE = 200

interface Manner {
  /** Columns that a row which is there keeps. */
  keeps?: readonly string[]
  /** What a column of a row that is there becomes, where it is not simply the new value. */
  becomes?: Record<string, SQL>
}

/**
 * Inserts rows, or brings those whose key is there up to date in the columns that the rows name; one in which nothing
 * differs is left alone. Gives back the rows that were written.
 */
export async function upsert<Row extends Record<string, unknown>>(
  tx: Writer,
  into: PgTable,
  key: PgColumn[],
  rows: Row[],
  { keeps = [], becomes = {} }: Manner = {},
): Promise<Record<string, unknown>[]> {
  const columns = getTableColumns(into)
  const keyNames = new Set(key.map((column) => column.name))
  const set: Record<string, SQL> = {}
  const differs: SQL[] = []
  for (const name of Object.keys(rows[0] ?? {})) {
    const column = columns[name]!
    if (keyNames.has(column.name) || keeps.includes(name)) continue
    set[name] = becomes[name] ?? sql.raw(`excluded.${column.name}`)
    differs.push(sql`${column} is distinct from ${set[name]}`)
  }
  if (Object.keys(set).length === 0) return await addMissing(tx, into, rows)
  if (columns.version) set.version = sql`${columns.version} + 1`
  const written: Record<string, unknown>[] = []
  for (const part of parts(rows)) {
    const made = await tx
      .insert(into)
      .values(part)
      .onConflictDoUpdate({ target: key, set, setWhere: or(...differs)! })
      .returning()
    written.push(...(made as Record<string, unknown>[]))
  }
  return written
}

/** Inserts rows that are not there yet and leaves the others as they stand; they may be made as they are needed. */
export async function addMissing(
  tx: Writer,
  into: PgTable,
  rows: Iterable<Record<string, unknown>>,
): Promise<Record<string, unknown>[]> {
  for (const part of parts(rows)) {
    if (engine === 'sqlite' && part.length === ROWS_AT_ONCE) await addOneByOne(tx, into, part)
    else await tx.insert(into).values(part).onConflictDoNothing()
  }
  return []
}

/** Where no network lies between, one statement that is kept costs less than many that are long. */
async function addOneByOne(tx: Writer, into: PgTable, rows: Record<string, unknown>[]) {
  const name = `add ${getTableName(into)} ${Object.keys(rows[0]!)}`
  for (const row of rows) {
    await preparedDeed(tx, name, (on) => on.insert(into).values(blanks(row)).onConflictDoNothing(), row)
  }
}

function* parts<Row>(rows: Iterable<Row>): Generator<Row[]> {
  let part: Row[] = []
  for (const row of rows) {
    part.push(row)
    if (part.length < ROWS_AT_ONCE) continue
    yield part
    part = []
  }
  if (part.length > 0) yield part
}

/** Rows whose state the file tells, and those whose state it leaves open: what is there keeps its own. */
export function byState<Row extends { state?: string | null }>(rows: readonly Row[]) {
  return [
    { part: rows.filter(({ state }) => state), isSilent: false },
    { part: rows.filter(({ state }) => !state), isSilent: true },
  ]
}

/** The columns of a table that a file does not speak of, by what they are called there. */
export function keptOf(
  given: GivenColumns,
  file: ImportFile,
  called: Record<string, readonly string[]> = {},
): string[] {
  const there = given[file]
  if (!there) return []
  return importColumns[file]
    .filter(({ name }) => !there.has(name))
    .flatMap(
      ({ name }) => called[name] ?? [name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())],
    )
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
