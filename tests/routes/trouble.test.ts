import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { expect, onTestFinished, test } from 'vitest'
import type { Writer } from '../../src/storage/client.ts'
import { updates } from '../../src/storage/schema.ts'
import { engineName } from '../support/database.ts'
import { formOn } from '../support/forms.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import type { Visitor } from '../support/visitor.ts'
import { WORLD_PASSWORD } from '../support/world.ts'

const onSqlite = test.runIf(engineName === 'sqlite')

const DIFFICULTIES = 'Thời tiết mưa <lũ> kéo dài & "đường" vào xã chia cắt.\nDòng hai.'
const typed = { value: '40', as_of: '31/8/2022', difficulties: DIFFICULTIES }
const submit = { button: 'do=submit' }

/** The database fails with the code of a driver until the function returned is called. */
function breakWrites({ db }: House, code: string): () => void {
  const { tx } = db
  db.tx = async () => {
    const cause = Object.assign(new Error('the driver says so'), { code })
    throw new Error('Failed query: insert into updates … params: a secret', { cause })
  }
  return () => {
    db.tx = tx
  }
}

const countUpdates = async (house: House) =>
  (await house.db.read.select({ id: updates.id }).from(updates)).length

/** A visitor whose session is there before trouble begins. */
async function signedIn(house: House, path = '/account'): Promise<Visitor> {
  const visitor = house.as('head')
  expect((await visitor.get(path)).status).toBe(200)
  return visitor
}

/** Sends the form that a page of trouble holds. */
async function sendAgain(house: House, html: string, who = 'head'): Promise<Response> {
  const form = formOn(html, 'the page of trouble')
  return await house.as(who).post(form.action, form.fields)
}

const cases = [
  ['SQLITE_BUSY', 503, 'Hệ thống đang bận', 'The system is busy'],
  ['SQLITE_FULL', 507, 'Tạm thời chưa ghi được', ''],
  ['ENOSPC', 507, 'Tạm thời chưa ghi được', ''],
  ['SQLITE_ERROR', 500, 'Hệ thống đang gặp lỗi', ''],
] as const

test.each(cases)('%s: what was typed is kept in a form that counts once', async (code, status, title) => {
  const house = await openHouse()
  const target = await house.target()
  const head = await signedIn(house)
  const mend = breakWrites(house, code)
  const answer = await head.fillIn(`/targets/${target.code}/update`, typed, submit)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('retry-after')).toBe(status === 503 ? '5' : null)
  const html = await page(answer)
  expect(html).toContain(title)
  expect(html).not.toMatch(/Failed query|a secret|driver/)
  expect(formOn(html, 'again').fields.difficulties).toEqual([DIFFICULTIES])
  expect(formOn(html, 'again').action).toBe(`/targets/${target.code}/updates`)
  house.errors.length = 0

  mend()
  expect(await countUpdates(house)).toBe(0)
  const first = await sendAgain(house, html)
  const second = await sendAgain(house, html)
  expect(first.status).toBe(303)
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  expect(await countUpdates(house)).toBe(1)
})

test('a page of trouble speaks the language of its reader', async () => {
  const house = await openHouse()
  const target = await house.target()
  const head = await signedIn(house)
  await head.post('/account/language', { language: 'en' })
  breakWrites(house, 'SQLITE_BUSY')
  const html = await page(head.fillIn(`/targets/${target.code}/update`, typed, submit))
  expect(html).toContain('<html lang="en"')
  expect(html).not.toContain('Hệ thống')
})

test('a form with files keeps its text and says that files must be chosen again', async () => {
  const house = await openHouse()
  const target = await house.target()
  const head = await signedIn(house)
  breakWrites(house, 'SQLITE_BUSY')
  const files = { evidence: new File(['%PDF-1.4 minh chứng'], 'bc.pdf') }
  const html = await page(head.fillIn(`/targets/${target.code}/update`, typed, { ...submit, files }))
  expect(formOn(html, 'again').fields.difficulties).toEqual([DIFFICULTIES])
  expect(html).toContain('Tệp đính kèm phải chọn lại')
})

test('passwords are never repeated, and what was kept over a sign-in goes where it was meant for', async () => {
  const house = await openHouse()
  const target = await house.target()
  const action = `/targets/${target.code}/updates`
  const head = await signedIn(house)
  breakWrites(house, 'SQLITE_BUSY')
  const login = { username: 'nobody', password: 'bí mật lớn lắm', next: action }
  const plain = await page(house.stranger().post('/login', login))
  expect(plain).not.toContain('bí mật')
  expect(() => formOn(plain, 'login')).toThrow('0 forms')
  expect(plain).toContain('href="/login"')
  const kept = await page(house.stranger().post('/login', { ...login, 'kept.value': '40', 'kept.id': 'x' }))
  expect(kept).not.toContain('bí mật')
  expect(formOn(kept, 'login')).toMatchObject({ action, fields: { value: ['40'], id: ['x'] } })
  const elsewhere = await page(
    house.stranger().post('/login', { ...login, next: '//evil.vn/x', 'kept.value': '40' }),
  )
  expect(elsewhere).not.toContain('evil.vn')
  const chosen = 'bốn con trâu gặm cỏ'
  const changing = await head.post('/account/password', {
    present: WORLD_PASSWORD,
    new: chosen,
    again: chosen,
  })
  expect(changing.status).toBe(503)
  const html = await page(changing)
  expect(html).not.toMatch(new RegExp(`${chosen}|${WORLD_PASSWORD}`))
  expect(html).toContain('href="/account"')
})

test('a piece that htmx asked for is one line, and what could not be read is offered again', async () => {
  const house = await openHouse()
  const target = await house.target()
  const head = await signedIn(house)
  breakWrites(house, 'SQLITE_BUSY')
  const piece = await head.htmx.post(`/targets/${target.code}/updates`, {
    id: crypto.randomUUID(),
    ...typed,
    do: 'submit',
  })
  expect(piece.status).toBe(503)
  const html = await page(piece)
  expect(html).not.toContain('<html')
  expect(html).toContain('Hệ thống đang bận')

  house.db.read = new Proxy(house.db.read, {
    get() {
      throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
    },
  })
  const answer = await head.get('//evil.vn/targets?tab=a&b="c')
  expect(answer.status).toBe(503)
  const whole = await page(answer)
  expect(whole).toContain('href="/evil.vn/targets?tab=a&amp;b=%22c"')
})

test('with the database gone altogether, what was typed is still given back', async () => {
  const house = await openHouse()
  const target = await house.target()
  const head = await signedIn(house)
  const { read } = house.db
  house.db.read = new Proxy(read, {
    get() {
      throw Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })
    },
  })
  const fields = { id: crypto.randomUUID(), version: '0', ...typed, do: 'submit' }
  const answer = await head.post(`/targets/${target.code}/updates`, fields)
  expect(answer.status).toBe(503)
  const html = await page(answer)
  expect(formOn(html, 'again').fields.difficulties).toEqual([DIFFICULTIES])
  // Another site can have nothing repeated.
  const foreign = await head.post(`/targets/${target.code}/updates`, fields, {
    headers: { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.vn' },
  })
  expect(foreign.status).toBe(403)
  expect(await foreign.text()).not.toContain('lũ')
  house.db.read = read
  expect((await sendAgain(house, html)).status).toBe(303)
})

onSqlite('a lock that another process holds too long is told, and the form then counts once', async () => {
  const house = await openHouse()
  const target = await house.target()
  const head = await signedIn(house)
  const other = new Database(house.config.databaseFile)
  other.exec('BEGIN IMMEDIATE')
  const answer = await head.fillIn(`/targets/${target.code}/update`, typed, submit)
  expect(answer.status).toBe(503)
  const html = await page(answer)
  other.exec('ROLLBACK')
  other.close()
  expect((await sendAgain(house, html)).status).toBe(303)
  expect((await sendAgain(house, html)).status).toBe(303)
  expect(await countUpdates(house)).toBe(1)
})

const limitPages = (house: House, pages: string) =>
  house.db.tx(async (tx) => {
    const raw = tx as Writer & { get(query: unknown): unknown[] }
    return raw.get(sql.raw(`pragma max_page_count${pages && `=${pages}`}`))
  })

onSqlite('a full disk undoes the whole deed, reading goes on, and room ends it', async () => {
  const house = await openHouse()
  const target = await house.target()
  const head = await signedIn(house)
  // No page may be added; a long report needs some.
  await limitPages(house, '1')
  const long = { ...typed, results: 'Kết quả. '.repeat(500), proposal: 'Kiến nghị. '.repeat(400) }
  const answers: Response[] = []
  for (let at = 0; at < 20; at++) {
    const fields = { id: crypto.randomUUID(), version: '0', ...long, as_of: `${at + 1}/8/2022`, do: 'submit' }
    answers.push(await head.post(`/targets/${target.code}/updates`, fields))
    if (answers.at(-1)!.status === 507) break
  }
  expect(answers.at(-1)!.status).toBe(507)
  expect(house.errors.length).toBe(1)
  house.errors.length = 0
  const html = await page(answers.at(-1)!)
  expect(html).toContain('Tạm thời chưa ghi được')
  const given = answers.length - 1
  expect(await countUpdates(house)).toBe(given)
  expect((await head.get(`/targets/${target.code}`)).status).toBe(200)
  expect((await head.get('/my-work')).status).toBe(200)

  await limitPages(house, '1000000')
  expect((await sendAgain(house, html)).status).toBe(303)
  expect(await countUpdates(house)).toBe(given + 1)
})

/** Only who may mount can have a small disk. */
function mountSmallDisk(folder: string, size: string): boolean {
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' })
    onTestFinished(() => void execFileSync('/bin/umount', ['-l', folder]))
    return true
  } catch {
    return false
  }
}

onSqlite('with not a byte left on the disk of the data, nothing lies about it', async ({ skip }) => {
  const { connect } = await import('../../src/storage/sqlite.ts')
  const house = await openHouse()
  const target = await house.target()
  await house.db.close()
  const disk = join(house.config.dataDir, 'disk')
  mkdirSync(disk)
  if (!mountSmallDisk(disk, '8m')) {
    house.db.close = async () => {}
    return skip('this account may not mount')
  }
  const original = new Database(house.config.databaseFile)
  original.prepare('VACUUM INTO ?').run(join(disk, 'camket.db'))
  original.close()
  house.config.dataDir = disk
  Object.assign(house.db, connect(join(disk, 'camket.db')))

  const head = house.as('head')
  expect((await head.get('/readyz')).status).toBe(200)
  expect(() => writeFileSync(join(disk, 'ballast'), Buffer.alloc(16 * 1024 * 1024))).toThrow(/ENOSPC/)
  const files = { evidence: new File([`%PDF-1.4 ${'x'.repeat(200_000)}`], 'bc.pdf') }
  const answer = await head.fillIn(`/targets/${target.code}/update`, typed, { ...submit, files })
  expect(answer.status).toBe(507)
  const html = await page(answer)
  expect((await head.get('/readyz')).status).toBe(503)
  expect((await head.get('/healthz')).status).toBe(200)
  expect((await head.get(`/targets/${target.code}`)).status).toBe(200)
  expect(await countUpdates(house)).toBe(0)
  house.errors.length = 0

  rmSync(join(disk, 'ballast'))
  expect((await head.get('/readyz')).status).toBe(200)
  expect((await sendAgain(house, html)).status).toBe(303)
  expect(await countUpdates(house)).toBe(1)
})
