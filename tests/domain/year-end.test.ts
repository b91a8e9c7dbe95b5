import { describe, expect, test } from 'vitest'
import { closingFault, closingOf, hasEnded, remainingPlan, resultOf } from '../../src/domain/year-end.ts'

test.each([
  [{ baseClass: 'done_late', lastReportedOn: null, latestAsOf: null }, 'done'],
  [{ baseClass: 'open', lastReportedOn: '2022-11-01', latestAsOf: null }, 'in_progress'],
  [{ baseClass: 'suspended', lastReportedOn: null, latestAsOf: '2022-11-01' }, 'in_progress'],
  [{ baseClass: 'open', lastReportedOn: null, latestAsOf: null }, 'not_started'],
] as const)('the figures say %j', (row, result) => {
  expect(resultOf(row)).toBe(result)
})

describe('what is left of a plan', () => {
  const counted = { kind: 'number', valueKind: 'cumulative', direction: 'up', plan: 100 } as const
  test.each([
    ['counted up', counted, null, { low: 60, high: 60 }, 40],
    ['by the plan in force', counted, 150, { low: 60, high: 60 }, 90],
    ['only what is certain is done', counted, null, { low: 40, high: 49 }, 60],
    ['never reported', counted, null, null, 100],
    ['reached', counted, null, { low: 100, high: 100 }, 100],
    ['of an unknown actual', counted, null, { low: null, high: 50 }, 100],
    ['a level', { ...counted, valueKind: 'point' } as const, null, { low: 60, high: 60 }, 100],
    ['downwards', { ...counted, direction: 'down' } as const, null, { low: 60, high: 60 }, 100],
    ['a task', { ...counted, kind: 'milestone', plan: null } as const, null, null, null],
  ] as const)('%s', (_, target, planNow, latest, left) => {
    expect(remainingPlan(target, planNow, latest)).toBe(left)
  })
})

const campaign = { endOn: '2022-12-31', state: 'active' } as const

test.each([
  ['active', '2023-01-01', ['done', 'done'], null],
  ['signed', '2023-01-01', ['in_progress'], null],
  ['active', '2022-12-31', ['done'], 'not_ended'],
  ['active', '2023-01-01', ['done', null], 'not_evaluated'],
  ['completed', '2023-01-01', ['done'], 'not_binding'],
  ['draft', '2023-01-01', [], 'not_binding'],
] as const)('a commitment %s on %s', (state, today, results, fault) => {
  expect(closingFault(state, campaign, results, today)).toBe(fault)
})

test('it is completed only where everything is done', () => {
  expect(closingOf(['done', 'done'])).toBe('completed')
  expect(closingOf(['done', 'not_started'])).toBe('closed_unmet')
  expect(hasEnded({ ...campaign, state: 'closed' }, '2022-06-01')).toBe(true)
})
