import { expect, test } from 'vitest'
import { lastDeed, openFurnished } from '../support/furnished.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { form, multipart, part, send } from '../support/raw.ts'
import type { Person } from '../support/world.ts'

test('only forms change anything: other content is refused unread', async () => {
  const { house, targets, reports } = await openFurnished()
  const before = await lastDeed(house)
  const deeds: [Person, string][] = [
    ['head', `/targets/${targets.own.code}/updates`],
    ['head', `${reports.awaiting.path}/endorse`],
    ['head', `${reports.submitted.path}/recall`],
    ['leader', `${reports.submitted.path}/void`],
    ['supervisor', `${reports.submitted.path}/review`],
    ['supervisor', '/weekly/2022-W35/freeze'],
    ['head', '/account/sessions'],
    ['head', '/account/password'],
    ['head', '/login'],
    ['head', '/logout'],
  ]
  const body = JSON.stringify({ decision: 'accept', value: '5', as_of: '5/9/2022', do: 'submit' })
  for (const [who, path] of deeds) {
    for (const type of [
      'application/json',
      'text/plain',
      'application/xml',
      'application/octet-stream',
      '',
    ]) {
      const answer = await send(house, who, path, {
        body: new Blob([body]),
        headers: { 'Content-Type': type },
      })
      expect([path, type, answer.status]).toEqual([path, type, 415])
    }
    expect((await send(house, who, path, {})).status).toBe(415)
  }
  expect(await lastDeed(house)).toBe(before)
})

test('a broken multipart form is refused, never half read', async () => {
  const { house, targets, reports } = await openFurnished()
  const before = await lastDeed(house)
  const whole = `${part('do', 'submit')}${part('value', '5')}${part('as_of', '5/9/2022')}--X--\r\n`
  const bodies = [
    '',
    '--X',
    '--X--',
    whole.slice(0, -30),
    whole.replaceAll('\r\n', '\n'),
    whole.replaceAll('--X', '--Y'),
  ]
  const paths = [
    `/targets/${targets.own.code}/updates`,
    `${reports.submitted.path}/review`,
    '/weekly/2022-W35/freeze',
  ]
  const people = ['head', 'supervisor', 'supervisor'] as const
  for (const [n, path] of paths.entries()) {
    // An empty form is whole, and where nothing has to be filled in it is enough.
    const broken = bodies.filter((body) => n < 2 || body !== '--X--')
    for (const body of broken) {
      const answer = await send(house, people[n]!, path, { body, headers: multipart })
      expect([path, body, answer.status >= 400 && answer.status < 500]).toEqual([path, body, true])
    }
    const nameless = { 'Content-Type': 'multipart/form-data' }
    expect((await send(house, people[n]!, path, { body: whole, headers: nameless })).status).toBeLessThan(500)
  }
  expect(await lastDeed(house)).toBe(before)
})

test('no address leads out of the house', async () => {
  const house = await openHouse()
  const head = house.as('head')
  const away = [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '\\/evil.example',
    '/\t/evil.example',
    '/\u0000',
    '/\u0001/x',
    ' //evil.example',
    `/${'🌋'.repeat(300)}`,
    '/@evil.example/..//',
    '///evil.example',
    '/login?next=//evil.example',
  ]
  for (const next of away) {
    const shown = await head.get(`/login?${new URLSearchParams({ next })}`)
    expect(shown.status).toBe(303)
    const themed = await head.post('/account/theme', { theme: 'dark', next })
    for (const answer of [shown, themed]) {
      const to = new URL(answer.headers.get('location')!, 'http://camket.example/')
      expect([next, to.host]).toEqual([next, 'camket.example'])
    }
  }
  for (const path of [
    '//evil.example/',
    '//evil.example/%2e%2e',
    '/%2F/evil.example',
    '//evil.example?x=1',
  ]) {
    for (const visitor of [head, house.stranger()]) {
      const answer = await visitor.get(`http://localhost${path}`)
      const html = await answer.text()
      expect(html).not.toMatch(/(href|src|action|value)="(https?:)?\/\/evil/)
      expect(answer.headers.get('location') ?? '/').toMatch(/^\/(?!\/)/)
    }
  }
})

test('the host of a request stands in no answer', async () => {
  const { house, reports } = await openFurnished()
  const headers = {
    Host: 'evil.example',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-For': '<script>, 1.2.3.4',
    Forwarded: 'host=evil.example',
  }
  for (const path of [
    '/',
    '/login',
    '/my-work',
    '/targets/none',
    '/account',
    reports.submitted.path,
    '/weekly/2022-W36',
  ]) {
    for (const visitor of [house.stranger(), house.as('head'), house.as('supervisor')]) {
      const answer = await visitor.get(path, headers)
      expect(`${await answer.text()} ${[...answer.headers.values()]}`).not.toMatch(/evil\.example|<script>,/)
    }
  }
})

test('a form must come from this house itself', async () => {
  const { house, reports } = await openFurnished()
  const before = await lastDeed(house)
  const recall = `${reports.submitted.path}/recall`
  const headers = { ...form, Cookie: `camket=${await house.session('head')}` }
  const from = (more: Record<string, string>) =>
    house.app.request(recall, { method: 'POST', body: '', headers: { ...headers, ...more } })
  for (const more of [
    {},
    { Origin: 'null' },
    { Origin: 'http://evil.example' },
    { Origin: 'http://localhost.evil.example', 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'none' },
    { Referer: 'http://localhost/my-work' },
  ] as Record<string, string>[])
    expect([more, (await from(more)).status]).toEqual([more, 403])
  expect(await lastDeed(house)).toBe(before)
  expect((await from({ Origin: 'http://localhost' })).status).toBe(303)
})

test('other methods change nothing, and HEAD is answered without a body', async () => {
  const { house, targets, reports } = await openFurnished()
  const before = await lastDeed(house)
  const paths = [
    '/',
    `/targets/${targets.own.code}`,
    `/targets/${targets.own.code}/updates`,
    `${reports.submitted.path}/recall`,
    '/login',
    '/logout',
    '/account/password',
    '/healthz',
    '/nowhere',
  ]
  for (const path of paths) {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND'])
      for (const headers of [form, {}]) {
        const { status } = await send(house, 'head', path, { method, body: 'do=submit&value=5', headers })
        expect([method, path, status < 500]).toEqual([method, path, true])
      }
    const head = await send(house, 'head', path, { method: 'HEAD' })
    expect([path, head.status < 500, await head.text()]).toEqual([path, true, ''])
  }
  expect(await lastDeed(house)).toBe(before)
})

test('headers and cookies without end or sense are survived', async () => {
  const house = await openHouse()
  const odd = [
    '',
    'camket',
    'camket=',
    'camket=%E0%A4%A',
    `camket=${'x'.repeat(50_000)}`,
    'camket=a; camket=b',
    '__proto__=1; constructor=2',
    'camket_lang=<script>',
    ';;;=;=;',
  ]
  for (const Cookie of odd) {
    const more = {
      Cookie,
      'Accept-Language': '*;q=NaN',
      'Accept-Encoding': 'gzip;q=-1,%%',
      'User-Agent': 'é'.repeat(5000),
      'HX-Request': 'true',
    }
    for (const path of ['/my-work', '/login', '/healthz']) {
      const answer = await house.app.request(path, { headers: more })
      expect([Cookie, path, answer.status < 500]).toEqual([Cookie, path, true])
    }
  }
})

test('under a base path nothing lies beside it, and a theme leads back to the page it was chosen on', async () => {
  const house = await openHouse({ env: { PUBLIC_URL: 'http://localhost/camket' } })
  for (const path of ['/', '/login', '/camketx', '/my-work'])
    expect([path, (await house.as('head').get(path)).status]).toEqual([path, 404])
  const html = await page(house.as('head').get('/camket/my-work'))
  expect(html).toContain('name="next" value="/camket/my-work"')
  const chosen = await house
    .as('head')
    .post('/camket/account/theme', { theme: 'dark', next: '/camket/my-work' })
  expect(chosen.headers.get('location')).toBe('/camket/my-work')
})
