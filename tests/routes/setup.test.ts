import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { verifyChain } from '../../src/storage/audit.ts'
import {
  auditEvents,
  posts,
  settings,
  units,
  unitVersions,
  userLinks,
  users,
} from '../../src/storage/schema.ts'
import { makeFirstLink } from '../../src/storage/set-up.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

const TENANT = 'van-phong'

/** A tenant in which there is nobody yet. */
async function openEmpty() {
  const house = await openHouse({ env: { TENANT } })
  const link = async () => `/setup/${await makeFirstLink(house.db, TENANT, house.clock.now())}`
  return { house, link }
}

const fields = {
  organisation: 'Huyện ủy Hướng Hóa',
  form: 'party',
  upper: 'Tỉnh ủy Quảng Trị',
  username: 'quantri',
  full_name: 'Người quản trị',
  title: 'Quản trị hệ thống',
  password: 'mat khau dai 2026',
  again: 'mat khau dai 2026',
  starter: 'admin',
}
const save = { button: 'do=save' }

const peopleOf = ({ db }: House) => db.read.select().from(users).where(eq(users.tenant, TENANT))

test('an office that has no name yet is not spoken of', async () => {
  const { house, link } = await openEmpty()
  const html = await page(house.stranger().get(await link()))
  expect(html).toContain('<span>Sổ cam kết</span></div></footer>')
  expect(html).not.toContain('Trợ giúp: Văn phòng')
})

test('one page makes the units, the names, the first account and a session, and the link is used up', async () => {
  const { house, link } = await openEmpty()
  const path = await link()
  const visitor = house.stranger()
  const html = await house.follow(visitor.fillIn(path, fields, save))
  expect(html).toContain('Tiếp theo: lập danh mục đơn vị')
  expect(html).toContain('Huyện ủy Hướng Hóa')
  expect(html).toContain('Chưa có lãnh đạo nào')

  const { read } = house.db
  const tree = await read.select().from(units).where(eq(units.tenant, TENANT)).orderBy(units.path)
  expect(tree.map(({ code, path: at, kind }) => [code, at, kind])).toEqual([
    ['QT', 'qt/', 'party_committee'],
    ['HH', 'qt/hh/', 'party_committee'],
  ])
  const versions = await read.select().from(unitVersions).where(eq(unitVersions.tenant, TENANT))
  expect(versions.map(({ number, name }) => [number, name])).toHaveLength(2)
  const held = await read.select().from(posts).where(eq(posts.tenant, TENANT))
  expect(held.map(({ role, title }) => [role, title])).toEqual([['admin', 'Quản trị hệ thống']])
  const set = await read.select().from(settings).where(eq(settings.tenant, TENANT)).orderBy(settings.name)
  expect(set.map(({ name, value }) => [name, value])).toEqual([
    ['letterhead.HH', {}],
    ['organisation.name', 'Huyện ủy Hướng Hóa'],
  ])
  const [person] = await peopleOf(house)
  expect(person).toMatchObject({ username: 'quantri', fullName: 'Người quản trị', mustChangePassword: false })
  expect(person!.passwordHash).toMatch(/^\$argon2id/)
  const [event, entered] = await read
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.tenant, TENANT))
    .orderBy(auditEvents.seq)
  expect(event).toMatchObject({ deed: 'house.set_up', actor: 'quantri', actorId: person!.id })
  expect(entered).toMatchObject({ deed: 'login', actor: 'quantri' })
  expect(JSON.stringify(event)).not.toContain(fields.password)
  expect(await verifyChain(read, TENANT)).toEqual({ events: 2 })

  const again = await house.stranger().get(path)
  expect(again.status).toBe(404)
  expect(await page(again)).toContain('npm start')
  expect((await house.stranger().post(path, { ...fields, do: 'save' })).status).toBe(404)
  expect(await peopleOf(house)).toHaveLength(1)
  expect(await makeFirstLink(house.db, TENANT, house.clock.now())).toBeUndefined()
  const login = await house.stranger().post('/login', { username: 'quantri', password: fields.password })
  expect([login.status, login.headers.get('location')]).toEqual([303, '/'])
})

test('only the hash of the link is kept; a new one ends the older, and each ends after a day', async () => {
  const { house, link } = await openEmpty()
  const first = await link()
  const second = await link()
  const kept = await house.db.read.select().from(userLinks).where(eq(userLinks.tenant, TENANT))
  expect(kept).toHaveLength(1)
  expect(JSON.stringify(kept)).not.toContain(second.slice('/setup/'.length))
  expect((await house.stranger().get(first)).status).toBe(404)
  const open = await house.stranger().get(second)
  expect([open.status, open.headers.get('cache-control')]).toEqual([200, 'no-store'])
  house.clock.advance({ hours: 24 })
  expect((await house.stranger().get(second)).status).toBe(404)
  expect((await house.stranger().post(second, { ...fields, do: 'save' })).status).toBe(404)
  expect(await peopleOf(house)).toEqual([])
})

test('of links that many processes make at once exactly one works', async () => {
  const { house, link } = await openEmpty()
  const paths = await Promise.all(Array.from({ length: 6 }, link))
  const open = await Promise.all(paths.map(async (path) => (await house.stranger().get(path)).status))
  expect(open.filter((status) => status === 200)).toHaveLength(1)
})

test('sent by two people at once, it sets the house up once', async () => {
  const { house, link } = await openEmpty()
  const path = await link()
  const sent = await Promise.all(
    ['an', 'binh', 'chi'].map((username) =>
      house.stranger().post(path, { ...fields, username: `${username}.qt`, do: 'save' }),
    ),
  )
  expect(sent.map(({ status }) => status).sort()).toEqual([303, 404, 404])
  expect(await peopleOf(house)).toHaveLength(1)
})

test('what is wrong is said at its field, what was typed stays, and nothing was made', async () => {
  const { house, link } = await openEmpty()
  const path = await link()
  const wrong = {
    organisation: '',
    code: 'mã có dấu',
    username: 'A',
    title: '',
    upper: 'Tỉnh ủy Quảng Trị',
    password: 'ngan',
    starter: 'supervisor',
    supervisor_title: '',
  }
  const answer = await house.stranger().fillIn(path, wrong, save)
  expect(answer.status).toBe(422)
  const html = await page(answer)
  for (const field of ['organisation', 'code', 'username', 'title', 'password', 'supervisor_title']) {
    expect(html).toContain(`href="#${field}"`)
    expect(html).toContain(`id="${field}-error"`)
  }
  expect(html).toContain('value="Tỉnh ủy Quảng Trị"')
  expect(html).not.toContain('value="ngan"')
  const differs = await house.stranger().fillIn(path, { ...fields, again: 'mat khau khac 2026' }, save)
  expect(await page(differs)).toContain('id="again-error"')
  const sameName = await house.stranger().fillIn(path, { ...fields, upper: fields.organisation }, save)
  expect(await page(sameName)).toContain('id="upper-error"')
  expect(await peopleOf(house)).toEqual([])
})

test('the head of the papers is shown before anything is kept, and its lines can be changed', async () => {
  const { house, link } = await openEmpty()
  const path = await link()
  const seen = await page(
    house.stranger().fillIn(path, { ...fields, number: 'Số …-BC/HU-VP' }, { button: 'do=preview' }),
  )
  expect(seen).toContain('ĐẢNG BỘ TỈNH QUẢNG TRỊ')
  expect(seen).toContain('Số …-BC/HU-VP')
  const piece = await page(house.stranger().htmx.post(`${path}/picture`, { ...fields, place: 'Khe Sanh' }))
  expect(piece).toContain('Khe Sanh, ngày 06 tháng 9 năm 2022')
  expect(piece).not.toContain('<form')
  expect(await peopleOf(house)).toEqual([])

  await house
    .stranger()
    .fillIn(
      path,
      { ...fields, code: 'HU', place: 'Khe Sanh', starter: 'supervisor', supervisor_title: 'Chuyên viên' },
      save,
    )
  const set = await house.db.read
    .select()
    .from(settings)
    .where(and(eq(settings.tenant, TENANT), eq(settings.name, 'letterhead.HU')))
  expect(set.map(({ value }) => value)).toEqual([{ place: 'Khe Sanh' }])
  const held = await house.db.read.select().from(posts).where(eq(posts.tenant, TENANT)).orderBy(posts.id)
  expect(held.map(({ role, title }) => [role, title])).toEqual([
    ['admin', 'Quản trị hệ thống'],
    ['supervisor', 'Chuyên viên'],
  ])
})

test('an office of the state has papers of its own form, whatever its name', async () => {
  const { house, link } = await openEmpty()
  const state = { ...fields, organisation: 'UBND xã Lao Bảo', upper: '', form: 'state' }
  await house.stranger().fillIn(await link(), state, save)
  const [unit] = await house.db.read.select().from(units).where(eq(units.tenant, TENANT))
  expect(unit).toMatchObject({ code: 'LB', kind: 'commune', parentId: null })
})

test('whoever tries links has to wait', async () => {
  const { house, link } = await openEmpty()
  const path = await link()
  for (let n = 0; n < 61; n++) await house.stranger().get(`/setup/wrong${n}`)
  const answer = await house.stranger().get(path)
  expect(answer.status).toBe(429)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  await page(answer)
  house.clock.advance({ minutes: 2 })
  expect((await house.stranger().get(path)).status).toBe(200)
})

test('a house with accounts has no link, and its address is like any other that does not work', async () => {
  const house = await openHouse()
  expect(await makeFirstLink(house.db, house.tenant, house.clock.now())).toBeUndefined()
  expect((await house.as('admin').get('/setup/anything')).status).toBe(404)
})

test('the pages that follow a campaign say what comes next while there is none', async () => {
  const { house, link } = await openEmpty()
  const visitor = house.stranger()
  await visitor.fillIn(
    await link(),
    { ...fields, starter: 'supervisor', supervisor_title: 'Chuyên viên' },
    save,
  )
  expect((await visitor.get('/')).headers.get('location')).toBe('/admin')
  for (const path of ['/desk', '/dashboard', '/weekly', '/units', '/meetings', '/reports']) {
    const answer = await visitor.get(path)
    expect([path, answer.status]).toEqual([path, 200])
    const html = await page(answer)
    expect([path, html.includes('Chưa có đợt cam kết nào')]).toEqual([path, true])
    expect(html).toContain('href="/admin/campaigns"')
  }
  for (const path of [
    '/commitments',
    '/proposals',
    '/directions',
    '/notices',
    '/admin',
    '/admin/settings',
    '/admin/audit',
  ]) {
    const answer = await visitor.get(path)
    expect([path, answer.status]).toEqual([path, 200])
    await page(answer)
  }
  expect((await visitor.get('/desk?campaign=HH-2022')).status).toBe(404)
})
