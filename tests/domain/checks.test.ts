import { describe, expect, test } from 'vitest'
import { entryWarnings } from '../../src/domain/checks.ts'
import type { Day } from '../../src/domain/day.ts'
import type { Span, Target } from '../../src/domain/target.ts'
import { facts, target, update } from './facts.ts'

const history = [
  update('2022-01-31', 10),
  update('2022-02-28', 18),
  update('2022-03-31', 25),
  update('2022-04-30', 33),
]
const enter = (asOf: Day, value: number | Span | null, changes: Partial<Target> = {}, updates = history) => {
  const span = typeof value === 'number' ? { low: value, high: value } : value
  return entryWarnings(facts(target(changes), updates), { asOf, value: span })
}

describe('a cumulative that falls', () => {
  test.each([
    ['rises', '2022-05-31', 41, []],
    ['stays', '2022-05-31', 33, []],
    ['falls', '2022-05-31', 32, ['falls']],
    ['an old figure above the one after it', '2022-03-15', 26, ['falls']],
    ['an old figure between its neighbours', '2022-03-15', 20, []],
    ['the low end of a range falls', '2022-05-31', { low: 30, high: 40 }, ['falls']],
    ['an open range says nothing of its end', '2022-05-31', { low: 34, high: null }, []],
    ['no data', '2022-05-31', null, []],
  ] as const)('%s', (_, day, value, expected) => {
    expect(enter(day, value)).toEqual(expected)
  })

  test('levels may fall, and what is not a number is not checked', () => {
    expect(enter('2022-05-31', 32, { valueKind: 'point' })).toEqual([])
    expect(enter('2022-05-31', 1, { kind: 'milestone' })).toEqual([])
  })

  test('a correction is not held against what it corrects', () => {
    const last = history.at(-1)!
    const entry = { asOf: last.asOf, value: { low: 30, high: 30 } }
    expect(entryWarnings(facts(target(), history), entry)).toEqual(['falls'])
    expect(entryWarnings(facts(target(), history), { ...entry, corrects: last.id })).toEqual([])
  })
})

describe('a jump', () => {
  test.each([
    ['five times the fastest so far is still taken', '2022-05-30', 75, []],
    ['beyond that it is asked about', '2022-05-30', 79, ['jump']],
    ['over a longer time the same is usual', '2022-08-31', 79, []],
  ] as const)('%s', (_, day, value, expected) => {
    expect(enter(day, value)).toEqual(expected)
  })

  test('too few figures know no usual', () => {
    expect(enter('2022-04-01', 90, {}, history.slice(0, 3))).toEqual([])
    expect(enter('2022-05-01', 90, {}, history)).toEqual(['jump'])
    expect(enter('2022-05-01', 90, {}, [])).toEqual([])
  })

  test('figures that stood still say nothing of the usual', () => {
    const still = [...history.slice(0, 3), update('2022-04-15', 25), update('2022-04-30', 25)]
    expect(enter('2022-05-01', 90, {}, still)).toEqual([])
  })

  test('a second figure of a day is measured from the day before it', () => {
    expect(enter('2022-04-30', 45)).toEqual([])
  })

  test('a small part of the plan is not worth a question', () => {
    expect(enter('2022-05-01', 42, {})).toEqual([])
    expect(enter('2022-05-01', 43, {})).toEqual(['jump'])
    expect(enter('2022-05-01', 42, { plan: null })).toEqual(['jump'])
  })

  test('a flow is held by its own amounts', () => {
    const flow = { valueKind: 'flow' } as const
    expect(enter('2022-05-31', 40, flow)).toEqual([])
    expect(enter('2022-05-01', 40, flow)).toEqual(['jump'])
  })

  test('a level that drops steeply is asked about too', () => {
    const level = { valueKind: 'point' } as const
    expect(enter('2022-05-01', 1, level)).toEqual(['jump'])
  })
})

describe('a slip between triệu and tỷ', () => {
  test.each([
    ['a thousand times the last', 34_000, ['thousandfold']],
    ['300 times', 9_900, ['thousandfold']],
    ['just under', 9_899, ['jump']],
    ['3000 times', 99_000, ['thousandfold']],
    ['beyond, it is only a jump', 99_001, ['jump']],
  ] as const)('%s', (_, value, expected) => {
    expect(enter('2022-05-31', value)).toEqual(expected)
  })

  test('a thousandth of the last', () => {
    const thousands = [update('2022-01-31', 660_191)]
    expect(enter('2022-02-28', 662, {}, thousands)).toEqual(['falls', 'thousandfold'])
    expect(enter('2022-02-28', 662, { valueKind: 'point' }, thousands)).toEqual(['thousandfold'])
    expect(enter('2022-02-28', 0, { valueKind: 'point' }, thousands)).toEqual([])
  })

  test('before there is a figure the plan tells one that is too large', () => {
    expect(enter('2022-01-31', 60_000, {}, [])).toEqual(['thousandfold'])
    expect(enter('2022-01-31', 60, {}, [])).toEqual([])
    expect(enter('2022-01-31', 60_000, { plan: null }, [])).toEqual([])
    expect(enter('2022-02-28', 60_000, {}, [update('2022-01-31', 0)])).toEqual(['thousandfold'])
  })
})
