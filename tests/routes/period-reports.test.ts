import { strFromU8, unzipSync } from 'fflate'
import { readXlsx } from 'hucre'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { periodJson } from '../../src/domain/snapshot/period.ts'
import { openDemo } from '../support/house.ts'
import { page } from '../support/page.ts'

const EIGHT_MONTHS = '/reports/2022-01-01..2022-08-31'
/** The five figures of the report that the product was founded on, with the receipts of the demo data. */
const seed = [
  { target: 'CK-2022-TCKH-01', receipt: '7QPD-VB0M', asOf: '31/8/2022' },
  { target: 'CK-2022-TCKH-02', receipt: 'ZXXJ-1N6Q', asOf: '31/8/2022' },
  { target: 'CK-2022-TCKH-03', receipt: '16ZD-20K0', asOf: '31/8/2022' },
  { target: 'CK-2022-KTHT-01', receipt: 'RWJ2-7YM5', asOf: '31/8/2022' },
  { target: 'CK-2022-KTHT-02', receipt: 'XXX2-3SV4', asOf: '31/8/2022' },
]

/** As it is read: without tags, with plain spaces. */
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, '')
    .replace(/\u00a0|&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')

const jsonOf = async (answer: Response | Promise<Response>) =>
  (await (await answer).json()) as ReturnType<typeof periodJson>
const bytesOf = async (answer: Response | Promise<Response>) =>
  new Uint8Array(await (await answer).arrayBuffer())

let house: Awaited<ReturnType<typeof openDemo>>
beforeAll(async () => {
  house = await openDemo()
})
afterAll(() => house.close())

describe('the report of the first eight months of 2022', () => {
  test('says what the district told the province on 6 September, by the figures accepted since', async () => {
    const html = await page(house.as('giamsat').get(EIGHT_MONTHS))
    const words = wordsOf(html)
    expect(words).toContain('kết quả thực hiện cam kết trách nhiệm 8 tháng đầu năm 2022')
    expect(words).toContain(
      'Thu ngân sách nhà nước trên địa bàn: 660,191 tỷ đồng (kế hoạch 730,223 tỷ đồng), đạt 90,41% so với kế hoạch.',
    )
    expect(words).toContain(
      'Chi ngân sách nhà nước: 437,844 tỷ đồng (kế hoạch 726,573 tỷ đồng), đạt 60,26% so với kế hoạch',
    )
    expect(words).toContain(
      'Giá trị sản xuất công nghiệp trên địa bàn huyện: ước đạt 4.203,1 tỷ đồng, tăng 13,5% so với cùng kỳ năm trước.',
    )
    expect(words).toContain(
      'Tổng mức bán lẻ hàng hóa và doanh thu thương mại – dịch vụ: ước đạt 5.764,5 tỷ đồng (kế hoạch 8.201 tỷ đồng), tăng 9% so với cùng kỳ năm trước, đạt 70,29% so với kế hoạch.',
    )
    expect(words).toContain(
      'Giải ngân các nguồn vốn do tỉnh và huyện quản lý: ước đạt từ 40 – 49% so với kế hoạch (tùy nguồn vốn)',
    )
    expect(words).toContain('286/344 (83,1%)')
    expect(words).toContain('Tính đến hết ngày 31/8/2022')
    expect(words).toContain('VII. Nhiệm vụ, giải pháp thời gian tới')
    expect(words).toContain('Hướng Hóa, ngày 07 tháng 9 năm 2022')
    expect(words).not.toMatch(/tuần này|tuần trước|Tuần trước|Trong tuần|tuần tới/)
  })

  test('leads from each of these figures to the report behind it', async () => {
    const supervisor = house.as('giamsat')
    const html = await page(supervisor.get(EIGHT_MONTHS))
    for (const { target, receipt, asOf } of seed) {
      const href = `${EIGHT_MONTHS}/figure/target.${target}`
      expect(html, target).toContain(`href="${href}"`)
      const figure = wordsOf(await page(supervisor.get(href)))
      expect(figure, target).toContain(receipt)
      expect(figure, target).toContain(asOf)
    }
  })

  test('has no figure that leads nowhere', async () => {
    const supervisor = house.as('giamsat')
    const html = await page(supervisor.get('/reports/2022-M08'))
    const hrefs = [...html.matchAll(/href="(\/reports\/[^"]*\/figure\/[^"]*)"/g)].map(([, href]) => href!)
    const names = new Set(hrefs.filter((href) => !/figure\/(target|before)/.test(href)))
    expect(names.size).toBeGreaterThan(20)
    for (const href of names) expect((await supervisor.get(href)).status, href).toBe(200)
  })

  test('leads from a figure of the month before to that month', async () => {
    const answer = await house.as('giamsat').get('/reports/2022-M08/figure/before:done')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/reports/2022-M07/figure/done'])
    const none = await house.as('giamsat').get(`${EIGHT_MONTHS}/figure/before:done`)
    expect(none.status).toBe(404)
  })

  test('counts the weekly reports behind its rate by unit', async () => {
    const words = wordsOf(await page(house.as('giamsat').get(`${EIGHT_MONTHS}/figure/reports.rate`)))
    expect(words).toContain('286/344 (83,1%)')
    expect(words).toContain('tuần 28 đến tuần 35')
    expect(words).toContain('Xã Hướng Lập')
  })

  test('leaves out the figures of later days', async () => {
    const half = await jsonOf(house.as('giamsat').get('/reports/2022-H1.json'))
    expect(half).toMatchObject({ as_of: '2022-06-30', running: false, before: null })
    const revenue = half.targets.find((one) => one.code === 'CK-2022-TCKH-01')
    expect(revenue).toMatchObject({ value_low: '543.018', as_of: '2022-06-30', percent_low: '74.36' })
    expect(half.totals.by_progress).toMatchObject({ done: 1, overdue: 0 })
    expect(half.discipline.weeks).toEqual([])
  })
})

describe('a period', () => {
  test('of one month is held against the month before', async () => {
    const words = wordsOf(await page(house.as('giamsat').get('/reports/2022-M08')))
    expect(words).toContain('Tháng 8 năm 2022')
    expect(words).toContain('So với tháng 7 năm 2022')
    expect(words).toContain('Tháng này')
    expect(words).toContain('Tháng trước')
    const json = await jsonOf(house.as('giamsat').get('/reports/2022-M08.json'))
    const july = await jsonOf(house.as('giamsat').get('/reports/2022-M07.json'))
    expect(json.before).toMatchObject({ period: '2022-M07', from: '2022-07-01', to: '2022-07-31' })
    expect(json.before?.totals).toEqual(july.totals)
    const kinds = json.changes.map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind === 'completed')).toHaveLength(
      json.totals.by_progress.done - july.totals.by_progress.done,
    )
    expect(kinds.filter((kind) => kind === 'extended')).toHaveLength(2)
    expect(json.discipline.weeks).toEqual(['2022-W31', '2022-W32', '2022-W33', '2022-W34', '2022-W35'])
    expect(json.discipline.rate).toEqual({ numerator: 182, denominator: 215, percent: '84.7' })
    const silent = json.discipline.units.find(({ unit }) => unit === 'HH-HLA')
    expect(silent).toMatchObject({ owed: 5, on_time: 1, late: 1, missing: 3, longest_late_streak: 3 })
  })

  test('that runs is told until today, and says so', async () => {
    const html = await page(house.as('giamsat').get('/reports/2022'))
    expect(html).toContain('Số liệu tạm, đến ngày 7/9/2022')
    expect(html).toContain('Số liệu tạm, đến ngày 07/9/2022')
    const year = await jsonOf(house.as('giamsat').get('/reports/2022.json'))
    expect(year).toMatchObject({
      format: 'so-cam-ket.period.1',
      period: '2022',
      frozen: false,
      running: true,
      as_of: '2022-09-07',
      compiled_at: '2022-09-07T08:00:00+07:00',
    })
    expect(year).not.toHaveProperty('week')
    expect(year.totals.by_progress).toEqual({ done: 22, on_track: 130, at_risk: 21, behind: 10, overdue: 11 })
    const week = await jsonOf(house.as('giamsat').get('/weekly/2022-W36.json'))
    expect(year.rates).toEqual(week.rates)
  })

  test('that has not begun, lies elsewhere or is none does not exist', async () => {
    const supervisor = house.as('giamsat')
    for (const name of [
      '2022-M10',
      '2022-Q4',
      '2021',
      '2023-M01',
      '2022-M13',
      '2022-H2',
      '2022-02-29..2022-03-01',
      '2022-M08.exe',
      '2022-M08.xlsx.xlsx',
      '2022-M08/figure/nothing',
      '2022-M08/figure/target.CK-2022-XXXX-01',
      '2022-M10/figure/targets',
    ]) {
      expect((await supervisor.get(`/reports/${name}`)).status, name).toBe(404)
    }
  })

  test('goes out as files under a name that every mailbox keeps', async () => {
    const supervisor = house.as('giamsat')
    const names = { xlsx: 'xlsx', docx: 'docx', pdf: 'pdf', json: 'json', csv: '-csv.zip' }
    for (const [ending, end] of Object.entries(names)) {
      const answer = await supervisor.get(`${EIGHT_MONTHS}.${ending}`)
      expect(answer.status, ending).toBe(200)
      expect(answer.headers.get('content-disposition')).toBe(
        `attachment; filename="BC_HH_2022-8T${end.startsWith('-') ? end : `.${end}`}"`,
      )
      const bytes = await bytesOf(answer)
      const start = strFromU8(bytes.slice(0, 4), true)
      expect(start, ending).toMatch({ pdf: /^%PDF/, json: /^\{/ }[ending] ?? /^PK/)
    }
  })

  test('fills a workbook with the tables of a week in its own words', async () => {
    const workbook = await readXlsx(await bytesOf(house.as('giamsat').get(`${EIGHT_MONTHS}.xlsx`)))
    expect(workbook.sheets.map(({ name }) => name)).toEqual([
      'Thông tin',
      'Biểu 01',
      'Biểu 02',
      'Biểu 03',
      'Biểu 04',
      'Biểu 05',
      'Biểu 06',
      'Biểu 07',
      'Biểu 08',
      'DuLieu',
    ])
    const heads = JSON.stringify(
      workbook.sheets.filter(({ name }) => name !== 'DuLieu').map(({ rows }) => rows.slice(0, 4)),
    )
    expect(heads).toContain('8 tháng đầu năm 2022')
    expect(heads).toContain('Biểu 07. Thay đổi trong kỳ')
    expect(heads).not.toMatch(/tuần trước|Tuần 3|trong tuần/)
  })

  test('keeps its discipline by unit in the machine files', async () => {
    const files = unzipSync(await bytesOf(house.as('giamsat').get(`${EIGHT_MONTHS}.csv`)))
    const rows = strFromU8(files['discipline.csv']!).trimEnd().split('\n')
    expect(rows[0]).toBe('unit,owed,on_time,late,missing,exempt,longest_late_streak,history')
    expect(rows).toHaveLength(44)
    expect(rows.find((row) => row.startsWith('HH-HSO,'))).toBe(
      'HH-HSO,8,3,2,3,0,2,on_time;late;on_time;missing;late;on_time;missing;missing',
    )
    expect(JSON.parse(strFromU8(files['schema.json']!))).toMatchObject({
      format: 'so-cam-ket.period.1',
      period: '2022-01-01..2022-08-31',
    })
  })
})

describe('the list of periods', () => {
  test('holds every period that has begun, and leads there', async () => {
    const html = await page(house.as('giamsat').get('/reports'))
    for (const code of [
      '2022-01-01..2022-08-31',
      '2022-M09',
      '2022-M01',
      '2022-Q3',
      '2022-H1',
      '2022-9M',
      '2022',
    ]) {
      expect(html).toContain(`href="/reports/${code}"`)
    }
    expect(html).not.toContain('/reports/2022-M10')
  })

  test.each([
    ['1/1/2022', '31/8/2022', '2022-01-01..2022-08-31'],
    ['01/08/2022', '31/08/2022', '2022-M08'],
    ['2022-01-01', '2022-06-30', '2022-H1'],
  ])('takes from %s to %s to %s', async (from, to, code) => {
    const answer = await house.as('giamsat').get(`/reports?${new URLSearchParams({ from, to })}`)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/reports/${code}`])
  })

  test.each([
    ['31/2/2022', '31/8/2022', 'from', 'Nhập theo dạng ngày'],
    ['1/1/2022', '', 'to', 'Nhập theo dạng ngày'],
    ['31/8/2022', '1/1/2022', 'to', 'Ngày cuối kỳ không được trước'],
    ['1/1/2020', '31/8/2020', 'from', 'nằm ngoài đợt cam kết'],
    ['1/10/2022', '31/10/2022', 'from', 'chưa bắt đầu'],
  ])('asks again for %s to %s', async (from, to, field, words) => {
    const answer = await house.as('giamsat').get(`/reports?${new URLSearchParams({ from, to })}`)
    expect(answer.status).toBe(422)
    const html = await page(answer)
    expect(html).toContain(words)
    expect(html).toContain(`href="#${field}"`)
  })

  test('keeps the campaign that was asked for', async () => {
    const html = await page(house.as('tinh').get('/reports?campaign=HH-2022'))
    expect(html).toContain('href="/reports/2022-M08?campaign=HH-2022"')
    expect(html).toContain('name="campaign" value="HH-2022"')
    const report = await page(house.as('tinh').get('/reports/2022-M08?campaign=HH-2022'))
    expect(report).toContain('href="/reports/2022-M08.xlsx?campaign=HH-2022"')
    expect(report).toContain('/figure/target.CK-2022-TCKH-01?campaign=HH-2022"')
  })
})

describe('who may read periods', () => {
  test.each(['giamsat', 'lanhdao', 'kiemtra'])('%s reads them', async (who) => {
    for (const path of [
      '/reports',
      '/reports/2022-M08',
      '/reports/2022-M08.json',
      '/reports/2022-M08/figure/targets',
    ]) {
      expect((await house.as(who).get(path)).status, path).toBe(200)
    }
  })

  test.each(['hh-tckh', 'admin'])('%s does not', async (who) => {
    for (const path of [
      '/reports',
      '/reports/2022-M08',
      '/reports/2022-M08.json',
      '/reports/2022-M08/figure/targets',
    ]) {
      expect((await house.as(who).get(path)).status, path).toBe(404)
      expect((await house.as(who).get(`${path}?campaign=HH-2022`)).status, path).toBe(404)
    }
  })
})
