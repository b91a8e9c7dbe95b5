import { expect, test } from 'vitest'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { words } from '../support/words.ts'

const HOME = '/admin/campaigns'

const copied = (house: House, code: string) =>
  house.as('supervisor').fillIn(`${HOME}/H-2022/copy`, { code, what: 'settings' })

test('a campaign is told as not begun until its first day, and running from then on', async () => {
  const house = await openHouse()
  await copied(house, 'H-2023')
  const state = async () => words(await page(house.as('supervisor').get(`${HOME}/H-2023`)))
  expect(await state()).toContain('Chưa bắt đầu')
  expect(await state()).not.toContain('Đang thực hiện')
  house.clock.set('2023-01-02T09:00:00+07:00')
  expect(await state()).toContain('Đang thực hiện')
})

test('a new campaign is owned by the office where the administrator sits, not by the one above', async () => {
  const demo = await openDemo()
  const html = await page(demo.as('admin').get(`${HOME}/new`))
  expect(html).toMatch(/name="owner"[^>]*value="HH"/)
})

test('tabs tell campaigns apart by year and owner, with the whole name behind', async () => {
  const house = await openHouse()
  await copied(house, 'H-2023')
  await copied(house, 'H-2023-B')
  const html = await page(house.as('supervisor').get('/dashboard'))
  const tabs = [...html.matchAll(/<a href="\/dashboard\?campaign=[^"]*" title="([^"]*)"[^>]*>([^<]*)</g)]
  const labels = tabs.map(([, , label]) => label?.trim()).join(' | ')
  expect(labels).toContain('2023 · Huyện ủy Hướng Hóa (H-2023) | 2023 · Huyện ủy Hướng Hóa (H-2023-B)')
  expect(labels).toContain('| 2022 · Huyện ủy Hướng Hóa')
  expect(tabs.at(-1)?.[1]).toContain('2022')
})

test('a unit is offered the campaigns of the unit right above it alone, and no other is taken', async () => {
  const house = await openHouse()
  await copied(house, 'H-2023')
  const head = house.as('head')
  await house.as('province').fillIn(`${HOME}/T-2022/copy`, { code: 'T-2023', what: 'settings' })
  const html = await page(head.get('/commitments/new'))
  expect(html).toContain('value="H-2023"')
  expect(html).not.toContain('T-2023')
  const forged = await head.fillIn('/commitments/new', { campaign: 'T-2023' }, { form: '/commitments/new' })
  expect(forged.status).toBe(404)
})

const summaryOf = (html: string) =>
  [...(/errsum[\s\S]*?<\/ul>/.exec(html)?.[0] ?? '').matchAll(/<a href="#(\w+)">([^<:]*):/g)].map(
    ([, field, name]) => `${field} ${name}`,
  )

test('what is to be mended in a campaign is named with its field, in the order of the form', async () => {
  const house = await openHouse()
  const wrong = { name: '', plan_year: 'x', end_on: '32/1/2022', weekly_due_time: '99', at_risk_points: '0' }
  const all = ['name Tên đợt', 'plan_year Năm kế hoạch', 'end_on Ngày kết thúc']
  const edited = await house.as('supervisor').fillIn(`${HOME}/H-2022/edit`, { ...wrong, code: 'H-2022' })
  expect(edited.status).toBe(422)
  const summary = summaryOf(await page(edited))
  expect(summary.slice(0, 3)).toEqual(all)
  expect(summary.map((line) => line.split(' ')[0]).slice(3)).toEqual(['weekly_due_time', 'at_risk_points'])
  const copy = await house
    .as('supervisor')
    .fillIn(`${HOME}/H-2022/copy`, { name: '', plan_year: 'x', end_on: 'y' })
  expect(summaryOf(await page(copy))).toEqual(all)
})

test('what is to be mended in a unit is named with its field, in the order of the form', async () => {
  const house = await openHouse()
  const typed = { code: 'h-d', name: '', kind: '', parent: 'zzz', sort_order: 'ba', valid_from: '99' }
  const answer = await house.as('admin').fillIn('/admin/units/new', typed, { form: '/admin/units/new' })
  expect(summaryOf(await page(answer)).map((line) => line.split(' ')[0])).toEqual([
    ...['code', 'name', 'kind', 'parent', 'sort_order', 'valid_from'],
  ])
})

test('the list of units says the kind of each in the language of the page, beside its block', async () => {
  const demo = await openDemo()
  const html = words(await page(demo.as('admin').get('/admin/units?in=HH&lang=en')))
  expect(html).toContain('Agency')
  expect(words(await page(demo.as('admin').get('/admin/users?lang=en')))).toMatch(
    /\d+ unit heads, .*1 administrator/,
  )
})
