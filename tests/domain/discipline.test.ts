import { expect, test } from 'vitest'
import { disciplineOf, reportStatusOf } from '../../src/domain/discipline.ts'

const due = 1000

test.each([
  ['the first came by the due instant', [1000, 1500], true, undefined, 'on_time'],
  ['in any order', [1500, 900], true, undefined, 'on_time'],
  ['later in the week', [1001], true, undefined, 'late'],
  ['nothing came', [], true, undefined, 'missing'],
  ['nothing yet, not yet due', [], true, 1000, 'pending'],
  ['nothing yet, due has passed', [], true, 1001, 'missing'],
  ['in before the due instant, seen before it', [500], true, 600, 'on_time'],
  ['no open target', [], false, 500, 'exempt'],
  ['no open target, reported all the same', [500], false, undefined, 'exempt'],
] as const)('%s', (_, receivedAt, owes, now, expected) => {
  expect(disciplineOf({ receivedAt, owes, due, ...(now === undefined ? {} : { now }) })).toBe(expected)
})

test.each([
  [[], 'none'],
  [['accepted'], 'accepted'],
  [['accepted', 'waiting'], 'waiting'],
  [['waiting', 'returned', 'accepted'], 'returned'],
] as const)('the worst of %j is %s', (states, expected) => {
  expect(reportStatusOf(states)).toBe(expected)
})
