import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import type { DirectionStatus } from '../../src/domain/follow-up.ts'
import type { ImportData } from '../../src/domain/import.ts'
import { newFolder } from '../cli/program.ts'
import { emptyDatabase, engineName } from '../support/database.ts'
import { copyRows, makeFirstVersion } from '../support/first-version.ts'
import { type PlainRow, plain, rowsIn } from '../support/plain-sql.ts'
import { reportRow, unreviewed } from '../support/reports.ts'
import { openStorage } from '../support/storage.ts'

/** Of the first version, each after those that it refers to. */
const tables = [
  ...['units', 'users', 'posts', 'campaigns', 'commitments', 'targets', 'updates', 'reviews', 'extensions'],
  ...['proposals', 'proposal_targets', 'directions', 'direction_units', 'reminders'],
] as const

const proposal = (code: string, unit: string, status: string, blocked_targets: string[] = []) =>
  ({
    ...{ code, unit, status, blocked_targets },
    addressed_to: 'Cấp trên',
    raised_on: '2022-08-12',
    kind: 'land',
    title: 'Đo đạc ranh giới đất',
    text: 'Đề nghị đo đạc ranh giới đất lâm trường cũ.',
    amount: '120',
    amount_measure: 'triệu đồng',
    wanted_by: '2022-09-30',
    answered_on: status === 'resolved' ? '2022-08-20' : null,
    answer: status === 'resolved' ? 'Đã đo đạc xong' : null,
  }) as ImportData['proposals'][number]

const direction = (code: string, status: DirectionStatus, lead_unit: string, target: string | null = null) =>
  ({
    ...{ code, status, lead_unit, target },
    issued_by_post: 'Bí thư Huyện ủy',
    issued_on: '2022-08-22',
    occasion: 'Giao ban tháng 8/2022',
    document: '',
    text: 'Rà soát tiến độ, báo cáo kết quả.',
    coordinating_units: ['H-B'],
    due_on: '2022-09-30' as Day,
  }) as ImportData['directions'][number]

/** The small world at work: something in every table that the second version changes. */
async function openOffice() {
  const house = await openStorage()
  const [a, b] = [await house.target(), await house.target({ kind: 'milestone', due_on: '2022-09-30' })]
  const at = Date.parse('2022-09-01T09:00:00+07:00')
  await house.add({
    updates: [
      reportRow(a.code, '2022-08-24', 60),
      reportRow(a.code, '2022-08-31', 62, { decision: 'returned', review_comment: 'Thiếu minh chứng' }),
      reportRow(b.code, '2022-09-05', null, unreviewed),
    ],
    proposals: [
      proposal('KN-2022-08-01', 'H-A', 'raised', [a.code]),
      proposal('KN-2022-08-02', 'H', 'resolved'),
      proposal('KN-2022-08-03', 'T', 'acknowledged'),
    ],
    directions: [
      direction('CD-2022-01', 'recorded', 'H-A'),
      direction('CD-2022-02', 'assigned', 'H-A'),
      direction('CD-2022-03', 'in_progress', 'H-B', a.code),
      direction('CD-2022-04', 'closed', 'H'),
    ],
    extensions: [
      {
        target: b.code,
        requested_by: 'head',
        requested_at: at,
        proposed_due_on: '2022-10-31',
        reason_code: 'land',
        reason: 'Chưa bàn giao mặt bằng',
        ...{ decision: null, decided_by: null, decided_at: null, new_due_on: null },
      },
    ],
    reminders: [
      { target: b.code, sent_by: 'supervisor', sent_at: at, channel: 'letter', text: 'Đề nghị báo cáo' },
    ],
  })
  return { house, target: a }
}

const pick = (rows: PlainRow[], ...columns: string[]) =>
  rows.map((row) => columns.map((column) => row[column])).sort()

test('a database of the first version keeps every row, and what it did not know yet is filled in', async () => {
  const { house, target } = await openOffice()
  const file = join(newFolder(), 'camket.db')
  const db = await emptyDatabase(file)
  onTestFinished(() => db.close())
  await makeFirstVersion(db)
  await copyRows(house.db, db, tables)

  await db.migrate()
  await db.migrate()

  // The house was imported by this version, so a filled-in column is as an import would fill it.
  for (const table of tables) {
    const rows = await rowsIn(db, table)
    expect(rows.length, table).toBeGreaterThan(0)
    expect(rows, table).toEqual(await rowsIn(house.db, table))
  }
  const units = new Map((await rowsIn(db, 'units')).map(({ code, id }) => [code, id]))
  expect(pick(await rowsIn(db, 'proposals'), 'code', 'waits_for_unit_id')).toEqual([
    ['KN-2022-08-01', units.get('H')],
    ['KN-2022-08-02', units.get('T')],
    ['KN-2022-08-03', null],
  ])
  const directions = await rowsIn(db, 'directions')
  expect(new Set(directions.map((row) => row.owner_unit_id))).toEqual(new Set([units.get('H')]))
  const codes = new Map(directions.map(({ id, code }) => [id, code]))
  const parts = (await rowsIn(db, 'direction_parts')).map((row) => ({
    ...row,
    code: codes.get(row.direction_id),
  }))
  expect(pick(parts, 'code', 'position', 'lead_unit_id', 'status', 'target_id')).toEqual([
    ['CD-2022-02', 1, units.get('H-A'), 'assigned', null],
    ['CD-2022-03', 1, units.get('H-B'), 'in_progress', target.id],
    ['CD-2022-04', 1, units.get('H'), 'closed', null],
  ])
  const shown = ['direction_id', 'body', 'due_on', 'status', 'version']
  expect(pick(parts, ...shown)).toEqual(pick(await rowsIn(house.db, 'direction_parts'), ...shown))

  if (engineName !== 'sqlite') return
  expect(existsSync(`${file}.before-0001_follow_up.sql`)).toBe(true)
  const loose = sql`select name from pragma_table_list where schema = 'main' and type = 'table' and strict = 0
    and name <> 'migrations' and name not like 'sqlite_%'`
  expect(await plain(db, loose, true)).toEqual([])
  expect(await plain(db, sql`pragma foreign_key_check`, true)).toEqual([])
})
