import { describe, expect, test } from 'vitest'
import { conserve } from '../../src/domain/conservation.ts'
import { add, compare, one, type Ratio, ratio, zero } from '../../src/domain/ratio.ts'
import { allot, readShare, shareText } from '../../src/domain/share.ts'
import type { Passing } from '../../src/domain/succession.ts'
import { into, override, pass, passing, reached } from '../support/passing.ts'

describe('an amount is divided to its last unit', () => {
  const thirds = [ratio(1, 3), ratio(1, 3), ratio(1, 3)]
  test.each<[amount: number, shares: Ratio[], parts: number[]]>([
    [10, thirds, [4, 3, 3]],
    [11, thirds, [4, 4, 3]],
    [-10, thirds, [-4, -3, -3]],
    [0, thirds, [0, 0, 0]],
    [100, [ratio(2, 3), ratio(1, 3)], [67, 33]],
    [7, [ratio(1, 2), ratio(1, 2)], [4, 3]],
    [5, [one], [5]],
    [5, [zero, one], [0, 5]],
    [Number.MAX_SAFE_INTEGER, [ratio(1, 2), ratio(1, 2)], [4503599627370496, 4503599627370495]],
  ])('%s', (amount, shares, parts) => {
    expect(allot(amount, shares)).toEqual(parts)
  })
})

test.each([
  ['1', '1'],
  ['2/3', '2/3'],
  ['4/6', '2/3'],
  ['0,4', '2/5'],
  ['40%', '2/5'],
  ['0.125', '1/8'],
  ['1/0', undefined],
  ['-1', undefined],
  ['một nửa', undefined],
])('the share %s is read exactly', (text, read) => {
  const share = readShare(text)
  expect(share && shareText(share)).toBe(read)
})

describe('the same indicators of a successor become one', () => {
  const a = passing('A-1', 'A', { plan: 18, ...reached(11) })
  const b = passing('B-1', 'B', { plan: 40, title: 'Số hộ  THOÁT nghèo', ...reached(28, '2025-05-31') })
  const merged = into(['A', 'M'], ['B', 'M'])

  test('plans, figures and last year are added; the last day and the earliest deadline count', () => {
    const last = { asOf: '2024-06-30', source: 'báo cáo' } as const
    const { made, problems, sums } = pass(
      [
        { ...a, baseline: 3, references: [{ ...last, value: 4 }] },
        { ...b, baseline: 5, dueOn: '2025-11-30', references: [{ ...last, value: 6 }], curve: 'step' },
      ],
      merged,
    )
    expect(problems).toEqual([])
    const [m] = made
    expect([m!.fate, m!.plan, m!.baseline, m!.actual?.value.low, m!.actual?.asOf]).toEqual([
      'combine',
      58,
      8,
      39,
      '2025-06-30',
    ])
    expect(m!.references).toEqual([{ asOf: '2024-06-30', value: 10, source: 'báo cáo' }])
    expect([m!.due.code, m!.curve, m!.notes]).toEqual(['B-1', 'linear', ['curve_linear', 'earliest_due']])
    expect([sums.open, sums.combined, sums.made, sums.isKept]).toEqual([2, 2, 1, true])
  })

  test('amounts of other decimals are brought to the finer scale', () => {
    const { made, sums } = pass([a, { ...b, decimals: 2, plan: 4050, actual: null }], merged)
    expect([made[0]!.decimals, made[0]!.plan, made[0]!.actual?.value.low]).toEqual([2, 5850, 1100])
    expect(made[0]!.notes).toEqual(['partial'])
    expect(sums.isKept).toBe(true)
  })

  test('a plan that changes later is added from that day', () => {
    const later = [{ effectiveFrom: '2025-09-01' as const, plan: 30 }]
    expect(pass([{ ...a, laterPlans: later }, b], merged).made[0]!.laterPlans).toEqual([
      { effectiveFrom: '2025-09-01', plan: 70 },
    ])
  })

  test.each<[name: string, wish: Partial<Passing>]>([
    ['a rate', { measure: '%', valueKind: 'point' }],
    ['a share of a plan', { measure: '%', valueKind: 'percent' }],
    ['a cumulative rate', { measure: '% dân số' }],
    ['a state of a day', { valueKind: 'point' }],
  ])('%s is lost in a merge, but a plan that both promised stays', (_, wish) => {
    const alike = pass(
      [
        { ...a, ...wish, plan: 95 },
        { ...b, ...wish, plan: 95 },
      ],
      merged,
    ).made[0]!
    expect([alike.plan, alike.actual, alike.isLost, alike.notes]).toEqual([95, null, true, ['actual_lost']])
    const other = pass(
      [
        { ...a, ...wish },
        { ...b, ...wish },
      ],
      merged,
    )
    expect([other.made[0]!.plan, other.made[0]!.notes]).toEqual([null, ['plan_lost', 'actual_lost']])
    expect([other.sums.balances[0]!.lost, other.sums.isKept]).toEqual([2, true])
  })

  test.each<[name: string, wish: Partial<Passing>]>([
    ['another heading', { group: 2 }],
    ['other words', { title: 'Số hộ cận nghèo' }],
    ['another measure', { measure: 'người' }],
    ['another way of counting', { valueKind: 'flow' }],
    ['another direction', { direction: 'down' }],
    ['another campaign', { campaignId: 'd' }],
    ['steps of its own', { steps: 2 }],
  ])('%s keeps them apart', (_, wish) => {
    expect(pass([a, { ...b, ...wish }], merged).made.map(({ fate }) => fate)).toEqual([
      'continue',
      'continue',
    ])
  })

  const over = (low: number | null, high: number | null) => ({
    actual: { ...a.actual!, value: { low, high } },
  })

  test.each<[name: string, other: Partial<Passing>, sum: [number | null, number | null]]>([
    ['above 95', over(95, null), [106, null]],
    ['below 95', over(null, 95), [null, 106]],
    ['above 9.5', { ...over(95, null), decimals: 1 }, [205, null]],
  ])('an end that is open stays open: %s', (_, other, [low, high]) => {
    const { made, problems, sums } = pass([a, { ...b, ...other }], merged)
    expect([problems, made[0]!.actual?.value, made[0]!.notes.at(-1)]).toEqual([[], { low, high }, 'open_end'])
    expect(sums.isKept).toBe(true)
    // A figure whose end was lost on the way is seen.
    const shut = made.map((one) => ({ ...one, actual: { ...one.actual!, value: { low: 106, high: 106 } } }))
    expect(conserve([a, { ...b, ...other }], pass([a, { ...b, ...other }], merged).rows, shut).isKept).toBe(
      false,
    )
  })

  test('a plan that only some of them have says so', () => {
    const { made } = pass([a, { ...b, plan: null }], merged)
    expect([made[0]!.plan, made[0]!.notes]).toEqual([18, ['plan_partial']])
  })

  test('a figure that differs by source is in no sum', () => {
    const spread = { ...b.actual!, value: { low: 20, high: 30 }, rangeKind: 'sources' as const }
    const [m] = pass([a, { ...b, actual: spread }], merged).made
    expect([m!.plan, m!.actual, m!.isLost]).toEqual([58, null, true])
  })
})

test('a split divides amounts, keeps a rate as it was promised, and does not know what it was in a part', () => {
  const halves = into(['A', 'X', ratio(1, 3)], ['A', 'Y', ratio(2, 3)])
  const rate = passing('A-2', 'A', { measure: '%', valueKind: 'point', plan: 95, ...reached(90) })
  const { made, sums } = pass([passing('A-1', 'A', reached(7)), rate], halves)
  expect(made.map(({ successor, plan, actual }) => [successor, plan, actual?.value.low])).toEqual([
    ['X', 3, 2],
    ['Y', 7, 5],
    ['X', 95, undefined],
    ['Y', 95, undefined],
  ])
  expect([sums.isKept, sums.continued]).toEqual([true, 2])
})

test('whatever is merged, split, combined and ended, no sum changes', () => {
  const next = numbers(20250701)
  for (let round = 0; round < 300; round++) {
    const units = ['A', 'B', 'C', 'D'].slice(0, 1 + next(4))
    const heirs = into(...units.flatMap((unit) => sharesOf(unit, next)))
    const all = Array.from({ length: 1 + next(12) }, (_, n) =>
      passing(`T-${n}`, units[next(units.length)]!, {
        title: `Chỉ tiêu ${next(3)}`,
        decimals: next(4),
        valueKind: (['cumulative', 'flow', 'point'] as const)[next(3)]!,
        plan: next(5) === 0 ? null : next(1_000_000),
        baseline: next(2) ? next(1000) : null,
        ...(next(3) ? reached(next(1_000_000), '2025-06-30', next(8)) : {}),
        references: next(2) ? [{ asOf: '2024-06-30', value: next(10_000), source: 's' }] : [],
      }),
    )
    const ends = all
      .filter(() => next(4) === 0)
      .map(({ code }) => override(code, next(2) ? { fate: 'end', reason: 'r' } : {}))
    const { rows, problems, sums } = pass(all, heirs, ends)
    expect(problems).toEqual([])
    for (const { code } of all) {
      const shares = rows.filter(({ target }) => target === code).map(({ share }) => share)
      expect(compare(shares.reduce(add, zero), one)).toBe(0)
    }
    expect([round, sums.isKept, sums.open]).toEqual([
      round,
      true,
      sums.continued + sums.combined + sums.ended,
    ])
  }
})

/** A unit goes whole to X, or in exact parts to X and Y. */
function sharesOf(unit: string, next: (below: number) => number): [string, string, Ratio][] {
  const parts = 2 + next(9)
  const share = ratio(1 + next(parts - 1), parts)
  if (next(2)) return [[unit, 'X', one]]
  return [
    [unit, 'X', share],
    [unit, 'Y', ratio(share.d - share.n, share.d)],
  ]
}

/** The same numbers in every run. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}
