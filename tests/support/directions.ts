import { asc, eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { directionParts, directions, followUpSteps, notices, users } from '../../src/storage/schema.ts'
import type { openHouse } from './house.ts'

type House = Awaited<ReturnType<typeof openHouse>>

export const words = 'Rà soát hộ thiếu đói giáp hạt, không để dân thiếu ăn.'

export const typed = {
  issued_by_post: 'Bí thư Huyện ủy Hướng Hóa',
  issued_on: '5/9/2022',
  occasion: 'Giao ban tháng 9/2022',
  document: '',
  text: words,
  lead_unit: 'H-A',
  coordinating_unit: ['H-B'],
  due_on: '30/9/2022',
}

/** A direction that was recorded, and where its page is. */
export async function recorded(house: House, fields: Record<string, string | string[]> = {}) {
  const answer = await house.as('supervisor').post('/directions/new', { id: newId(), ...typed, ...fields })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!
}

export const handing = {
  lead_unit: ['H-A'],
  text: 'Báo cáo kết quả rà soát',
  due_on: '30/9/2022',
  as_target: 'no',
}

export const minute = (house: House) => house.clock.advance({ minutes: 1 })

/** One that was handed to H-A, and its only task. */
export async function assigned(house: House, fields: Record<string, string | string[]> = {}) {
  const path = await recorded(house)
  minute(house)
  const answer = await house.as('supervisor').fillIn(path, { ...handing, ...fields }, { form: '/assign' })
  expect(answer.status).toBe(303)
  minute(house)
  const [part] = await partsOf(house)
  return { path, part: part!, step: (deed: string) => `${path}/parts/${part!.id}/${deed}` }
}

export const partsOf = (house: House) =>
  house.db.read.select().from(directionParts).orderBy(asc(directionParts.position))

export async function only(house: House) {
  const [row] = await house.db.read.select().from(directions)
  return row!
}

export const stepsOf = async (house: House) =>
  (
    await house.db.read.select().from(followUpSteps).orderBy(asc(followUpSteps.at), asc(followUpSteps.id))
  ).map(({ step }) => step)

export async function told(house: House, kind: string) {
  const rows = await house.db.read
    .select({ who: users.username, kind: notices.kind })
    .from(notices)
    .innerJoin(users, eq(users.id, notices.userId))
  return rows
    .filter((row) => row.kind === kind)
    .map(({ who }) => who)
    .sort()
}
