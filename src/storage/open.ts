import type { Db } from './client.ts'
import { databaseUrl, engine } from './engine.ts'

/**
 * The database of `DATABASE_URL`, else the file given; only the driver that is needed is loaded. Whoever reads each row
 * once needs little `cacheKiB`, which only a file has.
 */
export async function openDatabase(file: string, cacheKiB?: number): Promise<Db> {
  if (engine === 'postgres') return (await import('./postgres.ts')).connect(databaseUrl!)
  return (await import('./sqlite.ts')).connect(file, cacheKiB)
}
