import { describe, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { type Fields, rowsOf, send } from '../support/sending.ts'
import type { Person } from '../support/world.ts'

describe('“nothing new” in one tap', () => {
  const again = (house: House, code: string, fields: Fields = {}, who: Person = 'head') =>
    house.as(who).post(`/targets/${code}/updates`, { id: newId(), same: '1', ...fields })
  const first = {
    value: '40',
    as_of: '24/8/2022',
    assessment: 'at_risk',
    results: 'Đã thu',
    proposal: 'Xin vốn',
  }

  test('says the last report again as of today', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    await send(house, target.code, first)

    expect(await page(house.as('head').get(`/targets/${target.code}/update`))).toContain('name="same"')
    const sent = await house.as('head').fillIn(`/targets/${target.code}/update`, {}, { button: 'same=1' })

    expect(sent.status).toBe(303)
    expect((await rowsOf(house)).at(-1)).toMatchObject({
      asOf: '2022-09-06',
      valueLow: 40,
      declared: 'in_progress',
      assessment: 'at_risk',
      results: '',
      proposal: '',
      state: 'submitted',
    })
  })

  test('of a clerk it waits for the head', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    await send(house, target.code, first)
    await again(house, target.code, {}, 'clerk')
    expect((await rowsOf(house)).at(-1)).toMatchObject({ state: 'awaiting_endorsement' })
  })

  test('tapped twice it stands once', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    await send(house, target.code, first)
    const id = newId()
    const [one, two] = await Promise.all([
      again(house, target.code, { id }),
      again(house, target.code, { id }),
    ])
    expect(two.headers.get('location')).toBe(one.headers.get('location'))
    expect(await rowsOf(house)).toHaveLength(2)
  })

  test('for the third time it asks why, in the form filled in', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    await send(house, target.code, first)
    await send(house, target.code, { value: '40', as_of: '31/8/2022' })

    const asked = await again(house, target.code)

    expect(asked.status).toBe(422)
    const html = await page(asked)
    expect(html).toContain('value="40"')
    expect(html).toContain('value="6/9/2022"')
    expect(html).toContain('name="warnings_seen" value="unchanged"')
    expect(await rowsOf(house)).toHaveLength(2)
  })

  test('is refused with a report of today, with nothing to repeat, and for amounts that arise', async () => {
    const house = await openHouse()
    const [today, none, flow] = [
      await house.target({ plan: '100' }),
      await house.target({ plan: '100' }),
      await house.target({ plan: '100', value_kind: 'flow' }),
    ]
    await send(house, today.code, { value: '40', as_of: '6/9/2022' })
    await send(house, flow.code, { value: '40', as_of: '31/8/2022' })

    const refused = await again(house, today.code)

    expect(refused.status).toBe(422)
    expect(await page(refused)).toContain('Hôm nay, 6/9/2022, đã có báo cáo')
    for (const { code } of [today, none, flow]) {
      expect((await again(house, code)).status).toBe(422)
      expect(await page(house.as('head').get(`/targets/${code}/update`))).not.toContain('name="same"')
    }
    expect(await rowsOf(house)).toHaveLength(2)
  })

  test('is not for the office, nor for anybody else', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    await send(house, target.code, first)
    expect((await again(house, target.code, {}, 'supervisor')).status).toBe(422)
    expect((await again(house, target.code, {}, 'otherHead')).status).toBe(404)
    expect(await rowsOf(house)).toHaveLength(1)
  })
})
