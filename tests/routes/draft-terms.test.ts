import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { auditEvents, campaigns, commitments } from '../../src/storage/schema.ts'
import { told } from '../support/amending.ts'
import { addNextYear, bulk } from '../support/commitments.ts'
import { addDraft, promised, storedTarget } from '../support/drafting.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { addTerm, promise, promisesOf } from '../support/terms.ts'

const open = async () => {
  const house = await openHouse()
  const draft = await addDraft(house)
  const add = (fields: Record<string, string | string[]> = {}) =>
    house.as('supervisor').post(`${draft.path}/targets/new`, { ...promised, id: newId(0), ...fields })
  const step = (deed: string, who = 'head') => house.as(who).post(`${draft.path}/steps/${deed}`, {})
  return { house, ...draft, add, step, office: house.as('supervisor') }
}

test.each([
  [{ due_on: '1/1/2023' }, 'Thời hạn phải trong khoảng 1/1/2022 – 31/12/2022'],
  [{ plan: '-5' }, 'Không nhận số âm'],
  [{ value_kind: 'flow', plan: '-5' }, 'Không nhận số âm'],
  [{ value_kind: 'point', plan: '-5' }, 'Không nhận số âm'],
  [{ baseline: '-1' }, 'Không nhận số âm'],
  [{ value_kind: 'flow', direction: 'within', plan_low: '-1', plan_high: '5' }, 'Không nhận số âm'],
] as const)('a target with %j is refused at its field, and what was typed stays', async (fields, says) => {
  const { house, add } = await open()
  const answer = await add(fields)
  const html = await page(answer)
  expect([answer.status, html.includes(says)]).toEqual([422, true])
  expect(html).toContain(`value="${Object.values(fields).at(-1)}"`)
  expect(await storedTarget(house, 'CK-MOI-01')).toBeUndefined()
})

test('a level may lie below zero in a band, and on the way down from its baseline', async () => {
  const { add } = await open()
  const point = { value_kind: 'point', measure: '%' }
  expect((await add({ ...point, direction: 'down', baseline: '2', plan: '-0,5' })).status).toBe(303)
  const band = { ...point, direction: 'within', plan: '', plan_low: '-1', plan_high: '1' }
  expect((await add(band)).status).toBe(303)
})

test('weights that do not make 100 are told while one writes, and keep every step from being taken', async () => {
  const { add, step, office, path, house } = await open()
  expect((await add({ weight: '70' })).status).toBe(303)
  expect((await add({ weight: '50' })).status).toBe(303)
  const draft = await told(office.get(path))
  expect(draft).toContain('Tổng tỷ trọng: 120%')
  expect(draft).toContain('cộng lại là 120%, phải bằng 100%')
  for (const [deed, who] of [
    ['hand', 'supervisor'],
    ['propose', 'head'],
  ] as const) {
    const refused = await step(deed, who)
    expect([refused.status, (await told(refused)).includes('cộng lại là 120%')]).toEqual([422, true])
  }
  const fields = { weight: '30' }
  const edit = `${path}/targets/CK-MOI-02/edit`
  expect((await office.fillIn(edit, fields, { form: '/edit' })).status).toBe(303)
  expect(await told(office.get(path))).not.toContain('Cần sửa trước')
  expect((await step('propose')).status).toBe(303)
  await house.db.tx(async (tx) => {
    await tx.update(commitments).set({ effectiveTo: '2022-11-30' }).where(eq(commitments.code, 'CK-MOI'))
  })
  const late = await step('agree', 'leader')
  expect([late.status, (await told(late)).includes('thời hạn nằm ngoài')]).toEqual([422, true])
})

test('of many at once those that have to be mended first are left, with the reason', async () => {
  const { add, house } = await open()
  await add({ weight: '70' })
  const [row] = await house.db.read.select().from(commitments).where(eq(commitments.code, 'CK-MOI'))
  const answer = await house
    .as('supervisor')
    .post('/commitments/steps', { deed: 'hand', chosen: `${row!.version}:CK-MOI` })
  expect([answer.status, (await told(answer)).includes('còn nội dung phải sửa trước')]).toEqual([409, true])
})

test('years that are not those of their term any more are mended before a step', async () => {
  const house = await openHouse()
  const draft = await addTerm(house)
  const years = await promise(house, newId(0))
  const office = house.as('supervisor')
  await office.fillIn(years, {}, { button: 'do=save' })
  const negative = await office.fillIn(years, { plan_2023: '-200' }, { button: 'do=save' })
  expect([negative.status, (await told(negative)).includes('Không nhận số âm')]).toEqual([422, true])
  const edit = years.replace('/years', '/edit')
  const hand = () => office.post(`${draft}/steps/hand`, {})
  expect((await office.fillIn(edit, { plan: '2.000' }, { form: '/edit' })).status).toBe(303)
  const shown = await page(office.get(draft))
  expect(shown).toContain('kế hoạch các năm không khớp với kế hoạch cả kỳ')
  expect(shown).toContain(`href="${years}"`)
  expect((await hand()).status).toBe(422)
  await office.fillIn(edit, { plan: '1.000,3', due_on: '31/12/2024' }, { form: '/edit' })
  expect(await told(office.get(draft))).toContain('nằm ngoài thời gian của cả kỳ')
  expect((await hand()).status).toBe(422)
  await office.fillIn(edit, { due_on: '31/12/2025' }, { form: '/edit' })
  expect((await hand()).status).toBe(303)
  expect(await promisesOf(house)).toHaveLength(6)
})

test('the table of many units refuses a day outside the period and a number below zero', async () => {
  const house = await openHouse()
  await addNextYear(house)
  const send = (fields: Record<string, string | string[]>) =>
    house
      .as('supervisor')
      .post('/commitments/new', bulk(newId(0), { which: 'some', chosen: ['H-A'], ...fields }))
  const below = await send({ values: 'H-A\t-10,5' })
  expect([below.status, (await told(below)).includes('Không nhận số âm')]).toEqual([422, true])
  const late = await send({ with_due: 'yes', values: 'H-A\t10,5\t1/1/2024\t31/10/2022' })
  expect([late.status, (await told(late)).includes('trong khoảng 1/9/2022 – 31/12/2023')]).toEqual([
    422,
    true,
  ])
  const row = await send({ t1_due_on: '1/1/2024', values: 'H-A\t10,5' })
  expect([row.status, (await told(row)).includes('trong khoảng 1/9/2022 – 31/12/2023')]).toEqual([422, true])
})

test('what loses a target that is taken out is named in the record of changes', async () => {
  const house = await openHouse()
  const draft = await addTerm(house)
  const years = await promise(house, newId(0))
  const office = house.as('supervisor')
  await office.fillIn(years, {}, { button: 'do=save' })
  const removed = await office.fillIn(years.replace('/years', '/remove'), {}, { form: '/remove' })
  expect(removed.headers.get('location')).toBe(draft)
  const [event] = await house.db.read.select().from(auditEvents).where(eq(auditEvents.deed, 'target.removed'))
  expect(event!.detail).toMatchObject({
    before: { parts: ['NK-A-02', 'NK-A-03', 'NK-A-04', 'NK-A-05', 'NK-A-06'] },
  })
})

test('a draft whose years its campaign has not any more is told so at every step, and mended in its terms', async () => {
  const house = await openHouse()
  const draft = await addTerm(house)
  await promise(house, newId(0), { due_on: '31/12/2024' })
  await house.db.tx((tx) =>
    tx.update(campaigns).set({ endOn: '2024-12-31' }).where(eq(campaigns.code, 'H-NK')),
  )
  const office = house.as('supervisor')
  const says = 'không còn nằm trong đợt cam kết (từ 1/1/2021 đến 31/12/2024)'
  const shown = await page(office.get(draft))
  expect(shown).toContain(says)
  expect(shown).toContain(`href="${draft}/edit"`)
  const refused = await office.post(`${draft}/steps/hand`, {})
  expect([refused.status, (await told(refused)).includes(says)]).toEqual([422, true])
  const still = await office.fillIn(`${draft}/edit`, {}, { form: '/edit' })
  expect([still.status, (await told(still)).includes('Chưa lưu được, còn 1 chỗ cần sửa')]).toEqual([
    422,
    true,
  ])
  const mended = await office.fillIn(`${draft}/edit`, { effective_to: '31/12/2024' }, { form: '/edit' })
  expect(mended.status).toBe(303)
  expect((await office.post(`${draft}/steps/hand`, {})).status).toBe(303)
})
