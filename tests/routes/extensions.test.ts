import { describe, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { targets } from '../../src/storage/schema.ts'
import { ask, asked, decide, deeds, requested, stored, theTarget, told } from '../support/extensions.ts'
import { pdf } from '../support/furnished.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

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
