import { join } from 'node:path'
import { and, eq, getTableColumns, inArray } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { readFolder } from '../../src/imports/read-folder.ts'
import { root } from '../../src/root.ts'
import { verifyChain } from '../../src/storage/audit.ts'
import { loadKnownCodes } from '../../src/storage/import/codes.ts'
import { importData } from '../../src/storage/import.ts'
import * as schema from '../../src/storage/schema.ts'
import { bring, bringFolder, lines } from '../support/bring.ts'
import { openStorage, type Storage } from '../support/storage.ts'

const UPDATES =
  'target,as_of,value,progress,results,submitted_by,submitted_at,reviewed_by,reviewed_at,decision'
const updateRow = (target: string, asOf: string, value: string, rest = ',,') =>
  `${target},${asOf},${value},in_progress,Thu đạt khá,head,${asOf}T15:00:00+07:00,${rest}`

async function reportsOn(house: Storage, targetId: string) {
  const { asOf, revision, corrects, state, receipt, id, valueLow } = schema.updates
  return await house.db.read
    .select({ asOf, revision, corrects, state, receipt, id, valueLow })
    .from(schema.updates)
    .where(eq(schema.updates.targetId, targetId))
    .orderBy(asOf, revision)
}

/** Tables that tell of deeds and visits, not of what was imported. */
const notImported = ['auditEvents', 'auditHeads', 'sessions', 'loginAttempts', 'jobRuns']
const counted = Object.entries(schema).filter(([name]) => !notImported.includes(name))

/** Every imported row, without the counter of changes. */
async function everything({ db }: Storage): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {}
  for (const [name, table] of counted) {
    const { version, ...columns } = getTableColumns<PgTable>(table) as Record<string, never>
    const rows = await db.read.select(columns).from(table)
    tables[name] = rows.map((row) => JSON.stringify(row)).sort()
  }
  return tables
}

test('the demonstration imported twice gives the same rows and the same receipts', async () => {
  const house = await openStorage('demo')
  const before = await everything(house)
  expect(before.updates!.length).toBeGreaterThan(2000)
  house.clock.advance({ days: 1 })
  expect(await bringFolder(house, join(root, 'src/cli/demo'))).toEqual([])
  const after = await everything(house)
  for (const [name] of counted) expect(after[name], name).toEqual(before[name])
  expect((await verifyChain(house.db.read, house.tenant)).events).toBe(2)
})

test('a language that somebody chose outlasts an import', async () => {
  const house = await openStorage()
  const mine = and(eq(schema.users.tenant, house.tenant), eq(schema.users.username, 'head'))
  await house.db.tx((tx) => tx.update(schema.users).set({ locale: 'en' }).where(mine))
  expect(
    await bring(house, { users: lines('username,unit,role,post_title', 'head,H-A,head,Chủ tịch xã') }),
  ).toEqual([])
  const [user] = await house.db.read.select({ locale: schema.users.locale }).from(schema.users).where(mine)
  expect(user).toEqual({ locale: 'en' })
})

test('updates alone go to targets that are there; a later file corrects and decides', async () => {
  const house = await openStorage()
  const { id, code } = await house.target({ plan: '730.223' })
  const first = updateRow(code, '2022-06-30', '100.5')
  expect(await bring(house, { updates: lines(UPDATES, first) })).toEqual([])
  const [undecided] = await reportsOn(house, id)
  expect(undecided).toMatchObject({ revision: 1, state: 'submitted', valueLow: 100500 })

  const decided = updateRow(code, '2022-06-30', '100.5', 'supervisor,2022-07-01T08:00:00+07:00,accepted')
  const correction = `${code},2022-06-30,101.5,in_progress,Đính chính,head,2022-07-02T09:00:00+07:00,,,`
  expect(await bring(house, { updates: lines(UPDATES, decided, correction) })).toEqual([])
  const [one, two, ...more] = await reportsOn(house, id)
  expect(more).toEqual([])
  expect(one).toMatchObject({ id: undecided!.id, receipt: undecided!.receipt, state: 'accepted' })
  expect(two).toMatchObject({ revision: 2, corrects: one!.id, state: 'submitted', valueLow: 101500 })

  const reviews = await house.db.read.select().from(schema.reviews)
  expect(reviews.map((row) => [row.updateId, row.decision])).toEqual([[one!.id, 'accepted']])
})

test('a report that was decided here is not decided anew by a file', async () => {
  const house = await openStorage()
  const { id, code } = await house.target()
  await bring(house, { updates: lines(UPDATES, updateRow(code, '2022-06-30', '40')) })
  await house.db.tx((tx) =>
    tx.update(schema.updates).set({ state: 'recalled' }).where(eq(schema.updates.targetId, id)),
  )
  const decided = updateRow(code, '2022-06-30', '40', 'supervisor,2022-07-01T08:00:00+07:00,accepted')
  expect(await bring(house, { updates: lines(UPDATES, decided) })).toEqual([])
  expect((await reportsOn(house, id)).map(({ state }) => state)).toEqual(['recalled'])
  expect(await house.db.read.select().from(schema.reviews)).toEqual([])
})

test('a new document of a campaign that is there is owed to the unit that leads it', async () => {
  const house = await openStorage()
  const header =
    'code,campaign,unit,party_kind,number,signed_on,side_a_post,side_b_post,effective_from,effective_to'
  const row = 'CK-NEW,H-2022,H-B,collective,,2022-02-01,Bí thư Huyện ủy,Chủ tịch,2022-01-01,2022-12-31'
  expect(await bring(house, { commitments: lines(header, row) })).toEqual([])
  const rows = await house.db.read
    .select({
      code: schema.commitments.code,
      upper: schema.commitments.upperUnitId,
      unit: schema.commitments.unitId,
    })
    .from(schema.commitments)
    .where(inArray(schema.commitments.code, ['CK-NEW', 'CK-H-B']))
  expect(new Set(rows.map(({ upper, unit }) => `${upper} ${unit}`)).size).toBe(1)
})

test('units below one that moves to another parent move along', async () => {
  const house = await openStorage()
  const header = 'code,name,short_name,kind,parent,sort_order'
  const village = 'H-A-1,Thôn Tân Xuyên,Tân Xuyên,village,H-A,1'
  const kinds = await house.db.read.select({ kind: schema.units.kind }).from(schema.units)
  const kind = kinds[2]!.kind
  expect(await bring(house, { units: lines(header, village.replace('village', kind)) })).toEqual([])
  expect(await bring(house, { units: lines(header, `H-A,Xã Tân Liên,Tân Liên,${kind},H-B,1`) })).toEqual([])
  const paths = await house.db.read
    .select({ code: schema.units.code, path: schema.units.path })
    .from(schema.units)
  expect(Object.fromEntries(paths.map(({ code, path }) => [code, path]))).toMatchObject({
    'H-A': 't/h/h-b/h-a/',
    'H-A-1': 't/h/h-b/h-a/h-a-1/',
    'H-B': 't/h/h-b/',
  })
})

test('every faulty cell is told with its file, row, column and value, and nothing is written', async () => {
  const house = await openStorage()
  const { code } = await house.target({ plan: '730.22', decimals: 2 })
  const before = await everything(house)
  const problems = await bring(house, {
    updates: `${UPDATES}\r\n${[
      updateRow(code, '2022-06-30', '12.345'),
      '',
      updateRow(code, '2022-02-30', '12.34'),
      updateRow('CK-NONE', '2022-06-29', '1,5').replace('1,5', '"1,5"'),
      updateRow(code, '2022-06-28', '=1+1'),
      updateRow(code, '2022-06-27', '"12\r\n"').replace('Thu đạt khá', '"Dòng một\r\ndòng hai"'),
      updateRow(code, '2022-06-26', '5').replace('in_progress', 'soon').replace(',head,', ',nobody,'),
      updateRow(code, '2022-06-25', '5', 'supervisor,2022-06-26T08:00:00+07:00,accepted').replace(
        'Thu đạt khá',
        'Thu, chi đạt khá',
      ),
      updateRow(code, '2022-06-24', '5').replace('Thu đạt khá', 'Thu\u0000đạt'),
      updateRow(code, '2022-06-23', '5').replace('2022-06-23T15', '2022-02-30T15'),
      updateRow(code, '2022-06-22', '5', 'supervisor,2022-06-21T08:00:00+07:00,accepted'),
    ].join('\r\n')}`,
  })
  const told = problems.map(({ row, column, read, why }) => `${row} ${column} ${JSON.stringify(read)} ${why}`)
  expect(told).toEqual([
    '2 value "12.345" too_many_decimals',
    '4 as_of "2022-02-30" not_a_day',
    '4 submitted_at "2022-02-30T15:00:00+07:00" not_an_instant',
    '5 value "1,5" not_a_number',
    '5 target "CK-NONE" unknown_reference',
    '6 value "=1+1" not_a_number',
    '8 progress "soon" unknown_choice',
    '8 submitted_by "nobody" unknown_reference',
    '9  "accepted" too_many_cells',
    '10 results "Thu\\u0000đạt" not_readable',
    '11 submitted_at "2022-02-30T15:00:00+07:00" not_an_instant',
    expect.stringMatching(/^12 reviewed_at .* out_of_order$/),
  ])
  expect(problems.every(({ file }) => file === 'updates')).toBe(true)
  expect(await everything(house)).toEqual(before)
})

test('a byte order mark, Windows line ends, quoted line ends and formulas in a text are read as they are', async () => {
  const house = await openStorage()
  const { id, code } = await house.target({ plan: '730.22', decimals: 2 })
  const row = updateRow(code, '2022-06-30', '12.30').replace('Thu đạt khá', '"=1+1 ""trích""\r\nDòng hai"')
  expect(await bring(house, { updates: `\ufeff${UPDATES}\r\n${row}\r\n\r\n,,,,,,,,,\r\n` })).toEqual([])
  const rows = await house.db.read
    .select({ value: schema.updates.valueLow, results: schema.updates.results })
    .from(schema.updates)
    .where(eq(schema.updates.targetId, id))
  expect(rows).toEqual([{ value: 1230, results: '=1+1 "trích"\r\nDòng hai' }])
})

test('columns that are unknown, missing or there twice are told once, at the header', async () => {
  const house = await openStorage()
  const problems = await bring(house, {
    units: lines(
      'code,name,kind,name,colour,constructor,sort_order',
      'X,a,commune,b,red,c,1',
      'Y,a,commune,b,red,c,2',
    ),
  })
  expect(problems.map(({ row, column, why }) => `${row} ${column} ${why}`)).toEqual([
    '1 name twice',
    '1 colour unknown_column',
    '1 constructor unknown_column',
    '1 short_name missing_column',
  ])
})

test('a file in another encoding or with an open quote is not readable', async () => {
  const house = await openStorage()
  const calendar = Buffer.from(lines('day,kind,name', '2022-09-02,holiday,Quốc khánh'), 'utf16le')
  const problems = await bring(house, { calendar, reminders: 'target,sent_by\n"CK-H-A,head\n' })
  expect(problems.map(({ file, why }) => `${file} ${why}`)).toEqual(['reminders csv', 'calendar encoding'])
})

test('a unit below itself is told, in the file and through the units that are there', async () => {
  const house = await openStorage()
  const header = 'code,name,short_name,kind,parent,sort_order'
  const own = (code: string, parent: string) => `${code},Xã,Xã,commune,${parent},1`
  const inFile = await bring(house, {
    units: lines(header, own('P', 'Q'), own('Q', 'R'), own('R', 'P'), own('S', 'S'), own('U', 'P')),
  })
  expect(inFile.map(({ row, read, why }) => `${row} ${read} ${why}`)).toEqual([
    '2 Q below_itself',
    '3 R below_itself',
    '4 P below_itself',
    '5 S below_itself',
  ])
  const throughThere = await bring(house, { units: lines(header, own('T', 'H-A')) })
  expect(throughThere.map(({ why }) => why)).toEqual(['below_itself'])
})

test('what a faulty row would have brought is not missed a second time', async () => {
  const house = await openStorage()
  const problems = await bring(house, {
    units: lines('code,name,short_name,kind,parent,sort_order', 'N,Xã,Xã,hamlet?,H,1'),
    users: lines('username,unit,role,post_title', 'new,N,head,Chủ tịch xã'),
  })
  expect(problems.map(({ file, row, column, why }) => `${file} ${row} ${column} ${why}`)).toEqual([
    'units 2 kind unknown_choice',
  ])
})

test('a row that stands twice is told in every file', async () => {
  const house = await openStorage()
  const { code } = await house.target()
  const twice = (header: string, row: string) => lines(header, row, row)
  const problems = await bring(house, {
    calendar: twice('day,kind,name', '2022-09-02,holiday,Quốc khánh'),
    task_groups: twice('campaign,number,name', 'H-2022,3,Nhóm ba'),
    plan_revisions: twice('target,effective_from,plan,decision,reason', `${code},2022-05-01,90,QĐ 1,`),
    reference_values: twice('target,as_of,value,source', `${code},2021-12-31,80,Niên giám`),
    updates: twice(UPDATES, updateRow(code, '2022-06-30', '5')),
  })
  expect(problems.map(({ file, row, why }) => `${file} ${row} ${why}`)).toEqual([
    'task_groups 3 twice',
    'plan_revisions 3 twice',
    'reference_values 3 twice',
    'updates 3 twice',
    'calendar 3 twice',
  ])
})

test('an import that fails half-way leaves nothing', async () => {
  const house = await openStorage()
  const { code } = await house.target()
  const before = await everything(house)
  const { data } = await readFolder(
    join(root, 'src/cli/demo'),
    await loadKnownCodes(house.db.read, house.tenant),
  )
  const reminder = {
    target: code,
    sent_by: 'head',
    sent_at: 1,
    channel: 'zalo' as const,
    text: null as never,
  }
  const order = { tenant: house.tenant, now: 1, zone: house.zone, actorId: null, actor: 'tests' }
  const failing = house.db.tx((tx) => importData(tx, order, { ...data, reminders: [reminder] }))
  await expect(failing).rejects.toThrow()
  expect(await everything(house)).toEqual(before)
})
