import { eq } from 'drizzle-orm'
import { expect } from 'vitest'
import { auditEvents, campaigns, extensions, notices, targets, users } from '../../src/storage/schema.ts'
import type { House } from './house.ts'
import type { Person } from './world.ts'

export const asked = {
  due_on: '31/10/2022',
  reason_code: 'land',
  reason: 'Chưa bàn giao mặt bằng thôn Bù, đã ba lần mời các hộ làm việc.',
}

/** A request that was sent for a task due on 30/9/2022, and where its page is. */
export async function requested(house: House, fields: Record<string, string> = {}) {
  const target = await house.target({ due_on: '2022-09-30', title: 'Bê tông hóa đường thôn Bù' })
  const answer = await ask(house, target.code, fields)
  expect(answer.status).toBe(303)
  return { target, path: answer.headers.get('location')! }
}

export const ask = (house: House, code: string, fields: Record<string, string> = {}, who: Person = 'head') =>
  house.as(who).fillIn(`/targets/${code}/extension`, { ...asked, ...fields })

export const decide = (house: House, path: string, fields: Record<string, string>, who: Person = 'leader') =>
  house.as(who).post(`${path}/decision`, fields)

export const stored = async (house: House) => await house.db.read.select().from(extensions)
export const theTarget = async (house: House) => (await house.db.read.select().from(targets))[0]!

/** Who was told what: "kind user-name". */
export async function told(house: House) {
  const rows = await house.db.read
    .select({ to: users.username, kind: notices.kind, path: notices.path, detail: notices.detail })
    .from(notices)
    .innerJoin(users, eq(users.id, notices.userId))
  return rows.map(({ to, kind }) => `${kind} ${to}`).sort()
}

export const deeds = async (house: House) =>
  (await house.db.read.select().from(auditEvents))
    .map(({ deed }) => deed)
    .filter((deed) => deed.startsWith('extension.'))

/** Changes what the campaign allows. */
export const allow = (house: House, change: Partial<typeof campaigns.$inferInsert>) =>
  house.db.tx(async (tx) => void (await tx.update(campaigns).set(change)))
