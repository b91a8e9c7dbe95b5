import { describe, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { type Fields, rowsOf, send } from '../support/sending.ts'
import type { TargetWish } from '../support/targets.ts'

/** A target with accepted figures, a month apart. */
async function withHistory(wish: TargetWish = {}, values = ['100', '180', '250', '330']) {
  const house = await openHouse()
  const target = await house.target({ plan: '1000', ...wish })
  for (const [n, value] of values.entries()) {
    const sent = await send(house, target.code, { value, as_of: `28/${n + 4}/2022` })
    const path = `${sent.headers.get('location')}/review`
    await house.as('supervisor').post(path, { decision: 'accept' })
  }
  return { house, target, known: values.length }
}

describe('what looks wrong with a figure', () => {
  const jump = { value: '900', as_of: '29/7/2022' }

  test.each([
    ['a jump', jump, 'lần mức lớn nhất trước đây'],
    ['a slip of the unit of measure', { value: '330000', as_of: '31/8/2022' }, 'gấp khoảng 1.000 lần'],
  ])('%s is asked about once, with its figures and what was typed', async (_, fields, words) => {
    const { house, target, known } = await withHistory()

    const answer = await send(house, target.code, { ...fields, results: 'Giữ lại chữ này' })

    expect(answer.status).toBe(422)
    const html = await page(answer)
    expect(html).toContain(words)
    expect(html).toContain('href="#warning_answer"')
    expect(html).toContain('Giữ lại chữ này')
    expect(await rowsOf(house)).toHaveLength(known)
  })

  test('with its reason it is taken, and the reason is read on the receipt and at the review', async () => {
    const { house, target } = await withHistory()
    const more = { warnings_seen: 'jump', warning_answer: 'Ghi thu một lần từ đấu giá đất' }

    const sent = await send(house, target.code, { ...jump, ...more })

    const path = sent.headers.get('location')!
    for (const html of [
      await page(house.as('head').get(path)),
      await page(house.as('supervisor').get(`${path}/review`)),
    ]) {
      expect(html).toContain('Ghi thu một lần từ đấu giá đất')
      expect(html).toContain('Mức thay đổi lớn hơn nhiều so với trước đây')
    }
    const row = (await rowsOf(house)).at(-1)
    expect(row).toMatchObject({ warnings: ['jump'], warningAnswer: 'Ghi thu một lần từ đấu giá đất' })
  })

  test('the refused form itself, without script, sends the answer', async () => {
    const { house, target, known } = await withHistory()
    const refused = await page(send(house, target.code, jump))
    const answer = await send(house, target.code, {
      ...jump,
      id: /name="id" value="([^"]+)"/.exec(refused)![1]!,
      warnings_seen: /name="warnings_seen" value="([^"]+)"/.exec(refused)![1]!,
      warning_answer: 'Đúng số Kho bạc',
    })
    expect(answer.status).toBe(303)
    expect(await rowsOf(house)).toHaveLength(known + 1)
  })

  test('an answer to another warning does not do, nor does a blank one', async () => {
    const { house, target, known } = await withHistory()
    const slip = { value: '330000', as_of: '31/8/2022', warning_answer: 'Đấu giá đất' }

    const other = await send(house, target.code, { ...slip, warnings_seen: 'jump' })
    const blank = await send(house, target.code, { ...jump, warnings_seen: 'jump', warning_answer: ' ' })

    expect(other.status).toBe(422)
    expect(await page(other)).toContain('name="warnings_seen" value="thousandfold"')
    expect(blank.status).toBe(422)
    expect(await rowsOf(house)).toHaveLength(known)
  })

  test('sent twice with its answer it stands once; with another answer it is another report', async () => {
    const { house, target, known } = await withHistory()
    const id = newId()
    const fields = { ...jump, id, warnings_seen: 'jump', warning_answer: 'Đấu giá đất' }

    const [first, second] = await Promise.all([
      send(house, target.code, fields),
      send(house, target.code, fields),
    ])
    const other = await send(house, target.code, { ...fields, warning_answer: 'Nhầm' })

    expect(second.headers.get('location')).toBe(first.headers.get('location'))
    expect(other.status).toBe(409)
    expect(await rowsOf(house)).toHaveLength(known + 1)
  })

  test('once the figure is mended, an answer that was begun says nothing', async () => {
    const { house, target } = await withHistory()
    const fields = {
      id: newId(),
      value: '340',
      as_of: '29/7/2022',
      warnings_seen: 'jump',
      warning_answer: 'A',
    }
    const first = await send(house, target.code, fields)
    const again = await send(house, target.code, fields)
    expect(first.status).toBe(303)
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect((await rowsOf(house)).at(-1)).toMatchObject({ warnings: null, warningAnswer: '' })
  })

  test('a fall keeps its own question', async () => {
    const { house, target } = await withHistory()
    const fall = { value: '320', as_of: '29/7/2022' }
    const refused = await page(send(house, target.code, fall))
    const taken = await send(house, target.code, { ...fall, correction_reason: 'Kho bạc đối chiếu lại' })
    expect(refused).toContain('href="#correction_reason"')
    expect(refused).not.toContain('href="#warning_answer"')
    expect(taken.status).toBe(303)
    expect((await rowsOf(house)).at(-1)).toMatchObject({ warnings: ['falls'], warningAnswer: '' })
  })

  test('a fall that is also a slip asks both at once', async () => {
    const { house, target } = await withHistory({ decimals: 0 }, ['100000', '180000', '250000', '330000'])
    const html = await page(send(house, target.code, { value: '330', as_of: '29/7/2022' }))
    expect(html).toContain('href="#correction_reason"')
    expect(html).toContain('href="#warning_answer"')
  })

  test('a draft is not asked, and keeps what was answered', async () => {
    const { house, target } = await withHistory()
    const draft = { ...jump, do: 'draft', warnings_seen: 'jump', warning_answer: 'Đang hỏi Kho bạc' }
    const saved = await house.follow(send(house, target.code, draft))
    expect(saved).toContain('Đang hỏi Kho bạc')
    expect(saved).toContain('name="warnings_seen" value="jump"')
    const sent = await house.as('head').fillIn(`/targets/${target.code}/update`, {}, { button: 'do=submit' })
    expect(sent.status).toBe(303)
  })

  test('the office answers too for what it was told', async () => {
    const { house, target } = await withHistory()
    const fields = { ...jump, source: 'zalo', source_note: 'Kế toán xã' }
    const refused = await send(house, target.code, fields, 'supervisor')
    const answered = { ...fields, warnings_seen: 'jump', warning_answer: 'Đã hỏi lại' }
    expect(refused.status).toBe(422)
    expect((await send(house, target.code, answered, 'supervisor')).status).toBe(303)
  })
})

describe('a third report in a row without change', () => {
  test.each([
    ['a figure', { plan: '100' } as TargetWish, { value: '40' } as Fields],
    [
      'a task',
      { kind: 'qualitative' } as TargetWish,
      { progress: 'in_progress', results: 'Đang trình' } as Fields,
    ],
  ])('of %s is asked about', async (_, wish, said) => {
    const house = await openHouse()
    const target = await house.target(wish)
    await send(house, target.code, { ...said, as_of: '24/8/2022' })
    await send(house, target.code, { ...said, as_of: '31/8/2022' })

    const third = await send(house, target.code, { ...said, as_of: '6/9/2022' })
    const html = await page(third)
    const answered = { warnings_seen: 'unchanged', warning_answer: 'Chờ tỉnh phân bổ vốn' }
    const taken = await send(house, target.code, { ...said, ...answered, as_of: '6/9/2022' })

    expect(third.status).toBe(422)
    expect(html).toContain('Đã 3 kỳ liền báo cáo không thay đổi')
    expect(taken.status).toBe(303)
    expect((await rowsOf(house)).at(-1)).toMatchObject({ warnings: ['unchanged'] })
  })
})
