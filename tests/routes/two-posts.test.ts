import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Role } from '../../src/domain/access.ts'
import { newId } from '../../src/storage/ids.ts'
import { directions, posts, units } from '../../src/storage/schema.ts'
import { typed } from '../support/directions.ts'
import { lastDeed, report } from '../support/furnished.ts'
import { asking, openFollowUp } from '../support/furnished-follow-up.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import type { Person } from '../support/world.ts'

/** A second post for somebody, at the unit of somebody else. */
async function appoint(house: House, who: Person, role: Role, beside: Person) {
  const { userId } = await house.actor(who)
  const [post] = (await house.actor(beside)).posts
  const { tenant } = house
  await house.db.tx(async (tx) => {
    await tx.insert(posts).values({ tenant, id: newId(), userId, unitId: post!.unitId, role, title: role })
  })
}

type Fields = Record<string, string | string[]>

async function expectClosed(house: House, who: Person, deeds: [path: string, fields: Fields][]) {
  const before = await lastDeed(house)
  for (const [path, fields] of deeds)
    expect([path, (await house.as(who).post(path, fields)).status]).toEqual([path, 404])
  expect(await lastDeed(house)).toBe(before)
}

test('a head who also leads the office decides on nothing that is the unit’s own', async () => {
  const { house, extensions, proposals, directions, targets } = await openFollowUp()
  await appoint(house, 'head', 'leader', 'leader')
  await appoint(house, 'head', 'supervisor', 'leader')
  const words = { version: '2', text: 'Đạt yêu cầu' }
  await expectClosed(house, 'head', [
    [`${extensions.pending}/opinion`, { stance: 'agree', opinion: '' }],
    [`${extensions.pending}/decision`, { decision: 'grant' }],
    [`${proposals.own}/acknowledge`, { text: '' }],
    [`${proposals.own}/answer`, { outcome: 'answered', text: 'Đồng ý' }],
    [`${directions.reported.part}/return`, words],
    [`${directions.reported.part}/close`, words],
    ['/reminders', { id: newId(), target: [targets.late.code], text: 'Nhắc', channel: ['zalo'] }],
  ])
  // Of the other unit they decide as anybody in the office.
  expect((await house.as('head').post(`${extensions.apart}/decision`, { decision: 'grant' })).status).toBe(
    303,
  )
  const answer = { outcome: 'answered', text: 'Đồng ý' }
  expect((await house.as('head').post(`${proposals.other}/answer`, answer)).status).toBe(303)
})

test('a supervisor who also keeps a unit’s records reports as the unit, and never decides on it', async () => {
  const { house, extensions, targets } = await openFollowUp()
  const theirs = await report(house, 'head', targets.asked.code, { as_of: '5/9/2022' })
  await appoint(house, 'supervisor', 'clerk', 'head')
  const told = { source: 'phone', source_note: 'Chủ tịch xã', as_of: '1/9/2022' }
  const own = await report(house, 'supervisor', targets.asked.code, told)
  expect(await (await house.as('head').get(own.path)).text()).not.toContain('Điện thoại: Chủ tịch xã')
  await expectClosed(house, 'supervisor', [
    [`${theirs.path}/review`, { decision: 'accept' }],
    [`${own.path}/review`, { decision: 'accept' }],
    [`${extensions.pending}/opinion`, { stance: 'agree', opinion: '' }],
    ['/reminders', { id: newId(), target: [targets.late.code], text: 'Nhắc', channel: ['zalo'] }],
  ])
})

test('whoever entered a report for a unit does not accept it, though they hold two posts in the office', async () => {
  const { house, targets } = await openFollowUp()
  await appoint(house, 'supervisor', 'leader', 'leader')
  const told = { source: 'phone', source_note: 'Chủ tịch xã', as_of: '5/9/2022' }
  const entered = await report(house, 'supervisor', targets.asked.code, told)
  await expectClosed(house, 'supervisor', [[`${entered.path}/review`, { decision: 'accept' }]])
  const accepted = await house.as('supervisor2').post(`${entered.path}/review`, { decision: 'accept' })
  expect(accepted.status).toBe(303)
})

test('who keeps the records of one unit and heads another asks and reports only where they are head', async () => {
  const { house, targets, directions, round, proposals } = await openFollowUp()
  await appoint(house, 'clerk', 'head', 'otherHead')
  const words = { version: '1', text: 'Đã thực hiện' }
  await expectClosed(house, 'clerk', [
    [`/targets/${targets.free.code}/extension`, { id: newId(), ...asking }],
    [`${directions.assigned.part}/acknowledge`, words],
    [`${directions.assigned.part}/report`, words],
    [`${proposals.own}/withdraw`, { text: 'Không cần nữa' }],
  ])
  expect((await house.as('clerk').post(`${directions.apart.part}/report`, words)).status).toBe(303)
  const answer = { text: 'Đang làm', unit: 'H-A' }
  expect((await house.as('clerk').post(`${round}/answer`, answer)).status).toBe(303)
})

test('a supervisor of two offices records for the one whose register is open', async () => {
  const house = await openHouse()
  await appoint(house, 'supervisor', 'supervisor', 'province')
  for (const [campaign, owner] of [
    ['T-2022', 'T'],
    ['H-2022', 'H'],
  ]) {
    const register = await page(house.as('supervisor').get(`/directions?campaign=${campaign}`))
    const [, button] = /class="btn btn--p" href="([^"]+)"/.exec(register) ?? []
    const words = { ...typed, lead_unit: 'H', coordinating_unit: [], text: `Của ${owner}` }
    const sent = await house.as('supervisor').fillIn(button!, words)
    expect(sent.status).toBe(303)
    const [row] = await house.db.read
      .select({ owner: units.code })
      .from(directions)
      .innerJoin(units, eq(units.id, directions.ownerUnitId))
      .where(eq(directions.body, words.text))
    expect(row).toEqual({ owner })
  }
})
