import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { findCampaign } from '../../src/storage/campaigns.ts'
import {
  countPendingExtensions,
  listDecisionsWaiting,
  listPendingExtensions,
} from '../../src/storage/desk/extensions.ts'
import { lapseExtensions } from '../../src/storage/extensions.ts'
import { newId } from '../../src/storage/ids.ts'
import { auditEvents, campaigns, extensions, notices, targets, users } from '../../src/storage/schema.ts'
import { pdf } from '../support/furnished.ts'
import { type House, openDemo, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import type { Person } from '../support/world.ts'

const asked = {
  due_on: '31/10/2022',
  reason_code: 'land',
  reason: 'Chưa bàn giao mặt bằng thôn Bù, đã ba lần mời các hộ làm việc.',
}

async function requested(house: House, fields: Record<string, string> = {}) {
  const target = await house.target({ due_on: '2022-09-30', title: 'Bê tông hóa đường thôn Bù' })
  const answer = await ask(house, target.code, fields)
  expect(answer.status).toBe(303)
  return { target, path: answer.headers.get('location')! }
}

const ask = (house: House, code: string, fields: Record<string, string> = {}, who: Person = 'head') =>
  house.as(who).fillIn(`/targets/${code}/extension`, { ...asked, ...fields })

const decide = (house: House, path: string, fields: Record<string, string>, who: Person = 'leader') =>
  house.as(who).post(`${path}/decision`, fields)

const stored = async (house: House) => await house.db.read.select().from(extensions)
const theTarget = async (house: House) => (await house.db.read.select().from(targets))[0]!

async function told(house: House) {
  const rows = await house.db.read
    .select({ to: users.username, kind: notices.kind, path: notices.path, detail: notices.detail })
    .from(notices)
    .innerJoin(users, eq(users.id, notices.userId))
  return rows.map(({ to, kind }) => `${kind} ${to}`).sort()
}

const deeds = async (house: House) =>
  (await house.db.read.select().from(auditEvents))
    .map(({ deed }) => deed)
    .filter((deed) => deed.startsWith('extension.'))

const allow = (house: House, change: Partial<typeof campaigns.$inferInsert>) =>
  house.db.tx(async (tx) => void (await tx.update(campaigns).set(change)))

describe('asking', () => {
  test('a head asks for more time; the deadline stays, and the office is told', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)

    expect((await stored(house))[0]).toMatchObject({
      proposedDueOn: '2022-10-31',
      reasonCode: 'land',
      reason: asked.reason,
      decision: null,
    })
    expect(await theTarget(house)).toMatchObject({ dueOn: '2022-09-30', extensionCount: 0 })
    expect(await told(house)).toEqual([
      'extension_requested leader',
      'extension_requested supervisor',
      'extension_requested supervisor2',
    ])
    expect(await deeds(house)).toEqual(['extension.requested'])
    const html = await page(house.as('head').get(path))
    expect(html).toContain('Đất đai, giải phóng mặt bằng')
    expect(html).toContain('Thời hạn hiện tại 30/9/2022 vẫn có hiệu lực')
    expect(await page(house.as('head').get(`/targets/${target.code}`))).toContain(
      'Đề nghị gia hạn đến 31/10/2022',
    )
  })

  test('the form shows both deadlines and how often it was extended', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)
    await decide(house, path, { decision: 'grant' })
    const html = await page(house.as('head').get(`/targets/${target.code}/extension`))
    expect(html).toContain('1/2 lần')
    expect(html).toContain('30/9/2022')
    expect(html).toContain('31/10/2022 (lùi 31 ngày so với hạn gốc)')
    expect(html).toContain('vẫn có hiệu lực cho đến khi Huyện ủy Hướng Hóa quyết định')
  })

  test.each([
    ['due_on', '', 'Cần nhập ngày'],
    ['due_on', '31/11/2022', 'Ngày chưa đúng'],
    ['due_on', '30/9/2022', 'phải sau thời hạn hiện tại, 30/9/2022'],
    ['due_on', '1/1/2024', 'muộn nhất là 31/12/2023'],
    ['reason_code', 'rain', 'Cần chọn nguyên nhân'],
    ['reason', '', 'Cần nêu lý do'],
    ['reason', 'x'.repeat(5001), 'quá dài'],
  ])('%s %j is refused, and what was typed comes back', async (field, value, words) => {
    const house = await openHouse()
    const target = await house.target({ due_on: '2022-09-30' })
    const answer = await ask(house, target.code, { [field]: value })
    expect(answer.status).toBe(422)
    const html = await page(answer)
    expect(html).toContain(words)
    expect(html).toContain(field === 'reason' ? asked.due_on : asked.reason)
    expect(await stored(house)).toEqual([])
  })

  test('of an overdue target a past day is refused', async () => {
    const house = await openHouse()
    const target = await house.target({ due_on: '2022-08-15' })
    const answer = await ask(house, target.code, { due_on: '31/8/2022' })
    expect(await page(answer)).toContain('không được trước hôm nay, 6/9/2022')
    expect(answer.status).toBe(422)
  })

  test('only the head of the unit asks', async () => {
    const house = await openHouse()
    const target = await house.target({ due_on: '2022-09-30' })
    for (const who of [
      'clerk',
      'otherHead',
      'supervisor',
      'leader',
      'inspector',
      'province',
      'admin',
    ] as const) {
      const path = `/targets/${target.code}/extension`
      expect((await house.as(who).get(path)).status, who).toBe(404)
      expect((await house.as(who).post(path, { id: newId(), ...asked })).status, who).toBe(404)
    }
    expect(await stored(house)).toEqual([])
  })

  test('sent twice it stands once; another content under its id is told apart', async () => {
    const house = await openHouse()
    const target = await house.target({ due_on: '2022-09-30' })
    const path = `/targets/${target.code}/extension`
    const send = (fields: Record<string, string>) => house.as('head').post(path, { ...asked, ...fields })
    const id = newId()

    const both = await Promise.all([send({ id }), send({ id })])
    const later = await send({ id })
    const other = await send({ id, reason: 'Lý do khác hẳn' })

    expect(both.map((answer) => answer.status)).toEqual([303, 303])
    expect(later.headers.get('location')).toBe(`/extensions/${id}`)
    expect(other.status).toBe(409)
    expect(await page(other)).toContain('Lý do khác hẳn')
    expect(await stored(house)).toHaveLength(1)
    expect(await deeds(house)).toEqual(['extension.requested'])
  })

  test('while one waits there is no second; what was typed is not lost', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)
    const form = await page(house.as('head').get(`/targets/${target.code}/extension`))
    expect(form).toContain('đang chờ quyết định')
    expect(form).toContain(path)
    const second = await house
      .as('head')
      .post(`/targets/${target.code}/extension`, { ...asked, id: newId(), reason: 'Lần hai' })
    expect(second.status).toBe(409)
    expect(await page(second)).toContain('Lần hai')
    expect(await stored(house)).toHaveLength(1)
  })

  test('a request sent again after its decision is answered with it', async () => {
    const house = await openHouse()
    const id = newId()
    const { target, path } = await requested(house, { id })
    await decide(house, path, { decision: 'grant' })
    const again = await house.as('head').post(`/targets/${target.code}/extension`, { ...asked, id })
    expect(again.headers.get('location')).toBe(path)
  })

  test('the limit of the campaign counts what was granted alone', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)
    await decide(house, path, { decision: 'refuse', comment: 'Chưa đủ căn cứ' })
    for (const day of ['31/10/2022', '30/11/2022']) {
      const next = await ask(house, target.code, { due_on: day })
      house.clock.advance({ minutes: 1 })
      expect((await decide(house, next.headers.get('location')!, { decision: 'grant' })).status).toBe(303)
    }
    expect(await theTarget(house)).toMatchObject({ dueOn: '2022-11-30', extensionCount: 2 })

    expect(await page(house.as('head').get(`/targets/${target.code}/extension`))).toContain(
      'Đã gia hạn đủ 2 lần',
    )
    const third = await house
      .as('head')
      .post(`/targets/${target.code}/extension`, { ...asked, id: newId(), due_on: '31/12/2022' })
    expect(third.status).toBe(409)
    expect(await stored(house)).toHaveLength(3)
  })

  test.each([
    ['a lasting duty', { kind: 'ongoing', due_on: null, plan: null, measure: null }, 'không có thời hạn'],
    ['a suspended one', { due_on: '2022-09-30', state: 'suspended' }, 'không còn thực hiện'],
  ] as const)('%s is not extended', async (_, wish, words) => {
    const house = await openHouse()
    const { state, ...rest } = { state: 'active', ...wish } as { state: string } & Record<string, unknown>
    const target = await house.target(rest)
    if (state === 'suspended')
      await house.db.tx(
        async (tx) => void (await tx.update(targets).set({ state: 'suspended', baseClass: 'suspended' })),
      )
    expect(await page(house.as('head').get(`/targets/${target.code}/extension`))).toContain(words)
    const answer = await house.as('head').post(`/targets/${target.code}/extension`, { ...asked, id: newId() })
    expect(answer.status).toBe(409)
    expect(await stored(house)).toEqual([])
  })

  test('its files are there for the unit and those above, and for nobody else', async () => {
    const house = await openHouse()
    const target = await house.target({ due_on: '2022-09-30', coordinating_units: ['H-B'] })
    const answer = await house.as('head').fillIn(`/targets/${target.code}/extension`, asked, {
      files: { evidence: [pdf('Biên bản làm việc.pdf')] },
    })
    const file = `${answer.headers.get('location')}/files/1`
    for (const who of ['head', 'clerk', 'supervisor', 'leader', 'inspector', 'province'] as const) {
      const got = await house.as(who).get(file)
      expect(got.status, who).toBe(200)
      expect(got.headers.get('content-disposition')).toContain('filename="Bien ban lam viec.pdf"')
      expect(got.headers.get('content-security-policy')).toContain('sandbox')
    }
    for (const path of [file, answer.headers.get('location')!])
      for (const who of ['otherHead', 'admin'] as const)
        expect((await house.as(who).get(path)).status, who).toBe(404)
    expect((await house.as('head').get(`${answer.headers.get('location')}/files/2`)).status).toBe(404)
    expect((await house.as('head').get('/extensions/none')).status).toBe(404)
    expect((await house.as('head').get(`/extensions/${newId()}`)).status).toBe(404)
  })

  test('a file that is none, and a sixth one, are refused', async () => {
    const house = await openHouse()
    const target = await house.target({ due_on: '2022-09-30' })
    const send = (evidence: File[]) =>
      house.as('head').fillIn(`/targets/${target.code}/extension`, asked, { files: { evidence } })
    const text = await send([new File(['chữ'], 'ghi chú.txt')])
    expect(text.status).toBe(422)
    expect(await page(text)).toContain('ghi chú.txt không phải ảnh')
    const six = await send(Array.from({ length: 6 }, (_, n) => pdf(`${n}.pdf`)))
    expect(await page(six)).toContain('tối đa 5 tệp')
    expect(await stored(house)).toEqual([])
  })
})

describe('the opinion of the office', () => {
  const advise = (house: House, path: string, fields: Record<string, string>, who: Person = 'supervisor') =>
    house.as(who).post(`${path}/opinion`, fields)

  test('a supervisor advises, and the leader is told and sees it', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    const answer = await house
      .as('supervisor')
      .fillIn(path, { stance: 'agree', opinion: 'Mặt bằng vướng thật' }, { form: '/opinion' })
    expect(answer.status).toBe(303)
    expect(await told(house)).toContain('extension_opinion leader')
    const html = await page(house.as('leader').get(path))
    expect(html).toContain('Đề xuất đồng ý')
    expect(html).toContain('Mặt bằng vướng thật')
    expect(await deeds(house)).toEqual(['extension.requested', 'extension.opinion'])
  })

  test('advising against it needs a reason, and what was typed comes back', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    const answer = await advise(house, path, { stance: 'disagree', opinion: '' })
    expect(answer.status).toBe(422)
    expect(await page(answer)).toMatch(/value="disagree"\s+checked/)
    const none = await advise(house, path, { stance: '', opinion: 'Đang xem xét' })
    expect(none.status).toBe(422)
    expect(await page(none)).toContain('Đang xem xét')
    expect((await stored(house))[0]).toMatchObject({ opinionStance: null })
  })

  test('who does not follow up for side A advises nothing', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    for (const who of ['head', 'clerk', 'otherHead', 'leader', 'inspector', 'province', 'admin'] as const)
      expect((await advise(house, path, { stance: 'agree', opinion: '' }, who)).status, who).toBe(404)
    expect((await stored(house))[0]).toMatchObject({ opinionStance: null, version: 1 })
  })

  test('sent twice it stands once; a colleague with an old page is told, and so is one after the decision', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    const fields = { stance: 'agree', opinion: 'Đủ căn cứ', version: '1' }
    const [once, twice] = [await advise(house, path, fields), await advise(house, path, fields)]
    const colleague = { stance: 'disagree', opinion: 'Chưa đủ', version: '1' }
    const late = await advise(house, path, colleague, 'supervisor2')
    expect([once.status, twice.status, late.status]).toEqual([303, 303, 409])
    expect(await page(late)).toContain('Chưa đủ')
    await decide(house, path, { decision: 'grant' })
    expect((await advise(house, path, { ...colleague, version: '' }, 'supervisor2')).status).toBe(409)
    expect((await stored(house))[0]).toMatchObject({ opinionStance: 'agree', opinion: 'Đủ căn cứ' })
    expect(await deeds(house)).toEqual(['extension.requested', 'extension.opinion', 'extension.granted'])
  })
})

describe('the decision', () => {
  test('granting moves the deadline at once; the original is kept, and the unit is told', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)
    const answer = await house
      .as('leader')
      .fillIn(`${path}/decision`, { decision: 'grant', document: '15-TB/HU' }, { form: '/decision' })
    expect(answer.status).toBe(303)
    expect(await theTarget(house)).toMatchObject({
      dueOn: '2022-10-31',
      dueOriginal: '2022-09-30',
      extensionCount: 1,
      lateFrom: '2022-11-01',
    })
    expect(await told(house)).toEqual(
      expect.arrayContaining(['extension_decided clerk', 'extension_decided head']),
    )
    const html = await house.follow(answer)
    expect(html).toContain('Đồng ý gia hạn đến 31/10/2022')
    expect(html).toContain('15-TB/HU')
    expect(html).toMatch(/<del>30\/9\/2022<\/del>/)
    for (const path of [`/targets/${target.code}`, '/commitments/CK-H-A', '/commitments', '/units/H-A']) {
      const shown = await page(house.as('head').get(path))
      expect(shown, path).toContain('hạn gốc 30/9/2022')
      expect(shown, path).toContain('lùi 31 ngày so với hạn gốc')
    }
  })

  test('another date than the one asked for', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    for (const [due_on, words] of [
      ['', 'Cần nhập ngày'],
      ['30/9/2022', 'phải sau thời hạn hiện tại'],
      ['1/1/2024', 'muộn nhất là 31/12/2023'],
    ] as const) {
      const refused = await decide(house, path, { decision: 'grant_other', due_on, comment: 'Rút ngắn' })
      expect(refused.status).toBe(422)
      const html = await page(refused)
      expect(html).toContain(words)
      expect(html).toContain('Rút ngắn')
    }
    expect((await decide(house, path, { decision: 'grant_other', due_on: '15/10/2022' })).status).toBe(303)
    expect((await stored(house))[0]).toMatchObject({ decision: 'granted', newDueOn: '2022-10-15' })
    expect(await page(house.as('head').get(path))).toContain(
      'Đồng ý gia hạn đến 15/10/2022 (đơn vị đề nghị 31/10/2022)',
    )
  })

  test('refusing needs a reason; nothing moves', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    for (const fields of [{ decision: 'refuse' }, { decision: '' }]) {
      const answer = await decide(house, path, { ...fields, comment: '', document: '16-TB/HU' })
      expect(answer.status).toBe(422)
      expect(await page(answer)).toContain('16-TB/HU')
    }
    expect((await decide(house, path, { decision: 'refuse', comment: 'Chưa đủ căn cứ' })).status).toBe(303)
    expect(await theTarget(house)).toMatchObject({ dueOn: '2022-09-30', extensionCount: 0 })
    expect(await page(house.as('clerk').get(path))).toContain('Chưa đủ căn cứ')
  })

  test('days already overdue stay counted', async () => {
    const house = await openHouse({ now: '2022-09-12T09:00:00+07:00' })
    const target = await house.target({ due_on: '2022-09-05' })
    const sent = await ask(house, target.code, { due_on: '30/9/2022' })
    const path = sent.headers.get('location')!
    house.clock.advance({ days: 2 })
    expect(await page(house.as('head').get(`/targets/${target.code}`))).toContain('quá hạn 9 ngày')
    await decide(house, path, { decision: 'grant' })
    expect(await page(house.as('head').get(`/targets/${target.code}`))).toContain(
      'đã quá hạn 9 ngày trước khi gia hạn',
    )
    expect((await theTarget(house)).lateFrom).toBe('2022-10-01')
  })

  test('done after an extension: on time, and late against the original', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)
    await decide(house, path, { decision: 'grant' })
    house.clock.set('2022-10-10T09:00:00+07:00')
    const sent = await house.as('head').post(`/targets/${target.code}/updates`, {
      id: newId(),
      value: '100',
      as_of: '9/10/2022',
      progress: 'done',
      do: 'submit',
    })
    await house.as('supervisor').post(`${sent.headers.get('location')}/review`, { decision: 'accept' })
    expect((await theTarget(house)).baseClass).toBe('done_on_time')
    for (const path of [`/targets/${target.code}`, '/commitments/CK-H-A', '/units/H-A'])
      expect(await page(house.as('head').get(path)), path).toContain('đúng hạn, chậm 10 ngày so với hạn gốc')
  })

  test('only a leader of side A decides, and a supervisor where the campaign allows it', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    const refused = { decision: 'refuse', comment: 'Không' }
    const outsiders = ['head', 'clerk', 'otherHead', 'supervisor', 'inspector', 'province', 'admin'] as const
    for (const who of outsiders) {
      expect((await house.as(who).get(`${path}/decision`)).status, who).toBe(404)
      expect((await decide(house, path, refused, who)).status, who).toBe(404)
    }
    expect((await stored(house))[0]).toMatchObject({ decision: null })

    await allow(house, { supervisorMayExtend: true })
    expect((await decide(house, path, { decision: 'grant' }, 'supervisor')).status).toBe(303)
    expect((await theTarget(house)).dueOn).toBe('2022-10-31')
  })

  test('decided twice: the same stands once, another one is told what stands', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    const grant = { decision: 'grant', comment: 'Đồng ý', version: '1' }
    const both = await Promise.all([decide(house, path, grant), decide(house, path, grant)])
    expect(both.map((answer) => answer.status)).toEqual([303, 303])
    const other = await decide(house, path, { decision: 'refuse', comment: 'Nghĩ lại', version: '1' })
    expect(other.status).toBe(409)
    const html = await page(other)
    expect(html).toContain('Nghĩ lại')
    expect(html).toContain('Đồng ý gia hạn đến 31/10/2022')
    expect(await deeds(house)).toEqual(['extension.requested', 'extension.granted'])
    expect((await told(house)).filter((one) => one.startsWith('extension_decided'))).toHaveLength(2)
  })

  test('a decision is about what was on the screen: an opinion given meanwhile is shown first', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    await house.as('supervisor').post(`${path}/opinion`, { stance: 'disagree', opinion: 'Lý do chưa rõ' })
    const answer = await decide(house, path, { decision: 'grant', version: '1' })
    expect(answer.status).toBe(409)
    expect(await page(answer)).toContain('Lý do chưa rõ')
    expect((await stored(house))[0]).toMatchObject({ decision: null })
  })

  test('a day that has passed meanwhile is not granted, nor more than the campaign allows', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    house.clock.set('2022-11-02T09:00:00+07:00')
    const answer = await decide(house, path, { decision: 'grant' })
    expect(answer.status).toBe(422)
    expect(await page(answer)).toContain('31/10/2022, đã qua')
    await allow(house, { maximumExtensions: 0 })
    const full = await decide(house, path, { decision: 'grant_other', due_on: '30/11/2022' })
    expect(await page(full)).toContain('đủ số lần')
    expect((await stored(house))[0]).toMatchObject({ decision: null })
  })

  test('from the desk it leads back to the desk, and nowhere else', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    const back = (to: string) => decide(house, path, { decision: 'grant', back: to })
    expect((await back('/desk?tab=extensions')).headers.get('location')).toBe('/desk?tab=extensions')
    expect((await back('https://elsewhere.example')).headers.get('location')).toBe(path)
  })
})

describe('the end of a request', () => {
  test('the head takes it back, once', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)
    for (const who of ['clerk', 'otherHead', 'supervisor', 'leader'] as const)
      expect((await house.as(who).post(`${path}/withdraw`, {})).status, who).toBe(404)
    const once = await house.as('head').fillIn(path, {}, { form: '/withdraw' })
    const twice = await house.as('head').post(`${path}/withdraw`, {})
    expect([once.status, twice.status]).toEqual([303, 303])
    expect((await stored(house))[0]).toMatchObject({ decision: 'withdrawn' })
    expect((await decide(house, path, { decision: 'grant' })).status).toBe(409)
    expect(await page(house.as('leader').get(`${path}/decision`))).toContain('Đơn vị đã rút đề nghị')
    expect((await ask(house, target.code)).status).toBe(303)
    expect(await deeds(house)).toEqual(['extension.requested', 'extension.withdrawn', 'extension.requested'])
  })

  test('what was decided is not taken back', async () => {
    const house = await openHouse()
    const { path } = await requested(house)
    await decide(house, path, { decision: 'grant' })
    expect((await house.as('head').post(`${path}/withdraw`, {})).status).toBe(409)
    expect((await stored(house))[0]).toMatchObject({ decision: 'granted' })
  })

  test('an accepted final leaves nothing to extend', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)
    const fields = { id: newId(), value: '100', as_of: '5/9/2022', progress: 'done', do: 'submit' }
    const sent = await house.as('head').post(`/targets/${target.code}/updates`, fields)
    const review = `${sent.headers.get('location')}/review`
    await house.as('supervisor').post(review, { decision: 'accept', evidence_mark: 'none' })
    expect((await stored(house))[0]).toMatchObject({ decision: 'lapsed' })
    const late = await decide(house, path, { decision: 'grant' })
    expect(late.status).toBe(409)
    expect(await page(late)).toContain('Đề nghị hết hiệu lực')
  })

  test('it lapses once its target is done, and not before', async () => {
    const house = await openHouse()
    const { target, path } = await requested(house)
    const lapse = () =>
      house.db.tx((tx) =>
        lapseExtensions(tx, house.tenant, target.id, { now: house.clock.now(), zone: house.zone }),
      )
    await lapse()
    expect((await stored(house))[0]).toMatchObject({ decision: null })

    await house.db.tx(
      async (tx) => void (await tx.update(targets).set({ baseClass: 'done_on_time', doneOn: '2022-09-06' })),
    )
    await lapse()
    await lapse()
    expect((await stored(house))[0]).toMatchObject({ decision: 'lapsed', decidedBy: null })
    expect(await deeds(house)).toEqual(['extension.requested', 'extension.lapsed'])
    expect(await page(house.as('head').get(path))).toContain('Đề nghị hết hiệu lực')
    expect(await told(house)).toEqual(
      expect.arrayContaining(['extension_decided clerk', 'extension_decided head']),
    )
  })
})

describe('the desk of the demonstration', () => {
  const nothing = { q: '', group: null, unit: '', sort: 'days' } as const
  async function open(who: string) {
    const house = await openDemo()
    const actor = await house.actor(who)
    return { house, actor, campaign: (await findCampaign(house.db.read, actor))! }
  }

  test('three wait, the oldest first, for the leader to decide and for the office to advise', async () => {
    const { house, actor, campaign } = await open('lanhdao')
    const { rows, next } = await listPendingExtensions(house.db.read, actor, campaign, nothing)
    expect(rows.map(({ code }) => code)).toEqual(['CK-2022-HLI-01', 'CK-2022-GDDT-01', 'CK-2022-HDO-01'])
    expect(rows.map(({ mayDecide, mayAdvise }) => [mayDecide, mayAdvise])).toEqual(
      rows.map(() => [true, false]),
    )
    expect(next).toBeNull()
    expect(await countPendingExtensions(house.db.read, actor, campaign)).toBe(3)
    const waiting = await listDecisionsWaiting(house.db.read, actor, campaign, 2)
    expect([waiting.rows.length, waiting.total]).toEqual([2, 3])

    const office = await house.actor('giamsat')
    const seen = await listPendingExtensions(house.db.read, office, campaign, nothing)
    expect(seen.rows.map(({ mayDecide, mayAdvise }) => [mayDecide, mayAdvise])).toEqual(
      rows.map(() => [false, true]),
    )
    expect((await listDecisionsWaiting(house.db.read, office, campaign, 5)).total).toBe(0)
  })

  test('filtered by words without diacritics, by unit and by group; a unit sees its own', async () => {
    const { house, actor, campaign } = await open('lanhdao')
    const list = async (filters: object) =>
      (await listPendingExtensions(house.db.read, actor, campaign, { ...nothing, ...filters })).rows.map(
        ({ unitCode }) => unitCode,
      )
    expect(await list({ q: 'huong linh' })).toEqual(['HH-HLI'])
    expect(await list({ unit: 'HH-GDDT' })).toEqual(['HH-GDDT'])
    expect(await list({ group: 99 })).toEqual([])
    const head = await house.actor('hh-hli')
    expect(await countPendingExtensions(house.db.read, head, campaign)).toBe(1)
  })

  test('fifty on a page, and the rest behind the place of the last', async () => {
    const house = await openHouse()
    const target = await house.target({ due_on: '2022-09-30' })
    const head = await house.actor('head')
    const rows = Array.from({ length: 52 }, (_, n) => ({
      tenant: house.tenant,
      id: newId(),
      targetId: target.id,
      requestedBy: head.userId,
      // Two at one moment, across the end of the page.
      requestedAt: house.clock.now() - 1000 * (n < 3 ? 0 : n),
      proposedDueOn: '2022-10-31' as const,
      reasonCode: 'other',
      reason: `Lý do ${n}`,
    }))
    await house.db.tx(async (tx) => void (await tx.insert(extensions).values(rows)))
    const leader = await house.actor('leader')
    const campaign = (await findCampaign(house.db.read, leader))!
    const first = await listPendingExtensions(house.db.read, leader, campaign, nothing)
    const after = first.next ?? ''
    const second = await listPendingExtensions(house.db.read, leader, campaign, { ...nothing, after })
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 2, null])
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(52)
    const waiting = await listDecisionsWaiting(house.db.read, leader, campaign, 3)
    expect([waiting.rows.length, waiting.total]).toEqual([3, 52])
  })

  test('its tab shows the cards: the leader decides on them there, the office advises', async () => {
    const { house } = await open('lanhdao')
    const desk = await page(house.as('lanhdao').get('/desk?tab=extensions'))
    expect(desk).toContain('Trồng rừng phân tán 15 ha')
    expect(desk).toMatch(/<del>30\/9\/2022<\/del>[\s\S]*<ins>30\/11\/2022<\/ins>/)
    expect(desk).toContain('gửi 2 ngày trước')
    const [first] = [...desk.matchAll(/action="(\/extensions\/[^"]+)\/decision"/g)].map(([, path]) => path!)
    const office = await page(house.as('giamsat').get('/desk?tab=extensions'))
    expect(office).toContain(`action="${first}/opinion"`)
    expect(office).not.toContain('/decision"')

    const answer = await house
      .as('lanhdao')
      .fillIn('/desk?tab=extensions', {}, { form: `${first}/decision`, button: 'decision=grant' })
    expect(answer.headers.get('location')).toBe('/desk?tab=extensions')
    const after = await house.follow(answer)
    expect(after).not.toContain(first)
    expect(after).toContain('Huyện đoàn')
  })
})
