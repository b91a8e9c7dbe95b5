import { eq } from 'drizzle-orm'
import { beforeEach, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { auditEvents, commitments } from '../../src/storage/schema.ts'
import { addNextYear, bulk, drawUp, go, register } from '../support/commitments.ts'
import { expectRefused, ofA, ofB } from '../support/doors.ts'
import { type House, openHouse } from '../support/house.ts'
import { did } from '../support/issuing.ts'
import { page } from '../support/page.ts'

let house: House
beforeEach(async () => {
  house = await openHouse()
  await addNextYear(house)
})

const LIST = '/commitments?campaign=H-2023'

const stored = async (code: string) =>
  (await house.db.read.select().from(commitments).where(eq(commitments.code, code)))[0]!

const eventsOf = async (deed: string) =>
  (await house.db.read.select().from(auditEvents).where(eq(auditEvents.deed, deed))).map(
    ({ subject }) => subject,
  )

const propose = async () => {
  await drawUp(house, newId())
  await go(house, 'CK-2023-A', 'propose')
  const sent = await house.as('otherHead').post('/commitments/CK-2023-B/steps/propose', {})
  if (sent.status !== 303) throw new Error(await sent.text())
}

test('a leader agrees to all that were ticked, each with an event of its own', async () => {
  await propose()
  const leader = house.as('leader')
  // Where all of them wait for the same, none has to be chosen first.
  expect(await page(leader.get(LIST))).toContain('Thống nhất các bản đã chọn')
  const all = await page(leader.get(`${LIST}&state=proposed`))
  expect(all).not.toContain('checked')
  const ticked = `${LIST}&state=proposed&all=1`
  expect(all.replaceAll('&amp;', '&')).toContain('all=1')
  const sent = await leader.fillIn(ticked, {}, { form: '/commitments/steps' })
  expect(await did(sent)).toContain('done=agree-2')
  expect(await house.follow(sent)).toContain('Đã thống nhất 2 bản')
  expect([(await stored('CK-2023-A')).state, (await stored('CK-2023-B')).state]).toEqual(['agreed', 'agreed'])
  expect((await eventsOf('commitment.agree')).sort()).toEqual(['CK-2023-A', 'CK-2023-B'])
})

test('what has changed since the page was opened is left and named, the others are done; sent twice it stands once', async () => {
  await propose()
  const [a, b] = [await stored('CK-2023-A'), await stored('CK-2023-B')]
  const fields = {
    ...{ deed: 'agree', campaign: 'H-2023', state: 'proposed' },
    chosen: [`${a.version - 1}:${a.code}`, `${b.version}:${b.code}`],
  }
  for (const _ of [1, 2]) {
    const sent = await house.as('leader').post('/commitments/steps', fields)
    expect(sent.status).toBe(409)
    const html = await page(sent)
    for (const words of ['1 bản chưa thực hiện được', 'Đã thống nhất 1 bản', 'CK-2023-A</a>: đã thay đổi'])
      expect(html).toContain(words)
  }
  expect([(await stored('CK-2023-A')).state, (await stored('CK-2023-B')).state]).toEqual([
    'proposed',
    'agreed',
  ])
  expect(await eventsOf('commitment.agree')).toEqual(['CK-2023-B'])
})

test('the office hands over its drafts; nothing ticked is told, and a draft without targets is left', async () => {
  await drawUp(house, newId())
  const office = house.as('supervisor')
  const none = await office.fillIn(`${LIST}&state=draft`, {}, { form: '/commitments/steps' })
  expect([none.status, await page(none)]).toEqual([422, expect.stringContaining('Chưa chọn bản nào')])
  const done = await office.fillIn(`${LIST}&state=draft&all=1`, {}, { form: '/commitments/steps' })
  expect(await house.follow(done)).toContain('Đã chuyển 2 bản để đơn vị xem xét')
  for (const n of ['01', '02']) await office.post(`/commitments/CK-2023-B/targets/CK-2023-B-${n}/remove`, {})
  const { version } = await stored('CK-2023-B')
  const left = await office.post('/commitments/steps', { deed: 'hand', chosen: `${version}:CK-2023-B` })
  expect([left.status, await page(left)]).toEqual([409, expect.stringContaining('chưa có chỉ tiêu')])
})

test('who may not take the step of a single one may not take it of many, and is told of no draft', async () => {
  await propose()
  const { version } = await stored('CK-2023-A')
  const deed = (name: string, who: ('leader' | 'head')[]) => ({
    path: '/commitments/steps',
    fields: { deed: name, chosen: [`${version}:CK-2023-A`, '1:CK-KHONG'] },
    who,
    deed: null,
  })
  await expectRefused(house, [deed('agree', ['leader'])])
  await expectRefused(house, [deed('propose', ['head'])])
  for (const who of ['inspector', 'supervisor'] as const) {
    expect(await page(house.as(who).get(`${LIST}&state=proposed`))).not.toContain('/commitments/steps')
  }
  for (const who of [...ofA, ...ofB]) {
    expect(await page(house.as(who).get('/commitments'))).not.toContain('/commitments/steps')
  }
})

test('where commitments are drawn up, the code of a draft that a unit keeps to itself is not told', async () => {
  const code = await register(house, newId())
  const office = house.as('supervisor')
  const units = await page(office.get('/commitments/new?campaign=H-2023'))
  expect([units.includes('đã có bản cam kết'), units.includes(code)]).toEqual([true, false])
  const fields = bulk(newId(), { step: 'units', do: 'next', which: 'all' })
  expect(await page(office.post('/commitments/new', fields))).not.toContain(code)
})

test('a draft that a unit keeps to itself is neither shown nor handed over', async () => {
  const code = await register(house, newId())
  expect(await page(house.as('supervisor').get(`${LIST}&state=draft`))).not.toContain(code)
  const sent = await house.as('supervisor').post('/commitments/steps', { deed: 'hand', chosen: `1:${code}` })
  expect(sent.status).toBe(404)
})
