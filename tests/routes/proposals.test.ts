import { expect, test } from 'vitest'
import { findCampaign } from '../../src/storage/campaigns.ts'
import { countDeskProposals, listDeskProposals } from '../../src/storage/desk/proposals.ts'
import { newId } from '../../src/storage/ids.ts'
import { countWaitingFor, listOldestWaiting } from '../../src/storage/proposals/list.ts'
import { auditEvents, followUpSteps, notices, proposals, proposalTargets } from '../../src/storage/schema.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import type { Person } from '../support/world.ts'

const typed = {
  title: 'Bổ sung xi măng đợt 2 cho đường thôn',
  kind: 'funding',
  text: 'Đề nghị cấp bổ sung 180 tấn xi măng.',
}

/** Raises one and gives its path. */
async function raised(house: House, fields: Record<string, string | string[]> = {}, who: Person = 'head') {
  const answer = await house.as(who).post('/proposals/new', { id: newId(), ...typed, ...fields })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!
}

const rows = (house: House) => house.db.read.select().from(proposals)
const only = async (house: House) => (await rows(house))[0]!
const told = async (house: House) =>
  (await house.db.read.select().from(notices)).map(({ kind, path }) => `${kind} ${path}`)
const answer = {
  outcome: 'partly',
  text: 'Phân bổ 160 tấn xi măng đợt 2.',
  day: '6/9/2022',
  document: 'CV 12',
}

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

test('from raising to settling: transmitted, acknowledged, answered, resolved', async () => {
  const house = await openHouse()
  const path = await raised(house)

  const sent = await house.as('head').fillIn(path, { document: 'TTr 05' }, { form: '/transmit' })
  expect(sent.status).toBe(303)
  house.clock.advance({ days: 2 })
  expect((await house.as('leader').fillIn(path, {}, { form: '/acknowledge' })).status).toBe(303)
  house.clock.advance({ days: 9 })
  expect(await page(house.as('head').get(path))).toContain('chưa có phản hồi mới trong 9 ngày qua')
  const answered = await house.as('supervisor').fillIn(path, answer, { form: '/answer' })
  expect(await house.follow(answered)).toContain('Đồng ý một phần')
  const settled = await house.as('head').fillIn(path, { text: 'Đã nhận đủ' }, { form: '/resolve' })

  const html = await house.follow(settled)
  for (const word of ['TTr 05', 'Đã tiếp nhận', 'CV 12', 'Đã nhận đủ']) expect(html).toContain(word)
  expect(await only(house)).toMatchObject({
    status: 'resolved',
    answeredOn: '2022-09-06',
    answer: answer.text,
    version: 5,
  })
  expect(await told(house)).toContain('proposal_moved /proposals/KN-2022-09-01')
})

test('an answer without words or result, or of tomorrow, is refused and kept as typed', async () => {
  const house = await openHouse()
  const path = await raised(house)
  const refused = await house
    .as('supervisor')
    .post(`${path}/answer`, { outcome: '', text: '', day: '7/9/2022', document: 'CV 99' })
  const html = await page(refused)
  expect(refused.status).toBe(422)
  expect(html).toContain('CV 99')
  expect(html).toContain('href="#answer-outcome"')
  expect(html).toContain('href="#answer-day"')
  expect((await only(house)).status).toBe('raised')
})

const deeds = {
  transmit: { who: 'head', fields: { to_whom: 'UBND huyện', document: 'TTr 05', day: '6/9/2022' } },
  acknowledge: { who: 'supervisor', fields: { text: 'Giao Phòng Tài chính' } },
  forward: { who: 'supervisor', fields: { to_unit: 'T', text: 'Vượt thẩm quyền' } },
  answer: { who: 'leader', fields: answer },
  withdraw: { who: 'head', fields: { text: 'Đã tự giải quyết' } },
  resolve: { who: 'head', fields: { text: 'Đã nhận đủ xi măng' }, isAnswered: true },
  close: { who: 'head', fields: { text: 'Không cần theo dõi nữa' }, isAnswered: true },
} satisfies Record<string, Deed>

interface Deed {
  who: Person
  fields: Record<string, string>
  isAnswered?: boolean
}

test.each(Object.entries<Deed>(deeds))(
  '%s: by whom it is due, once, and by nobody else',
  async (deed, entry) => {
    const { who, fields, isAnswered } = entry
    const house = await openHouse()
    const path = await raised(house)
    if (isAnswered) await house.as('leader').post(`${path}/answer`, answer)
    const before = (await only(house)).version
    const strangers = [
      'clerk',
      'otherHead',
      'inspector',
      'admin',
      who === 'head' ? 'supervisor' : 'head',
    ] as const
    for (const one of strangers) {
      expect([one, (await house.as(one).post(`${path}/${deed}`, fields)).status]).toEqual([one, 404])
    }
    expect((await only(house)).version).toBe(before)

    const send = () => house.as(who).post(`${path}/${deed}`, { ...fields, version: String(before) })
    const sent = await Promise.all([send(), send()])

    expect(sent.map(({ status }) => status)).toEqual([303, 303])
    expect((await only(house)).version).toBe(before + 1)
    expect(await house.db.read.$count(followUpSteps)).toBe(before + 1)
  },
)

test('a step that no longer fits is answered with how it stands, and what was typed stays', async () => {
  const house = await openHouse()
  const path = await raised(house)
  await house.as('leader').post(`${path}/acknowledge`, { version: '1' })

  const stale = await house.as('supervisor').post(`${path}/answer`, { ...answer, version: '1' })
  expect(stale.status).toBe(409)
  const html = await page(stale)
  expect(html).toContain('Kiến nghị đã thay đổi')
  expect(html).toContain(answer.text)
  expect((await only(house)).status).toBe('acknowledged')

  await house.as('head').post(`${path}/withdraw`, { text: 'Không cần nữa' })
  const late = await house.as('supervisor').post(`${path}/answer`, answer)
  expect(late.status).toBe(409)
  expect(await page(late)).toContain('Đã rút')
})

test('what the office sends on to another unit waits for that unit, which then answers', async () => {
  const house = await openHouse()
  const path = await raised(house)
  expect((await house.as('province').post(`${path}/answer`, answer)).status).toBe(404)
  const refused = await house.as('supervisor').post(`${path}/forward`, { to_unit: 'H-B', text: 'Xem giúp' })
  expect(refused.status).toBe(422)

  await house.as('supervisor').fillIn(path, { to_unit: 'T', text: 'Vượt thẩm quyền' }, { form: '/forward' })

  expect((await house.as('supervisor').post(`${path}/answer`, answer)).status).toBe(404)
  expect((await house.as('province').fillIn(path, answer, { form: '/answer' })).status).toBe(303)
  expect((await only(house)).status).toBe('partly')
})

test('a body outside the house answers on paper, and who asked records it', async () => {
  const house = await openHouse()
  const outside = { addressed_unit: 'outside', addressed_to: 'Công ty Điện lực Quảng Trị' }
  const path = await raised(house, outside)
  expect((await only(house)).waitsForUnitId).toBeNull()
  expect((await house.as('head').post(`${path}/answer`, answer)).status).toBe(409)
  await house.as('head').post(`${path}/transmit`, { to_whom: outside.addressed_to })
  await house.as('head').fillIn(path, { document: 'GB 3' }, { form: '/acknowledge' })
  await house.as('head').fillIn(path, answer, { form: '/answer' })
  expect((await only(house)).status).toBe('partly')
  const closed = await house.as('head').fillIn(path, { text: 'Thôi theo dõi' }, { form: '/close' })
  expect(await house.follow(closed)).toContain('Thôi theo dõi')
})

test('a refused proposal is closed, never resolved, and closing wants a reason', async () => {
  const house = await openHouse()
  const path = await raised(house)
  await house.as('leader').post(`${path}/answer`, { ...answer, outcome: 'refused' })
  expect((await house.as('head').post(`${path}/resolve`, {})).status).toBe(409)
  expect((await house.as('head').post(`${path}/close`, {})).status).toBe(422)
  expect((await house.as('head').post(`${path}/close`, { text: 'Không có cơ sở' })).status).toBe(303)
  expect((await only(house)).status).toBe('closed')
})

test('what the owner of a campaign asks waits for the province once its office has transmitted it', async () => {
  const house = await openHouse()
  const path = await raised(house, {}, 'supervisor')
  expect((await only(house)).addressedTo).toBe('Tỉnh ủy Quảng Trị')
  expect(await told(house)).toEqual([])
  expect(await page(house.as('province').get('/proposals'))).toContain('Không có kiến nghị chờ trả lời')
  expect((await house.as('province').post(`${path}/answer`, answer)).status).toBe(409)

  await house.as('supervisor2').fillIn(path, {}, { form: '/transmit' })

  expect(await page(house.as('province').get('/proposals'))).toContain(
    '1 kiến nghị chờ Tỉnh ủy Quảng Trị trả lời',
  )
  expect(await countWaitingFor(house.db.read, await house.actor('province'))).toBe(1)
  expect(await told(house)).toContain(`proposal_raised ${path}`)
  // The answer often comes on paper: the district's office records it.
  await house.as('supervisor').fillIn(path, answer, { form: '/answer' })
  expect((await only(house)).status).toBe('partly')
})

test('duplicates are merged: one goes on with the targets of both, and its answer is read by both', async () => {
  const house = await openHouse()
  const [a, b] = [await house.target(), await house.target({ unit: 'H-B' })]
  const path = await raised(house, { target: a.code })
  const other = await raised(house, { target: b.code }, 'otherHead')
  const into = other.split('/').pop()!
  expect((await house.as('head').post(`${path}/merge`, { into })).status).toBe(404)
  expect((await house.as('supervisor').post(`${path}/merge`, { into: 'KN-2022-09-77' })).status).toBe(422)
  expect((await house.as('head').get(other)).status).toBe(404)

  const merge = () => house.as('supervisor').post(`${path}/merge`, { into, version: '1' })
  expect([(await merge()).status, (await merge()).status]).toEqual([303, 303])

  const html = await page(house.as('head').get(path))
  expect(html).toContain(`Kiến nghị này đã hợp nhất vào ${into}`)
  const blocked = await page(house.as('supervisor').get(other))
  for (const target of [a, b]) expect(blocked).toContain(target.code)
  await house.as('leader').post(`${other}/answer`, answer)
  const read = await page(house.as('head').get(other))
  expect(read).toContain(answer.text)
  expect(read).not.toContain(b.code)
  expect(await told(house)).toContain(`proposal_moved ${path}`)
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
