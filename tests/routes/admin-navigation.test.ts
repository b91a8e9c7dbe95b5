import { expect, test } from 'vitest'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

/** The rooms, each with the entry that marks it; those without one are found from the start. */
const rooms: [room: string, entry: string, current: string][] = [
  ['', '', 'page'],
  ['/users', '/users', 'page'],
  ['/units', '/units', 'page'],
  ['/campaigns', '/campaigns', 'page'],
  ['/calendar', '/campaigns', 'page'],
  ['/import', '/import', 'page'],
  ['/export', '/import', 'page'],
  ['/audit', '', 'true'],
  ['/settings', '', 'true'],
]

/** The entries of one navigation that are marked as the place where the reader is. */
const currentIn = (html: string, navigation: RegExp) =>
  [...(html.match(navigation)?.[0] ?? '').matchAll(/href="([^"]+)" aria-current="(\w+)"/g)].map(
    ([, href, current]) => [href, current],
  )

const bar = /<nav class="nav"[\s\S]*?<\/nav>/
const phone = /<nav class="tabbar[\s\S]*?<\/nav>/
const menu = /<details class="menu">[\s\S]*?<\/details>/

test.each(rooms)(
  'on /admin%s one entry is marked as the place where the administrator is, on the phone too',
  async (room, entry, current) => {
    const house = await openHouse()
    const html = await page(house.as('admin').get(`/admin${room}`))
    for (const where of [bar, phone]) expect(currentIn(html, where)).toEqual([[`/admin${entry}`, current]])
  },
)

test('who has a desk as well finds it in the bar, and the rooms in their menu; an administrator alone begins there', async () => {
  const house = await openHouse()
  const both = { unit: 'H', role: 'admin', title: 'Quản trị viên' }
  await house.as('admin').fillIn('/admin/users/supervisor/posts/new', both)
  const html = await page(house.as('supervisor').get('/admin/settings'))
  for (const where of [bar, phone]) expect(currentIn(html, where)).toEqual([['/admin', 'true']])
  expect(currentIn(html, menu)).toEqual([['/admin/settings', 'page']])
  expect((await house.as('admin').get('/')).headers.get('location')).toBe('/admin')
  for (const who of ['leader', 'head', 'supervisor2'])
    expect(await page(house.as(who).get('/account'))).not.toContain('href="/admin"')
})
