import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { posts, targets, unitEvents, units, updates } from '../../src/storage/schema.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { FORM, merge, NEW, press } from '../support/unit-changes.ts'

const nothingWritten = async (house: House) =>
  expect(await house.db.read.select().from(unitEvents)).toHaveLength(0)

const previewOf = (house: House, fields: Record<string, string | string[]>, kind = 'merge') =>
  house.as('admin').fillIn(`${NEW}?kind=${kind}`, fields, { form: FORM, button: 'do=preview' })

/** H-B stands below H-A, and a table merges H-A into H-M. */
async function nest(house: House) {
  const fields = { decision: 'QĐ 6', date: '1/9/2022', parent: 'H-A', sort_order: '1' }
  await house.follow(
    house.as('admin').fillIn(`${NEW}?kind=reparent&unit=H-B`, fields, { form: FORM, button: 'do=apply' }),
  )
}

test('a unit that follows cannot stand below a unit that its predecessor takes along', async () => {
  const house = await openHouse()
  await nest(house)
  const table = 'code,name,parent,predecessors\nH-M,Xã Lao Bảo,H-B,H-A'
  const answer = await previewOf(house, { decision: 'NQ 1', date: '6/9/2022', table })
  expect(answer.status).toBe(422)
  expect(await page(answer)).toContain('<a href="#table">Đơn vị mới không thể đặt dưới H-B')
})

test('a change comes after the last one of each of its units, and the page says from when', async () => {
  const house = await openHouse()
  await nest(house)
  // H-B moves along with H-A, and was changed on 1/9.
  const early = { ...merge, from: ['H-A'], date: '1/9/2022' }
  const answer = await previewOf(house, early)
  expect(answer.status).toBe(422)
  expect(await page(answer)).toContain('<a href="#date">Chọn ngày từ 2/9/2022: H-B')
  expect((await previewOf(house, { ...early, date: '2/9/2022' })).status).toBe(200)
  const fields = { decision: 'QĐ 7', date: '31/8/2022', name: 'Xã Lao Bảo', short_name: 'Lao Bảo' }
  const rename = await house
    .as('admin')
    .fillIn(`${NEW}?kind=rename&unit=H-B`, fields, { form: FORM, button: 'do=apply' })
  expect(await page(rename)).toContain('<a href="#date">Chọn ngày từ 2/9/2022: H-B')
})

test('the house keeps an administrator: a post goes along, and is not dissolved', async () => {
  const house = await openHouse()
  await house.db.tx(async (tx) => {
    const [unit] = await tx.select().from(units).where(eq(units.code, 'H-A'))
    await tx.update(posts).set({ unitId: unit!.id }).where(eq(posts.role, 'admin'))
  })
  const dissolve = { decision: 'QĐ 3', date: '6/9/2022', from: 'H-A', reason: 'giải thể' }
  const refused = await previewOf(house, dissolve, 'dissolve')
  expect(refused.status).toBe(422)
  expect(await page(refused)).toContain('admin là người quản trị cuối cùng')
  await nothingWritten(house)
  await house.follow(press(house, await previewOf(house, merge), 'apply'))
  expect((await house.as('admin').get('/admin/users')).status).toBe(200)
})

test('a plan that only one of them has is told in the preview and in the new target', async () => {
  const house = await openHouse()
  const a = await house.target({ plan: '100' })
  const b = await house.target({ unit: 'H-B' })
  await house.db.tx((tx) => tx.update(targets).set({ plan: null, planNow: null }).where(eq(targets.id, b.id)))
  const preview = await previewOf(house, merge)
  expect(await page(preview.clone())).toContain('có đơn vị chưa có kế hoạch, tổng chỉ gồm các đơn vị đã có')
  await house.follow(press(house, preview, 'apply'))
  const [made] = await house.db.read
    .select()
    .from(targets)
    .where(and(eq(targets.previousId, a.id), eq(targets.plan, 100)))
  const [opening] = await house.db.read.select().from(updates).where(eq(updates.targetId, made!.id))
  expect(opening!.results).toContain(`Chưa có kế hoạch: ${b.code}.`)
})

test('what is combined in a way that cannot be is told beside the target, where it is decided otherwise', async () => {
  const house = await openHouse()
  const a = await house.target({ plan: '10', title: 'Số hộ thoát nghèo', measure: 'hộ' })
  const b = await house.target({ plan: '20', title: 'Trồng rừng', measure: 'ha', unit: 'H-B' })
  const preview = await previewOf(house, merge)
  const field = `fate.${a.code}|H-M`
  const bad = await press(house, preview, 'preview', { [field]: `with:${b.code}` })
  expect(bad.status).toBe(422)
  const html = await page(bad.clone())
  expect(html).toContain(`href="#fate-${a.code}-H-M"`)
  expect(html).toContain(`<option value="with:${b.code}" selected="">`)
  const ended = await press(house, bad, 'preview', { [field]: 'end', end_reason: 'thôi' })
  // What ends can still be decided otherwise.
  expect(await page(ended.clone())).toMatch(new RegExp(`id="fate-${a.code}-H-M"[^§]*value="end" selected`))
  await house.follow(press(house, ended, 'apply', { [field]: 'end', end_reason: 'thôi' }))
})

test('a merger of many targets is turned page by page, and keeps what was chosen on the others', async () => {
  const house = await openHouse()
  for (let n = 1; n <= 120; n++) await house.target({ plan: '10', title: `Chỉ tiêu ${n}`, unit: 'H-B' })
  const first = await previewOf(house, merge)
  const html = await page(first.clone())
  expect(html).toContain('Chỉ tiêu 1–100 trong 120')
  const code = 'CK-H-B-01'
  const chosen = { [`fate.${code}|H-M`]: 'end', end_reason: 'thôi theo dõi' }
  const alone = { 'fate.CK-H-B-02|H-M': 'continue' }
  const second = await press(house, first, 'later', { ...chosen, ...alone })
  const later = await page(second.clone())
  expect(later).toContain('Chỉ tiêu 101–119 trong 119')
  expect(later).toContain('119 chuyển tiếp + 0 gộp + 1 kết thúc')
  expect(later).not.toContain('value="later"')
  expect(later).toContain('<input type="hidden" name="fate.CK-H-B-02|H-M" value="continue"')
  await house.follow(press(house, second, 'apply', chosen))
  const [row] = await house.db.read.select().from(targets).where(eq(targets.code, code))
  expect([row!.state, row!.stateCause]).toEqual(['cancelled', 'thôi theo dõi'])
})
