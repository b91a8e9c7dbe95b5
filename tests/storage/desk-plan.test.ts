import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import type { Actor } from '../../src/domain/access.ts'
import { weekOf } from '../../src/domain/week.ts'
import { type Campaign, findCampaign } from '../../src/storage/campaigns.ts'
import type { Reader } from '../../src/storage/client.ts'
import { countPendingExtensions, listPendingExtensions } from '../../src/storage/desk/extensions.ts'
import { countMissing } from '../../src/storage/desk/missing.ts'
import { countOverdueByGroup, listOverdue, plainOverdue } from '../../src/storage/desk/overdue.ts'
import { countDeskProposals } from '../../src/storage/desk/proposals.ts'
import { countWaiting, listWaiting } from '../../src/storage/desk/waiting.ts'
import { loadReviewClock } from '../../src/storage/review-clock.ts'
import { dueWeek } from '../../src/storage/week-reports.ts'
import { engineName } from '../support/database.ts'
import { multiply } from '../support/multiply.ts'
import { openStorage } from '../support/storage.ts'

const TODAY = '2022-09-06'
const NOW = Date.parse('2022-09-06T09:00:00+07:00')
const everything = { q: '', group: null, unit: '', sort: 'days' } as const

/** A house of 4,300 units with its statistics, and the way in which SQLite answers each query of a piece of work. */
async function largeHouse() {
  const storage = await openStorage('world')
  await storage.target({ due_on: '2022-08-01' })
  const raw = new Database(storage.config.databaseFile)
  multiply(raw)
  raw.exec('analyze')
  const planOf = (sql: string) =>
    (
      raw.prepare(`explain query plan ${sql}`).all(...[...sql.matchAll(/\?/g)].map(() => null)) as {
        detail: string
      }[]
    ).map((step) => step.detail)
  const actor = await storage.actor('supervisor')
  const campaign = (await findCampaign(storage.db.read, actor))!
  return { storage, raw, planOf, actor, campaign }
}

test.runIf(engineName === 'sqlite')(
  'with statistics of 4,300 units, the overdue page still walks the index of due days',
  async () => {
    const { storage, raw, planOf, actor, campaign } = await largeHouse()
    for (const isNext of [false, true]) {
      const steps = planOf(plainOverdue(storage.db.read, isNext).toSQL().sql)
      expect(steps[0]).toContain('targets USING INDEX targets_late')
      expect(steps.filter((step) => /FOR ORDER BY|SCAN/.test(step))).toEqual([])
    }
    raw.close()

    const first = await listOverdue(storage.db.read, actor, campaign, TODAY, everything)
    const second = await listOverdue(storage.db.read, actor, campaign, TODAY, {
      ...everything,
      after: first.next!,
    })
    expect([first.rows.length, second.rows.length]).toEqual([50, 50])
    expect(first.rows.at(-1)!.lateFrom <= second.rows[0]!.lateFrom).toBe(true)
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(100)
  },
)

interface Asked {
  read: Reader
  actor: Actor
  campaign: Campaign
}

const week = ({ campaign }: Asked) =>
  dueWeek(weekOf(TODAY), campaign, { holidays: new Set(), workdays: new Set() }, 'Asia/Ho_Chi_Minh')

/** What each tab asks, the table its queries begin with, and the index that they follow. */
const asked: [name: string, work: (one: Asked) => Promise<unknown>, begins: RegExp][] = [
  [
    'the counts of the overdue are read off the index of due days',
    ({ read, actor, campaign }) => countOverdueByGroup(read, actor, campaign, TODAY),
    /targets USING COVERING INDEX targets_late/,
  ],
  [
    'reports that wait are counted off their index',
    ({ read, actor, campaign }) => countWaiting(read, actor, campaign),
    /updates USING COVERING INDEX updates_state/,
  ],
  [
    'reports that wait are listed in the order of their index',
    ({ read, actor, campaign }) => listWaiting(read, actor, campaign, everything),
    /updates USING INDEX updates_state/,
  ],
  [
    'requests for more time are counted along their index',
    ({ read, actor, campaign }) => countPendingExtensions(read, actor, campaign),
    /extensions USING INDEX extensions_pending/,
  ],
  [
    'requests for more time are listed along their index',
    ({ read, actor, campaign }) => listPendingExtensions(read, actor, campaign, everything),
    /extensions USING INDEX extensions_pending/,
  ],
  [
    'units without a report are found by way of what was signed',
    (one) => countMissing(one.read, one.actor, one.campaign, week(one)),
    /commitments USING INDEX commitments_campaign/,
  ],
]

test.runIf(engineName === 'sqlite')(
  'with the same statistics, every tab of the desk keeps its index',
  async () => {
    const { storage, raw, planOf, actor, campaign } = await largeHouse()
    const { read } = storage.db
    for (const [name, work, begins] of asked) {
      const plans = (await queriesOf(() => work({ read, actor, campaign }))).map(planOf)
      expect(plans.length, name).toBeGreaterThan(0)
      for (const [first, ...rest] of plans.map((steps) =>
        steps.filter((step) => !/FOR (GROUP|count)/.test(step)),
      )) {
        expect(first, name).toMatch(begins)
        expect(
          rest.filter((step) => /FOR ORDER BY|SCAN/.test(step)),
          name,
        ).toEqual([])
      }
    }

    // No count of proposals reads those that were answered.
    for (const sql of await queriesOf(() => countDeskProposals(read, actor, campaign))) {
      const step = planOf(sql).find((one) => / proposals /.test(one))
      expect(step).toMatch(/status=\?/)
    }

    const [decided] = await queriesOf(() => loadReviewClock(read, actor, campaign, NOW))
    const steps = planOf(decided!)
    expect(steps[0]).toContain('reviews USING INDEX reviews_time')
    expect(steps.filter((step) => /TEMP B-TREE|SCAN/.test(step))).toEqual([])
    raw.close()
  },
)

/** The statements that a piece of work prepares. */
async function queriesOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(Database.prototype, 'prepare')
  try {
    await work()
    return spy.mock.calls.map(([sql]) => sql)
  } finally {
    spy.mockRestore()
  }
}
