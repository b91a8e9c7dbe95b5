import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import type { TargetRow } from '../../src/domain/import.ts'
import { expected } from '../domain/huong-hoa.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

/** These pages change nothing, so all tests read the same house. */
let house: House
beforeAll(async () => {
  house = await openDemo()
})
afterAll(async () => {
  expect(house.errors).toEqual([])
  await house.close()
})

describe('the desk of the district', () => {
  test('opens on what is overdue: eleven targets at seven units', async () => {
    const html = await page(house.as('giamsat').get('/desk'))
    expect(html).toContain('7 đơn vị có việc quá hạn')
    expect(html).toContain('11 chỉ tiêu, nhiệm vụ quá hạn.')
    expect(html).toContain('22 đơn vị chưa gửi báo cáo tuần này, hạn 16 giờ 00 thứ Sáu, 9/9.')
    for (const { target, days_late } of expected.overdue.list) {
      expect(rowOf(html, target), target).toContain(`${days_late} ngày`)
    }
    expect(codesOn(html)).toHaveLength(expected.overdue.count)
    expect(rowOf(html, 'CK-2022-HSO-05')).toContain('2 lần, gần nhất 5/9')
    expect(rowOf(html, 'CK-2022-TNMT-01')).toContain('hạn gốc 30/6')
    expect(rowOf(html, 'CK-2022-BT-01')).toContain('Chưa đôn đốc')
  })

  test('a week overdue is solid, less is tinted', async () => {
    const html = await page(house.as('giamsat').get('/desk'))
    expect(rowOf(html, 'CK-2022-BT-01')).toContain('class="badge" data-s="late"')
    expect(rowOf(html, 'CK-2022-AD-03')).toContain('class="badge badge--soft" data-s="late"')
  })

  test('counts what is overdue in each task group', async () => {
    const html = await page(house.as('giamsat').get('/desk'))
    for (const [group, count] of Object.entries(expected.overdue.by_group)) {
      expect(html).toMatch(new RegExp(`href="/desk\\?group=${group}">[^<]*</a></div><b>${count}</b>`))
    }
  })

  test('lists what waits for review, the oldest first', async () => {
    const html = await page(house.as('giamsat').get('/desk?tab=review'))
    expect(html).toContain('10 báo cáo chờ duyệt')
    const waiting = expected.awaiting_review.list.map((row: { target: string }) => row.target)
    expect(codesOn(html)).toEqual(waiting)
    expect(html).toMatch(/href="\/updates\/[0-9A-Z]{8}\/review"/)
  })

  test('lists the units that have not reported this week, in the order of the office', async () => {
    const html = await page(house.as('giamsat').get('/desk?tab=missing'))
    expect(html).toContain('22 đơn vị chưa báo cáo tuần này')
    expect(unitsOn(html)).toEqual(expected.week_36.not_reported)
  })

  test('tells what has changed since the cut-off of last week', async () => {
    const desk = await page(house.as('giamsat').get('/desk'))
    expect(desk).toContain('hx-get="/desk/changes"')
    const html = await page(house.as('giamsat').get('/desk/changes'))
    expect(html).toContain('3 việc mới quá hạn')
    expect(html).toContain('So với lúc chốt tuần trước, 17:00, 2/9/2022')
    const piece = await page(house.as('giamsat').htmx.get('/desk/changes'))
    expect(piece).not.toContain('<html')
    expect(piece).toContain('href="/desk/changes#newly_overdue"')
  })

  test('speaks English', async () => {
    const html = await page(house.as('giamsat2').get('/desk?lang=en'))
    expect(html).toContain('7 units have overdue targets')
    expect(html).toContain('13 days')
  })
})

describe('filters', () => {
  test('find without diacritics, in the target and in the unit together', async () => {
    const visitor = house.as('giamsat')
    const ofUnit = await page(visitor.get('/desk?q=huong+son'))
    expect(codesOn(ofUnit).sort()).toEqual(['CK-2022-HSO-01', 'CK-2022-HSO-02', 'CK-2022-HSO-05'])
    const both = await page(visitor.get('/desk?q=huong+son+nha+tam'))
    expect(codesOn(both)).toEqual(['CK-2022-HSO-02'])
    expect(codesOn(await page(visitor.get('/desk?tab=review&q=THANH+ĐO+ĐẠC')))).toEqual(['CK-2022-THA-05'])
    expect(unitsOn(await page(visitor.get('/desk?tab=missing&q=lao+bao')))).toEqual(['HH-LB'])
  })

  test('take every character literally', async () => {
    for (const q of ['a%z', 'h_ong', '\\', "'", '<b>', '%25', '" or 1=1']) {
      const html = await page(house.as('giamsat').get(`/desk?q=${encodeURIComponent(q)}`))
      expect(html, q).toContain('Không tìm thấy việc nào theo bộ lọc')
    }
    const percent = await page(house.as('giamsat').get('/desk?q=%25'))
    expect(codesOn(percent).length).toBeLessThan(expected.overdue.count)
    for (const q of ['%00', '%FF', '%E1%BA', 'a'.repeat(5000)]) {
      expect((await house.as('giamsat').get(`/desk?q=${q}`)).status, q).toBe(200)
    }
  })

  test('by task group and unit, and sorted by group', async () => {
    const visitor = house.as('giamsat')
    expect(codesOn(await page(visitor.get('/desk?group=5')))).toHaveLength(4)
    const unit = await page(visitor.get('/desk?unit=HH-BT'))
    expect(codesOn(unit).sort()).toEqual(['CK-2022-BT-01', 'CK-2022-BT-05'])
    expect(unit).toContain('Chỉ xem Xã Ba Tầng.')
    const sorted = await page(visitor.get('/desk?sort=group'))
    const headings = [...sorted.matchAll(/<b>(\d)\. /g)].map((match) => match[1])
    expect(headings).toEqual(['1', '2', '3', '4', '5'])
  })

  test('by unit in the order of the office', async () => {
    const html = await page(house.as('giamsat').get('/desk?sort=unit'))
    const blocks = [...html.matchAll(/class="grp">.*?href="\/units\/([^"]+)"/g)].map((match) => match[1])
    expect(blocks).toEqual(['HH-TNMT', 'HH-KTHT', 'HH-LB', 'HH-BT', 'HH-AD', 'HH-HSO', 'HH-HLA'])
  })

  test('answer htmx with the list alone', async () => {
    const piece = await page(house.as('giamsat').htmx.get('/desk?q=lao+bao'))
    expect(piece).not.toContain('<html')
    expect(piece).toMatch(/^<div id="board">/)
    expect(codesOn(piece)).toEqual(['CK-2022-LB-05'])
  })

  test('nonsense in the address is the first page', async () => {
    for (const query of ['after=zzz', 'after=W10', 'group=abc', 'sort=x&tab=y', 'group=1e3', 'unit=%00']) {
      expect((await house.as('giamsat').get(`/desk?${query}`)).status, query).toBe(200)
    }
  })
})

describe('paging', () => {
  test.each(['', 'sort=unit', 'sort=group', 'q=viec'])('loses and repeats nothing: %s', async (query) => {
    const house = await openHouse({ now: '2022-09-06T09:00:00+07:00' })
    await house.add({ targets: manyLate(120) })
    const visitor = house.as('supervisor')
    const seen: string[] = []
    let path: string | undefined = `/desk?${query}`
    for (let pages = 0; path && pages < 5; pages++) {
      const html: string = await page(visitor.get(path))
      seen.push(...codesOn(html))
      path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(seen).toHaveLength(120)
    expect(new Set(seen).size).toBe(120)
  })
})

describe('who has a desk', () => {
  test('a unit, an inspector and an administrator have none', async () => {
    for (const who of ['hh-tckh', 'kiemtra', 'admin']) {
      expect((await house.as(who).get('/desk')).status, who).toBe(404)
      expect((await house.as(who).get('/desk/changes')).status, who).toBe(404)
    }
  })

  test('the province sees its own campaign, and reads the district without deciding there', async () => {
    const own = await page(house.as('tinh').get('/desk'))
    expect(own).not.toContain('CK-2022-HSO-05')
    const district = await page(house.as('tinh').get('/desk?campaign=HH-2022'))
    expect(codesOn(district)).toHaveLength(11)
    const review = await page(house.as('tinh').get('/desk?campaign=HH-2022&tab=review'))
    expect(codesOn(review)).toHaveLength(10)
    expect(review).not.toContain('/review"')
  })

  test('a district finds in the campaign of the province only what is its own', async () => {
    const html = await page(house.as('giamsat').get('/desk?campaign=QT-2022&tab=missing'))
    expect(unitsOn(html).filter((code) => code !== 'HH')).toEqual([])
    expect((await house.as('giamsat').get('/desk?campaign=NO-2022')).status).toBe(404)
  })
})

function manyLate(count: number): TargetRow[] {
  return Array.from({ length: count }, (_, n) => ({
    code: `CK-H-${n % 2 ? 'A' : 'B'}-${n + 10}`,
    commitment: `CK-H-${n % 2 ? 'A' : 'B'}`,
    group: 1 + (n % 2),
    sort_order: n + 10,
    title: `Việc số ${n}`,
    product: '',
    origin: 'ordered',
    kind: 'milestone',
    measure: null,
    decimals: 0,
    value_kind: null,
    direction: null,
    plan: null,
    plan_low: null,
    plan_high: null,
    baseline: null,
    baseline_on: null,
    weight: null,
    start_on: '2022-01-01',
    due_on: `2022-08-0${1 + (n % 3)}` as Day,
    curve: '',
    parent: null,
    contribution: null,
    evidence_required: false,
    headline: null,
    coordinating_units: [],
  }))
}

const rowOf = (html: string, code: string) =>
  [...html.matchAll(/<tr[^>]*>.*?<\/tr>/gs)].map(([row]) => row).find((row) => row.includes(`${code} ·`)) ??
  ''

/** The codes of the targets on the list, as its rows print them. */
const codesOn = (html: string) =>
  [...html.matchAll(/class="sub">\s*(CK-[\w-]+) ·/g)].map((match) => match[1]!)

/** The codes of the units that head a row. */
const unitsOn = (html: string) =>
  [...html.matchAll(/<th scope="row"[^>]*>\s*<a href="\/units\/([^"]+)"/g)].map((match) => match[1]!)

describe('the tabs of follow-up', () => {
  const countOn = (html: string, label: string) =>
    html.match(new RegExp(`>\\s*${label}\\s*<span class="count[^"]*">(\\d+)`))?.[1]

  test('count what the demonstration has, on the morning of 7/9/2022', async () => {
    const html = await page(house.as('giamsat').get('/desk'))
    expect(countOn(html, 'Quá hạn')).toBe('11')
    expect(countOn(html, 'Chờ duyệt')).toBe('10')
    expect(countOn(html, 'Xin gia hạn')).toBe('3')
    expect(countOn(html, 'Kiến nghị')).toBe('5')
    expect(countOn(html, 'Chưa báo cáo tuần này')).toBe('22')
    expect(html).toContain('7 đơn vị có việc quá hạn')
  })

  test('list the requests for more time with both dates', async () => {
    const html = await page(house.as('giamsat').get('/desk?tab=extensions'))
    expect(html).toContain('3 đề nghị gia hạn chờ quyết định')
    for (const code of ['CK-2022-HLI-01', 'CK-2022-GDDT-01', 'CK-2022-HDO-01']) expect(html).toContain(code)
  })

  test('list what waits for the province and what waits for the district', async () => {
    const html = await page(house.as('giamsat').get('/desk?tab=proposals'))
    expect(html).toContain('5 kiến nghị chờ cấp trên trả lời, 7 kiến nghị của đơn vị chờ xử lý')
    const province = await page(house.as('tinh').get('/desk?tab=proposals'))
    expect(province).toContain('5 kiến nghị chờ xử lý')
  })

  test('turn the pages of what waits for the province', async () => {
    const house = await openHouse()
    const row = (n: number) => ({
      ...{ code: `KN-${100 + n}`, unit: 'H', addressed_to: 'UBND tỉnh', raised_on: '2022-09-01' as const },
      ...{ kind: 'funding', title: `Vốn ${n}`, text: 'Vốn', amount: null, amount_measure: null },
      ...{ wanted_by: null, status: 'transmitted' as const, answered_on: null, answer: null },
      blocked_targets: [],
    })
    await house.add({ proposals: Array.from({ length: 52 }, (_, n) => row(n)) })
    const codes = (html: string) => [...html.matchAll(/KN-\d+ ·/g)].map(([code]) => code)
    const first = await page(house.as('supervisor').get('/desk?tab=proposals&q=von'))
    const next = /href="([^"]+above-after[^"]+)" rel="next"/.exec(first)![1]!.replaceAll('&amp;', '&')
    expect(next).toContain('q=von')
    const second = await page(house.as('supervisor').get(next))
    expect(codes(first)).toHaveLength(50)
    expect(codes(second)).toEqual(['KN-150 ·', 'KN-151 ·'])
  })

  test('say who will be late, and why', async () => {
    const html = await page(house.as('giamsat').get('/desk?tab=warned'))
    expect(html).toContain('CK-2022-TCKH-03')
    expect(html).not.toContain('CK-2022-HSO-05')
  })

  test('ticked rows lead to one reminder', async () => {
    const html = await page(house.as('giamsat').get('/desk'))
    expect(html).toMatch(/<form class="card" method="get" action="\/reminders\/new">/)
    expect(html).toContain('name="target" value="CK-2022-HSO-05"')
  })
})
