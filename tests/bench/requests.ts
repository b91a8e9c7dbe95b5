import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { addDays, type Day } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { targetCode, tokenOf } from './names.ts'

/** One request of the load; a body makes it a form that is sent. */
export interface Ask {
  path: string
  token: string
  body?: string
}

/** Units whose heads are signed in. */
const HEADS = 43
/** The page of each kind that the raw server is built around. */
export const SAMPLE = { unit: 1, target: 8 }

export const askDesk = (): Ask => ({ path: '/desk', token: tokenOf('supervisor') })

export const askWork = (n: number): Ask => ({ path: '/my-work', token: tokenOf(1 + (n % HEADS)) })

export const askTarget = (n: number): Ask => ({
  path: `/targets/${targetCode(1 + (n % HEADS), SAMPLE.target)}`,
  token: tokenOf('supervisor'),
})

/** Ids of what the bench sends begin like this, so that it can be counted afterwards. */
const SENT = 'ffffffff'

/**
 * Reports of distinct ids, each for a target and day that has none yet. Figures grow by one from day to day: the same
 * figure for the third time, like a leap, would be asked about.
 */
export function submissions(folder: string): () => Ask {
  const raw = new Database(join(folder, 'camket.db'), { readonly: true })
  const targets = raw
    .prepare(
      `select t.code, t.latest_high as value, u.sort_order as unit from targets t
       join units u on u.tenant = t.tenant and u.id = t.unit_id
       where t.kind = 'number' and t.decimals = 0 and t.base_class = 'open' and u.sort_order <= ${HEADS}
         and u.code <> 'HH' order by t.sort_order, u.sort_order`,
    )
    .all() as { code: string; value: number; unit: number }[]
  raw.close()
  let n = 0
  return () => {
    const { code, value, unit } = targets[n % targets.length]!
    const round = Math.floor(n / targets.length)
    const day = freeDay(round)
    n += 1
    const random = randomBytes(12).toString('hex')
    const id = `${SENT}-${random.replace(/(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4')}`
    const body = new URLSearchParams({
      ...{
        id,
        value: String(value + round),
        as_of: writeDay('vi', day),
        progress: 'in_progress',
        assessment: 'on_track',
      },
      results: 'Đã triển khai đến các thôn, bản; hồ sơ gửi Văn phòng theo dõi.',
      ...{ correction_reason: 'Bổ sung số liệu của các thôn gửi chậm', do: 'submit' },
    })
    return { path: `/targets/${code}/updates`, token: tokenOf(unit), body: String(body) }
  }
}

/** The n-th day of the year that is no Thursday, the day of the reports that are there. */
function freeDay(n: number): Day {
  const [week, day] = [Math.floor(n / 6), n % 6]
  return addDays('2022-01-03', week * 7 + (day < 3 ? day : day + 1))
}

export function countSent(folder: string): number {
  const raw = new Database(join(folder, 'camket.db'), { readonly: true })
  const n = raw
    .prepare(
      `select count(*) from updates where tenant = 'main' and id like '${SENT}-%' and state = 'submitted'`,
    )
    .pluck()
    .get() as number
  raw.close()
  return n
}
