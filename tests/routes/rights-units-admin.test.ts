import { expect, test } from 'vitest'
import { type Deed, type Door, expectDone, expectDoors, expectRefused } from '../support/doors.ts'
import { openHouse } from '../support/house.ts'
import type { Person } from '../support/world.ts'

const admin: Person[] = ['admin']
const ids = ['1', '2', '3', '4', '5', '6'].map((n) => `0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f00${n}`)
const NEW = '/admin/units/changes/new'
const decision = { decision: 'NQ 1', date: '6/9/2022', do: 'apply' }

const deeds: Deed[] = [
  {
    path: '/admin/units/new',
    fields: { id: ids[0]!, code: 'H-C', name: 'Xã Húc', parent: 'H', kind: 'commune' },
    who: admin,
    deed: 'unit.added',
  },
  {
    path: '/admin/units/H-A/edit',
    fields: { name: 'Xã Tân Liên', short_name: 'Xã Tân Liên', sort_order: '9', version: '1' },
    who: admin,
    deed: 'unit.edited',
  },
  {
    path: `${NEW}?kind=rename`,
    fields: {
      ...decision,
      id: ids[1]!,
      from: 'H-B',
      'seen_H-B': '1',
      name: 'Xã Lao Bảo',
      short_name: 'Lao Bảo',
    },
    who: admin,
    deed: 'unit.rename',
  },
  {
    path: `${NEW}?kind=reparent`,
    fields: { ...decision, id: ids[2]!, from: 'H-C', 'seen_H-C': '1', parent: 'T', sort_order: '2' },
    who: admin,
    deed: 'unit.reparent',
  },
  {
    path: `/admin/units/changes/${ids[2]}/undo`,
    fields: { version: '2' },
    who: admin,
    deed: 'unit.change_undone',
  },
  {
    path: `${NEW}?kind=dissolve`,
    fields: { ...decision, id: ids[3]!, from: 'H-C', reason: 'giải thể' },
    who: admin,
    deed: 'unit.dissolve',
  },
]

test('every page of the tree and its changes opens for the administrator alone', async () => {
  const house = await openHouse()
  for (const deed of deeds.slice(0, 4)) {
    const { status } = await house.as('admin').post(deed.path, deed.fields)
    expect([deed.path, status]).toEqual([deed.path, 303])
  }
  const kinds = ['rename', 'reparent', 'merge', 'split', 'dissolve']
  const doors: Door[] = [
    '/admin/units',
    '/admin/units?in=H',
    '/admin/units?q=xa',
    '/admin/units/new',
    '/admin/units/H-A',
    '/admin/units/H-A/edit',
    '/admin/units/changes',
    ...kinds.map((kind) => `${NEW}?kind=${kind}`),
    `/admin/units/changes/${ids[1]}`,
  ].map((path): Door => [path, admin])
  const nothing = ['/admin/units/X', `${NEW}?kind=x`, NEW, `/admin/units/changes/${ids[5]}`]
  await expectDoors(house, [...doors, ...nothing.map((path): Door => [path, []])])
})

test('nobody else adds, edits or changes a unit, or takes it back, and a refused deed leaves no trace', async () => {
  const house = await openHouse()
  await expectRefused(house, deeds)
})

test('the administrator does each of them', async () => {
  const house = await openHouse()
  // What ends a unit is confirmed on its preview alone.
  for (const deed of deeds.slice(0, -1)) await expectDone(house, deed, 'admin')
  const unseen = deeds.at(-1)!
  expect((await house.as('admin').post(unseen.path, unseen.fields)).status).toBe(409)
})
