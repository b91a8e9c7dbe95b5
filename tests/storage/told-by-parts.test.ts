import { expect, test } from 'vitest'
import { composeSnapshot } from '../../src/domain/snapshot/compose.ts'
import { findNamed, lightOf } from '../../src/domain/snapshot/light.ts'
import { parseWeek, type Week, weekBefore } from '../../src/domain/week.ts'
import { listCampaigns } from '../../src/storage/campaigns.ts'
import { untilOf } from '../../src/storage/summaries/eve.ts'
import { freezeWeek } from '../../src/storage/summaries/freeze.ts'
import { tellByParts } from '../../src/storage/summaries/parts.ts'
import { loadSource } from '../../src/storage/summaries/source.ts'
import { findStanding, lastHashBefore } from '../../src/storage/summaries/stored.ts'
import type { Asked } from '../../src/storage/summaries.ts'
import { openStorage, type Storage } from '../support/storage.ts'

async function askedOf(house: Storage, code: string): Promise<Asked> {
  const campaigns = await listCampaigns(house.db.read, house.tenant)
  const campaign = campaigns.find((one) => one.code === code)!
  return { tenant: house.tenant, campaign, now: house.clock.now(), zone: house.zone }
}

/** From everything at once, the week before told in full. */
async function tellWhole({ db }: Storage, asked: Asked, week: Week) {
  const { tenant, campaign, zone } = asked
  const source = await loadSource(db.read, tenant, campaign, zone)
  const last = weekBefore(week)
  const stored = await findStanding(db.read, asked, last)
  const alone = { before: null, previousHash: null, frozen: null }
  const before =
    stored?.snapshot ?? composeSnapshot(source, { ...alone, week: last, until: untilOf(asked, last) })
  const previousHash = await lastHashBefore(db.read, asked, week)
  return composeSnapshot(source, { ...alone, week, until: untilOf(asked, week), before, previousHash })
}

test.each([
  ['HH-2022', '2022-W36'],
  ['HH-2022', '2022-W30'],
  ['QT-2022', '2022-W36'],
])('%s in %s is the same, told at once or some units after others', async (code, name) => {
  const house = await openStorage('demo')
  const [asked, week] = [await askedOf(house, code), parseWeek(name)!]
  const whole = await tellWhole(house, asked, week)
  const parts = await tellByParts(house.db.read, asked, week, { units: 3, withUpdates: true })
  expect(JSON.stringify(parts)).toBe(JSON.stringify(whole))
})

test('the same after a week that was frozen', async () => {
  const house = await openStorage('demo')
  const asked = await askedOf(house, 'HH-2022')
  const freezer = { actorId: null, actor: 'tests', post: null }
  const press = { files: async () => [], letter: () => () => ({ subject: '', text: '' }) }
  await freezeWeek(house.db, asked, parseWeek('2022-W35')!, freezer, press as never)
  const week = parseWeek('2022-W36')!
  const whole = await tellWhole(house, asked, week)
  expect(whole.before?.frozen).toBe(true)
  const parts = await tellByParts(house.db.read, asked, week, { units: 5, withUpdates: true })
  expect(JSON.stringify(parts)).toBe(JSON.stringify(whole))
})

test('what is asked for is kept, all is heard, and all else is told of all', async () => {
  const house = await openStorage('demo')
  const [asked, week] = [await askedOf(house, 'HH-2022'), parseWeek('2022-W36')!]
  const [heard, steps]: [string[], number[]] = [[], []]
  const told = await tellByParts(house.db.read, asked, week, {
    units: 10,
    keeps: findNamed(),
    hear: (targets) => void heard.push(...targets.map(({ code }) => code)),
    progress: (done) => void steps.push(done),
  })
  const whole = await tellWhole(house, asked, week)
  expect(told).toEqual(lightOf(whole))
  expect(heard).toEqual(whole.targets.map(({ code }) => code))
  expect(steps).toEqual([0, 10, 20, 30, 40, 43])
})
