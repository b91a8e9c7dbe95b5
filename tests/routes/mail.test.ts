import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { mailTokenOf } from '../../src/storage/mails.ts'
import { auditEvents, users } from '../../src/storage/schema.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { WORLD_PASSWORD } from '../support/world.ts'

async function userOf({ db, tenant }: House, username: string) {
  const [row] = await db.read
    .select()
    .from(users)
    .where(and(eq(users.tenant, tenant), eq(users.username, username)))
  return row!
}

/** The address in a letter to the head. */
async function addressOf(house: House) {
  const { id } = await userOf(house, 'head')
  return `/mail/${await house.db.tx((tx) => mailTokenOf(tx, house.tenant, id))}`
}

async function deedsOf({ db, tenant }: House, prefix: string) {
  const rows = await db.read.select().from(auditEvents).where(eq(auditEvents.tenant, tenant))
  return rows
    .filter(({ deed }) => deed.startsWith(prefix))
    .map(({ deed, actor, subject }) => [deed, actor, subject])
}

test('from a letter mail is switched off and on again, without signing in and without script', async () => {
  const house = await openHouse()
  const path = await addressOf(house)
  const reader = house.stranger()
  const first = await page(reader.get(path))
  expect(first).toContain('Thư nhắc việc đang bật')
  expect(first).not.toContain('Chủ tịch')
  expect(first).not.toContain('Tân Liên')

  const off = await reader.fillIn(path, {}, { button: 'do=off' })
  expect(await house.follow(off)).toContain('Thư nhắc việc đang tắt')
  expect((await userOf(house, 'head')).mailOff).toBe(true)
  await reader.fillIn(path, {}, { button: 'do=off' })
  const on = await reader.fillIn(path, {}, { button: 'do=on' })
  expect(await house.follow(on)).toContain('Thư nhắc việc đang bật')
  expect((await userOf(house, 'head')).mailOff).toBe(false)
  expect(await deedsOf(house, 'mail.')).toEqual([
    ['mail.off', 'letter', 'head'],
    ['mail.on', 'letter', 'head'],
  ])
})

test('looking changes nothing', async () => {
  const house = await openHouse()
  await house.stranger().get(await addressOf(house))
  expect((await userOf(house, 'head')).mailOff).toBe(false)
})

test.each(['', 'https://so.huonghoa.vn/camket'])(
  'a mail program switches off with one click (house at %s)',
  async (PUBLIC_URL) => {
    const house = await openHouse({ env: { PUBLIC_URL } })
    const base = PUBLIC_URL && '/camket'
    const answer = await house.app.request(`${base}${await addressOf(house)}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'https://mail.example' },
      body: 'List-Unsubscribe=One-Click',
    })
    expect(answer.status).toBe(200)
    expect((await userOf(house, 'head')).mailOff).toBe(true)
    // Every other form without an origin is still refused.
    const other = await house.app.request(`${base}/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'username=head',
    })
    expect(other.status).toBe(403)
  },
)

test('an unknown word, or an unknown wish, finds nothing and changes nothing', async () => {
  const house = await openHouse()
  const path = await addressOf(house)
  const { get, post } = house.stranger()
  expect((await get('/mail/AAAAAAAAAAAAAAAAAAAAAAAA')).status).toBe(404)
  expect((await post('/mail/AAAAAAAAAAAAAAAAAAAAAAAA', { do: 'off' })).status).toBe(404)
  expect((await post(path, { do: 'away' })).status).toBe(404)
  expect((await post(path, {})).status).toBe(404)
  expect((await userOf(house, 'head')).mailOff).toBe(false)
  expect(await deedsOf(house, 'mail.')).toEqual([])
})

test('a person sets their address on their account, empties it, and chooses whether letters come', async () => {
  const house = await openHouse()
  const head = house.as('head')
  const send = (fields: Record<string, string>) => head.fillIn('/account', fields, { form: '/account/mail' })
  const saved = await house.follow(send({ email: ' vanphong@huonghoa.vn ', mail: 'on' }))
  expect(saved).toContain('Đã lưu cách nhận thư.')
  expect(saved).toContain('value="vanphong@huonghoa.vn"')
  expect(await userOf(house, 'head')).toMatchObject({ email: 'vanphong@huonghoa.vn', mailOff: false })
  await send({ mail: 'off' })
  await send({ mail: 'off' })
  expect(await userOf(house, 'head')).toMatchObject({ email: 'vanphong@huonghoa.vn', mailOff: true })
  await send({ email: '', mail: 'on' })
  expect(await userOf(house, 'head')).toMatchObject({ email: null, mailOff: false })
  expect((await deedsOf(house, 'user.email')).concat(await deedsOf(house, 'mail.'))).toEqual([
    ['user.email', 'head', 'head'],
    ['user.email', 'head', 'head'],
    ['mail.off', 'head', 'head'],
    ['mail.on', 'head', 'head'],
  ])
  expect((await userOf(house, 'clerk')).email).toBe(null)
})

test('what was typed after the session had ended is there again after signing in', async () => {
  const house = await openHouse()
  const reader = house.stranger()
  expect((await reader.post('/account/mail', { email: 'a@huonghoa.vn', mail: 'off' })).status).toBe(401)
  const kept = { 'kept.email': 'a@huonghoa.vn', 'kept.mail': 'off' }
  const signIn = { username: 'head', password: WORLD_PASSWORD, next: '/account/mail', ...kept }
  expect(await page(reader.post('/login', signIn))).toContain('value="a@huonghoa.vn"')
  expect(await userOf(house, 'head')).toMatchObject({ email: null, mailOff: false })
})

test.each(['vanphong', 'a@b', 'a b@c.vn', 'a@c.vn, d@e.vn', `${'x'.repeat(70)}@c.vn`])(
  'what is no address comes back with what is wrong: %s',
  async (email) => {
    const house = await openHouse()
    const answer = await house.as('head').post('/account/mail', { email, mail: 'off' })
    expect(answer.status).toBe(422)
    const html = await page(answer)
    expect(html).toContain('Địa chỉ thư chưa đúng')
    expect(html).toContain(`value="${email}"`)
    expect(await userOf(house, 'head')).toMatchObject({ email: null, mailOff: false })
  },
)
