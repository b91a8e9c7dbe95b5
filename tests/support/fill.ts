import { join } from 'node:path'
import { readFolder } from '../../src/imports/read-folder.ts'
import { root } from '../../src/root.ts'
import type { Db } from '../../src/storage/client.ts'
import { loadKnownCodes } from '../../src/storage/import/codes.ts'
import { importData } from '../../src/storage/import.ts'
import { hashPassword } from '../../src/storage/passwords.ts'
import { listWithoutPassword, setPasswordHash } from '../../src/storage/users.ts'
import { DEMO_NOW, DEMO_PASSWORD, smallWorld, TENANT, WORLD_NOW, WORLD_PASSWORD, ZONE } from './world.ts'

/** What a house can be filled with: the small world of the tests, or the Hướng Hóa data of the demonstration. */
export type Filling = 'world' | 'demo'
export const fillings = ['world', 'demo'] as const

export async function fill(db: Db, filling: Filling): Promise<void> {
  const now = Date.parse(filling === 'demo' ? DEMO_NOW : WORLD_NOW)
  const data = filling === 'demo' ? await readDemo(db) : smallWorld()
  const order = { tenant: TENANT, now, zone: ZONE, actorId: null, actor: 'tests' }
  await db.tx((tx) => importData(tx, order, data))
  const passwordHash = await hashPassword(filling === 'demo' ? DEMO_PASSWORD : WORLD_PASSWORD)
  const accounts = await listWithoutPassword(db.read, TENANT)
  await db.tx(async (tx) => {
    for (const { id } of accounts) await setPasswordHash(tx, TENANT, id, passwordHash, now)
  })
}

async function readDemo(db: Db) {
  const known = await loadKnownCodes(db.read, TENANT)
  const { data, problems } = await readFolder(join(root, 'src/cli/demo'), known)
  if (problems.length) throw new Error(`the demonstration data is at fault: ${JSON.stringify(problems[0])}`)
  return data
}
