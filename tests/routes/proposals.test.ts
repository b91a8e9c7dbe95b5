import { expect, test } from 'vitest'
import { findCampaign } from '../../src/storage/campaigns.ts'
import { countDeskProposals, listDeskProposals } from '../../src/storage/desk/proposals.ts'
import { newId } from '../../src/storage/ids.ts'
import { countWaitingFor, listOldestWaiting } from '../../src/storage/proposals/list.ts'
import { auditEvents, followUpSteps, proposals, proposalTargets, units } from '../../src/storage/schema.ts'
import { openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { answer, only, raised, rows, told, typed } from '../support/proposals.ts'
import type { Person } from '../support/world.ts'

test('a head raises a proposal for a target; it is numbered, tied and told to the office above', async () => {
  const house = await openHouse()
  const target = await house.target()

  const path = house.as('head').fillIn(`/proposals/new?target=${target.code}`, {
    ...typed,
    amount: '290,5',
    amount_measure: 'triệu đồng',
    wanted_by: '30/9/2022',
  })
  const html = await house.follow(path)

  expect(html).toContain('290,5\u00a0triệu đồng')
  expect(html).toContain(target.code)
  expect(await only(house)).toMatchObject({
    code: 'KN-2022-09-01',
    status: 'raised',
    addressedTo: 'Huyện ủy Hướng Hóa',
    amountText: '290.5',
    wantedBy: '2022-09-30',
  })
  expect(await house.db.read.$count(proposalTargets)).toBe(1)
  expect(await told(house)).toEqual(Array(3).fill('proposal_raised /proposals/KN-2022-09-01'))
  expect((await house.db.read.select().from(auditEvents)).map(({ deed }) => deed)).toContain(
    'proposal.raised',
  )
})

test('what was typed into a proposal comes back with what is wrong', async () => {
  const house = await openHouse()
  await house.target()
  const refused = await house.as('head').post('/proposals/new', {
    id: newId(),
    ...typed,
    kind: '',
    amount: 'nhiều',
    amount_measure: 'a'.repeat(61),
    wanted_by: '1/9/2022',
    target: 'CK-H-B-77',
    addressed_unit: 'outside',
  })
  const html = await page(refused)
  expect(refused.status).toBe(422)
  expect(html).toContain(typed.text)
  expect(html).toContain('nhiều')
  expect(html).toContain('Không có chỉ tiêu mã CK-H-B-77')
  expect(html).toContain('maxlength="60"')
  expect(html).toContain('Nội dung quá dài, tối đa 60 ký tự')
  expect(await rows(house)).toEqual([])
})

test('a clerk, an inspector and another unit raise nothing for a unit', async () => {
  const house = await openHouse()
  for (const who of ['clerk', 'inspector', 'admin'] as const) {
    expect((await house.as(who).get('/proposals/new')).status).toBe(404)
    expect((await house.as(who).post('/proposals/new', { id: newId(), ...typed })).status).toBe(404)
  }
  const foreign = { id: newId(), ...typed, unit: 'H-A' }
  expect((await house.as('otherHead').post('/proposals/new', foreign)).status).toBe(404)
  expect(await rows(house)).toEqual([])
})

test('the same form sent twice raises one proposal; another text under its id is refused', async () => {
  const house = await openHouse()
  const id = newId()
  const send = (fields = {}) => house.as('head').post('/proposals/new', { id, ...typed, ...fields })
  const answers = await Promise.all([send(), send()])
  expect(answers.map((one) => one.headers.get('location'))).toEqual(Array(2).fill('/proposals/KN-2022-09-01'))

  const other = await send({ text: 'Nội dung khác hẳn' })
  const stolen = await house.as('otherHead').post('/proposals/new', { id, ...typed })

  expect(other.status).toBe(409)
  expect(await page(other)).toContain('Nội dung khác hẳn')
  expect(stolen.status).toBe(404)
  expect(await house.db.read.$count(proposals)).toBe(1)
  expect(await house.db.read.$count(followUpSteps)).toBe(1)
})

test('proposals raised at the same moment get numbers of their own', async () => {
  const house = await openHouse()
  await Promise.all(['head', 'otherHead', 'districtHead'].map((who) => raised(house, {}, who as Person)))
  expect((await rows(house)).map(({ code }) => code).sort()).toEqual([
    'KN-2022-09-01',
    'KN-2022-09-02',
    'KN-2022-09-03',
  ])
})

test('the text is edited until somebody has taken it up', async () => {
  const house = await openHouse()
  const target = await house.target()
  const path = await raised(house)
  const edited = await house
    .as('head')
    .fillIn(`${path}/edit`, { title: 'Bổ sung 180 tấn xi măng', target: target.code })
  expect(await house.follow(edited)).toContain('Bổ sung 180 tấn xi măng')
  expect(await house.db.read.$count(proposalTargets)).toBe(1)
  expect((await house.as('head').post(`${path}/edit`, { ...typed, title: '' })).status).toBe(422)
  const stale = await house.as('head').post(`${path}/edit`, { ...typed, version: '1' })
  expect(stale.status).toBe(409)
  expect(await page(stale)).toContain(typed.title)
  for (const who of ['clerk', 'otherHead', 'supervisor'] as const) {
    expect((await house.as(who).post(`${path}/edit`, typed)).status).toBe(404)
  }

  await house.as('supervisor').post(`${path}/acknowledge`, {})

  expect((await house.as('head').get(`${path}/edit`)).status).toBe(404)
  expect((await house.as('head').post(`${path}/edit`, typed)).status).toBe(409)
  expect((await only(house)).title).toBe('Bổ sung 180 tấn xi măng')
})

test('other units and administrators do not see a proposal', async () => {
  const house = await openHouse()
  const path = await raised(house)
  for (const who of ['otherHead', 'admin'] as const) {
    expect((await house.as(who).get(path)).status).toBe(404)
    expect(await page(house.as(who).get('/proposals?view=all'))).not.toContain(typed.title)
  }
  for (const who of ['clerk', 'inspector', 'leader', 'province'] as const) {
    expect(await page(house.as(who).get(path))).toContain(typed.text)
  }
})

test('a form interrupted by the end of a session comes back filled in', async () => {
  const house = await openHouse()
  const path = await raised(house)
  const lost = await house.stranger().post(`${path}/answer`, answer)
  expect(lost.status).toBe(401)
  expect(await page(lost)).toContain(answer.text)
})

test('lists are searched without diacritics, filtered and paged', async () => {
  const house = await openHouse()
  for (let n = 0; n < 55; n++) await raised(house, { title: `Đường thôn số ${n}` })
  await raised(house, { title: 'Trạm y tế xã' })
  const first = await page(house.as('supervisor').get('/proposals'))
  const next = /href="([^"]+)" rel="next"/.exec(first)![1]!.replaceAll('&amp;', '&')
  const second = await page(house.as('supervisor').get(next))
  expect(first).toContain('56 kiến nghị chờ Huyện ủy Hướng Hóa trả lời')
  expect(first).not.toContain('Trạm y tế xã')
  expect(second).toContain('Trạm y tế xã')

  const found = await page(house.as('supervisor').get('/proposals?q=tram+y+te+tan+lien'))
  expect(found).toContain('Trạm y tế xã')
  expect(found).not.toContain('Đường thôn số 3')
  expect(await page(house.as('head').get('/proposals?view=mine&status=answered'))).toContain('Không tìm thấy')
})

test('on the demonstration data five wait for the province and seven for the district', async () => {
  const house = await openDemo()
  const [office, province] = [await house.actor('giamsat'), await house.actor('tinh')]
  const campaign = (await findCampaign(house.db.read, office))!
  const top = (await findCampaign(house.db.read, province))!

  expect(await countDeskProposals(house.db.read, office, campaign)).toEqual({ above: 5, below: 7 })
  expect(await countDeskProposals(house.db.read, province, top)).toEqual({ above: 0, below: 5 })
  expect(await countWaitingFor(house.db.read, province)).toBe(5)
  expect(
    (await listOldestWaiting(house.db.read, await house.actor('lanhdao'), 2)).map(({ code }) => code),
  ).toEqual(['KN-2022-07-01', 'KN-2022-08-01'])
  expect(await countWaitingFor(house.db.read, await house.actor('lanhdao'))).toBe(4)
  const filters = { q: 'ba tang', group: null, unit: '', sort: 'days' } as const
  const { above, below } = await listDeskProposals(house.db.read, office, campaign, filters)
  expect([above.rows.length, below.rows.length]).toEqual([0, 1])

  const html = await page(house.as('giamsat').get('/proposals'))
  expect(html).toContain('5 kiến nghị chờ cấp trên trả lời, 7 kiến nghị của các đơn vị chờ xử lý')
  expect(html).toContain('Kiến nghị đã trả lời (3)')
  const above5 = await page(house.as('tinh').get('/proposals'))
  expect(above5).toContain('5 kiến nghị chờ Tỉnh ủy Quảng Trị trả lời')
  expect(above5).toContain('Chờ trả lời, 1 ngày')
  expect(await page(house.as('kiemtra').get('/proposals'))).toContain('12 kiến nghị chờ trả lời')
  expect(await page(house.as('hh-hso').get('/proposals'))).toContain('1 kiến nghị chờ trả lời')
})

test('a target says how long the level above has been silent, and leads to the proposal', async () => {
  const house = await openDemo()
  const html = await page(house.as('hh-hso').get('/targets/CK-2022-HSO-05'))
  expect(html).toContain('cấp trên chưa trả lời, 26 ngày')
  expect(html).toContain('href="/proposals/KN-2022-08-02"')
})

test('what a unit asked of an agency waits for that agency, whose head answers; the office follows it', async () => {
  const house = await openDemo()
  const waitsFor = async (code: string) => {
    const row = (await rows(house)).find((one) => one.code === code)!
    const all = await house.db.read.select({ id: units.id, code: units.code }).from(units)
    return all.find(({ id }) => id === row.waitsForUnitId)?.code
  }
  expect(await waitsFor('KN-2022-07-02')).toBe('HH-TNMT')
  expect(await waitsFor('KN-2022-08-02')).toBe('HH-TNMT')
  expect(await waitsFor('KN-2022-08-03')).toBe('HH-MTTQ')
  expect(await waitsFor('KN-2022-08-06')).toBe('HH-NN')
  expect(await waitsFor('KN-2022-08-01')).toBe('HH')
  expect(await waitsFor('KN-2022-09-01')).toBe('QT')

  const desk = await page(house.as('giamsat').get('/desk?tab=proposals'))
  const [own = '', sent = ''] = desk.split('id="h-below"')[1]!.split('id="h-sent"')
  expect(own.match(/đang chờ/g)).toBeNull()
  expect(own.match(/<th scope="row"/g)).toHaveLength(4)
  expect(sent).toContain('chờ cơ quan trực thuộc trả lời')
  expect(sent.match(/đang chờ Phòng Tài nguyên và Môi trường/g)).toHaveLength(2)
  expect(sent.match(/đang chờ Phòng Nông nghiệp và Phát triển nông thôn/g)).toHaveLength(1)
  const home = await page(house.as('lanhdao').get('/dashboard'))
  expect(home).toContain('4 kiến nghị chờ cấp mình trả lời')

  const list = await page(house.as('hh-tnmt').get('/proposals'))
  expect(list).toContain('2 kiến nghị chờ Phòng Tài nguyên và Môi trường trả lời')
  expect(list).not.toContain('đang chờ')
  const path = '/proposals/KN-2022-07-02'
  for (const who of ['giamsat', 'lanhdao', 'hh-nn']) {
    expect((await house.as(who).post(`${path}/answer`, answer)).status).toBe(404)
  }
  const sentBack = house.as('hh-tnmt').post(`${path}/answer`, { ...answer, day: '7/9/2022' })
  expect(await house.follow(sentBack)).toContain(answer.text)
})

test('addressees are found by their full or short name, at the nearest level; others mean the level above', async () => {
  const house = await openHouse()
  const asked = (code: string, unit: string, addressed_to: string) => ({
    ...{
      code,
      unit,
      addressed_to,
      raised_on: '2022-09-01' as const,
      kind: 'funding',
      title: code,
      text: code,
    },
    ...{ amount: null, amount_measure: null, wanted_by: null, status: 'raised' as const },
    ...{ answered_on: null, answer: null, blocked_targets: [] },
  })
  const all = await house.db.read.select().from(units)
  const nameOf = (code: string) => all.find((unit) => unit.code === code)!
  await house.add({
    proposals: [
      asked('KN-1', 'H-A', nameOf('H-B').name.toUpperCase()),
      asked('KN-2', 'H-A', nameOf('H-B').shortName),
      asked('KN-3', 'H-A', nameOf('T').name),
      asked('KN-4', 'H-A', nameOf('H-A').name),
      asked('KN-5', 'H-A', 'UBND tỉnh'),
      asked('KN-6', 'H', 'Ban Thường vụ Tỉnh ủy; UBND tỉnh'),
    ],
  })
  const found = Object.fromEntries((await rows(house)).map((row) => [row.code, row.waitsForUnitId]))
  const owing = ['H-B', 'H-B', 'T', 'H', 'H', 'T'].map((code) => nameOf(code).id)
  expect(['1', '2', '3', '4', '5', '6'].map((n) => found[`KN-${n}`])).toEqual(owing)
})

test('the silence of the level above begins when it was sent to it, and anew with each sign', async () => {
  const house = await openHouse({ now: '2022-08-15T09:00:00+07:00' })
  const target = await house.target({ unit: 'H' })
  const path = await raised(house, { target: target.code, unit: 'H' }, 'supervisor')
  house.clock.set('2022-09-06T09:00:00+07:00')
  const wordsOf = async (address: string, who: Person) => await page(house.as(who).get(address))
  expect(await wordsOf(`/targets/${target.code}`, 'districtHead')).toContain('Kiến nghị chưa gửi.')
  expect(await wordsOf(`/targets/${target.code}`, 'districtHead')).not.toContain('chưa trả lời')
  expect(await wordsOf('/my-work', 'districtHead')).toContain('kiến nghị ngày 15/8/2022; chưa gửi')
  expect(await wordsOf('/desk?tab=proposals', 'supervisor')).toContain('Chưa chuyển, 22 ngày')
  expect(await wordsOf('/dashboard', 'leader')).not.toContain('chờ trả lời 22 ngày')

  const paper = { to_whom: 'UBND tỉnh', day: '1/9/2022', document: 'CV 12' }
  const sent = house.as('supervisor').fillIn(path, paper, { form: 'transmit' })
  expect(await house.follow(sent)).toContain('Chờ trả lời, 5 ngày')
  expect(await wordsOf(`/targets/${target.code}`, 'districtHead')).toContain(
    'Cấp trên đã 5 ngày chưa trả lời.',
  )
  expect(await wordsOf('/my-work', 'districtHead')).toContain('cấp trên chưa trả lời, 5 ngày')
  expect(await wordsOf('/desk?tab=proposals', 'supervisor')).toContain('Chờ trả lời, 5 ngày')
  expect(await wordsOf('/dashboard', 'leader')).not.toContain('Kiến nghị của Huyện ủy Hướng Hóa chờ trả lời')

  house.clock.set('2022-09-20T09:00:00+07:00')
  expect(await wordsOf('/dashboard', 'leader')).toContain(
    'Kiến nghị của Huyện ủy Hướng Hóa chờ trả lời 19 ngày',
  )
})
