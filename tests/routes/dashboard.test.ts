import { afterAll, beforeAll, expect, test } from 'vitest'
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

test('five things call for a leader, the furthest behind first', async () => {
  const html = await page(house.as('lanhdao').get('/dashboard'))
  const list = html.slice(html.indexOf('id="h-attention"'), html.indexOf('id="h-rates"'))
  expect(list.match(/class="todo"/g)).toHaveLength(5)
  const text = wordsOf(list)
  expect(text).toMatch(
    /Giải ngân .* mới đạt 40 – 49% .*Chi ngân sách .*Xã Hướng Sơn: 3 việc quá hạn Lâu nhất 13 ngày/,
  )
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

test('without named indicators, the numbers taken over from above stand there', async () => {
  const house = await openHouse()
  const upper = await house.target({ unit: 'H', title: 'Thu ngân sách của tỉnh giao' })
  await house.target({ parent: upper.code, contribution: 'additive', title: 'Thu ngân sách xã' })
  await house.target({ title: 'Việc riêng của xã' })
  const html = await page(house.as('leader').get('/dashboard'))
  expect(html).toContain('Thu ngân sách xã')
  expect(html).not.toContain('Việc riêng của xã')
})

test('speaks English', async () => {
  const text = wordsOf(await page(house.as('giamsat2').get('/dashboard?lang=en')))
  expect(text).toContain('23.8 percentage points ahead of pace')
  expect(text).toContain('56.25% (18/32)')
})

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
