import { onTestFinished, TestRunner } from 'vitest'
import { createApp } from '../../src/app.ts'
import { loadAssets } from '../../src/routes/assets.ts'
import type { Filling } from './fill.ts'
import { type HouseOptions, openStorage, type Storage } from './storage.ts'
import { follow, type Visitor, visitorOf } from './visitor.ts'
import type { Person } from './world.ts'

/** The real app over a database of its own. */
export interface House extends Storage {
  app: ReturnType<typeof createApp>
  /** Somebody signed in, by user name or by their name in the small world. */
  as(who: Person | (string & {})): Visitor
  stranger(): Visitor
  /** The checked page behind a 303, as the visitor who got it sees it. */
  follow: typeof follow
  /** What the app has logged as an error. A test empties it where it expects one; any other fails the test. */
  errors: unknown[]
}

/** The small world of world.ts, served by the real app and closed when the test ends. */
export const openHouse = (options: HouseOptions = {}): Promise<House> => open('world', options)

/** The Hướng Hóa data of the demonstration on the morning of 7/9/2022. */
export const openDemo = (options: HouseOptions = {}): Promise<House> => open('demo', options)

async function open(filling: Filling, options: HouseOptions): Promise<House> {
  const storage = await openStorage(filling, options)
  const errors: unknown[] = []
  const log = { info() {}, warn() {}, error: (entry: unknown) => void errors.push(causeOf(entry)) }
  const { db, config, clock } = storage
  const app = createApp({ db, config, now: clock.now, assets: assets(), log })
  if (TestRunner.getCurrentTest()) onTestFinished(() => refuseErrors(errors))
  return {
    ...storage,
    app,
    errors,
    as: (who) => visitorOf(app, () => storage.session(who)),
    stranger: () => visitorOf(app),
    follow,
  }
}

function causeOf(entry: unknown): unknown {
  const cause = (entry as { error?: unknown } | null)?.error ?? entry
  return cause instanceof Error ? (cause.stack ?? cause.message) : cause
}

function refuseErrors(errors: unknown[]) {
  if (errors.length) throw new Error(`the house logged: ${errors.map(String).join('; ')}`)
}

let loaded: ReturnType<typeof loadAssets> | undefined
const assets = () => (loaded ??= loadAssets())
