import { expect, test } from 'vitest'
import { auditEvents } from '../../src/storage/schema.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

const newUnit = {
  code: 'H-C',
  name: 'Xã Tân Hợp',
  short_name: 'Tân Hợp',
  kind: 'commune',
  parent: 'huyen uy',
  sort_order: '3',
  official_code: '19450',
  valid_from: '1/9/2022',
}

async function lastEvent(house: House) {
  return (await house.db.read.select().from(auditEvents)).at(-1)!
}

test('the tree opens a level at a time, in the order of the office, and is searched without diacritics', async () => {
  const house = await openDemo()
  const admin = house.as('admin')
  const top = await page(admin.get('/admin/units'))
  expect(top).toContain('45 đơn vị, xếp theo thứ tự của văn phòng')
  // Where one unit stands above all others, what is below it comes along.
  for (const name of ['Tỉnh ủy Quảng Trị', 'Huyện ủy Hướng Hóa', 'Huyện đoàn']) expect(top).toContain(name)
  const district = await page(admin.get('/admin/units?in=HH'))
  const names = [...district.matchAll(/href="\/admin\/units\/(HH-[A-Z]+)"/g)].map((match) => match[1])
  expect(names.slice(0, 3)).toEqual(['HH-VPHU', 'HH-BTC', 'HH-BTG'])
  expect(names).toHaveLength(43)
  expect(district).toContain('Bí thư Đảng ủy thị trấn Khe Sanh')
  expect(district).toContain('43 đơn vị trực thuộc')
  expect(district).not.toContain('xếp theo thứ tự của văn phòng')
  const found = await page(admin.get('/admin/units?q=khe+sanh'))
  expect(found).toContain('Thị trấn Khe Sanh')
  expect(found).not.toContain('Xã Tân Hợp')
  expect(await page(admin.get('/admin/units?q=khong+co'))).toContain('Không tìm thấy đơn vị nào')
})

test('a unit is added once below the unit that a part of a name finds, and its parent may be asked for', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const html = await house.follow(admin.fillIn('/admin/units/new', newUnit, { form: '/admin/units/new' }))
  expect(html).toContain('Đã thêm đơn vị')
  expect(html).toContain('Từ 1/9/2022 đến nay')
  expect(html).toContain('Thành lập')
  const { deed, subject } = await lastEvent(house)
  expect([deed, subject]).toEqual(['unit.added', 'H-C'])

  const wrong = await admin.fillIn(
    '/admin/units/new',
    { code: 'h-d', parent: 'xa', sort_order: 'ba' },
    { form: '/admin/units/new' },
  )
  expect(wrong.status).toBe(422)
  const back = await page(wrong)
  for (const words of ['Mã chỉ gồm chữ in hoa', 'Nhập tên đơn vị', 'Có nhiều đơn vị phù hợp', 'Thứ tự là số'])
    expect(back).toContain(words)
  expect(back).toContain('value="h-d"')
  const picked = { ...newUnit, code: 'H-D', name: 'Xã Húc', parent: 'xa', parent_code: 'H-A' }
  const done = await admin.fillIn('/admin/units/new', picked, { form: '/admin/units/new' })
  expect(done.headers.get('location')).toBe('/admin/units/H-D?done=added')
  expect(await page(admin.get('/admin/units?in=H-A'))).toContain('Xã Húc')
  const taken = await admin.fillIn('/admin/units/new', newUnit, { form: '/admin/units/new' })
  expect(await page(taken)).toContain('Mã này đã có đơn vị khác dùng')
})

test('a form that is sent twice adds one unit', async () => {
  const house = await openHouse()
  const fields = { ...newUnit, id: '0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f001' }
  const places = []
  for (const _ of [1, 2])
    places.push((await house.as('admin').post('/admin/units/new', fields)).headers.get('location'))
  expect(places).toEqual(['/admin/units/H-C?done=added', '/admin/units/H-C?done=added'])
})

test('order, block and spelling are put right without a decision, a name only with a reason, and not over another', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const edit = '/admin/units/H-B/edit'
  const refused = await admin.fillIn(edit, { name: 'Thị trấn Lao Bảo (biên giới)' }, { form: 'H-B/edit' })
  expect(refused.status).toBe(422)
  expect(await page(refused)).toContain('Sửa tên phải ghi lý do')
  const right = { name: 'Thị trấn Lao Bảo I', reason: 'viết thiếu', block: 'Xã, thị trấn', sort_order: '7' }
  const shown = await house.follow(admin.fillIn(edit, right, { form: 'H-B/edit' }))
  expect(shown).toContain('Thị trấn Lao Bảo I')
  const { deed, detail } = await lastEvent(house)
  expect([deed, (detail.before as { name: string }).name]).toEqual(['unit.edited', 'Thị trấn Lao Bảo'])
  const stale = { name: 'Khác', short_name: 'Khác', sort_order: '1', reason: 'x', version: '1' }
  const clash = await admin.post(edit, stale)
  expect(clash.status).toBe(409)
  const html = await page(clash)
  expect(html).toContain('Hiện ghi là: Thị trấn Lao Bảo I')
  expect(html).toContain('value="Khác"')
})

test('the page of a unit shows its people, papers, versions and the way to every change', async () => {
  const house = await openHouse()
  const html = await page(house.as('admin').get('/admin/units/H-A'))
  for (const words of ['Chủ tịch UBND xã', 'CK-H-A', 'Từ khi lập đến nay', 'kind=merge&amp;unit=H-A'])
    expect(html).toContain(words)
  expect((await house.as('admin').get('/admin/units/X')).status).toBe(404)
  expect((await house.as('admin').get('/admin/units?in=X')).status).toBe(404)
})

test('the kind of a new unit is that of the last one beside it, and is chosen where there is none', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const first = { ...newUnit, id: '0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f003', kind: 'township', sort_order: '99' }
  await house.follow(admin.post('/admin/units/new', { ...first, valid_from: '' }))
  const beside = await page(admin.get('/admin/units/new?parent=H'))
  expect(beside).toMatch(/<option value="township" selected/)
  expect(beside).not.toContain('Chọn loại đơn vị')
  expect(await page(admin.get('/admin/units/new?parent=H-A'))).toContain('Chọn loại đơn vị')
  const fields = { ...newUnit, id: '0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f002', parent: 'H-A', kind: '' }
  const answer = await admin.post('/admin/units/new', fields)
  expect([answer.status, (await page(answer)).includes('Chưa chọn loại đơn vị')]).toEqual([422, true])
})
