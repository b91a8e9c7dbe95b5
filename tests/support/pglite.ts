import { openAsBlob, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { drizzle } from 'drizzle-orm/pglite'
import type { Db } from '../../src/storage/client.ts'
import { overPostgres } from '../../src/storage/postgres.ts'
import { type Filling, fill, fillings } from './fill.ts'

/**
 * Starting PostgreSQL inside the process from nothing takes seconds, from a dump half a second, and putting other rows
 * into one that runs some milliseconds. So each worker keeps those that a test has left and fills them anew.
 */
const idle: PGlite[] = []

/** Rows of every table as JSON, in no particular order. */
type Snapshot = Record<string, string>
const snapshots = new Map<string, Snapshot>()

export async function openPglite(folder: string, filling: Filling): Promise<Db> {
  const client =
    idle.pop() ?? (await PGlite.create({ loadDataDir: await openAsBlob(join(folder, 'empty.tar')) }))
  const file = join(folder, `${filling}.json`)
  if (!snapshots.has(file)) snapshots.set(file, JSON.parse(readFileSync(file, 'utf8')))
  await refill(client, snapshots.get(file)!)
  return overPostgres(drizzle({ client }), async () => {
    idle.push(client)
  })
}

/** The templates: a migrated database without rows, and the rows of each filling. */
export async function buildPglite(folder: string): Promise<void> {
  const client = await PGlite.create()
  const db = over(client)
  await db.migrate()
  const dump = await client.dumpDataDir('none')
  writeFileSync(join(folder, 'empty.tar'), Buffer.from(await dump.arrayBuffer()))
  const empty = await snapshotOf(client)
  for (const filling of fillings) {
    await fill(db, filling)
    writeFileSync(join(folder, `${filling}.json`), JSON.stringify(await snapshotOf(client)))
    await refill(client, empty)
  }
  await db.close()
}

export const emptyPglite = async (): Promise<Db> => over(await PGlite.create())

const over = (client: PGlite) => overPostgres(drizzle({ client }), () => client.close())

async function snapshotOf(client: PGlite): Promise<Snapshot> {
  const tables = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migrations'",
  )
  const snapshot: Snapshot = {}
  for (const { name } of tables.rows) {
    const { rows } = await client.query<{ all: string }>(
      `select coalesce(json_agg(t), '[]')::text as all from "${name}" t`,
    )
    snapshot[name] = rows[0]!.all
  }
  return snapshot
}

async function refill(client: PGlite, snapshot: Snapshot) {
  const names = Object.keys(snapshot)
  const empty = names.map((name) => `delete from "${name}";`).join('')
  // Without the role, foreign keys would want the tables in their order.
  await client.exec(`rollback; set session_replication_role = replica; ${empty}`)
  for (const name of names) {
    if (snapshot[name] === '[]') continue
    await client.query(`insert into "${name}" select * from json_populate_recordset(null::"${name}", $1)`, [
      snapshot[name],
    ])
  }
  await client.exec('set session_replication_role = default')
}
