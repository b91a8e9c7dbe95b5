import { describe, expect, test } from 'vitest'
import { type Curve, type Period, readCurve, shareAt } from '../../src/domain/curve.ts'
import type { Day } from '../../src/domain/day.ts'
import { multiply, ratio, toDecimal } from '../../src/domain/ratio.ts'

const year: Period = { start: '2022-01-01', end: '2022-12-31' }
const curve = (text: string) => readCurve(text) as Curve
const percent = (of: Curve, period: Period, day: Day, references?: { asOf: Day; value: number }[]) => {
  const share = shareAt(of, period, day, references)
  return share && toDecimal(multiply(share, ratio(100)), 4)
}
const planting = 'monthly:2,6,8,2,0,0,0,2,15,25,25,15'

describe('readCurve', () => {
  test.each([
    ['', 'unknown'],
    ['steep', 'unknown'],
    ['monthly:100', 'twelve_shares'],
    ['monthly:2,6,8,2,0,0,0,2,15,25,25,14', 'sum'],
    ['monthly:2,6,8,2,0,0,0,2,15,25,25,15.5', 'sum'],
    ['monthly:-2,10,8,2,0,0,0,2,15,25,25,15', 'share'],
    ['monthly:x,8,8,2,0,0,0,2,15,25,25,15', 'share'],
  ])('%s is refused: %s', (text, error) => {
    expect(readCurve(text)).toEqual({ error })
  })

  test('shares may have decimals, if they sum to exactly 100', () => {
    expect(readCurve('monthly:8.4,8.4,8.4,8.4,8.3,8.3,8.3,8.3,8.3,8.3,8.3,8.3')).toHaveProperty('shares')
    expect(readCurve('linear')).toEqual({ shape: 'linear' })
  })
})

describe('linear', () => {
  test.each([
    ['2021-12-31', '0.0000'],
    ['2022-01-01', '0.2740'],
    ['2022-08-31', '66.5753'],
    ['2022-12-30', '99.7260'],
    ['2022-12-31', '100.0000'],
    ['2023-02-01', '100.0000'],
  ] as const)('%s: %s', (day, expected) => {
    expect(percent(curve('linear'), year, day)).toBe(expected)
  })
})

test('a step is nothing before its end', () => {
  expect(percent(curve('step'), year, '2022-12-30')).toBe('0.0000')
  expect(percent(curve('step'), year, '2022-12-31')).toBe('100.0000')
})

describe('monthly', () => {
  test.each([
    ['half of February', year, '2022-02-14', '5.0000'],
    ['whole months', year, '2022-08-31', '20.0000'],
    ['months without share', year, '2022-07-15', '18.0000'],
    [
      'a period from 1 September shares out the rest',
      { start: '2022-09-01', end: '2022-12-31' },
      '2022-09-30',
      '18.7500',
    ],
    [
      'a period over two years repeats the year',
      { start: '2022-01-01', end: '2023-12-31' },
      '2023-01-31',
      '51.0000',
    ],
  ] as const)('%s', (_, period, day, expected) => {
    expect(percent(curve(planting), period, day)).toBe(expected)
  })

  test('says nothing of a period to which every month gives 0', () => {
    expect(percent(curve(planting), { start: '2022-05-01', end: '2022-07-31' }, '2022-06-01')).toBeNull()
  })
})

describe('last_year', () => {
  const references: { asOf: Day; value: number }[] = [
    { asOf: '2021-12-31', value: 1000 },
    { asOf: '2021-06-30', value: 600 },
    { asOf: '2021-01-31', value: 100 },
    { asOf: '2022-12-31', value: 9999 },
  ]
  test.each([
    ['on a known day', year, '2022-06-30', '60.0000'],
    ['between two', year, '2022-02-28', '19.3333'],
    ['from 0 on the eve of the year', year, '2022-01-10', '3.2258'],
    ['a period within the year', { start: '2022-07-01', end: '2022-12-31' }, '2022-09-30', '50.0000'],
    ['the second of two years', { start: '2022-01-01', end: '2023-12-31' }, '2023-06-30', '80.0000'],
  ] as const)('%s', (_, period, day, expected) => {
    expect(percent(curve('last_year'), period, day, references)).toBe(expected)
  })

  test('29 February reads the 28th of a common year, and a fall is levelled out', () => {
    const before = [
      { asOf: '2023-02-28', value: 40 },
      { asOf: '2023-03-31', value: 30 },
      { asOf: '2023-12-31', value: 100 },
    ] as const
    const leap: Period = { start: '2024-01-01', end: '2024-12-31' }
    expect(percent(curve('last_year'), leap, '2024-02-29', [...before])).toBe('40.0000')
    expect(percent(curve('last_year'), leap, '2024-03-31', [...before])).toBe('40.0000')
  })

  test('after the last figure it stays level; without figures it says nothing', () => {
    expect(percent(curve('last_year'), year, '2022-11-11', references.slice(2, 3))).toBe('100.0000')
    expect(percent(curve('last_year'), year, '2022-06-30')).toBeNull()
  })
})
