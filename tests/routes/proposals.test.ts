import { expect, test } from 'vitest'
import { findCampaign } from '../../src/storage/campaigns.ts'
import { countDeskProposals, listDeskProposals } from '../../src/storage/desk/proposals.ts'
import { newId } from '../../src/storage/ids.ts'
import { countWaitingFor, listOldestWaiting } from '../../src/storage/proposals/list.ts'
import { auditEvents, followUpSteps, proposals, proposalTargets } from '../../src/storage/schema.ts'
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
    wanted_by: '1/9/2022',
    target: 'CK-H-B-77',
    addressed_unit: 'outside',
  })
  const html = await page(refused)
  expect(refused.status).toBe(422)
  expect(html).toContain(typed.text)
  expect(html).toContain('nhiều')
  expect(html).toContain('Không có chỉ tiêu mã CK-H-B-77')
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
  ).toEqual(['KN-2022-07-01', 'KN-2022-07-02'])
  const filters = { q: 'ba tang', group: null, unit: '', sort: 'days' } as const
  const { above, below } = await listDeskProposals(house.db.read, office, campaign, filters)
  expect([above.length, below.rows.length]).toEqual([0, 1])

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
