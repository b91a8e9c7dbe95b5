import { expect, test } from 'vitest'
import { importBatches } from '../../src/storage/schema.ts'
import { type Deed, expectDoors, expectRefused } from '../support/doors.ts'
import { openHouse } from '../support/house.ts'
import type { Person } from '../support/world.ts'

const ID = '018f0000-0000-7000-8000-000000000002'
const path = `/admin/import/${ID}`
const admin: Person[] = ['admin']

const deeds: Deed[] = [
  { path: '/admin/import', fields: { id: ID }, who: admin, deed: 'import.brought' },
  { path: `${path}/numbers`, fields: { version: '1', 'n:updates:2:value': 'vi' }, who: admin, deed: null },
  { path: `${path}/confirm`, fields: { version: '1', digest: '0' }, who: admin, deed: 'import' },
  { path: `${path}/discard`, fields: { version: '1' }, who: admin, deed: 'import.discarded' },
  { path: '/admin/export/files.zip', fields: {}, who: admin, deed: 'export.files' },
  { path: '/admin/export/files.xlsx', fields: {}, who: admin, deed: 'export.files' },
]

async function openWithBatch() {
  const house = await openHouse()
  const file = new File(['day,kind,name\n2022-12-24,holiday,Nghỉ\n'], 'calendar.csv')
  const answer = await house.as('admin').post('/admin/import', { id: ID }, { files: { files: file } })
  expect(answer.status).toBe(303)
  return house
}

test('imports and exports do not exist for anybody but an administrator', async () => {
  await expectDoors(await openWithBatch(), [
    ['/admin/import', admin],
    ['/admin/import/template.xlsx', admin],
    [path, admin],
    [`${path}/faults.csv`, admin],
    ['/admin/export', admin],
  ])
})

test('nobody else brings, answers, confirms, discards or takes out anything', async () => {
  const house = await openWithBatch()
  const before = await house.db.read.select().from(importBatches)
  await expectRefused(house, deeds)
  expect(await house.db.read.select().from(importBatches)).toEqual(before)
})

test('what is not there, and addresses that are none, are not found', async () => {
  const house = await openHouse()
  for (const id of ['018f0000-0000-7000-8000-00000000000f', 'x', '%00']) {
    const answers = [
      await house.as('admin').get(`/admin/import/${id}`),
      await house.as('admin').post(`/admin/import/${id}/confirm`, { version: '1' }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404])
  }
})
