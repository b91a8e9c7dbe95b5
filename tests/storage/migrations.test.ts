import { cpSync, existsSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { leaveHouse, query } from '../cli/left-house.ts'
import { bundle, cli, newFolder, refusedServer } from '../cli/program.ts'
import { engineName } from '../support/database.ts'
import { migrationFiles } from '../support/first-version.ts'
import { plain } from '../support/plain-sql.ts'
import { openStorage, type Storage } from '../support/storage.ts'

// Programs take their time to start where other tests have the processors.
vi.setConfig({ testTimeout: 120_000 })

const onSqlite = test.runIf(engineName === 'sqlite')

const START = '0000_start.sql'
/** A migration that comes after all that are delivered. */
const NEXT = '9000_next.sql'
const delivered = migrationFiles().map((name) => ({ name }))

/** Runs a statement past the query builder. */
const run = (house: Storage, statement: string) => plain(house.db, sql.raw(statement))

/** The house one version later: the same programs with one more migration. */
function nextVersion(statements: string, name = NEXT): string {
  const folder = mkdtempSync(join(newFolder(), 'next-'))
  for (const part of ['dist', 'src']) cpSync(join(bundle(), part), join(folder, part), { recursive: true })
  for (const part of ['views', 'node_modules']) symlinkSync(join(bundle(), part), join(folder, part))
  writeFileSync(join(folder, 'src/storage/migrations/sqlite', name), statements)
  return folder
}

test('what is up to date stays as it is, however often and by however many at once', async () => {
  const house = await openStorage()
  const applied = () => plain(house.db, sql`select * from migrations order by name`, true)
  const before = await applied()
  expect(before.map(({ name }) => ({ name }))).toEqual(delivered)
  await Promise.all(
    [house.db.migrate(), house.db.migrate(), house.db.migrate()].slice(engineName === 'sqlite' ? 2 : 0),
  )
  await house.db.migrate()
  expect(await applied()).toEqual(before)
  await house.target()
})

test('a migration that was edited after it had been applied is refused', async () => {
  const house = await openStorage()
  await run(house, "update migrations set hash = hash || '-edited'")
  const refused = house.db.migrate()
  await expect(refused).rejects.toThrow(`the migration ${START} was edited after it had been applied`)
  // The next test may be given the same PostgreSQL.
  await run(house, "update migrations set hash = replace(hash, '-edited', '')")
})

test('a database of a newer version is refused and left alone', async () => {
  const house = await openStorage()
  await run(house, "insert into migrations (name, hash) values ('9999_later.sql', 'x')")
  await expect(house.db.migrate()).rejects.toThrow(
    'the database was migrated by a newer version: 9999_later.sql is unknown here',
  )
  await run(house, "delete from migrations where name = '9999_later.sql'")
})

onSqlite('server and commands stop with one line at a database they must not touch', async () => {
  const [edited, newer] = [await leaveHouse(), await leaveHouse()]
  edited.change("update migrations set hash = 'edited'")
  newer.change("insert into migrations (name, hash) values ('9999_later.sql', 'x')")
  const outcomes = await Promise.all([
    refusedServer(edited.env),
    cli(['audit', 'verify'], edited.env),
    refusedServer(newer.env),
    cli(['migrate'], newer.env),
  ])
  const wasEdited = `the migration ${START} was edited after it had been applied\n`
  const isNewer = 'the database was migrated by a newer version: 9999_later.sql is unknown here\n'
  expect(outcomes.map(({ code, out, err }) => [code, out, err])).toEqual([
    [1, '', wasEdited],
    [1, '', wasEdited],
    [1, '', isNewer],
    [1, '', isNewer],
  ])
  expect(readdirSync(newer.env.DATA_DIR!).filter((name) => name.includes('before'))).toEqual([])
})

onSqlite('four processes at once make one new database', async () => {
  const DATA_DIR = newFolder()
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => cli(['migrate'], { DATA_DIR })))
  expect(outcomes.map(({ code, err }) => [code, err])).toEqual(Array(4).fill([0, '']))
  const file = join(DATA_DIR, 'camket.db')
  expect(existsSync(`${file}-wal`)).toBe(false)
  expect(query(file, 'select name from migrations order by name')).toEqual(delivered)
  expect(readdirSync(DATA_DIR).filter((name) => name.includes('before'))).toEqual([])
})

/** As drizzle-kit alters a column of SQLite: a new table, the rows, the old name. Targets and updates hang on units. */
const REBUILD = `CREATE TABLE __new_units AS SELECT * FROM units;--> statement-breakpoint
DROP TABLE units;--> statement-breakpoint
CREATE TABLE units (tenant text NOT NULL, id text NOT NULL, code text NOT NULL, name text NOT NULL, short_name text NOT NULL,
  kind text NOT NULL, block text, parent_id text, path text NOT NULL, sort_order integer NOT NULL, valid_from text,
  valid_to text, official_code text, folded text NOT NULL, version integer DEFAULT 1 NOT NULL, telephone text DEFAULT '' NOT NULL,
  PRIMARY KEY(tenant, id)) STRICT;--> statement-breakpoint
INSERT INTO units SELECT *, '' FROM __new_units;--> statement-breakpoint
DROP TABLE __new_units;--> statement-breakpoint
CREATE UNIQUE INDEX units_code ON units (tenant, code);`

onSqlite('four new servers at once rebuild a table, lose no row and keep a copy from before', async () => {
  const { env, file } = await leaveHouse((storage) => storage.target())
  const count = `select (select count(*) from units) u, (select count(*) from posts) p, (select count(*) from targets) t`
  const before = query(file, count)
  const house = nextVersion(REBUILD)
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => cli(['audit', 'verify'], env, house)))
  expect(outcomes.map(({ code, err }) => [code, err])).toEqual(Array(4).fill([0, '']))

  expect(query(file, count)).toEqual(before)
  expect(query(file, 'pragma foreign_key_check')).toEqual([])
  expect(query(file, 'select telephone from units limit 1')).toEqual([{ telephone: '' }])
  const copies = readdirSync(env.DATA_DIR!).filter((name) => name.includes('before'))
  expect(copies).toEqual([`camket.db.before-${NEXT}`])
  const copy = join(env.DATA_DIR!, copies[0]!)
  expect(query(copy, count)).toEqual(before)
  expect(query(copy, 'select name from migrations order by name')).toEqual(delivered)
  expect((await cli(['migrate'], env)).err).toBe(
    `the database was migrated by a newer version: ${NEXT} is unknown here\n`,
  )
})

onSqlite('a migration that fails, or leaves a reference without its row, changes nothing', async () => {
  const { env, file } = await leaveHouse((storage) => storage.target())
  const tables = () => query(file, 'select name, sql from sqlite_master order by name')
  const before = tables()
  const fails = nextVersion(
    'CREATE TABLE half (a text) STRICT;--> statement-breakpoint\nINSERT INTO nowhere VALUES (1);',
  )
  const breaks = nextVersion("DELETE FROM units WHERE code = 'H-A';", '9000_loses.sql')
  const [failed, broke] = [await cli(['migrate'], env, fails), await cli(['migrate'], env, breaks)]
  expect([failed.code, broke.code]).toEqual([1, 1])
  expect(failed.err).toContain('no such table: nowhere')
  expect(broke.err).toContain('broken references')
  expect(tables()).toEqual(before)
  expect(query(file, "select code from units where code = 'H-A'")).toHaveLength(1)
  expect((await cli(['migrate'], env)).code).toBe(0)
})
