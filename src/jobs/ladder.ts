import { hostname } from 'node:os'
import { ladderLetter } from '../../views/letters/ladder.ts'
import { dayOf, localTextOf } from '../domain/day.ts'
import { LADDER_TIME } from '../domain/ladder.ts'
import { translator } from '../i18n/translate.ts'
import { climbLadder } from '../storage/ladder.ts'
import type { Office } from './office.ts'

/** Says what is due today once it is half past seven; later in the day it makes up for it. */
export async function climb({ db, config, log, now }: Office): Promise<void> {
  const { tenant, zone, address } = config
  const instant = now()
  if (localTextOf(instant, zone).slice(11, 16) < LADDER_TIME) return
  const today = dayOf(instant, zone)
  const count = await climbLadder(db, {
    tenant,
    zone,
    today,
    now: instant,
    owner: `${hostname()} ${process.pid}`,
    letter: ({ language, items, path, token }) =>
      ladderLetter(translator(language), language, {
        today,
        items,
        link: `${address}${path}`,
        off: `${address}/mail/${token}`,
      }),
  })
  if (count) log.info({ day: today, ...count }, 'the ladder was climbed')
}
