import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvents, calendarDays, targets } from '../../src/storage/schema.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

const HOME = '/admin/calendar'

const stored = async (house: House) =>
  (await house.db.read.select().from(calendarDays))
    .map(({ day, kind, name }) => `${day} ${kind} ${name}`)
    .sort()

test('days are added one by one, as a range and as lines; the page says which due day moves', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const empty = await page(admin.get(`${HOME}?year=2022`))
  expect(empty).toContain('chưa ghi ngày nghỉ nào')
  const range = { from: '1/9/2022', to: '2/9/2022', name: 'Quốc khánh', kind: 'holiday' }
  for (const _ of [1, 2]) {
    const html = await house.follow(await admin.post(HOME, range))
    expect(html).toContain('tuần 35: hạn nộp thứ Tư 31/8')
  }
  const lines = '30/4/2026 Ngày Chiến thắng\n\n16/2 – 18/2/2026: Tết Nguyên đán\n2026-05-01\tQuốc tế Lao động'
  expect((await admin.post(`${HOME}/lines`, { lines, lines_kind: 'holiday' })).status).toBe(303)
  expect(
    (await admin.post(`${HOME}/lines`, { lines: '26/9/2026 Làm bù', lines_kind: 'working' })).status,
  ).toBe(303)
  expect(await stored(house)).toEqual([
    '2022-09-01 holiday Quốc khánh',
    '2022-09-02 holiday Quốc khánh',
    '2026-02-16 holiday Tết Nguyên đán',
    '2026-02-17 holiday Tết Nguyên đán',
    '2026-02-18 holiday Tết Nguyên đán',
    '2026-04-30 holiday Ngày Chiến thắng',
    '2026-05-01 holiday Quốc tế Lao động',
    '2026-09-26 working Làm bù',
  ])
  const gone = await admin.post(`${HOME}/remove`, { year: '2026', day: ['2026-04-30', '2026-05-01'] })
  expect(await house.follow(gone)).not.toContain('>Ngày Chiến thắng<')
  expect((await admin.post(`${HOME}/remove`, { year: '2026', day: '2026-04-30' })).status).toBe(303)
  const events = await house.db.read
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.deed, 'calendar.removed'))
  expect(events).toHaveLength(1)
})

test('what cannot be read comes back with its line, and nothing is entered', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  await admin.post(HOME, { from: '2/9/2022', name: 'Quốc khánh', kind: 'holiday' })
  const before = await stored(house)
  const cases: [path: string, fields: Record<string, string>, words: string][] = [
    [
      '/lines',
      { lines: '1/5/2026 Lễ\n31/2/2026 Không có', lines_kind: 'holiday' },
      'Dòng 2: không đọc được ngày',
    ],
    ['/lines', { lines: '1/5/2026', lines_kind: 'holiday' }, 'Dòng 1: thiếu tên'],
    ['/lines', { lines: '5/5/2026 – 1/5/2026 Lễ', lines_kind: 'holiday' }, 'Dòng 1: ngày cuối'],
    ['/lines', { lines: '1/5/2026 Lễ\n1/5/2026 Lễ', lines_kind: 'holiday' }, 'ghi hai lần'],
    ['/lines', { lines: '25/9/2026 Làm bù', lines_kind: 'working' }, 'thứ Bảy hoặc Chủ nhật'],
    ['', { from: '2/9/2022', name: 'Tên khác', kind: 'holiday' }, 'đã ghi là “Quốc khánh”'],
    ['', { from: '', name: 'x' }, 'ít nhất một ngày'],
  ]
  for (const [path, fields, words] of cases) {
    const answer = await admin.post(`${HOME}${path}`, fields)
    const html = await page(answer)
    expect([answer.status, html]).toEqual([422, expect.stringContaining(words)])
    if (fields.lines) expect(html).toContain(fields.lines.split('\n')[0])
  }
  expect(await stored(house)).toEqual(before)
})

test('a new day off moves the grace of what was returned just before', async () => {
  const house = await openHouse()
  const target = await house.target({ due_on: '2022-08-31', start_on: '2022-01-01' })
  house.clock.set('2022-08-31T09:00:00+07:00')
  const fields = {
    value: '100',
    as_of: '31/8/2022',
    progress: 'done',
    completed_on: '31/8/2022',
    results: 'x',
  }
  const sent = await house
    .as('head')
    .fillIn(`/targets/${target.code}/update`, fields, { button: 'do=submit' })
  house.clock.set('2022-09-06T09:00:00+07:00')
  const review = { decision: 'return', comment: 'Thiếu biên bản' }
  const done = await house.as('supervisor').post(`${sent.headers.get('location')}/review`, review)
  expect(done.status).toBe(303)
  const until = async () =>
    (
      await house.db.read
        .select()
        .from(targets)
        .where(and(eq(targets.id, target.id)))
    )[0]!.supplementUntil
  expect(await until()).toBe('2022-09-09')
  await house.as('admin').post(HOME, { from: '8/9/2022', name: 'Nghỉ đột xuất', kind: 'holiday' })
  expect(await until()).toBe('2022-09-12')
  await house.as('admin').post(`${HOME}/remove`, { year: '2022', day: '2022-09-08' })
  expect(await until()).toBe('2022-09-09')
})
