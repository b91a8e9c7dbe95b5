import { describe, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { auditEvents, sessions, settings, updates } from '../../src/storage/schema.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { accountOf, codeFor, setUpCodes } from '../support/signing-in.ts'
import { WORLD_PASSWORD } from '../support/world.ts'

const words = { username: 'head', password: WORLD_PASSWORD }

describe('setting up one-time codes', () => {
  test('asks for the password, shows the key once begun, and gives ten codes for the first right one', async () => {
    const house = await openHouse()
    const visitor = house.as('head')
    const begin = '/account/second-factor/begin'
    expect((await visitor.post(begin, { password: 'no' })).status).toBe(422)
    expect((await accountOf(house, 'head')).totpSecret).toBeNull()

    const html = await house.follow(
      visitor.fillIn('/account/second-factor', { password: WORLD_PASSWORD }, { form: 'begin' }),
    )
    const { totpSecret } = await accountOf(house, 'head')
    expect(html).toContain(totpSecret!.slice(0, 4))
    expect((await visitor.get('/account/second-factor')).headers.get('cache-control')).toBe('no-store')

    const wrong = await visitor.fillIn('/account/second-factor', { code: '000000' }, { form: 'confirm' })
    expect(wrong.status).toBe(422)
    expect(await page(wrong)).not.toContain('Nội dung đã nhập được giữ nguyên')
    const other = house.as('head')
    expect((await other.get('/my-work')).status).toBe(200)
    const done = await visitor.post('/account/second-factor/confirm', { code: await codeFor(house, 'head') })
    expect(done.headers.get('cache-control')).toBe('no-store')
    const codes = (await page(done)).match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g)
    expect(new Set(codes).size).toBe(10)
    expect((await other.get('/my-work')).status).toBe(303)
    expect((await visitor.get('/my-work')).status).toBe(200)
    expect(await page(visitor.get('/account'))).toContain('Còn 10 mã dự phòng')

    const log = JSON.stringify(await house.db.read.select().from(auditEvents))
    expect(log).toContain('user.second_factor.on')
    for (const secret of [totpSecret!, ...codes!]) expect(log).not.toContain(secret)
    expect(JSON.stringify(await accountOf(house, 'head'))).not.toContain(codes![0])
  })

  test('is switched off, and its paper renewed, with password and code alone', async () => {
    const house = await openHouse()
    const old = await setUpCodes(house, 'head')
    const visitor = house.as('head')
    const at = '/account/second-factor'
    const code = () => codeFor(house, 'head')
    expect((await visitor.post(`${at}/off`, { password: 'no', code: await code() })).status).toBe(422)
    const wrong = await visitor.post(`${at}/off`, { password: WORLD_PASSWORD, code: '000000' })
    expect(wrong.status).toBe(422)
    await page(wrong)
    const renewed = await visitor.post(`${at}/codes`, { password: WORLD_PASSWORD, code: await code() })
    expect(await page(renewed)).not.toContain(old[0])
    house.clock.advance({ minutes: 2 })
    const done = await visitor.post(`${at}/off`, { password: WORLD_PASSWORD, code: await code() })
    expect(done.headers.get('location')).toBe('/account?changed=factor')
    expect(await accountOf(house, 'head')).toMatchObject({ totpSecret: null, recoveryHashes: null })
  })
})

describe('signing in with a code', () => {
  test('after the password nothing opens but the page for the code; the right one opens all, with a new token', async () => {
    const house = await openHouse()
    await setUpCodes(house, 'head')
    const visitor = house.stranger()
    const asked = await visitor.post('/login', { ...words, next: '/my-work' })
    expect(asked.headers.get('location')).toBe('/login/code?next=%2Fmy-work')
    const half = asked.headers.get('set-cookie')!.split(';')[0]!

    expect((await visitor.get('/my-work')).headers.get('location')).toBe('/login/code?next=%2Fmy-work')
    expect((await visitor.get('/account')).headers.get('location')).toBe('/login/code?next=%2Faccount')
    expect((await visitor.htmx.get('/my-work')).headers.get('hx-redirect')).toContain('/login/code')
    expect((await visitor.post('/account/theme', { theme: 'dark' })).status).toBe(401)
    const off = { password: WORLD_PASSWORD, code: '0' }
    expect((await visitor.post('/account/second-factor/off', off)).status).toBe(401)

    const wrong = await visitor.fillIn('/login/code', { code: '000000' }, { form: '/login/code' })
    expect(wrong.status).toBe(422)
    expect(await page(wrong)).toContain('Mã không đúng')
    const code = await codeFor(house, 'head')
    const open = await visitor.post('/login/code', { code, next: '/my-work' })
    expect(open.headers.get('location')).toBe('/my-work')
    expect(open.headers.get('set-cookie')).not.toContain(half)
    expect((await visitor.get('/my-work')).status).toBe(200)
    expect((await house.stranger().get('/my-work', { Cookie: half })).headers.get('location')).toContain(
      '/login?',
    )

    const again = house.stranger()
    await again.post('/login', words)
    expect((await again.post('/login/code', { code })).status).toBe(422)
  })

  test('a code from the paper works once, however it is typed', async () => {
    const house = await openHouse()
    const [first] = await setUpCodes(house, 'head')
    const typed = first!.replaceAll('-', ' ').toLowerCase()
    for (const status of [303, 422]) {
      const visitor = house.stranger()
      await visitor.post('/login', words)
      expect((await visitor.post('/login/code', { code: typed })).status).toBe(status)
    }
    expect((await accountOf(house, 'head')).recoveryHashes).toHaveLength(9)
  })

  test('wrong codes are slowed, and signing in anew does not help', async () => {
    const house = await openHouse()
    await setUpCodes(house, 'head')
    const visitor = house.stranger()
    for (let failure = 0; failure < 6; failure++) {
      await visitor.post('/login', words)
      await visitor.post('/login/code', { code: '000000' })
    }
    const code = await codeFor(house, 'head')
    expect((await visitor.post('/login/code', { code })).status).toBe(429)
    house.clock.advance({ minutes: 2 })
    const later = await codeFor(house, 'head')
    expect((await visitor.post('/login/code', { code: later })).status).toBe(303)
  })

  test('a sign-in that waits for its code ends after ten minutes', async () => {
    const house = await openHouse()
    await setUpCodes(house, 'head')
    const visitor = house.stranger()
    await visitor.post('/login', words)
    house.clock.advance({ minutes: 11 })
    expect((await visitor.get('/login/code')).headers.get('location')).toContain('/login?')
    const late = await visitor.post('/login/code', { code: await codeFor(house, 'head') })
    expect(late.status).toBe(401)
  })

  test('signing out ends what waits for a code', async () => {
    const house = await openHouse()
    await setUpCodes(house, 'head')
    const visitor = house.stranger()
    await visitor.post('/login', words)
    const before = await house.db.read.$count(sessions)
    await visitor.post('/logout', {})
    expect(await house.db.read.$count(sessions)).toBe(before - 1)
  })

  test('a form kept over the sign-in is still there after the code', async () => {
    const house = await openHouse()
    await setUpCodes(house, 'head')
    const target = await house.target({ plan: '100' })
    const next = `/targets/${target.code}/updates`
    const kept = { 'kept.id': newId(), 'kept.value': '41,5', 'kept.results': 'Đã làm' }
    const visitor = house.stranger()
    const html = await page(visitor.post('/login', { ...words, next, ...kept }))
    expect(html).toContain('name="kept.results"')
    const answer = await visitor.post('/login/code', { code: await codeFor(house, 'head'), next, ...kept })
    expect(await page(answer)).toContain('41,5')
    expect(await house.db.read.$count(updates)).toBe(0)
  })
})

test('where a role asks for codes, its holder is led to set them up before anything else', async () => {
  const house = await openHouse()
  await house.db.tx(async (tx) => {
    await tx
      .insert(settings)
      .values({ tenant: house.tenant, name: 'security.second_factor', value: ['supervisor', 'admin'] })
  })
  const visitor = house.as('supervisor')
  for (const path of ['/desk', '/', '/account', '/notices'])
    expect((await visitor.get(path)).headers.get('location')).toBe('/account/second-factor')
  expect((await visitor.post('/reminders', {})).headers.get('location')).toBe('/account/second-factor')
  expect((await visitor.htmx.get('/desk')).headers.get('hx-redirect')).toBe('/account/second-factor')
  expect(await page(visitor.get('/account/second-factor'))).toContain('phải dùng mã xác thực')
  expect((await house.as('head').get('/my-work')).status).toBe(200)

  await setUpCodes(house, 'supervisor')
  expect((await house.as('supervisor').get('/desk')).status).toBe(200)
})
