import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Writer } from '../../src/storage/client.ts'
import { newId } from '../../src/storage/ids.ts'
import {
  amendments,
  commitmentFiles,
  commitments,
  coordinators,
  directionParts,
  directions,
  extensions,
  proposals,
  reminders,
  targets,
  unitEvents,
  units,
} from '../../src/storage/schema.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { eventOf, FORM, merge, NEW, press } from '../support/unit-changes.ts'

async function mergeNow(house: House, fields: Record<string, string | string[]> = merge) {
  const preview = await house
    .as('admin')
    .fillIn(`${NEW}?kind=merge`, fields, { form: FORM, button: 'do=preview' })
  await house.follow(press(house, preview, 'apply'))
}

const reparent = async (house: House, unit: string, fields: Record<string, string>) =>
  await house.follow(
    house
      .as('admin')
      .fillIn(
        `${NEW}?kind=reparent&unit=${unit}`,
        { decision: 'QĐ 6', sort_order: '1', ...fields },
        { form: FORM, button: 'do=apply' },
      ),
  )

const undo = async (house: House) => {
  const { id } = await eventOf(house)
  return await house.as('admin').fillIn(`/admin/units/changes/${id}`, {}, { form: 'undo' })
}

const unitBy = async (house: House, code: string) =>
  (await house.db.read.select().from(units).where(eq(units.code, code)))[0]!

interface Made {
  tenant: string
  unitId: string
  targetId: string
  commitmentId: string
  other: string
  userId: string
}

const direction = {
  ...{
    id: newId(0),
    code: 'CĐ-99',
    issuedByPost: 'Bí thư',
    issuedOn: '2022-09-06' as const,
    occasion: 'họp',
  },
  ...{ document: '', body: 'Làm ngay', status: 'assigned' as const },
}
const told = { reasonCode: 'other', reason: 'mưa', proposedDueOn: '2022-12-31' as const, requestedAt: 1 }
const file = { position: 1, hash: 'a'.repeat(64), name: 'a.pdf', mediaType: 'application/pdf', size: 1 }
const proposal = {
  ...{ id: newId(0), code: 'KN-99', addressedTo: 'H', raisedOn: '2022-09-06' as const, kind: 'other' },
  ...{ title: 'Xin kinh phí', body: '', status: 'raised' as const, folded: '' },
}

test.each<[bar: string, add: (tx: Writer, made: Made) => PromiseLike<unknown>]>([
  [
    'Đã có ý kiến chỉ đạo mới: CĐ-99.',
    (tx, { tenant, unitId }) => tx.insert(directions).values({ tenant, ...direction, leadUnitId: unitId }),
  ],
  [
    'Đã có kiến nghị mới: KN-99.',
    (tx, { tenant, unitId }) => tx.insert(proposals).values({ tenant, ...proposal, unitId }),
  ],
  [
    'Chỉ tiêu CK-2022-M-01 đã có đề nghị gia hạn mới.',
    (tx, { tenant, targetId, userId }) =>
      tx.insert(extensions).values({ tenant, id: newId(0), targetId, requestedBy: userId, ...told }),
  ],
  [
    'Chỉ tiêu CK-2022-M-01 đã được nhắc.',
    (tx, { tenant, targetId, userId }) =>
      tx
        .insert(reminders)
        .values({ tenant, id: newId(0), targetId, sentBy: userId, sentAt: 1, channel: 'app', body: 'x' }),
  ],
  [
    'Cam kết CK-2022-M đã có bản chụp.',
    (tx, { tenant, commitmentId, userId }) =>
      tx.insert(commitmentFiles).values({ tenant, commitmentId, ...file, addedBy: userId, addedAt: 1 }),
  ],
  [
    'Cam kết CK-2022-M đã có phụ lục.',
    (tx, { tenant, commitmentId, userId }) =>
      tx.insert(amendments).values({
        ...{ tenant, id: newId(0), commitmentId, number: 1, state: 'draft', effectiveFrom: '2022-09-06' },
        ...{ reason: 'x', lines: [], createdBy: userId, createdAt: 1 },
      }),
  ],
  [
    'Cam kết dự thảo CK-2022-M đã được sửa.',
    (tx, { commitmentId }) =>
      tx.update(commitments).set({ version: 2 }).where(eq(commitments.id, commitmentId)),
  ],
  [
    'Đơn vị H-M đã được giao phối hợp một chỉ tiêu khác.',
    (tx, { tenant, unitId, other }) => tx.insert(coordinators).values({ tenant, targetId: other, unitId }),
  ],
])('what people did at the new unit bars the way back: %s', async (bar, add) => {
  const house = await openHouse()
  await house.target({ plan: '10' })
  const other = await house.target({ plan: '10', unit: 'H' })
  await mergeNow(house)
  const { userId } = await house.actor('admin')
  const [made] = await house.db.read.select().from(targets).where(eq(targets.state, 'planned'))
  const { id: targetId, commitmentId, unitId } = made!
  await house.db.tx(
    async (tx) =>
      await add(tx, { tenant: house.tenant, unitId, targetId, commitmentId, other: other.id, userId }),
  )
  const { id, version } = await eventOf(house)
  const answer = await house.as('admin').post(`/admin/units/changes/${id}/undo`, { version: String(version) })
  expect(answer.status).toBe(409)
  expect(await page(answer)).toContain(bar)
  expect(await unitBy(house, 'H-M')).toBeDefined()
})

test('what was set up below a unit that moved along finds its way back with it', async () => {
  const house = await openHouse()
  await reparent(house, 'H-B', { date: '1/9/2022', parent: 'H-A' })
  await mergeNow(house, { ...merge, from: ['H-A'] })
  expect((await unitBy(house, 'H-B')).path).toBe('t/h/h-m/h-b/')
  const fresh = { code: 'H-B-1', name: 'Thôn Một', short_name: 'Thôn Một', kind: 'agency', parent: 'H-B' }
  await house.follow(
    house
      .as('admin')
      .fillIn(
        '/admin/units/new',
        { ...fresh, decision: 'QĐ 8', sort_order: '1', date: '6/9/2022' },
        { form: 'units/new' },
      ),
  )
  expect((await unitBy(house, 'H-B-1')).path).toBe('t/h/h-m/h-b/h-b-1/')
  const [event] = (await house.db.read.select().from(unitEvents)).filter(({ kind }) => kind === 'merge')
  await house.follow(house.as('admin').fillIn(`/admin/units/changes/${event!.id}`, {}, { form: 'undo' }))
  expect((await unitBy(house, 'H-B')).path).toBe('t/h/h-a/h-b/')
  expect((await unitBy(house, 'H-B-1')).path).toBe('t/h/h-a/h-b/h-b-1/')
})

test('a unit that moved along and was moved again since keeps the change', async () => {
  const house = await openHouse()
  await reparent(house, 'H-B', { date: '1/9/2022', parent: 'H-A' })
  await mergeNow(house, { ...merge, from: ['H-A'], date: '5/9/2022' })
  const { id } = await eventOf(house)
  await reparent(house, 'H-B', { date: '6/9/2022', parent: 'T', decision: 'QĐ 9' })
  expect(await page(house.as('admin').get(`/admin/units/changes/${id}`))).toContain(
    'Đã có thay đổi sau về cùng đơn vị: QĐ 9.',
  )
})

test('open tasks go to the unit that follows, also of a target that is done, and the register to its office', async () => {
  const house = await openHouse()
  const a = await house.target({ plan: '10' })
  const h = await unitBy(house, 'H-A')
  const { tenant } = house
  const [closedId, openId] = [newId(1), newId(2)]
  await house.db.tx(async (tx) => {
    await tx.update(targets).set({ baseClass: 'done_on_time' }).where(eq(targets.id, a.id))
    const sides = { tenant, leadUnitId: h.id, ownerUnitId: h.id }
    await tx.insert(directions).values([
      { ...direction, ...sides, id: openId },
      { ...direction, ...sides, id: closedId, code: 'CĐ-98', status: 'closed' },
    ])
    await tx.insert(directionParts).values({
      ...{ tenant, id: newId(3), directionId: openId, position: 1, leadUnitId: h.id, body: 'x' },
      ...{ status: 'reported', targetId: a.id, assignedAt: 1 },
    })
  })
  await mergeNow(house)
  const m = await unitBy(house, 'H-M')
  const rows = await house.db.read.select().from(directions)
  const sides = Object.fromEntries(
    rows.map(({ id, leadUnitId, ownerUnitId }) => [id, [leadUnitId, ownerUnitId]]),
  )
  expect(sides).toEqual({ [openId]: [m.id, m.id], [closedId]: [h.id, m.id] })
  const [part] = await house.db.read.select().from(directionParts)
  expect([part!.leadUnitId, part!.targetId]).toEqual([m.id, a.id])
  await house.follow(undo(house))
  const back = await house.db.read.select().from(directions)
  expect(back.map(({ leadUnitId, ownerUnitId }) => [leadUnitId, ownerUnitId])).toEqual([
    [h.id, h.id],
    [h.id, h.id],
  ])
})
