import { expect, test } from 'vitest'
import { everybody, expectDone, expectDoors, expectRefused } from '../support/doors.ts'
import { openHouse } from '../support/house.ts'
import { headFields, setupDeeds, setupDoors } from '../support/rights-setup.ts'

test('the pages of the administration do not exist for anybody else', async () => {
  await expectDoors(await openHouse(), setupDoors)
})

test('nobody else sets anything, and a refused deed leaves no trace', async () => {
  await expectRefused(await openHouse(), setupDeeds)
})

test('an administrator does each of them, for the offices that issue papers alone', async () => {
  const house = await openHouse()
  for (const deed of setupDeeds) await expectDone(house, deed, 'admin')
  for (const code of ['H-A', 'X', '%00'])
    expect((await house.as('admin').post(`/admin/settings/letterhead/${code}`, headFields)).status).toBe(404)
})

test('the picture of a head is drawn for an administrator alone', async () => {
  const house = await openHouse()
  for (const who of everybody) {
    const { status } = await house.as(who).post('/admin/settings/letterhead/H/picture', headFields)
    expect([who, status]).toEqual([who, who === 'admin' ? 200 : 404])
  }
})
