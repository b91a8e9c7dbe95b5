import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { type ExtensionRow, importFiles } from '../../src/domain/import.ts'
import { printImportBook } from '../../src/exports/import-book.ts'
import { openBundle } from '../../src/imports/bundle.ts'
import { readImport } from '../../src/imports/read-import.ts'
import { holdingsAsCsv, tellHoldings } from '../../src/press/holdings.ts'
import { root } from '../../src/root.ts'
import { loadKnownCodes } from '../../src/storage/import/codes.ts'
import { compareImport } from '../../src/storage/import/compare.ts'
import { importData } from '../../src/storage/import.ts'
import * as schema from '../../src/storage/schema.ts'
import { openStorage, type Storage } from '../support/storage.ts'
import { noData } from '../support/world.ts'

async function csvOf(house: Storage, tenant = house.tenant): Promise<Record<string, string>> {
  const files: Record<string, string> = {}
  for await (const { name, pieces } of holdingsAsCsv(house.db.read, { tenant, zone: house.zone })) {
    files[name] = ''
    for await (const piece of pieces) files[name] += piece
  }
  return files
}

type Files = { name: string; bytes: Uint8Array }[]
const bytesOf = (files: Record<string, string>): Files =>
  Object.entries(files).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }))

async function readInto(house: Storage, tenant: string, files: Files) {
  const known = await loadKnownCodes(house.db.read, tenant)
  const found = await readImport(await openBundle(files), known, { zone: house.zone })
  expect([found.problems, found.asked]).toEqual([[], []])
  return found
}

async function bring(house: Storage, tenant: string, files: Files) {
  const { data, given } = await readInto(house, tenant, files)
  const order = { tenant, now: house.clock.now(), zone: house.zone, actorId: null, actor: 'tests' }
  await house.db.tx((tx) => importData(tx, order, data, { given }))
}

test('what was imported comes out again byte by byte, and goes into an empty house and out again', async () => {
  const house = await openStorage('demo')
  const first = await csvOf(house)
  expect(Object.keys(first)).toEqual(importFiles.map((file) => `${file}.csv`))
  for (const [name, text] of Object.entries(first)) {
    expect(text === readFileSync(join(root, 'src/cli/demo', name), 'utf8'), name).toBe(true)
  }
  await bring(house, 'empty', bytesOf(first))
  expect(await csvOf(house, 'empty')).toEqual(first)
  const { data, given } = await readInto(house, 'empty', bytesOf(first))
  const { counts } = await compareImport(house.db.read, { tenant: 'empty', zone: house.zone }, data, given)
  for (const [file, { fresh, changed }] of Object.entries(counts))
    expect([file, fresh, changed]).toEqual([file, 0, 0])
})

test('one workbook holds the same as the files', async () => {
  const house = await openStorage('demo')
  const files = []
  for await (const { file, columns, rows } of tellHoldings(house.db.read, house)) {
    const all = []
    for await (const part of rows()) all.push(...part)
    files.push({ file, columns, rows: all })
  }
  await bring(house, 'empty', [{ name: 'a.xlsx', bytes: await printImportBook(files) }])
  expect(await csvOf(house, 'empty')).toEqual(await csvOf(house))
})

test('what became of things here comes out too, and is not undone by files that say nothing of it', async () => {
  const house = await openStorage()
  const { tenant } = house
  const { code } = await house.target({ plan: '100' })
  const mine = and(eq(schema.targets.tenant, tenant), eq(schema.targets.code, code))
  const stop = { state: 'suspended' as const, stateOn: '2022-09-01' as never, stateDocument: '12-TB/HU' }
  await house.db.tx((tx) => tx.update(schema.targets).set(stop).where(mine))
  const before = await csvOf(house)
  expect(before['targets.csv']!.split('\n')[0]).toContain('state,state_on,state_document')
  const columns = 'code,commitment,group,sort_order,title,origin,kind,start_on'
  const row = before['targets.csv']!.split('\n').find((line) => line.startsWith(`${code},`))!
  const [, commitment, group, order] = row.split(',')
  const brief = `${columns}\n${code},${commitment},${group},${order},Tên mới,registered,number,2022-01-01\n`
  await bring(house, tenant, bytesOf({ 'targets.csv': brief }))
  const [found] = await house.db.read.select().from(schema.targets).where(mine)
  expect(found).toMatchObject({ title: 'Tên mới', state: 'suspended', stateDocument: '12-TB/HU', plan: 100 })
})

test('a known target keeps its decimals', async () => {
  const house = await openStorage()
  const { code } = await house.target({ plan: '1.500', decimals: 3 })
  const lines = (await csvOf(house))['targets.csv']!.split('\n')
  const at = lines[0]!.split(',').indexOf('decimals')
  const cells = lines.find((line) => line.startsWith(`${code},`))!.split(',')
  cells[at] = '1'
  const bytes = new TextEncoder().encode(`${lines[0]}\n${cells.join(',')}\n`)
  const bundle = await openBundle([{ name: 'targets.csv', bytes }])
  const found = await readImport(bundle, await loadKnownCodes(house.db.read, house.tenant), {
    zone: house.zone,
  })
  expect(found.problems.map(({ column, why }) => `${column} ${why}`)).toContain('decimals decimals_fixed')
})

test('a new number that does not say its decimals has as many as its figures, and the usual two', async () => {
  const house = await openStorage()
  const columns =
    'code,commitment,group,sort_order,title,origin,kind,measure,value_kind,direction,start_on,due_on'
  const row = (n: number) =>
    `CK-H-A-9${n},CK-H-A,1,9${n},Số mới ${n},registered,number,ha,cumulative,up,2022-01-01,2022-12-31`
  const text = `${columns},plan,baseline\n${row(1)},100,\n${row(2)},100,7.0625\n`
  await bring(house, house.tenant, bytesOf({ 'targets.csv': text }))
  const found = await house.db.read.select().from(schema.targets).where(eq(schema.targets.measure, 'ha'))
  const kept = found.map(({ decimals, plan }) => [decimals, plan])
  expect(kept.sort()).toEqual([
    [2, 10_000],
    [4, 1_000_000],
  ])
})

test('an empty cell of a state leaves what became of things here, as the preview says', async () => {
  const house = await openStorage()
  const { tenant, db } = house
  const { code } = await house.target()
  const files = await csvOf(house)
  const stop = { state: 'transferred' as const, stateOn: '2022-09-01' as never, stateDocument: '12-TB/HU' }
  await db.tx(async (tx) => {
    await tx.update(schema.targets).set(stop).where(eq(schema.targets.code, code))
    await tx
      .update(schema.commitments)
      .set({ state: 'superseded' })
      .where(eq(schema.commitments.code, 'CK-H-A'))
    await tx.update(schema.campaigns).set({ state: 'closed' }).where(eq(schema.campaigns.code, 'T-2022'))
  })
  // From before it; the other campaign in the file says its state.
  const wider = (name: string, head: string, cells: string) =>
    files[name]!.trim()
      .split('\n')
      .map((line, n) => (n ? line + cells : `${line},${head}`))
      .join('\n')
  const sent = bytesOf({
    'campaigns.csv': wider('campaigns.csv', 'state', ',').replace(/^H-2022.*/m, '$&active'),
    'commitments.csv': wider('commitments.csv', 'state', ','),
    'targets.csv': wider('targets.csv', 'state,state_on,state_document', ',,,'),
  })
  const { data, given } = await readInto(house, tenant, sent)
  expect(data.campaigns.map(({ state }) => state ?? '').sort()).toEqual(['', 'active'])
  expect([given.commitments!.has('state'), given.targets!.has('state_on')]).toEqual([true, true])
  expect((await compareImport(db.read, house, data, given)).changes).toEqual([])
  await bring(house, tenant, sent)
  const [target] = await db.read.select().from(schema.targets).where(eq(schema.targets.code, code))
  expect(target).toMatchObject(stop)
  const [document] = await db.read
    .select()
    .from(schema.commitments)
    .where(eq(schema.commitments.code, 'CK-H-A'))
  expect(document!.state).toBe('superseded')
  const [closed] = await db.read.select().from(schema.campaigns).where(eq(schema.campaigns.code, 'T-2022'))
  expect(closed!.state).toBe('closed')
})

test('an extension that was decided is not decided otherwise by a file', async () => {
  const house = await openStorage()
  const { code } = await house.target({ due_on: '2022-09-30' })
  const row = {
    ...{ target: code, requested_by: 'head', requested_at: 1662000000000, proposed_due_on: '2022-10-31' },
    ...{ reason_code: 'land', reason: 'Chưa bàn giao mặt bằng', decision: 'refused', decided_by: 'leader' },
    ...{ decided_at: 1662100000000, new_due_on: null },
  } as ExtensionRow
  await house.add({ extensions: [row] })
  const other = { ...row, decision: 'granted' as const, new_due_on: '2022-10-31' as never }
  const data = { ...noData(), extensions: [other] }
  expect((await compareImport(house.db.read, house, data)).counts.extensions.same).toBe(1)
  await house.add({ extensions: [other] })
  const [found] = await house.db.read.select().from(schema.extensions)
  expect(found).toMatchObject({ decision: 'refused', newDueOn: null })
})
