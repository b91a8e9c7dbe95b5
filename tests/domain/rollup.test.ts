import { expect, test } from 'vitest'
import { type Part, rollUp } from '../../src/domain/rollup.ts'

const part = (code: string, plan: number | null, low: number | null, changes: Partial<Part> = {}): Part => ({
  code,
  contribution: 'additive',
  decimals: 0,
  plan,
  latest: low === null ? null : { updateId: `u-${code}`, value: { low, high: low }, rangeKind: 'uncertain' },
  ...changes,
})
const ranged = (code: string, low: number, high: number | null, rangeKind: 'uncertain' | 'sources') =>
  part(code, 10, 0, { latest: { updateId: `u-${code}`, value: { low, high }, rangeKind } })

test('additive parts are summed, each known by its update; informational ones are not', () => {
  expect(
    rollUp([part('a', 40, 10), part('b', 35, 7), part('c', 99, 99, { contribution: 'informational' })]),
  ).toEqual({
    decimals: 0,
    plan: 75,
    value: { low: 17, high: 17 },
    reporting: 2,
    expected: 2,
    unsummed: [],
    updateIds: ['u-a', 'u-b'],
  })
})

test('missing is never zero: it lowers the coverage', () => {
  expect(rollUp([part('a', 40, 10), part('b', 35, null)])).toMatchObject({
    plan: 75,
    value: { low: 10, high: 10 },
    reporting: 1,
    expected: 2,
  })
  expect(rollUp([part('a', 40, null)])).toMatchObject({ value: null, reporting: 0, expected: 1 })
  expect(rollUp([part('a', null, 0)])).toMatchObject({ plan: null, value: { low: 0, high: 0 }, reporting: 1 })
})

test('uncertain ranges are summed end by end; an open end stays open', () => {
  expect(rollUp([ranged('a', 4, 6, 'uncertain'), part('b', 5, 3)]).value).toEqual({ low: 7, high: 9 })
  expect(rollUp([ranged('a', 4, null, 'uncertain'), part('b', 5, 3)]).value).toEqual({ low: 7, high: null })
})

test('a range between sources is never summed', () => {
  expect(rollUp([ranged('a', 40, 49, 'sources'), part('b', 5, 3)])).toMatchObject({
    value: { low: 3, high: 3 },
    reporting: 1,
    expected: 2,
    unsummed: ['a'],
    updateIds: ['u-b'],
  })
  expect(rollUp([ranged('a', 40, 40, 'sources')])).toMatchObject({
    value: { low: 40, high: 40 },
    unsummed: [],
  })
})

test('parts with other decimals are brought to the finest', () => {
  const fine = part('a', 1250, 1005, { decimals: 2 })
  expect(rollUp([fine, part('b', 5, 3, { decimals: 1 })])).toMatchObject({
    decimals: 2,
    plan: 1300,
    value: { low: 1035, high: 1035 },
  })
})

test('nothing to add', () => {
  expect(rollUp([])).toMatchObject({ plan: null, value: null, reporting: 0, expected: 0 })
})
