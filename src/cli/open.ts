import { existsSync, mkdirSync } from 'node:fs'
import { InvalidArgumentError } from 'commander'
import { openClock } from '../clock.ts'
import { type Config, readConfig } from '../config.ts'
import type { Instant } from '../domain/day.ts'
import { parseWeek, type Week } from '../domain/week.ts'
import type { Db } from '../storage/client.ts'
import { openDatabase } from '../storage/open.ts'

export interface Opened {
  db: Db
  config: Config
  now: () => Instant
}

/** Opens the database that the server would open, up to date, for the length of one command. */
export async function withHouse(work: (house: Opened) => Promise<void>): Promise<void> {
  const config = readConfig(process.env)
  if (!existsSync(config.dataDir)) mkdirSync(config.dataDir, { recursive: true })
  const db = await openDatabase(config.databaseFile)
  try {
    await db.migrate()
    await work({ db, config, now: openClock(config.clock) })
  } finally {
    await db.close()
  }
}

/** The week of an argument; anything else is a wrong call. */
export function weekArgument(name: string): Week {
  const week = parseWeek(name)
  if (!week) throw new InvalidArgumentError('It must be a week such as 2022-W36.')
  return week
}

/** A failure that whoever called can mend: its words go to standard error, without a trace. */
export function fail(words: string): void {
  console.error(words)
  process.exitCode = 1
}
