import { describe, expect, test } from 'vitest'
import { needsAttention, silentWeeksOf } from '../../src/domain/attention.ts'

const indicator = (name: string, level: 'ok' | 'risk' | 'behind', behind: number | null = null) => ({
  name,
  level,
  behind,
})
const unit = (name: string, overdue: number, longestDays = 0, silentWeeks = 0) => ({
  name,
  overdue,
  longestDays,
  silentWeeks,
})
const namesOf = (
  ...given: Parameters<typeof needsAttention<ReturnType<typeof indicator>, ReturnType<typeof unit>>>
) =>
  needsAttention(...given).map((item) =>
    item.kind === 'indicator' ? item.indicator.name : `${item.kind} ${item.unit.name}`,
  )

describe('what calls for a leader', () => {
  test('behind before at risk, the furthest first', () => {
    const all = [indicator('a', 'risk', 14), indicator('b', 'behind', 16), indicator('c', 'behind', 30)]
    expect(namesOf(all, [])).toEqual(['c', 'b', 'a'])
    expect(namesOf([indicator('a', 'ok', -3)], [])).toEqual([])
  })

  test('the longest overdue first, then the most, then the order of the office', () => {
    const all = [unit('a', 1, 7), unit('b', 1, 9), unit('c', 2, 7), unit('d', 1, 7)]
    expect(namesOf([], all)).toEqual(['overdue b', 'overdue c', 'overdue a', 'overdue d'])
  })

  test('a silence counts from three weeks, and is not told twice', () => {
    const all = [unit('a', 0, 0, 2), unit('b', 0, 0, 3), unit('c', 0, 0, 5), unit('d', 1, 4, 6)]
    expect(namesOf([], all)).toEqual(['overdue d', 'silent c', 'silent b'])
  })

  test('two of each before a third of any, five in all', () => {
    const indicators = ['a', 'b', 'c'].map((name, n) => indicator(name, 'behind', 30 - n))
    const units = ['d', 'e', 'f'].map((name, n) => unit(name, 1, 20 - n))
    expect(namesOf(indicators, units)).toEqual(['a', 'b', 'overdue d', 'overdue e', 'c'])
    expect(namesOf(indicators, [...units, unit('g', 0, 0, 4)])).toEqual([
      'a',
      'b',
      'overdue d',
      'overdue e',
      'silent g',
    ])
  })

  test('an indicator without pace comes after those that are measurably behind', () => {
    expect(namesOf([indicator('a', 'risk'), indicator('b', 'risk', 6)], [])).toEqual(['b', 'a'])
  })
})

describe('weeks of silence', () => {
  test('run up to the last week that is over', () => {
    expect(silentWeeksOf(['on_time', 'missing', 'missing'])).toBe(2)
    expect(silentWeeksOf(['missing', 'missing', 'late'])).toBe(0)
    expect(silentWeeksOf(['late', 'missing', 'exempt', 'missing', 'pending'])).toBe(2)
    expect(silentWeeksOf(['missing', 'missing'])).toBe(2)
    expect(silentWeeksOf([])).toBe(0)
    expect(silentWeeksOf(['exempt'])).toBe(0)
  })
})
