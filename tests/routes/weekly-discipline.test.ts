import { describe, expect, test } from 'vitest'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { above, expectDoors } from '../support/doors.ts'
import { openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { reportRow, unreviewed } from '../support/reports.ts'

const path = '/weekly/2022-W36/discipline'
/** The units in the order in which the page lists them. */
const unitsIn = (html: string) =>
  [...html.matchAll(/<th scope="row"[^>]*><a href="\/units\/([^"]+)"/g)].map(([, code]) => code!)
/** Label and value of each tile. */
const tilesIn = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/tile__l">([^<]+)<\/span><span class="tile__n">([^<]+)<small>([^<]*)</g)].map(
      ([, label, value, was]) => [label, `${value!.trim()} ${was}`],
    ),
  )

describe('the reporting of the demonstration', () => {
  test('says who has reported in week 36, and how week 35 ended on its Sunday', async () => {
    const house = await openDemo()
    const html = await page(house.as('giamsat').get(path))
    expect(html).toContain('21/43 đơn vị đã báo cáo, 22 đơn vị chưa gửi')
    expect(html).toContain('Hạn gửi: 16:00, 9/9/2022.')
    expect(tilesIn(html)).toEqual({
      'Phải báo cáo': '43 trước: 43',
      'Đã báo cáo': '21 trước: 41',
      'Đúng hạn': '21 trước: 39',
      Chậm: '0 trước: 2',
      'Chưa báo cáo': '22 trước: 2',
      'Không phải báo cáo': '0 trước: 0',
    })
    expect(html).toContain('tỷ lệ 21/43 (48,8%); tuần 35: 39/43 (90,7%)')
    expect(html.match(/Đã duyệt/g)).toHaveLength(10)
    expect(html.match(/Trả lại/g)).toHaveLength(1)
    const units = unitsIn(html)
    expect([units.length, new Set(units).size]).toEqual([43, 43])
    expect(html).toContain('8 tuần gần nhất: 8 đúng hạn, 0 chậm, 0 không báo cáo')
  })

  test('lists who has sent nothing first, or who has been late the longest', async () => {
    const house = await openDemo()
    const supervisor = house.as('giamsat')
    const week = (await (await supervisor.get('/weekly/2022-W36.json')).json()) as Snapshot
    const byCode = new Map(week.discipline.units.map((unit) => [unit.unit, unit]))
    const first = unitsIn(await page(supervisor.get(path)))
    const silent = week.discipline.units.filter((unit) => unit.week === 'pending')
    expect(first.slice(0, 22)).toEqual(silent.map(({ unit }) => unit))

    const streaks = unitsIn(await page(supervisor.get(`${path}?sort=streak`))).map(
      (code) => byCode.get(code)!.late_streak,
    )
    expect(streaks).toEqual(streaks.toSorted((a, b) => b - a))
    expect(streaks[0]).toBeGreaterThan(streaks.at(-1)!)

    const late = await page(supervisor.get(`${path}?state=on_time&sort=streak&campaign=HH-2022`))
    expect(unitsIn(late)).toHaveLength(21)
    expect(late).toContain('name="campaign" value="HH-2022"')
    expect(unitsIn(await page(supervisor.get(`${path}?state=nonsense&sort=x`)))).toHaveLength(43)
    expect(await page(supervisor.get(`${path}?state=exempt`))).toContain('Không có đơn vị nào')
    const piece = await page(supervisor.htmx.get(`${path}?state=pending`))
    expect([unitsIn(piece).length, piece.includes('<h1')]).toEqual([22, false])
  })

  test('of a week that is over comes from how it ended', async () => {
    const house = await openDemo()
    const html = await page(house.as('giamsat').get('/weekly/2022-W35/discipline?lang=en'))
    expect(html).toContain('39 of 43 units reported on time, 2 late, 2 not at all')
    expect((await house.as('giamsat').get('/weekly/2022-W37/discipline')).status).toBe(404)
  })
})

describe('a world with late, missing and exempt units', () => {
  async function friday() {
    const house = await openHouse({ now: '2022-09-09T16:45:00+07:00' })
    const [a, b] = [
      await house.target({ unit: 'H-A' }),
      await house.target({ unit: 'H-B', kind: 'milestone' }),
    ]
    const late = Date.parse('2022-09-09T16:30:00+07:00')
    await house.add({
      updates: [
        reportRow(a.code, '2022-09-09', 60, { ...unreviewed, submitted_at: late }),
        reportRow(b.code, '2022-08-22', null, { progress: 'done', submitted_by: 'other-head' }),
      ],
    })
    return house
  }

  test('tells them apart', async () => {
    const house = await friday()
    const supervisor = house.as('supervisor')
    const html = await page(supervisor.get(path))
    expect(tilesIn(html)).toMatchObject({ 'Phải báo cáo': '1 trước: 1', 'Không phải báo cáo': '1 trước: 1' })
    expect(html).toContain('0/1 đơn vị báo cáo đúng hạn, 1 chậm, 0 không báo cáo')
    expect(html).toContain('16:30, 9/9/2022')
    expect(unitsIn(html)).toEqual(['H-A', 'H-B'])
    expect(unitsIn(await page(supervisor.get(`${path}?state=exempt`)))).toEqual(['H-B'])

    house.clock.set('2022-09-16T17:30:00+07:00')
    const next = await page(supervisor.get('/weekly/2022-W37/discipline'))
    expect(next).toContain('0/1 đơn vị báo cáo đúng hạn, 0 chậm, 1 không báo cáo')
    expect(unitsIn(await page(supervisor.get('/weekly/2022-W37/discipline?state=missing')))).toEqual(['H-A'])
  })

  test('a frozen week stays as it was frozen', async () => {
    const house = await friday()
    const supervisor = house.as('supervisor')
    house.clock.set('2022-09-09T17:30:00+07:00')
    await supervisor.post('/weekly/2022-W36/freeze', { confirm: 'yes' })
    const before = tilesIn(await page(supervisor.get(path)))
    house.clock.set('2022-09-10T09:00:00+07:00')
    await house.target({ unit: 'H-B' })
    const html = await page(supervisor.get(path))
    expect(tilesIn(html)).toEqual(before)
    expect(html).toContain('Đã chốt lúc 17:30, 9/9/2022')
  })

  test('opens for whoever reads the week as a whole, and for nobody else', async () => {
    await expectDoors(await friday(), [
      [`${path}?campaign=H-2022`, above],
      [`${path}?campaign=T-2022`, ['province']],
    ])
  })
})
