import { and, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { auditEvents, notices, posts, users } from '../../src/storage/schema.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { accountOf, CHOSEN, setUpCodes } from '../support/signing-in.ts'
import { WORLD_PASSWORD } from '../support/world.ts'

const wish = {
  unit: 'H-B',
  role: 'clerk',
  title: 'Công chức Văn phòng – Thống kê',
  username: 'van.phong',
  full_name: 'Cán bộ văn phòng',
  email: 'vp@laobao.vn',
  way: 'link',
}

const postsOf = ({ db }: House, userId: string) =>
  db.read.select().from(posts).where(eq(posts.userId, userId))
const passwordOn = (html: string) => html.match(/>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</)?.[1]
const linkOn = (html: string) => html.match(/\/link\/[\w-]{43}/)?.[0]

describe('a new person', () => {
  test('is invited by a link that is shown once', async () => {
    const house = await openHouse()
    const admin = house.as('admin')
    const html = await page(admin.fillIn('/admin/users/new', wish))
    const link = linkOn(html)!
    const person = await accountOf(house, 'van.phong')
    expect(person).toMatchObject({ fullName: wish.full_name, email: wish.email, passwordHash: null })
    expect(await postsOf(house, person.id)).toMatchObject([{ role: 'clerk', title: wish.title }])
    expect(await page(admin.get('/admin/users/van.phong'))).not.toContain(link)

    const visitor = house.stranger()
    const asked = await page(visitor.get(link))
    expect(asked).toContain('van.phong')
    const answer = await visitor.post(link, { new: CHOSEN, again: CHOSEN })
    expect(answer.headers.get('location')).toBe('/')
    expect((await visitor.get('/my-work')).status).toBe(200)
  })

  test('gets a printed password that has to be changed before anything else', async () => {
    const house = await openHouse()
    const html = await page(
      house.as('admin').fillIn('/admin/users/new', { ...wish, username: '', way: 'slip' }),
    )
    const password = passwordOn(html)!
    expect(html).toContain('h-b')

    const visitor = house.stranger()
    await visitor.post('/login', { username: 'h-b', password, next: '/my-work' })
    for (const path of ['/my-work', '/', '/account', '/admin/users', '/account/second-factor'])
      expect((await visitor.get(path)).headers.get('location')).toBe('/account/password')
    const same = await visitor.fillIn('/account/password', { new: password, again: password })
    expect(await page(same)).toContain('phải khác mật khẩu được cấp')
    const done = await visitor.fillIn('/account/password', { new: CHOSEN, again: CHOSEN })
    expect(done.headers.get('location')).toBe('/')
    expect((await visitor.get('/my-work')).status).toBe(200)
    expect((await house.stranger().post('/login', { username: 'h-b', password })).status).toBe(422)
  })

  test.each([
    ['username', { username: 'Văn Phòng' }, 'Tên đăng nhập chỉ gồm'],
    ['a name that is taken', { username: 'head' }, 'Có thể dùng head-2'],
    ['a page', { username: 'new' }, 'Tên đăng nhập chỉ gồm'],
    ['unit', { unit: 'Không có' }, 'Đề nghị chọn đơn vị'],
    ['title', { title: '' }, 'Đề nghị ghi tên chức vụ'],
    ['role', { role: '' }, 'Đề nghị chọn vai trò'],
    ['email', { email: 'không phải' }, 'Địa chỉ thư chưa đúng'],
    ['days', { from: '5/9/2022', to: '4/9/2022' }, 'Ngày kết thúc trước'],
    ['a day', { from: '31/2/2022' }, 'Chưa đọc được ngày bắt đầu'],
  ])('a wrong %s is said at its field, and what was typed comes back', async (_, fields, words) => {
    const house = await openHouse()
    const before = await house.db.read.$count(users)
    const answer = await house.as('admin').fillIn('/admin/users/new', { ...wish, ...fields })
    expect(answer.status).toBe(422)
    const html = await page(answer)
    expect(html).toContain(words)
    expect(html).toContain(wish.full_name)
    expect(await house.db.read.$count(users)).toBe(before)
  })

  test('the same form twice makes one, and a unit is chosen from what its name may mean', async () => {
    const house = await openHouse()
    const admin = house.as('admin')
    const fields = { ...wish, id: newId(), unit: 'an' }
    expect((await admin.post('/admin/users/new', { ...fields, unit: 'xa tan lien' })).status).toBe(200)
    expect((await admin.post('/admin/users/new', fields)).status).toBe(422)
    const again = await admin.post('/admin/users/new', { ...fields, unit: 'xa tan lien' })
    expect(again.headers.get('location')).toBe('/admin/users/van.phong')
    expect(await postsOf(house, (await accountOf(house, 'van.phong')).id)).toHaveLength(1)

    const found = await page(admin.htmx.get('/admin/users/units?unit=thi tran'))
    expect(found).toContain('Thị trấn Lao Bảo')
    const chosen = { ...wish, id: newId(), username: 'b2', unit: 'h', unit_code: 'H-B' }
    expect((await admin.post('/admin/users/new', chosen)).status).toBe(200)
  })
})

describe('posts', () => {
  test('decide from their first day to their last, by the office’s midnight', async () => {
    const house = await openHouse({ now: '2022-09-06T23:59:00+07:00' })
    const admin = house.as('admin')
    const { id } = await accountOf(house, 'clerk')
    const [post] = await postsOf(house, id)
    const path = `/admin/users/clerk/posts/${post!.id}`
    expect((await admin.fillIn(path, { to: '6/9/2022' })).headers.get('location')).toContain(
      'done=post_changed',
    )
    const add = { id: newId(), unit: 'H-B', role: 'head', title: 'Bí thư', from: '7/9/2022' }
    await admin.post('/admin/users/clerk/posts/new', add)
    const unit = async () => (await house.actor('clerk')).posts.map(({ unitCode }) => unitCode)
    expect(await unit()).toEqual(['H-A'])
    house.clock.advance({ minutes: 1 })
    expect(await unit()).toEqual(['H-B'])
    expect(await page(admin.get('/admin/users/clerk'))).toContain('Đã thôi')
  })

  test('a head whose post ended loses the rights at once, in a session that is open', async () => {
    const house = await openHouse()
    const target = await house.target()
    const head = house.as('head')
    expect((await head.get(`/targets/${target.code}/update`)).status).toBe(200)
    const [post] = await postsOf(house, (await accountOf(house, 'head')).id)
    await house.as('admin').fillIn(`/admin/users/head/posts/${post!.id}`, { to: '5/9/2022' })
    expect((await head.get(`/targets/${target.code}/update`)).status).toBe(404)
    expect(await page(house.as('admin').get('/admin/users?state=no_post'))).toContain('head')
  })

  test('an acting head holds the post with its document and last day, and both are asked for', async () => {
    const house = await openHouse()
    const admin = house.as('admin')
    const path = '/admin/users/clerk/posts/new?acting=1'
    const title = 'Phó Chủ tịch phụ trách'
    const bare = await admin.fillIn(path, { unit: 'H-A', title })
    const html = await page(bare)
    expect(html).toContain('cần ngày kết thúc')
    expect(html).toContain('cần văn bản căn cứ')
    const fields = { unit: 'H-A', title, to: '30/9/2022', document: 'Giấy ủy quyền 12/GUQ-UBND' }
    expect(await house.follow(admin.fillIn(path, fields))).toContain('Giấy ủy quyền 12/GUQ-UBND')
    expect((await house.actor('clerk')).posts.map(({ role }) => role)).toContain('head')
    house.clock.set('2022-10-01T00:00:00+07:00')
    expect((await house.actor('clerk')).posts.map(({ role }) => role)).toEqual(['clerk'])
  })

  test('a post that somebody else changed is shown beside what was typed', async () => {
    const house = await openHouse()
    const [post] = await postsOf(house, (await accountOf(house, 'clerk')).id)
    const path = `/admin/users/clerk/posts/${post!.id}`
    await house.as('admin').fillIn(path, { title: 'Tên thứ nhất' })
    const answer = await house.as('admin').post(path, { title: 'Tên thứ hai', version: '1' })
    expect(answer.status).toBe(409)
    const html = await page(answer)
    expect(html).toContain('Tên thứ nhất')
    expect(html).toContain('Tên thứ hai')
  })

  test('a post that administrators give themselves is recorded and told to the others', async () => {
    const house = await openHouse()
    const admin = house.as('admin')
    await admin.fillIn('/admin/users/head/posts/new', { unit: 'H', role: 'admin', title: 'Quản trị viên' })
    const own = { unit: 'H', role: 'leader', title: 'Phó Bí thư' }
    expect(await page(admin.get('/admin/users/admin/posts/new'))).toContain('tự giao chức vụ')
    await admin.fillIn('/admin/users/admin/posts/new', own)
    const told = await house.db.read.select().from(notices).where(eq(notices.kind, 'own_post'))
    expect(told.map(({ userId }) => userId)).toEqual([(await accountOf(house, 'head')).id])
    expect(await page(house.as('head').get('/notices'))).toContain('Quản trị viên tự giao chức vụ cho mình')
    const about = and(eq(auditEvents.deed, 'post.added'), eq(auditEvents.subject, 'admin'))
    expect(await house.db.read.$count(auditEvents, about)).toBe(1)
  })

  test.each([
    ['ends later', { to: '1/12/2022' }, { to: '31/12/2022' }, true],
    ['has no end', { to: '1/12/2022' }, { to: '' }, true],
    ['begins earlier', { from: '1/12/2022' }, { from: '6/9/2022' }, true],
    ['ends earlier', { to: '1/12/2022' }, { to: '1/11/2022' }, false],
  ])(
    'of one’s own, one that %s is told to the other administrators where it is wider',
    async (_, was, becomes, isTold) => {
      const house = await openHouse()
      const admin = house.as('admin')
      await admin.fillIn('/admin/users/head/posts/new', { unit: 'H', role: 'admin', title: 'Quản trị viên' })
      const own = { unit: 'H', role: 'leader', title: 'Phó Bí thư', ...was }
      await admin.fillIn('/admin/users/admin/posts/new', own)
      await house.db.tx((tx) => tx.delete(notices))
      const posts = await postsOf(house, (await accountOf(house, 'admin')).id)
      const { id } = posts.find(({ role }) => role === 'leader')!
      await house.follow(admin.fillIn(`/admin/users/admin/posts/${id}`, becomes))
      const told = (await page(house.as('head').get('/notices'))).includes('tự kéo dài thời gian giữ chức vụ')
      expect([told, await house.db.read.$count(notices)]).toEqual([isTold, isTold ? 1 : 0])
    },
  )
})

describe('an account', () => {
  test('is closed at once and opened again; nobody closes their own', async () => {
    const house = await openHouse()
    const admin = house.as('admin')
    const head = house.as('head')
    expect((await head.get('/my-work')).status).toBe(200)
    const bare = await admin.post('/admin/users/head/disable', { reason: '' })
    expect(await page(bare)).toContain('Đề nghị ghi lý do')
    const html = await house.follow(admin.post('/admin/users/head/disable', { reason: 'Nghỉ hưu' }))
    expect(html).toContain('Đã khóa tài khoản')
    expect((await head.get('/my-work')).status).toBe(303)
    const words = { username: 'head', password: WORLD_PASSWORD }
    expect((await house.stranger().post('/login', words)).status).toBe(422)
    await admin.post('/admin/users/head/enable', {})
    expect((await house.stranger().post('/login', words)).status).toBe(303)

    const self = await admin.post('/admin/users/admin/disable', { reason: 'x' })
    expect(await page(self)).toContain('Không thể tự khóa')
    expect((await admin.post('/admin/users/admin/slip', {})).status).toBe(404)
  })

  test('the last active administrator stays one, also where two close each other at once', async () => {
    const house = await openHouse()
    const [post] = await postsOf(house, (await accountOf(house, 'admin')).id)
    const path = `/admin/users/admin/posts/${post!.id}`
    const refused = await house.as('admin').fillIn(path, { to: '31/12/2022' })
    expect(await page(refused)).toContain('quản trị viên cuối cùng')

    const second = { unit: 'H', role: 'admin', title: 'Quản trị viên' }
    await house.as('admin').fillIn('/admin/users/head/posts/new', second)
    const [one, other] = [house.as('admin'), house.as('head')]
    await Promise.all([one.get('/admin/users'), other.get('/admin/users')])
    await Promise.all([
      one.post('/admin/users/head/disable', { reason: 'x' }),
      other.post('/admin/users/admin/disable', { reason: 'x' }),
    ])
    const open = await Promise.all(['admin', 'head'].map((name) => accountOf(house, name)))
    expect(open.filter(({ disabledAt }) => disabledAt === null)).toHaveLength(1)
  })

  test('changes its details under a version', async () => {
    const house = await openHouse()
    const admin = house.as('admin')
    const fields = { full_name: 'Người đứng đầu', email: 'a@b.vn', language: 'en' }
    expect(await house.follow(admin.fillIn('/admin/users/head', fields, { form: 'details' }))).toContain(
      'Đã lưu thông tin',
    )
    const stale = await admin.post('/admin/users/head/details', {
      ...fields,
      full_name: 'Khác',
      version: '1',
    })
    expect(stale.status).toBe(409)
    expect(await page(stale)).toContain('Người đứng đầu')
    expect(await accountOf(house, 'head')).toMatchObject({ fullName: 'Người đứng đầu', locale: 'en' })
  })

  test('its sessions are ended one by one or all, and its one-time codes switched off with a reason', async () => {
    const house = await openHouse()
    await setUpCodes(house, 'head')
    const admin = house.as('admin')
    const [one, two] = [house.as('head'), house.as('head')]
    await one.get('/my-work')
    house.clock.advance({ minutes: 1 })
    await two.get('/my-work')
    const html = await page(admin.get('/admin/users/head'))
    const [newest] = [...html.matchAll(/name="session" value="([0-9a-f]{16})"/g)].map(([, name]) => name!)
    await admin.post('/admin/users/head/sessions', { session: newest! })
    expect([(await one.get('/my-work')).status, (await two.get('/my-work')).status]).toEqual([200, 303])
    await admin.post('/admin/users/head/sessions', { session: 'all' })
    expect((await one.get('/my-work')).status).toBe(303)

    const path = '/admin/users/head/second-factor'
    expect((await admin.post(path, { factor_reason: '' })).status).toBe(422)
    await admin.post(path, { factor_reason: 'Mất điện thoại' })
    expect((await accountOf(house, 'head')).totpSecret).toBeNull()
    const events = await house.db.read.select().from(auditEvents)
    expect(events.at(-1)).toMatchObject({
      deed: 'user.second_factor.off',
      detail: { reason: 'Mất điện thoại' },
    })
  })
})
