import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, TestRunner } from 'vitest'
import { type Config, readConfig } from '../../src/config.ts'
import type { Actor } from '../../src/domain/access.ts'
import { dayOf, type Instant } from '../../src/domain/day.ts'
import type { ImportData } from '../../src/domain/import.ts'
import type { Db } from '../../src/storage/client.ts'
import { importData } from '../../src/storage/import.ts'
import { createSession, findSession } from '../../src/storage/sessions.ts'
import { findAccount } from '../../src/storage/users.ts'
import { copyTemplate } from './database.ts'
import type { Filling } from './fill.ts'
import { addTarget, type TargetWish } from './targets.ts'
import { DEMO_NOW, noData, type Person, people, TENANT, WORLD_NOW, ZONE } from './world.ts'

export interface HouseOptions {
  /** When the house opens, with offset: '2022-09-06T09:00:00+07:00'. */
  now?: string
  /** Variables of the environment beside the usual, such as PUBLIC_URL or UPLOAD_LIMIT_MB. */
  env?: Record<string, string>
}

/** A filled database with its folder and clock: the house below the routes. */
export interface Storage {
  db: Db
  config: Config
  clock: ReturnType<typeof movableClock>
  tenant: string
  zone: string
  /** Somebody as the storage and the rules know them, by user name or by their name in the small world. */
  actor(who: Person | string): Promise<Actor>
  /** A new session's token, for a cookie; as after signing in, without the deliberate slowness of a password. */
  session(who: Person | string): Promise<string>
  /** Writes rows as an import does, with everything that follows from them. */
  add(rows: Partial<ImportData>): Promise<void>
  /** In the small world: a target of H-A unless another unit is named, active, on a linear plan of the year. */
  target(wish?: TargetWish): Promise<{ id: string; code: string }>
  close(): Promise<void>
}

/** A database of this run's engine for one test, closed when the test ends (by the caller outside of a test). */
export async function openStorage(filling: Filling = 'world', options: HouseOptions = {}): Promise<Storage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'camket-house-'))
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', TENANT, TZ_NAME: ZONE, ...options.env })
  mkdirSync(config.dataDir, { recursive: true })
  const db = await copyTemplate(filling, config.databaseFile)
  const clock = movableClock(options.now ?? (filling === 'demo' ? DEMO_NOW : WORLD_NOW))
  const storage: Storage = {
    db,
    config,
    clock,
    tenant: TENANT,
    zone: ZONE,
    session: (who) => newSession(db, who, clock.now()),
    actor: (who) => actorOf(db, who, clock.now()),
    add: (rows) => addRows(db, clock.now(), rows),
    target: (wish = {}) => addTarget(storage, wish),
    async close() {
      await db.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
  if (TestRunner.getCurrentTest()) onTestFinished(() => storage.close())
  return storage
}

async function addRows(db: Db, now: Instant, rows: Partial<ImportData>) {
  const order = { tenant: TENANT, now, zone: ZONE, actorId: null, actor: 'tests' }
  await db.tx((tx) => importData(tx, order, { ...noData(), ...rows }))
}

async function newSession(db: Db, who: string, now: Instant): Promise<string> {
  const username = people[who as Person] ?? who
  const account = await findAccount(db.read, TENANT, username)
  if (!account) throw new Error(`nobody signs in as ${username}`)
  const visit = { userId: account.id, address: '127.0.0.1', userAgent: 'tests' }
  return await db.tx((tx) => createSession(tx, { tenant: TENANT, now, ...visit }))
}

async function actorOf(db: Db, who: string, now: Instant): Promise<Actor> {
  const token = await newSession(db, who, now)
  const session = await findSession(db.read, TENANT, token, now, dayOf(now, ZONE))
  return session!.actor
}

const MS = { days: 86_400_000, hours: 3_600_000, minutes: 60_000 }

/** Stands still until a test moves it. */
function movableClock(start: string) {
  let instant: Instant = Date.parse(start)
  return {
    now: () => instant,
    set(to: string) {
      instant = Date.parse(to)
    },
    advance(by: Partial<typeof MS>) {
      for (const [unit, count] of Object.entries(by)) instant += MS[unit as keyof typeof MS] * count
    },
  }
}
