import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { parseWeek } from '../../src/domain/week.ts'
import { findCampaign } from '../../src/storage/campaigns.ts'
import { pileDirections } from '../../src/storage/dashboard-attention.ts'
import { assignDirection } from '../../src/storage/directions/assign.ts'
import { findDirectionOfTarget, listSigned } from '../../src/storage/directions/find.ts'
import { listDirections } from '../../src/storage/directions/register.ts'
import { noteDirection } from '../../src/storage/directions/steps.ts'
import {
  countDirections,
  listDirectionsOfMeeting,
  listOpenDirections,
  listOverdueDirections,
  listReportedDirections,
  type NewDirection,
  recordDirection,
} from '../../src/storage/directions.ts'
import { addStep } from '../../src/storage/follow-up-steps.ts'
import { newId } from '../../src/storage/ids.ts'
import { listDirectionsOf } from '../../src/storage/my-work.ts'
import { directionParts, directions, targets } from '../../src/storage/schema.ts'
import { loadDirections } from '../../src/storage/summaries/follow-up.ts'
import { findToldWeek } from '../../src/storage/summaries/told.ts'
import { openStorage } from '../support/storage.ts'

type House = Awaited<ReturnType<typeof openStorage>>

async function office(house: House) {
  const supervisor = await house.actor('supervisor')
  const [post] = supervisor.posts
  const unitOf = async (who: string) => (await house.actor(who)).posts[0]!.unitId
  const at = () => ({ now: house.clock.now(), zone: house.zone })
  const wish = (change: Partial<NewDirection> = {}): NewDirection => ({
    id: newId(),
    ownerUnitId: post!.unitId,
    issuedByPost: 'Bí thư Huyện ủy',
    issuedOn: '2022-09-05',
    occasion: 'Giao ban tuần',
    document: '',
    body: 'Rà soát hộ nghèo',
    leadUnitId: post!.unitId,
    coordinatorIds: [],
    dueOn: null,
    meetingId: null,
    asNote: false,
    ...change,
  })
  const record = (change: Partial<NewDirection> = {}) =>
    house.db.tx((tx) => recordDirection(tx, supervisor, wish(change), at()))
  return { supervisor, ownerUnitId: post!.unitId, ownerPath: post!.unitPath, unitOf, at, wish, record }
}

/** Recorded and handed to H-A, as a target where a group is named. */
async function handed(house: House, dueOn: NewDirection['dueOn'], groupNumber: number | null = null) {
  const { supervisor, record, unitOf, at } = await office(house)
  const kept = await record({ dueOn })
  if (kept === 'conflict') throw new Error('not recorded')
  const leadUnitIds = [await unitOf('head')]
  const handing = { id: newId(), version: 1, leadUnitIds, body: 'Báo cáo kết quả', dueOn, groupNumber }
  expect(await house.db.tx((tx) => assignDirection(tx, supervisor, kept, handing, at()))).toBe('done')
  return kept
}

test('numbers of a year follow each other, also when asked for at once; another year begins anew', async () => {
  const house = await openStorage('world')
  const { record } = await office(house)
  const codes = await Promise.all(Array.from({ length: 4 }, () => record()))
  expect(codes.map((kept) => kept !== 'conflict' && kept.code).sort()).toEqual([
    'CD-2022-01',
    'CD-2022-02',
    'CD-2022-03',
    'CD-2022-04',
  ])
  expect(await record({ issuedOn: '2021-12-30' })).toMatchObject({ code: 'CD-2021-01' })
})

test('the same id is answered with its number, also when both came at once; other words are a conflict', async () => {
  const house = await openStorage('world')
  const { record, unitOf } = await office(house)
  const id = newId()
  const coordinatorIds = [await unitOf('head')]
  const [one, two] = await Promise.all([record({ id, coordinatorIds }), record({ id, coordinatorIds })])
  expect(one).toEqual({ id, code: 'CD-2022-01' })
  expect(two).toEqual(one)
  expect(await record({ id, body: 'Việc khác' })).toBe('conflict')
})

test('handed out to another unit with another day it is still the same direction, and no other', async () => {
  const house = await openStorage('world')
  const { supervisor, record, unitOf, at } = await office(house)
  const id = newId()
  const first = await record({ id, dueOn: '2022-09-10' })
  const handing = {
    id: newId(),
    version: 1,
    body: 'Báo cáo',
    dueOn: '2022-10-20',
    groupNumber: null,
  } as const
  const leadUnitIds = [await unitOf('head')]
  await house.db.tx((tx) => assignDirection(tx, supervisor, { id }, { ...handing, leadUnitIds }, at()))
  expect(await record({ id, dueOn: '2022-09-10' })).toEqual(first)
  expect(await record({ id, dueOn: '2022-10-20' })).toBe('conflict')
  expect(await record({ id, dueOn: '2022-09-10', leadUnitId: leadUnitIds[0]! })).toBe('conflict')

  const other = newId()
  const kept = await record({ id: other })
  await house.db.tx((tx) => noteDirection(tx, supervisor, { id: other }, { version: 1, body: 'Chung' }, at()))
  expect(await record({ id: other })).toEqual(kept)
  expect(await record({ id: other, asNote: true })).toBe('conflict')
})

test('the overview counts as late what the register counts as late', async () => {
  const house = await openStorage('world')
  const { supervisor, ownerUnitId, record } = await office(house)
  const { read } = house.db
  const campaign = (await findCampaign(read, supervisor))!
  await handed(house, '2022-09-08')
  const target = await handed(house, '2022-09-08', 1)
  await record({ dueOn: '2022-09-07' })
  const counts = async () => {
    const pile = await pileDirections(read, supervisor, campaign, '2022-09-12')
    const { overdue } = await countDirections(read, supervisor, ownerUnitId, '2022-09-12')
    return [pile?.overdue, overdue]
  }
  expect(await counts()).toEqual([3, 3])
  const set = (change: Partial<typeof targets.$inferInsert>) =>
    house.db.tx(async (tx) => {
      await tx.update(targets).set(change)
    })
  // A final in time waits for the office; more time was given; it is done.
  for (const change of [
    { lateFrom: null },
    { dueOn: '2022-10-10', lateFrom: '2022-10-11' },
    { dueOn: '2022-09-08', lateFrom: '2022-09-09', baseClass: 'done_late' },
  ] as const) {
    await set(change)
    expect(await counts()).toEqual([2, 2])
  }
  expect(target.code).toBe('CD-2022-02')
})

test('a past week tells a direction as it stood then, to whom and by when', async () => {
  const house = await openStorage('world')
  const { supervisor, record, unitOf, at } = await office(house)
  const { db, tenant, zone, clock } = house
  const id = newId()
  await record({ id, leadUnitId: await unitOf('otherHead'), dueOn: '2022-09-08' })
  clock.set('2022-09-13T09:00:00+07:00')
  const leadUnitIds = [await unitOf('head')]
  const handing = { id: newId(), version: 1, leadUnitIds, body: 'Báo cáo', dueOn: '2022-09-30' } as const
  await db.tx((tx) => assignDirection(tx, supervisor, { id }, { ...handing, groupNumber: 1 }, at()))
  clock.set('2022-10-12T09:00:00+07:00')
  await db.tx(async (tx) => {
    const closed = { status: 'closed', closedAt: clock.now() } as const
    await tx.update(directionParts).set(closed)
    await tx.update(directions).set({ status: 'closed' })
    const step = { step: 'closed', partId: handing.id } as const
    await addStep(tx, tenant, { kind: 'direction', id }, step, {
      userId: supervisor.userId,
      now: clock.now(),
    })
  })
  const campaign = (await findCampaign(db.read, supervisor))!
  const told = async (week: string) => {
    const asked = { tenant, campaign, now: clock.now(), zone }
    const [one] = (await findToldWeek(db.read, asked, parseWeek(week)!))!.snapshot.directions
    return [one!.lead_unit, one!.due_on, one!.status, one!.days_late, one!.target]
  }
  expect(await told('2022-W36')).toEqual(['H-B', '2022-09-08', 'recorded', 1, null])
  expect(await told('2022-W37')).toEqual(['H-A', '2022-09-30', 'assigned', 0, 'CK-H-A-01'])
  expect(await told('2022-W40')).toEqual(['H-A', '2022-09-30', 'assigned', 7, 'CK-H-A-01'])
  expect(await told('2022-W41')).toEqual(['H-A', '2022-09-30', 'closed', 0, 'CK-H-A-01'])
})

test('what a meeting gave is found by the meeting', async () => {
  const house = await openStorage('world')
  const { record } = await office(house)
  const meetingId = newId()
  await record()
  await record({ meetingId, asNote: true })
  const rows = await listDirectionsOfMeeting(house.db.read, house.tenant, meetingId, '2022-09-06')
  expect(rows.map(({ row, status }) => [row.code, status])).toEqual([['CD-2022-02', 'noted']])
})

test('the lists count late and reported as a task does', async () => {
  const house = await openStorage('world')
  const { supervisor, ownerUnitId, record } = await office(house)
  const { read } = house.db
  await handed(house, '2022-09-10')
  await handed(house, '2022-09-10', 1)
  await handed(house, null)
  await record({ dueOn: '2022-09-08' })
  expect(await countDirections(read, supervisor, ownerUnitId, '2022-09-06')).toEqual({
    unassigned: 1,
    overdue: 0,
    reported: 0,
  })
  const late = await listOverdueDirections(read, supervisor, { ownerUnitId }, '2022-09-12', 9)
  expect(late.map(({ row, daysLate }) => [row.code, daysLate])).toEqual([
    ['CD-2022-04', 4],
    ['CD-2022-01', 2],
    ['CD-2022-02', 2],
  ])
  const open = await listOpenDirections(read, supervisor, ownerUnitId, '2022-09-12')
  expect(open.map(({ row }) => row.code)).toEqual(['CD-2022-04', 'CD-2022-01', 'CD-2022-02', 'CD-2022-03'])

  await house.db.tx(async (tx) => {
    await tx.update(targets).set({ baseClass: 'done_on_time', lateFrom: null })
  })
  expect(await countDirections(read, supervisor, ownerUnitId, '2022-09-12')).toEqual({
    unassigned: 1,
    overdue: 2,
    reported: 1,
  })
  const waiting = await listReportedDirections(read, await house.actor('leader'), '2022-09-12', 9)
  expect(waiting.map(({ row, status, daysLate }) => [row.code, status, daysLate])).toEqual([
    ['CD-2022-02', 'reported', 0],
  ])
  expect(await listReportedDirections(read, supervisor, '2022-09-12', 9)).toEqual([])
})

test('more time for its target moves the deadline of a direction', async () => {
  const house = await openStorage('world')
  const { supervisor, ownerUnitId, ownerPath } = await office(house)
  await handed(house, '2022-09-10', 1)
  await house.db.tx(async (tx) => {
    await tx.update(targets).set({ dueOn: '2022-10-10', lateFrom: '2022-10-11' })
  })
  const [open] = await listOpenDirections(house.db.read, supervisor, ownerUnitId, '2022-09-12')
  expect(open).toMatchObject({ dueOn: '2022-10-10', daysLate: 0 })
  const [told] = await loadDirections(house.db.read, house.tenant, ownerPath, new Set())
  expect(told).toMatchObject({ dueOn: '2022-09-10', status: 'assigned' })
  expect(told!.tasks).toMatchObject([{ targetCode: 'CK-H-A-01', target: { dueOn: '2022-10-10' } }])
  const [target] = await house.db.read.select().from(targets)
  expect(await findDirectionOfTarget(house.db.read, house.tenant, target!.id)).toMatchObject({
    code: 'CD-2022-01',
  })
})

test('a unit has the deadline of its own task before it, and no longer what it has reported', async () => {
  const house = await openStorage('world')
  const { unitOf } = await office(house)
  const { id } = await handed(house, '2022-09-10')
  const unit = await unitOf('head')
  expect(await listDirectionsOf(house.db.read, house.tenant, unit)).toMatchObject([{ dueOn: '2022-09-10' }])
  await house.db.tx(async (tx) => {
    await tx.update(directionParts).set({ status: 'reported' }).where(eq(directionParts.directionId, id))
  })
  expect(await listDirectionsOf(house.db.read, house.tenant, unit)).toEqual([])
})

test('a register is read page by page, and a search goes through all of it', async () => {
  const house = await openStorage('world')
  const { supervisor, ownerUnitId, wish } = await office(house)
  await house.db.tx(async (tx) => {
    const rows = Array.from({ length: 120 }, (_, n) => {
      const {
        asNote: _note,
        coordinatorIds: _ids,
        ...columns
      } = wish({
        dueOn: n % 3 ? '2022-10-01' : null,
        body: n === 117 ? 'Sạt lở đất' : 'Việc thường',
      })
      const code = `CD-2022-${String(n + 1).padStart(3, '0')}`
      return { ...columns, tenant: house.tenant, code, status: 'recorded' as const }
    })
    await tx.insert(directions).values(rows)
  })
  for (const view of ['open', 'all'] as const) {
    const seen: string[] = []
    let after: string | undefined
    do {
      const filters = { view, q: '', ownerUnitId, after }
      const page = await listDirections(house.db.read, supervisor, filters, '2022-09-06')
      seen.push(...page.rows.map(({ row }) => row.code))
      after = page.next ?? undefined
    } while (after)
    expect(seen).toHaveLength(120)
    expect(new Set(seen).size).toBe(120)
  }
  const filters = { view: 'open', q: 'sat lo', ownerUnitId } as const
  const found = await listDirections(house.db.read, supervisor, filters, '2022-09-06')
  expect(found.rows.map(({ row }) => row.code)).toEqual(['CD-2022-118'])
})

test('a target is made in the commitment that was signed in the office’s own campaign', async () => {
  const house = await openStorage('world')
  const { ownerUnitId, unitOf } = await office(house)
  const signed = await listSigned(house.db.read, house.tenant, ownerUnitId)
  expect(signed.get(await unitOf('head'))).toMatchObject({ code: 'CK-H-A' })
  expect(signed.has(ownerUnitId)).toBe(false)
})
