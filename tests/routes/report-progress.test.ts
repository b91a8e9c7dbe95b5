import { describe, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { updates } from '../../src/storage/schema.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

const _pdf = (name = 'báo cáo.pdf', text = 'một') =>
  new File([`%PDF-1.4\n${text}\n%%EOF\n`], name, { type: 'application/octet-stream' })

describe('a unit head reports', () => {
  test('the August figure and sees the percentage of plan', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '730.223', decimals: 3 })

    const fields = {
      id: newId(),
      value: '660,191',
      as_of: '31/8/2022',
      progress: 'in_progress',
      do: 'submit',
    }
    const answer = await house.as('head').post(`/targets/${target.code}/updates`, fields)

    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(/^\/updates\/[0-9A-HJKMNP-TV-Z]{8}$/)
    expect(await house.follow(answer)).toContain('90,41%')
  })

  test('by the form itself, as a browser without script sends it', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })

    const form = { value: '40 – 49', as_of: '31/8/2022' }
    const answer = await house
      .as('head')
      .fillIn(`/targets/${target.code}/update`, form, { button: 'do=submit' })

    expect(await house.follow(answer)).toContain('40 – 49')
  })

  test('sent twice stands once, and gives the same receipt', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const fields = { id: newId(), value: '50', as_of: '31/8/2022', do: 'submit' }

    const [first, second] = await Promise.all([
      house.as('head').post(`/targets/${target.code}/updates`, fields),
      house.as('head').post(`/targets/${target.code}/updates`, fields),
    ])

    expect(first.headers.get('location')).toBe(second.headers.get('location'))
    expect(await house.db.read.$count(updates)).toBe(1)
  })

  test('the same id with other content is answered 409 with both versions', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const fields = { id: newId(), value: '50', as_of: '31/8/2022', do: 'submit' }
    await house.as('head').post(`/targets/${target.code}/updates`, fields)

    const answer = await house
      .as('head')
      .post(`/targets/${target.code}/updates`, { ...fields, value: '55', results: 'Số mới' })

    expect(answer.status).toBe(409)
    const html = await page(answer)
    expect(html).toContain('50')
    expect(html).toContain('value="55"')
    expect(html).toContain('Số mới')
  })

  test.each([
    ['an ambiguous number', { value: '660.191' }, 3, 'value_choice'],
    ['a number with the other separator', { value: '4,203.1' }, 1, '4.203,1'],
    ['no number', { value: 'nhiều' }, 0, 'nhiều'],
    ['a day that does not exist', { value: '5', as_of: '31/2/2022' }, 0, '31/2/2022'],
    ['a day after today', { value: '5', as_of: '7/9/2022' }, 0, '7/9/2022'],
  ])('%s is refused with what was typed kept', async (_, typed, decimals, shown) => {
    const house = await openHouse()
    const target = await house.target({ plan: '700', decimals })

    const fields = { id: newId(), as_of: '31/8/2022', results: 'Giữ lại chữ này', ...typed, do: 'submit' }
    const answer = await house.as('head').post(`/targets/${target.code}/updates`, fields)

    expect(answer.status).toBe(422)
    const html = await page(answer)
    expect(html).toContain('Giữ lại chữ này')
    expect(html).toContain(shown)
    expect(html).toContain(fields.id)
    expect(await house.db.read.$count(updates)).toBe(0)
  })

  test.each(['cumulative', 'flow', 'point'] as const)(
    'a %s report sent again gets the same receipt, with other content 409',
    async (value_kind) => {
      const house = await openHouse()
      const target = await house.target({ plan: '100', value_kind })
      const fields = { id: newId(), value: '50', as_of: '31/8/2022', do: 'submit' }
      const send = (more: Record<string, string> = {}) =>
        house.as('head').post(`/targets/${target.code}/updates`, { ...fields, ...more })
      const first = await send()

      const again = await send()
      const other = await send({ results: 'Thêm một dòng' })

      expect(again.headers.get('location')).toBe(first.headers.get('location'))
      expect(other.status).toBe(409)
      expect(await house.db.read.$count(updates)).toBe(1)
    },
  )

  test.each([
    ['progress', 'zzz'],
    ['assessment', 'fine'],
    ['cause', 'x'],
    ['do', 'x'],
    ['id', 'abc'],
    ['corrects', 'ZZZZ'],
  ])('a %s that the form does not offer is refused, never guessed at', async (name, value) => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const fields = {
      id: newId(),
      value: '5',
      as_of: '31/8/2022',
      results: 'Giữ lại',
      do: 'submit',
      [name]: value,
    }
    const answer = await house.as('head').post(`/targets/${target.code}/updates`, fields)
    expect(answer.status).toBe(422)
    expect(await page(answer)).toContain('Giữ lại')
    expect(await house.db.read.$count(updates)).toBe(0)
  })

  test('a range that differs by source stays so from report to report', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const send = (fields: Record<string, string>) =>
      house.as('head').post(`/targets/${target.code}/updates`, { id: newId(), do: 'submit', ...fields })
    await send({ value: '40 – 49', as_of: '24/8/2022', range_kind: 'sources' })
    await send({ value: '42 – 50', as_of: '31/8/2022' })
    const kinds = (await house.db.read.select().from(updates)).map((row) => row.rangeKind)
    expect(kinds).toEqual(['sources', 'sources'])
  })

  test('the answer to an ambiguous number settles it', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '730.223', decimals: 3 })

    const fields = {
      id: newId(),
      value: '660.191',
      value_choice: 'decimal',
      as_of: '31/8/2022',
      do: 'submit',
    }
    const answer = await house.as('head').post(`/targets/${target.code}/updates`, fields)

    expect(await house.follow(answer)).toContain('90,41%')
  })

  test('a cumulative figure that falls needs a reason', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const send = (fields: Record<string, string>) =>
      house.as('head').post(`/targets/${target.code}/updates`, { id: newId(), do: 'submit', ...fields })
    const first = await send({ value: '60', as_of: '20/8/2022' })
    await house.as('supervisor').post(`${first.headers.get('location')}/review`, { decision: 'accept' })

    const refused = await send({ value: '50', as_of: '31/8/2022' })
    const taken = await send({ value: '50', as_of: '31/8/2022', correction_reason: 'Kho bạc đối chiếu lại' })

    expect(refused.status).toBe(422)
    expect(await page(refused)).toContain('correction_reason')
    expect(taken.status).toBe(303)
  })
})
