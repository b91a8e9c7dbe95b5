import { expect, test } from 'vitest'
import { type Deed, expectDone, expectDoors, expectRefused, supervisors } from '../support/doors.ts'
import { addDraft } from '../support/drafting.ts'
import { openHouse } from '../support/house.ts'
import { addTerm, promise, sign } from '../support/terms.ts'

async function openTerm() {
  const house = await openHouse()
  await addTerm(house)
  const path = await promise(house, '0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f1a1')
  return { house, path }
}

const path = '/commitments/NK-A/targets/NK-A-01/years'

test('the years of a term are written by who draws up the draft, and into an annex once it is signed', async () => {
  const { house } = await openTerm()
  await house.target({ code: 'CK-H-A-01' })
  await addDraft(house, { code: 'CK-MOI' })
  await expectDoors(house, [
    [path, supervisors],
    [`${path}/sum`, supervisors, 303],
    ['/commitments/CK-MOI/targets/NK-A-01/years', []],
    ['/commitments/CK-H-A/targets/CK-H-A-01/years', []],
  ])
  await sign(house)
  await expectDoors(house, [[path, supervisors]])
})

const deeds: Deed[] = [{ path, fields: { plan_2022: '120' }, who: supervisors, deed: 'target.divided' }]

test('nobody else divides a term, and a refused deed leaves no trace', async () => {
  const { house, path: made } = await openTerm()
  expect(made).toBe(path)
  await expectRefused(house, deeds)
})

test.each(supervisors)('%s divides a term', async (who) => {
  const { house } = await openTerm()
  for (const deed of deeds) await expectDone(house, deed, who)
})
