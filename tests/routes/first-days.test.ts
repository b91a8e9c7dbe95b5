import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { campaigns, posts, settings, units } from '../../src/storage/schema.ts'
import { addNextYear, drawUp, go, signing } from '../support/commitments.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

const PATH = '/commitments/CK-2023-A'

async function open() {
  const house = await openHouse()
  await addNextYear(house)
  await drawUp(house, newId(house.clock.now()))
  return house
}

const linkTo = (path: string, words: string) => new RegExp(`href="${path}"[^>]*>(<svg.*?</svg>)?\\s*${words}`)

const unitOf = async (house: House, code: string) =>
  (await house.db.read.select().from(units).where(eq(units.code, code)))[0]!

/** Nobody at a unit is left in this post: they become inspectors. */
async function vacate(house: House, unitCode: string, role: 'head' | 'leader') {
  const { id } = await unitOf(house, unitCode)
  await house.db.tx(async (tx) => {
    await tx
      .update(posts)
      .set({ role: 'inspector' })
      .where(and(eq(posts.unitId, id), eq(posts.role, role)))
  })
}

async function giveAdminPost(house: House, who: 'supervisor' | 'supervisor2') {
  const { userId, posts: held } = await house.actor(who)
  const [post] = await house.db.read.select().from(posts).where(eq(posts.userId, userId))
  expect(held[0]?.role).toBe('supervisor')
  await house.db.tx(async (tx) => {
    await tx.insert(posts).values({ ...post!, id: newId(house.clock.now()), role: 'admin' })
  })
}

test('a head with nothing to report is led to the commitment that waits for the unit, step by step', async () => {
  const house = await open()
  const work = () => page(house.as('head').get('/my-work'))
  expect(await work()).toMatch(linkTo(PATH, 'Bản cam kết CK-2023-A: văn phòng đang soạn'))
  await go(house, 'CK-2023-A', 'hand')
  const handed = await work()
  expect(handed).toContain('1 bản cam kết chờ đơn vị xem xét')
  expect(handed).toMatch(linkTo(PATH, 'Bản cam kết CK-2023-A chờ đơn vị xem xét'))
  await go(house, 'CK-2023-A', 'propose')
  expect(await work()).toMatch(linkTo(PATH, 'Bản cam kết CK-2023-A chờ lãnh đạo cấp trên thống nhất'))
  await go(house, 'CK-2023-A', 'agree', 'sign')
  expect(await work()).not.toContain('Bản cam kết chưa ký')
})

test('with targets to report only what waits for the unit stands there; with nothing at all, the way on', async () => {
  const house = await open()
  await house.target({ plan: '100' })
  expect(await page(house.as('head').get('/my-work'))).not.toContain('CK-2023-A')
  await go(house, 'CK-2023-A', 'hand')
  expect(await page(house.as('head').get('/my-work'))).toContain('CK-2023-A chờ đơn vị xem xét')
  const empty = await openHouse()
  expect(await page(empty.as('head').get('/my-work'))).toMatch(linkTo('/commitments', 'Xem các cam kết'))
})

test('a leader is told what waits for their word, a supervisor what waits for the record of its signing', async () => {
  const house = await open()
  const overview = () => page(house.as('leader').get('/dashboard?campaign=H-2023'))
  const desk = () => page(house.as('supervisor').get('/desk?campaign=H-2023'))
  expect(await overview()).toContain('Không có việc nào chờ')
  await go(house, 'CK-2023-A', 'hand', 'propose')
  const one = await overview()
  expect(one).not.toContain('Không có việc nào chờ')
  expect(one).toMatch(linkTo(PATH, 'Bản cam kết CK-2023-A chờ đồng chí thống nhất'))
  expect((await house.as('otherHead').post('/commitments/CK-2023-B/steps/propose', {})).status).toBe(303)
  const register = '/commitments\\?campaign=H-2023&amp;state=proposed'
  expect(await overview()).toMatch(linkTo(register, '2 bản cam kết chờ đồng chí thống nhất'))
  expect(await desk()).not.toContain('chờ ghi nhận việc ký')
  await go(house, 'CK-2023-A', 'agree')
  expect(await desk()).toMatch(linkTo(PATH, 'Bản cam kết CK-2023-A đã thống nhất, chờ ghi nhận việc ký'))
  const others = await page(house.as('leader').get('/desk?campaign=H-2023'))
  expect(others).not.toContain('chờ ghi nhận việc ký')
})

test('where nobody holds the post that comes next, the commitment says which, at which unit, and where it is given', async () => {
  const house = await open()
  await go(house, 'CK-2023-A', 'hand', 'propose')
  expect(await page(house.as('head').get(PATH))).not.toContain('chưa có ai giữ chức vụ')
  await vacate(house, 'H', 'leader')
  const html = await page(house.as('head').get(PATH))
  expect(html).toContain('Huyện ủy Hướng Hóa chưa có ai giữ chức vụ “Lãnh đạo”')
  expect(html).toContain('Đề nghị người quản trị giao chức vụ này')
  await giveAdminPost(house, 'supervisor2')
  const given = '/admin/users/new\\?unit=H&amp;role=leader'
  expect(await page(house.as('supervisor2').get(PATH))).toMatch(linkTo(given, 'Thêm người giữ chức vụ này'))
  const form = await page(house.as('supervisor2').get('/admin/users/new?unit=H&role=leader'))
  expect(form).toMatch(/value="leader"[^>]* (checked|selected)/)
  await vacate(house, 'H-B', 'head')
  expect(await page(house.as('supervisor').get('/commitments/CK-2023-B'))).toContain(
    'Thị trấn Lao Bảo chưa có ai giữ chức vụ “Người đứng đầu đơn vị”',
  )
})

test('a draft says where it lies: with the office, with its unit, commented on, or sent back', async () => {
  const house = await open()
  const isSaid = async (word: string) => {
    const list = await page(house.as('supervisor').get('/commitments?campaign=H-2023&q=Tan+Lien'))
    const own = await page(house.as('head').get('/commitments'))
    const document = await page(house.as('head').get(PATH))
    return [list, own, document].every((html) => html.includes(`<span class="tag">${word}</span>`))
  }
  expect(await isSaid('Đang soạn thảo')).toBe(true)
  await go(house, 'CK-2023-A', 'hand')
  expect(await isSaid('Đơn vị đang xem xét')).toBe(true)
  await house.as('head').post(`${PATH}/steps/ask`, { note: 'Mức thu quá cao' })
  expect(await isSaid('Đơn vị đã góp ý')).toBe(true)
  await go(house, 'CK-2023-A', 'propose')
  await house.as('leader').post(`${PATH}/steps/return`, { note: 'Nâng mức thu' })
  expect(await isSaid('Trả lại để soạn tiếp')).toBe(true)
})

test('what is missing of a signing is named in the summary of errors, and each line leads to its field', async () => {
  const house = await open()
  await go(house, 'CK-2023-A', 'hand', 'propose', 'agree')
  const fields = { ...signing, place: '', number: '', signed_on: '' }
  const refused = await house.as('supervisor').fillIn(PATH, fields, { form: `${PATH}/steps/sign` })
  expect(refused.status).toBe(422)
  const html = await page(refused)
  for (const [field, words] of [
    ['place', 'Nơi ký: Chưa nhập'],
    ['number', 'Số bản cam kết: Chưa nhập'],
    ['signed_on', 'Ngày ký: Chưa nhập'],
  ] as const) {
    expect(html).toMatch(linkTo(`#sign-${field}`, words))
    expect(html).toContain(`id="sign-${field}"`)
  }
  const typed = { campaign: 'H-2023', side_a_post: '', effective_from: '', effective_to: '31/12/2023' }
  const drawn = { id: newId(house.clock.now()), step: 'units', do: 'next', which: 'all', ...typed }
  const back = await page(house.as('supervisor').post('/commitments/new', drawn))
  expect(back).toMatch(linkTo('#side_a_post', 'Chức vụ người ký bên nhận cam kết: Chưa nhập'))
  expect(back).toMatch(linkTo('#effective_from', 'Có hiệu lực từ ngày: Chưa nhập'))
})

test('a campaign leads to drawing up its commitments, or says who does it', async () => {
  const house = await openHouse()
  const at = '/admin/campaigns/H-2022'
  expect(await page(house.as('supervisor').get(at))).toMatch(
    linkTo('/commitments/new\\?campaign=H-2022', 'Lập bản cam kết'),
  )
  const plain = await page(house.as('admin').get(at))
  expect(plain).not.toContain('/commitments')
  expect(plain).toContain('do người theo dõi, đôn đốc của Huyện ủy Hướng Hóa lập')
})

test('units are added one after the other beside each other, each with the next free place', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const list = await page(admin.get('/admin/units'))
  for (const name of ['Tỉnh ủy Quảng Trị', 'Huyện ủy Hướng Hóa', 'Xã Tân Liên']) expect(list).toContain(name)
  expect(list).toContain('href="/admin/units/new?parent=H"')
  const first = { code: 'H-C', name: 'Xã Húc', kind: 'commune' }
  const form = { form: '/admin/units/new' }
  const added = await house.follow(admin.fillIn('/admin/units/new?parent=H', first, form))
  expect((await unitOf(house, 'H-C')).sortOrder).toBe(3)
  expect(added).toMatch(linkTo('/admin/units/new\\?parent=H&amp;kind=commune', 'Thêm đơn vị nữa cùng cấp'))
  expect(await page(admin.get('/admin/units/H-C'))).not.toContain('Thêm đơn vị nữa cùng cấp')
  const second = { code: 'H-D', name: 'Xã Thuận' }
  await house.follow(admin.fillIn('/admin/units/new?parent=H&kind=commune', second, form))
  const { sortOrder, kind } = await unitOf(house, 'H-D')
  expect([sortOrder, kind]).toEqual([4, 'commune'])
})

test('the list of units is open on the own body, whatever stands beside it', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const beside = { code: 'H2', name: 'Huyện ủy Đakrông', parent: 'T', kind: 'party_committee' }
  const apart = { code: 'X', name: 'Tỉnh ủy Quảng Bình', kind: 'party_committee' }
  for (const fields of [beside, apart]) {
    await house.follow(admin.fillIn('/admin/units/new', fields, { form: '/admin/units/new' }))
  }
  const list = await page(admin.get('/admin/units'))
  for (const name of ['Tỉnh ủy Quảng Trị', 'Tỉnh ủy Quảng Bình', 'Huyện ủy Hướng Hóa', 'Xã Tân Liên'])
    expect(list).toContain(name)
  expect(await page(admin.get('/admin/units?in=T'))).toContain('Huyện ủy Đakrông')
})

test('a campaign opened in the middle of its year owes reports from the coming Monday; one of next year from its start', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const form = await page(admin.get('/admin/campaigns/new'))
  expect(form).toMatch(/name="weekly_from"[^>]* value="12\/9\/2022"/)
  expect(form).toContain('những tuần trước khi dùng sổ')
  for (const [plan_year, weeklyFrom] of [
    ['2022', '2022-09-12'],
    ['2023', null],
  ] as const) {
    const code = `M-${plan_year}`
    const fields = { code, name: 'Cam kết', plan_year, owner: 'H', groups: 'Kinh tế' }
    expect((await admin.fillIn('/admin/campaigns/new', fields)).status).toBe(303)
    const [row] = await house.db.read.select().from(campaigns).where(eq(campaigns.code, code))
    expect(row?.weeklyFrom).toBe(weeklyFrom)
  }
  const late = await openHouse({ now: '2022-12-28T09:00:00+07:00' })
  expect(await page(late.as('admin').get('/admin/campaigns/new'))).toMatch(/name="weekly_from"[^>]* value=""/)
})

test('once a house is set up, its start says what happens each week by itself', async () => {
  const house = await openDemo()
  expect(await page(house.as('admin').get('/admin'))).not.toContain('Mỗi tuần sổ tự làm')
  expect((await house.as('giamsat').post('/weekly/2022-W35/freeze', {})).status).toBe(303)
  await house.db.tx(async (tx) => {
    const named = { name: 'organisation.name', value: 'Huyện ủy Hướng Hóa', version: 1 }
    await tx.insert(settings).values({ tenant: house.tenant, ...named })
  })
  const html = await page(house.as('admin').get('/admin'))
  expect(html).toContain('Mỗi tuần sổ tự làm')
  expect(html).toContain('chốt 17 giờ 00 thứ Sáu')
  expect(html).toContain('lãnh đạo của Huyện ủy Hướng Hóa xem ở mục Báo cáo tuần')
})
