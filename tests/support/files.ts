import { expect } from 'vitest'
import { openBundle } from '../../src/imports/bundle.ts'
import { readImport } from '../../src/imports/read-import.ts'
import { holdingsAsCsv } from '../../src/press/holdings.ts'
import { loadKnownCodes } from '../../src/storage/import/codes.ts'
import { compareImport } from '../../src/storage/import/compare.ts'
import { importData } from '../../src/storage/import.ts'
import type { House } from './house.ts'

/** Takes everything out as files and brings it in again; what the comparison would change, a line a file. */
export async function changesOfOwnFiles({ db, tenant, zone, clock }: House): Promise<string[]> {
  const files = []
  for await (const { name, pieces } of holdingsAsCsv(db.read, { tenant, zone })) {
    let text = ''
    for await (const piece of pieces) text += piece
    files.push({ name, bytes: new TextEncoder().encode(text) })
  }
  const known = await loadKnownCodes(db.read, tenant)
  const { data, given, problems, asked } = await readImport(await openBundle(files), known, { zone })
  expect([problems, asked]).toEqual([[], []])
  const { counts } = await compareImport(db.read, { tenant, zone }, data, given)
  const order = { tenant, now: clock.now(), zone, actorId: null, actor: 'tests' }
  await db.tx((tx) => importData(tx, order, data, { given }))
  return Object.entries(counts).flatMap(([file, { fresh, changed }]) =>
    fresh + changed ? [`${file}: ${fresh} + ${changed}`] : [],
  )
}
