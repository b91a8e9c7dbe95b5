import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import {
  auditEvents,
  campaigns,
  commitments,
  referenceValues,
  targets,
  taskGroups,
  weeklySummaries,
} from '../../src/storage/schema.ts'
import { addDraft, promised } from '../support/drafting.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { openFrozen } from '../support/issuing.ts'
import { page } from '../support/page.ts'
import { words } from '../support/words.ts'

const HOME = '/admin/campaigns'

async function campaignOf(house: House, code: string) {
  const [row] = await house.db.read.select().from(campaigns).where(eq(campaigns.code, code))
  return row
}

async function deeds(house: House, deed: string) {
  return await house.db.read.select().from(auditEvents).where(eq(auditEvents.deed, deed))
}

test('the page of a campaign says how it is judged, in both languages', async () => {
  const house = await openDemo()
  const admin = house.as('admin')
  const html = await page(admin.get(`${HOME}/HH-2022`))
  for (const words of [
    '43/43',
    '194, trong 5 nhóm nhiệm vụ',
    'hạn 16 giờ 00 thứ Sáu',
    'từ 5 điểm phần trăm',
  ]) {
    expect(html).toContain(words)
  }
  const list = await page(admin.get(HOME))
  expect(list).toContain('Mở đợt 2023')
  expect(list).toContain('Tỉnh ủy Quảng Trị')
  const english = await page(house.as('giamsat').get(`${HOME}?lang=en`))
  expect(english).toContain('Automatic reminders')
  expect(english).not.toContain('QT-2022')
})

test('a campaign is opened once, with the defaults and its groups; what is typed comes back', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const typed = { code: 'H-2023', name: 'Cam kết năm 2023', plan_year: '2023', owner: 'H' }
  const refused = await admin.fillIn(`${HOME}/new`, {
    ...typed,
    code: 'H-2022',
    at_risk_points: '15',
    groups: 'Kinh tế',
  })
  expect(refused.status).toBe(422)
  const html = await page(refused)
  expect(html).toContain('Ngưỡng chậm phải lớn hơn ngưỡng có nguy cơ')
  expect(html).toContain('value="Cam kết năm 2023"')
  const taken = await admin.fillIn(`${HOME}/new`, { ...typed, code: 'H-2022' })
  expect([taken.status, await page(taken)]).toEqual([422, expect.stringContaining('đã có đợt khác dùng')])

  const id = newId()
  const whole = { ...typed, id, groups: '1. Kinh tế\n2. Văn hóa' }
  for (const _ of [1, 2]) {
    const sent = await admin.fillIn(`${HOME}/new`, whole)
    expect(sent.headers.get('location')).toBe(`${HOME}/H-2023?done=created`)
  }
  expect(await deeds(house, 'campaign.created')).toHaveLength(1)
  const row = await campaignOf(house, 'H-2023')
  expect(row).toMatchObject({
    id,
    startOn: '2023-01-01',
    endOn: '2023-12-31',
    atRiskPoints: 5,
    weeklyFrom: null,
  })
  const groups = await house.db.read.select().from(taskGroups).where(eq(taskGroups.campaignId, id))
  expect(groups.map(({ number, name }) => `${number} ${name}`).sort()).toEqual(['1 Kinh tế', '2 Văn hóa'])
  const other = await admin.fillIn(`${HOME}/new`, { ...whole, code: 'H-2024' })
  expect([other.status, await page(other)]).toEqual([409, expect.stringContaining('đã được dùng')])
})

test('an administrator names the owner by words; several that fit are offered', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const typed = { code: 'X-2023', name: 'Cam kết', plan_year: '2023', owner: 'uy' }
  const several = await page(admin.fillIn(`${HOME}/new`, typed))
  expect(several).toContain('Có nhiều đơn vị khớp')
  expect(several).toContain('value="T"')
  const named = await admin.fillIn(`${HOME}/new`, { ...typed, owner: 'tinh uy quang tri' })
  expect(named.status).toBe(303)
  expect(await page(admin.get(`${HOME}/X-2023`))).toContain('Tỉnh ủy Quảng Trị')
})

test('a supervisor opens campaigns at the own unit alone', async () => {
  const house = await openHouse()
  const typed = { code: 'H-2023', name: 'Cam kết', plan_year: '2023' }
  const own = house.as('supervisor')
  expect((await own.fillIn(`${HOME}/new`, { ...typed, owner: 'T' })).status).toBe(422)
  expect((await own.fillIn(`${HOME}/new`, typed)).status).toBe(303)
  expect((await house.as('province').get(`${HOME}/H-2023`)).status).toBe(404)
})

test('other thresholds judge every target anew, and leave frozen weeks as they were', async () => {
  const house = await openFrozen()
  const target = await house.target({ plan: '100' })
  const sent = await house
    .as('head')
    .fillIn(`/targets/${target.code}/update`, { value: '60', as_of: '31/8/2022' }, { button: 'do=submit' })
  await house.as('supervisor').post(`${sent.headers.get('location')}/review`, { decision: 'accept' })
  const level = async () =>
    (await house.db.read.select().from(targets).where(eq(targets.id, target.id)))[0]!.level
  expect(await level()).toBe('risk')
  const weeks = async () => JSON.stringify(await house.db.read.select().from(weeklySummaries))
  const before = await weeks()

  const saved = await house
    .as('supervisor')
    .fillIn(`${HOME}/H-2022/edit`, { at_risk_points: '7', behind_points: '20' })
  expect(saved.headers.get('location')).toBe(`${HOME}/H-2022?done=saved`)
  expect(await level()).toBe('ok')
  expect(await weeks()).toBe(before)
  const [event] = await deeds(house, 'campaign.edited')
  expect(event?.detail).toEqual({
    before: { atRiskPoints: 5, behindPoints: 15 },
    after: { atRiskPoints: 7, behindPoints: 20 },
  })
})

test('signed commitments stay inside, the code stays, and who comes second sees both', async () => {
  const house = await openHouse()
  const own = house.as('supervisor')
  const short = await own.fillIn(`${HOME}/H-2022/edit`, { end_on: '30/11/2022' })
  expect([short.status, await page(short)]).toEqual([422, expect.stringContaining('2 cam kết đã ký')])
  const renamed = await own.fillIn(`${HOME}/H-2022/edit`, { code: 'H-22' })
  expect([renamed.status, await page(renamed)]).toEqual([422, expect.stringContaining('Mã không đổi được')])

  const stale = { version: '1', name: 'Tên của tôi' }
  expect(
    (await house.as('supervisor2').fillIn(`${HOME}/H-2022/edit`, { name: 'Tên của người khác' })).status,
  ).toBe(303)
  const conflict = await own.fillIn(`${HOME}/H-2022/edit`, stale)
  expect(conflict.status).toBe(409)
  const html = await page(conflict)
  expect(html).toContain('đang lưu “Tên của người khác”')
  expect(html).toContain('value="Tên của tôi"')
  // Twice the same is once.
  const row = await campaignOf(house, 'H-2022')
  expect((await own.fillIn(`${HOME}/H-2022/edit`, {})).status).toBe(303)
  expect((await campaignOf(house, 'H-2022'))?.version).toBe(row?.version)
})

test('groups are added, renamed and change places with their targets; one that is used stays', async () => {
  const house = await openHouse()
  const first = await house.target({ group: 1 })
  const own = house.as('supervisor')
  const groupOf = async () =>
    (await house.db.read.select().from(targets).where(eq(targets.id, first.id)))[0]!.groupNumber
  const saved = await own.fillIn(`${HOME}/H-2022/groups`, {
    ...{ group_1_number: '2', group_2_number: '1', group_2_name: 'Xã hội' },
    ...{ new_1_number: '3', new_1_name: 'Quốc phòng' },
  })
  expect(await house.follow(saved)).toContain('3. Quốc phòng')
  expect(await groupOf()).toBe(2)
  const row = await campaignOf(house, 'H-2022')
  const used = await own.fillIn(`${HOME}/H-2022/groups`, { remove: 'group_2' })
  expect([used.status, await page(used)]).toEqual([422, expect.stringContaining('Nhóm 2 đang có chỉ tiêu')])
  const nameless = await own.fillIn(`${HOME}/H-2022/groups`, { group_1_number: '', group_1_name: '' })
  expect(await nameless.text()).toContain('Hãy điền tên nhóm 1<')
  const twice = await own.fillIn(`${HOME}/H-2022/groups`, { group_1_number: '2' })
  expect([twice.status, await page(twice)]).toEqual([422, expect.stringContaining('đặt cho hai nhóm')])
  expect((await campaignOf(house, 'H-2022'))?.version).toBe(row?.version)
  expect((await own.fillIn(`${HOME}/H-2022/groups`, { remove: 'group_3' })).status).toBe(303)
  const stale = await own.fillIn(`${HOME}/H-2022/groups`, { version: '1', group_1_name: 'Cũ' })
  expect([stale.status, await page(stale)]).toEqual([409, expect.stringContaining('value="Cũ"')])
})

test('the next campaign is copied once, with drafts that go on from what was signed', async () => {
  const house = await openDemo()
  const own = house.as('giamsat')
  const form = await page(own.get(`${HOME}/HH-2022/copy`))
  expect(form).toContain('43 cam kết, 194 chỉ tiêu')
  expect(form).toContain('value="HH-2023"')
  const id = newId()
  for (const _ of [1, 2]) {
    const sent = await own.fillIn(`${HOME}/HH-2022/copy`, {
      ...{ id, what: 'all', figures: ['same_period', 'baseline'] },
    })
    expect(sent.headers.get('location')).toBe(`${HOME}/HH-2023?done=copied`)
  }
  expect(await campaignOf(house, 'HH-2023')).toMatchObject({
    ...{ planYear: 2023, startOn: '2023-01-01', endOn: '2023-12-31', weeklyFrom: null },
    name: 'Cam kết trách nhiệm năm 2023 của các tập thể, cá nhân huyện Hướng Hóa',
  })
  const drafts = await house.db.read.select().from(commitments).where(eq(commitments.campaignId, id))
  expect(drafts).toHaveLength(43)
  expect(drafts.every(({ state, number, previousId }) => state === 'draft' && !number && previousId)).toBe(
    true,
  )
  expect(drafts.map(({ code }) => code)).toContain('CK-2023-HSO')
  const copied = await house.db.read.select().from(targets).where(eq(targets.campaignId, id))
  expect(copied).toHaveLength(194)
  expect(
    copied.every(({ state, latestAsOf, previousId }) => state === 'planned' && !latestAsOf && previousId),
  ).toBe(true)
  const [budget] = copied.filter(({ code }) => code === 'CK-2023-HSO-02')
  expect(budget).toMatchObject({ startOn: '2023-01-01', title: 'Xóa nhà tạm cho hộ nghèo: 20 nhà' })
  const bases = await house.db.read
    .select()
    .from(referenceValues)
    .where(and(eq(referenceValues.targetId, budget!.id)))
  expect(bases.at(-1)).toMatchObject({ asOf: '2022-08-19', source: 'CK-2022-HSO-02' })
  expect(await deeds(house, 'campaign.commitments_copied')).toHaveLength(1)
  expect(await page(own.get('/commitments/CK-2023-HSO'))).toContain('Xóa nhà tạm')
})

test('an administrator copies the settings; the commitments are drawn up by the office', async () => {
  const house = await openHouse()
  const admin = house.as('admin')
  const form = await page(admin.get(`${HOME}/H-2022/copy`))
  expect(form).not.toContain('name="what"')
  const fields = { id: newId(), code: 'H-2023', name: 'Năm 2023', plan_year: '2023' }
  expect((await admin.post(`${HOME}/H-2022/copy`, { ...fields, what: 'all' })).status).toBe(404)
  expect(await campaignOf(house, 'H-2023')).toBeUndefined()
  expect((await admin.post(`${HOME}/H-2022/copy`, fields)).status).toBe(303)
  expect(await page(house.as('supervisor').get(`${HOME}/H-2023/copy`))).toContain('name="what"')
})

test('what nobody has signed is not counted as promised', async () => {
  const house = await openHouse()
  await house.target()
  const draft = await addDraft(house)
  const told = async () => words(await page(house.as('supervisor').get(`${HOME}/H-2022`)))
  const before = /Chỉ tiêu, nhiệm vụ đã ký (\d+)/.exec(await told())?.[1]
  const sent = await house.as('supervisor').post(`${draft.path}/targets/new`, { id: newId(), ...promised })
  expect([before, sent.status]).toEqual(['1', 303])
  expect(await told()).toContain('Chỉ tiêu, nhiệm vụ đã ký 1, trong 2 nhóm')
})

test('a campaign that was opened for a time to come waits for it: every page is about the one that runs', async () => {
  const house = await openHouse()
  await house.as('supervisor').fillIn(`${HOME}/H-2022/copy`, { what: 'settings' })
  const shown = async () => {
    const html = await page(house.as('supervisor').get('/dashboard'))
    return /aria-current="page">([^<]*)<\/a>/.exec(html.slice(html.indexOf('<main')))?.[1]?.trim()
  }
  expect(await shown()).toContain('2022 · ')
  house.clock.set('2023-01-02T09:00:00+07:00')
  expect(await shown()).toContain('2023 · ')
})
