import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { record } from '../../src/storage/audit.ts'
import { newId } from '../../src/storage/ids.ts'
import { auditEvents, posts } from '../../src/storage/schema.ts'
import { report } from '../support/furnished.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

const admin = (house: House) => house.as('admin')

async function note(house: House, deed: string, more: Partial<Parameters<typeof record>[1]> = {}) {
  const event = { at: house.clock.now(), actorId: null, actor: 'tests', subjectKind: 'tenant', subject: 'x' }
  await house.db.tx((tx) => record(tx, { tenant: house.tenant, ...event, detail: {}, deed, ...more }))
}

test('the log tells who did what when, to which target, in words and figures', async () => {
  const house = await openHouse()
  const { code } = await house.target({ title: 'Thu ngân sách', unit: 'H-A' })
  house.clock.advance({ minutes: 5 })
  await report(house, 'head', code)
  const html = await page(admin(house).get('/admin/audit'))
  expect(html).toContain('6/9/2022 09:05:00')
  expect(html).toContain('Chủ tịch UBND xã')
  expect(html).toContain('Gửi báo cáo')
  expect(html).toContain('Thu ngân sách · Xã Tân Liên')
  expect(html).toMatch(/50\s(&nbsp;)?tỷ đồng/u)
  expect(html).toContain('31/8/2022')
  // An administrator's post alone opens no page of the business.
  expect(html).not.toContain(`href="/targets/`)
  const english = await page(admin(house).get('/admin/audit?lang=en'))
  expect(english).toContain('Sent a report')
})

test('what stood before and after is shown side by side, escaped and folded where it is long', async () => {
  const house = await openHouse()
  await note(house, 'settings.letterhead', {
    detail: { before: { place: 'Khe Sanh' }, after: { place: '<b>Lao Bảo</b>', number: 'Số …' } },
  })
  await note(house, 'lạ.hoắc', { detail: { text: 'dài '.repeat(100) } })
  const html = await page(admin(house).get('/admin/audit'))
  expect(html).toContain('Khe Sanh')
  expect(html).toContain('&lt;b&gt;Lao Bảo&lt;/b&gt;')
  expect(html).toContain('lạ.hoắc')
  expect(html).toContain('Xem toàn văn (400 ký tự)')
})

test('files brought for an import are called by their name', async () => {
  const house = await openHouse()
  const about = { subjectKind: 'import', subject: newId() }
  await note(house, 'import.brought', { ...about, detail: { before: null, after: { name: 'a.xlsx' } } })
  await note(house, 'import.discarded', { ...about, detail: { before: { name: 'b.csv' }, after: null } })
  const html = await page(admin(house).get('/admin/audit'))
  for (const name of ['a.xlsx', 'b.csv']) expect(html).toContain(`<div class="chg">${name}<p`)
})

test('a week is called by its number, and a long text breaks between words', async () => {
  const house = await openHouse()
  const files = ['xlsx', 'csv'].map((format) => ({ format, hash: '0123456789abcdef'.repeat(4) }))
  const about = { subjectKind: 'week', subject: 'H-2022/2022-W35' }
  await note(house, 'freeze', { ...about, detail: { files } })
  const html = await page(admin(house).get('/admin/audit'))
  expect(html).toContain('H-2022, tuần 35 năm 2022')
  expect(html).toMatch(/<summary>XLSX: SHA-256 [0-9a-f]{64}…/)
})

const cases: [string, string, string[]][] = [
  ['by words of the subject or the detail, with accents or without', 'q=xa+tan+lien', ['b', 'c']],
  ['by a word with accents', `q=${encodeURIComponent('TÂN LIÊN')}`, ['b', 'c']],
  ['by a letter that has a stroke', 'q=do', ['e']],
  ['wherever the tone stands', `q=${encodeURIComponent('Hoá')}`, ['e']],
  ['by a word in quotes', `q=${encodeURIComponent('"tốt"')}`, ['e']],
  ['with signs taken literally', 'q=100%25', ['d']],
  ['by a group of deeds', 'group=accounts', ['login']],
  ['by one user name', 'who=leader', ['login']],
  ['by part of a unit', 'who=huong+hoa&group=accounts', ['login']],
  ['from a day on', 'from=8%2F9%2F2022', ['late']],
  ['up to a day', 'to=5%2F9%2F2022', ['early']],
  ['one record alone', 'kind=unit&subject=H-A', ['b']],
  ['nothing', 'q=khong-co-gi', []],
]

test.each(cases)('it is filtered %s', async (_, query, expected) => {
  const house = await openHouse()
  const leader = await house.actor('leader')
  const now = house.clock.now()
  const day = 86_400_000
  await house.db.tx((tx) => tx.delete(auditEvents))
  const events: [string, Partial<Parameters<typeof record>[1]>][] = [
    ['early', { at: now - 2 * day }],
    ['a', {}],
    ['b', { subjectKind: 'unit', subject: 'H-A', detail: { code: 'xa tan lien' } }],
    ['c', { detail: { name: 'Xã Tân Liên' } }],
    ['d', { detail: { text: '100%' } }],
    ['e', { detail: { text: 'Đỗ, Hướng Hóa "tốt"' } }],
    ['login', { actorId: leader.userId, actor: 'leader', deed: 'login' }],
    ['late', { at: now + 2 * day }],
  ]
  for (const [deed, more] of events) await note(house, deed, more)
  const csv = await (await admin(house).get(`/admin/audit/export?${query}`)).text()
  const rows = csv.trim().split('\r\n').slice(1)
  expect(rows.map((row) => row.split(';')[4])).toEqual(expected)
  const html = await page(admin(house).get(`/admin/audit?${query}`))
  expect((html.match(/<p class="sub">Dòng/g) ?? []).length).toBe(expected.length)
})

test('a day that is none says so, and asks for nothing', async () => {
  const house = await openHouse()
  const html = await page(admin(house).get('/admin/audit?from=31/2/2022&before=9e99&group=x&kind=unit'))
  expect(html).toContain('Chưa đọc được ngày này')
  expect(html).toContain('value="31/2/2022"')
  expect(html).toContain('Nhập dữ liệu')
})

test('fifty a page, by their number, with the filters kept', async () => {
  const house = await openHouse()
  for (let n = 0; n < 120; n++) await note(house, `deed.${n}`)
  let path: string | undefined = '/admin/audit?q=x'
  const seen: string[] = []
  for (let pages = 0; path; pages++) {
    expect(pages).toBeLessThan(4)
    const html: string = await page(admin(house).get(path))
    seen.push(...[...html.matchAll(/deed\.(\d+)/g)].map(([, n]) => n!))
    path = /href="([^"]*before[^"]*)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    if (path) expect(path).toContain('q=x')
  }
  expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => String(119 - n)))
  const piece = await page(admin(house).htmx.get('/admin/audit?q=x'))
  expect(piece).toMatch(/^<div id="log">/)
})

test('the end of the chain is always shown, and a check says whether all of it holds', async () => {
  const house = await openHouse()
  await note(house, 'a')
  await note(house, 'b')
  const before = await page(admin(house).get('/admin/audit'))
  expect(before).toContain('Dòng cuối: số 3')
  expect(before).toMatch(/<span class="code hash">[0-9a-f]{64}<\/span>/)
  const answer = await admin(house).get('/admin/audit?q=a&verify=1')
  expect(await page(answer)).toContain('Chuỗi hợp lệ đến 09:00, 6/9/2022: 3 dòng')
  await house.db.tx((tx) =>
    tx
      .update(auditEvents)
      .set({ deed: 'other' })
      .where(and(eq(auditEvents.tenant, house.tenant), eq(auditEvents.seq, 2))),
  )
  const [one, two] = await Promise.all([1, 2].map(() => page(admin(house).get('/admin/audit?verify=1'))))
  expect(one).toContain('Chuỗi sai từ dòng số 2')
  expect(two).toContain('Chuỗi sai từ dòng số 2')
})

test('the export runs no formula and holds every event of the filter', async () => {
  const house = await openHouse()
  await note(house, '=cmd|calc', { subject: '+1', detail: { text: 'a;"b"\nc' } })
  const answer = await admin(house).get('/admin/audit/export')
  expect(answer.headers.get('content-disposition')).toContain('nhat-ky-2022-09-06.csv')
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const csv = new TextDecoder().decode(bytes)
  expect(csv).toContain(`;'=cmd|calc;`)
  expect(csv).toContain(`;'+1;`)
  expect(csv).not.toMatch(/(^|;)[=+@]/m)
  expect(csv.trim().split('\r\n')).toHaveLength(3)
})

test('what a deed did is told, though it be the name of what it was done to', async () => {
  const house = await openHouse()
  const about = { subjectKind: 'reminder', subject: newId() }
  await note(house, 'reminder.numbered', { ...about, detail: { number: '45-CV/VPHU', on: '2022-09-06' } })
  await note(house, 'unit.added', {
    ...{ subjectKind: 'unit', subject: 'H-C' },
    detail: { before: null, after: { code: 'H-C', name: 'Xã Húc' } },
  })
  const html = await page(admin(house).get('/admin/audit'))
  expect(html).toContain('<ins><span class="pre">45-CV/VPHU</span></ins>')
  expect(html).toContain('<ins><span class="pre">H-C</span></ins>')
})

test('a subject leads to its page for whoever may open it', async () => {
  const house = await openHouse()
  const { code } = await house.target()
  await note(house, 'target.edited', { subjectKind: 'target', subject: code })
  await note(house, 'campaign.edited', { subjectKind: 'campaign', subject: 'H-2022' })
  await note(house, 'settings.letterhead', { subjectKind: 'setting', subject: 'letterhead.H' })
  const html = await page(admin(house).get('/admin/audit'))
  expect(html).toContain('href="/admin/settings?unit=H"')
  expect(html).toContain('href="/admin/campaigns/H-2022"')
  expect(html).not.toContain(`href="/targets/${code}"`)
  const actor = await house.actor('supervisor')
  const post = { tenant: house.tenant, id: newId(), userId: actor.userId, unitId: actor.posts[0]!.unitId }
  await house.db.tx((tx) => tx.insert(posts).values({ ...post, role: 'admin', title: 'Quản trị' }))
  expect(await page(house.as('supervisor').get('/admin/audit'))).toContain(`href="/targets/${code}"`)
})
