import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

describe('all units', () => {
  test('stand in the order of the office with their report of the week', async () => {
    const html = await page(house.as('giamsat').get('/units'))
    expect(html).toContain('43 đơn vị ký cam kết')
    expect(html).toContain('10 đã duyệt, 10 chờ duyệt, 1 trả lại, 22 chưa báo cáo tuần này.')
    expect(unitsOn(html)).toEqual(Object.keys(expected.discipline_weeks_28_to_35.by_unit))
    const headings = [...html.matchAll(/scope="rowgroup"[^>]*>([^<]+)</g)].map((match) => match[1])
    expect(headings).toEqual([
      'Khối Đảng (5)',
      'Mặt trận và các đoàn thể (5)',
      'Khối chính quyền (10)',
      'Lực lượng vũ trang (2)',
      'Xã, thị trấn (21)',
    ])
  })

  test('show eight weeks each, and all together 286 of 344', async () => {
    const html = await page(house.as('giamsat').get('/units'))
    const marks: Record<string, string> = { 'wk-a': 'a', 'wk-b': 'b', 'wk-c': 'c' }
    for (const [unit, codes] of Object.entries(expected.discipline_weeks_28_to_35.by_unit)) {
      const shapes = [...rowOf(html, unit).matchAll(/class="(wk-[abc])"/g)].map((match) => marks[match[1]!])
      expect(shapes.join(''), unit).toBe(codes)
    }
    expect(html).toContain('83,1% (286/344)')
  })

  test('count what is overdue, unit by unit and in the row of totals', async () => {
    const html = await page(house.as('giamsat').get('/units'))
    expect(rowOf(html, 'HH-HSO')).toMatch(/<b>3<\/b> \/ 5/)
    expect(rowOf(html, 'HH-KS')).toMatch(/0 \/ 5/)
    const total = html.slice(html.indexOf('<tfoot'))
    expect(total).toContain('Cộng 43 đơn vị')
    expect(total).toContain('21/43 đã gửi')
    expect(total).toContain('11 / 194')
    expect(total).toContain('Hoàn thành 22, Đúng tiến độ 130, Có nguy cơ 21, Chậm tiến độ 10, Quá hạn 11')
  })

  test('are found without diacritics, by kind and by report', async () => {
    const visitor = house.as('giamsat')
    expect(unitsOn(await page(visitor.get('/units?q=huong+son')))).toEqual(['HH-HSO'])
    expect(unitsOn(await page(visitor.get('/units?kind=township')))).toEqual(['HH-KS', 'HH-LB'])
    expect(unitsOn(await page(visitor.get('/units?status=returned')))).toEqual(expected.week_36.returned)
    expect(unitsOn(await page(visitor.get('/units?status=none')))).toEqual(expected.week_36.not_reported)
    expect(await page(visitor.get('/units?q=%25'))).toContain('Không tìm thấy đơn vị nào theo bộ lọc')
    const piece = await page(visitor.htmx.get('/units?q=lao+bao'))
    expect(piece).toMatch(/^<div id="list">/)
    expect(piece).toContain('Cộng 1 đơn vị')
  })

  test('on another day, with the weeks before that day', async () => {
    const html = await page(house.as('giamsat').get('/units?as-of=29/7/2022'))
    expect(html).toContain('tính đến ngày 29/7/2022')
    expect(html).toContain('Tuần 30')
    expect(html).toContain('0 / 5')
  })

  test('are closed to the units themselves unless the campaign opens them', async () => {
    expect((await house.as('hh-tckh').get('/units')).status).toBe(404)
    expect((await house.as('admin').get('/units')).status).toBe(404)
    expect((await house.as('giamsat').get('/units?campaign=QT-2022')).status).toBe(404)
    expect(unitsOn(await page(house.as('tinh').get('/units?campaign=HH-2022')))).toHaveLength(43)
  })

  test('a unit without targets owes nothing', async () => {
    const house = await openHouse()
    await house.target()
    const html = await page(house.as('supervisor').get('/units'))
    expect(rowOf(html, 'H-A')).toContain('Chưa báo cáo')
    expect(rowOf(html, 'H-B')).toContain('Không phải báo cáo')
    expect(html).toContain('0/1 đã gửi')
  })
})

test('many units come in pages, none lost and none twice', async () => {
  const house = await openHouse()
  const { units, commitments } = manyUnits(230)
  await house.add({ units, commitments })
  const seen: string[] = []
  let path: string | undefined = '/units'
  for (let pages = 0; path && pages < 5; pages++) {
    const html: string = await page(house.as('supervisor').get(path))
    expect(html).toContain('Cộng 232 đơn vị')
    seen.push(...unitsOn(html))
    path = /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  expect(seen).toHaveLength(232)
  expect(new Set(seen).size).toBe(232)
})

describe('one unit', () => {
  test('shows what it signed, where that stands and how it reports', async () => {
    const html = await page(house.as('giamsat').get('/units/HH-TCKH'))
    expect(html).toContain('Phòng Tài chính – Kế hoạch')
    expect(html).toContain('Trưởng phòng Tài chính – Kế hoạch')
    expect(html).toContain('href="/commitments/CK-2022-TCKH"')
    expect(html).toContain('href="/targets/CK-2022-TCKH-01"')
    expect(html).toContain('90,41%')
    expect(html).toContain('Trả lại')
    expect(html.match(/class="wk-[ab]"/g)).toHaveLength(8)
    const before = await page(house.as('giamsat').get('/units/HH-TCKH?as-of=31/7/2022'))
    expect(before).not.toContain('90,41%')
  })

  test('opens to itself and to those above it, to nobody beside it', async () => {
    for (const who of ['hh-tckh', 'lanhdao', 'tinh']) {
      expect((await house.as(who).get('/units/HH-TCKH')).status, who).toBe(200)
    }
    for (const who of ['hh-ktht', 'admin']) {
      expect((await house.as(who).get('/units/HH-TCKH')).status, who).toBe(404)
    }
    expect((await house.as('giamsat').get('/units/QT')).status).toBe(404)
    expect((await house.as('giamsat').get('/units/%00')).status).toBe(404)
    expect((await house.as('giamsat').get('/units/KHONG-CO')).status).toBe(404)
  })
})

function manyUnits(count: number) {
  const codes = Array.from({ length: count }, (_, n) => `H-U${n + 1}`)
  return {
    units: codes.map((code, n) => ({
      code,
      name: `Đơn vị số ${n + 1}`,
      short_name: `Đơn vị ${n + 1}`,
      kind: 'agency' as const,
      block: n % 2 ? 'Khối hai' : 'Khối một',
      parent: 'H',
      // Several share a place, so that the code must tell them apart.
      sort_order: 10 + Math.floor(n / 3),
      valid_from: null,
      valid_to: null,
      official_code: null,
    })),
    commitments: codes.map((unit) => ({
      code: `CK-${unit}`,
      campaign: 'H-2022',
      unit,
      party_kind: 'collective' as const,
      number: null,
      signed_on: '2022-01-21' as const,
      side_a_post: 'Bí thư Huyện ủy',
      side_b_post: 'Người đứng đầu',
      effective_from: '2022-01-01' as const,
      effective_to: '2022-12-31' as const,
    })),
  }
}

const rowOf = (html: string, code: string) =>
  [...html.matchAll(/<tr[^>]*>.*?<\/tr>/gs)]
    .map(([row]) => row)
    .find((row) => row.includes(`/units/${code}"`)) ?? ''

const unitsOn = (html: string) =>
  [...html.matchAll(/<th scope="row"[^>]*>\s*<a href="\/units\/([^"]+)"/g)].map((match) => match[1]!)
