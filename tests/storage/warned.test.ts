import { expect, test } from 'vitest'
import { findCampaign } from '../../src/storage/campaigns.ts'
import type { DeskFilters } from '../../src/storage/desk/filters.ts'
import { countWarned, listWarned } from '../../src/storage/desk/warned.ts'
import { openStorage } from '../support/storage.ts'

const plain: DeskFilters = { q: '', group: null, unit: '', sort: 'days' }

test('the demonstration: every target at risk or behind, and what is due soon, the soonest first', async () => {
  const storage = await openStorage('demo', { now: '2022-09-07T08:00:00+07:00' })
  const actor = await storage.actor('giamsat')
  const campaign = (await findCampaign(storage.db.read, actor))!
  const at = { today: '2022-09-07', now: storage.clock.now(), zone: storage.zone } as const
  const { rows, next } = await listWarned(storage.db.read, actor, campaign, at, plain)
  expect(next).toBeNull()
  expect(rows).toHaveLength(await countWarned(storage.db.read, actor, campaign, at.today))

  const levels = rows.filter(({ standing }) => standing.level !== 'ok')
  expect(levels).toHaveLength(31)
  expect(rows.every(({ standing }) => standing.progress !== 'overdue' && standing.baseClass === 'open')).toBe(
    true,
  )
  const soon = rows.findIndex(({ standing }) => (standing.daysLeft ?? 999) > campaign.dueSoonDays)
  expect(rows.slice(soon).every(({ standing }) => (standing.daysLeft ?? 999) > campaign.dueSoonDays)).toBe(
    true,
  )
  const due = rows.slice(0, soon).map(({ standing }) => standing.dueOn!)
  expect(due).toEqual([...due].sort())
  const behind = rows.slice(soon).map(({ standing }) => (standing.level === 'behind' ? 0 : 1))
  expect(behind).toEqual([...behind].sort())
  expect(rows.some(({ target }) => target.code === 'CK-2022-TCKH-03')).toBe(true)

  const one = await listWarned(storage.db.read, actor, campaign, at, { ...plain, unit: 'HH-TCKH' })
  expect(new Set(one.rows.map(({ unitCode }) => unitCode))).toEqual(new Set(['HH-TCKH']))
  const found = await listWarned(storage.db.read, actor, campaign, at, { ...plain, q: 'giai ngan' })
  expect(found.rows.length).toBeGreaterThan(0)
  expect(found.rows.length).toBeLessThan(rows.length)
})

test('more than fifty go on to a next page, each row once', async () => {
  const storage = await openStorage('world')
  for (let n = 0; n < 60; n += 1) {
    await storage.target({ due_on: n % 2 ? '2022-09-10' : '2022-09-09', kind: 'milestone', plan: undefined })
  }
  const actor = await storage.actor('supervisor')
  const campaign = (await findCampaign(storage.db.read, actor))!
  const at = { today: '2022-09-06', now: storage.clock.now(), zone: storage.zone } as const
  const first = await listWarned(storage.db.read, actor, campaign, at, plain)
  const second = await listWarned(storage.db.read, actor, campaign, at, { ...plain, after: first.next! })
  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 10, null])
  const codes = [...first.rows, ...second.rows].map(({ target }) => target.code)
  expect(new Set(codes).size).toBe(60)
  const strange = await listWarned(storage.db.read, actor, campaign, at, { ...plain, after: 'x' })
  expect(strange.rows.length).toBe(50)
})
