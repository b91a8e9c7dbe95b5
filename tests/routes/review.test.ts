import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { reviews, targets, updates } from '../../src/storage/schema.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

type House = Awaited<ReturnType<typeof openHouse>>

async function reported(house: House, fields: Record<string, string> = {}, who: 'head' | 'clerk' = 'head') {
  const target = await house.target({ plan: '100' })
  const values = { id: newId(), value: '50', as_of: '31/8/2022', do: 'submit', ...fields }
  const sent = await house.as(who).post(`/targets/${target.code}/updates`, values)
  expect(sent.status).toBe(303)
  return { target, path: sent.headers.get('location')! }
}

test('a supervisor accepts, and the figure counts from then on', async () => {
  const house = await openHouse()
  const { path } = await reported(house)
  expect((await house.db.read.select().from(targets))[0]?.latestLow).toBeNull()

  const answer = await house.as('supervisor').fillIn(`${path}/review`, { decision: 'accept' })

  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/desk?tab=review')
  const [row] = await house.db.read.select().from(targets)
  expect(row).toMatchObject({ latestLow: 50, latestAsOf: '2022-08-31', waiting: false })
})

test('returning needs a reason, and what was typed comes back', async () => {
  const house = await openHouse()
  const { path } = await reported(house)

  const refused = await house
    .as('supervisor')
    .post(`${path}/review`, { decision: 'return', comment: '', due: '40/9/2022' })

  expect(refused.status).toBe(422)
  expect(await page(refused)).toContain('40/9/2022')
  expect(await house.db.read.$count(reviews)).toBe(0)
})

test('sent twice it stands once; a second supervisor who decides later is told', async () => {
  const house = await openHouse()
  const { path } = await reported(house)
  const decide = (who: 'supervisor' | 'supervisor2', decision: string) =>
    house.as(who).post(`${path}/review`, { decision, comment: decision === 'return' ? 'Bổ sung biểu' : '' })

  const [once, twice] = await Promise.all([decide('supervisor', 'accept'), decide('supervisor', 'accept')])
  const late = await decide('supervisor2', 'return')

  expect([once.status, twice.status]).toEqual([303, 303])
  expect(late.status).toBe(409)
  expect(await page(late)).toContain('Bổ sung biểu')
  expect(await house.db.read.$count(reviews)).toBe(1)
})

test('a decision is about the content that was on the screen', async () => {
  const house = await openHouse()
  const { path } = await reported(house)
  const answer = await house
    .as('supervisor')
    .post(`${path}/review`, { decision: 'accept', content_hash: 'another' })
  expect(answer.status).toBe(409)
  expect(await house.db.read.$count(reviews)).toBe(0)
})

test('a clerk hands in, the head endorses, and only then the office sees it', async () => {
  const house = await openHouse()
  await house.add({})
  const { campaigns } = await import('../../src/storage/schema.ts')
  await house.db.tx(async (tx) => {
    await tx.update(campaigns).set({ clerkMaySubmit: false })
  })
  const { path } = await reported(house, {}, 'clerk')
  expect((await house.as('supervisor').get(path)).status).toBe(404)

  await house.as('head').post(`${path}/endorse`, {})

  expect((await house.as('supervisor').get(`${path}/review`)).status).toBe(200)
  expect((await house.db.read.select().from(updates))[0]).toMatchObject({ state: 'submitted' })
})

test('a leader voids an accepted update with a document, and the figure no longer counts', async () => {
  const house = await openHouse()
  const { path } = await reported(house)
  await house.as('supervisor').post(`${path}/review`, { decision: 'accept' })
  expect((await house.as('supervisor').post(`${path}/void`, { document: '1', reason: '2' })).status).toBe(404)

  const refused = await house.as('leader').post(`${path}/void`, { document: '', reason: 'Nhầm đơn vị tính' })
  expect(refused.status).toBe(422)
  expect(await page(refused)).toContain('Nhầm đơn vị tính')
  await house.as('leader').post(`${path}/void`, { document: 'TB 12-TB/HU', reason: 'Nhầm đơn vị tính' })

  expect((await house.db.read.select().from(targets))[0]?.latestLow).toBeNull()
  expect(await page(house.as('leader').get(path))).toContain('TB 12-TB/HU')
})

test('a final accepted report makes the target done', async () => {
  const house = await openHouse()
  const { path } = await reported(house, { progress: 'done', value: '100' })
  await house.as('supervisor').post(`${path}/review`, { decision: 'accept' })
  expect((await house.db.read.select().from(targets))[0]?.baseClass).toBe('done_on_time')
})

test('a correction is held against the accepted figure that it would replace', async () => {
  const house = await openHouse()
  const { target, path } = await reported(house, { value: '312' })
  await house.as('supervisor').post(`${path}/review`, { decision: 'accept' })
  const fields = {
    value: '311',
    as_of: '31/8/2022',
    correction_reason: 'Trùng một hộ',
    do: 'submit',
    id: newId(),
  }
  const sent = await house.as('head').post(`/targets/${target.code}/updates`, fields)

  const html = await page(house.as('supervisor').get(`${sent.headers.get('location')}/review`))

  expect(html).toContain('312')
  expect(html).toContain('−1')
})

test('what a clerk sends awaits endorsement, with its receipt; where the campaign allows it the clerk endorses', async () => {
  const house = await openHouse()
  const { path } = await reported(house, {}, 'clerk')
  expect((await house.db.read.select().from(updates))[0]?.state).toBe('awaiting_endorsement')

  await house.as('clerk').post(`${path}/endorse`, {})

  expect((await house.db.read.select().from(updates))[0]?.state).toBe('submitted')
})
