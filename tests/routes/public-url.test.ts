import { describe, expect, test } from 'vitest'
import { sessions } from '../../src/storage/schema.ts'
import { formOn } from '../support/forms.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { WORLD_PASSWORD } from '../support/world.ts'

const typed = { value: '40', as_of: '31/8/2022' }
const submit = { button: 'do=submit' }

describe('behind PUBLIC_URL', () => {
  const env = { PUBLIC_URL: 'http://so.huonghoa.vn/camket' }

  test('every link, form, picture and redirect begins with the base path', async () => {
    const house = await openHouse({ env })
    const target = await house.target()
    await house.target({ unit: 'H-B' })
    const paths = {
      head: [
        '/my-work',
        `/targets/${target.code}`,
        `/targets/${target.code}/update`,
        '/commitments',
        '/account',
      ],
      supervisor: ['/desk', '/dashboard', '/units', '/units/H-A', '/weekly', '/weekly/2022-W35', '/nowhere'],
    }
    for (const [who, list] of Object.entries(paths)) {
      for (const path of list) {
        const html = await page(house.as(who).get(`/camket${path}`))
        const links = [...html.matchAll(/\s(?:href|src|action|hx-get|hx-post|data-[a-z-]*url)="(\/[^"]*)"/g)]
        expect(links.length, path).toBeGreaterThan(5)
        expect(
          links.map(([, link]) => link).filter((link) => !link!.startsWith('/camket/')),
          path,
        ).toEqual([])
      }
    }
    const styles = /href="(\/camket\/assets\/[^"]+app\.css)"/.exec(
      await page(house.stranger().get('/camket/login')),
    )
    expect((await house.stranger().get(styles![1]!)).status).toBe(200)
    const home = await house.as('head').get('/camket/')
    expect(home.headers.get('location')).toBe('/camket/my-work')
    const asked = await house.stranger().get('/camket/desk?tab=review')
    expect(asked.headers.get('location')).toBe('/camket/login?next=%2Fdesk%3Ftab%3Dreview')
    const sent = await house.as('head').fillIn(`/camket/targets/${target.code}/update`, typed, submit)
    expect(sent.headers.get('location')).toMatch(/^\/camket\/updates\/[0-9A-Z]{8}$/)
  })

  test('the repeated form of a page of trouble stays below the base path', async () => {
    const house = await openHouse({ env })
    const target = await house.target()
    const head = house.as('head')
    await head.get('/camket/account')
    house.db.tx = async () => {
      throw Object.assign(new Error('busy'), { code: 'SQLITE_BUSY' })
    }
    const html = await page(head.fillIn(`/camket/targets/${target.code}/update`, typed, submit))
    expect(formOn(html, 'again').action).toBe(`/camket/targets/${target.code}/updates`)
  })

  test('outside of the base path there is nothing, with every protection', async () => {
    const house = await openHouse({ env })
    for (const path of ['/', '/login', '/my-work', '/camketx']) {
      const answer = await house.stranger().get(path)
      expect(answer.status, path).toBe(404)
      expect(answer.headers.get('content-security-policy'), path).toContain("default-src 'none'")
    }
  })

  const signIn = async (house: House, base: string) => {
    const answer = await house
      .stranger()
      .post(`${base}/login`, { username: 'head', password: WORLD_PASSWORD, next: '' })
    expect(answer.status).toBe(303)
    return answer
  }

  test('cookies are secure and of this house alone, and browsers are told to keep to TLS', async () => {
    const below = await signIn(
      await openHouse({ env: { PUBLIC_URL: 'https://so.huonghoa.vn/camket' } }),
      '/camket',
    )
    expect(below.headers.getSetCookie()[0]).toMatch(
      /^__Host-camket=[^;]+;.*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(below.headers.get('strict-transport-security')).toMatch(/max-age=31536000/)
    const root = await signIn(await openHouse({ env: { PUBLIC_URL: 'https://so.huonghoa.vn' } }), '')
    expect(root.headers.getSetCookie()[0]).toMatch(
      /^__Host-camket=[^;]+;.*Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const plain = await signIn(await openHouse(), '')
    expect(plain.headers.getSetCookie()[0]).toMatch(
      /^camket=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    expect(plain.headers.get('strict-transport-security')).toBeNull()
  })
})

test('the address of a visitor is believed from trusted proxies only, read from the right', async () => {
  const addressSeen = async (trust: string, peer: string, forwarded: string) => {
    const house = await openHouse({ env: { TRUST_PROXY: trust } })
    const body = new URLSearchParams({ username: 'head', password: WORLD_PASSWORD, next: '' })
    const headers = { 'X-Forwarded-For': forwarded, 'Sec-Fetch-Site': 'same-origin' }
    const connection = { incoming: { socket: { remoteAddress: peer } } }
    const answer = await house.app.request('/login', { method: 'POST', body, headers }, connection)
    expect(answer.status).toBe(303)
    const [session] = await house.db.read.select({ address: sessions.address }).from(sessions)
    return session!.address
  }
  expect(await addressSeen('', '10.0.0.1', '1.2.3.4')).toBe('10.0.0.1')
  expect(await addressSeen('10.0.0.1', '10.0.0.9', '1.2.3.4')).toBe('10.0.0.9')
  expect(await addressSeen('10.0.0.1, 10.0.0.2', '::ffff:10.0.0.1', 'spoofed, 1.2.3.4, 10.0.0.2')).toBe(
    '1.2.3.4',
  )
  expect(await addressSeen('10.0.0.1', '10.0.0.1', '')).toBe('10.0.0.1')
})
