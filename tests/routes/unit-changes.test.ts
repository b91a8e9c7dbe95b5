import { readFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { commitments, targets, unitEvents, units, unitVersions, updates } from '../../src/storage/schema.ts'
import { openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { eventOf, FORM, merge, NEW, press } from '../support/unit-changes.ts'

test('two units merge: the preview writes nothing, the decision writes all, and the way back restores it', async () => {
  const house = await openHouse()
  const a = await house.target({ plan: '10', title: 'Số hộ thoát nghèo', measure: 'hộ' })
  await house.target({ plan: '20', title: 'Số hộ thoát nghèo', measure: 'hộ', unit: 'H-B' })
  await house.target({ plan: '5.5', title: 'Trồng rừng', measure: 'ha', unit: 'H-B' })
  const admin = house.as('admin')
  const preview = await admin.fillIn(`${NEW}?kind=merge&unit=H-A`, merge, {
    form: FORM,
    button: 'do=preview',
  })
  expect(preview.status).toBe(200)
  const html = await page(preview.clone())
  expect(html).toContain('3 chỉ tiêu còn mở = 1 chuyển tiếp + 2 gộp + 0 kết thúc; thành 2 chỉ tiêu mới')
  expect(html).toContain('30 = 30')
  expect(await house.db.read.select().from(unitEvents)).toEqual([])

  const shown = await house.follow(press(house, preview, 'apply'))
  expect(shown).toContain('Đã áp dụng')
  expect(shown).toContain('Hoàn tác thay đổi này')
  const rows = await house.db.read.select().from(targets)
  expect(rows.filter(({ state }) => state === 'transferred')).toHaveLength(3)
  const made = rows.filter(({ state }) => state === 'planned')
  expect(made.map(({ code, plan, decimals }) => [code, plan, decimals]).sort()).toEqual([
    ['CK-2022-M-01', 30, 0],
    ['CK-2022-M-02', 55, 1],
  ])
  // Whoever led the unit that gave its name leads the new one; the old page stays, under its old name.
  expect(await page(house.as('otherHead').get('/units/H-M'))).toContain('Xã Lao Bảo')
  const old = await page(house.as('supervisor').get('/units/H-A'))
  expect(old).toContain('Xã Tân Liên')
  expect(old).toContain('Xã Lao Bảo')
  expect(await page(house.as('supervisor').get(`/targets/${a.code}`))).toContain('CK-2022-M-01')
  expect(await page(house.as('supervisor').get('/commitments/CK-H-A'))).toContain('CK-2022-M')
  expect(await page(house.as('supervisor').get('/commitments/CK-2022-M'))).toContain('CK-H-B')

  const event = await eventOf(house)
  const undo = `/admin/units/changes/${event.id}/undo`
  expect((await admin.post(undo, { version: '1' })).status).toBe(409)
  const back = await house.follow(admin.fillIn(`/admin/units/changes/${event.id}`, {}, { form: 'undo' }))
  expect(back).toContain('Đã hoàn tác')
  const restored = await house.db.read.select().from(targets)
  expect(restored.map(({ state }) => state)).toEqual(['active', 'active', 'active'])
  expect(await page(admin.get('/admin/units/changes'))).toContain('Đã hoàn tác')
})

test('what is decided beside a target, or pasted, takes the place of the proposal', async () => {
  const house = await openHouse()
  const a = await house.target({ plan: '10', title: 'Số hộ thoát nghèo', measure: 'hộ' })
  const b = await house.target({ plan: '20', title: 'Số hộ thoát nghèo', measure: 'hộ', unit: 'H-B' })
  const c = await house.target({ plan: '7', title: 'Số hộ cận nghèo', measure: 'hộ', unit: 'H-B' })
  const overrides = `${a.code};;end;;;đã hết đối tượng\n${b.code};H-M;combine;;${c.code};`
  const admin = house.as('admin')
  const preview = await admin.fillIn(
    `${NEW}?kind=merge`,
    { ...merge, overrides },
    { form: FORM, button: 'do=preview' },
  )
  const html = await page(preview.clone())
  expect(html).toContain('0 chuyển tiếp + 2 gộp + 1 kết thúc; thành 1 chỉ tiêu mới')
  expect(html).toContain('đã hết đối tượng')
  const bad = await press(house, preview, 'preview', { overrides: `${a.code};H-X;continue;;;\nX;;end;;;y` })
  expect(bad.status).toBe(422)
  const told = await page(bad.clone())
  expect(told).toContain(`${a.code}: không chuyển sang H-X`)
  expect(told).toContain('X: không có chỉ tiêu còn mở này')
  const chosen = { [`fate.${a.code}|H-M`]: 'end', end_reason: 'thôi theo dõi', 'head.H-M': 'head' }
  // What was chosen since is shown before it is written, and then applied as it was shown.
  const unseen = await press(house, bad, 'apply', { ...chosen, overrides: '' })
  expect(unseen.status).toBe(409)
  expect(await house.db.read.select().from(unitEvents)).toEqual([])
  await house.follow(press(house, unseen, 'apply', chosen))
  const rows = await house.db.read.select().from(targets)
  const own = rows.find(({ code }) => code === a.code)!
  expect([own.state, own.stateCause, own.stateDocument]).toEqual([
    'cancelled',
    'thôi theo dõi',
    'Nghị quyết 1/NQ',
  ])
  expect(await page(house.as('head').get('/my-work'))).toContain('Xã Lao Bảo')
})

test('a change that was overtaken is shown anew, one before its day is only shown, and nothing twice', async () => {
  const house = await openHouse()
  await house.target({ plan: '10' })
  const admin = house.as('admin')
  const preview = await admin.fillIn(`${NEW}?kind=merge`, merge, { form: FORM, button: 'do=preview' })
  await house.target({ plan: '20', unit: 'H-B' })
  const stale = await press(house, preview, 'apply')
  expect(stale.status).toBe(409)
  expect(await page(stale.clone())).toContain('Dữ liệu hoặc lựa chọn đã thay đổi từ lúc xem trước')
  const again = await page(stale.clone())
  expect(again).toContain('2 chỉ tiêu còn mở')
  const first = await press(house, stale.clone(), 'apply')
  const second = await press(house, stale, 'apply')
  expect(second.headers.get('location')).toBe(first.headers.get('location'))
  expect(await house.db.read.select().from(unitEvents)).toHaveLength(1)

  const later = { ...merge, from: ['H-M'], date: '1/10/2022', new_1_code: 'H-N' }
  const early = await admin.fillIn(`${NEW}?kind=merge`, later, { form: FORM, button: 'do=preview' })
  const html = await page(early)
  expect(html).toContain('Chỉ áp dụng được từ ngày 1/10/2022')
  expect(html).not.toContain('value="apply"')
})

test('a split divides amounts to the last unit and takes shares that sum to one', async () => {
  const house = await openHouse()
  await house.target({ plan: '10', title: 'Số hộ thoát nghèo', measure: 'hộ' })
  const split = {
    decision: 'Nghị quyết 2/NQ',
    date: '6/9/2022',
    from: 'H-A',
    ...{ new_1_code: 'H-X', new_1_name: 'Xã X', new_1_share: '1/3' },
    ...{ new_2_code: 'H-Y', new_2_name: 'Xã Y', new_2_share: '1/2' },
  }
  const admin = house.as('admin')
  const wrong = await admin.fillIn(`${NEW}?kind=split&unit=H-A`, split, { form: FORM, button: 'do=preview' })
  expect(wrong.status).toBe(422)
  expect(await page(wrong)).toContain('Các phần của H-A: 5/6 phải cộng lại đúng bằng 1')
  const right = { ...split, new_2_share: '2/3' }
  const preview = await admin.fillIn(`${NEW}?kind=split&unit=H-A`, right, {
    form: FORM,
    button: 'do=preview',
  })
  await house.follow(press(house, preview, 'apply'))
  const rows = await house.db.read.select().from(targets)
  expect(rows.filter(({ state }) => state === 'planned').map(({ plan }) => plan)).toEqual([3, 7])
})

test('a unit that is dissolved ends with a reason for everything that is open', async () => {
  const house = await openHouse()
  await house.target({ plan: '10' })
  const admin = house.as('admin')
  const fields = { decision: 'QĐ 3', date: '6/9/2022', from: 'H-A', reason: '' }
  const wrong = await admin.fillIn(`${NEW}?kind=dissolve&unit=H-A`, fields, {
    form: FORM,
    button: 'do=preview',
  })
  expect(await page(wrong)).toContain('Ghi lý do kết thúc')
  const right = { ...fields, reason: 'giải thể' }
  const preview = await admin.fillIn(`${NEW}?kind=dissolve&unit=H-A`, right, {
    form: FORM,
    button: 'do=preview',
  })
  await house.follow(press(house, preview, 'apply'))
  const [target] = await house.db.read.select().from(targets)
  expect([target!.state, target!.stateCause]).toEqual(['cancelled', 'giải thể'])
  const [unit] = await house.db.read.select().from(units).where(eq(units.code, 'H-A'))
  expect(unit!.validTo).toBe('2022-09-05')
  const [paper] = await house.db.read.select().from(commitments).where(eq(commitments.code, 'CK-H-A'))
  expect(paper!.state).toBe('superseded')
})

test('a new name keeps the identity: lists of a past day print the old one, and it can be taken back', async () => {
  const house = await openDemo()
  const admin = house.as('admin')
  const fields = { decision: 'NQ 5', date: '1/9/2022', name: 'Xã Lao Bảo', short_name: 'Lao Bảo mới' }
  const shown = await house.follow(
    admin.fillIn(`${NEW}?kind=rename&unit=HH-LB`, fields, { form: FORM, button: 'do=apply' }),
  )
  expect(shown).toContain('Đã áp dụng')
  const supervisor = house.as('giamsat')
  const today = await page(supervisor.get('/units'))
  expect(today).toContain('Xã Lao Bảo')
  const before = await page(supervisor.get('/units?as-of=31/8/2022'))
  expect(before).toContain('Thị trấn Lao Bảo')
  expect(before).not.toContain('Xã Lao Bảo')
  expect(await page(supervisor.get('/units/HH-LB?as-of=31/8/2022'))).toContain('<h1>Thị trấn Lao Bảo</h1>')
  expect(await page(supervisor.get('/targets/CK-2022-LB-01?as-of=31/8/2022'))).toContain('Thị trấn Lao Bảo')
  expect(await page(supervisor.get('/weekly/2022-W34'))).toContain('Thị trấn Lao Bảo')
  const stale = { id: '0f7c2a52-9d39-4d0a-8f0c-0d2a52c7f002', from: 'HH-LB', 'seen_HH-LB': '1', do: 'apply' }
  expect((await admin.post(`${NEW}?kind=rename`, { ...fields, ...stale, name: 'Khác' })).status).toBe(409)

  const { id } = await eventOf(house)
  await house.follow(admin.fillIn(`/admin/units/changes/${id}`, {}, { form: 'undo' }))
  const versions = await house.db.read.select().from(unitVersions)
  expect(versions.filter(({ validTo }) => validTo !== null)).toEqual([])
})

test('a unit moves below another with everything under it, but never below itself', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const fields = { decision: 'QĐ 6', date: '6/9/2022', parent: 'H-A', sort_order: '1' }
  const wrong = await admin.fillIn(`${NEW}?kind=reparent&unit=H`, fields, { form: FORM, button: 'do=apply' })
  expect(await page(wrong)).toContain('Đơn vị không thể nằm dưới chính nó')
  const moved = { ...fields, parent: 'T' }
  await house.follow(admin.fillIn(`${NEW}?kind=reparent&unit=H-A`, moved, { form: FORM, button: 'do=apply' }))
  const [unit] = await house.db.read.select().from(units).where(eq(units.code, 'H-A'))
  expect(unit!.path).toBe('t/h-a/')
})

test('the 21 communes become seven on the page as well, from a pasted table, until somebody reports', async () => {
  const house = await openDemo({ now: '2025-07-01T08:00:00+07:00' })
  const admin = house.as('admin')
  const table = readFileSync('tests/plans/huong-hoa-2025.csv', 'utf8')
  const fields = { decision: 'Nghị quyết sắp xếp năm 2025', date: '1/7/2025', table }
  const preview = await admin.fillIn(`${NEW}?kind=merge`, fields, { form: FORM, button: 'do=preview' })
  expect(await page(preview.clone())).toContain(
    '93 chỉ tiêu còn mở = 85 chuyển tiếp + 8 gộp + 0 kết thúc; thành 89 chỉ tiêu mới',
  )
  // Six reports wait for a decision: not one of them may be lost.
  const waits = await page(preview.clone())
  expect(waits).toContain('Duyệt hoặc trả lại 6 báo cáo đang chờ')
  expect(waits).not.toContain('value="apply"')
  expect(waits).toMatch(/href="\/updates\/[^"]+\/review">CK-2022-HTA-05, tính đến 5\/9\/2022/)
  await house.db.tx((tx) =>
    tx.update(updates).set({ state: 'returned' }).where(eq(updates.state, 'submitted')),
  )
  const decided = await press(house, preview, 'preview')
  await house.follow(press(house, decided, 'apply'))
  const signed = await house.db.read.select().from(commitments).where(eq(commitments.code, 'CK-2022-X-LIA'))
  const [target] = await house.db.read.select().from(targets).where(eq(targets.commitmentId, signed[0]!.id))
  await house.db.tx(async (tx) => {
    await tx.update(commitments).set({ state: 'active' }).where(eq(commitments.id, signed[0]!.id))
    await tx
      .update(targets)
      .set({ state: 'active', baseClass: 'open' })
      .where(eq(targets.commitmentId, signed[0]!.id))
  })
  const { id } = await eventOf(house)
  const rows = await house.db.read.select().from(targets).where(eq(targets.commitmentId, signed[0]!.id))
  const number =
    rows.find(({ kind, valueKind }) => kind === 'number' && valueKind === 'cumulative') ?? target!
  const first = {
    value: String((number.latestLow ?? 0) + 1),
    as_of: '1/7/2025',
    results: 'Báo cáo đầu tiên',
  }
  const sent = await house
    .as('hh-lia')
    .fillIn(`/targets/${number.code}/update`, first, { button: 'do=submit' })
  expect(sent.status).toBe(303)
  const kept = await page(admin.get(`/admin/units/changes/${id}`))
  expect(kept).toContain(`Chỉ tiêu ${number.code} đã có báo cáo mới.`)
  const event = await eventOf(house)
  expect(
    (await admin.post(`/admin/units/changes/${id}/undo`, { version: String(event.version) })).status,
  ).toBe(409)
})
