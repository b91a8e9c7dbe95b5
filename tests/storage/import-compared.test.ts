import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { openBundle } from '../../src/imports/bundle.ts'
import { readImport } from '../../src/imports/read-import.ts'
import { type ComparedImport, importCompared, MovedOn } from '../../src/press/import-compared.ts'
import { recordAs } from '../../src/storage/audit.ts'
import { loadKnownCodes } from '../../src/storage/import/codes.ts'
import { compareImport } from '../../src/storage/import/compare.ts'
import { units } from '../../src/storage/schema.ts'
import { lastDeed } from '../../src/storage/summaries/size.ts'
import { openStorage, type Storage } from '../support/storage.ts'

const text = (name: string) => `code,name,short_name,kind,sort_order\nH-A,${name},Tân Liên,commune,1\n`

/** Reads and compares, as the page and the command do before they write. */
async function compare(house: Storage, name: string): Promise<ComparedImport> {
  const { db, tenant, zone } = house
  const seq = await lastDeed(db.read, tenant)
  const bundle = await openBundle([{ name: 'units.csv', bytes: new TextEncoder().encode(text(name)) }])
  const found = await readImport(bundle, await loadKnownCodes(db.read, tenant), { zone })
  expect(found.problems).toEqual([])
  return { found, comparison: await compareImport(db.read, { tenant, zone }, found.data, found.given), seq }
}

test.each([
  { meanwhile: 'nothing', writes: true },
  { meanwhile: 'a deed that changes nothing here', writes: true },
  { meanwhile: 'another name', writes: false },
])('an import writes what was compared, and after $meanwhile: $writes', async ({ meanwhile, writes }) => {
  const house = await openStorage('world')
  const { db, tenant, zone } = house
  const actor = await house.actor('admin')
  const now = house.clock.now()
  const seen = await compare(house, 'Xã Tân Liên mới')
  if (meanwhile !== 'nothing') {
    await db.tx(async (tx) => {
      if (!writes) await tx.update(units).set({ name: 'Tên khác' }).where(eq(units.code, 'H-A'))
      const event = { deed: 'unit.changed', subjectKind: 'unit', subject: 'H-B', detail: {} } as const
      await recordAs(tx, actor, now, event)
    })
  }
  const order = { tenant, zone, now, actorId: null, actor: 'cli' }
  const written = db.tx((tx) => importCompared(tx, order, seen, {}))
  if (writes) await written
  else await expect(written).rejects.toThrow(MovedOn)
  const [unit] = await db.read.select().from(units).where(eq(units.code, 'H-A'))
  expect(unit!.name).toBe(writes ? 'Xã Tân Liên mới' : 'Tên khác')
})
