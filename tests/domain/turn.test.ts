import { expect, test } from 'vitest'
import { turnOf } from '../../src/domain/turn.ts'

test.each([
  ['on_track', 'overdue', 'newly_overdue'],
  ['behind', 'overdue', 'newly_overdue'],
  ['overdue', 'done', 'no_longer_overdue'],
  ['overdue', 'behind', 'no_longer_overdue'],
  ['on_track', 'at_risk', 'slipped'],
  ['at_risk', 'behind', 'slipped'],
  ['behind', 'on_track', 'recovered'],
  ['at_risk', 'on_track', 'recovered'],
  ['behind', 'at_risk', null],
  ['on_track', 'done', null],
  ['done', 'on_track', null],
  ['done', 'overdue', 'newly_overdue'],
  ['overdue', 'overdue', null],
  [null, 'overdue', null],
  ['overdue', null, null],
] as const)('from %s to %s', (before, now, turn) => {
  expect(turnOf(before, now)).toBe(turn)
})
