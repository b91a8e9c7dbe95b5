import { and, eq } from 'drizzle-orm'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { importFiles } from '../../src/domain/import.ts'
import { importColumns } from '../../src/domain/import-columns.ts'
import { openBundle } from '../../src/imports/bundle.ts'
import { readImport } from '../../src/imports/read-import.ts'
import { rowReaders } from '../../src/imports/rows.ts'
import { errandsOf } from '../../src/press/errands.ts'
import { auditEvents, importBatches, posts, targets, units, updates } from '../../src/storage/schema.ts'
import { engineName } from '../support/database.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { cell, rowsOf, workbook } from '../support/workbook.ts'

vi.setConfig({ testTimeout: 60_000 })

const HEAD = ['target', 'as_of', 'value', 'progress', 'submitted_by', 'submitted_at']
const report = (code: string, value: string | { xml: string }, asOf = '31/8/2022') => [
  ...[code, asOf, value, 'in_progress', 'head', '1/9/2022 16:05'],
]

const bookFile = (rows: string, name = 'báo cáo.xlsx') =>
  new File([new Uint8Array(workbook({ sheets: { 'Cập nhật tiến độ': rows } }))], name)
const csvFile = (name: string, ...lines: string[]) => new File([`${lines.join('\n')}\n`], name)

/** Brings files as the form does and gives the address of the preview. */
async function bring(house: House, ...files: File[]): Promise<string> {
  const answer = await house.as('admin').fillIn('/admin/import', {}, { files: { files } })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!
}

const htmlOf = async (house: House, path: string) => await page(await house.as('admin').get(path))
const countUpdates = async (house: House) =>
  (await house.db.read.select({ id: updates.id }).from(updates)).length
const batchesOf = (house: House) => house.db.read.select().from(importBatches)
const importsIn = async (house: House) =>
  await house.db.read
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.tenant, house.tenant), eq(auditEvents.deed, 'import')))
    .orderBy(auditEvents.seq)

test('an administrator looks at a workbook, answers for a number, confirms it, and it is there once', async () => {
  const house = await openHouse()
  const { code } = await house.target({ plan: '730.223' })
  const before = (await importsIn(house)).length
  const path = await bring(house, bookFile(rowsOf(HEAD, report(code, '660.191'))))
  const asked = await htmlOf(house, path)
  expect(asked).toContain('1 số có thể hiểu hai cách')
  expect(asked).toMatch(/>\s*660\.191\s*</)
  expect(asked).toMatch(/>\s*660,191\s*</)
  expect(asked).not.toContain('Nhập 1 dòng')
  const admin = house.as('admin')
  const chosen = await admin.fillIn(path, { 'n:updates:2:value': 'en' }, { form: '/numbers' })
  expect(await house.follow(chosen)).toContain('Nhập 1 dòng')
  expect(await countUpdates(house)).toBe(0)

  const done = await admin.fillIn(path, {}, { form: '/confirm' })
  expect(await house.follow(done)).toContain('Đã nhập xong')
  const [update] = await house.db.read.select().from(updates)
  expect(update).toMatchObject({ valueLow: 660191, asOf: '2022-08-31', state: 'submitted' })
  const events = await importsIn(house)
  expect(events).toHaveLength(before + 1)
  expect(events.at(-1)).toMatchObject({ actor: 'admin' })
  expect(events.at(-1)!.detail).toMatchObject({ counts: { updates: { fresh: 1, changed: 0, same: 0 } } })
  const [batch] = await batchesOf(house)
  expect([batch!.state, batch!.bytes.length, batch!.rows]).toEqual(['done', 0, { updates: 1 }])
  for (const deed of ['confirm', 'numbers', 'discard'] as const) {
    const again = await admin.post(`${path}/${deed}`, { version: String(batch!.version), digest: 'x' })
    expect([deed, again.status]).toEqual([deed, 303])
  }
  expect([await countUpdates(house), (await importsIn(house)).length]).toEqual([1, before + 1])
})

test('a form sent twice brings and writes once', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const fields = { id: '018f0000-0000-7000-8000-000000000001' }
  const files = { files: csvFile('calendar.csv', 'day,kind,name', '2022-12-24,holiday,Nghỉ') }
  for (let n = 0; n < 2; n += 1)
    expect((await admin.post('/admin/import', fields, { files })).status).toBe(303)
  expect(await batchesOf(house)).toHaveLength(1)
  const path = `/admin/import/${fields.id}`
  const digest = /name="digest" value="([^"]*)"/.exec(await htmlOf(house, path))![1]!
  const confirm = () => admin.post(`${path}/confirm`, { version: '1', digest })
  const answers = await Promise.all([confirm(), confirm()])
  for (const answer of answers) expect([303, 409]).toContain(answer.status)
  expect((await importsIn(house)).filter(({ actor }) => actor === 'admin')).toHaveLength(1)
})

test('every faulty row is told with its place and why, in both languages, and listed as a file', async () => {
  const house = await openHouse()
  const { code } = await house.target()
  const rows = rowsOf(HEAD, report('X-9', cell('1')), report(code, 'mười lăm', '31/9/2022'))
  const path = await bring(house, bookFile(rows))
  const shown = await htmlOf(house, path)
  expect(shown).toContain('3 chỗ cần sửa')
  expect(shown).toContain('Mã này chưa có trong sổ, cũng không có trong tệp. Sửa mã')
  expect(shown).toContain('31/9/2022')
  expect(shown).not.toContain('/confirm"')
  expect(await htmlOf(house, `${path}?lang=en`)).toContain('Not a number.')
  const csv = await (await house.as('admin').get(`${path}/faults.csv`)).text()
  expect(csv.split('\r\n')).toHaveLength(5)
  const { version } = (await batchesOf(house))[0]!
  const forced = await house
    .as('admin')
    .post(`${path}/confirm`, { version: String(version), digest: 'f'.repeat(64) })
  expect([forced.status, await countUpdates(house)]).toEqual([409, 0])
})

test('many faults are paged', async () => {
  const house = await openHouse()
  const rows = Array.from({ length: 60 }, (_, n) => `2022-02-30,holiday,${n}`)
  const path = await bring(house, csvFile('calendar.csv', 'day,kind,name', ...rows))
  const first = await htmlOf(house, path)
  expect(first.match(/2022-02-30/g)).toHaveLength(50)
  expect(first).toContain('?from=50')
  expect((await htmlOf(house, `${path}?from=50`)).match(/2022-02-30/g)).toHaveLength(10)
})

test('what has changed since is looked at again before it is written', async () => {
  const house = await openHouse()
  const [unit] = await house.db.read.select().from(units).where(eq(units.code, 'H-A'))
  const line = `H-A,Xã Tân Liên mới,${unit!.shortName},${unit!.kind},${unit!.sortOrder}`
  const path = await bring(house, csvFile('units.csv', 'code,name,short_name,kind,sort_order', line))
  const shown = await htmlOf(house, path)
  expect(shown).toContain('1 dòng sẽ thay đổi')
  const digest = /name="digest" value="([^"]*)"/.exec(shown)![1]!
  await house.db.tx((tx) => tx.update(units).set({ name: 'Tên khác' }).where(eq(units.code, 'H-A')))
  const late = await house.as('admin').post(`${path}/confirm`, { version: '1', digest })
  expect(late.status).toBe(409)
  expect(await page(late)).toContain('đã thay đổi sau khi bạn xem trước')
  expect((await house.db.read.select().from(units).where(eq(units.code, 'H-A')))[0]!.name).toBe('Tên khác')
  await house.follow(await house.as('admin').fillIn(path, {}, { form: '/confirm' }))
  const [now] = await house.db.read.select().from(units).where(eq(units.code, 'H-A'))
  expect([now!.name, now!.parentId]).toEqual(['Xã Tân Liên mới', unit!.parentId])
})

test('what cannot be read is said at the form; what was brought is discarded, or gone after a day', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  for (const [file, words] of [
    [new File([new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1])], 'cũ.xls'), 'kiểu cũ'],
    [csvFile('ghi-chu.csv', 'a'), 'Không tìm thấy trang tính'],
    [new File([], 'trống.csv'), 'trống'],
  ] as const) {
    const answer = await admin.fillIn('/admin/import', {}, { files: { files: file } })
    expect(answer.status).toBe(422)
    expect(await page(answer)).toContain(words)
  }
  expect(await page(await admin.fillIn('/admin/import', {}))).toContain('Chọn ít nhất một tệp')
  const file = () => csvFile('calendar.csv', 'day,kind,name', '2022-12-24,holiday,Nghỉ')
  const path = await bring(house, file())
  const gone = await house.follow(await admin.fillIn(path, {}, { form: '/discard' }))
  expect(gone).toContain('Đã bỏ lần nhập')
  await bring(house, file())
  house.clock.advance({ days: 1, minutes: 1 })
  await bring(house, file())
  expect(await batchesOf(house)).toHaveLength(1)
})

const CHANGED = 'code,commitment,group,sort_order,title,origin,kind,start_on,due_on'
const changedRow = (code: string) => `${code},CK-H-A,1,1,Tên đã sửa,registered,number,2022-01-01,2022-11-30`

test('what would change what is signed is told, and written only when somebody ticks that it may', async () => {
  const house = await openHouse()
  const { code } = await house.target()
  const path = await bring(house, csvFile('targets.csv', CHANGED, changedRow(code)))
  const shown = await htmlOf(house, path)
  expect(shown).toContain('1 dòng đổi nội dung đã ký')
  const title = async () => (await house.db.read.select().from(targets))[0]!.title
  const unticked = await house.as('admin').fillIn(path, {}, { form: '/confirm' })
  expect(unticked.status).toBe(422)
  expect(await page(unticked)).toContain('Hãy đánh dấu đồng ý')
  expect(await title()).not.toBe('Tên đã sửa')
  const done = await house.as('admin').fillIn(path, { signed: 'yes' }, { form: '/confirm' })
  expect(await house.follow(done)).toContain('Đã nhập xong')
  expect(await title()).toBe('Tên đã sửa')
  expect((await importsIn(house)).at(-1)!.detail).toMatchObject({ signed: 1 })
  const again = await bring(house, csvFile('targets.csv', CHANGED, changedRow(code)))
  expect(await htmlOf(house, again)).toContain('Không có gì mới')
})

test.each([
  ['today', '2022-09-01'],
  ['one day', '2022-12-31'],
])('the last administrator loses the post by no file, %s', async (_, end) => {
  const house = await openHouse()
  const header = 'username,unit,role,post_title,to_on'
  const path = await bring(house, csvFile('users.csv', header, `admin,H,admin,Quản trị hệ thống,${end}`))
  const refused = await house.as('admin').fillIn(path, {}, { form: '/confirm' })
  expect(refused.status).toBe(409)
  expect(await page(refused)).toContain('quản trị viên cuối cùng')
  expect((await house.as('admin').get('/admin/import')).status).toBe(200)
  const [post] = await house.db.read.select().from(posts).where(eq(posts.role, 'admin'))
  expect(post!.toOn).toBeNull()
})

test('a workbook comes alone', async () => {
  const house = await openHouse()
  const { code } = await house.target()
  const files = [
    csvFile('calendar.csv', 'day,kind,name', '2022-12-24,holiday,Nghỉ'),
    bookFile(rowsOf(HEAD, report(code, cell('1'))), 'sổ.xlsx'),
  ]
  const answer = await house.as('admin').fillIn('/admin/import', {}, { files: { files } })
  expect(answer.status).toBe(422)
  expect(await page(answer)).toContain('“sổ.xlsx” phải tải lên một mình')
  expect(await batchesOf(house)).toEqual([])
})

test('the template is understood as it is, and nothing of it is imported', async () => {
  const house = await openHouse()
  for (const language of ['vi', 'en']) {
    const answer = await house.as('admin').get(`/admin/import/template.xlsx?lang=${language}`)
    const bundle = await openBundle([{ name: 'a.xlsx', bytes: new Uint8Array(await answer.arrayBuffer()) }])
    expect([bundle.tables.map(({ file }) => file), bundle.unused]).toEqual([[...importFiles], []])
    const none = {
      units: new Map(),
      users: new Set(),
      campaigns: new Set(),
      commitments: new Set(),
      targets: new Map(),
    }
    const found = await readImport(bundle, none as never, { zone: house.zone })
    expect([found.problems, Object.values(found.data).flat()]).toEqual([[], []])
  }
})

test.each(importFiles)('the columns of %s are read as they are written', (file) => {
  const shape = rowReaders[file].shape as Record<string, { safeParse(cell: unknown): { success: boolean } }>
  expect(importColumns[file].map(({ name }) => name).sort()).toEqual(Object.keys(shape).sort())
  for (const { name, required } of importColumns[file]) {
    expect([name, shape[name]!.safeParse(undefined).success]).toEqual([name, !required])
  }
})

test('what the house holds is taken out as files and as a workbook, and noted', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  expect(await page(await admin.get('/admin/export'))).toContain('Tải các tệp CSV')
  for (const name of ['files.zip', 'files.xlsx']) {
    const answer = await admin.post(`/admin/export/${name}`, {})
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const path = await bring(house, new File([bytes], name))
    expect(await htmlOf(house, path)).toContain('Không có gì mới')
  }
  const events = await house.db.read
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.deed, 'export.files'))
    .orderBy(auditEvents.seq)
  expect(events.map(({ detail }) => (detail as { format: string }).format)).toEqual(['csv', 'xlsx'])
})

describe.runIf(engineName === 'sqlite')('a long file', () => {
  test('is read and written beside the server while its page waits', async () => {
    const house = await openHouse({ env: { APART_FROM: '0' } })
    onTestFinished(() => errandsOf(house.config).stop())
    const { code } = await house.target({ plan: '730.223' })
    const path = await bring(house, bookFile(rowsOf(HEAD, report(code, cell('660.191')))))
    const wait = async () => {
      for (;;) {
        const answer = await house.as('admin').get(path)
        if (!answer.headers.has('refresh')) return answer
        await page(answer)
        await new Promise((next) => setTimeout(next, 100))
      }
    }
    const html = await page(await wait())
    expect(html).toContain('Nhập 1 dòng')
    const digest = /name="digest" value="([^"]*)"/.exec(html)![1]!
    const fields = { version: '1', digest }
    for (let n = 0; n < 2; n += 1) {
      expect((await house.as('admin').post(`${path}/confirm`, fields)).status).toBe(303)
    }
    const last = await wait()
    const told = last.status === 303 ? await house.follow(last) : await page(last)
    expect(told).toContain('Đã nhập xong')
    expect(await countUpdates(house)).toBe(1)
  })
})
