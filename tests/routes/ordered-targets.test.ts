import { expect, test } from 'vitest'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { parseWeek } from '../../src/domain/week.ts'
import { findCampaign, loadCalendar } from '../../src/storage/campaigns.ts'
import { newId } from '../../src/storage/ids.ts'
import { units } from '../../src/storage/schema.ts'
import { loadReports, weeksUpTo } from '../../src/storage/week-reports.ts'
import { assigned, told, typed } from '../support/directions.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { rowsOf, send } from '../support/sending.ts'
import { words as wordsOf } from '../support/words.ts'

const due = { issued_on: '7/9/2022', due_on: '30/9/2022' }

/** Recorded and handed to the commune of Hướng Lập today, as a target of its commitment. */
async function order(house: House) {
  const giamsat = house.as('giamsat')
  const fields = { ...typed, ...due, lead_unit: 'HH-HLA', coordinating_unit: [] }
  const answer = await giamsat.post('/directions/new', { id: newId(), ...fields })
  const path = answer.headers.get('location')!
  const handing = { lead_unit: ['HH-HLA'], text: 'Báo cáo kết quả rà soát', due_on: due.due_on }
  const done = await giamsat.fillIn(path, { ...handing, as_target: 'yes', group: '2' }, { form: '/assign' })
  expect(done.status).toBe(303)
  return path
}

const weekOf = async (house: House, week: string) =>
  (await (await house.as('giamsat').get(`/weekly/${week}.json`)).json()) as Snapshot

/** How the weeks before stand in the registers of discipline, unit by unit. */
async function keptWeeks(house: House) {
  const { db, tenant, zone } = house
  const campaign = (await findCampaign(db.read, await house.actor('giamsat')))!
  const calendar = await loadCalendar(db.read, tenant)
  const weeks = weeksUpTo('2022-09-07', campaign, calendar, zone)
  const reports = await loadReports(db.read, tenant, campaign.id, weeks)
  return [...reports].map(([unit, { weeks: kept }]) => [unit, kept]).sort()
}

test('what a direction adds today changes no week before, and nothing that was signed', async () => {
  const house = await openDemo()
  const before = { week: await weekOf(house, '2022-W35'), kept: await keptWeeks(house) }
  expect(before.week.totals.targets).toBe(194)

  house.clock.advance({ minutes: 5 })
  const path = await order(house)

  expect(await weekOf(house, '2022-W35')).toEqual(before.week)
  expect(await keptWeeks(house)).toEqual(before.kept)
  const now = await weekOf(house, '2022-W36')
  expect(now.totals.targets).toBe(195)
  expect(now.before?.totals.targets).toBe(194)
  const added = now.targets.find(({ ordered_at }) => ordered_at)!
  expect(added).toMatchObject({ code: 'CK-2022-HLA-06', ordered_at: '2022-09-07T08:05:00+07:00' })
  expect(now.directions.at(-1)).toMatchObject({ target: 'CK-2022-HLA-06', lead_unit: 'HH-HLA' })

  const overview = async (query = '') => wordsOf(await page(house.as('giamsat').get(`/dashboard${query}`)))
  expect(await overview()).toContain('194 chỉ tiêu, nhiệm vụ và 1 nhiệm vụ giao thêm: 22 hoàn thành')
  expect(await overview('?as-of=6/9/2022')).toContain('194 chỉ tiêu, nhiệm vụ: ')
  const report = wordsOf(await page(house.as('giamsat').get('/weekly/2022-W36')))
  expect(report).toContain(
    'đã ký cam kết thực hiện 194 chỉ tiêu, nhiệm vụ thuộc 5 nhóm nhiệm vụ và 1 nhiệm vụ giao thêm.',
  )
  const list = wordsOf(await page(house.as('giamsat').get('/commitments')))
  expect(list).toContain('đã ký cam kết thực hiện 194 chỉ tiêu, nhiệm vụ và 1 nhiệm vụ giao thêm')

  const document = await page(house.as('giamsat').get('/commitments/CK-2022-HLA'))
  expect(wordsOf(document)).toMatch(
    /Nhiệm vụ giao thêm theo ý kiến chỉ đạo, không thuộc bản đã ký .*Báo cáo kết quả rà soát CK-2022-HLA-06/,
  )
  expect(document).toContain(`href="${path}"`)
  const print = wordsOf(await page(house.as('giamsat').get('/commitments/CK-2022-HLA/print')))
  expect(print).toContain('thực hiện 5 chỉ tiêu, nhiệm vụ sau đây')
  expect(print).not.toContain('Báo cáo kết quả rà soát')
  const english = wordsOf(await page(house.as('giamsat2').get('/dashboard?lang=en')))
  expect(english).toContain('194 targets and 1 task given in addition')
  const unit = async (query = '') => await page(house.as('giamsat').get(`/units/HH-HLA${query}`))
  expect(await unit()).toContain('CK-2022-HLA-06')
  expect(await unit('?as-of=6/9/2022')).not.toContain('CK-2022-HLA-06')
})

test('a unit whose only target was ordered owes nothing for the weeks before', async () => {
  const house = await openHouse()
  await assigned(house, { as_target: 'yes', group: '2' })
  const { db, tenant, zone } = house
  const campaign = (await findCampaign(db.read, await house.actor('supervisor')))!
  const weeks = weeksUpTo('2022-09-13', campaign, await loadCalendar(db.read, tenant), zone)
  const reports = await loadReports(db.read, tenant, campaign.id, weeks)
  const [unit] = (await db.read.select().from(units)).filter(({ code }) => code === 'H-A')
  const { weeks: kept, owes } = reports.get(unit!.id)!
  expect(weeks.before.at(-1)?.week).toEqual(parseWeek('2022-W36'))
  expect([...kept, owes]).toEqual([...Array(7).fill('exempt'), 'missing', true])
})

test('the accepted final of a target reports the task that it became: the office hears of it once', async () => {
  const house = await openHouse()
  const { path } = await assigned(house, { as_target: 'yes', group: '2' })
  const final = { as_of: '6/9/2022', progress: 'done', results: 'Đã rà soát xong' }
  expect((await send(house, 'CK-H-A-01', final)).status).toBe(303)
  expect(await told(house, 'direction_reported')).toEqual([])
  const [row] = await rowsOf(house)
  const accept = () => house.as('supervisor').post(`/updates/${row!.receipt}/review`, { decision: 'accept' })

  house.clock.advance({ minutes: 5 })
  expect((await accept()).status).toBe(303)
  await accept()

  // Whoever accepted it knows.
  expect(await told(house, 'direction_reported')).toEqual(['leader', 'supervisor2'])
  expect(await page(house.as('leader').get(path))).toContain('Đã báo cáo, chờ kết thúc')
})
