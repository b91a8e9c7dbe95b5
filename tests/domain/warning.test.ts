import { describe, expect, test } from 'vitest'
import type { Range } from '../../src/domain/actual.ts'
import type { Day } from '../../src/domain/day.ts'
import { type Ratio, toDecimal } from '../../src/domain/ratio.ts'
import { standingOf } from '../../src/domain/standing.ts'
import type { Span, Target, UpdateFact } from '../../src/domain/target.ts'
import { warningOf } from '../../src/domain/warning.ts'
import { facts, moment, rules, target, update } from './facts.ts'

const TODAY = '2022-09-07'
const both = (range: Range | null | undefined, decimals: number) =>
  range && [range.low, range.high].map((end: Ratio | null) => end && toDecimal(end, decimals))

function warningFor(changes: Partial<Target>, updates: UpdateFact[], today: Day = TODAY) {
  const all = facts(target(changes), updates)
  return warningOf(all, standingOf(all, rules, moment(today)))
}

/** Each figure on its day. */
const reported = (...figures: [Day, number | Span][]) => figures.map(([day, value]) => update(day, value))

describe('need against what was done', () => {
  test.each([
    [
      'disbursement',
      { valueKind: 'percent' },
      { low: 40, high: 49 },
      ['12.750', '15.000'],
      ['5.000', '6.125'],
    ],
    ['revenue', { plan: 730_223 }, 660_191, ['17508.000', '17508.000'], ['82523.875', '82523.875']],
    [
      'a fall from a baseline',
      { direction: 'down', baseline: 246, plan: 220 },
      228,
      ['2.000', '2.000'],
      ['2.250', '2.250'],
    ],
  ] as const)('%s at 31/8: eight months done, four left', (_, changes, value, need, done) => {
    const warning = warningFor(changes, reported(['2022-08-31', value]))!
    expect(both(warning.needPerMonth, 3)).toEqual(need)
    expect(both(warning.donePerMonth, 3)).toEqual(done)
    expect(toDecimal(warning.monthsDone, 0)).toBe('8')
    expect(toDecimal(warning.monthsLeft!, 0)).toBe('4')
  })

  test('the effort of the seed is 2.08 to 3 times', () => {
    const warning = warningFor({ valueKind: 'percent' }, reported(['2022-08-31', { low: 40, high: 49 }]))
    expect(both(warning!.effort, 2)).toEqual(['2.08', '3.00'])
    expect(both(warning!.behind, 1)).toEqual(['17.6', '26.6'])
  })
})

describe('whether the plan will be reached', () => {
  test.each([
    ['both readings reach it', [['2022-08-31', 90]], 'yes'],
    ['neither does', [['2022-08-31', 40]], 'no'],
    [
      'the last months reach it, the year so far does not',
      [
        ['2022-05-31', 20],
        ['2022-08-31', 55],
      ],
      'maybe',
    ],
  ] as [string, [Day, number][], string][])('%s', (_, figures, outlook) => {
    expect(warningFor({}, reported(...figures))!.outlook).toBe(outlook)
  })

  test('a fall reaches it from above', () => {
    const falling = { direction: 'down', baseline: 200, plan: 100 } as const
    expect(warningFor(falling, reported(['2022-08-31', 120]))!.outlook).toBe('yes')
    expect(warningFor(falling, reported(['2022-08-31', 190]))!.outlook).toBe('no')
  })

  test('an open end promises nothing', () => {
    expect(warningFor({}, reported(['2022-08-31', { low: 30, high: null }]))!.outlook).toBe('maybe')
  })
})

describe('the day to which the last ninety days lead', () => {
  test.each([
    // 30 in 90 days are a third a day: 40 more take 120 days, to 29/12.
    [
      'in time',
      {},
      [
        ['2022-06-02', 30],
        ['2022-08-31', 60],
      ],
      ['2022-12-29', '2022-12-29', -2, -2],
    ],
    [
      'late',
      {},
      [
        ['2022-06-02', 30],
        ['2022-08-31', 45],
      ],
      ['2023-07-27', '2023-07-27', 208, 208],
    ],
    [
      'standing still',
      {},
      [
        ['2022-05-01', 40],
        ['2022-08-31', 40],
      ],
      [null, null, null, null],
    ],
    [
      'falling back',
      {},
      [
        ['2022-06-02', 50],
        ['2022-08-31', 40],
      ],
      [null, null, null, null],
    ],
    [
      'more than two years away',
      {},
      [
        ['2022-06-02', 10],
        ['2022-08-31', 11],
      ],
      [null, null, null, null],
    ],
    [
      'a range names both days',
      {},
      [
        ['2022-06-02', { low: 30, high: 30 }],
        ['2022-08-31', { low: 45, high: 60 }],
      ],
      ['2022-12-29', '2023-07-27', -2, 208],
    ],
    [
      'one end is there already',
      {},
      [
        ['2022-06-02', 80],
        ['2022-08-31', { low: 95, high: 105 }],
      ],
      ['2022-08-31', '2022-09-30', -122, -92],
    ],
    [
      'a fall from a baseline',
      { direction: 'down', baseline: 200, plan: 100 },
      [
        ['2022-06-02', 170],
        ['2022-08-31', 140],
      ],
      ['2022-12-29', '2022-12-29', -2, -2],
    ],
  ] as [string, Partial<Target>, [Day, number | Span][], unknown[]][])('%s', (_, changes, figures, days) => {
    const { runsOut } = warningFor(changes, reported(...figures))!
    const { kind, first, last, firstLate, lastLate } = runsOut!
    expect([kind, first, last, firstLate, lastLate]).toEqual(['reached', ...days])
  })

  test('a ceiling is used up', () => {
    const ceiling = { direction: 'down', plan: 10 } as const
    const spent = warningFor(ceiling, reported(['2022-06-02', 5], ['2022-08-31', 8]))!
    expect(spent.runsOut).toEqual({
      kind: 'used_up',
      first: '2022-10-30',
      last: '2022-10-30',
      firstLate: -62,
      lastLate: -62,
    })
    expect([spent.behind, spent.needPerMonth, spent.forecast, spent.outlook]).toEqual([
      null,
      null,
      null,
      null,
    ])
    // Nothing was added, or it is broken already: nothing is left to foretell.
    expect(warningFor(ceiling, reported(['2022-05-01', 5], ['2022-08-31', 5]))).toBeNull()
    expect(warningFor(ceiling, reported(['2022-06-02', 5], ['2022-08-31', 11]))).toBeNull()
  })

  test('what has reached its plan has no such day', () => {
    expect(warningFor({}, reported(['2022-08-31', 110]))!.runsOut).toBeNull()
  })

  test('flows are added up', () => {
    const flow = { valueKind: 'flow' } as const
    expect(warningFor(flow, reported(['2022-06-02', 30], ['2022-08-31', 30]))!.runsOut!.first).toBe(
      '2022-12-29',
    )
  })
})

describe('no warning', () => {
  test.each([
    ['for a task', { kind: 'milestone', valueKind: null, direction: null, plan: null }],
    ['without a plan', { plan: null }],
    ['for a band', { direction: 'within', plan: null, planLow: 10, planHigh: 20 }],
    ['for a level without baseline', { valueKind: 'point' }],
    ['for a ceiling on a level', { valueKind: 'point', direction: 'down' }],
    ['when suspended', { state: 'suspended' }],
  ] as [string, Partial<Target>][])('%s', (_, changes) => {
    expect(warningFor(changes, reported(['2022-06-02', 30], ['2022-08-31', 60]))).toBeNull()
  })

  test('without a figure', () => {
    expect(warningFor({}, [])).toBeNull()
  })

  test('when done', () => {
    expect(warningFor({}, [update('2022-08-31', 60, { declared: 'done' })])).toBeNull()
  })
})
