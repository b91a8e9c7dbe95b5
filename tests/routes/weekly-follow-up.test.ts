import { expect, test } from 'vitest'
import type { ImportData } from '../../src/domain/import.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { recorded } from '../support/directions.ts'
import { type House, openHouse } from '../support/house.ts'
import { answer, raised } from '../support/proposals.ts'

const proposal = (code: string, raised_on: string) =>
  ({
    ...{ code, unit: 'H-A', status: 'raised', blocked_targets: [], addressed_to: 'Huyện ủy', raised_on },
    ...{ kind: 'land', title: 'Đo đạc ranh giới đất', text: 'Đề nghị đo đạc ranh giới đất lâm trường cũ.' },
    ...{ amount: null, amount_measure: null, wanted_by: null, answered_on: null, answer: null },
  }) as ImportData['proposals'][number]

const direction = (code: string, issued_on: string) =>
  ({
    ...{
      code,
      status: 'assigned',
      lead_unit: 'H-A',
      target: null,
      issued_by_post: 'Bí thư Huyện ủy',
      issued_on,
    },
    ...{ occasion: 'Giao ban', document: '', text: 'Rà soát tiến độ, báo cáo kết quả.' },
    ...{ coordinating_units: [], due_on: '2022-10-30' },
  }) as ImportData['directions'][number]

async function tell(house: House, week: string) {
  const { proposals, directions } = (await (
    await house.as('supervisor').get(`/weekly/${week}.json`)
  ).json()) as Snapshot
  const news = (all: { code: string; is_new: boolean }[]) =>
    all.filter(({ is_new }) => is_new).map(({ code }) => code)
  return { proposals: news(proposals), directions: news(directions) }
}

test('what comes after the freeze, or is entered late with an earlier date, is new in the next summary and only there', async () => {
  const house = await openHouse({ now: '2022-09-09T17:10:00+07:00' })
  await house.target()
  await house.add({
    proposals: [proposal('KN-2022-09-01', '2022-09-07')],
    directions: [direction('CD-2022-01', '2022-09-07')],
  })
  await house.as('supervisor').post('/weekly/2022-W36/freeze', {})
  await house.add({
    proposals: [proposal('KN-2022-09-02', '2022-09-09'), proposal('KN-2022-09-03', '2022-09-06')],
    directions: [direction('CD-2022-02', '2022-09-09'), direction('CD-2022-03', '2022-09-06')],
  })
  house.clock.set('2022-09-16T17:10:00+07:00')
  await house.as('supervisor').post('/weekly/2022-W37/freeze', {})
  house.clock.set('2022-09-21T09:00:00+07:00')
  expect(await tell(house, '2022-W36')).toEqual({ proposals: ['KN-2022-09-01'], directions: ['CD-2022-01'] })
  expect(await tell(house, '2022-W37')).toEqual({
    proposals: ['KN-2022-09-03', 'KN-2022-09-02'],
    directions: ['CD-2022-03', 'CD-2022-02'],
  })
  expect(await tell(house, '2022-W38')).toEqual({ proposals: [], directions: [] })
})

test('what was recorded after the cut-off of a week that nobody froze is new in the next week and only there', async () => {
  const house = await openHouse({ now: '2022-09-09T17:05:00+07:00' })
  await house.target()
  await raised(house)
  await recorded(house, { issued_on: '5/9/2022' })
  house.clock.set('2022-09-14T09:00:00+07:00')
  const none = { proposals: [], directions: [] }
  expect(await tell(house, '2022-W36')).toEqual(none)
  const { proposals, directions } = await tell(house, '2022-W37')
  expect([proposals.length, directions.length]).toEqual([1, 1])
  house.clock.set('2022-09-21T09:00:00+07:00')
  expect(await tell(house, '2022-W38')).toEqual(none)
})

test('an answer that was entered after the freeze with an earlier date is told as new in the next summary', async () => {
  const house = await openHouse({ now: '2022-09-08T09:00:00+07:00' })
  await house.target()
  const path = await raised(house)
  const answered = async (week: string) =>
    ((await (await house.as('supervisor').get(`/weekly/${week}.json`)).json()) as Snapshot).proposals.map(
      ({ is_newly_answered }) => is_newly_answered,
    )
  house.clock.set('2022-09-09T17:10:00+07:00')
  await house.as('supervisor').post('/weekly/2022-W36/freeze', {})
  house.clock.set('2022-09-09T18:00:00+07:00')
  const sent = await house.as('supervisor').fillIn(path, { ...answer, day: '8/9/2022' }, { form: '/answer' })
  expect(sent.status).toBe(303)
  house.clock.set('2022-09-21T09:00:00+07:00')
  expect(await answered('2022-W36')).toEqual([false])
  expect(await answered('2022-W37')).toEqual([true])
  expect(await answered('2022-W38')).toEqual([false])
})
