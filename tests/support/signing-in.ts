import { eq } from 'drizzle-orm'
import { users } from '../../src/storage/schema.ts'
import { codeOf, stepAt } from '../../src/storage/totp.ts'
import type { House } from './house.ts'
import { WORLD_PASSWORD } from './world.ts'

export const CHOSEN = 'mưa rừng tháng tám'

export async function accountOf({ db }: House, username: string) {
  const [row] = await db.read.select().from(users).where(eq(users.username, username))
  return row!
}

/** The code that the telephone shows; `ahead` of so many half-minutes. */
export async function codeFor(house: House, username: string, ahead = 0): Promise<string> {
  const { totpSecret } = await accountOf(house, username)
  return codeOf(totpSecret!, stepAt(house.clock.now()) + ahead)
}

/** Sets one-time codes up as a person does; the codes for the paper. */
export async function setUpCodes(house: House, username: string): Promise<string[]> {
  const visitor = house.as(username)
  await visitor.post('/account/second-factor/begin', { password: WORLD_PASSWORD })
  const code = await codeFor(house, username)
  const answer = await visitor.post('/account/second-factor/confirm', { code })
  const codes = (await answer.text()).match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g)
  house.clock.advance({ minutes: 2 })
  return codes ?? []
}
