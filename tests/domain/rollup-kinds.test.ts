import { describe, expect, test } from 'vitest'
import { type Ratio, toDecimal } from '../../src/domain/ratio.ts'
import { combine, type WholePart } from '../../src/domain/rollup.ts'
import type { RollupKind } from '../../src/domain/target.ts'
import { shareOfWhole, varianceOf } from '../../src/domain/variance.ts'

type Change = Partial<WholePart> & { low?: number | null; high?: number | null; sources?: boolean }

const part = (code: string, plan: number | null, value: number | null, change: Change = {}): WholePart => {
  const { low = value, high = value, sources, ...rest } = change
  const rangeKind = sources ? 'sources' : 'uncertain'
  return {
    ...{ code, plan, contribution: 'additive', decimals: 0, measure: 'ha', valueKind: 'cumulative' },
    ...{ weight: null, asOf: value === null ? null : '2022-08-31', met: 'unknown' },
    latest: value === null ? null : { updateId: `u-${code}`, value: { low, high }, rangeKind },
    ...rest,
  } as WholePart
}

const text = (value: Ratio | null | undefined) =>
  value ? toDecimal(value, 2).replace(/\.?0+$/, '') || '0' : '–'

/** 'value plan reporting/expected', a range as low..high. */
function told(kind: RollupKind, parts: WholePart[], measure = 'ha') {
  const { value, plan, reporting, expected } = combine(kind, measure, parts)
  const [low, high] = [text(value?.low), text(value?.high)]
  return `${low === high ? low : `${low}..${high}`} ${text(plan)} ${reporting}/${expected}`
}

const a = part('a', 40, 10)
const b = part('b', 35, 7)
const silent = part('c', 20, null)
const beside = part('d', 99, 99, { contribution: 'informational' })
const other = part('e', 99, 99, { measure: 'hộ' })
const range = part('f', 10, 5, { low: 4, high: 6 })
const open = part('g', 10, 5, { low: 4, high: null })
const spread = part('h', 10, 5, { low: 40, high: 49, sources: true })
const same = part('i', 10, 5, { low: 4, high: 4, sources: true })
const fine = part('j', 125, 25, { decimals: 1 })
const heavy = part('k', 60, 30, { weight: 3 })
const light = part('l', 20, 10, { weight: 1 })
const percent = part('m', 100, 90, { valueKind: 'percent' })
const late = part('n', 10, 3, { asOf: '2022-09-02' })
const met = part('o', 10, 12, { met: 'met' })
const unmet = part('p', 10, 3, { met: 'not_met', measure: 'hộ' })
const astride = part('q', 10, 9, { low: 8, high: 12, met: 'unknown' })
const aimless = part('r', null, 9)

describe('what the parts come to', () => {
  test.each<[string, RollupKind, WholePart[], string]>([
    ['a sum', 'sum', [a, b], '17 75 2/2'],
    ['missing is never 0: a partial sum', 'sum', [a, b, silent], '17 95 2/3'],
    ['nobody has reported', 'sum', [silent], '– 20 0/1'],
    ['nobody is there', 'sum', [], '– – 0/0'],
    ['informational parts stand beside', 'sum', [a, beside], '10 40 1/1'],
    ['another measure stands beside', 'sum', [a, other], '10 40 1/1'],
    ['ranges are kept', 'sum', [a, range], '14..16 50 2/2'],
    ['an open end stays open', 'sum', [a, open], '14..– 50 2/2'],
    ['a range between sources is never added', 'sum', [a, spread], '10 40 1/2'],
    ['sources that agree are a figure', 'sum', [a, same], '14 50 2/2'],
    ['the finest decimals', 'sum', [a, fine], '125 525 2/2'],
    ['percentages of plans are of different plans', 'sum', [a, percent], '10 40 1/2'],
    ['the mean by weight', 'weighted', [heavy, light], '25 50 2/2'],
    ['what has no weight cannot be weighed', 'weighted', [heavy, light, a], '25 50 2/3'],
    [
      'a mean of percentages of plans there is none',
      'weighted',
      [{ ...percent, weight: 2 }, heavy],
      '30 60 1/2',
    ],
    ['a mean of a range', 'weighted', [{ ...range, weight: 1 }, light], '7..8 15 2/2'],
    ['the least', 'min', [a, b, silent], '7 – 2/3'],
    ['the least of ranges', 'min', [range, part('s', 9, 5)], '4..5 – 2/2'],
    ['the least beside one open above', 'min', [open, part('s', 9, 5)], '4..5 – 2/2'],
    ['the most', 'max', [a, b], '10 – 2/2'],
    ['the most beside one open above', 'max', [open, b], '7..– – 2/2'],
    ['the last one reported', 'last', [a, late, b], '3 – 3/3'],
    ['of the same day the first in the order', 'last', [a, b], '10 – 2/2'],
    ['who met, whatever is measured', 'count_met', [met, unmet, silent], '1 3 2/3'],
    ['who may have met', 'count_met', [met, astride], '1..2 2 2/2'],
    ['without a plan nobody meets it', 'count_met', [met, aimless], '1 1 2/2'],
  ])('%s (%s)', (_, kind, parts, expected) => {
    expect(told(kind, parts)).toBe(expected)
  })

  test('shares are never added, but combine by their denominators', () => {
    const share = (code: string, value: number, weight: number) =>
      part(code, 30, value, { measure: '%', weight })
    const parts = [share('a', 40, 3), share('b', 20, 1)]
    expect(told('sum', parts, '%')).toBe('– – 0/2')
    expect(told('weighted', parts, '%')).toBe('35 30 2/2')
    expect(told('max', parts, '%')).toBe('40 – 2/2')
  })

  test('each figure knows the reports behind it, and each part what became of it', () => {
    const { updateIds, fates } = combine('sum', 'ha', [a, silent, beside, other, spread, percent])
    expect(updateIds).toEqual(['u-a'])
    expect([...fates]).toEqual([
      ['a', 'added'],
      ['c', 'missing'],
      ['d', 'beside'],
      ['e', 'measure'],
      ['h', 'sources'],
      ['m', 'share'],
    ])
    expect(combine('last', 'ha', [a, late]).updateIds).toEqual(['u-n'])
    expect(combine('weighted', 'ha', [a]).fates.get('a')).toBe('no_weight')
  })
})

describe('declared against what the parts come to', () => {
  const exactly = (value: number, decimals = 0) => ({ value: { low: value, high: value }, decimals })
  test.each<[string, ReturnType<typeof exactly>, WholePart[], string]>([
    ['more', exactly(20), [a, b], '3..3 0.18'],
    ['less', exactly(17), [a, fine], '45..45 0.36'],
    ['the same', exactly(170, 1), [a, b], '0..0 0'],
    ['a range has no share', exactly(20), [a, range], '4..6 –'],
    ['of nothing there is no share', exactly(5), [part('z', 1, 0)], '5..5 –'],
  ])('%s', (_, declared, parts, expected) => {
    const variance = varianceOf(declared, combine('sum', 'ha', parts))!
    const { low, high } = variance.difference
    expect(`${text(low)}..${text(high)} ${text(variance.share)}`).toBe(expected)
  })

  test('nothing is held against nothing', () => {
    expect(varianceOf(exactly(5), combine('sum', 'ha', [silent]))).toBeNull()
  })

  test('a share of the whole is of an exact sum only', () => {
    const whole = combine('sum', 'ha', [part('a', 1, 30), part('b', 1, 10)])
    expect(text(shareOfWhole(part('a', 1, 30), whole))).toBe('0.75')
    expect(shareOfWhole(range, whole)).toBeNull()
    expect(shareOfWhole(silent, whole)).toBeNull()
    expect(shareOfWhole(a, combine('max', 'ha', [a]))).toBeNull()
    expect(shareOfWhole(a, combine('sum', 'ha', [a, range]))).toBeNull()
  })
})
