import { describe, expect, test } from 'vitest'
import { findCampaign } from '../../src/storage/campaigns.ts'
import {
  countPendingExtensions,
  listDecisionsWaiting,
  listPendingExtensions,
} from '../../src/storage/desk/extensions.ts'
import { newId } from '../../src/storage/ids.ts'
import { extensions } from '../../src/storage/schema.ts'
import { openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

describe('the desk of the demonstration', () => {
  const nothing = { q: '', group: null, unit: '', sort: 'days' } as const
  async function open(who: string) {
    const house = await openDemo()
    const actor = await house.actor(who)
    return { house, actor, campaign: (await findCampaign(house.db.read, actor))! }
  }

  test('three wait, the oldest first, for the leader to decide and for the office to advise', async () => {
    const { house, actor, campaign } = await open('lanhdao')
    const { rows, next } = await listPendingExtensions(house.db.read, actor, campaign, nothing)
    expect(rows.map(({ code }) => code)).toEqual(['CK-2022-HLI-01', 'CK-2022-GDDT-01', 'CK-2022-HDO-01'])
    expect(rows.map(({ mayDecide, mayAdvise }) => [mayDecide, mayAdvise])).toEqual(
      rows.map(() => [true, false]),
    )
    expect(next).toBeNull()
    expect(await countPendingExtensions(house.db.read, actor, campaign)).toBe(3)
    const waiting = await listDecisionsWaiting(house.db.read, actor, campaign, 2)
    expect([waiting.rows.length, waiting.total]).toEqual([2, 3])

    const office = await house.actor('giamsat')
    const seen = await listPendingExtensions(house.db.read, office, campaign, nothing)
    expect(seen.rows.map(({ mayDecide, mayAdvise }) => [mayDecide, mayAdvise])).toEqual(
      rows.map(() => [false, true]),
    )
    expect((await listDecisionsWaiting(house.db.read, office, campaign, 5)).total).toBe(0)
  })

  test('filtered by words without diacritics, by unit and by group; a unit sees its own', async () => {
    const { house, actor, campaign } = await open('lanhdao')
    const list = async (filters: object) =>
      (await listPendingExtensions(house.db.read, actor, campaign, { ...nothing, ...filters })).rows.map(
        ({ unitCode }) => unitCode,
      )
    expect(await list({ q: 'huong linh' })).toEqual(['HH-HLI'])
    expect(await list({ unit: 'HH-GDDT' })).toEqual(['HH-GDDT'])
    expect(await list({ group: 99 })).toEqual([])
    const head = await house.actor('hh-hli')
    expect(await countPendingExtensions(house.db.read, head, campaign)).toBe(1)
  })

  test('fifty on a page, and the rest behind the place of the last', async () => {
    const house = await openHouse()
    const target = await house.target({ due_on: '2022-09-30' })
    const head = await house.actor('head')
    const rows = Array.from({ length: 52 }, (_, n) => ({
      tenant: house.tenant,
      id: newId(),
      targetId: target.id,
      requestedBy: head.userId,
      // Two at one moment, across the end of the page.
      requestedAt: house.clock.now() - 1000 * (n < 3 ? 0 : n),
      proposedDueOn: '2022-10-31' as const,
      reasonCode: 'other',
      reason: `Lý do ${n}`,
    }))
    await house.db.tx(async (tx) => void (await tx.insert(extensions).values(rows)))
    const leader = await house.actor('leader')
    const campaign = (await findCampaign(house.db.read, leader))!
    const first = await listPendingExtensions(house.db.read, leader, campaign, nothing)
    const after = first.next ?? ''
    const second = await listPendingExtensions(house.db.read, leader, campaign, { ...nothing, after })
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 2, null])
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(52)
    const waiting = await listDecisionsWaiting(house.db.read, leader, campaign, 3)
    expect([waiting.rows.length, waiting.total]).toEqual([3, 52])
  })

  test('its tab shows the cards: the leader decides on them there, the office advises', async () => {
    const { house } = await open('lanhdao')
    const desk = await page(house.as('lanhdao').get('/desk?tab=extensions'))
    expect(desk).toContain('Trồng rừng phân tán 15 ha')
    expect(desk).toMatch(/<del>30\/9\/2022<\/del>[\s\S]*<ins>30\/11\/2022<\/ins>/)
    expect(desk).toContain('gửi 2 ngày trước')
    const [first] = [...desk.matchAll(/action="(\/extensions\/[^"]+)\/decision"/g)].map(([, path]) => path!)
    const office = await page(house.as('giamsat').get('/desk?tab=extensions'))
    expect(office).toContain(`action="${first}/opinion"`)
    expect(office).not.toContain('/decision"')

    const answer = await house
      .as('lanhdao')
      .fillIn('/desk?tab=extensions', {}, { form: `${first}/decision`, button: 'decision=grant' })
    expect(answer.headers.get('location')).toBe('/desk?tab=extensions&done=granted')
    const after = await house.follow(answer)
    expect(after).not.toContain(first)
    expect(after).toContain('Huyện đoàn')
  })
})
