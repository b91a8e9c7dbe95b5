import { describe, expect, test } from 'vitest'
import { addDays, type Day } from '../../src/domain/day.ts'
import { dueOf, expectedAt, planAt } from '../../src/domain/plan.ts'
import { toDecimal } from '../../src/domain/ratio.ts'
import type { Target, TargetFacts } from '../../src/domain/target.ts'
import { facts, granted, target } from './facts.ts'

const dayOfYear = (n: number): Day => addDays('2022-01-01', n - 1)
const expected = (of: TargetFacts, day: Day) => {
  const found = expectedAt(of, day)
  return found && toDecimal(found.level, 3)
}
const revised = (plan: number, on: Day, changes: Partial<Target> = {}) =>
  facts(target(changes), [], { planVersions: [{ effectiveFrom: on, plan }] })

describe('planAt', () => {
  const versions = facts(target(), [], {
    planVersions: [
      { effectiveFrom: '2022-03-01', plan: 120 },
      { effectiveFrom: '2022-07-20', plan: 150 },
    ],
  })
  test.each([
    ['2022-02-28', 100],
    ['2022-03-01', 120],
    ['2022-07-19', 120],
    ['2022-07-20', 150],
  ] as const)('%s: %d', (day, plan) => {
    expect(planAt(versions, day)).toBe(plan)
  })

  test('where only a percentage is reported the plan is 100%, unless another share was promised', () => {
    expect(planAt(facts(target({ valueKind: 'percent', plan: null, decimals: 2 })), '2022-01-01')).toBe(
      10_000,
    )
    expect(planAt(facts(target({ valueKind: 'percent', plan: 95 })), '2022-01-01')).toBe(95)
    expect(planAt(facts(target({ plan: null })), '2022-01-01')).toBeNull()
  })
})

test('the deadline in force is the last granted one', () => {
  const extended = facts(target(), [], {
    extensions: [granted('2022-05-01', '2023-01-31'), granted('2022-06-01', '2023-02-28')],
  })
  expect(dueOf(extended)).toBe('2023-02-28')
  expect(dueOf(facts(target()))).toBe('2022-12-31')
  expect(dueOf(facts(target({ dueOriginal: null })))).toBeNull()
})

describe('expectedAt after a plan revision', () => {
  test.each([
    ['the day before', 180, '49.315'],
    ['the day itself is still the old expectation', 181, '49.589'],
    ['the day after goes on from there', 182, '50.135'],
    ['the end is the new plan', 365, '150.000'],
  ])('T1=100, T2=150, r=181: %s', (_, day, level) => {
    expect(expected(revised(150, dayOfYear(181)), dayOfYear(day))).toBe(level)
  })

  test.each([
    ['a plan cut below what was expected is expected at once', revised(40, dayOfYear(181)), 182, '40.000'],
    ['a plan cut to what is still ahead', revised(80, dayOfYear(181)), 273, '64.795'],
    ['a revision before the start replaces the plan', revised(150, '2021-12-01'), 181, '74.384'],
    ['a revision after the end', revised(150, '2023-01-15'), 400, '150.000'],
    ['the first version was the first plan', revised(150, dayOfYear(100), { plan: null }), 181, '74.384'],
  ])('%s', (_, of, day, level) => {
    expect(expected(of, dayOfYear(day))).toBe(level)
  })

  test('a cut below what was expected changes nothing on its own day', () => {
    expect(expected(revised(40, dayOfYear(181)), dayOfYear(181))).toBe('49.589')
  })

  test('down from a baseline, and lowered further', () => {
    const poverty = revised(50, dayOfYear(181), { direction: 'down', baseline: 100, plan: 80 })
    expect(expected(poverty, dayOfYear(181))).toBe('90.082')
    expect(expected(poverty, dayOfYear(182))).toBe('89.864')
    expect(expected(poverty, dayOfYear(365))).toBe('50.000')
  })

  test('a baseline: the share is counted on the way from it', () => {
    const found = expectedAt(facts(target({ baseline: 50, valueKind: 'point' })), '2022-08-31')!
    expect(toDecimal(found.level, 3)).toBe('83.288')
    expect(toDecimal(found.share, 6)).toBe('0.665753')
    expect(toDecimal(found.curveShare, 6)).toBe('0.665753')
  })
})

describe('expectedAt after a granted extension', () => {
  const extended = facts(target({ dueOriginal: '2022-06-30' }), [], {
    extensions: [granted('2022-05-31', '2022-09-30')],
  })
  test.each([
    ['what was expected before it never changes', '2022-05-30', '82.873'],
    ['on the day it is granted', '2022-05-31', '83.425'],
    ['from then on it goes to the new end', '2022-06-01', '83.561'],
    ['the old end is no longer the end', '2022-06-30', '87.501'],
    ['the new end', '2022-09-30', '100.000'],
  ] as const)('%s', (_, day, level) => {
    expect(expected(extended, day)).toBe(level)
  })

  test('granted after the deadline: what was expected stays expected', () => {
    const late = facts(target({ dueOriginal: '2022-06-30' }), [], {
      extensions: [granted('2022-07-10', '2022-09-30')],
    })
    expect(expected(late, '2022-08-01')).toBe('100.000')
  })

  test('a revision and an extension, each from its own day', () => {
    const both = facts(target({ dueOriginal: '2022-06-30' }), [], {
      planVersions: [{ effectiveFrom: '2022-03-31', plan: 200 }],
      extensions: [granted('2022-05-31', '2022-09-30')],
    })
    expect(expected(both, '2022-03-31')).toBe('49.724')
    expect(expected(both, '2022-05-31')).toBe('150.458')
    expect(expected(both, '2022-09-30')).toBe('200.000')
  })
})

test.each([
  ['no plan', facts(target({ plan: null }))],
  ['no deadline', facts(target({ dueOriginal: null }))],
  ['no curve', facts(target({ curve: '' }))],
  ['a curve of last year without figures', facts(target({ curve: 'last_year' }))],
  ['a plan that equals its baseline', facts(target({ baseline: 100 }))],
])('nothing is expected: %s', (_, of) => {
  expect(expectedAt(of, '2022-06-30')).toBeNull()
})
