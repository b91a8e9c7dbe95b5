import Database from 'better-sqlite3'
import pino from 'pino'
import { readConfig } from '../../src/config.ts'
import { climb } from '../../src/jobs/ladder.ts'
import { openDatabase } from '../../src/storage/open.ts'
import { CLOCK, TENANT, ZONE } from './names.ts'
import { forkBench, messageOf } from './servers.ts'

/** One climb on the morning of the bench, with every other head taking mail. */
export interface Climb {
  seconds: number
  /** Of the whole process, the compiler of its sources included. */
  peakMiB: number
  said: number
  people: number
  letters: number
}

/** In a process of its own, so that its memory can be told. */
export async function timeLadder(folder: string): Promise<Climb> {
  return await messageOf<Climb>(forkBench('ladder', folder))
}

export async function printClimb(folder: string) {
  const config = readConfig({ DATA_DIR: folder, TENANT, TZ_NAME: ZONE, LOG_LEVEL: 'silent' })
  const raw = new Database(config.databaseFile)
  raw.exec('update campaigns set reminds_itself = 1')
  const count = (table: string) => raw.prepare(`select count(*) from ${table}`).pluck().get() as number

  const db = await openDatabase(config.databaseFile)
  const startedAt = performance.now()
  await climb({ db, config, log: pino({ level: 'silent' }), now: () => Date.parse(CLOCK) })
  const measured: Climb = {
    seconds: (performance.now() - startedAt) / 1000,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    ...{ said: count('ladder_said'), people: count('notices'), letters: count('mails') },
  }
  raw.close()
  await db.close()
  process.send?.(measured, () => process.exit(0))
}
