import { describe, expect, test } from 'vitest'
import { pointsOf, type Range } from '../../src/domain/actual.ts'
import { monthsOf, paceOf } from '../../src/domain/pace.ts'
import { type Ratio, toDecimal } from '../../src/domain/ratio.ts'
import type { Span, Target, TargetFacts } from '../../src/domain/target.ts'
import { facts, granted, rules, target, update } from './facts.ts'

const AUGUST = '2022-08-31'
const paceAt = (of: TargetFacts) => paceOf(of, pointsOf(of).at(-1)!, rules)
const pace = (changes: Partial<Target>, value: number | Span) =>
  paceAt(facts(target(changes), [update(AUGUST, value)]))
const both = (range: Range | null | undefined, decimals: number) =>
  range && [range.low, range.high].map((end: Ratio | null) => end && toDecimal(end, decimals))

describe('the seed at 31/8/2022', () => {
  test.each([
    [
      'budget revenue',
      { plan: 730_223 },
      660_191,
      ['-23.8', '-23.8'],
      'ok',
      ['1.358', '1.358'],
      ['17508.000', '17508.000'],
      ['0.21', '0.21'],
    ],
    [
      'budget spending',
      { plan: 726_573 },
      437_844,
      ['6.3', '6.3'],
      'risk',
      ['0.905', '0.905'],
      ['72182.250', '72182.250'],
      ['1.32', '1.32'],
    ],
    [
      'retail and services',
      { plan: 82_010 },
      57_645,
      ['-3.7', '-3.7'],
      'ok',
      ['1.056', '1.056'],
      ['6091.250', '6091.250'],
      ['0.85', '0.85'],
    ],
    [
      'disbursement',
      { valueKind: 'percent' },
      { low: 40, high: 49 },
      ['17.6', '26.6'],
      'behind',
      ['0.601', '0.736'],
      ['12.750', '15.000'],
      ['2.08', '3.00'],
    ],
  ] as const)('%s', (_, changes, value, behind, level, index, need, effort) => {
    const found = pace(changes, value)!
    expect(both(found.behind, 1)).toEqual(behind)
    expect(found.level).toBe(level)
    expect(both(found.paceIndex, 3)).toEqual(index)
    expect(both(found.needPerMonth, 3)).toEqual(need)
    expect(both(found.effort, 2)).toEqual(effort)
    expect(toDecimal(found.curveShare, 6)).toBe('0.665753')
  })

  test('industrial output has no plan and so no pace', () => {
    expect(pace({ plan: null }, 42_031)).toBeNull()
  })
})

describe('the thresholds are held against the exact value', () => {
  // Day 73 of 365 expects exactly 20 of 100.
  test.each([
    [15_001, 'ok'],
    [15_000, 'risk'],
    [5_001, 'risk'],
    [5_000, 'behind'],
  ] as const)('%d thousandths reached of 20 expected: %s', (value, level) => {
    const of = facts(target({ plan: 100_000, decimals: 3 }), [update('2022-03-14', value)])
    expect(paceAt(of)!.level).toBe(level)
  })
})

describe('no pace', () => {
  test.each([
    ['within', { direction: 'within', planLow: 1, planHigh: 2 }],
    ['down without baseline', { direction: 'down' }],
    ['down from below', { direction: 'down', baseline: 90 }],
    ['a point without baseline', { valueKind: 'point' }],
    ['a plan behind its baseline', { baseline: 120 }],
    ['a plan of 0', { plan: 0 }],
    ['no deadline', { dueOriginal: null }],
    ['a milestone', { kind: 'milestone' }],
    ['a curve that says nothing', { curve: 'last_year' }],
  ] as const)('%s', (_, changes) => {
    expect(pace(changes, 50)).toBeNull()
  })

  test('but a point with a baseline has one, up and down', () => {
    const up = pace({ valueKind: 'point', plan: 915, baseline: 842, decimals: 1 }, 882)!
    expect(both(up.behind, 2)).toEqual(['11.78', '11.78'])
    const down = pace(
      { valueKind: 'point', direction: 'down', plan: 624, baseline: 684 },
      { low: 650, high: 660 },
    )!
    expect(both(down.behind, 2)).toEqual(['9.91', '26.58'])
    expect(both(down.needPerMonth, 1)).toEqual(['6.5', '9.0'])
    expect(down.level).toBe('behind')
  })
})

describe('need, effort and index', () => {
  test('nothing more is needed once the plan is reached', () => {
    const found = pace({}, 120)!
    expect(both(found.needPerMonth, 1)).toEqual(['0.0', '0.0'])
    expect(both(found.effort, 1)).toEqual(['0.0', '0.0'])
  })

  test('nothing done yet: no effort can be told', () => {
    expect(pace({}, 0)!.effort).toBeNull()
    expect(both(pace({}, { low: 0, high: 50 })!.effort, 2)).toEqual(['2.00', null])
  })

  test('no need when no time is left', () => {
    const found = paceAt(facts(target(), [update('2022-12-31', 90)]))!
    expect(found.needPerMonth).toBeNull()
    expect(found.effort).toBeNull()
    expect(both(found.behind, 1)).toEqual(['10.0', '10.0'])
  })

  test('an extension gives more time from the day it is granted', () => {
    const extension = { extensions: [granted('2022-09-15', '2023-02-28')] }
    const found = paceAt(facts(target(), [update(AUGUST, 40)], extension))!
    expect(both(found.needPerMonth, 2)).toEqual(['10.00', '10.00'])
    expect(toDecimal(found.expected, 4)).toBe('66.5753')
  })

  test.each([
    ['2022-02-05', null],
    ['2022-02-06', ['0.197', '0.197']],
  ] as const)('the index is told from a tenth of the curve on: %s', (day, expected) => {
    expect(both(paceAt(facts(target(), [update(day, 2)]))!.paceIndex, 3)).toEqual(expected)
  })

  test('an open range is judged by the end that is known', () => {
    expect(pace({}, { low: 30, high: null })!.level).toBe('behind')
    expect(pace({}, { low: null, high: 80 })!.level).toBe('ok')
  })
})

describe('monthsOf', () => {
  test.each([
    ['2022-01-01', '2022-08-31', '8.0000'],
    ['2022-09-01', '2022-12-31', '4.0000'],
    ['2022-03-15', '2022-08-31', '5.5484'],
    ['2022-02-15', '2022-02-21', '0.2500'],
    ['2022-12-16', '2023-01-31', '1.5161'],
    ['2022-08-01', '2022-09-01', '1.0333'],
    ['2022-09-01', '2022-08-31', '0.0000'],
  ] as const)('%s to %s: %s', (from, to, expected) => {
    expect(toDecimal(monthsOf(from, to), 4)).toBe(expected)
  })
})

describe('forecast', () => {
  const forecast = (of: TargetFacts) => both(paceAt(of)!.forecast, 2)

  test('lies between the curve going on and the last ninety days going on', () => {
    // 2/6 is ninety days before 31/8: 30 then, 60 now, a third a day, 122 days left.
    const of = facts(target(), [update('2022-06-02', 30), update(AUGUST, 60)])
    expect(forecast(of)).toEqual(['90.12', '100.67'])
  })

  test('interpolates the value of ninety days ago', () => {
    // 20 on 13/5 and 40 on 22/6, forty days apart: 30 on 2/6.
    const of = facts(target(), [update('2022-05-13', 20), update('2022-06-22', 40), update(AUGUST, 60)])
    expect(forecast(of)).toEqual(['90.12', '100.67'])
  })

  test('rises from the start when nothing so old was accepted', () => {
    // From 1/1: 242 days to 60, so 22.3140 less on 2/6, and 60 + 122 × 60/242 at the end.
    expect(forecast(facts(target(), [update(AUGUST, 60)]))).toEqual(['90.12', '90.25'])
  })

  test('a young target is measured over the days it has had', () => {
    const of = facts(target({ startOn: '2022-08-01' }), [update(AUGUST, 20)])
    expect(forecast(of)).toEqual(['98.71', '101.33'])
  })

  test('with a baseline it goes on from there', () => {
    const of = facts(target({ valueKind: 'point', baseline: 50 }), [update(AUGUST, 75)])
    expect(forecast(of)).toEqual(['87.55', '87.60'])
  })

  test('a range keeps both ends; a flow goes by its sums', () => {
    expect(forecast(facts(target(), [update(AUGUST, { low: 40, high: 49 })]))).toEqual(['60.08', '73.70'])
    const flow = facts(target({ valueKind: 'flow' }), [update('2022-06-02', 30), update(AUGUST, 30)])
    expect(forecast(flow)).toEqual(['90.12', '100.67'])
  })

  test('an open end ninety days ago leaves that end of the forecast open', () => {
    const of = facts(target(), [update('2022-06-02', { low: null, high: 30 }), update(AUGUST, 60)])
    expect(forecast(of)).toEqual([null, '100.67'])
  })

  test('a step says nothing before its end, so the rate alone does', () => {
    expect(forecast(facts(target({ curve: 'step' }), [update(AUGUST, 60)]))).toEqual(['90.25', '90.25'])
  })

  test('at the end it is what was reached', () => {
    expect(forecast(facts(target(), [update('2022-12-31', 90)]))).toEqual(['90.00', '90.00'])
    expect(forecast(facts(target(), [update('2023-01-10', 90)]))).toEqual(['90.00', '90.00'])
  })

  test('on the first day there is no rate yet, and an open end stays open', () => {
    expect(forecast(facts(target(), [update('2022-01-01', 1)]))).toEqual(['365.00', '365.00'])
    expect(forecast(facts(target(), [update(AUGUST, { low: 60, high: null })]))).toEqual(['90.12', null])
  })
})
