import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import type { Db } from '../../src/storage/client.ts'
import { databaseUrl, engine } from '../../src/storage/engine.ts'
import { openDatabase } from '../../src/storage/open.ts'
import type { Filling } from './fill.ts'

/** This run's engine for a title: sqlite, pglite or postgres. */
export const engineName = engine === 'sqlite' ? 'sqlite' : databaseUrl === 'postgres:' ? 'pglite' : 'postgres'

/** A database of this run's engine with the filling in it, for one test alone; `file` is where SQLite keeps it. */
export async function copyTemplate(filling: Filling, file: string): Promise<Db> {
  const templates = inject('templates')
  if (engineName === 'pglite') return (await import('./pglite.ts')).openPglite(templates, filling)
  if (engineName === 'postgres') return (await import('./postgres.ts')).openPostgres(databaseUrl!, filling)
  copyFileSync(join(templates, `${filling}.db`), file)
  return await openDatabase(file)
}

/** One without a table in it; `file` is where SQLite keeps it. */
export async function emptyDatabase(file: string): Promise<Db> {
  if (engineName === 'pglite') return await (await import('./pglite.ts')).emptyPglite()
  if (engineName === 'postgres') return await (await import('./postgres.ts')).emptyPostgres(databaseUrl!)
  return await openDatabase(file)
}
