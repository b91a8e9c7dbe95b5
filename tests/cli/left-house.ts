import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { openStorage, type Storage } from '../support/storage.ts'
import { WORLD_NOW } from '../support/world.ts'
import { newFolder } from './program.ts'

export interface LeftHouse {
  /** For programs: the data folder, and the clock at which the small world lives. */
  env: Record<string, string>
  file: string
  /** Rows of the database file. */
  query(statement: string): Record<string, unknown>[]
  /** Changes the file behind the house's back. */
  change(statement: string): void
}

/** The small world in a data folder of its own, prepared and then left to the programs. SQLite only. */
export async function leaveHouse(
  prepare: (house: Storage) => Promise<unknown> = async () => {},
): Promise<LeftHouse> {
  const house = await openStorage()
  await prepare(house)
  const folder = newFolder()
  const file = join(folder, 'camket.db')
  await house.db.close()
  copyFileSync(house.config.databaseFile, file)
  // The end of the test closes the house once more.
  house.db.close = async () => {}
  return {
    env: { DATA_DIR: folder, CLOCK: WORLD_NOW, ALLOW_CLOCK: '1' },
    file,
    query: (statement) => query(file, statement),
    change(statement) {
      new Database(file).exec(statement).close()
    },
  }
}

/** Rows of a database file, as another program reads them. */
export function query(file: string, statement: string): Record<string, unknown>[] {
  const database = new Database(file, { readonly: true })
  try {
    return database.prepare(statement).all() as Record<string, unknown>[]
  } finally {
    database.close()
  }
}
