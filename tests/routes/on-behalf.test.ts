import { asc, desc, eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { auditEvents, notices, updates, users } from '../../src/storage/schema.ts'
import { openFurnished, SECRETS } from '../support/furnished.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import type { Person } from '../support/world.ts'

const told = {
  source: 'phone',
  source_note: 'Chủ tịch UBND xã Tân Liên',
  value: '50',
  as_of: '31/8/2022',
  do: 'submit',
}

async function enter(
  house: House,
  code: string,
  fields: Record<string, string> = {},
  who: Person = 'supervisor',
) {
  return await house.as(who).post(`/targets/${code}/updates`, { id: newId(), ...told, ...fields })
}

const rowsOf = (house: House) =>
  house.db.read.select().from(updates).orderBy(asc(updates.createdAt), asc(updates.revision))

const toldPeople = async (house: House, kind: 'update_on_behalf' | 'update_awaiting') => {
  const rows = await house.db.read
    .select({ who: users.username, path: notices.path, detail: notices.detail })
    .from(notices)
    .innerJoin(users, eq(users.id, notices.userId))
    .where(eq(notices.kind, kind))
  return rows.sort((a, b) => a.who.localeCompare(b.who))
}

describe('a supervisor enters what a unit told by telephone', () => {
  test('it is received at once, says how it came, and the unit is told', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100', title: 'Thu ngân sách' })

    const answer = await enter(house, target.code)

    const receipt = await house.follow(answer)
    expect(receipt).toContain('Điện thoại: Chủ tịch UBND xã Tân Liên')
    expect(receipt).toContain('Đã nhập thay đơn vị')
    expect(receipt).toContain('nhập thay đơn vị')
    const [row] = await rowsOf(house)
    expect(row).toMatchObject({ state: 'submitted', onBehalf: true, receivedAt: house.clock.now() })
    const [event] = await house.db.read.select().from(auditEvents).orderBy(desc(auditEvents.seq)).limit(1)
    expect(event).toMatchObject({ deed: 'update.submitted', actor: 'supervisor' })
    const path = answer.headers.get('location')
    const notice = { path, detail: { title: 'Thu ngân sách', day: '2022-08-31' } }
    expect(await toldPeople(house, 'update_on_behalf')).toMatchObject([
      { who: 'clerk', ...notice },
      { who: 'head', ...notice },
    ])
  })

  test('by the form itself, as a browser without script sends it', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const path = `/targets/${target.code}/update`

    const form = await page(house.as('supervisor').get(path))
    const answer = await house.as('supervisor').fillIn(path, told, { button: 'do=submit' })

    expect(form).not.toContain('value="draft"')
    expect(form).toContain('Nhập thay Xã Tân Liên')
    expect(answer.status).toBe(303)
  })

  test.each([
    ['how it came', { source: '' }, 'source'],
    ['a way that is not offered', { source: 'fax' }, 'source'],
    ['too long a note', { source_note: 'x'.repeat(201) }, 'source_note'],
    ['a day on the paper that is none', { captured_at: '31/2/2022' }, 'captured_at'],
    ['a day on the paper after today', { captured_at: '7/9/2022' }, 'captured_at'],
    ['a figure', { value: '' }, 'value'],
    ['a draft, which the office does not keep', { do: 'draft' }, 'as_of'],
  ])('without %s it comes back as it was typed', async (_, fields, field) => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })

    const answer = await enter(house, target.code, { results: 'Giữ lại chữ này', ...fields })

    expect(answer.status).toBe(422)
    const html = await page(answer)
    expect(html).toContain(`href="#${field}"`)
    expect(html).toContain('Giữ lại chữ này')
    expect(await rowsOf(house)).toEqual([])
  })

  test('sent twice it stands once; with another source it is another report', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const id = newId()

    const [first, second] = await Promise.all([
      enter(house, target.code, { id }),
      enter(house, target.code, { id }),
    ])
    const other = await enter(house, target.code, { id, source_note: 'Công chức Văn phòng' })

    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(other.status).toBe(409)
    expect(await rowsOf(house)).toHaveLength(1)
    expect(await toldPeople(house, 'update_on_behalf')).toHaveLength(2)
  })

  test('who is not of the side above gets 404, and nothing changes', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    for (const who of ['otherHead', 'leader', 'inspector', 'districtHead', 'province', 'admin'] as const) {
      expect((await enter(house, target.code, {}, who)).status).toBe(404)
      expect((await house.as(who).get(`/targets/${target.code}/update`)).status).toBe(404)
    }
    expect(await rowsOf(house)).toEqual([])
  })

  test('a unit cannot pass its own report off as told to the office', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    await enter(house, target.code, {}, 'head')
    expect(await rowsOf(house)).toMatchObject([{ onBehalf: false, source: '', capturedAt: null }])
  })

  test('the day on the paper is shown and never counted', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const paper = { source: 'paper', source_note: 'Báo cáo số 45/BC-UBND', captured_at: '1/9/2022' }

    const receipt = await house.follow(enter(house, target.code, paper))

    expect(receipt).toContain('Văn bản giấy: Báo cáo số 45/BC-UBND')
    expect(receipt).toContain('1/9/2022')
    const [row] = await rowsOf(house)
    expect(row?.capturedAt).toBe(Date.parse('2022-09-01T00:00:00+07:00'))
    expect(row?.receivedAt).toBe(house.clock.now())
  })
})

describe('the rule of two', () => {
  test('who entered it cannot accept it; another supervisor does', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const path = (await enter(house, target.code)).headers.get('location')!

    const own = await house.as('supervisor').post(`${path}/review`, { decision: 'accept' })
    const other = await house.as('supervisor2').post(`${path}/review`, { decision: 'accept' })

    expect(own.status).toBe(404)
    expect(other.status).toBe(303)
    expect(await rowsOf(house)).toMatchObject([{ state: 'accepted' }])
  })
})

describe('whose report it is', () => {
  test('the unit corrects what was entered for it like its own', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const path = (await enter(house, target.code)).headers.get('location')!

    expect(await page(house.as('head').get(path))).toContain(`${path}/correct`)
    const sent = await house
      .as('head')
      .fillIn(`${path}/correct`, { value: '52', correction_reason: 'Nghe nhầm' }, { button: 'do=submit' })

    expect(sent.status).toBe(303)
    expect(await rowsOf(house)).toMatchObject([
      { state: 'superseded', onBehalf: true },
      { state: 'submitted', onBehalf: false, source: '', revision: 2 },
    ])
  })

  test.each(['submitted', 'accepted', 'returned', 'awaiting_endorsement'] as const)(
    'for a day with a report of the unit that is %s, nothing is entered',
    async (state) => {
      const house = await openHouse()
      const target = await house.target({ plan: '100' })
      const who = state === 'awaiting_endorsement' ? 'clerk' : 'head'
      const sent = await enter(house, target.code, { value: '40' }, who)
      const review = { accepted: 'accept', returned: 'return' }[state as string]
      const path = `${sent.headers.get('location')}/review`
      if (review) await house.as('supervisor2').post(path, { decision: review, comment: 'Xem lại' })

      const refused = await enter(house, target.code, { correction_reason: 'Văn phòng sửa' })
      const html = await page(refused)
      const named = await enter(house, target.code, { corrects: path.split('/')[2]!, as_of: '30/8/2022' })
      const otherDay = await enter(house, target.code, { as_of: '5/9/2022' })

      expect(refused.status).toBe(422)
      expect(html).toContain('Đơn vị đã có báo cáo đến ngày 31/8/2022')
      expect(named.status).toBe(422)
      expect(otherDay.status).toBe(303)
    },
  )

  test('two who enter the same day at once are taken once', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const answers = await Promise.all([
      enter(house, target.code),
      enter(house, target.code, { value: '51' }, 'supervisor2'),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    expect(await rowsOf(house)).toHaveLength(1)
  })

  test('what another supervisor returned, the office mends', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const path = (await enter(house, target.code)).headers.get('location')!
    await house.as('supervisor2').post(`${path}/review`, { decision: 'return', comment: 'Hỏi lại xã' })

    const form = await page(house.as('supervisor').get(`/targets/${target.code}/update`))
    const sent = await house
      .as('supervisor')
      .fillIn(`/targets/${target.code}/update`, { value: '55' }, { button: 'do=submit' })

    expect(form).toContain('Hỏi lại xã')
    expect(form).toContain('value="Chủ tịch UBND xã Tân Liên"')
    expect(sent.status).toBe(303)
    expect(await rowsOf(house)).toMatchObject([
      { state: 'returned' },
      { state: 'submitted', onBehalf: true, revision: 2 },
    ])
  })

  test('the unit’s own returned report is not the office’s to correct', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const path = (await enter(house, target.code, {}, 'head')).headers.get('location')!
    await house.as('supervisor').post(`${path}/review`, { decision: 'return', comment: 'Xem lại' })
    expect((await house.as('supervisor').get(`${path}/correct`)).status).toBe(404)
    const form = await page(house.as('supervisor').get(`/targets/${target.code}/update`))
    expect(form).not.toContain('name="corrects"')
  })
})

describe('what never left the unit', () => {
  test('is not on the form of the office', async () => {
    const { house, targets } = await openFurnished()
    for (const { code } of [targets.own, targets.drafted]) {
      const html = await page(house.as('supervisor').get(`/targets/${code}/update`))
      for (const secret of [SECRETS.draft, SECRETS.awaiting, SECRETS.takenBack]) {
        expect(html).not.toContain(secret)
      }
    }
  })

  test('a draft is neither replaced nor shown under its id', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const id = newId()
    const draft = { id, value: '10', results: 'bí mật', as_of: '31/8/2022', do: 'draft' }
    await house.as('clerk').post(`/targets/${target.code}/updates`, draft)

    const answer = await enter(house, target.code, { id, version: '1' })

    expect(answer.status).toBe(404)
    expect(await rowsOf(house)).toMatchObject([{ state: 'draft', results: 'bí mật' }])
  })
})

test('what a clerk hands in is told to the heads of the unit', async () => {
  const house = await openHouse()
  const target = await house.target({ plan: '100', title: 'Thu ngân sách' })
  const sent = await enter(house, target.code, {}, 'clerk')
  expect(await toldPeople(house, 'update_awaiting')).toMatchObject([
    { who: 'head', path: sent.headers.get('location'), detail: { title: 'Thu ngân sách' } },
  ])
})
