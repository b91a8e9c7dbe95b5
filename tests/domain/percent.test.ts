import { describe, expect, test } from 'vitest'
import type { Range } from '../../src/domain/actual.ts'
import {
  impliedBase,
  inUnits,
  metOf,
  percentOfPlan,
  percentText,
  samePeriodOf,
  shareOfIncrease,
} from '../../src/domain/percent.ts'
import { type Ratio, ratio, toDecimal } from '../../src/domain/ratio.ts'
import type { Span } from '../../src/domain/target.ts'
import { facts, target } from './facts.ts'

const exact = (value: number): Span => ({ low: value, high: value })
const texts = (range: Range | null) =>
  range && [range.low && percentText(range.low), range.high && percentText(range.high)]
const percent = (changes: Parameters<typeof target>[0], value: Span) => {
  const of = target(changes)
  return texts(percentOfPlan(of, of.plan, value))
}

describe('percentOfPlan', () => {
  test.each([
    ['revenue', { plan: 730_223 }, exact(660_191), '90.41', '90.41'],
    ['spending', { plan: 726_573 }, exact(437_844), '60.26', '60.26'],
    ['retail', { plan: 82_010 }, exact(57_645), '70.29', '70.29'],
    ['over the plan', { plan: 100 }, exact(131), '131.00', '131.00'],
    ['a range', {}, { low: 40, high: 49 }, '40.00', '49.00'],
    ['above 95', {}, { low: 95, high: null }, '95.00', null],
    ['below 3', {}, { low: null, high: 3 }, null, '3.00'],
    [
      'a level with baseline is held against the plan',
      { plan: 915, baseline: 842 },
      exact(882),
      '96.39',
      '96.39',
    ],
    ['down from a baseline', { direction: 'down', plan: 624, baseline: 684 }, exact(650), '56.67', '56.67'],
    [
      'down, a range: its high end is the worst',
      { direction: 'down', plan: 80, baseline: 100 },
      { low: 85, high: 95 },
      '25.00',
      '75.00',
    ],
    [
      'a rise instead of a fall',
      { direction: 'down', plan: 80, baseline: 100 },
      exact(110),
      '-50.00',
      '-50.00',
    ],
    ['a ceiling kept', { direction: 'down', plan: 4 }, exact(2), '100.00', '100.00'],
    ['a ceiling just kept', { direction: 'down', plan: 4 }, exact(4), '100.00', '100.00'],
    ['a ceiling broken', { direction: 'down', plan: 4 }, exact(5), '80.00', '80.00'],
    ['a ceiling and nothing happened', { direction: 'down', plan: 4 }, exact(0), '100.00', '100.00'],
    ['a ceiling, a range', { direction: 'down', plan: 4 }, { low: 3, high: 8 }, '50.00', '100.00'],
    [
      'a fall planned from below is a ceiling',
      { direction: 'down', plan: 4, baseline: 3 },
      exact(5),
      '80.00',
      '80.00',
    ],
    ['a planned loss', { plan: -100 }, { low: -200, high: -50 }, '50.00', '200.00'],
  ] as const)('%s', (_, changes, value, low, high) => {
    expect(percent(changes, value)).toEqual([low, high])
  })

  const band = { direction: 'within', plan: null, planLow: 140, planHigh: 170 } as const
  test.each([
    ['inside', exact(150), '100.00', '100.00'],
    ['on its edges', { low: 140, high: 170 }, '100.00', '100.00'],
    ['below', exact(70), '50.00', '50.00'],
    ['above', exact(340), '50.00', '50.00'],
    ['across the edge', { low: 126, high: 150 }, '90.00', '100.00'],
    ['around the band', { low: 70, high: 340 }, '50.00', '100.00'],
    ['open, reaching in', { low: 150, high: null }, null, '100.00'],
    ['open, outside', { low: 180, high: null }, null, null],
  ] as const)('a band of 1.40 to 1.70: %s', (_, value, low, high) => {
    expect(percent(band, value)).toEqual([low, high])
  })

  test.each([
    ['a plan of 0', { plan: 0, direction: 'down' }],
    ['no plan', { plan: null }],
    ['a band without an end', { direction: 'within', plan: null, planLow: 1, planHigh: null }],
    ['a band from 0', { direction: 'within', plan: null, planLow: 0, planHigh: 5 }],
  ] as const)('no percentage: %s', (_, changes) => {
    expect(percent(changes, exact(3))).toBeNull()
  })
})

describe('shareOfIncrease', () => {
  test('96.4% of the level is 54.8% of the increase (84.2 → 91.5)', () => {
    const of = target({ plan: 915, baseline: 842, valueKind: 'point' })
    expect(texts(shareOfIncrease(of, of.plan, exact(882)))).toEqual(['54.79', '54.79'])
  })

  test.each([
    ['no baseline', {}],
    ['a baseline past the plan', { baseline: 120 }],
    ['a baseline at the plan', { baseline: 100 }],
    ['a fall planned to where it already is', { direction: 'down', baseline: 100 }],
    ['a ceiling with a baseline below it', { direction: 'down', baseline: 90 }],
  ] as const)('none with %s', (_, changes) => {
    expect(shareOfIncrease(target(changes), 100, exact(50))).toBeNull()
  })
})

describe('metOf', () => {
  const up = target()
  const down = target({ direction: 'down', plan: 4 })
  const band = target({ direction: 'within', plan: null, planLow: 140, planHigh: 170 })
  test.each([
    ['up, reached', up, exact(100), 'met'],
    ['up, short', up, exact(99), 'not_met'],
    ['up, the worst end is short', up, { low: 95, high: 105 }, 'unknown'],
    ['up, both ends', up, { low: 100, high: 105 }, 'met'],
    ['up, neither', up, { low: 90, high: 99 }, 'not_met'],
    ['up, above 100', up, { low: 100, high: null }, 'met'],
    ['up, above 90', up, { low: 90, high: null }, 'unknown'],
    ['up, below 90', up, { low: null, high: 90 }, 'not_met'],
    ['down, kept', down, exact(4), 'met'],
    ['down, broken', down, exact(5), 'not_met'],
    ['down, perhaps', down, { low: 4, high: 5 }, 'unknown'],
    ['down, below 3', down, { low: null, high: 3 }, 'met'],
    ['within', band, exact(170), 'met'],
    ['under it', band, exact(139), 'not_met'],
    ['over it', band, exact(171), 'not_met'],
    ['across', band, { low: 139, high: 150 }, 'unknown'],
    ['no value', up, null, 'unknown'],
    ['no fires at all was promised, and kept', target({ direction: 'down', plan: 0 }), exact(0), 'met'],
  ] as const)('%s', (_, of, value, expected) => {
    expect(metOf(of, of.plan, value)).toBe(expected)
  })

  test('nothing is met without a plan', () => {
    expect(metOf(target({ plan: null }), null, exact(5))).toBe('unknown')
  })
})

describe('the same period', () => {
  const growth = (
    on: '2022-08-31' | '2024-02-29',
    asOf: '2021-08-31' | '2023-02-28',
    base: number,
    value: number,
  ) => samePeriodOf(facts(target(), [], { references: [{ asOf, value: base }] }), on, exact(value))

  test.each([
    ['industry', '2022-08-31', '2021-08-31', 37_032, 42_031, '13.50'],
    ['retail', '2022-08-31', '2021-08-31', 52_885, 57_645, '9.00'],
    ['29 February against the 28th', '2024-02-29', '2023-02-28', 100, 90, '-10.00'],
  ] as const)('%s', (_, on, asOf, base, value, expected) => {
    const found = growth(on, asOf, base, value)!
    expect(found.base).toBe(base)
    expect(percentText(found.growth.low!)).toBe(expected)
  })

  test('no figure of that day, no growth; a base of 0 has none either', () => {
    expect(samePeriodOf(facts(target()), '2022-08-31', exact(5))).toBeNull()
    expect(growth('2022-08-31', '2021-08-31', 0, 5)).toBeNull()
  })

  test('a growth of 13.5% published without base implies one between two ends', () => {
    const { low, high } = impliedBase(42_031, 135, 1)
    const shown = (end: Ratio | null) => toDecimal(inUnits(end!, 1), 2)
    expect([shown(low), shown(high)]).toEqual(['3701.54', '3704.80'])
  })
})

test.each([
  ['9.999,6 of 10.000 never reads 100', ratio(99_996, 100_000), 2, '99.99'],
  ['the whole does', ratio(1), 2, '100.00'],
  ['a little more than the whole', ratio(100_001, 100_000), 2, '100.00'],
  ['a small positive never reads 0', ratio(1, 100_000), 2, '<0.01'],
  ['half a hundredth rounds up', ratio(1, 20_000), 2, '0.01'],
  ['nothing', ratio(0), 2, '0.00'],
  ['half away from zero', ratio(-12_345, 100_000), 2, '-12.35'],
  ['one decimal', ratio(286, 344), 1, '83.1'],
  ['one decimal, short of the whole', ratio(9_999, 10_000), 1, '99.9'],
  ['without decimals', ratio(999, 1000), 0, '99'],
] as const)('percentText: %s', (_, share, decimals, expected) => {
  expect(percentText(share, decimals)).toBe(expected)
})
