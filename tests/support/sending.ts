import { asc } from 'drizzle-orm'
import { newId } from '../../src/storage/ids.ts'
import { updates } from '../../src/storage/schema.ts'
import type { House } from './house.ts'
import type { Person } from './world.ts'

export type Fields = Record<string, string>

/** Sends a report, of the head unless it is said. */
export async function send(house: House, code: string, fields: Fields, who: Person = 'head') {
  const report = { id: newId(house.clock.now()), do: 'submit', ...fields }
  return await house.as(who).post(`/targets/${code}/updates`, report)
}

/** The stored reports, the oldest first. */
export const rowsOf = (house: House) => house.db.read.select().from(updates).orderBy(asc(updates.createdAt))
