import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ImportData } from '../../src/domain/import.ts'
import { reviews, updates } from '../../src/storage/schema.ts'
import { expected } from '../domain/huong-hoa.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { reportRow } from '../support/reports.ts'

/** These pages change nothing, so all tests read the same house. */
let house: House
beforeAll(async () => {
  house = await openDemo()
})
afterAll(async () => {
  expect(house.errors).toEqual([])
  await house.close()
})

test('the tiles count units, overdue, at risk and behind, and who has reported', async () => {
  const text = wordsOf(await page(house.as('lanhdao').get('/dashboard')))
  expect(text).toContain(
    '43 đơn vị ký cam kết thực hiện 194 chỉ tiêu, nhiệm vụ: 22 hoàn thành, 130 đúng tiến độ (trong đó 3 không có số liệu mới), 21 có nguy cơ, 10 chậm tiến độ, 11 quá hạn.',
  )
  expect(text).toContain('Quá hạn 11 việc ở 7 đơn vị')
  expect(text).toContain('Có nguy cơ, chậm 31 việc')
  expect(text).toContain('Đã báo cáo tuần 36 21 /43 đơn vị hạn 16 giờ 00 thứ Sáu, 9/9')
})

test('the key indicators are those of the report of 31 August', async () => {
  const text = wordsOf(await page(house.as('giamsat').get('/dashboard')))
  expect(text).toContain('90,41% 660,191 / 730,223 tỷ đồng, đến 31/8 cao hơn tiến độ 23,8 điểm phần trăm')
  expect(text).toContain('60,26% 437,844 / 726,573 tỷ đồng, đến 31/8 thấp hơn tiến độ 6,3 điểm phần trăm')
  expect(text).toContain(
    '+13,5% Theo dõi mức tăng, không giao kế hoạch 4.203,1 tỷ đồng, đến 31/8 so với cùng kỳ năm 2021',
  )
  expect(text).toContain(
    '70,29% 5.764,5 / 8.201 tỷ đồng, +9% so với cùng kỳ, đến 31/8 cao hơn tiến độ 3,7 điểm',
  )
  expect(text).toContain('40 – 49% đến 31/8 thấp hơn tiến độ 17,6 – 26,6 điểm phần trăm')
})

test('each task group shows its mix', async () => {
  const text = wordsOf(await page(house.as('giamsat').get('/dashboard')))
  for (const { number, name, targets, alerts } of expected.groups) {
    const { done, on_track, at_risk, behind, overdue } = alerts
    expect(text).toContain(
      `${number}. ${name} ${targets} chỉ tiêu, nhiệm vụ ${done} hoàn thành · ${on_track} đúng tiến độ · ${at_risk} có nguy cơ · ${behind} chậm · ${overdue} quá hạn`,
    )
  }
})

test('every rate stands with what was counted', async () => {
  const text = wordsOf(await page(house.as('giamsat').get('/dashboard')))
  for (const { numerator, denominator, percent } of Object.values(expected.rates) as Rate[]) {
    expect(text).toContain(`${percent.replace('.', ',')}% (${numerator}/${denominator})`)
  }
  expect(text.indexOf('56,25% (18/32)')).toBeLessThan(text.indexOf('11,34% (22/194)'))
})

test('five things call for a leader, one of each kind first', async () => {
  const html = await page(house.as('lanhdao').get('/dashboard'))
  const list = attentionOf(html)
  expect(list.match(/class="todo"/g)).toHaveLength(5)
  const text = wordsOf(list)
  expect(text).toMatch(
    new RegExp(
      [
        'Giải ngân .* mới đạt 40 – 49% Phòng Tài chính – Kế hoạch · thấp hơn tiến độ 17,6 – 26,6 điểm phần trăm Từ nay đến 31/12 bình quân mỗi tháng phải giải ngân thêm 12,75 – 15 điểm phần trăm, gấp 2,08 – 3 lần bình quân 8 tháng',
        'Xã Hướng Sơn: 3 việc quá hạn Lâu nhất 13 ngày',
        '3 đề nghị gia hạn chờ quyết định Chờ lâu nhất 2 ngày: Xã Hướng Linh',
        '6 kiến nghị chờ trả lời quá lâu Lâu nhất 44 ngày: Xã Hướng Linh, .* vướng 6 chỉ tiêu',
        'Chi ngân sách nhà nước mới đạt 60,26%',
      ].join('.*'),
    ),
  )
  expect(text).toContain('Vì sao những mục này? Nhiều nhất 5 mục.')
  expect(list).toContain('href="/proposals?view=silent"')
  expect(list).toContain('href="/desk?tab=extensions"')
})

test('what it says waits too long is what its link lists, and no more', async () => {
  for (const who of ['lanhdao', 'kiemtra']) {
    const html = await page(house.as(who).get('/proposals?view=silent'))
    expect(wordsOf(html)).toContain('6 kiến nghị chờ trả lời quá lâu')
    expect(new Set(html.match(/href="\/proposals\/KN[\w-]*"/g))).toHaveProperty('size', 6)
  }
  const waiting = await page(house.as('kiemtra').get('/proposals'))
  expect(new Set(waiting.match(/href="\/proposals\/KN[\w-]*"/g)).size).toBeGreaterThan(6)
})

test('who has no desk is not sent there', async () => {
  const list = attentionOf(await page(house.as('kiemtra').get('/dashboard')))
  expect(list).toContain('3 đề nghị gia hạn chờ quyết định')
  expect(list).not.toContain('/desk')
})

test('a past day is judged by its figures alone', async () => {
  const html = await page(house.as('giamsat').get('/dashboard?as-of=31/7/2022'))
  expect(attentionOf(html)).not.toMatch(/\d đề nghị gia hạn|kiến nghị chờ trả lời/)
  expect(html).not.toContain('id="h-stale"')
})

test('old figures are named and counted, with the way to all of them', async () => {
  const visitor = house.as('giamsat')
  const html = await page(visitor.get('/dashboard'))
  const text = wordsOf(html.slice(html.indexOf('id="h-stale"')))
  expect(text).toContain('8 chỉ tiêu đang thực hiện đã quá 14 ngày chưa có số liệu mới.')
  expect(text).toContain('số liệu cũ (đến 25/5/2022)')
  const all = await page(visitor.get('/dashboard/stale'))
  expect(wordsOf(all)).toContain('8 chỉ tiêu có số liệu cũ hoặc chưa có số liệu')
  expect(all.match(/href="\/targets\//g)).toHaveLength(8)
  expect((await house.as('hh-tckh').get('/dashboard/stale')).status).toBe(404)
  expect((await house.as('giamsat').get('/dashboard/stale?campaign=X')).status).toBe(404)
})

test('another day: figures up to it, deadlines held against it', async () => {
  const visitor = house.as('giamsat')
  const then = wordsOf(await page(visitor.get('/dashboard?as-of=31/7/2022')))
  expect(then).toContain('Số liệu và thời hạn tính đến ngày 31/7/2022')
  expect(then).not.toContain('đến 31/8')
  expect(then).toContain('194 chỉ tiêu, nhiệm vụ')
  const iso = wordsOf(await page(visitor.get('/dashboard?as-of=2022-07-31')))
  expect(iso).toContain('tính đến ngày 31/7/2022')
  for (const nonsense of ['31/2/2022', '1/1/2099', 'x', '%00']) {
    expect(wordsOf(await page(visitor.get(`/dashboard?as-of=${nonsense}`)))).toContain('Thứ Tư, 7/9/2022')
  }
})

test('today as a day of its own counts the same as the stored columns', async () => {
  const house = await openDemo({ now: '2022-09-08T08:00:00+07:00' })
  const html = await page(house.as('giamsat').get('/dashboard?as-of=7/9/2022'))
  expect(wordsOf(html)).toContain('22 hoàn thành, 130 đúng tiến độ')
  expect(wordsOf(html)).toContain('Quá hạn 11 việc ở 7 đơn vị')
})

test('units and administrators have no overview; the province reads its own and the district', async () => {
  expect((await house.as('hh-tckh').get('/dashboard')).status).toBe(404)
  expect((await house.as('admin').get('/dashboard')).status).toBe(404)
  const own = wordsOf(await page(house.as('tinh').get('/dashboard')))
  expect(own).toContain('1 đơn vị ký cam kết thực hiện 5 chỉ tiêu, nhiệm vụ')
  // The district has reported this week: its four weeks of silence are over.
  expect(own).toMatch(/báo cáo tuần 36 1 \/1 đơn vị/)
  expect(own).not.toContain('4 tuần liên tiếp')
  const district = wordsOf(await page(house.as('tinh').get('/dashboard?campaign=HH-2022')))
  expect(district).toContain('194 chỉ tiêu, nhiệm vụ')
  expect((await house.as('tinh').get('/dashboard?campaign=X')).status).toBe(404)
})

test('a campaign without targets is shown empty', async () => {
  const house = await openHouse()
  const text = wordsOf(await page(house.as('leader').get('/dashboard')))
  expect(text).toContain('Chưa có chỉ tiêu chủ yếu.')
  expect(text).toContain('Không có việc cần chỉ đạo gấp.')
  expect(text).toContain('– (0/0)')
})

test('contradicted evidence comes first; a direction that nobody handed over is told', async () => {
  const house = await openHouse()
  const { id, code } = await house.target({ title: 'Trồng rừng' })
  await house.add({
    updates: [reportRow(code, '2022-08-31', 90)],
    directions: [ordered('CD-1', 'recorded', null)],
  })
  expect(attentionOf(await page(house.as('leader').get('/dashboard')))).toContain('Không có việc cần chỉ đạo')

  await house.db.tx(async (tx) => {
    const [own] = await tx.select({ id: updates.id }).from(updates).where(eq(updates.targetId, id))
    await tx.update(reviews).set({ evidenceMark: 'contradicted' }).where(eq(reviews.updateId, own!.id))
  })
  house.clock.set('2022-09-12T08:00:00+07:00')
  const list = attentionOf(await page(house.as('leader').get('/dashboard')))
  expect(wordsOf(list)).toMatch(
    /Minh chứng trái với báo cáo: Trồng rừng .*Ý kiến chỉ đạo chưa giao sau 7 ngày Rà soát/,
  )
  expect(list).toContain('href="/directions/CD-1"')

  await house.add({ directions: [ordered('CD-2', 'in_progress', '2022-09-01')] })
  const both = wordsOf(attentionOf(await page(house.as('leader').get('/dashboard'))))
  expect(both).toContain('2 ý kiến chỉ đạo quá hạn hoặc chưa giao 1 quá hạn, 1 chưa giao')
})

test('old figures go on to a next page', async () => {
  const house = await openHouse()
  for (let n = 0; n < 51; n += 1) await house.target({})
  const visitor = house.as('leader')
  const first = await page(visitor.get('/dashboard/stale'))
  const codes = (html: string) => [...html.matchAll(/href="\/targets\/([^"]+)"/g)].map((match) => match[1])
  expect(codes(first)).toHaveLength(50)
  const next = /href="([^"]*after=[^"]*)" rel="next"/.exec(first)?.[1]
  const second = await page(visitor.get(next!.replaceAll('&amp;', '&')))
  expect(new Set([...codes(first), ...codes(second)]).size).toBe(51)
})

test('without named indicators, the numbers taken over from above stand there', async () => {
  const house = await openHouse()
  const upper = await house.target({ unit: 'H', title: 'Thu ngân sách của tỉnh giao' })
  await house.target({ parent: upper.code, contribution: 'additive', title: 'Thu ngân sách xã' })
  await house.target({ title: 'Việc riêng của xã' })
  const html = await page(house.as('leader').get('/dashboard'))
  const indicators = html.slice(html.indexOf('id="h-indicators"'), html.indexOf('id="h-attention"'))
  expect(indicators).toContain('Thu ngân sách xã')
  expect(indicators).not.toContain('Việc riêng của xã')
})

test('speaks English', async () => {
  const text = wordsOf(await page(house.as('giamsat2').get('/dashboard?lang=en')))
  expect(text).toContain('23.8 percentage points ahead of pace')
  expect(text).toContain('56.25% (18/32)')
})

const attentionOf = (html: string) => {
  const from = html.indexOf('id="h-attention"')
  return html.slice(from, html.indexOf('</section>', from))
}

const ordered = (code: string, status: string, due_on: string | null) =>
  ({
    code,
    issued_by_post: 'Bí thư',
    issued_on: '2022-09-05',
    occasion: 'Giao ban',
    document: '',
    text: 'Rà soát tiến độ',
    lead_unit: 'H-A',
    coordinating_units: [],
    due_on,
    status,
    target: null,
  }) as unknown as ImportData['directions'][number]

interface Rate {
  numerator: number
  denominator: number
  percent: string
}

/** What a page says, without its tags. */
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll('&lt;', '<')
    .replace(/\s+/g, ' ')
