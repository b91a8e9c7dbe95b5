import { sql } from 'drizzle-orm'
import type { PgDatabase } from 'drizzle-orm/pg-core'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { type Db, errorCode, type Writer } from './client.ts'
import { applyMigrations } from './migrate.ts'

/** Serialization failure, deadlock: the work was undone and may be run again. */
const LOST_RACE = ['40001', '40P01']
const MOST_TRIES = 5

export function connect(url: string): Db {
  const client = postgres(url, { max: 10, onnotice: () => {} })
  return overPostgres(drizzle({ client }), () => client.end())
}

/** Over any PostgreSQL driver of drizzle's. */
// biome-ignore lint/suspicious/noExplicitAny: any driver's result type will do
export function overPostgres(db: PgDatabase<any>, close: Db['close']): Db {
  return {
    read: db,
    async tx(work) {
      for (let tries = 1; ; tries++) {
        try {
          return await db.transaction((tx) => work(tx as unknown as Writer))
        } catch (error) {
          if (tries === MOST_TRIES || !LOST_RACE.includes(errorCode(error) ?? '')) throw error
        }
      }
    },
    async migrate() {
      await db.transaction((tx) =>
        applyMigrations({
          begin: async () => {
            await tx.execute(sql`select pg_advisory_xact_lock(7311)`)
          },
          tx: tx as unknown as Writer,
          run: (statement) => tx.execute(sql.raw(statement)),
          // A server's databases are copied by the server's own backup.
          copy: () => {},
        }),
      )
    },
    close,
  }
}
