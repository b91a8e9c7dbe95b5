import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { type Config, readConfig } from '../config.ts'
import type { Instant } from '../domain/day.ts'
import { openHouse } from '../house.ts'
import { readFolder } from '../imports/read-folder.ts'
import { sayLastWords } from '../last-words.ts'
import { root } from '../root.ts'
import { lastEventAt } from '../storage/audit.ts'
import type { Db } from '../storage/client.ts'
import { loadKnownCodes } from '../storage/import/codes.ts'
import { importData } from '../storage/import.ts'
import { openDatabase } from '../storage/open.ts'
import { hashPassword } from '../storage/passwords.ts'
import { listWithoutPassword, setPasswordHash } from '../storage/users.ts'

const CLOCK = '2022-09-07T08:00:00+07:00'
const PASSWORD = 'demo-2022'
const FOLDER = join(root, '.demo')

export const demoCommand = new Command('demo')
  .description('serve Hướng Hóa 2022 in a throw-away folder, with the clock at 7 September 2022, 8:00')
  .option('--fresh', 'start over')
  .action((options: { fresh?: boolean }) => serveDemo(options.fresh === true))

async function serveDemo(fresh: boolean) {
  if (fresh) rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const config = demoConfig()
  const startsAt = await prepareDemo(config)
  const house = await openHouse({ ...config, clock: startsAt })
  const address = `http://${config.host}:${house.port}${config.basePath}/`
  console.log(`Sổ cam kết, Hướng Hóa 2022: ${address}`)
  console.log(
    `password ${PASSWORD} for: giamsat, giamsat2 (supervisors) · lanhdao (leader) · kiemtra (inspector)`,
  )
  console.log('  tinh (the province) · hh-tckh, hh-hso, hh-lb … (unit heads) · hh-lb-cv (a clerk) · admin')
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => house.close().then(() => process.exit(0), sayLastWords))
  }
}

function demoConfig(): Config {
  return readConfig({
    LOG_LEVEL: 'warn',
    ...process.env,
    DATA_DIR: FOLDER,
    CLOCK: process.env.CLOCK || CLOCK,
    ALLOW_CLOCK: '1',
  })
}

/** Imports the files the first time, as any office would; gives the instant at which the clock starts. */
async function prepareDemo(config: Config): Promise<Instant> {
  const clock = config.clock!
  const db = await openFresh(config)
  try {
    const last = await lastEventAt(db.read, config.tenant)
    if (last === undefined) await loadDemo(db, config, clock)
    await givePasswords(db, config, clock)
    return Math.max(clock, last ?? clock)
  } finally {
    await db.close()
  }
}

/** A throw-away database of an older version is thrown away. */
async function openFresh(config: Config): Promise<Db> {
  const db = await openDatabase(config.databaseFile)
  try {
    await db.migrate()
    return db
  } catch (error) {
    await db.close()
    if (process.env.DATABASE_URL || !existsSync(config.databaseFile)) throw error
    rmSync(FOLDER, { recursive: true })
    mkdirSync(FOLDER, { recursive: true })
  }
  const fresh = await openDatabase(config.databaseFile)
  await fresh.migrate()
  return fresh
}

async function loadDemo(db: Db, config: Config, now: Instant) {
  const { data, problems } = await readFolder(
    join(root, 'src/cli/demo'),
    await loadKnownCodes(db.read, config.tenant),
  )
  if (problems[0]) throw new Error(`the demonstration files are damaged: ${JSON.stringify(problems[0])}`)
  const order = { tenant: config.tenant, now, zone: config.zone, actorId: null, actor: 'demo' }
  await db.tx((tx) => importData(tx, order, data))
}

/** One password for all, hashed for each account with its own salt. */
async function givePasswords(db: Db, config: Config, now: Instant) {
  const accounts = await listWithoutPassword(db.read, config.tenant)
  const hashes = await Promise.all(accounts.map(() => hashPassword(PASSWORD)))
  await db.tx(async (tx) => {
    for (const [at, account] of accounts.entries()) {
      await setPasswordHash(tx, config.tenant, account.id, hashes[at]!, now)
    }
  })
}
