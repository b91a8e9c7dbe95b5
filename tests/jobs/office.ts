import { and, asc, eq, inArray } from 'drizzle-orm'
import { expect } from 'vitest'
import { itemsOfNotice } from '../../src/domain/digest.ts'
import { climb } from '../../src/jobs/ladder.ts'
import type { Office } from '../../src/jobs/office.ts'
import { auditEvents, mails, notices, users } from '../../src/storage/schema.ts'
import { openStorage, type Storage } from '../support/storage.ts'

/** What a job works with, and what it logged. */
export function officeOf({ db, config, clock }: Pick<Storage, 'db' | 'config' | 'clock'>) {
  const logged: unknown[] = []
  const note = (...entry: unknown[]) => void logged.push(entry)
  const office: Office = { db, config, now: clock.now, log: { info() {}, warn: note, error: note } }
  return { office, logged }
}

/** Gives these people an address of their own name. */
export async function giveAddresses({ db, tenant }: Storage, ...names: string[]) {
  await db.tx(async (tx) => {
    for (const name of names) {
      const whose = and(eq(users.tenant, tenant), eq(users.username, name))
      await tx
        .update(users)
        .set({ email: `${name}@huonghoa.vn` })
        .where(whose)
    }
  })
}

/** What each person was told by the ladder, by user name: a list for each notice of 'step code'. */
export async function toldBy({ db, tenant }: Storage): Promise<Record<string, string[][]>> {
  const rows = await db.read
    .select({ username: users.username, detail: notices.detail })
    .from(notices)
    .innerJoin(users, and(eq(users.tenant, notices.tenant), eq(users.id, notices.userId)))
    .where(and(eq(notices.tenant, tenant), eq(notices.kind, 'ladder')))
    .orderBy(asc(notices.at), asc(users.username))
  const told: Record<string, string[][]> = {}
  for (const { username, detail } of rows) {
    const items = itemsOfNotice(detail).map(({ step, code }) => `${step} ${code}`)
    told[username] = [...(told[username] ?? []), items]
  }
  return told
}

/** The outbox, by what makes each letter one of a kind. */
export async function listMails({ db, tenant }: Storage) {
  return await db.read.select().from(mails).where(eq(mails.tenant, tenant)).orderBy(asc(mails.once))
}

export async function eventsOf({ db, tenant }: Storage, ...deeds: string[]) {
  return await db.read
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.tenant, tenant), inArray(auditEvents.deed, deeds)))
    .orderBy(asc(auditEvents.seq))
}

/** Climbs at eight in the morning of a day. */
export async function climbOn(house: Storage, day: string, time = '08:00') {
  house.clock.set(`${day}T${time}:00+07:00`)
  const { office, logged } = officeOf(house)
  await climb(office)
  expect(logged).toEqual([])
}

export const openOffice = () => openStorage('world', { now: '2022-09-05T08:00:00+07:00' })
