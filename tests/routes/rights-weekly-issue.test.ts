import { expect, test } from 'vitest'
import {
  above,
  type Deed,
  type Door,
  expectDone,
  expectDoors,
  expectRefused,
  supervisors,
} from '../support/doors.ts'
import { did, issuePaper, openFrozen, paper, reason, WEEK } from '../support/issuing.ts'

const campaign = '?campaign=H-2022'

const deeds: Deed[] = [
  {
    path: `${WEEK}/next-week${campaign}`,
    fields: { next_week: 'Lời của văn phòng' },
    who: supervisors,
    deed: 'week.next_week',
  },
  { path: `${WEEK}/issue${campaign}`, fields: paper, who: supervisors, deed: 'week.issue' },
  { path: `${WEEK}/reissue${campaign}`, fields: { reason }, who: supervisors, deed: 'week.annul' },
]

test('the pages of an issue open for the office of the owner; who reads the week reads all its versions', async () => {
  const house = await openFrozen()
  const doors: Door[] = [
    ...deeds.map(({ path }): Door => [path, supervisors]),
    [`${WEEK}/issues${campaign}`, above],
  ]
  await expectDoors(house, doors)
  await did(issuePaper(house))
  await expectDoors(house, [
    [`${WEEK}/issue${campaign}`, supervisors, 303],
    [`${WEEK}/next-week${campaign}`, supervisors, 303],
    [`${WEEK}/reissue${campaign}`, supervisors],
    [`${WEEK}/issues${campaign}`, above],
  ])
})

test('nobody else writes section VII, issues or annuls, and a refused deed leaves no trace', async () => {
  await expectRefused(await openFrozen(), deeds)
})

test.each(supervisors)('%s does each of them', async (who) => {
  const house = await openFrozen()
  for (const deed of deeds) await expectDone(house, deed, who)
  expect((await house.as('province').get(`${WEEK}/issues${campaign}`)).status).toBe(200)
})
