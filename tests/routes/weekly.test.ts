import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { strFromU8, unzipSync } from 'fflate'
import { readXlsx } from 'hucre'
import { describe, expect, test } from 'vitest'
import { figureOf } from '../../src/domain/snapshot/figure.ts'
import { hashedPart, type Snapshot } from '../../src/domain/snapshot.ts'
import { verifyChain } from '../../src/storage/audit.ts'
import { openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { reportRow } from '../support/reports.ts'

const jsonOf = async (answer: Response | Promise<Response>) => (await (await answer).json()) as Snapshot
/** Received on Thursday of week 36 and accepted an hour later. */
const laterRevenue = reportRow('CK-2022-TCKH-01', '2022-09-07', 671_000, {
  submitted_by: 'hh-tckh',
  submitted_at: Date.parse('2022-09-08T08:00:00+07:00'),
  reviewed_by: 'giamsat',
  reviewed_at: Date.parse('2022-09-08T09:00:00+07:00'),
})

/** What is read of a page whose figures are links. */
const wordsOf = (html: string) => html.replace(/<a class="fig"[^>]*>([^<]*)<\/a>/g, '$1')

const bytesOf = async (answer: Response | Promise<Response>) =>
  new Uint8Array(await (await answer).arrayBuffer())

describe('the week of the demonstration, before its cut-off', () => {
  test('says the figures of the district to the supervisor, and that they are provisional', async () => {
    const house = await openDemo()
    const html = await page(house.as('giamsat').get('/weekly/2022-W36'))
    const words = wordsOf(html)
    expect(html).toContain('Tuần 36 (5/9 – 11/9/2022)')
    expect(html).toContain('Số liệu tạm, chưa chốt')
    expect(wordsOf(html)).toContain(
      '43 tập thể và cá nhân người đứng đầu đã ký cam kết thực hiện 194 chỉ tiêu, nhiệm vụ thuộc 5 nhóm nhiệm vụ',
    )
    expect(words).toContain('đúng hạn 18, quá hạn 3, không thời hạn 1')
    expect(words).toContain('trong hạn 150, quá hạn 11, không thời hạn 11')
    expect(words).toContain('18/32 (56,25%)')
    expect(html).toContain('(từ ngày 05/9 đến ngày 11/9/2022)')
    expect(html).toContain('3 mới, 1 đã xong')
    expect(html).toContain('ĐẢNG BỘ TỈNH QUẢNG TRỊ')
    expect(html).toContain('HUYỆN ỦY HƯỚNG HÓA')
    expect(html).toContain('660,191')
    expect(words).toMatch(/đạt từ 40 – 49% kế hoạch.*thấp hơn tiến độ 17,58 – 26,58 điểm phần trăm/)
    expect(words).toContain('bình quân mỗi tháng phải đạt thêm 12,75 – 15 điểm phần trăm, gấp 2,08 – 3 lần')
    expect(words).toContain('Đề nghị Ban Thường vụ Huyện ủy Hướng Hóa')
    expect(words).toContain('Cao hơn tiến độ: Thu ngân sách nhà nước trên địa bàn (23,83 điểm phần trăm)')
    expect(words).toContain('tuần trước 9; mới quá hạn 3, không còn quá hạn 1')
  })

  test('its figures lead to what they are made of', async () => {
    const house = await openDemo()
    const supervisor = house.as('giamsat')
    const html = await page(supervisor.get('/weekly/2022-W36'))
    const links = [...html.matchAll(/<a class="fig" href="([^"]*)">/g)].map(([, href]) => href!)
    expect(links).toContain('/weekly/2022-W36/figure/R2')
    expect(links).toContain('/weekly/2022-W36/figure/target.CK-2022-TCKH-01')
    for (const code of ['2022-W36', '2022-W35']) {
      const week = await jsonOf(supervisor.get(`/weekly/${code}.json`))
      const names = links.filter((href) => href.includes(code)).map((href) => href.split('/').at(-1)!)
      expect(names.length).toBeGreaterThan(5)
      for (const name of names) expect(figureOf(week, decodeURIComponent(name)), name).toBeDefined()
    }
    expect((await supervisor.get('/weekly/2022-W36/figure/R2')).status).toBe(200)
  })

  test('gives the JSON of the contract', async () => {
    const house = await openDemo()
    const week = await jsonOf(house.as('tinh').get('/weekly/2022-W36.json?campaign=HH-2022'))
    expect(week).toMatchObject({
      week: '2022-W36',
      from: '2022-09-05',
      to: '2022-09-11',
      campaign: 'HH-2022',
    })
    expect(week).toMatchObject({
      frozen: false,
      frozen_at: null,
      hash: null,
      previous_hash: null,
      number: null,
    })
    expect(week.until).toBe('2022-09-07T08:00:00+07:00')
    expect(week.totals).toMatchObject({ targets: 194, units: 43 })
    expect(week.totals.by_class).toMatchObject({
      done_on_time: 18,
      done_late: 3,
      done_no_deadline: 1,
      open_in_time: 150,
      open_overdue: 11,
      open_no_deadline: 11,
    })
    expect(week.totals.by_progress).toEqual({ done: 22, on_track: 130, at_risk: 21, behind: 10, overdue: 11 })
    expect(week.rates.R4).toEqual({ numerator: 11, denominator: 182, percent: '6.04' })
    expect(week.discipline.by_status).toEqual({ accepted: 10, waiting: 10, returned: 1, none: 22 })
    const kept = week.discipline.units.flatMap(({ history }) => history)
    expect([kept.filter((one) => one === 'on_time').length, kept.length]).toEqual([286, 344])
    expect(week.targets.filter(({ progress }) => progress === 'overdue')).toHaveLength(11)
    expect(week.changes.filter(({ kind }) => kind === 'newly_overdue')).toHaveLength(3)
  })

  test('tells the week before as of its own cut-off, and knows nothing of a week to come', async () => {
    const house = await openDemo()
    const supervisor = house.as('giamsat')
    const week = await jsonOf(supervisor.get('/weekly/2022-W35.json'))
    expect(week.until).toBe('2022-09-02T17:00:00+07:00')
    expect(week.totals.by_progress).toMatchObject({ done: 19, overdue: 9 })
    expect(week.discipline.week).toMatchObject({ on_time: 39, late: 2, missing: 2 })
    for (const name of ['2022-W37', '2022-W37.xlsx', '2022-W99', '2021-W40', '2022-W36.exe']) {
      expect((await supervisor.get(`/weekly/${name}`)).status, name).toBe(404)
    }
  })

  test('goes out as files that programs and Excel can read', async () => {
    const house = await openDemo()
    const supervisor = house.as('giamsat')
    const zip = await supervisor.get('/weekly/2022-W36.csv')
    expect(zip.headers.get('content-type')).toBe('application/zip')
    expect(zip.headers.get('content-disposition')).toBe('attachment; filename="BC-tuan_HH_2022-W36-csv.zip"')
    const files = unzipSync(await bytesOf(zip))
    expect(Object.keys(files)).toEqual([
      'units.csv',
      'targets.csv',
      'updates.csv',
      'proposals.csv',
      'directions.csv',
      'discipline.csv',
      'schema.json',
    ])
    const [header, ...rows] = strFromU8(files['targets.csv']!).trimEnd().split('\n')
    expect(header).toMatch(
      /^code,unit,group,title,kind,measure,plan,value_low,value_high,qualifier,as_of,percent_low,percent_high,expected_percent,points_behind,progress,report_class,due_original,due_on,days_late,last_reported_on,report_status,/,
    )
    expect(header).toContain(',progress_before,slip_days,days_late_before')
    expect(rows.find((row) => row.startsWith('CK-2022-TCKH-01,'))).toContain(
      ',730.223,660.191,660.191,exact,2022-08-31,90.41,90.41,66.58,-23.83,on_track,open_in_time,2022-12-31,2022-12-31,0,',
    )
    const excel = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      await bytesOf(supervisor.get('/weekly/2022-W36-excel.csv')),
    )
    expect(excel.startsWith('\uFEFFMã;Mã đơn vị;Đơn vị;')).toBe(true)
    expect(excel).toContain(';730,223;660,191;660,191;số chính thức;31/08/2022;90,41;')
    // HLO-05 was moved by 38 days; what is told of that stands behind all the columns before it.
    expect(excel).toMatch(/\r\nCK-2022-HLO-05;.*;Số liệu tạm, chưa chốt;38;0\r\n/)
    expect(excel).toMatch(/\r\nCK-2022-HUC-01;.*;Số liệu tạm, chưa chốt;;0\r\n/)
    const book = await readXlsx(await bytesOf(supervisor.get('/weekly/2022-W36.xlsx')))
    expect(book.sheets.map(({ name }) => name)).toEqual([
      'Thông tin',
      ...['01', '02', '03', '04', '05', '06', '07', '08'].map((n) => `Biểu ${n}`),
      'DuLieu',
    ])
    const units = book.sheets[1]!.rows
    expect(units[4]!.slice(1, 14)).toEqual(['Tổng cộng', 194, 182, 22, 18, 3, 1, 172, 150, 7, 11, 11, 0])
    const overdue = book.sheets[2]!.rows
    expect(overdue[4]!.slice(1, 8)).toEqual([
      'CK-2022-HSO-05',
      'Xã Hướng Sơn',
      'Rà soát, cấp giấy chứng nhận đất giao khoán rừng',
      new Date('2022-08-25T00:00:00Z'),
      new Date('2022-08-25T00:00:00Z'),
      0,
      13,
    ])
    expect(overdue).toHaveLength(15)
    expect(overdue[3]!.at(-1)).toBe('Ghi chú')
    const moved = overdue.find((row) => row.includes('CK-2022-TNMT-01'))!
    expect(moved.at(-1)).toBe('lùi 62 ngày so với hạn gốc')
    const data = book.sheets.at(-1)!.rows
    expect(data[0]!.slice(-2)).toEqual(['slip_days', 'days_late_before'])
  })
})

describe('freezing', () => {
  test('asks first before the cut-off, then keeps the week for ever, byte for byte', async () => {
    const house = await openDemo()
    const supervisor = house.as('giamsat')
    const asked = await supervisor.post('/weekly/2022-W36/freeze', {})
    expect(await page(asked)).toContain('Chưa đến hạn chốt (17:00, 9/9/2022)')
    expect((await jsonOf(supervisor.get('/weekly/2022-W36.json'))).frozen).toBe(false)

    const html = await house.follow(
      await supervisor.fillIn('/weekly/2022-W36/freeze', {}, { form: '/freeze' }),
    )
    expect(html).toContain('Đã chốt lúc 08:00, 7/9/2022')
    const names = ['.json', '.xlsx', '.csv', '-excel.csv']
    const read = async () =>
      await Promise.all(
        names.map(async (name) => {
          const bytes = await bytesOf(house.as('tinh').get(`/weekly/2022-W36${name}?campaign=HH-2022`))
          return createHash('sha256').update(bytes).digest('hex')
        }),
      )
    const first = await read()

    house.clock.set('2022-09-08T09:00:00+07:00')
    await supervisor.post('/weekly/2022-W36/freeze', { confirm: 'yes' })
    const again = await supervisor.get('/weekly/2022-W36/freeze')
    expect([again.status, again.headers.get('location')]).toEqual([303, '/weekly/2022-W36'])
    await house.add({ updates: [laterRevenue] })
    expect(await read()).toEqual(first)

    const week = await jsonOf(supervisor.get('/weekly/2022-W36.json'))
    const hash = createHash('sha256')
      .update(canonicalize(hashedPart(week))!)
      .digest('hex')
    expect(week).toMatchObject({ frozen: true, frozen_at: '2022-09-07T08:00:00+07:00', hash })
    expect((await verifyChain(house.db.read, house.tenant)).brokenAt).toBeUndefined()
  })

  test('leaves what comes after it to the next summary, but to its own week for the duty to report', async () => {
    const house = await openDemo()
    const supervisor = house.as('giamsat')
    await supervisor.post('/weekly/2022-W36/freeze', { confirm: 'yes' })
    await house.add({
      updates: [{ ...laterRevenue, target: 'CK-2022-BTC-03', value: 95, submitted_by: 'hh-btc' }],
    })
    house.clock.set('2022-09-12T08:00:00+07:00')
    const frozen = await jsonOf(supervisor.get('/weekly/2022-W36.json'))
    const next = await jsonOf(supervisor.get('/weekly/2022-W37.json'))
    const weekOf = (week: Snapshot, unit: string) => week.discipline.units.find((one) => one.unit === unit)
    expect(weekOf(frozen, 'HH-BTC')).toMatchObject({ week: 'pending' })
    expect(weekOf(next, 'HH-BTC')).toMatchObject({ week: 'pending', before: 'on_time' })
    expect(next).toMatchObject({ since: '2022-09-07T08:00:00+07:00', previous_hash: frozen.hash })
    const target = next.targets.find(({ code }) => code === 'CK-2022-BTC-03')
    expect(target).toMatchObject({ value_low: '95', value_low_before: '92' })
  })

  test('chains each week to the one frozen before it', async () => {
    const house = await openHouse({ now: '2022-09-09T18:00:00+07:00' })
    await house.target({ plan: '100' })
    const supervisor = house.as('supervisor')
    await supervisor.post('/weekly/2022-W35/freeze', {})
    const first = await jsonOf(supervisor.get('/weekly/2022-W35.json'))
    await supervisor.post('/weekly/2022-W36/freeze', {})
    const second = await jsonOf(supervisor.get('/weekly/2022-W36.json'))
    expect(first).toMatchObject({ frozen: true, previous_hash: null, until: '2022-09-02T17:00:00+07:00' })
    expect(second).toMatchObject({ frozen: true, previous_hash: first.hash })
    expect(second.before).toMatchObject({ week: '2022-W35', frozen: true, hash: first.hash })

    expect((await supervisor.post('/weekly/2022-W34/freeze', {})).status).toBe(404)
    const list = await page(supervisor.get('/weekly'))
    expect(list).toContain(second.hash!.slice(0, 8))
  })

  test('happens once, however many ask at the same moment', async () => {
    const house = await openHouse({ now: '2022-09-09T18:00:00+07:00' })
    await house.target()
    const answers = await Promise.all(
      ['supervisor', 'supervisor2'].map((who) =>
        house.as(who as 'supervisor').post('/weekly/2022-W36/freeze', { confirm: 'yes' }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    const [one, other] = await Promise.all(
      ['supervisor', 'supervisor2'].map((who) =>
        jsonOf(house.as(who as 'supervisor').get('/weekly/2022-W36.json')),
      ),
    )
    expect(one!.hash).toBe(other!.hash)
  })

  test('of each campaign below are led to by the level above, and nobody is shown one that is not theirs', async () => {
    const house = await openHouse()
    for (const path of ['/weekly', '/reports', '/dashboard', '/desk', '/units']) {
      expect(await page(house.as('province').get(path))).toContain(`href="${path}?campaign=H-2022"`)
      const own = await page(house.as('supervisor').get(path))
      expect([path, own.includes('campaign=T-2022')]).toEqual([path, false])
    }
  })

  test('belongs to the supervisor of the campaign alone; a unit does not even see the weeks', async () => {
    const house = await openHouse({ now: '2022-09-09T18:00:00+07:00' })
    await house.target()
    for (const who of ['head', 'clerk', 'otherHead', 'admin'] as const) {
      expect((await house.as(who).get('/weekly')).status, who).toBe(404)
      expect((await house.as(who).get('/weekly/2022-W36')).status, who).toBe(404)
      expect((await house.as(who).get('/weekly/2022-W36.json')).status, who).toBe(404)
    }
    for (const who of ['head', 'leader', 'inspector', 'districtHead', 'province', 'admin'] as const) {
      const path = '/weekly/2022-W36/freeze?campaign=H-2022'
      expect((await house.as(who).get(path)).status, who).toBe(404)
      expect((await house.as(who).post(path, { confirm: 'yes' })).status, who).toBe(404)
    }
    expect((await jsonOf(house.as('leader').get('/weekly/2022-W36.json'))).frozen).toBe(false)
    const abroad = await house.as('province').get('/weekly/2022-W36?campaign=H-2022')
    expect(await page(abroad)).not.toContain('/weekly/2022-W36/freeze')
    expect((await house.as('supervisor').get('/weekly/2022-W36?campaign=T-2022')).status).toBe(404)
  })
})
