import { desc, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { auditEvents, campaigns } from '../../src/storage/schema.ts'
import { findSetting } from '../../src/storage/settings.ts'
import { loadLetterhead } from '../../src/storage/summaries/letterhead.ts'
import { lastDeed } from '../support/furnished.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

const path = '/admin/settings'
const HEAD = 'letterhead/H'

async function headOf({ db, tenant }: House) {
  const owners = await db.read.select().from(campaigns).where(eq(campaigns.code, 'H-2022'))
  return await loadLetterhead(db.read, tenant, owners[0]!.ownerUnitId)
}

async function lastEvent({ db }: House) {
  const [event] = await db.read.select().from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1)
  return event!
}

test('the name of the office stands on every screen once it is set', async () => {
  const house = await openHouse()
  const visitor = house.as('admin')
  const saved = visitor.fillIn(
    path,
    { organisation: '  Huyện ủy  Hướng Hóa mới ' },
    { form: '/organisation' },
  )
  const html = await house.follow(saved)
  expect(html).toContain('Đã lưu thiết lập.')
  expect(html).toContain('value="Huyện ủy Hướng Hóa mới"')
  expect(await lastEvent(house)).toMatchObject({
    deed: 'settings.organisation',
    subject: 'organisation.name',
    detail: { before: null, after: 'Huyện ủy Hướng Hóa mới' },
  })
  expect(await page(house.stranger().get('/login'))).toContain('Huyện ủy Hướng Hóa mới')
})

test('who needs a one-time code is kept by role', async () => {
  const house = await openHouse()
  await house
    .as('admin')
    .fillIn(path, { second_factor: ['leader', 'supervisor', 'nobody'] }, { form: '/security' })
  expect(await findSetting(house.db.read, house.tenant, 'security.second_factor')).toEqual([
    'supervisor',
    'leader',
  ])
  await house.as('admin').fillIn(path, { second_factor: [] }, { form: '/security' })
  expect(await findSetting(house.db.read, house.tenant, 'security.second_factor')).toEqual([])
  expect((await lastEvent(house)).detail).toEqual({ before: ['supervisor', 'leader'], after: [] })
})

test('only the lines that differ from the name are kept, so that the others follow it', async () => {
  const house = await openHouse()
  const visitor = house.as('admin')
  const before = await headOf(house)
  const change = { place: 'Khe Sanh', recipients: '- Thường trực Tỉnh ủy;\nLưu.' }
  const html = await house.follow(visitor.fillIn(`${path}?unit=H`, change, { form: HEAD, button: 'do=save' }))
  expect(html).toContain('Khe Sanh, ngày 06 tháng 9 năm 2022')
  const recipients = ['Thường trực Tỉnh ủy', 'Lưu']
  expect(await headOf(house)).toEqual({ ...before, place: 'Khe Sanh', recipients })
  const event = await lastEvent(house)
  expect([event.deed, event.detail]).toEqual([
    'settings.letterhead',
    { before: null, after: { place: 'Khe Sanh', recipients } },
  ])
  await house.follow(visitor.fillIn(`${path}?unit=H`, {}, { form: HEAD, button: 'do=reset' }))
  expect(await headOf(house)).toEqual(before)
})

test('the picture shows what is typed before it is kept, with script and without', async () => {
  const house = await openHouse()
  const before = await lastDeed(house)
  const seen = await house
    .as('admin')
    .fillIn(`${path}?unit=H`, { form: 'state', issuer: 'UBND HUYỆN' }, { form: HEAD, button: 'do=preview' })
  const html = await page(seen)
  expect(html).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
  const piece = await page(house.as('admin').htmx.post(`${path}/${HEAD}/picture`, { issuer: 'VĂN PHÒNG' }))
  expect(piece).toContain('VĂN PHÒNG')
  expect(await lastDeed(house)).toBe(before)
})

test('what cannot be is said at its field, and what was typed stays', async () => {
  const house = await openHouse()
  const long = 'x'.repeat(201)
  const answer = await house
    .as('admin')
    .fillIn(
      `${path}?unit=H`,
      { issuer: long, signature: 'a\nb\nc\nd\ne\nf' },
      { form: HEAD, button: 'do=save' },
    )
  expect(answer.status).toBe(422)
  const html = await page(answer)
  expect(html).toContain('id="issuer-error"')
  expect(html).toContain('id="signature-error"')
  expect(html).toContain(`value="${long}"`)
  const name = await house.as('admin').fillIn(path, { organisation: long }, { form: '/organisation' })
  expect([name.status, (await page(name)).includes('id="organisation-error"')]).toEqual([422, true])
})

test.each([
  ['organisation', { organisation: 'Tên khác' }],
  ['security', { second_factor: 'leader' }],
  ['letterhead/H', { place: 'Nơi khác', do: 'save' }],
])('%s: what somebody else changed meanwhile is shown beside what was typed', async (what, fields) => {
  const house = await openHouse()
  const send = (more: Record<string, string>) =>
    house.as('admin').post(`${path}/${what}`, { ...fields, version: '0', ...more })
  expect((await send({})).status).toBe(303)
  const before = await lastDeed(house)
  const late = await send({ organisation: 'Của tôi', second_factor: 'inspector', place: 'Của tôi' })
  expect(late.status).toBe(409)
  const html = await page(late)
  expect(html).toContain('Người khác vừa sửa mục này')
  expect(html).toContain('name="version" value="1"')
  expect((await send({ version: '' })).status).toBe(409)
  expect(await lastDeed(house)).toBe(before)
  // The same sent twice is done once.
  expect((await send({ version: '1' })).status).toBe(303)
  expect(await lastDeed(house)).toBe(before)
})

test('what the server decides is told, without its secrets', async () => {
  const house = await openHouse({
    env: { SMTP_URL: 'smtp://ten:bimat123@thu.vn', MAIL_FROM: 'Sổ <so@thu.vn>' },
  })
  const html = await page(house.as('admin').get(path))
  expect(html).toContain('Asia/Ho_Chi_Minh')
  expect(html).toContain('Gửi từ so@thu.vn')
  expect(html).not.toContain('bimat123')
})
