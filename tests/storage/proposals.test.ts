import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { titleOfText } from '../../src/domain/proposal.ts'
import { describeProposals } from '../../src/domain/snapshot/follow-up.ts'
import { findCampaign } from '../../src/storage/campaigns.ts'
import { newId } from '../../src/storage/ids.ts'
import { raiseFromUpdate, withdrawFromUpdate } from '../../src/storage/proposals/from-update.ts'
import { proposals, proposalTargets, targets, updates } from '../../src/storage/schema.ts'
import { loadSource } from '../../src/storage/summaries/source.ts'
import type { StoredUpdate } from '../../src/storage/updates.ts'
import { type House, openHouse } from '../support/house.ts'

const asks = 'Đề nghị huyện bố trí 120 triệu đồng để đo đạc ranh giới đất lâm trường cũ'

/** A report with these words, sent through the form; its row, and the target as the storage wants it. */
async function report(house: House, code: string, fields: Record<string, string> = {}) {
  const values = { id: newId(), value: '50', as_of: '31/8/2022', do: 'submit', proposal: asks, ...fields }
  const sent = await house.as('head').post(`/targets/${code}/updates`, values)
  expect(sent.status).toBe(303)
  const [row] = await house.db.read.select().from(updates).where(eq(updates.id, values.id))
  return row!
}

/** Raises by hand, as the storage of reports does. */
async function raise(house: House, row: StoredUpdate) {
  const [target] = await house.db.read.select().from(targets).where(eq(targets.id, row.targetId))
  const actor = await house.actor('head')
  const at = { now: house.clock.now(), zone: house.zone }
  await house.db.tx((tx) => raiseFromUpdate(tx, actor, { row, target: target! }, at))
}

const all = (house: House) => house.db.read.select().from(proposals)

test('a report that asks for something raises one proposal to the unit above, however often it is told', async () => {
  const house = await openHouse()
  const target = await house.target()
  const row = await report(house, target.code, { difficulties: 'Chưa rõ ranh giới', cause: 'land' })
  await raise(house, row)
  await raise(house, row)

  expect(await all(house)).toMatchObject([
    {
      code: 'KN-2022-09-01',
      title: asks,
      kind: 'obstacle',
      status: 'raised',
      addressedTo: 'Huyện ủy Hướng Hóa',
      updateId: row.id,
    },
  ])
  expect(await house.db.read.$count(proposalTargets)).toBe(1)
})

test('the same words in a later report raise nothing while they wait, and again once they were answered', async () => {
  const house = await openHouse()
  const target = await house.target()
  await raise(house, await report(house, target.code))
  house.clock.advance({ days: 1 })
  await raise(
    house,
    await report(house, target.code, { value: '51', as_of: '1/9/2022', proposal: asks.toUpperCase() }),
  )
  expect(await all(house)).toHaveLength(1)

  await house
    .as('leader')
    .post('/proposals/KN-2022-09-01/answer', { outcome: 'refused', text: 'Không có nguồn' })
  house.clock.advance({ days: 1 })
  await raise(house, await report(house, target.code, { value: '52', as_of: '2/9/2022' }))
  expect(await all(house)).toHaveLength(2)
})

test('a revision changes the text while nobody has taken it up, and a recalled report takes it back', async () => {
  const house = await openHouse()
  const target = await house.target()
  const first = await report(house, target.code)
  await raise(house, first)
  const second = { ...first, id: newId(), corrects: first.id, proposal: 'Đề nghị bố trí 150 triệu đồng' }
  await raise(house, second)
  expect(await all(house)).toMatchObject([{ title: 'Đề nghị bố trí 150 triệu đồng', updateId: second.id }])

  const actor = await house.actor('head')
  const at = { now: house.clock.now(), zone: house.zone }
  await house.db.tx((tx) => withdrawFromUpdate(tx, actor, second, at))
  expect(await all(house)).toMatchObject([{ title: asks, status: 'raised', updateId: first.id }])
  await house.db.tx((tx) => withdrawFromUpdate(tx, actor, first, at))
  expect(await all(house)).toMatchObject([{ status: 'withdrawn' }])
})

test('what the office has acknowledged stays as it was read', async () => {
  const house = await openHouse()
  const target = await house.target()
  const first = await report(house, target.code)
  await raise(house, first)
  await house.as('supervisor').post('/proposals/KN-2022-09-01/acknowledge', {})
  await raise(house, { ...first, id: newId(), corrects: first.id, proposal: 'Khác hẳn' })
  expect(await all(house)).toMatchObject([{ title: asks, status: 'acknowledged' }])
})

test('a long first line is cut at a word', () => {
  expect(titleOfText('  Một dòng ngắn\nvà dòng sau')).toBe('Một dòng ngắn')
  const title = titleOfText(`${'chữ '.repeat(40)}\n`)
  expect(title).toBe(`${'chữ '.repeat(22).trim()}…`)
  expect(titleOfText('x'.repeat(200))).toBe(`${'x'.repeat(90)}…`)
})

test('a week before it was withdrawn still tells of it as waiting', async () => {
  const house = await openHouse()
  const id = newId()
  const typed = { title: 'Xi măng', kind: 'funding', text: 'Đề nghị cấp 180 tấn' }
  await house.as('head').post('/proposals/new', { id, ...typed })
  const raisedAt = house.clock.now()
  house.clock.advance({ days: 7 })
  await house.as('head').post('/proposals/KN-2022-09-01/withdraw', { text: 'Đã có nguồn khác' })

  const campaign = (await findCampaign(house.db.read, await house.actor('supervisor')))!
  const source = await loadSource(house.db.read, house.tenant, campaign, house.zone)
  const told = (until: number) =>
    describeProposals(source, { until, week: { from: '2022-09-05' } } as never, () => '')[0]
  expect(told(raisedAt)).toMatchObject({ is_waiting: true, status: 'transmitted' })
  expect(told(house.clock.now())).toMatchObject({ is_waiting: false, status: 'withdrawn' })
})
