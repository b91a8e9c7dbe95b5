import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { findCampaign } from '../../src/storage/campaigns.ts'
import { pileDecisions } from '../../src/storage/dashboard-attention.ts'
import { countPendingExtensions, listDecisionsWaiting } from '../../src/storage/desk/extensions.ts'
import { newId } from '../../src/storage/ids.ts'
import { targets } from '../../src/storage/schema.ts'
import { ask, decide, requested, stored, theTarget } from '../support/extensions.ts'
import { openHouse } from '../support/house.ts'
import { opening } from '../support/meetings.ts'
import { page } from '../support/page.ts'
import { words } from '../support/words.ts'

type House = Awaited<ReturnType<typeof openHouse>>

const ASKING = 'đang xin gia hạn đến 31/10/2022'
const lines = async (answer: Response | Promise<Response>) => words(await page(await answer))

/** A target past due since 31/8/2022, for which its head asks for more time. */
async function overdue(house: House) {
  const target = await house.target({ due_on: '2022-08-31', title: 'Hoàn thành rà soát hộ nghèo' })
  const answer = await ask(house, target.code)
  expect(answer.status).toBe(303)
  return { target, path: answer.headers.get('location')! }
}

const report = (house: House, code: string, as_of: string) =>
  house
    .as('head')
    .post(`/targets/${code}/updates`, { id: newId(), value: '100', as_of, progress: 'done', do: 'submit' })

describe('a request for more time that waits', () => {
  test('shows wherever its target stands before people', async () => {
    const house = await openHouse()
    const { target } = await overdue(house)
    await house.as('supervisor').fillIn('/meetings', opening)

    const shown: [who: 'head' | 'supervisor' | 'leader', path: string][] = [
      ['supervisor', '/desk'],
      ['supervisor', '/desk?sort=unit&q=ra+soat'],
      ['head', '/my-work'],
      ['leader', '/units/H-A'],
      ['head', '/commitments'],
      ['leader', '/commitments/CK-H-A'],
      ['leader', '/meetings/2022-W36/2'],
      ['supervisor', `/reminders/new?target=${target.code}`],
    ]
    for (const [who, path] of shown) expect(await lines(house.as(who).get(path)), path).toContain(ASKING)
  })

  test('is told of once it is decided no more, and the slip stands in its place', async () => {
    const house = await openHouse()
    const { path } = await overdue(house)
    await decide(house, path, { decision: 'grant' })

    for (const at of ['/units/H-A', '/commitments/CK-H-A']) {
      const text = await lines(house.as('leader').get(at))
      expect(text).not.toContain('đang xin gia hạn')
      expect(text).toContain('lùi 61 ngày so với hạn gốc')
    }
    expect(await lines(house.as('leader').get('/units/H-A'))).toContain('đã quá hạn 6 ngày trước khi gia hạn')
    house.clock.set('2022-11-03T09:00:00+07:00')
    const desk = await lines(house.as('supervisor').get('/desk'))
    expect(desk).toContain('đã gia hạn 1 lần · lùi 61 ngày so với hạn gốc')
    expect(desk).toContain('hạn gốc 31/8')
    expect(desk).not.toContain('đang xin gia hạn')
  })

  test('stands before whoever reviews a report of its target', async () => {
    const house = await openHouse()
    const { target } = await overdue(house)
    const sent = await report(house, target.code, '5/9/2022')
    const text = await lines(house.as('supervisor').get(`${sent.headers.get('location')}/review`))
    expect(text).toContain('đề nghị gia hạn đến 31/10/2022')
  })

  test('disappears from every list once its target is closed or stopped', async () => {
    const house = await openHouse()
    const { target } = await overdue(house)
    const leader = await house.actor('leader')
    const campaign = (await findCampaign(house.db.read, leader))!
    const at = { today: '2022-09-06', zone: house.zone } as const
    const count = async () => [
      await countPendingExtensions(house.db.read, leader, campaign),
      (await listDecisionsWaiting(house.db.read, leader, campaign, 5)).total,
      (await pileDecisions(house.db.read, leader, campaign, at))?.n ?? 0,
    ]
    expect(await count()).toEqual([1, 1, 1])
    for (const baseClass of ['suspended', 'transferred', 'cancelled', 'done_late'] as const) {
      await house.db.tx(
        async (tx) => void (await tx.update(targets).set({ baseClass }).where(eq(targets.id, target.id))),
      )
      expect(await count(), baseClass).toEqual([0, 0, 0])
    }
    expect(await lines(house.as('supervisor').get('/desk?tab=extensions'))).not.toContain('rà soát hộ nghèo')
    expect(await page(house.as('supervisor').get('/desk/clock'))).not.toMatch(/chờ quyết định[^/]*<b>1/)
    expect(await lines(house.as('leader').get('/commitments/CK-H-A'))).not.toContain('đang xin gia hạn')
  })
})

describe('a final report and more time', () => {
  test('who has declared it done asks for no more time, until that is returned', async () => {
    const house = await openHouse()
    const target = await house.target({ due_on: '2022-08-31' })
    const sent = await report(house, target.code, '5/9/2022')

    const form = await page(house.as('head').get(`/targets/${target.code}/extension`))
    expect(form).toContain('Báo cáo hoàn thành đang chờ duyệt.')
    const fields = { id: newId(), due_on: '31/10/2022', reason_code: 'land', reason: 'Chờ bàn giao' }
    const asked = await house.as('head').post(`/targets/${target.code}/extension`, fields)
    expect(asked.status).toBe(409)
    expect(await page(asked)).toContain('Chờ bàn giao')
    expect(await stored(house)).toEqual([])

    const review = `${sent.headers.get('location')}/review`
    await house.as('supervisor').post(review, { decision: 'return', comment: 'Thiếu biên bản' })
    expect((await house.as('head').post(`/targets/${target.code}/extension`, fields)).status).toBe(303)
  })

  test('more time granted after a late final makes it no timely one', async () => {
    const house = await openHouse()
    const { target, path } = await overdue(house)
    const sent = await report(house, target.code, '5/9/2022')
    house.clock.advance({ hours: 2 })
    expect((await decide(house, path, { decision: 'grant' })).status).toBe(303)
    expect(await theTarget(house)).toMatchObject({ dueOn: '2022-10-31', lateFrom: null })

    await house.as('supervisor').post(`${sent.headers.get('location')}/review`, { decision: 'accept' })
    expect(await theTarget(house)).toMatchObject({ baseClass: 'done_late', doneOn: '2022-09-06' })
  })

  test('after the extension a final is on time by the new date', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)
    await decide(house, path, { decision: 'grant' })
    house.clock.set('2022-10-20T09:00:00+07:00')
    const sent = await report(house, target.code, '19/10/2022')
    await house.as('supervisor').post(`${sent.headers.get('location')}/review`, { decision: 'accept' })
    expect(await theTarget(house)).toMatchObject({ baseClass: 'done_on_time', dueOn: '2022-10-31' })
  })
})
