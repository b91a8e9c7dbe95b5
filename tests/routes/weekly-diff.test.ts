import { createHash } from 'node:crypto'
import { readXlsx } from 'hucre'
import { describe, expect, test } from 'vitest'
import type { Snapshot, SnapshotChange } from '../../src/domain/snapshot.ts'
import { campaigns } from '../../src/storage/schema.ts'
import { above, type Door, expectDoors } from '../support/doors.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { words as wordsOf } from '../support/words.ts'

const weekOf = async (house: House, who: string, week: string) =>
  (await (await house.as(who).get(`/weekly/${week}.json`)).json()) as Snapshot

const bookOf = async (answer: Response) => await readXlsx(new Uint8Array(await answer.arrayBuffer()))

/** The rows of Biểu 07, below its title and headings. */
async function changeRows(answer: Response) {
  const book = await bookOf(answer)
  return book.sheets.find(({ name }) => name === 'Biểu 07')!.rows.slice(3)
}

const tally = (changes: Pick<SnapshotChange, 'kind'>[]) => {
  const counts = new Map<string, number>()
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return counts
}

describe('on the screen', () => {
  test('the totals of both weeks, and everything that changed, kind by kind', async () => {
    const house = await openDemo()
    const html = await page(house.as('giamsat').get('/weekly/2022-W36/diff/2022-W35'))
    const text = wordsOf(html)
    expect(html).toContain('<h1>So sánh tuần 36 với tuần 35</h1>')
    expect(text).toContain('Tuần 36 chưa chốt, số liệu tính đến 08:00, 7/9/2022')
    expect(text).toContain('Hoàn thành đúng hạn 16 18 +2')
    expect(text).toContain('Đang thực hiện, quá hạn 9 11 +2')
    expect(text).toContain('Đúng tiến độ 128 130 +2')
    expect(text).toContain('R2) 59,26% 16/27 56,25% 18/32 −3,01 ')
    expect(text).toContain('Tỷ lệ báo cáo đúng hạn 90,7% 39/43 48,8% 21/43 −41,9 ')
    expect(text).toContain('Mới quá hạn (3)')
    expect(text).toContain('Chưa có báo cáo trong tuần (22)')
    expect(text).toContain(
      'Không có: Mở lại; Gia hạn, đổi hạn; Điều chỉnh kế hoạch; Điều chỉnh số liệu đã báo cáo; Chuyển giao, bổ sung, rút khỏi.',
    )
    expect(html).toContain('href="/targets/CK-2022-KTHT-03"')
    expect(html).toContain('href="/weekly/2022-W36/figure/open_overdue"')
    expect(html).toContain('href="/weekly/2022-W35/figure/open_overdue"')
    expect(html).toContain('href="/weekly/2022-W36/figure/reports_before.on_time"')
    expect(html).toContain('href="/weekly/2022-W36/diff/2022-W35.xlsx"')
  })

  test('two weeks far apart say what is different now, fifty at a time', async () => {
    const house = await openDemo()
    const first = wordsOf(await page(house.as('giamsat').get('/weekly/2022-W36/diff/2022-W28')))
    expect(first).toContain('Thay đổi (53)')
    expect(first).toContain('Hoàn thành (19)')
    expect(first).toContain('1–50 trong 53 thay đổi')
    const second = await page(house.as('giamsat').get('/weekly/2022-W36/diff/2022-W28?after=50'))
    expect(wordsOf(second)).toContain('51–53 trong 53 thay đổi')
    expect(second).toContain('href="/weekly/2022-W36/diff/2022-W28"')
    expect(wordsOf(second)).not.toContain('Tổng hợp')
    for (const after of ['x', '-1', '1e9', '53']) {
      const html = await page(house.as('giamsat').get(`/weekly/2022-W36/diff/2022-W28?after=${after}`))
      expect(wordsOf(html), after).toContain('1–50 trong 53 thay đổi')
    }
  })

  test('the form leads to the weeks that were chosen, in whichever order, and keeps the campaign', async () => {
    const house = await openHouse()
    await house.target()
    const visitor = house.as('province')
    const whole = '/weekly/2022-W36/diff/2022-W34?campaign=H-2022'
    expect(await page(visitor.get(whole))).toContain('name="campaign" value="H-2022"')
    for (const asked of [
      '/weekly/diff?from=2022-W34&to=2022-W36&campaign=H-2022',
      '/weekly/diff?from=2022-W36&to=2022-W34&campaign=H-2022',
      '/weekly/2022-W34/diff/2022-W36?campaign=H-2022',
    ]) {
      const answer = await visitor.get(asked)
      expect([answer.status, answer.headers.get('location')], asked).toEqual([303, whole])
    }
    const file = await visitor.get('/weekly/2022-W34/diff/2022-W36.xlsx?campaign=H-2022')
    expect(file.headers.get('location')).toBe('/weekly/2022-W36/diff/2022-W34.xlsx?campaign=H-2022')
  })

  test('one week alone is told kindly, one that is not there not at all', async () => {
    const house = await openHouse()
    await house.target()
    const visitor = house.as('supervisor')
    const same = wordsOf(await page(visitor.get('/weekly/2022-W36/diff/2022-W36')))
    expect(same).toContain('Chọn hai tuần khác nhau để so sánh.')
    const lost = [
      '/weekly/2022-W36/diff/2022-W36.xlsx',
      '/weekly/2022-W37/diff/2022-W36',
      '/weekly/2022-W36/diff/2022-W37',
      '/weekly/2022-W36/diff/2021-W40',
      '/weekly/2022-W36/diff/2022-W99',
      '/weekly/2022-W36/diff/2022-W35.pdf',
      '/weekly/diff',
      '/weekly/diff?from=2022-W35',
      '/weekly/diff?from=x&to=2022-W36',
    ]
    for (const path of lost) expect((await visitor.get(path)).status, path).toBe(404)
  })

  test('speaks English to those who read it', async () => {
    const house = await openDemo()
    const text = wordsOf(await page(house.as('giamsat').get('/weekly/2022-W36/diff/2022-W35?lang=en')))
    expect(text).toContain('Comparison of week 36 with week 35')
    expect(text).toContain('Newly overdue (3)')
  })

  test('opens for those who read the weeks of the campaign', async () => {
    const house = await openHouse()
    await house.target()
    const doors: Door[] = [
      ['/weekly/2022-W36/diff/2022-W35?campaign=H-2022', above],
      ['/weekly/2022-W36/diff/2022-W35.xlsx?campaign=H-2022', above],
      ['/weekly/2022-W35/diff/2022-W36?campaign=H-2022', above, 303],
      ['/weekly/diff?from=2022-W35&to=2022-W36&campaign=H-2022', above, 303],
      ['/weekly/2022-W36/diff/2022-W35?campaign=T-2022', ['province']],
    ]
    await expectDoors(house, doors)
  })
})

describe('as Biểu 07', () => {
  test('is a workbook with a name of its own, in the office’s language', async () => {
    const house = await openDemo()
    const answer = await house.as('giamsat').get('/weekly/2022-W36/diff/2022-W28.xlsx?lang=en')
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="BC-tuan_HH_2022-W36_so_2022-W28.xlsx"',
    )
    const book = await bookOf(answer)
    expect(book.sheets.map(({ name }) => name)).toEqual(['Biểu 07', 'Tổng hợp'])
    const [title, , head, ...rows] = book.sheets[0]!.rows
    expect(title![0]).toBe('Biểu 07. Thay đổi của tuần 36 so với tuần 28')
    expect(head!.slice(0, 7)).toEqual(['Loại', 'Mã', 'Đơn vị', 'Nội dung', 'Trước', 'Sau', 'Lúc'])
    expect(rows).toHaveLength(53)
  })

  test.each([29, 31, 34, 35, 36])(
    'of week %i and the one before it says what the week itself says',
    async (n) => {
      const house = await openDemo()
      const [week, before] = [`2022-W${n}`, `2022-W${n - 1}`]
      const own = await changeRows(await house.as('giamsat').get(`/weekly/${week}.xlsx`))
      const between = await changeRows(await house.as('giamsat').get(`/weekly/${week}/diff/${before}.xlsx`))
      expect(own.length).toBeGreaterThan(5)
      expect(between).toEqual(own)
      const { changes } = await weekOf(house, 'giamsat', week)
      expect(between).toHaveLength(changes.length)
    },
  )
})

describe('how far two weeks may lie apart', () => {
  test('a whole year of a campaign', async () => {
    const house = await openHouse({ now: '2022-12-30T09:00:00+07:00' })
    await house.target()
    const html = await page(house.as('supervisor').get('/weekly/2022-W52/diff/2022-W01'))
    expect(wordsOf(html)).toContain('So sánh tuần 52 với tuần 1')
  })

  test('no farther, and the page says so; weeks of two years are named with theirs', async () => {
    const house = await openHouse()
    await house.target()
    await house.db.tx((tx) => tx.update(campaigns).set({ startOn: '2021-01-01' }))
    const visitor = house.as('supervisor')
    const far = wordsOf(await page(visitor.get('/weekly/2022-W36/diff/2021-W28')))
    expect(far).toContain('So sánh được hai tuần cách nhau dưới 60 tuần.')
    expect((await visitor.get('/weekly/2022-W36/diff/2021-W28.xlsx')).status).toBe(404)
    const near = wordsOf(await page(visitor.get('/weekly/2022-W36/diff/2021-W50')))
    expect(near).toContain('So sánh tuần 36/2022 với tuần 50/2021')
  })
})

/** Reported for August and accepted in week 35; the clock then stands on the Friday of its cut-off. */
async function reported(house: House) {
  const target = await house.target({ plan: '730.223', title: 'Thu ngân sách trên địa bàn' })
  house.clock.set('2022-08-31T09:00:00+07:00')
  const sent = await house
    .as('head')
    .fillIn(
      `/targets/${target.code}/update`,
      { value: '660,191', as_of: '31/8/2022' },
      { button: 'do=submit' },
    )
  const path = sent.headers.get('location')!
  await accept(house, path)
  return { code: target.code, path }
}

async function accept(house: House, path: string) {
  const { status } = await house.as('supervisor').post(`${path}/review`, { decision: 'accept' })
  expect(status).toBe(303)
}

async function correct(house: House, path: string) {
  const typed = { value: '655,2', correction_reason: 'Cộng trùng một khoản thu' }
  const sent = await house.as('head').fillIn(`${path}/correct`, typed, { button: 'do=submit' })
  expect(sent.status).toBe(303)
  house.clock.advance({ minutes: 30 })
  await accept(house, sent.headers.get('location')!)
}

const endings = ['.json', '.xlsx', '.csv', '-excel.csv', '.txt']

/** The page as somebody reads it who has nothing to do there, and every file: the hash of each. */
async function everythingOf(house: House, week: string) {
  const seen: [ending: string, status: number, hash: string][] = []
  for (const ending of ['', ...endings]) {
    const answer = await house.as('inspector').get(`/weekly/${week}${ending}`)
    const hash = createHash('sha256').update(Buffer.from(await answer.arrayBuffer()))
    seen.push([ending, answer.status, hash.digest('hex')])
  }
  expect(seen.map(([ending, status]) => [ending, status])).toEqual(['', ...endings].map((one) => [one, 200]))
  return seen
}

async function expectCorrected(house: House, code: string) {
  const week = await weekOf(house, 'inspector', '2022-W36')
  const corrected = week.changes.filter(({ kind }) => kind === 'figure_corrected')
  expect(corrected).toMatchObject([
    { code, before: '660.191', after: '655.200', reason: 'Cộng trùng một khoản thu', as_of: '2022-08-31' },
  ])
  const text = wordsOf(await page(house.as('inspector').get('/weekly/2022-W36')))
  expect(text).toMatch(/VIII\. .*660,191.*655,2.*Cộng trùng một khoản thu/)
  const rows = await changeRows(await house.as('inspector').get('/weekly/2022-W36.xlsx'))
  expect(rows).toContainEqual([
    'Điều chỉnh số liệu đã báo cáo',
    code,
    'Xã Tân Liên',
    'Thu ngân sách trên địa bàn',
    '660,191\u00a0tỷ đồng',
    '655,2\u00a0tỷ đồng',
    expect.any(Date),
    'số liệu đến ngày 31/8/2022; lý do: Cộng trùng một khoản thu',
  ])
  const between = wordsOf(await page(house.as('inspector').get('/weekly/2022-W36/diff/2022-W35')))
  expect(between).toMatch(/Điều chỉnh số liệu đã báo cáo \(1\).*660,191.*655,2.*Cộng trùng một khoản thu/)
}

describe('a figure corrected after its week was frozen', () => {
  test.each([
    ['in the week after', '2022-09-06T09:00:00+07:00'],
    ['after the cut-off, before Sunday', '2022-09-03T10:00:00+07:00'],
  ])('%s leaves that week as it was and stands in the next one, with the reason', async (_, when) => {
    const house = await openHouse()
    const { code, path } = await reported(house)
    house.clock.set('2022-09-02T17:00:00+07:00')
    expect((await house.as('supervisor').post('/weekly/2022-W35/freeze', { confirm: 'yes' })).status).toBe(
      303,
    )
    house.clock.set('2022-09-07T08:00:00+07:00')
    const frozen = await everythingOf(house, '2022-W35')

    house.clock.set(when)
    await correct(house, path)

    house.clock.set('2022-09-07T08:00:00+07:00')
    expect(await everythingOf(house, '2022-W35')).toEqual(frozen)
    await expectCorrected(house, code)
    const week = await weekOf(house, 'inspector', '2022-W35')
    expect(tally(week.changes).get('figure_corrected')).toBeUndefined()
    expect(week.targets.find((one) => one.code === code)).toMatchObject({ value_low: '660.191' })
  })

  test('the same holds while nobody has frozen it: its cut-off has passed', async () => {
    const house = await openHouse()
    const { code, path } = await reported(house)
    house.clock.set('2022-09-03T10:00:00+07:00')
    await correct(house, path)
    house.clock.set('2022-09-07T08:00:00+07:00')
    const week = await weekOf(house, 'inspector', '2022-W35')
    expect(week.targets.find((one) => one.code === code)).toMatchObject({ value_low: '660.191' })
    await expectCorrected(house, code)
  })
})
