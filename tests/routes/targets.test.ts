import { and, eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EvidenceMark } from '../../src/domain/follow-up.ts'
import type { ImportData } from '../../src/domain/import.ts'
import { reviews, updates } from '../../src/storage/schema.ts'
import { expected } from '../domain/huong-hoa.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

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

/** The words of a page without its marks, drawings and breaks, as they are read. */
function words(html: string): string {
  const main = html.slice(html.indexOf('<main'), html.indexOf('</main>'))
  return main
    .replace(/<svg[\s\S]*?<\/svg>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/\s+/g, ' ')
}

interface Rolled {
  parent: string
  measure: string
  children: number
  children_plan: string
  children_value: string
}

describe('the figures of the demonstration', () => {
  let demo: House
  beforeAll(async () => {
    demo = await openDemo()
  })
  afterAll(async () => await demo.close())

  const read = async (code: string, who = 'giamsat') =>
    words(await page(demo.as(who).get(`/targets/${code}`)))

  test('revenue: actual, plan, percent, pace, and what each month needs', async () => {
    const text = await read('CK-2022-TCKH-01', 'hh-tckh')
    expect(text).toContain('Thực hiện đến 31/8/2022 660,191 tỷ đồng')
    expect(text).toContain('Kế hoạch 730,223 tỷ đồng')
    expect(text).toContain('90,41% cao hơn tiến độ 23,8 điểm phần trăm (mức phải đạt: 66,6%)')
    expect(text).toContain(
      'Còn phải thực hiện 70,032 tỷ đồng bình quân 17,508 tỷ đồng mỗi tháng đến 31/12/2022',
    )
    expect(text).toContain('thực hiện / kế hoạch = 660,191 / 730,223 = 90,41%')
    expect(text).toContain('phải thực hiện thêm 17,508 tỷ đồng, bằng 0,21 lần bình quân 8 tháng')
    expect(text).toContain('đạt kế hoạch vào ngày 29/9/2022, trước thời hạn 93 ngày')
    expect(text).toContain('sẽ đạt kế hoạch đúng hạn')
    expect(text).toContain('Cập nhật số liệu')
  })

  test('spending: at risk, with the early warning', async () => {
    const text = await read('CK-2022-TCKH-02')
    expect(text).toContain('60,26% thấp hơn tiến độ 6,3 điểm phần trăm')
    expect(text).toContain('Có nguy cơ không đạt đúng hạn')
    expect(text).toContain('phải thực hiện thêm 72,182 tỷ đồng, gấp 1,32 lần bình quân 8 tháng')
  })

  test('disbursement: a range stays a range everywhere', async () => {
    const text = await read('CK-2022-TCKH-03')
    expect(text).toContain('40 – 49% ước · tùy nguồn')
    expect(text).toContain('thấp hơn tiến độ 17,6 – 26,6 điểm phần trăm')
    expect(text).toContain('Còn phải thực hiện 51 – 60 điểm phần trăm')
    expect(text).toContain(
      'Từ nay đến 31/12 bình quân mỗi tháng phải giải ngân thêm 12,75 – 15 điểm phần trăm, gấp 2,08 – 3 lần bình quân 8 tháng.',
    )
    expect(text).toContain('Chỉ số tiến độ = phần đã đạt / phần phải đạt = 0,601 – 0,736.')
    expect(text).toContain('Đề nghị tách riêng vốn tỉnh quản lý')
    expect(text).toContain(
      'Trong 8 tháng qua bình quân mỗi tháng được 5 – 6,125 điểm phần trăm; còn 4 tháng.',
    )
    expect(text).toContain('mới đạt kế hoạch, chậm 59 – 118 ngày so với thời hạn')
    expect(text).toContain('sẽ không đạt kế hoạch đúng hạn')
  })

  test('industry without a plan shows its growth, retail both', async () => {
    const industry = await read('CK-2022-KTHT-01')
    expect(industry).toContain('4.203,1 tỷ đồng ước')
    expect(industry).toContain('+13,5% cùng kỳ đến 31/8/2021: 3.703,2 tỷ đồng')
    expect(industry).not.toContain('điểm phần trăm')
    const retail = await read('CK-2022-KTHT-02')
    expect(retail).toContain('+9% so với cùng kỳ (5.288,5 tỷ đồng)')
    expect(retail).toContain('70,29%')
  })

  test('a rise from a baseline shows both shares', async () => {
    expect(await read('CK-2022-HND-01')).toContain(
      'đạt 97,1% mức kế hoạch; thực hiện 71,3% mức tăng phải đạt (142 → 158)',
    )
    expect(await read('CK-2022-THA-02')).toContain(
      'mức hiện tại 22,8%; thực hiện 69,2% mức giảm phải đạt (24,6 → 22)',
    )
  })

  test('a band and a ceiling are kept or not', async () => {
    expect(await read('CK-2022-THO-03')).toContain('trong khoảng 1,55; phải giữ 1,4 – 1,7% dân số')
    const ceiling = await read('CK-2022-TLO-03')
    expect(ceiling).toContain('Mức không được vượt 4 vụ')
    expect(ceiling).toContain('trong giới hạn 2 / 4 vụ')
    expect(ceiling).toContain('Còn được phép 2 vụ')
  })

  test('a revised plan shows both versions and its decision', async () => {
    const text = await read('CK-2022-LB-01')
    expect(text).toContain('Kế hoạch 8,2 tỷ đồng đầu năm 7,6 tỷ đồng, điều chỉnh từ 20/7/2022')
    expect(text).toContain('Tiến độ ban đầu')
    expect(text).toContain('Điều chỉnh kế hoạch thành 8,2 tỷ đồng từ 20/7/2022')
  })

  test('a task shows its dates: original, extended, overdue, done', async () => {
    const late = await read('CK-2022-KTHT-03')
    expect(late).toContain('Thời hạn 5/9/2022 (hạn gốc 15/8/2022, đã gia hạn 1 lần) · quá hạn 2 ngày')
    expect(late).toContain('Gia hạn đến 5/9/2022 Đồng ý gia hạn: Phó Bí thư Thường trực Huyện ủy')
    expect(await read('CK-2022-AD-01')).toContain('Hoàn thành đúng hạn (hoàn thành ngày 15/8/2022)')
    expect(await read('CK-2022-VPHU-02')).toContain('không thời hạn')
    expect(await read('CK-2022-HTA-05')).toContain('Chờ duyệt')
  })

  test.each(expected.rollup as Rolled[])('what $parent adds up to', async (rolled) => {
    const text = await read(rolled.parent)
    const vi = (amount: string) => {
      const [whole, part = ''] = amount.split('.')
      const fraction = part.replace(/0+$/, '')
      return whole!.replace(/\B(?=(\d{3})+$)/g, '.') + (fraction && `,${fraction}`)
    }
    expect(text).toContain(
      `Cộng từ cấp dưới: ${vi(rolled.children_value)} / ${vi(rolled.children_plan)} ${rolled.measure} ${rolled.children}/${rolled.children} đơn vị`,
    )
  })

  test('as of an earlier day', async () => {
    const html = await page(demo.as('giamsat').get('/targets/CK-2022-TCKH-01?as-of=30/6/2022'))
    const text = words(html)
    expect(text).toContain('Thực hiện đến 30/6/2022 543,018 tỷ đồng')
    expect(text).toContain('Từ 30/6 đến 31/12 bình quân mỗi tháng')
    expect(text).toContain('Xem số liệu hiện tại')
    expect(text).not.toContain('Nhập thay đơn vị')
    const overdue = words(await page(demo.as('giamsat').get('/targets/CK-2022-HSO-05?as-of=2022-08-20')))
    expect(overdue).toContain('Thời hạn 25/8/2022 · sắp đến hạn, còn 5 ngày')
  })

  test('a proposal that waits for its answer shows the other clock', async () => {
    const html = await page(demo.as('giamsat').get('/targets/CK-2022-HSO-05'))
    expect(html).toContain('href="/proposals/KN-2022-08-02"')
    const text = words(html)
    expect(text).toContain('Chỉ tiêu quá hạn 13 ngày; cấp trên đã 26 ngày chưa trả lời.')
    expect(text).toContain('KN-2022-08-02 gửi Phòng Tài nguyên và Môi trường ngày 12/8/2022.')
    expect(text).toContain('Nhắc lần 2')
  })

  test('a unit that helps reads the accepted figures, without evidence, names and reviews', async () => {
    const text = await read('CK-2022-TCKH-03', 'hh-ktht')
    expect(text).toContain('40 – 49%')
    expect(text).toContain('37 – 46%, đến 24/8/2022 Đã duyệt')
    expect(text).not.toContain('Đề nghị tách riêng')
    expect(text).not.toContain('Biên nhận')
    expect(text).not.toContain('Đôn đốc')
    expect(text).not.toContain('Trả lại')
    expect(text).not.toContain('Cập nhật số liệu')
  })

  test("another unit's target does not exist", async () => {
    for (const who of ['hh-ks', 'admin']) {
      expect((await demo.as(who).get('/targets/CK-2022-KTHT-01')).status, who).toBe(404)
    }
    expect((await demo.as('giamsat').get('/targets/CK-2022-NOBODY-01')).status).toBe(404)
  })

  test('who reviews is led to the report that waits', async () => {
    const html = await page(demo.as('giamsat').get('/targets/CK-2022-KS-01'))
    expect(html).toMatch(/href="\/updates\/[0-9A-Z-]+\/review"/)
    const unit = await page(demo.as('hh-ks').get('/targets/CK-2022-KS-01'))
    expect(unit).not.toContain('/review"')
  })

  test('three marks stand apart: what the unit says, what lies behind it, what is computed', async () => {
    const text = await read('CK-2022-HSO-05')
    const marks = text.slice(text.indexOf('Ba dấu đánh giá'))
    expect(marks).toMatch(/Đơn vị báo cáo Đang thực hiện .*Minh chứng Chưa kiểm tra minh chứng/)
    expect(marks).toMatch(/Tiến độ tính toán Quá hạn quá hạn 13 ngày/)
    const helper = await read('CK-2022-TCKH-03', 'hh-ktht')
    expect(helper).toContain('Đơn vị báo cáo Đang thực hiện 31/8/2022 Minh chứng Chưa kiểm tra minh chứng')
  })

  test('in English', async () => {
    const text = words(await page(demo.as('lanhdao').get('/targets/CK-2022-TCKH-03?lang=en')))
    expect(text).toContain('Actual to 31 Aug 2022 40 – 49% estimate')
    expect(text).toContain('17.6 – 26.6 percentage points behind pace (expected: 66.6%)')
    expect(text).toContain(
      'an average of 12.75 – 15 percentage points must be disbursed every month, 2.08 – 3 times',
    )
  })
})

describe('a target of the small world', () => {
  const report = (target: string, as_of: string, value: number, more: object = {}) =>
    ({
      target,
      as_of,
      value,
      value_high: null,
      qualifier: 'exact',
      range_kind: null,
      null_reason: null,
      progress: 'in_progress',
      assessment: null,
      completed_on: null,
      results: '',
      difficulties: '',
      cause: null,
      next_steps: '',
      submitted_by: 'head',
      submitted_at: Date.parse(`${as_of}T09:00:00+07:00`),
      reviewed_by: 'supervisor',
      reviewed_at: Date.parse(`${as_of}T15:00:00+07:00`),
      decision: 'accepted',
      review_comment: '',
      ...more,
    }) as unknown as ImportData['updates'][number]

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
