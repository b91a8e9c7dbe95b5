import { expect, test } from 'vitest'
import { auditEvents, sessions, userLinks } from '../../src/storage/schema.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { CHOSEN, setUpCodes } from '../support/signing-in.ts'
import { WORLD_PASSWORD } from '../support/world.ts'

const fields = { new: CHOSEN, again: CHOSEN }

/** The path of a link that an administrator made. */
async function linkFor(house: House, username: string): Promise<string> {
  const html = await page(house.as('admin').post(`/admin/users/${username}/link`, {}))
  const [, path] = html.match(/(\/link\/[\w-]{43})/) ?? []
  return path!
}

test('chooses a password once, signs in, and ends every other session of the account', async () => {
  const house = await openHouse()
  const path = await linkFor(house, 'head')
  const elsewhere = house.as('head')
  expect((await elsewhere.get('/my-work')).status).toBe(200)
  expect((await house.stranger().post('/login', { username: 'head', password: WORLD_PASSWORD })).status).toBe(
    303,
  )

  const visitor = house.stranger()
  const shown = await visitor.get(path)
  expect(shown.headers.get('cache-control')).toBe('no-store')
  expect((await visitor.post(path, { new: 'ngắn', again: 'ngắn' })).status).toBe(422)
  expect((await visitor.post(path, { new: 'head 2022 head', again: 'head 2022 head' })).status).toBe(303)
  expect((await visitor.get('/my-work')).status).toBe(200)
  expect((await elsewhere.get('/my-work')).status).toBe(303)
  const old = await house.stranger().post('/login', { username: 'head', password: WORLD_PASSWORD })
  expect(old.status).toBe(422)

  const over = await house.stranger().get(path)
  expect(over.status).toBe(404)
  expect(await page(over)).toContain('Liên kết không còn dùng được')
  expect((await house.stranger().post(path, fields)).status).toBe(404)
})

test('keeps no token that a thief of the database or a reader of the log could use', async () => {
  const house = await openHouse()
  const path = await linkFor(house, 'head')
  const token = path.split('/').at(-1)!
  const kept = [await house.db.read.select().from(userLinks), await house.db.read.select().from(auditEvents)]
  expect(JSON.stringify(kept)).not.toContain(token)
})

test('two who use it at once: one wins', async () => {
  const house = await openHouse()
  const path = await linkFor(house, 'head')
  const answers = await Promise.all([1, 2, 3].map(() => house.stranger().post(path, fields)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 404, 404])
  expect(await house.db.read.$count(sessions)).toBe(2)
})

test('works for a day, ends with a newer one and with the account, and asks for the code all the same', async () => {
  const house = await openHouse()
  const [first, second] = [await linkFor(house, 'head'), await linkFor(house, 'head')]
  expect((await house.stranger().get(first)).status).toBe(404)
  expect((await house.stranger().get(second)).status).toBe(200)
  house.clock.advance({ hours: 24, minutes: 1 })
  expect((await house.stranger().get(second)).status).toBe(404)

  const third = await linkFor(house, 'head')
  await house.as('admin').post('/admin/users/head/disable', { reason: 'Nghỉ hưu' })
  expect((await house.stranger().post(third, fields)).status).toBe(404)

  await setUpCodes(house, 'clerk')
  const visitor = house.stranger()
  const answer = await visitor.post(await linkFor(house, 'clerk'), fields)
  expect(answer.headers.get('location')).toBe('/login/code')
  expect((await visitor.get('/my-work')).headers.get('location')).toContain('/login/code')
})

test('whoever tries links is slowed', async () => {
  const house = await openHouse()
  const path = `/link/${'x'.repeat(43)}`
  let status = 404
  for (let n = 0; n < 70 && status === 404; n++) status = (await house.stranger().get(path)).status
  expect(status).toBe(429)
})
