import { expect, test } from 'vitest'
import { assertTotal } from '../../src/domain/rates.ts'
import { addCounted, addStanding, newTally, sumOf } from '../../src/domain/tally.ts'

const counted = { baseClass: 'open', level: 'ok', n: 0, overdue: 0, undated: 0, unfresh: 0 } as const

test('open targets fall into overdue, without deadline, and in time', () => {
  const tally = newTally()
  addCounted(tally, { ...counted, level: 'risk', n: 10, overdue: 3, undated: 2, unfresh: 4 })
  expect(tally.total).toBe(10)
  expect(tally.classes).toMatchObject({ open_overdue: 3, open_no_deadline: 2, open_in_time: 5 })
  expect(tally.progress).toMatchObject({ overdue: 3, at_risk: 7, on_track: 0 })
  // Only targets on track are told to have no recent figure.
  expect(tally.unfresh).toBe(0)
})

test('done counts as progress, stopped does not', () => {
  const tally = newTally()
  addCounted(tally, { ...counted, baseClass: 'done_late', n: 2 })
  addCounted(tally, { ...counted, baseClass: 'suspended', n: 1 })
  addCounted(tally, { ...counted, n: 4, unfresh: 1 })
  expect(tally.progress).toEqual({ done: 2, on_track: 4, at_risk: 0, behind: 0, overdue: 0 })
  expect(tally.unfresh).toBe(1)
  expect(() => assertTotal(tally.classes, 7)).not.toThrow()
  expect(() => assertTotal(tally.classes, 8)).toThrow(/7 targets, the campaign 8/)
})

test('one by one it comes to the same, and sums add up', () => {
  const one = newTally()
  addStanding(one, { reportClass: 'open_in_time', progress: 'on_track', freshness: 'stale' })
  addStanding(one, { reportClass: 'open_overdue', progress: 'overdue', freshness: 'stale' })
  const other = newTally()
  addCounted(other, { ...counted, n: 2, overdue: 1, unfresh: 1 })
  expect(one).toEqual(other)
  expect(sumOf([one, other])).toMatchObject({ total: 4, unfresh: 2, classes: { open_overdue: 2 } })
})
