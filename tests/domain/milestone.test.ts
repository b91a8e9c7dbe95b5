import { describe, expect, test } from 'vitest'
import { compositeOf, shareOfRow, shareReached } from '../../src/domain/composite.ts'
import type { Day } from '../../src/domain/day.ts'
import { type Milestone, stepsIn } from '../../src/domain/milestone.ts'
import { multiply, type Ratio, ratio, toDecimal } from '../../src/domain/ratio.ts'
import { settle } from '../../src/domain/standing.ts'
import type { TargetFacts } from '../../src/domain/target.ts'
import { facts, granted, moment, rules, target, update } from './facts.ts'

const step = (number: number, weight: number, dueOn: Day | null = null): Milestone => ({
  number,
  title: `Bước ${number}`,
  weight,
  dueOn,
})

const dated = [
  step(1, 30, '2022-03-31'),
  step(2, 20, '2022-06-30'),
  step(3, 40, '2022-09-30'),
  step(4, 10, '2022-12-31'),
]
const undated = dated.map((one) => ({ ...one, dueOn: null }))

const task = (milestones: Milestone[], more: Partial<TargetFacts> = {}, curve = 'linear') =>
  facts(
    target({ kind: 'milestone', plan: null, valueKind: null, direction: null, curve }),
    more.updates ?? [],
    {
      milestones,
      ...more,
    },
  )

const told = (on: Day, stepsDone: number[] | null) => update(on, null, { stepsDone })
const percent = (share: Ratio | null | undefined) => share && toDecimal(multiply(share, ratio(100)), 2)

describe('weighted steps with days of their own', () => {
  test.each([
    // as of, done, share, expected, points behind, level
    ['2022-03-31', [], '0.00', '0.00', '0.00', 'ok'],
    ['2022-04-01', [], '0.00', '30.00', '30.00', 'behind'],
    ['2022-04-01', [1], '30.00', '30.00', '0.00', 'ok'],
    ['2022-07-01', [1], '30.00', '50.00', '20.00', 'behind'],
    ['2022-07-01', [1, 3], '70.00', '50.00', '-20.00', 'ok'],
    ['2022-10-01', [1, 2, 4], '60.00', '90.00', '30.00', 'behind'],
    ['2022-12-31', [1, 2, 3], '90.00', '90.00', '0.00', 'ok'],
  ] as const)('on %s with %j done', (on, done, share, expected, behind, level) => {
    const { steps, level: whole } = settle(
      task(dated, { updates: [told(on, [...done])] }),
      rules,
      moment('2022-12-31'),
    )
    expect([
      percent(steps!.share),
      percent(steps!.expectedShare),
      toDecimal(steps!.behind!.high!, 2),
    ]).toEqual([share, expected, behind])
    expect([steps!.level, whole]).toEqual([level, level])
  })

  test('5 points are a risk, 15 are behind, as for a number', () => {
    const fine = [step(1, 5, '2022-01-31'), step(2, 10, '2022-02-28'), step(3, 85, '2022-12-31')]
    const levelOn = (on: Day) =>
      settle(task(fine, { updates: [told(on, [])] }), rules, moment('2022-12-31')).level
    expect([levelOn('2022-01-31'), levelOn('2022-02-01'), levelOn('2022-03-01')]).toEqual([
      'ok',
      'risk',
      'behind',
    ])
  })
})

describe('weighted steps without days follow the curve of the task', () => {
  test.each([
    ['2022-08-31', [1], 'linear', '66.58', '36.58', 'behind'],
    ['2022-08-31', [1, 2], 'linear', '66.58', '16.58', 'behind'],
    ['2022-08-31', [1, 2, 4], 'linear', '66.58', '6.58', 'risk'],
    ['2022-08-31', [], 'step', '0.00', '0.00', 'ok'],
    ['2022-01-31', [], 'monthly:0,0,10,10,10,10,10,10,10,10,10,10', '0.00', '0.00', 'ok'],
  ] as const)('on %s with %j done, %s', (on, done, curve, expected, behind, level) => {
    const { steps } = settle(
      task(undated, { updates: [told(on, [...done])] }, curve),
      rules,
      moment('2022-12-31'),
    )
    expect([percent(steps!.expectedShare), toDecimal(steps!.behind!.high!, 2), steps!.level]).toEqual([
      expected,
      behind,
      level,
    ])
  })

  test('one step without a day is enough', () => {
    const some = [...dated.slice(0, 3), step(4, 10)]
    const { steps } = settle(task(some, { updates: [told('2022-08-31', [])] }), rules, moment('2022-12-31'))
    expect(percent(steps!.expectedShare)).toBe('66.58')
  })

  test('an extension stretches what is expected from the day it is granted', () => {
    const more = { updates: [told('2022-08-31', [1, 2])], extensions: [granted('2022-07-01', '2023-12-31')] }
    const { steps } = settle(task(undated, more), rules, moment('2022-12-31'))
    expect(Number(percent(steps!.expectedShare))).toBeLessThan(66)
    expect(Number(percent(steps!.expectedShare))).toBeGreaterThan(49)
  })

  test('a task without a curve or without an end has a share and no expectation', () => {
    const { steps, level } = settle(
      task(undated, { updates: [told('2022-08-31', [1])] }, ''),
      rules,
      moment('2022-12-31'),
    )
    expect([percent(steps!.share), steps!.expectedShare, steps!.behind, level]).toEqual([
      '30.00',
      null,
      null,
      'ok',
    ])
  })
})

describe('which report counts', () => {
  const of = (updates: TargetFacts['updates'], steps = dated) =>
    settle(task(steps, { updates }), rules, moment('2022-12-31'))

  test('the latest accepted one that tells of steps; what waits, or was returned, does not', () => {
    const waiting = update('2022-08-31', null, { stepsDone: [1, 2, 3], decision: null, decidedAt: null })
    const returned = update('2022-08-31', null, { stepsDone: [1, 2, 3], decision: 'returned' })
    const last = told('2022-07-31', [1])
    expect(of([told('2022-04-30', []), last, waiting, returned]).steps).toMatchObject({
      asOf: '2022-07-31',
      done: [1],
    })
    expect(of([last, told('2022-08-31', null)]).steps?.asOf).toBe('2022-07-31')
  })

  test('nothing is told before the first report, and nothing of steps without weights', () => {
    expect(of([]).steps).toBeUndefined()
    expect(of([told('2022-08-31', [1])], [step(1, 0, '2022-03-31'), step(2, 0)])).not.toHaveProperty('steps')
    const number = facts(target(), [update('2022-08-31', 50, { stepsDone: [1] })], { milestones: dated })
    expect(settle(number, rules, moment('2022-08-31'))).not.toHaveProperty('steps')
  })

  test('the head can lower what the steps say, never raise it', () => {
    const lowered = { ...told('2022-04-01', [1]), assessment: 'behind' as const }
    const raised = { ...told('2022-07-01', []), assessment: 'on_track' as const }
    expect([of([lowered]).level, of([raised]).level]).toEqual(['behind', 'behind'])
  })
})

describe('the score by weights', () => {
  test.each([
    [[], null],
    [[[null, '1']], null],
    [[[10, null]], ['0.00', 0, 10, 0, 1]],
    [
      [
        [10, '1'],
        [30, '0.5'],
      ],
      ['62.50', 40, 40, 2, 2],
    ],
    [
      [
        [10, '1.4'],
        [10, '0.5'],
      ],
      ['75.00', 20, 20, 2, 2],
    ],
    [
      [
        [10, '-0.2'],
        [10, '0.5'],
      ],
      ['25.00', 20, 20, 2, 2],
    ],
    [
      [
        [70, '0.8'],
        [30, null],
        [null, '0.1'],
      ],
      ['80.00', 70, 100, 1, 2],
    ],
  ] as [[number | null, string | null][], unknown][])('%j', (all, wanted) => {
    const share = (text: string | null) => (text === null ? null : ratio(Math.round(Number(text) * 100), 100))
    const composite = compositeOf(all.map(([weight, text]) => ({ weight, share: share(text) })))
    expect(
      composite && [
        percent(composite.score),
        composite.covered,
        composite.weights,
        composite.counted,
        composite.targets,
      ],
    ).toEqual(wanted)
  })

  test('a range counts by its worst end, a task by its steps', () => {
    const range = settle(
      facts(target(), [update('2022-08-31', { low: 40, high: 49 })]),
      rules,
      moment('2022-08-31'),
    )
    expect(percent(shareReached(range))).toBe('40.00')
    const steps = settle(task(dated, { updates: [told('2022-07-01', [1])] }), rules, moment('2022-08-31'))
    expect(percent(shareReached(steps))).toBe('30.00')
    const none = { latestLow: null, latestHigh: null, latestAsOf: null, planNow: null }
    const row = { ...target({ kind: 'milestone' }), ...none, expectedPercent: 5000, behindHigh: 2000 }
    expect(percent(shareOfRow(row))).toBe('30.00')
    const number = { ...target(), ...none, latestAsOf: '2022-08-31' as Day, latestLow: 40, latestHigh: 49 }
    expect(percent(shareOfRow({ ...number, expectedPercent: null, behindHigh: null }))).toBe('40.00')
  })
})

test('steps go on in another period undone, with days inside of it and weights of 100', () => {
  const period = { startOn: '2023-01-01', endOn: '2023-11-30', years: 1 } as const
  expect(stepsIn([step(2, 30, '2022-06-30'), step(4, 15, '2022-12-15'), step(5, 0)], period)).toEqual([
    { number: 1, title: 'Bước 2', dueOn: '2023-06-30', weight: 67 },
    { number: 2, title: 'Bước 4', dueOn: '2023-11-30', weight: 33 },
    { number: 3, title: 'Bước 5', dueOn: null, weight: 0 },
  ])
  expect(stepsIn([step(3, 0, '2021-12-31')], period)[0]).toMatchObject({ dueOn: '2023-01-01', weight: 0 })
  expect(stepsIn([], period)).toEqual([])
})
