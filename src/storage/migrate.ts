import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'
import { rootOf, type Writer } from './client.ts'
import { table, text } from './columns.ts'
import { engine } from './engine.ts'

/** A database that this version must leave alone: one line that says why. */
export class MigrationRefused extends Error {}

/** A migration that was applied, and the hash of its text; the runner makes this table itself. */
const migrations = table('migrations', { name: text('name').primaryKey(), hash: text('hash').notNull() })

interface Connection {
  /** Opens the transaction under the lock that lets one process migrate at a time. */
  begin(): Promise<void>
  tx: Writer
  run(statement: string): unknown
  /** Keeps a copy of the database as it was, before the first change to one that holds data. */
  copy(mark: string): void
}

/**
 * Applies the SQL files not yet applied, in order of name, and tells whether there were any. Drizzle's own runner skips
 * merged files and loses rows.
 */
export async function applyMigrations({ begin, tx, run, copy }: Connection): Promise<boolean> {
  const files = migrationFiles()
  const before = await appliedBefore(tx)
  refuseStrangers(before, files)
  const pending = files.filter((file) => !before.has(file.name))
  if (!pending[0]) return false
  if (before.size > 0) copy(pending[0].name)

  await begin()
  await run('create table if not exists migrations (name text primary key not null, hash text not null)')
  const applied = await listApplied(tx)
  refuseStrangers(applied, files)
  for (const file of files) {
    if (applied.has(file.name)) continue
    for (const statement of file.text.split('--> statement-breakpoint')) await run(statement)
    await tx.insert(migrations).values({ name: file.name, hash: file.hash })
  }
  return true
}

const listApplied = async (tx: Writer) =>
  new Map((await tx.select().from(migrations)).map((row) => [row.name, row.hash]))

/** Those applied before the lock is taken; none where the table is not there yet, which PostgreSQL would not forgive. */
async function appliedBefore(tx: Writer): Promise<Map<string, string>> {
  if (engine === 'postgres') return new Map()
  try {
    return await listApplied(tx)
  } catch (error) {
    if (!/no such table/.test(String((rootOf(error) as Error).message))) throw error
    return new Map()
  }
}

function refuseStrangers(applied: Map<string, string>, files: { name: string; hash: string }[]) {
  for (const [name, hash] of applied) {
    const file = files.find((known) => known.name === name)
    if (!file)
      throw new MigrationRefused(`the database was migrated by a newer version: ${name} is unknown here`)
    if (file.hash !== hash)
      throw new MigrationRefused(`the migration ${name} was edited after it had been applied`)
  }
}

function migrationFiles() {
  const folder = join(root, 'src/storage/migrations', engine)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8')
      return { name, text, hash: createHash('sha256').update(text).digest('hex') }
    })
}
