import { expect, test } from 'vitest'
import { openHouse } from '../support/house.ts'

/** Every other address is for those who have signed in. */
const open = [
  'GET /login',
  'POST /login',
  'POST /logout',
  'GET /login/code',
  'POST /login/code',
  'GET /link/:token',
  'POST /link/:token',
  'GET /healthz',
  'GET /readyz',
  'GET /assets/:hash/:name',
  'GET /mail/:token',
  'POST /mail/:token',
  'GET /setup/:token',
  'POST /setup/:token',
  'POST /setup/:token/picture',
]

test('every door that is not named as open sends a stranger to sign in', async () => {
  const house = await openHouse()
  const doors = [...new Set(house.app.routes.map(({ method, path }) => `${method} ${path}`))]
    .filter((door) => !door.startsWith('ALL ') && !open.includes(door))
    .map((door) => door.split(' ') as [string, string])
  expect(doors.length).toBeGreaterThan(5)

  for (const [method, path] of doors) {
    const address = path.replace(/:\w+(\{[^/]*\})?\??/g, '1')
    if (method === 'GET') {
      const answer = await house.stranger().get(address)
      expect([path, answer.status]).toEqual([path, 303])
      expect(answer.headers.get('location')).toBe(`/login?next=${encodeURIComponent(address)}`)
    } else {
      const answer = await house.stranger().post(address, { id: '1' })
      expect([path, answer.status]).toEqual([path, 401])
    }
  }
})

test('the doors named as open are there', async () => {
  const house = await openHouse()
  const doors = house.app.routes.map(({ method, path }) => `${method} ${path}`)
  expect(open.filter((door) => !doors.includes(door))).toEqual([])
})

test('htmx is told where to sign in', async () => {
  const house = await openHouse()
  const answer = await house.stranger().htmx.get('/my-work')
  expect(answer.status).toBe(401)
  expect(answer.headers.get('HX-Redirect')).toBe('/login?next=%2Fmy-work')
})

test('a form sent from another site is refused', async () => {
  const house = await openHouse()
  const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elsewhere.example' }
  expect((await house.as('head').post('/account/language', { language: 'en' }, { headers })).status).toBe(403)
})
