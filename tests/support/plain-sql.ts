import { type SQL, sql } from 'drizzle-orm'
import type { Db, Writer } from '../../src/storage/client.ts'
import { engineName } from './database.ts'

export type PlainRow = Record<string, unknown>

/** What the query builders of the two engines can do beside the typed queries. */
interface Drivers {
  all(statement: SQL): PlainRow[]
  run(statement: SQL): unknown
  execute(statement: SQL): Promise<PlainRow[] | { rows: PlainRow[] }>
}

/** Runs one statement past the schema, and gives the rows of a `select`. */
export async function plain(db: Db, statement: SQL, hasRows = false): Promise<PlainRow[]> {
  return await db.tx(async (tx) => {
    const driver = tx as Writer & Drivers
    if (engineName === 'sqlite') {
      if (hasRows) return driver.all(statement)
      driver.run(statement)
      return []
    }
    const result = await driver.execute(statement)
    return Array.isArray(result) ? [...result] : result.rows
  })
}

/** All rows of a table, told apart by what is in them. */
export async function rowsIn(db: Db, table: string): Promise<PlainRow[]> {
  const rows = await plain(db, sql`select * from ${sql.identifier(table)}`, true)
  return rows.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
