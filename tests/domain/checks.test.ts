import { describe, expect, test } from 'vitest'
import { entryWarnings, figureFindings, type Said, unchangedFinding } from '../../src/domain/checks.ts'
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

describe('the figures of a warning', () => {
  const find = (asOf: Day, value: number, updates = history, changes: Partial<Target> = {}) =>
    figureFindings(facts(target(changes), updates), { asOf, value: { low: value, high: value } })

  test('how many times the largest change a day', () => {
    // 57 in a day, after 8 in 28 days at the most.
    expect(find('2022-05-01', 90)).toEqual([{ warning: 'jump', times: 200 }])
  })

  test.each([
    ['larger than the last', 34_000, history, { times: 1030, isLarger: true, against: 'last' }],
    ['larger than the plan', 60_000, [], { times: 600, isLarger: true, against: 'plan' }],
  ])('%s', (_, value, updates, expected) => {
    expect(find('2022-05-31', value, updates)).toEqual([{ warning: 'thousandfold', ...expected }])
  })

  test('smaller than the last', () => {
    const thousands = [update('2022-01-31', 660_191)]
    expect(find('2022-02-28', 662, thousands, { valueKind: 'point' })).toEqual([
      { warning: 'thousandfold', times: 997, isLarger: false, against: 'last' },
    ])
  })
})

describe('a third report in a row that says the same', () => {
  const says = (asOf: Day, value: number | null, more: Partial<Said> = {}): Said => ({
    asOf,
    value: value === null ? null : { low: value, high: value },
    declared: 'in_progress',
    results: '',
    ...more,
  })
  const ask = (said: Said, before: Said[], changes: Partial<Target> = {}) =>
    unchangedFinding(facts(target(changes), []), said, before)
  const two = [says('2022-08-24', 40), says('2022-08-31', 40)]

  test.each([
    ['three times', says('2022-09-06', 40), two, 3],
    ['four times', says('2022-09-06', 40), [says('2022-08-17', 40), ...two], 4],
    ['a change in between', says('2022-09-06', 40), [two[0]!, says('2022-08-31', 41)], null],
    ['only twice', says('2022-09-06', 40), two.slice(1), null],
    ['a change now', says('2022-09-06', 41), two, null],
    ['an older figure filled in', says('2022-08-25', 40), two, null],
    [
      'one day twice, the first of them counts',
      says('2022-09-06', 40),
      [two[1]!, says('2022-08-31', 9)],
      null,
    ],
    ['no figure', says('2022-09-06', null), [says('2022-08-24', null), says('2022-08-31', null)], null],
    ['the final report', says('2022-09-06', 40, { declared: 'done' }), two, null],
  ])('%s', (_, said, before, reports) => {
    expect(ask(said, before)?.warning ?? null).toBe(reports && 'unchanged')
    expect(ask(said, before)).toEqual(reports && { warning: 'unchanged', reports })
  })

  test('what is met may stay as it is', () => {
    const met = [says('2022-08-24', 100), says('2022-08-31', 100)]
    expect(ask(says('2022-09-06', 100), met)).toBeNull()
  })

  test('equal amounts of a flow are work, unless they are nothing', () => {
    const nothing = [says('2022-08-24', 0), says('2022-08-31', 0)]
    expect(ask(says('2022-09-06', 40), two, { valueKind: 'flow' })).toBeNull()
    expect(ask(says('2022-09-06', 0), nothing, { valueKind: 'flow' })).not.toBeNull()
  })

  test.each([
    ['the same words', 'Đang trình', ['Đang  TRÌNH', 'đang trình'], true],
    ['no words any more', '', ['', 'Đang trình'], true],
    ['new words', 'Đã trình', ['Đang trình', 'Đang trình'], false],
    ['new words last time', '', ['Đã trình', 'Đang trình'], false],
  ])('a task with %s', (_, results, [last = '', before = ''], isAsked) => {
    const earlier = [
      says('2022-08-24', null, { results: before }),
      says('2022-08-31', null, { results: last }),
    ]
    const finding = ask(says('2022-09-06', null, { results }), earlier, { kind: 'qualitative' })
    expect(finding !== null).toBe(isAsked)
  })
})
