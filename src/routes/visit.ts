import type { Context } from 'hono'
import type { Reader } from '../../views/reader.ts'
import type { Config } from '../config.ts'
import type { Actor } from '../domain/access.ts'
import type { Day, Instant } from '../domain/day.ts'
import type { Log } from '../log.ts'
import type { Db } from '../storage/client.ts'
import type { Session } from '../storage/sessions.ts'
import type { Assets } from './assets.ts'

/** What every handler can count on once the hall has let a visit in. */
export interface House {
  Variables: {
    db: Db
    config: Config
    assets: Assets
    log: Log
    now: Instant
    today: Day
    zone: string
    /** Names this request in the log and on an error page. */
    requestId: string
    address: string
    reader: Reader
    session: Session
    /** The password was right, the one-time code is still to come; then there is no session. */
    waiting: Session | undefined
    actor: Actor
  }
  Bindings: {
    /** What was typed into a form before the session had to be renewed. */
    kept?: Kept
    incoming?: { socket?: { remoteAddress?: string } }
  }
}

export type Kept = { name: string; value: string }[]

export type Visit = Context<House>
