import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import {
  fileCode,
  isTold,
  monthsSoFar,
  parsePeriod,
  periodAfter,
  periodBefore,
  periodBetween,
  periodsOf,
  toldDay,
} from '../../src/domain/period.ts'
import { translator } from '../../src/i18n/translate.ts'
import { nameOfPeriod } from '../../views/papers/period/words.ts'

const campaign = { startOn: '2022-01-01', endOn: '2022-12-31' } as const
const vi = { t: translator('vi'), language: 'vi' } as const
const en = { t: translator('en'), language: 'en' } as const

describe('a period by its code', () => {
  test.each([
    ['2022-M08', 'month', '2022-08-01', '2022-08-31'],
    ['2022-M02', 'month', '2022-02-01', '2022-02-28'],
    ['2024-M02', 'month', '2024-02-01', '2024-02-29'],
    ['1900-M02', 'month', '1900-02-01', '1900-02-28'],
    ['2000-M02', 'month', '2000-02-01', '2000-02-29'],
    ['2022-M12', 'month', '2022-12-01', '2022-12-31'],
    ['2022-Q1', 'quarter', '2022-01-01', '2022-03-31'],
    ['2022-Q3', 'quarter', '2022-07-01', '2022-09-30'],
    ['2022-Q4', 'quarter', '2022-10-01', '2022-12-31'],
    ['2022-H1', 'half', '2022-01-01', '2022-06-30'],
    ['2022-9M', 'nine_months', '2022-01-01', '2022-09-30'],
    ['2022', 'year', '2022-01-01', '2022-12-31'],
    ['2022-01-01..2022-08-31', 'span', '2022-01-01', '2022-08-31'],
    ['2022-08-31..2022-08-31', 'span', '2022-08-31', '2022-08-31'],
    ['2024-02-29..2025-02-28', 'span', '2024-02-29', '2025-02-28'],
  ])('%s is a %s from %s to %s', (code, kind, from, to) => {
    expect(parsePeriod(code)).toEqual({ code, kind, from, to })
  })

  test.each([
    '',
    '2022-M00',
    '2022-M13',
    '2022-M8',
    '2022-Q0',
    '2022-Q5',
    '2022-H2',
    '2022-H3',
    '2022-6M',
    '2022-m08',
    '2022-W36',
    '22-M08',
    '1822',
    '2122-M01',
    '20220',
    '2022-08',
    '2022-02-29..2022-03-31',
    '2022-04-31..2022-05-31',
    '2022-08-31..2022-08-01',
    '2022-01-01..2022-08-31..2022-09-30',
    '2022-01-01...2022-08-31',
    '2022-01-01..',
    '1822-01-01..2022-08-31',
    '----------..----------',
    '2022-M08\n',
    'toString',
  ])('%j is none', (code) => {
    expect(parsePeriod(code)).toBeUndefined()
  })
})

describe('the periods beside one', () => {
  test.each([
    ['2022-M08', '2022-M07', '2022-M09'],
    ['2022-M01', '2021-M12', '2022-M02'],
    ['2022-M12', '2022-M11', '2023-M01'],
    ['2022-Q3', '2022-Q2', '2022-Q4'],
    ['2022-Q1', '2021-Q4', '2022-Q2'],
    ['2022-Q4', '2022-Q3', '2023-Q1'],
  ])('%s comes after %s and before %s', (code, before, after) => {
    expect(periodBefore(parsePeriod(code)!)?.code).toBe(before)
    expect(periodAfter(parsePeriod(code)!)?.code).toBe(after)
  })

  test.each(['2022-H1', '2022-9M', '2022', '2022-01-01..2022-08-31'])(
    '%s is held against none, because it runs from a beginning',
    (code) => {
      expect(periodBefore(parsePeriod(code)!)).toBeNull()
      expect(periodAfter(parsePeriod(code)!)).toBeNull()
    },
  )
})

describe('two days', () => {
  test.each([
    ['2022-08-01', '2022-08-31', '2022-M08'],
    ['2024-02-01', '2024-02-29', '2024-M02'],
    ['2024-02-01', '2024-02-28', '2024-02-01..2024-02-28'],
    ['2022-07-01', '2022-09-30', '2022-Q3'],
    ['2022-01-01', '2022-03-31', '2022-Q1'],
    ['2022-01-01', '2022-06-30', '2022-H1'],
    ['2022-01-01', '2022-09-30', '2022-9M'],
    ['2022-01-01', '2022-12-31', '2022'],
    ['2022-01-01', '2022-08-31', '2022-01-01..2022-08-31'],
    ['2021-01-01', '2022-12-31', '2021-01-01..2022-12-31'],
    ['2022-09-01', '2022-08-31', undefined],
  ])('from %s to %s are %s', (from, to, code) => {
    expect(periodBetween(from as Day, to as Day)?.code).toBe(code)
  })
})

describe('the name of a period', () => {
  test.each([
    ['2022-M08', 'tháng 8 năm 2022', 'Aug 2022', '2022-M08'],
    ['2022-Q1', 'quý I năm 2022', 'quarter I of 2022', '2022-Q1'],
    ['2022-Q3', 'quý III năm 2022', 'quarter III of 2022', '2022-Q3'],
    ['2022-Q4', 'quý IV năm 2022', 'quarter IV of 2022', '2022-Q4'],
    ['2022-H1', '6 tháng đầu năm 2022', 'the first 6 months of 2022', '2022-H1'],
    ['2022-9M', '9 tháng đầu năm 2022', 'the first 9 months of 2022', '2022-9M'],
    ['2022', 'năm 2022', 'the year 2022', '2022'],
    ['2022-01-01..2022-08-31', '8 tháng đầu năm 2022', 'the first 8 months of 2022', '2022-8T'],
    ['2024-01-01..2024-02-29', '2 tháng đầu năm 2024', 'the first 2 months of 2024', '2024-2T'],
    [
      '2024-01-01..2024-02-28',
      'từ ngày 01/01/2024 đến ngày 28/02/2024',
      '1 Jan 2024 to 28 Feb 2024',
      '2024-01-01_2024-02-28',
    ],
    [
      '2022-08-05..2022-09-06',
      'từ ngày 05/8/2022 đến ngày 06/9/2022',
      '5 Aug 2022 to 6 Sep 2022',
      '2022-08-05_2022-09-06',
    ],
    [
      '2021-01-01..2022-08-31',
      'từ ngày 01/01/2021 đến ngày 31/8/2022',
      '1 Jan 2021 to 31 Aug 2022',
      '2021-01-01_2022-08-31',
    ],
  ])('%s is %s', (code, name, english, file) => {
    const period = parsePeriod(code)!
    expect(nameOfPeriod(vi, period)).toBe(name)
    expect(nameOfPeriod(en, period)).toBe(english)
    expect(fileCode(period)).toBe(file)
  })
})

describe('the periods that can be told', () => {
  test.each([
    ['2022-M09', true],
    ['2022-M10', false],
    ['2022-Q3', true],
    ['2022-Q4', false],
    ['2022', true],
    ['2021-M12', false],
    ['2021-12-01..2022-01-01', true],
    ['2023-M01', false],
    ['2022-09-07..2022-09-30', true],
    ['2022-09-08..2022-09-30', false],
  ])('on 7/9/2022 %s: %s', (code, told) => {
    expect(isTold(parsePeriod(code)!, campaign, '2022-09-07')).toBe(told)
  })

  test('are told until their last day, or until today while they run', () => {
    expect(toldDay(parsePeriod('2022-M08')!, '2022-09-07')).toBe('2022-08-31')
    expect(toldDay(parsePeriod('2022-Q3')!, '2022-09-07')).toBe('2022-09-07')
    expect(toldDay(parsePeriod('2022-Q3')!, '2022-09-30')).toBe('2022-09-30')
  })

  test.each([
    ['2022-09-07', '2022-01-01..2022-08-31'],
    ['2022-07-31', '2022-H1'],
    ['2022-10-01', '2022-9M'],
    ['2022-02-01', '2022-M01'],
    ['2024-03-15', '2024-01-01..2024-02-29'],
    ['2022-01-31', undefined],
  ])('on %s the months so far are %s', (today, code) => {
    expect(monthsSoFar(today as Day)?.code).toBe(code)
  })

  test('are listed by kind, the latest first', () => {
    const codes = (today: Day) => periodsOf(campaign, today).map(({ code }) => code)
    expect(codes('2021-12-31')).toEqual([])
    expect(codes('2022-03-05')).toEqual([
      '2022-M03',
      '2022-M02',
      '2022-M01',
      '2022-Q1',
      '2022-H1',
      '2022-9M',
      '2022',
    ])
    expect(codes('2023-05-01')).toHaveLength(19)
  })
})
