import { describe, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { allow, ask, decide, deeds, requested, stored, theTarget, told } from '../support/extensions.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import type { Person } from '../support/world.ts'

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
    const answer = await back('/desk?tab=extensions')
    expect(answer.headers.get('location')).toBe('/desk?tab=extensions&done=granted')
    expect(await house.follow(answer)).toContain('Đã đồng ý gia hạn; đơn vị đã được thông báo.')
    expect((await back('https://elsewhere.example')).headers.get('location')).toBe(path)
  })
})
