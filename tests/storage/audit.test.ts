import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { record, verifyChain } from '../../src/storage/audit.ts'
import type { Writer } from '../../src/storage/client.ts'
import { auditEvents, auditHeads } from '../../src/storage/schema.ts'
import { openStorage, type Storage } from '../support/storage.ts'

/** Five events after the one of the import. */
async function openChain(): Promise<Storage> {
  const house = await openStorage()
  for (const [at, deed] of ['a', 'b', 'c', 'd', 'e'].entries()) {
    await house.db.tx((tx) =>
      record(tx, {
        tenant: house.tenant,
        at: house.clock.now() + at,
        actorId: null,
        actor: 'tests',
        deed,
        subjectKind: 'tenant',
        subject: 'Xã Tân Liên',
        detail: { z: 1, a: [null, 1.5, 'Đ'], nested: { y: true, b: 0 } },
      }),
    )
  }
  return house
}

const at = (house: Storage, seq: number) =>
  and(eq(auditEvents.tenant, house.tenant), eq(auditEvents.seq, seq))
const check = (house: Storage) => verifyChain(house.db.read, house.tenant)

test('the chain of events holds, whatever order the database keeps a detail in', async () => {
  const house = await openChain()
  expect(await check(house)).toEqual({ events: 6 })
})

test('events written at the same time stand in one order', async () => {
  const house = await openStorage()
  const event = (deed: string) => ({
    tenant: house.tenant,
    at: house.clock.now(),
    actorId: null,
    actor: 'tests',
    deed,
    subjectKind: 'tenant',
    subject: 'x',
    detail: {},
  })
  await Promise.all(Array.from({ length: 20 }, (_, i) => house.db.tx((tx) => record(tx, event(`deed ${i}`)))))
  expect(await check(house)).toEqual({ events: 21 })
})

const forgeries: [string, (tx: Writer, house: Storage) => Promise<unknown>, number][] = [
  [
    'an edited detail',
    (tx, h) =>
      tx
        .update(auditEvents)
        .set({ detail: { z: 2 } })
        .where(at(h, 3)),
    3,
  ],
  ['an edited moment', (tx, h) => tx.update(auditEvents).set({ at: 1 }).where(at(h, 2)), 2],
  ['another actor', (tx, h) => tx.update(auditEvents).set({ actor: 'nobody' }).where(at(h, 6)), 6],
  ['a deleted event', (tx, h) => tx.delete(auditEvents).where(at(h, 3)), 4],
  ['a deleted beginning', (tx, h) => tx.delete(auditEvents).where(at(h, 1)), 2],
  ['a deleted tail', (tx, h) => tx.delete(auditEvents).where(at(h, 6)), 6],
  ['a deleted head', (tx, h) => tx.delete(auditHeads).where(eq(auditHeads.tenant, h.tenant)), 7],
  ['everything deleted but the head', (tx) => tx.delete(auditEvents), 1],
]

test.each(forgeries)('%s is found', async (_, forge, brokenAt) => {
  const house = await openChain()
  await house.db.tx((tx) => forge(tx, house))
  expect((await check(house)).brokenAt).toBe(brokenAt)
})

test('a deed that fails leaves no event', async () => {
  const house = await openChain()
  const failing = house.db.tx(async (tx) => {
    const [event] = await tx.select().from(auditEvents).where(at(house, 6))
    await record(tx, { ...event!, deed: 'never' })
    throw new Error('undone')
  })
  await expect(failing).rejects.toThrow('undone')
  expect(await check(house)).toEqual({ events: 6 })
})
