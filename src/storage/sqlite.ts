import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { type Db, errorCode, type Reader, type Writer } from './client.ts'
import { applyMigrations } from './migrate.ts'

const PATIENCE_MS = 5000

interface Deed {
  work: (tx: Writer) => Promise<unknown>
  done: (value: unknown) => void
  fail: (error: unknown) => void
}

/**
 * Two connections to one file: readers see the last commit while one writer works (WAL, every commit synced to disk).
 * better-sqlite3 is synchronous, so a transaction that awaits only its own queries ends before any timer or socket
 * event can run; one that is still open after that has awaited something else and is undone with an error.
 */
export function connect(file: string): Db {
  const main = openConnection(file, 0)
  const reader = openConnection(file, PATIENCE_MS)
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
      main.pragma('optimize')
      main.pragma('wal_checkpoint(TRUNCATE)')
      main.close()
    },
  }
}

function openConnection(file: string, busyTimeoutMs: number) {
  const connection = new Database(file)
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('foreign_keys = ON')
  // The writer waits in begin(), without blocking the event loop; a reader hardly ever waits under WAL.
  connection.pragma(`busy_timeout = ${busyTimeoutMs}`)
  connection.pragma('cache_size = -32000')
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
        waiting.push({ work, done: done as Deed['done'], fail })
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
    await begin(main)
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

async function begin(main: Database.Database) {
  for (const giveUpAt = Date.now() + PATIENCE_MS; ; ) {
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
  try {
    await applyMigrations({
      begin: () => begin(main),
      tx: writer,
      run: (statement) => main.exec(statement),
      copy: (mark) => {
        const target = `${file}.before-${mark}`
        if (!existsSync(target)) main.prepare('VACUUM INTO ?').run(target)
      },
    })
    const broken = main.pragma('foreign_key_check') as unknown[]
    if (broken.length) throw new Error(`a migration left ${broken.length} broken references`)
    main.exec('COMMIT')
  } finally {
    if (main.inTransaction) main.exec('ROLLBACK')
    main.pragma('foreign_keys = ON')
  }
}
