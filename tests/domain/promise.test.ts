import { describe, expect, test } from 'vitest'
import { readShares } from '../../src/domain/curve.ts'
import { expectedAt } from '../../src/domain/plan.ts'
import { mayBeRevised, revised, revisionFaults } from '../../src/domain/plan-revision.ts'
import { checkPromise, plainPromise, type TargetPromise } from '../../src/domain/promise.ts'
import { changedFields, promiseOfText, textOfPromise } from '../../src/domain/promise-text.ts'
import { ratio, toDecimal } from '../../src/domain/ratio.ts'
import { facts, target } from './facts.ts'

const promise = (changes: Partial<TargetPromise> = {}): TargetPromise => ({
  group: 1,
  order: 3,
  title: 'Thu ngân sách nhà nước trên địa bàn',
  product: '',
  origin: 'registered',
  kind: 'number',
  measure: 'tỷ đồng',
  decimals: 3,
  valueKind: 'cumulative',
  direction: 'up',
  plan: 730_223,
  planLow: null,
  planHigh: null,
  baseline: null,
  baselineOn: null,
  weight: 10,
  startOn: '2022-01-01',
  dueOn: '2022-12-31',
  curve: 'linear',
  references: [{ asOf: '2021-08-31', value: 600_000, source: 'Chi cục Thống kê' }],
  headline: 1,
  coordinators: ['H-B', 'H-A'],
  evidenceRequired: true,
  parent: 'CK-H-01',
  contribution: 'additive',
  rollup: null,
  steps: [],
  ...changes,
})
const place = { groups: [1, 2], orders: [1, 2] }

test('a whole promise has no fault', () => {
  expect(checkPromise(promise(), place)).toEqual([])
})

test.each([
  [{ group: 9 }, 'group unknown'],
  [{ order: 2 }, 'order order_taken'],
  [{ title: '' }, 'title missing'],
  [{ kind: 'qualitative', curve: 'linear' }, 'product missing'],
  [{ measure: null }, 'measure missing'],
  [{ decimals: 7 }, 'decimals decimals'],
  [{ valueKind: null }, 'value_kind missing'],
  [{ direction: null }, 'direction missing'],
  [{ direction: 'within', planLow: 5 }, 'plan_high missing'],
  [{ direction: 'within', planLow: 5, planHigh: 4 }, 'plan_high band_reversed'],
  [{ baselineOn: '2021-12-31' }, 'baseline day_without_value'],
  [{ weight: 0 }, 'weight weight'],
  [{ dueOn: null }, 'due_on missing'],
  [{ dueOn: '2021-12-31' }, 'due_on due_before_start'],
  [{ kind: 'ongoing' }, 'due_on due_of_ongoing'],
  [{ curve: 'last_year', references: [] }, 'curve curve_base'],
  [{ curve: 'monthly:0,0,0,0,0,0,0,0,0,0,0,100', dueOn: '2022-06-30' }, 'curve curve_empty'],
  [{ curve: 'spiral' }, 'curve curve_unreadable'],
  [{ parent: null }, 'contribution contribution_alone'],
  [{ contribution: null }, 'contribution missing'],
] as [Partial<TargetPromise>, string][])('%j: %s', (changes, wanted) => {
  expect(checkPromise(promise(changes), place).map(({ field, reason }) => `${field} ${reason}`)).toEqual([
    wanted,
  ])
})

test('what a kind has no use for is not kept', () => {
  expect(plainPromise(promise({ kind: 'qualitative' }))).toMatchObject({
    ...{ measure: null, plan: null, valueKind: null, decimals: 0, references: [], curve: 'linear' },
  })
  expect(plainPromise(promise({ direction: 'within', planLow: 1, planHigh: 2 }))).toMatchObject({
    plan: null,
    planLow: 1,
  })
})

test.each([
  promise(),
  promise({
    kind: 'milestone',
    measure: null,
    decimals: 0,
    plan: null,
    valueKind: null,
    direction: null,
    references: [],
    parent: null,
    contribution: null,
    steps: [
      { number: 1, title: 'Phê duyệt', dueOn: '2022-03-31', weight: 40 },
      { number: 2, title: 'Khởi công', dueOn: null, weight: 60 },
    ],
  }),
  promise({
    curve: 'monthly:8.4,8.4,8.4,8.4,8.3,8.3,8.3,8.3,8.3,8.3,8.3,8.3',
    baseline: -5,
    baselineOn: '2021-12-31',
    coordinators: [],
  }),
])('a promise comes back from its text', (one) => {
  const text = textOfPromise(one)
  expect(promiseOfText(text)).toEqual({ ...one, coordinators: [...one.coordinators].sort() })
  expect(changedFields(text, textOfPromise({ ...one, plan: 1, title: 'x' }))).toEqual(
    ['title', 'plan'].filter((field) => field === 'title' || one.plan !== 1),
  )
  expect(promiseOfText({ ...text, start_on: 'x' })).toBeUndefined()
})

describe('twelve shares as they are pasted', () => {
  test.each([
    ['8 8 8 8 8 8 8 8 8 8 8 12', 'monthly:8,8,8,8,8,8,8,8,8,8,8,12'],
    [
      '8,4\t8,4\t8,4\t8,4\t8,3\t8,3\t8,3\t8,3\t8,3\t8,3\t8,3\t8,3',
      'monthly:8.4,8.4,8.4,8.4,8.3,8.3,8.3,8.3,8.3,8.3,8.3,8.3',
    ],
    ['50%; 0;0;0;0;0;0;0;0;0;0;50%', 'monthly:50,0,0,0,0,0,0,0,0,0,0,50'],
  ])('%j', (typed, curve) => {
    expect(readShares(typed)).toEqual({ curve })
  })

  test('what is none says why', () => {
    expect(readShares('')).toEqual({ error: 'twelve_shares', count: 0 })
    expect(readShares('1 2 3')).toEqual({ error: 'twelve_shares', count: 3 })
    expect(readShares('a 8 8 8 8 8 8 8 8 8 8 12')).toEqual({ error: 'share', typed: 'a' })
    expect(readShares('8,1 8 8 8 8 8 8 8 8 8 8 12')).toEqual({ error: 'sum', sum: ratio(1001, 10) })
  })
})

describe('a plan is revised', () => {
  const whole = facts(target({ plan: 100 }))
  const revision = {
    effectiveFrom: '2022-06-30',
    plan: 150,
    decision: 'QĐ 12',
    reason: 'Trung ương giao thêm',
  } as const

  test('from a day on; what was expected before stays', () => {
    const after = revised(whole, revision)
    const level = (of: typeof whole, day: '2022-06-30' | '2022-07-01' | '2022-12-31') =>
      toDecimal(expectedAt(of, day)!.level, 3)
    expect(level(after, '2022-06-30')).toBe(level(whole, '2022-06-30'))
    expect([level(after, '2022-06-30'), level(after, '2022-07-01'), level(after, '2022-12-31')]).toEqual([
      '49.589',
      '50.135',
      '150.000',
    ])
  })

  test.each([
    [{ effectiveFrom: '2021-12-31' }, 'effective_from before_start'],
    [{ effectiveFrom: '2023-01-01' }, 'effective_from after_due'],
    [{ plan: 100 }, 'plan same_plan'],
  ] as const)('%j is refused: %s', (changes, wanted) => {
    const faults = revisionFaults(whole, { ...revision, ...changes })
    expect(faults.map(({ field, reason }) => `${field} ${reason}`)).toEqual([wanted])
  })

  test('once a day, and only what has a plan and goes on', () => {
    expect(revisionFaults(revised(whole, revision), { ...revision, plan: 160 })).toEqual([
      { field: 'effective_from', reason: 'day_taken' },
    ])
    expect(revisionFaults(revised(whole, revision), { plan: 160, effectiveFrom: '2022-06-01' })).toEqual([
      { field: 'effective_from', reason: 'later_version', day: revision.effectiveFrom },
    ])
    expect(mayBeRevised(target())).toBe(true)
    expect(mayBeRevised(target({ direction: 'within' }))).toBe(false)
    expect(mayBeRevised(target({ kind: 'ongoing' }))).toBe(false)
    expect(mayBeRevised(target({ state: 'cancelled' }))).toBe(false)
  })
})
