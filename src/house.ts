import { existsSync, mkdirSync } from 'node:fs'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from './app.ts'
import { openClock } from './clock.ts'
import type { Config } from './config.ts'
import type { Instant } from './domain/day.ts'
import { startJobs } from './jobs/calendar.ts'
import { openLog } from './log.ts'
import { errandsOf } from './press/errands.ts'
import { loadAssets } from './routes/assets.ts'
import type { Db } from './storage/client.ts'
import { openDatabase } from './storage/open.ts'
import { makeFirstLink } from './storage/set-up.ts'

export interface RunningHouse {
  db: Db
  /** The port really listened on, which PORT=0 leaves to the system. */
  port: number
  /** Finishes what is in flight, then closes everything. */
  close(): Promise<void>
}

/** The address at which an empty house is set up, once and within a day; undefined where somebody can sign in. */
export async function firstLink(db: Db, config: Config, now: Instant): Promise<string | undefined> {
  const token = await makeFirstLink(db, config.tenant, now)
  // Without PUBLIC_URL the port may have been left to the system.
  const address = config.origin ? config.address : `http://${config.host}:${config.port}${config.basePath}`
  return token && `${address}/setup/${token}`
}

const HARD_STOP_MS = 10_000

/** Opens the database, brings it up to date, serves the house and begins what happens by itself. */
export async function openHouse(config: Config): Promise<RunningHouse> {
  if (!existsSync(config.dataDir)) mkdirSync(config.dataDir, { recursive: true })
  const db = await openDatabase(config.databaseFile)
  try {
    await db.migrate()
    return await listen(config, db)
  } catch (error) {
    await db.close()
    throw error
  }
}

async function listen(config: Config, db: Db): Promise<RunningHouse> {
  const log = openLog(config.logLevel)
  const now = openClock(config.clock)
  const app = createApp({ db, config, now, assets: loadAssets(), log })
  const server = createAdaptorServer({
    fetch: app.fetch,
    // A photograph over a mountain line takes minutes; the head of a request does not.
    serverOptions: { keepAliveTimeout: 65_000, headersTimeout: 20_000, requestTimeout: 300_000 },
  }) as import('node:http').Server
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(config.port, config.host, listening)
  })
  const jobs = startJobs({ db, config, log, now })
  const address = server.address()
  return {
    db,
    port: typeof address === 'object' && address ? address.port : config.port,
    async close() {
      const closed = new Promise((done) => server.close(done))
      // A connection that was busy when closing began falls idle later, so once is not enough.
      const sweep = setInterval(() => server.closeIdleConnections(), 100)
      const hardStop = setTimeout(() => server.closeAllConnections(), HARD_STOP_MS)
      server.closeIdleConnections()
      errandsOf(config).stop()
      await Promise.all([closed, jobs.stop()])
      clearInterval(sweep)
      clearTimeout(hardStop)
      await db.close()
    },
  }
}
