import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { root } from '../../src/root.ts'
import type { Db } from '../../src/storage/client.ts'
import { engine } from '../../src/storage/engine.ts'
import { engineName } from './database.ts'
import { plain, rowsIn } from './plain-sql.ts'

const folder = join(root, 'src/storage/migrations', engine)

/** The names of the migrations that are delivered, in order. */
export const migrationFiles = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()

/** Brings an empty database to the first version, as its runner left it. */
export async function makeFirstVersion(db: Db): Promise<void> {
  const [name] = migrationFiles()
  const text = readFileSync(join(folder, name!), 'utf8')
  for (const statement of text.split('--> statement-breakpoint')) await plain(db, sql.raw(statement))
  await plain(db, sql`create table migrations (name text primary key not null, hash text not null)`)
  const hash = createHash('sha256').update(text).digest('hex')
  await plain(db, sql`insert into migrations (name, hash) values (${name}, ${hash})`)
}

/** Copies the rows of these tables as far as the older database has their columns. */
export async function copyRows(from: Db, to: Db, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const columns = await columnsOf(to, table)
    const names = sql.join(
      columns.map((column) => sql.identifier(column)),
      sql`, `,
    )
    for (const row of await rowsIn(from, table)) {
      const values = sql.join(
        columns.map((column) => sql`${row[column]}`),
        sql`, `,
      )
      await plain(to, sql`insert into ${sql.identifier(table)} (${names}) values (${values})`)
    }
  }
}

async function columnsOf(db: Db, table: string): Promise<string[]> {
  const statement =
    engineName === 'sqlite'
      ? sql`select name from pragma_table_info(${table})`
      : sql`select column_name as name from information_schema.columns where table_name = ${table}`
  return (await plain(db, statement, true)).map(({ name }) => String(name))
}
