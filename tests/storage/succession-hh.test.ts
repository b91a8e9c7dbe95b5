import { readFileSync } from 'node:fs'
import { and, eq, inArray } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { dayOf } from '../../src/domain/day.ts'
import { readSuccession } from '../../src/imports/succession-file.ts'
import { newId } from '../../src/storage/ids.ts'
import * as schema from '../../src/storage/schema.ts'
import { applySuccession } from '../../src/storage/unit-changes/apply.ts'
import type { SuccessionOrder } from '../../src/storage/unit-changes/order.ts'
import { planSuccession } from '../../src/storage/unit-changes/plan.ts'
import { undoChange } from '../../src/storage/unit-changes/undo.ts'
import { openStorage, type Storage } from '../support/storage.ts'

const { targets, units, commitments, unitEvents, posts, users } = schema

function orderOf(storage: Storage): SuccessionOrder {
  const { file, problems } = readSuccession(readFileSync('tests/plans/huong-hoa-2025.csv', 'utf8'))
  expect(problems).toEqual([])
  const { date, fates, ...told } = file!
  const id = newId(storage.clock.now())
  return { id, ...told, effectiveOn: date, overrides: fates, reason: '' }
}

/** Everything that is written down, but the record of who did what and of the change itself. */
async function dump(storage: Storage): Promise<Record<string, string[]>> {
  const apart = new Set(['audit_events', 'audit_heads', 'unit_events', 'unit_links', 'sessions'])
  const tables = Object.values(schema) as unknown as { [key: symbol]: unknown }[]
  const all: Record<string, string[]> = {}
  for (const table of tables) {
    const name = String(table[Symbol.for('drizzle:Name')])
    if (apart.has(name)) continue
    const rows = await storage.db.read.select().from(table as unknown as typeof units)
    all[name] = rows.map((row) => JSON.stringify(row)).sort()
  }
  return all
}

async function change(storage: Storage, order: SuccessionOrder) {
  const actor = await storage.actor('admin')
  const { zone } = storage
  const at = { now: storage.clock.now(), zone, today: dayOf(storage.clock.now(), zone), fingerprint: null }
  return { actor, done: await storage.db.tx((tx) => applySuccession(tx, actor, order, at)) }
}

async function sumsOf(storage: Storage, state: 'active' | 'planned', unitCodes: string[]) {
  const rows = await storage.db.read
    .select({ row: targets })
    .from(targets)
    .innerJoin(units, and(eq(units.tenant, targets.tenant), eq(units.id, targets.unitId)))
    .where(and(inArray(units.code, unitCodes), eq(targets.state, state)))
  const sums: Record<string, { plan: number; actual: number; base: number }> = {}
  for (const { row } of rows) {
    const isOpen = row.baseClass === 'open' || row.baseClass === 'unsigned'
    if (!isOpen || !['cumulative', 'flow'].includes(row.valueKind ?? '')) continue
    const key = `${row.measure} ${row.decimals}`
    const sum = sums[key] ?? { plan: 0, actual: 0, base: 0 }
    sums[key] = sum
    sum.plan += row.planNow ?? row.plan ?? 0
    sum.actual += row.latestLow ?? 0
    sum.base += row.baseline ?? 0
  }
  return sums
}

const OLD = 'HVI HLA HSO HLI HPH KS THO HUC HTA TLI HLO TLA LB TTH TLO THA THU LIA BT XY AD'
  .split(' ')
  .map((code) => `HH-${code}`)
const NEW = 'HLA HPH KS TLA LB LIA AD'.split(' ').map((code) => `HH-X-${code}`)

test('the 21 communes of Hướng Hóa become seven, sum for sum, and are 21 again when it is taken back', async () => {
  const storage = await openStorage('demo', { now: '2025-06-30T08:00:00+07:00' })
  const order = orderOf(storage)
  const plan = await planSuccession(storage.db.read, storage.tenant, order)
  expect([plan.problems, plan.fateProblems]).toEqual([[], []])
  expect((await change(storage, order)).done.kind).toBe('too_early')
  expect((await change(storage, { ...order, leaveWaiting: false })).done.kind).toBe('refused')

  storage.clock.set('2025-07-01T08:00:00+07:00')
  const base = { as_of: '2021-08-31', source: 'báo cáo năm 2021' } as const
  await storage.add({
    reference_values: [
      { ...base, target: 'CK-2022-LIA-04', value: 5 },
      { ...base, target: 'CK-2022-THA-04', value: 3 },
    ],
  })
  const before = await dump(storage)
  const sumsBefore = await sumsOf(storage, 'active', OLD)
  const { actor, done } = await change(storage, order)
  expect(done.kind).toBe('done')
  const { open, continued, combined, ended, made, balances, isKept } = done.plan!.conservation
  expect({ open, continued, combined, ended, made }).toEqual({
    ...{ open: 93, continued: 85, combined: 8, ended: 0, made: 89 },
  })
  const party = balances.find(({ title }) => title === 'Số đảng viên mới được kết nạp')!
  const sums = { plan: 45, actual: 26, actualHigh: 26, base: 0, references: 8 }
  expect([party.targets, party.before, party.after]).toEqual([{ before: 6, after: 4, ended: 0 }, sums, sums])
  expect(isKept).toBe(true)
  expect(await sumsOf(storage, 'planned', NEW)).toEqual(sumsBefore)
  expect((await change(storage, order)).done.kind).toBe('repeated')

  const papers = await storage.db.read.select().from(commitments)
  expect(papers.filter(({ state }) => state === 'superseded')).toHaveLength(21)
  expect(
    papers
      .filter(({ state }) => state === 'draft')
      .map(({ code }) => code)
      .sort(),
  ).toEqual(['AD', 'HLA', 'HPH', 'KS', 'LB', 'LIA', 'TLA'].map((code) => `CK-2022-X-${code}`))
  const heads = await storage.db.read
    .select({ username: users.username, unit: units.code })
    .from(posts)
    .innerJoin(units, eq(units.id, posts.unitId))
    .innerJoin(users, eq(users.id, posts.userId))
    .where(and(inArray(units.code, NEW), eq(posts.role, 'head')))
  expect(Object.fromEntries(heads.map(({ unit, username }) => [unit, username]))).toEqual({
    'HH-X-AD': 'hh-ad',
    'HH-X-HLA': 'hh-hla',
    'HH-X-HPH': 'hh-hph',
    'HH-X-KS': 'hh-ks',
    'HH-X-LB': 'hh-lb',
    'HH-X-LIA': 'hh-lia',
    'HH-X-TLA': 'hh-tla',
  })
  expect((await storage.actor('hh-thu')).posts.map(({ unitCode, role }) => [unitCode, role])).toEqual([
    ['HH-X-LIA', 'clerk'],
  ])

  const [event] = await storage.db.read.select().from(unitEvents)
  const at = { now: storage.clock.now(), zone: storage.zone }
  const undone = await storage.db.tx((tx) => undoChange(tx, actor, event!, at))
  expect(undone).toEqual({ kind: 'done' })
  const after = await dump(storage)
  for (const name of Object.keys(before)) expect([name, after[name]]).toEqual([name, before[name]])
})
