import type { Db } from './client.ts'
import { databaseUrl, engine } from './engine.ts'

/** The database of `DATABASE_URL`, else the file given; only the driver that is needed is loaded. */
export async function openDatabase(file: string): Promise<Db> {
  if (engine === 'postgres') return (await import('./postgres.ts')).connect(databaseUrl!)
  return (await import('./sqlite.ts')).connect(file)
}
