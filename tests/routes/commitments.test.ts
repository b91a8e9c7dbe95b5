import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { expected } from '../domain/huong-hoa.ts'
import { type House, openDemo } from '../support/house.ts'
import { page } from '../support/page.ts'

const codesOn = (html: string) =>
  [...html.matchAll(/href="\/commitments\/([A-Z0-9-]+)"/g)].map((match) => match[1])

describe('commitments', () => {
  let demo: House
  beforeAll(async () => {
    demo = await openDemo()
  })
  afterAll(async () => await demo.close())

  test('a unit reads its own commitment and the targets it helps with', async () => {
    const html = await page(demo.as('hh-tckh').get('/commitments'))
    expect(html).toContain('Số 12-CK/HU, ký ngày 21/1/2022')
    for (const figure of ['90,41%', '60,26%', '40 – 49%']) expect(html).toContain(figure)
    expect(html).toContain('Chỉ tiêu, nhiệm vụ phối hợp thực hiện')
    expect(html).toContain('href="/targets/CK-2022-LB-01"')
    expect(codesOn(html)).toEqual(['CK-2022-TCKH'])
  })

  test('the district reads all of its campaign, page after page, in the order of the office', async () => {
    const visitor = demo.as('giamsat')
    const codes: (string | undefined)[] = []
    let address: string | undefined = '/commitments'
    while (address) {
      const html: string = await page(visitor.get(address))
      expect(html).toContain(
        '43 tập thể và cá nhân người đứng đầu đã ký cam kết thực hiện 194 chỉ tiêu, nhiệm vụ',
      )
      codes.push(...codesOn(html))
      address = /href="([^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(codes).toHaveLength(expected.units)
    expect(new Set(codes).size).toBe(expected.units)
    expect(codes[0]).toBe('CK-2022-VPHU')
  })

  test('search folds diacritics and finds numbers; what is typed is taken literally', async () => {
    const visitor = demo.as('lanhdao')
    expect(codesOn(await page(visitor.get('/commitments?q=lao+bao')))).toEqual(['CK-2022-LB'])
    expect(codesOn(await page(visitor.get('/commitments?q=12-CK%2FHU')))).toEqual(['CK-2022-TCKH'])
    expect(await page(visitor.get('/commitments?q=%25'))).toContain('Không tìm thấy bản cam kết nào')
  })

  test('the province meets the commitment of the district, and may look at the other campaign', async () => {
    const visitor = demo.as('tinh')
    expect(codesOn(await page(visitor.get('/commitments')))).toEqual(['CK-2022-HH'])
    expect(codesOn(await page(visitor.get('/commitments?campaign=HH-2022')))).toHaveLength(30)
  })

  test('the document: parties, dates, targets by group with weights and states', async () => {
    const html = await page(demo.as('hh-tckh').get('/commitments/CK-2022-TCKH'))
    expect(html).toContain('Nhóm 1. Kinh tế, thu – chi ngân sách và đầu tư')
    expect(html).toContain('Tổng tỷ trọng: 100%')
    expect(html).toContain('Bí thư Huyện ủy, thay mặt Ban Thường vụ Huyện ủy Hướng Hóa')
    expect(html).toContain('từ 1/1/2022 đến 31/12/2022')
    expect(html).toContain('Chậm tiến độ')
    expect(html).toContain('100% kế hoạch')
  })

  test('the form for signing has the head, the text and both signatures', async () => {
    const html = await page(demo.as('hh-tckh').get('/commitments/CK-2022-TCKH/print'))
    for (const line of [
      'ĐẢNG BỘ TỈNH QUẢNG TRỊ',
      'HUYỆN ỦY HƯỚNG HÓA',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Số 12-CK/HU',
      'Hướng Hóa, ngày 21 tháng 01 năm 2022',
      'BẢN CAM KẾT',
      'của tập thể và người đứng đầu Phòng Tài chính – Kế hoạch',
      'cam kết với Ban Thường vụ Huyện ủy Hướng Hóa thực hiện 5 chỉ tiêu, nhiệm vụ',
      'V. Đất đai, môi trường và cải cách hành chính',
      'trước 16 giờ 00 thứ Sáu',
      'T/M BAN THƯỜNG VỤ',
      'BÍ THƯ',
      'TRƯỞNG PHÒNG TÀI',
      'CHÍNH – KẾ HOẠCH',
    ]) {
      expect(html).toContain(line)
    }
    expect(html).not.toContain('DỰ THẢO')
  })

  test('the form stays Vietnamese on an English page', async () => {
    const html = await page(demo.as('hh-ktht').get('/commitments/CK-2022-KTHT/print?lang=en'))
    expect(html).toContain('Form CK-2022-KTHT')
    expect(html).toContain('trách nhiệm năm 2022 của người đứng đầu Phòng Kinh tế và Hạ tầng')
  })

  test("another unit's commitment does not exist, nor does any for an administrator", async () => {
    for (const path of ['', '/print']) {
      expect((await demo.as('hh-ks').get(`/commitments/CK-2022-TCKH${path}`)).status).toBe(404)
      expect((await demo.as('hh-ks').get(`/commitments/CK-2022-HH${path}`)).status).toBe(404)
    }
    expect((await demo.as('admin').get('/commitments')).status).toBe(404)
    expect((await demo.as('admin').get('/commitments/CK-2022-TCKH')).status).toBe(404)
  })
})
