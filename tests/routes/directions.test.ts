import { asc } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { auditEvents, directionParts, directions, targets } from '../../src/storage/schema.ts'
import {
  handing,
  minute,
  only,
  partsOf,
  recorded,
  stepsOf,
  told,
  typed,
  words,
} from '../support/directions.ts'
import { openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import type { Person } from '../support/world.ts'

test('a supervisor records what was said under the next number of its year', async () => {
  const house = await openHouse()
  const html = await house.follow(
    house.as('supervisor').fillIn('/directions/new', { ...typed, document: 'Thông báo số 12-TB/HU' }),
  )
  expect(html).toContain('CD-2022-01')
  expect(html).toContain(words)
  expect(html).toContain('Thông báo số 12-TB/HU')
  expect(await recorded(house)).toBe('/directions/CD-2022-02')
  expect(await stepsOf(house)).toEqual(['recorded', 'recorded'])
  const [event] = (await house.db.read.select().from(auditEvents)).filter(
    ({ deed }) => deed === 'direction.recorded',
  )
  expect(event?.detail).toMatchObject({ code: 'CD-2022-01', body: words })
})

test('what is missing of a direction is said at its field, and what was typed comes back', async () => {
  const house = await openHouse()
  const refused = await house.as('supervisor').post('/directions/new', {
    ...typed,
    id: newId(),
    issued_by_post: '',
    issued_on: '31/9/2022',
    due_on: '32/9/2022',
    lead_unit: 'X',
  })
  expect(refused.status).toBe(422)
  const html = await page(refused)
  for (const field of ['issued_by_post', 'issued_on', 'due_on', 'lead_unit']) {
    expect(html).toContain(`href="#${field}"`)
  }
  expect(html).toContain(words)
  expect(html).toContain('31/9/2022')
  expect(await house.db.read.$count(directions)).toBe(0)
})

test('only the office records', async () => {
  const house = await openHouse()
  for (const who of ['head', 'clerk', 'leader', 'inspector', 'districtHead', 'admin'] as const) {
    expect((await house.as(who).get('/directions/new')).status).toBe(404)
    expect((await house.as(who).post('/directions/new', { id: newId(), ...typed })).status).toBe(404)
  }
  expect(await house.db.read.$count(directions)).toBe(0)
})

test('a direction sent twice is recorded once, and its id records no other', async () => {
  const house = await openHouse()
  const id = newId()
  const send = (text: string) => house.as('supervisor').post('/directions/new', { ...typed, id, text })
  const [once, twice] = await Promise.all([send(words), send(words)])
  expect([once.headers.get('location'), twice.headers.get('location')]).toEqual([
    '/directions/CD-2022-01',
    '/directions/CD-2022-01',
  ])
  const other = await send('Nội dung khác')
  expect(other.status).toBe(409)
  expect(await page(other)).toContain('Nội dung khác')
  expect(await house.db.read.$count(directions)).toBe(1)
})

test('a session that ended while it was typed gives everything back after sign-in', async () => {
  const house = await openHouse()
  const answer = await house.stranger().post('/directions/new', { id: newId(), ...typed })
  expect(answer.status).toBe(401)
  expect(await page(answer)).toContain('name="kept.occasion" value="Giao ban tháng 9/2022"')
})

test('handed to two units it becomes a target of each, due on the day that was ordered', async () => {
  const house = await openHouse()
  const path = await recorded(house)
  const html = await house.follow(
    house
      .as('supervisor')
      .fillIn(
        path,
        { ...handing, lead_unit: ['H-A', 'H-B'], as_target: 'yes', group: '2' },
        { form: '/assign' },
      ),
  )
  expect(html).toContain('CK-H-A-01')
  expect(html).toContain('CK-H-B-01')
  const made = await house.db.read.select().from(targets).orderBy(asc(targets.code))
  expect(made.map(({ code }) => code)).toEqual(['CK-H-A-01', 'CK-H-B-01'])
  expect(made[0]).toMatchObject({
    origin: 'ordered',
    kind: 'qualitative',
    groupNumber: 2,
    title: 'Báo cáo kết quả rà soát',
    product: words,
    startOn: '2022-09-06',
    dueOriginal: '2022-09-30',
    dueOn: '2022-09-30',
    lateFrom: '2022-10-01',
    evidenceRequired: false,
  })
  // What was said stays as it was said.
  expect(await only(house)).toMatchObject({ status: 'assigned', targetId: null, dueOn: '2022-09-30' })
  expect((await partsOf(house)).map(({ targetId }) => targetId)).toEqual(made.map(({ id }) => id))
  expect(await told(house, 'direction_assigned')).toEqual(['clerk', 'head', 'other-head'])
  expect((await house.as('head').get('/targets/CK-H-A-01')).status).toBe(200)
  expect(await page(house.as('head').get('/my-work'))).toContain('/directions/CD-2022-01')
  // Whoever leads a task of their own is not counted a second time as a helper.
  expect(await page(house.as('supervisor').get('/directions'))).toContain('Xã Tân Liên và 1 đơn vị')
})

test('a handing without unit, words, day or group is refused, and what was typed comes back', async () => {
  const house = await openHouse()
  const path = await recorded(house)
  const { version } = await only(house)
  const refused = await house.as('supervisor').post(`${path}/assign`, {
    id: newId(),
    version: String(version),
    text: 'Việc đang gõ dở',
    due_on: '1/9/2022',
    as_target: 'yes',
    group: '9',
  })
  expect(refused.status).toBe(422)
  const html = await page(refused)
  for (const field of ['lead_unit', 'due_on', 'group']) {
    expect(html).toContain(`href="#${field}"`)
    expect(html).toMatch(new RegExp(`<(input|select)[^>]* id="${field}"`))
    expect(html).toMatch(new RegExp(`aria-describedby="[^"]*${field}-error"`))
  }
  expect(html).toContain('Việc đang gõ dở')
  expect(await house.db.read.$count(directionParts)).toBe(0)
})

test('words of any length are handed out as they stand; the title of a target ends without a full stop', async () => {
  const house = await openHouse()
  const text = `${'Rà soát từng hộ. '.repeat(200)}Báo cáo kết quả.`
  const path = await recorded(house, { text })
  const chosen = { as_target: 'yes', group: '1' }
  const sent = await house.as('supervisor').fillIn(path, chosen, { form: '/assign' })
  expect(sent.status).toBe(303)
  expect(await partsOf(house)).toMatchObject([{ body: text }])
  expect(await house.db.read.select().from(targets)).toMatchObject([
    { title: text.slice(0, -1), product: text },
  ])
})

test('a unit without a commitment here gets a task, but no target', async () => {
  const house = await openHouse()
  const path = await recorded(house)
  const send = (as_target: string) =>
    house
      .as('supervisor')
      .fillIn(path, { ...handing, lead_unit: ['H'], as_target, group: '1' }, { form: '/assign' })
  const refused = await send('yes')
  expect(refused.status).toBe(422)
  expect(await page(refused)).toContain('Huyện ủy Hướng Hóa')
  expect((await send('no')).status).toBe(303)
  expect(await partsOf(house)).toMatchObject([{ targetId: null, status: 'assigned' }])
  expect(await house.db.read.$count(targets)).toBe(0)
})

test('only the office hands out and notes', async () => {
  const house = await openHouse()
  const path = await recorded(house)
  for (const who of ['head', 'leader', 'inspector', 'province', 'admin'] as const) {
    for (const deed of ['assign', 'note']) {
      const answer = await house.as(who).post(`${path}/${deed}`, { ...handing, id: newId(), version: '1' })
      expect(answer.status).toBe(404)
    }
  }
  expect(await only(house)).toMatchObject({ status: 'recorded', version: 1 })
})

test('handed out twice with one form it is handed out once; with an old one nothing changes', async () => {
  const house = await openHouse()
  const path = await recorded(house)
  const form = { ...handing, id: newId(), version: '1', as_target: 'yes', group: '1' }
  const send = (who: Person, fields: object) => house.as(who).post(`${path}/assign`, { ...form, ...fields })
  const [once, twice] = await Promise.all([send('supervisor', {}), send('supervisor', {})])
  expect([once.status, twice.status]).toEqual([303, 303])
  const late = await send('supervisor2', { id: newId(), text: 'Việc của người đến sau' })
  expect(late.status).toBe(409)
  expect(await page(late)).toContain('Việc của người đến sau')
  expect(await house.db.read.$count(directionParts)).toBe(1)
  expect(await house.db.read.$count(targets)).toBe(1)
})

test('what is noted owes nothing, is never late, and can no longer be handed out', async () => {
  const house = await openHouse()
  const path = await recorded(house, { due_on: '5/9/2022' })
  expect(await page(house.as('leader').get('/directions'))).toContain('1 ý kiến chỉ đạo chưa giao, 1 quá hạn')
  minute(house)
  const note = () =>
    house.as('supervisor').post(`${path}/note`, { version: '1', text: 'Quán triệt trong họp' })
  expect(await house.follow(note())).toContain('Quán triệt trong họp')
  expect((await note()).status).toBe(303)
  const late = await house.as('supervisor').post(`${path}/assign`, { ...handing, id: newId(), version: '2' })
  expect(late.status).toBe(409)
  expect(await only(house)).toMatchObject({ status: 'noted' })
  expect(await stepsOf(house)).toEqual(['recorded', 'noted'])
  expect(await page(house.as('leader').get('/directions'))).toContain('Không có ý kiến chỉ đạo nào chờ giao')
  expect(await page(house.as('leader').get('/directions?view=closed'))).toContain('CD-2022-01')
})

test('a note needs no words; too many come back', async () => {
  const house = await openHouse()
  const path = await recorded(house)
  const text = 'a'.repeat(5001)
  const refused = await house.as('supervisor').post(`${path}/note`, { version: '1', text })
  expect(refused.status).toBe(422)
  expect(await page(refused)).toContain(text)
  expect((await house.as('supervisor').fillIn(path, {}, { form: '/note' })).status).toBe(303)
})

test('recorded as a note it never was a task', async () => {
  const house = await openHouse()
  await recorded(house, { as_note: 'yes' })
  expect(await only(house)).toMatchObject({ status: 'noted' })
})

test('the register of the demonstration: what waits to be handed out, what is late, and what is over', async () => {
  const house = await openDemo()
  const html = await page(house.as('giamsat').get('/directions'))
  expect(html).toContain('2 ý kiến chỉ đạo chưa giao')
  expect(html.match(/Giao việc/g)).toHaveLength(2)
  expect(html).toContain('Phòng Tài chính – Kế hoạch và 6 đơn vị')
  const order = [...html.matchAll(/CD-2022-(\d\d) ·/g)].map(([, n]) => n)
  expect(order).toEqual(['09', '10', '12', '13', '15', '14', '16', '17'])

  const closed = await page(house.as('giamsat').get('/directions?view=closed'))
  expect(closed.match(/Đã kết thúc<\/span>/g)).toHaveLength(9)
  const found = await page(house.as('giamsat').get('/directions?view=all&q=sat+lo'))
  expect(found).toContain('CD-2022-09')
  expect(found).not.toContain('CD-2022-10')
  expect(await page(house.as('hh-tnmt').get('/directions'))).toContain('CD-2022-10')
})
