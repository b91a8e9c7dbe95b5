import { expect, test } from 'vitest'
import { countWaitingFor } from '../../src/storage/proposals/list.ts'
import { followUpSteps } from '../../src/storage/schema.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { answer, only, raised, told } from '../support/proposals.ts'
import type { Person } from '../support/world.ts'

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

test('a line and a text that are too long say how long each may be', async () => {
  const house = await openHouse()
  const path = await raised(house)
  const typed = { ...answer, document: 'a'.repeat(301) }
  const line = await page(house.as('supervisor').post(`${path}/answer`, typed))
  expect(line).toContain('href="#answer-document"')
  expect(line).toContain('Nội dung quá dài, tối đa 300 ký tự')
  const text = await page(
    house.as('supervisor').post(`${path}/answer`, { ...answer, text: 'a'.repeat(5001) }),
  )
  expect(text).toContain('Nội dung quá dài, tối đa 5000 ký tự')
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
