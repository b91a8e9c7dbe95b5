import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { type Db, errorCode, isBusy, type Reader, type Writer } from './client.ts'
import { applyMigrations } from './migrate.ts'

const PATIENCE_MS = 5000
/** Of each connection. */
const CACHE_KIB = 32_000
/** Another process may be in the middle of a long migration. */
const MIGRATION_PATIENCE_MS = 60_000

interface Deed {
  /** When it began to wait. */
  since: number
  work: (tx: Writer) => Promise<unknown>
  done: (value: unknown) => void
  fail: (error: unknown) => void
}

/**
 * Two connections to one file: readers see the last commit while one writer works (WAL, every commit synced to disk).
 * better-sqlite3 is synchronous, so a transaction that awaits only its own queries ends before any timer or socket
 * event can run; one that is still open after that has awaited something else and is undone with an error.
 */
export function connect(file: string, cacheKiB = CACHE_KIB): Db {
  const main = openConnection(file, 0, cacheKiB)
  const reader = openConnection(file, PATIENCE_MS, cacheKiB)
  reader.pragma('query_only = ON')
  const writer = drizzle({ client: main }) as unknown as Writer
  const tx = groupedTransactions(main, writer)

  return {
    read: drizzle({ client: reader }) as unknown as Reader,
    tx: tx.run,
    migrate: () => migrate(main, writer, file),
    async close() {
      await tx.idle()
      reader.close()
      tidy(main)
      main.close()
    },
  }
}

/** Leaves no log behind; where another process is at work, that one will do it. */
function tidy(main: Database.Database) {
  try {
    main.pragma(`busy_timeout = ${PATIENCE_MS}`)
    main.pragma('optimize')
    main.pragma('wal_checkpoint(TRUNCATE)')
  } catch (error) {
    if (!isBusy(error)) throw error
  }
}

/** Of several processes that open a new file at once, or one that another is just closing, SQLite lets only one wait. */
function enterWal(connection: Database.Database) {
  for (const giveUpAt = Date.now() + PATIENCE_MS; ; ) {
    try {
      connection.pragma('journal_mode = WAL')
      return
    } catch (error) {
      if (!isBusy(error) || Date.now() > giveUpAt) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5 + Math.random() * 20)
    }
  }
}

function openConnection(file: string, busyTimeoutMs: number, cacheKiB: number) {
  const connection = new Database(file)
  enterWal(connection)
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  // The writer waits in begin(), without blocking the event loop; a reader hardly ever waits under WAL.
  connection.pragma(`busy_timeout = ${busyTimeoutMs}`)
  connection.pragma(`cache_size = ${-cacheKiB}`)
  connection.pragma('temp_store = MEMORY')
  return connection
}

/**
 * The deeds that wait in one turn of the event loop share one BEGIN IMMEDIATE and one COMMIT, each in a savepoint of
 * its own: a sync to disk costs the same for one as for twenty. Nobody is answered before the COMMIT.
 */
function groupedTransactions(main: Database.Database, writer: Writer) {
  let waiting: Deed[] = []
  let running: Promise<void> | undefined

  async function drain() {
    while (waiting.length > 0) {
      await new Promise((next) => setImmediate(next))
      const group = waiting
      waiting = []
      await runGroup(main, writer, group)
    }
    running = undefined
  }

  return {
    run<T>(work: (tx: Writer) => Promise<T>): Promise<T> {
      return new Promise<T>((done, fail) => {
        waiting.push({ since: Date.now(), work, done: done as Deed['done'], fail })
        running ??= drain()
      })
    },
    async idle() {
      while (running) await running
    },
  }
}

async function runGroup(main: Database.Database, writer: Writer, group: Deed[]) {
  const answers: (() => void)[] = []
  try {
    // Whoever came while others waited for the same lock does not wait all over again.
    await begin(main, group[0]!.since + PATIENCE_MS)
    for (const deed of group) answers.push(await runDeed(main, writer, deed))
    main.exec('COMMIT')
  } catch (error) {
    if (main.inTransaction) main.exec('ROLLBACK')
    for (const deed of group) deed.fail(error)
    return
  }
  for (const answer of answers) answer()
}

/** The answer to give once the group is on disk. A deed that fails undoes itself and leaves the others alone. */
async function runDeed(main: Database.Database, writer: Writer, deed: Deed): Promise<() => void> {
  main.exec('SAVEPOINT deed')
  let overran = false
  const watch = setImmediate(() => {
    overran = true
  })
  try {
    const value = await deed.work(writer)
    if (overran) throw new Error('a transaction may await nothing but its own queries')
    main.exec('RELEASE deed')
    return () => deed.done(value)
  } catch (error) {
    // A full disk may have ended the whole transaction: then nobody's work stands.
    if (!main.inTransaction) throw error
    main.exec('ROLLBACK TO deed')
    main.exec('RELEASE deed')
    return () => deed.fail(error)
  } finally {
    clearImmediate(watch)
  }
}

async function begin(main: Database.Database, giveUpAt: number) {
  for (;;) {
    try {
      main.exec('BEGIN IMMEDIATE')
      return
    } catch (error) {
      if (errorCode(error) !== 'SQLITE_BUSY' || Date.now() > giveUpAt) throw error
      await sleep(Math.random() * 3)
    }
  }
}

async function migrate(main: Database.Database, writer: Writer, file: string) {
  // SQLite alters a table by rebuilding it; with foreign keys enforced, the rebuild would delete its children.
  main.pragma('foreign_keys = OFF')
  main.pragma(`busy_timeout = ${PATIENCE_MS}`)
  try {
    const changed = await applyMigrations({
      begin: () => begin(main, Date.now() + MIGRATION_PATIENCE_MS),
      tx: writer,
      run: (statement) => main.exec(statement),
      copy: (mark) => keepCopy(main, `${file}.before-${mark}`),
    })
    if (!changed) return
    const broken = main.pragma('foreign_key_check') as unknown[]
    if (broken.length) throw new Error(`a migration left ${broken.length} broken references`)
    main.exec('COMMIT')
  } finally {
    if (main.inTransaction) main.exec('ROLLBACK')
    main.pragma('foreign_keys = ON')
    main.pragma('busy_timeout = 0')
  }
}

/**
 * Whole and on disk under its name, or not at all. Another process may be at the same: the first copy stays, since only
 * that one is surely from before the change.
 */
function keepCopy(main: Database.Database, target: string) {
  if (existsSync(target)) return
  const part = `${target}.${process.pid}.part`
  rmSync(part, { force: true })
  try {
    main.prepare('VACUUM INTO ?').run(part)
    const handle = openSync(part, 'r')
    fsyncSync(handle)
    closeSync(handle)
    if (!existsSync(target)) renameSync(part, target)
  } finally {
    rmSync(part, { force: true })
  }
}
