import type { Config } from '../config.ts'
import type { Instant } from '../domain/day.ts'
import type { Log } from '../log.ts'
import type { Db } from '../storage/client.ts'

/** What every job works with. The house's clock is the time, also where it was moved. */
export interface Office {
  db: Db
  config: Config
  log: Log
  now: () => Instant
}
