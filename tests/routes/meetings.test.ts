import { and, eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { ImportData } from '../../src/domain/import.ts'
import { newId } from '../../src/storage/ids.ts'
import { auditEvents, directions, directionUnits, meetings, units } from '../../src/storage/schema.ts'
import { openDemo, openHouse } from '../support/house.ts'
import { opening, openMeeting, said } from '../support/meetings.ts'
import { page } from '../support/page.ts'
import { raised } from '../support/proposals.ts'

type House = Awaited<ReturnType<typeof openHouse>>

const countDirections = (house: House) => house.db.read.$count(directions)

// Opening the week's meeting.

test('a supervisor opens the meeting of the week and comes to its agenda', async () => {
  const house = await openHouse()
  await house.target({ due_on: '2022-08-20', title: 'Hoàn thành rà soát hộ nghèo' })

  const answer = await house.as('supervisor').fillIn('/meetings', opening)

  expect(answer.headers.get('location')).toBe('/meetings/2022-W36')
  const html = await house.follow(answer)
  expect(html).toContain('Giao ban tuần 36 năm 2022')
  expect(html).toContain('Xã Tân Liên')
  expect(html).toContain('Hoàn thành rà soát hộ nghèo')
  expect(html).toContain('17 ngày')
  expect((await house.db.read.select().from(meetings))[0]).toMatchObject({
    week: '2022-W36',
    heldOn: '2022-09-06',
  })
})

test('a day outside the week is refused, and what was typed stands again', async () => {
  const house = await openHouse()
  const answer = await house
    .as('supervisor')
    .fillIn('/meetings', { ...opening, title: 'Họp bất thường', held_on: '20/9/2022', chair_post: '' })
  expect(answer.status).toBe(422)
  const html = await page(answer)
  expect(html).toContain('Họp bất thường')
  expect(html).toContain('20/9/2022')
  expect(html).toContain('từ 5/9/2022 đến 11/9/2022')
  expect(html).toContain('Nhập người chủ trì.')
  expect(await house.db.read.$count(meetings)).toBe(0)
})

test('whoever does not hold it cannot open it, and whoever does not read the campaign sees nothing', async () => {
  const house = await openHouse()
  const fields = { ...opening, id: newId(), week: '2022-W36' }
  for (const who of ['head', 'clerk', 'otherHead', 'inspector', 'admin'] as const) {
    expect((await house.as(who).post('/meetings', fields)).status, who).toBe(404)
  }
  expect((await house.as('province').post('/meetings?campaign=H-2022', fields)).status).toBe(404)
  for (const who of ['head', 'clerk', 'otherHead', 'admin'] as const) {
    expect((await house.as(who).get('/meetings')).status, who).toBe(404)
  }
  expect(await house.db.read.$count(meetings)).toBe(0)
})

test('opened twice, also at once, it is one meeting with one event; a second one with another name is told', async () => {
  const house = await openHouse()
  const fields = { ...opening, id: newId(), week: '2022-W36' }
  const open = (changes = {}) => house.as('leader').post('/meetings', { ...fields, ...changes })

  const [once, twice] = await Promise.all([open(), open({ id: newId() })])
  const other = await open({ id: newId(), title: 'Giao ban khác' })

  expect([once.status, twice.status]).toEqual([303, 303])
  expect(other.status).toBe(409)
  expect(await page(other)).toContain('Giao ban khác')
  expect(await house.db.read.$count(meetings)).toBe(1)
  expect(await house.db.read.$count(auditEvents, eq(auditEvents.deed, 'meeting.opened'))).toBe(1)
})

test('a week that has not begun has no meeting, and nonsense is no week', async () => {
  const house = await openHouse()
  const fields = { ...opening, id: newId() }
  for (const week of ['2022-W37', '2021-W10', '2022-W60', 'x']) {
    expect((await house.as('supervisor').post('/meetings', { ...fields, week })).status, week).toBe(422)
  }
  for (const path of [
    '2022-W36',
    '2022-W60',
    'x',
    '2022-W36/1',
    '2022-W36/notice',
    '2022-W36.docx',
    '2022-W36.pdf',
  ]) {
    expect((await house.as('supervisor').get(`/meetings/${path}`)).status, path).toBe(404)
  }
})

// Writing down what the chair concludes.

test('what the chair concludes becomes a direction of this meeting and stands on the slide', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)

  const answer = await house.as('supervisor').fillIn(`${meeting}/2`, { ...said, coordinating_units: ['H-B'] })

  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(`${meeting}/2#h-concluded`)
  expect(await house.follow(answer)).toContain('Rà soát xong trong tháng 9')
  const [row] = await house.db.read.select().from(directions)
  expect(row).toMatchObject({
    body: said.text,
    occasion: opening.title,
    issuedByPost: opening.chair_post,
    issuedOn: '2022-09-06',
    dueOn: '2022-09-30',
    status: 'recorded',
  })
  const [helper] = await house.db.read
    .select({ code: units.code })
    .from(directionUnits)
    .innerJoin(units, and(eq(units.tenant, directionUnits.tenant), eq(units.id, directionUnits.unitId)))
  expect(helper?.code).toBe('H-B')
})

test('what is wrong is said at its field, and nothing typed is lost', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  const answer = await house.as('supervisor').fillIn(`${meeting}/2`, {
    text: '',
    lead_unit: '',
    due_on: '1/9/2022',
    as_note: 'yes',
    coordinating_units: 'X',
  })
  expect(answer.status).toBe(422)
  const html = await page(answer)
  for (const words of ['Nhập nội dung kết luận.', 'Chọn đơn vị chủ trì.', 'mang mã X', 'không có thời hạn'])
    expect(html).toContain(words)
  expect(html).toContain('1/9/2022')
  const past = await house.as('supervisor').post(`${meeting}/2`, { ...said, due_on: '1/9/2022' })
  expect(past.status).toBe(422)
  expect(await page(past)).toContain(said.text)
  expect(await countDirections(house)).toBe(0)
})

test('only the office that records directions may conclude; a leader goes through the slides without the form', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  const people = ['head', 'otherHead', 'inspector', 'leader', 'districtHead', 'admin', 'province'] as const
  for (const who of people) {
    const answer = await house.as(who).post(`${meeting}/2?campaign=H-2022`, said)
    expect(answer.status, who).toBe(404)
  }
  const slide = await page(house.as('leader').get(`${meeting}/2`))
  expect(slide).toContain('Hoàn thành rà soát hộ nghèo')
  expect(slide).not.toContain('name="text"')
  expect((await house.as('inspector').get(`${meeting}/2`)).status).toBe(404)
  expect((await house.as('inspector').get(meeting)).status).toBe(404)
  expect(await countDirections(house)).toBe(0)
})

test('sent twice it stands once; the same form with other words is told', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  const fields = { ...said, id: newId(), slide: 'H-A' }
  const send = (changes = {}) => house.as('supervisor').post(`${meeting}/2`, { ...fields, ...changes })

  const [once, twice] = await Promise.all([send(), send()])
  const other = await send({ text: 'Nội dung khác hẳn' })

  expect([once.status, twice.status]).toEqual([303, 303])
  expect(other.status).toBe(409)
  expect(await page(other)).toContain('Nội dung khác hẳn')
  expect(await countDirections(house)).toBe(1)
})

test('a form without its script-made parts is a plain post, and no get writes', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  expect((await house.as('supervisor').post(`${meeting}/1`, said)).status).toBe(303)
  const before = await house.db.read.$count(auditEvents)
  for (const path of [
    meeting,
    `${meeting}/1`,
    `${meeting}/2`,
    `${meeting}/notice`,
    `${meeting}.docx`,
    '/meetings',
  ])
    expect((await house.as('supervisor').get(path)).status, path).toBe(200)
  expect(await house.db.read.$count(auditEvents)).toBe(before)
})

test('the slides go on and back by link and key, the last one to the notice', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  const first = await page(house.as('leader').get(`${meeting}/1`))
  expect(first).toContain('1 / 2')
  expect(first).toMatch(new RegExp(`href="${meeting}/2" rel="next"[^>]*data-key="ArrowRight PageDown"`))
  const last = await page(house.as('leader').get(`${meeting}/2`))
  expect(last).toMatch(new RegExp(`href="${meeting}/1" rel="prev"[^>]*data-key="ArrowLeft PageUp"`))
  expect(last).toMatch(new RegExp(`href="${meeting}/notice" rel="next"`))
})

test('a unit that was spoken of stays on the agenda when nothing of it is red any more', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  await house.as('supervisor').post(`${meeting}/1`, { ...said, lead_unit: 'H-B' })
  const html = await page(house.as('supervisor').get(meeting))
  expect(html).toContain('Thị trấn Lao Bảo')
  expect(html).toContain('đã có kết luận')
})

test('a proposal is red after two weeks without an answer, or past the day it was wanted by', async () => {
  const house = await openHouse()
  const meeting = await openMeeting(house)
  type Row = ImportData['proposals'][number]
  const raised = (code: string, raised_on: Row['raised_on'], wanted_by: Row['wanted_by'] = null): Row => ({
    code,
    unit: 'H-B',
    addressed_to: 'Huyện ủy Hướng Hóa',
    raised_on,
    kind: 'funding',
    title: `Kiến nghị ${code}`,
    text: 'Bố trí vốn',
    amount: null,
    amount_measure: null,
    wanted_by,
    status: 'raised',
    answered_on: null,
    answer: null,
    blocked_targets: [],
  })
  await house.add({ proposals: [raised('KN-1', '2022-08-24')] })
  expect(await page(house.as('leader').get(meeting))).not.toContain('Thị trấn Lao Bảo')

  await house.add({ proposals: [raised('KN-2', '2022-08-23'), raised('KN-3', '2022-08-24', '2022-09-05')] })

  const html = await page(house.as('leader').get(`${meeting}/3`))
  expect(html).toContain('Thị trấn Lao Bảo')
  expect(html).toContain('2 kiến nghị chưa được trả lời')
  expect(html).toContain('Kiến nghị KN-2')
  expect(html).not.toContain('Kiến nghị KN-1')
})

test('a proposal that was acknowledged lately is not silent, and one that was not sent never is', async () => {
  const house = await openHouse({ now: '2022-08-15T09:00:00+07:00' })
  const path = await raised(house, { target: (await house.target()).code })
  await raised(house, { unit: 'H', target: (await house.target({ unit: 'H' })).code }, 'supervisor')
  house.clock.set('2022-09-05T09:00:00+07:00')
  const meeting = await openMeeting(house)
  const red = async () => await page(house.as('leader').get(meeting))
  expect(await red()).toContain('1 kiến nghị chưa được trả lời')
  const slide = await page(house.as('leader').get(`${meeting}/2`))
  expect(slide).toContain('kiến nghị ngày 15/8/2022, đã 21 ngày chưa có phản hồi')

  await house.as('supervisor').post(`${path}/acknowledge`, {})
  expect(await red()).not.toContain('kiến nghị chưa được trả lời')
})

test('the demonstration: the longest overdue first, each unit once, in English as well', async () => {
  const house = await openDemo()
  const office = house.as('giamsat')
  const html = await house.follow(office.fillIn('/meetings', {}))

  const named = [...html.matchAll(/<a href="\/meetings\/2022-W36\/(\d+)">\s*\1\. ([^<]+)</g)].map(
    ([, , name]) => name,
  )
  expect(named).toHaveLength(17)
  expect(new Set(named).size).toBe(17)
  // Seven units have overdue targets: 13 days, 8, then 7 twice by how many, and so on.
  expect(named.slice(1, 4)).toEqual(['Xã Hướng Sơn', 'Xã Hướng Lập', 'Xã Ba Tầng'])
  const slide = await page(office.get('/meetings/2022-W36/2?lang=en'))
  expect(slide).toContain('13 days overdue')
  expect(slide).toContain('Xã Hướng Sơn')
})
