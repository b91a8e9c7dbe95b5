import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expected } from '../domain/huong-hoa.ts'
import { type House, openDemo } from '../support/house.ts'
import { page } from '../support/page.ts'
import { words } from '../support/words.ts'

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
    expect(text).toContain('KN-2022-08-02 gửi Phòng Tài nguyên và Môi trường, kiến nghị ngày 12/8/2022.')
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
