import { describe, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { sessions, updates } from '../../src/storage/schema.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { WORLD_PASSWORD } from '../support/world.ts'

const cookieOf = (answer: Response) => (answer.headers.get('set-cookie') ?? '').split(';')[0]!

describe('signing in', () => {
  test('with the right words leads to the page that was asked for', async () => {
    const house = await openHouse()
    const asked = await house.stranger().get('/my-work')
    expect(asked.status).toBe(303)
    expect(asked.headers.get('location')).toBe('/login?next=%2Fmy-work')

    const answer = await house
      .stranger()
      .post('/login', { username: 'HEAD', password: WORLD_PASSWORD, next: '/my-work' })

    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/my-work')
    expect(answer.headers.get('set-cookie')).toMatch(
      /^camket=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect((await house.stranger().get('/my-work', { Cookie: cookieOf(answer) })).status).toBe(200)
  })

  test('keeps no token that a thief of the database could use', async () => {
    const house = await openHouse()
    const answer = await house.stranger().post('/login', { username: 'head', password: WORLD_PASSWORD })
    const token = cookieOf(answer).split('=')[1]
    const rows = await house.db.read.select().from(sessions)
    expect(rows.some((row) => row.tokenHash === token)).toBe(false)
  })

  test.each([
    ['head', 'wrong-password'],
    ['nobody-here', WORLD_PASSWORD],
  ])('as %s with %s says the same neutral words', async (username, password) => {
    const house = await openHouse()
    const answer = await house.stranger().post('/login', { username, password })
    expect(answer.status).toBe(422)
    expect(await page(answer)).toContain('Tên đăng nhập hoặc mật khẩu không đúng')
  })

  test.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'never leads out of the house: %s',
    async (next) => {
      const house = await openHouse()
      const answer = await house
        .stranger()
        .post('/login', { username: 'head', password: WORLD_PASSWORD, next })
      expect(answer.headers.get('location')).toBe('/')
    },
  )

  test('says which of the two words was left empty, in the language of the page, and tries nothing', async () => {
    const house = await openHouse()
    for (let n = 0; n < 7; n++) {
      const answer = await house.stranger().post('/login?lang=en', { username: 'head', password: '' })
      expect(answer.status).toBe(422)
      const shown = await page(answer)
      expect(shown).toContain('Enter the password')
      expect(shown).not.toContain('Enter the user name')
      expect(shown).toMatch(/name="username"[^>]*value="head"/)
    }
    const right = await house.stranger().post('/login', { username: 'head', password: WORLD_PASSWORD })
    expect(right.status).toBe(303)
  })

  test('is slowed after five failures, and the owner is let in after a short wait', async () => {
    const house = await openHouse()
    for (let failure = 0; failure < 6; failure++)
      await house.stranger().post('/login', { username: 'head', password: 'no' })

    const slowed = await house.stranger().post('/login', { username: 'head', password: WORLD_PASSWORD })
    house.clock.advance({ minutes: 2 })
    const later = await house.stranger().post('/login', { username: 'head', password: WORLD_PASSWORD })

    expect(slowed.status).toBe(429)
    expect(later.status).toBe(303)
  })

  test('ends with signing out', async () => {
    const house = await openHouse()
    const answer = await house.stranger().post('/login', { username: 'head', password: WORLD_PASSWORD })
    const headers = { Cookie: cookieOf(answer) }
    await house.stranger().post('/logout', {}, { headers })
    expect((await house.stranger().get('/my-work', headers)).status).toBe(303)
  })

  test('ends by itself after two idle weeks', async () => {
    const house = await openHouse()
    const answer = await house.stranger().post('/login', { username: 'head', password: WORLD_PASSWORD })
    house.clock.advance({ days: 15 })
    expect((await house.stranger().get('/my-work', { Cookie: cookieOf(answer) })).status).toBe(303)
  })
})

test('a form sent after the session ended comes back filled in after signing in, and nothing is saved until it is sent', async () => {
  const house = await openHouse()
  const target = await house.target({ plan: '100' })
  const id = newId()
  const fields = { id, value: '41,5', as_of: '31/8/2022', results: 'Đã làm "xong" <hai> việc', do: 'submit' }

  const refused = await house.stranger().post(`/targets/${target.code}/updates`, fields)
  expect(refused.status).toBe(401)
  const html = await page(refused)
  const kept = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`kept.${name}`, value]))
  expect(html).toContain('name="kept.results"')
  const again = await house.stranger().post('/login', {
    username: 'head',
    password: WORLD_PASSWORD,
    next: `/targets/${target.code}/updates`,
    ...kept,
  })

  expect(again.status).toBe(200)
  const form = await page(again)
  expect(form).toContain('41,5')
  expect(form).toContain(id)
  expect(form).toContain('Đã làm')
  expect(await house.db.read.$count(updates)).toBe(0)
})

describe('the hall', () => {
  test('refuses a form from another site', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }
    const answer = await house
      .as('head')
      .post(`/targets/${target.code}/updates`, { id: newId(), value: '5' }, { headers })
    expect(answer.status).toBe(403)
    expect(await house.db.read.$count(updates)).toBe(0)
  })

  test('sends the strict policy with every answer, errors included', async () => {
    const house = await openHouse()
    for (const answer of [
      await house.stranger().get('/login'),
      await house.as('head').get('/nowhere'),
      await house.stranger().get('/assets/0000000000/no.css'),
    ]) {
      expect(answer.headers.get('content-security-policy')).toContain("script-src 'self'")
      expect(answer.headers.get('content-security-policy')).toContain("object-src 'none'")
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('referrer-policy')).toBe('same-origin')
    }
  })

  test('htmx without a session is led to sign in', async () => {
    const house = await openHouse()
    const answer = await house.stranger().htmx.get('/desk')
    expect(answer.status).toBe(401)
    expect(answer.headers.get('hx-redirect')).toBe('/login?next=%2Fdesk')
  })

  test('what a field asks for while it is typed into leaves the page where it is', async () => {
    const house = await openHouse()
    const { code } = await house.target({ title: 'Thu ngân sách' })
    const from = { 'HX-Current-URL': `http://localhost/targets/${code}/update` }
    const beside = await house.stranger().htmx.get(`/targets/${code}/update/preview?value=5`, from)
    expect([beside.status, beside.headers.get('hx-redirect')]).toEqual([401, null])
    const list = await house.stranger().htmx.get('/desk?q=thu', { 'HX-Current-URL': 'http://localhost/desk' })
    expect(list.headers.get('hx-redirect')).toBe('/login?next=%2Fdesk%3Fq%3Dthu')
  })

  test('a browser remembers the language that an address asked for, and the account keeps its own', async () => {
    const house = await openHouse()
    const head = house.as('head')
    expect(await page(head.get('/my-work?lang=en'))).toContain('<html lang="en"')
    expect(await page(head.get('/my-work'))).toContain('<html lang="en"')
    const elsewhere = house.as('head')
    expect(await page(elsewhere.get('/my-work'))).toContain('<html lang="vi"')
    const left = await head.fillIn('/my-work', {}, { form: '/logout' })
    const out = await page(head.get(left.headers.get('location')!))
    expect(out).toContain('<html lang="en"')
    expect(out).toContain('You have signed out.')
    // The machine may be shared: whoever comes next reads the language of the house.
    expect(await page(head.get('/login'))).toContain('<html lang="vi"')
  })

  test('the switch of the menu sets the language of the account, and leads back to the page', async () => {
    const house = await openHouse()
    const head = house.as('head')
    const inMenu = { form: '/account/language', button: 'language=en' }
    const answer = await head.fillIn('/my-work?all=1', {}, inMenu)
    expect(answer.headers.get('location')).toBe('/my-work?all=1')
    expect(answer.headers.get('set-cookie')).toContain('camket_lang=en')
    expect(await page(house.as('head').get('/my-work'))).toContain('<html lang="en"')
  })
})

describe('an account', () => {
  test('changes its password and ends the other sessions', async () => {
    const house = await openHouse()
    const sign = () => house.stranger().post('/login', { username: 'head', password: WORLD_PASSWORD })
    const [here, there] = [cookieOf(await sign()), cookieOf(await sign())]
    const chosen = 'mưa rừng tháng tám'

    const fields = { present: WORLD_PASSWORD, new: chosen, again: chosen }
    const answer = await house.stranger().post('/account/password', fields, { headers: { Cookie: here } })

    expect(answer.headers.get('location')).toBe('/account?changed=1')
    expect((await house.stranger().get('/account', { Cookie: there })).status).toBe(303)
    expect((await house.stranger().post('/login', { username: 'head', password: chosen })).status).toBe(303)
  })

  test.each([
    ['short', 'ngắn quá'],
    ['common', 'Password2022!'],
    ['common', '1234567890'],
    ['common', 'Huonghoa2022'],
  ])('refuses a password that is too %s', async (_, chosen) => {
    const house = await openHouse()
    const answer = await house
      .as('head')
      .post('/account/password', { present: WORLD_PASSWORD, new: chosen, again: chosen })
    expect(answer.status).toBe(422)
    await page(answer)
  })
})
