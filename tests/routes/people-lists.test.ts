import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { posts } from '../../src/storage/schema.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { accountOf } from '../support/signing-in.ts'

const postsOf = ({ db }: House, userId: string) =>
  db.read.select().from(posts).where(eq(posts.userId, userId))
const passwordOn = (html: string) => html.match(/>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</)?.[1]

describe('many at once', () => {
  test('units without a head get one each, with slips; a second sending finds them made', async () => {
    const house = await openHouse()
    const admin = house.as('admin')
    const [post] = await postsOf(house, (await accountOf(house, 'otherHead'.replace('H', '-h'))).id)
    await admin.fillIn(`/admin/users/other-head/posts/${post!.id}`, { to: '5/9/2022' })
    const list = await page(admin.get('/admin/users/heads'))
    expect(list).toContain('Thị trấn Lao Bảo')
    expect(list).not.toContain('Xã Tân Liên')
    // The body above the office signs in at a house of its own, if at all.
    expect(list).not.toContain('title.T"')
    expect((await admin.post('/admin/users/heads', {})).status).toBe(422)
    const fields = { all: '1', 'title.H-B': 'Chủ tịch UBND thị trấn' }
    const html = await page(admin.post('/admin/users/heads', fields))
    expect(html.match(/class="slip"/g)).toHaveLength(1)
    const login = {
      username: 'h-b',
      password: html.split('>h-b<')[1]!.match(/[a-z2-9]{4}(-[a-z2-9]{4}){2}/)![0],
    }
    expect((await house.stranger().post('/login', login)).status).toBe(303)
    expect((await admin.post('/admin/users/heads', fields)).status).toBe(422)
    expect(await page(admin.get('/admin/users/heads'))).toContain('Mọi đơn vị đều đã có người đứng đầu')
  })

  test('accounts of an import get their first passwords on slips', async () => {
    const house = await openHouse()
    const row = {
      username: 'moi',
      unit: 'H-B',
      role: 'clerk',
      post_title: 'Công chức',
      locale: 'vi',
      email: null,
    } as const
    await house.add({ users: [row] })
    const admin = house.as('admin')
    const html = await page(admin.fillIn('/admin/users/slips', { person: 'moi' }))
    expect(html).toContain('>moi<')
    expect((await admin.post('/admin/users/slips', { person: ['head'] })).status).toBe(422)
    expect((await admin.post('/admin/users/slips', { all: '1' })).status).toBe(422)
    const login = { username: 'moi', password: passwordOn(html)! }
    expect((await house.stranger().post('/login', login)).headers.get('location')).toBe('/')
  })
})

test('the list is searched without diacritics, filtered, and turned over page by page', async () => {
  const house = await openDemo()
  const admin = house.as('admin')
  const names = async (query: string) => {
    const html = await page(admin.get(`/admin/users?${query}`))
    return [...html.matchAll(/href="\/admin\/users\/([a-z0-9][^"?/]+)"/g)]
      .map(([, name]) => name!)
      .filter((name) => !['new', 'heads', 'slips'].includes(name))
  }
  expect(await names('q=truong phong tai chinh')).toEqual(['hh-tckh'])
  expect(await names('q=hh-nn')).toEqual(['hh-nn', 'hh-nn-cv'])
  expect(await names('unit=HH-TCKH&role=head')).toEqual(['hh-tckh'])
  expect(await names('role=admin&state=active')).toContain('admin')
  expect(await names('state=disabled')).toEqual([])
  const first = await names('')
  expect(first).toHaveLength(50)
  expect((await names(`after=${first.at(-1)}`))[0]! > first.at(-1)!).toBe(true)
})
