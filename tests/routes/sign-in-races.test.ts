import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Writer } from '../../src/storage/client.ts'
import { hashPassword } from '../../src/storage/passwords.ts'
import { sessions, users } from '../../src/storage/schema.ts'
import { setPasswordHash } from '../../src/storage/users.ts'
import { type House, openHouse } from '../support/house.ts'
import { meanwhile } from '../support/meanwhile.ts'
import { accountOf, CHOSEN, codeFor, setUpCodes } from '../support/signing-in.ts'
import { WORLD_PASSWORD } from '../support/world.ts'

const words = { username: 'head', password: WORLD_PASSWORD }
const AT_ONCE = 40

/** How many of so many tries at once were compared with the secret; the others were told to wait. */
async function tried(send: () => Promise<Response>, isTold: (html: string) => boolean): Promise<number> {
  const answers = await Promise.all(Array.from({ length: AT_ONCE }, send))
  const pages = await Promise.all(answers.map((answer) => answer.text()))
  return pages.filter((html) => !isTold(html)).length
}

const isToldToWait = (html: string) => html.includes('Đã nhập sai nhiều lần')

const setPassword = async (house: House, name: string, password: string) => {
  const hash = await hashPassword(password)
  const { id } = await accountOf(house, name)
  return (tx: Writer) => setPasswordHash(tx, house.tenant, id, hash, house.clock.now())
}

const sessionsOf = async (house: House, name: string) => {
  const { id } = await accountOf(house, name)
  return await house.db.read.$count(sessions, and(eq(sessions.userId, id), eq(sessions.awaitsCode, false)))
}

test('of many wrong codes at once only the free ones are tried, from the telephone and from the paper', async () => {
  const house = await openHouse()
  await setUpCodes(house, 'head')
  const visitor = house.stranger()
  await visitor.post('/login', words)
  const send = (code: string) => () => visitor.post('/login/code', { code })
  expect(await tried(send('000000'), isToldToWait)).toBe(5)
  house.clock.advance({ minutes: 31 })
  await visitor.post('/login', words)
  expect(await tried(send('0000-0000-0000'), isToldToWait)).toBe(5)
})

test('of many wrong passwords at once only the free ones are tried, at the door and inside', async () => {
  const house = await openHouse()
  const wrong = { username: 'head', password: 'không phải' }
  expect(await tried(() => house.stranger().post('/login', wrong), isToldToWait)).toBe(5)
  const visitor = house.as('clerk')
  await visitor.get('/account')
  const fields = { present: 'không phải', new: CHOSEN, again: CHOSEN }
  expect(await tried(() => visitor.post('/account/password', fields), isToldToWait)).toBe(5)
})

test('a right password is forgotten as a failure, however often it is typed', async () => {
  const house = await openHouse()
  for (let n = 0; n < 8; n++) expect((await house.stranger().post('/login', words)).status).toBe(303)
  const visitor = house.as('head')
  const short = { present: WORLD_PASSWORD, new: 'ngắn', again: 'ngắn' }
  for (let n = 0; n < 8; n++)
    expect(isToldToWait(await (await visitor.post('/account/password', short)).text())).toBe(false)
})

test('a password that was changed, or codes switched on, while the old one was compared opens nothing', async () => {
  const house = await openHouse()
  const change = await setPassword(house, 'head', CHOSEN)
  const answer = await meanwhile(house, () => house.stranger().post('/login', words), change)
  expect([answer.status, await sessionsOf(house, 'head')]).toEqual([422, 0])

  const clerk = () => house.stranger().post('/login', { ...words, username: 'clerk' })
  const asked = await meanwhile(house, clerk, (tx) =>
    tx.update(users).set({ totpConfirmedAt: 1 }).where(eq(users.username, 'clerk')),
  )
  expect(asked.headers.get('location')).toContain('/login/code')
  expect(await sessionsOf(house, 'clerk')).toBe(0)
})

test('a password that was changed meanwhile is not overridden, nor by a session that was ended', async () => {
  const house = await openHouse()
  const visitor = house.as('head')
  await visitor.get('/account')
  const fields = { present: WORLD_PASSWORD, new: CHOSEN, again: CHOSEN }
  const change = await setPassword(house, 'head', 'mật khẩu của người khác')
  const late = await meanwhile(house, () => visitor.post('/account/password', fields), change)
  expect(late.status).toBe(422)
  const present = { ...fields, present: 'mật khẩu của người khác' }
  const { passwordHash } = await accountOf(house, 'head')
  const ended = await meanwhile(
    house,
    () => visitor.post('/account/password', present),
    (tx) => tx.delete(sessions),
  )
  expect(ended.headers.get('location')).toContain('/login')
  expect((await accountOf(house, 'head')).passwordHash).toBe(passwordHash)
})

test('a sign-in that was ended while its code came opens nothing', async () => {
  const house = await openHouse()
  await setUpCodes(house, 'head')
  await house.db.tx((tx) => tx.delete(sessions))
  const visitor = house.stranger()
  await visitor.post('/login', words)
  const code = await codeFor(house, 'head')
  const [, answer] = await Promise.all([visitor.post('/logout', {}), visitor.post('/login/code', { code })])
  expect([answer.status, await sessionsOf(house, 'head')]).toEqual([401, 0])
})

test('codes switched off while a sign-in waits for one: it begins anew, and no code is asked for', async () => {
  const house = await openHouse()
  await setUpCodes(house, 'head')
  const visitor = house.stranger()
  await visitor.post('/login', words)
  const inside = house.as('head')
  const off = { password: WORLD_PASSWORD, code: await codeFor(house, 'head') }
  expect((await inside.post('/account/second-factor/off', off)).status).toBe(303)
  expect((await visitor.post('/login/code', { code: '123456' })).status).toBe(401)
  expect((await visitor.post('/login', words)).headers.get('location')).toBe('/')
})

test('codes switched on while a new password is chosen by a link are asked for all the same', async () => {
  const house = await openHouse()
  const html = await (await house.as('admin').post('/admin/users/head/link', {})).text()
  const [path = ''] = html.match(/\/link\/[\w-]{43}/) ?? []
  const send = () => house.stranger().post(path, { new: CHOSEN, again: CHOSEN })
  const on = (tx: Writer) => tx.update(users).set({ totpConfirmedAt: 1 }).where(eq(users.username, 'head'))
  expect((await meanwhile(house, send, on)).headers.get('location')).toBe('/login/code')
  expect(await sessionsOf(house, 'head')).toBe(0)
})

test('who chose a password while slips were made keeps it, and an account closed meanwhile gets none', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  await admin.get('/admin/users')
  await house.db.tx((tx) =>
    tx.update(users).set({ mustChangePassword: true }).where(eq(users.username, 'head')),
  )
  const choose = await setPassword(house, 'head', CHOSEN)
  const none = await meanwhile(house, () => admin.post('/admin/users/slips', { person: 'head' }), choose)
  expect(none.status).toBe(422)
  const { passwordHash } = await accountOf(house, 'clerk')
  const close = (tx: Writer) => tx.update(users).set({ disabledAt: 1 }).where(eq(users.username, 'clerk'))
  const closed = await meanwhile(house, () => admin.post('/admin/users/clerk/slip', {}), close)
  expect(closed.status).toBe(404)
  expect((await accountOf(house, 'clerk')).passwordHash).toBe(passwordHash)
})
