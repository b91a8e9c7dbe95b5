import { and, eq, inArray } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import type { EvidenceMark } from '../../src/domain/follow-up.ts'
import { reviews, updates } from '../../src/storage/schema.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { reportRow as report } from '../support/reports.ts'
import { words } from '../support/words.ts'

/** What the reviewer found behind every report of the target so far. */
async function mark(house: House, targetId: string, evidenceMark: EvidenceMark) {
  await house.db.tx(async (tx) => {
    const own = await tx
      .select({ id: updates.id })
      .from(updates)
      .where(and(eq(updates.tenant, house.tenant), eq(updates.targetId, targetId)))
    const ids = own.map(({ id }) => id)
    await tx.update(reviews).set({ evidenceMark }).where(inArray(reviews.updateId, ids))
  })
}

describe('a target of the small world', () => {
  test('without a figure it says so, and draws what is expected', async () => {
    const house = await openHouse()
    const { code } = await house.target({ plan: '730.223' })
    const html = await page(house.as('head').get(`/targets/${code}`))
    expect(words(html)).toContain('chưa có số liệu')
    expect(html).toContain('class="c-plan"')
    expect(words(html)).toContain('Chưa có báo cáo, quyết định nào.')
  })

  test('an old figure is called old', async () => {
    const house = await openHouse()
    const { code } = await house.target({})
    await house.add({ updates: [report(code, '2022-08-01', 60)] })
    expect(words(await page(house.as('head').get(`/targets/${code}`)))).toContain('số liệu cũ (đến 1/8/2022)')
  })

  test('the marks come from the last report, the last accepted review and the figures, and are never merged', async () => {
    const house = await openHouse()
    const { id, code } = await house.target({})
    await house.add({ updates: [report(code, '2022-08-31', 80, { assessment: 'at_risk' })] })
    await mark(house, id, 'contradicted')
    const marks = async () => {
      const text = words(await page(house.as('supervisor').get(`/targets/${code}`)))
      return text.slice(text.indexOf('Ba dấu đánh giá'), text.indexOf('Cách tính'))
    }
    expect(await marks()).toMatch(/Đơn vị báo cáo Đang thực hiện tự đánh giá: Có nguy cơ · .+, 31\/8\/2022/)
    expect(await marks()).toMatch(/Minh chứng Minh chứng trái với báo cáo .+, 31\/8\/2022/)
    // By its figures it is on track; that its head says otherwise lowers the status, not this mark.
    expect(await marks()).toMatch(/Tiến độ tính toán Đúng tiến độ .*tình trạng chung hạ theo tự đánh giá/)

    const later = report(code, '2022-09-05', 90, { decision: null, reviewed_by: null, reviewed_at: null })
    await house.add({ updates: [later] })
    expect(await marks()).toMatch(/Đơn vị báo cáo Đang thực hiện .*5\/9\/2022 · chờ duyệt/)
    expect(await marks()).toContain('Minh chứng trái với báo cáo')
  })

  test('the last accepted report loses the mark of the one before', async () => {
    const house = await openHouse()
    const { id, code } = await house.target({})
    await house.add({ updates: [report(code, '2022-08-24', 60)] })
    await mark(house, id, 'verified')
    const text = async () => words(await page(house.as('head').get(`/targets/${code}`)))
    expect(await text()).toContain('Minh chứng đầy đủ, khớp báo cáo')
    await house.add({ updates: [report(code, '2022-08-31', 62)] })
    expect(await text()).toContain('Chưa kiểm tra minh chứng')
    expect(await text()).not.toContain('khớp báo cáo')
  })

  test('a ceiling says when its allowance is used up', async () => {
    const house = await openHouse()
    const { code } = await house.target({ plan: '10', direction: 'down', measure: 'vụ' })
    await house.add({ updates: [report(code, '2022-06-02', 5), report(code, '2022-08-31', 8)] })
    const text = words(await page(house.as('head').get(`/targets/${code}`)))
    expect(text).toContain('thì đến ngày 30/10/2022 hết mức được phép, trước thời hạn 62 ngày')
  })

  test('a target that reached its plan early is shown as met and invites the unit to close', async () => {
    const house = await openHouse()
    const { code } = await house.target({})
    await house.add({ updates: [report(code, '2022-08-31', 110)] })
    const text = words(await page(house.as('head').get(`/targets/${code}`)))
    expect(text).toContain('110%')
    expect(text).toContain('vượt kế hoạch 10 tỷ đồng')
    expect(text).toContain('đề nghị gửi báo cáo hoàn thành')
    expect(text).not.toContain('Từ nay đến')
  })

  test('more than thirty entries go on to a next page', async () => {
    const house = await openHouse()
    const { code } = await house.target({})
    const days = Array.from({ length: 40 }, (_, n) =>
      new Date(Date.UTC(2022, 6, 1 + n)).toISOString().slice(0, 10),
    )
    await house.add({ updates: days.map((day, n) => report(code, day, n + 1)) })
    const visitor = house.as('head')
    const first = await page(visitor.get(`/targets/${code}`))
    const receipts = (html: string) =>
      [...html.matchAll(/Biên nhận ([0-9A-Z-]{9})/g)].map((match) => match[1])
    expect(receipts(first)).toHaveLength(30)
    const next = /href="([^"]*after=[^"]*)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&')
    const second = await page(visitor.get(next!))
    expect(new Set([...receipts(first), ...receipts(second)]).size).toBe(40)
    expect(second).not.toContain('rel="next"')
  })
})
