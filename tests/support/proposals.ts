import { expect } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { notices, proposals } from '../../src/storage/schema.ts'
import type { House } from './house.ts'
import type { Person } from './world.ts'

export const typed = {
  title: 'Bổ sung xi măng đợt 2 cho đường thôn',
  kind: 'funding',
  text: 'Đề nghị cấp bổ sung 180 tấn xi măng.',
}

/** Raises one and gives its path. */
export async function raised(
  house: House,
  fields: Record<string, string | string[]> = {},
  who: Person = 'head',
) {
  const answer = await house.as(who).post('/proposals/new', { id: newId(), ...typed, ...fields })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!
}

export const rows = (house: House) => house.db.read.select().from(proposals)
export const only = async (house: House) => (await rows(house))[0]!
export const told = async (house: House) =>
  (await house.db.read.select().from(notices)).map(({ kind, path }) => `${kind} ${path}`)
/** What the office answers. */
export const answer = {
  outcome: 'partly',
  text: 'Phân bổ 160 tấn xi măng đợt 2.',
  day: '6/9/2022',
  document: 'CV 12',
}
