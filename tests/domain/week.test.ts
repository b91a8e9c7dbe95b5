import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import {
  cutOffInstantOf,
  dueInstantOf,
  isReportingWeek,
  parseWeek,
  weekAfter,
  weekBefore,
  weekOf,
} from '../../src/domain/week.ts'
import { at, calendar, rules, zone } from './facts.ts'

describe('ISO weeks', () => {
  test.each([
    ['2022-09-07', '2022-W36', '2022-09-05', '2022-09-11'],
    ['2022-09-05', '2022-W36', '2022-09-05', '2022-09-11'],
    ['2022-09-11', '2022-W36', '2022-09-05', '2022-09-11'],
    ['2022-01-01', '2021-W52', '2021-12-27', '2022-01-02'],
    ['2021-01-03', '2020-W53', '2020-12-28', '2021-01-03'],
    ['2024-12-30', '2025-W01', '2024-12-30', '2025-01-05'],
  ] as const)('%s lies in %s', (day, code, from, to) => {
    const week = weekOf(day)
    expect(week).toEqual({ code, year: Number(code.slice(0, 4)), number: Number(code.slice(6)), from, to })
    expect(parseWeek(code)).toEqual(week)
  })

  test.each(['2022-W53', '2022-W00', '2022-W54', '2022-36', '2022-W6', 'x2022-W36', '2022-W36 ', ''])(
    '%j is no week',
    (code) => {
      expect(parseWeek(code)).toBeUndefined()
    },
  )

  test('2020 has a week 53, and the weeks around it follow', () => {
    const week = parseWeek('2020-W53')!
    expect(weekAfter(week).code).toBe('2021-W01')
    expect(weekBefore(week).code).toBe('2020-W52')
  })
})

describe('what a week owes', () => {
  test('a report is due on Friday at 16:00', () => {
    expect(dueInstantOf(weekOf('2022-09-07'), rules, calendar, zone)).toBe(at('2022-09-09', '16:00'))
  })

  test('in week 35 Thursday and Friday are holidays: it is due on Wednesday, the cut-off stays', () => {
    const week = parseWeek('2022-W35')!
    expect(dueInstantOf(week, rules, calendar, zone)).toBe(at('2022-08-31', '16:00'))
    expect(cutOffInstantOf(week, rules, zone)).toBe(at('2022-09-02', '17:00'))
  })

  test('a week of Tết without a working day owes nothing, and its due instant stays inside it', () => {
    const tet: Day[] = ['2023-01-23', '2023-01-24', '2023-01-25', '2023-01-26', '2023-01-27']
    const off = { holidays: new Set(tet), workdays: new Set<Day>() }
    const week = weekOf('2023-01-25')
    const longer = { ...rules, endOn: '2023-12-31' as Day }
    expect(isReportingWeek(week, longer, off)).toBe(false)
    expect(isReportingWeek(week, longer, calendar)).toBe(true)
    expect(dueInstantOf(week, rules, off, zone)).toBe(at('2023-01-27', '16:00'))
  })

  test('one working day, even Monday, is enough to owe a report; the due day may be the last of the campaign', () => {
    const off = {
      holidays: new Set<Day>(['2022-12-27', '2022-12-28', '2022-12-29', '2022-12-30']),
      workdays: new Set<Day>(),
    }
    const week = parseWeek('2022-W52')!
    const ending = { ...rules, endOn: '2022-12-30' as Day }
    expect(isReportingWeek(week, ending, off)).toBe(true)
    expect(dueInstantOf(week, rules, off, zone)).toBe(at('2022-12-26', '16:00'))
  })

  test.each([
    ['the week before weekly reporting began', '2022-W27', false],
    ['the first one', '2022-W28', true],
    ['the last one of the campaign', '2022-W52', true],
    ['after its end', '2023-W01', false],
  ])('%s', (_, code, expected) => {
    expect(isReportingWeek(parseWeek(code)!, rules, calendar)).toBe(expected)
  })

  test('a due day that is the first of the campaign is owed', () => {
    const starting = { ...rules, startOn: '2022-09-09' as Day, weeklyFrom: null }
    expect(isReportingWeek(parseWeek('2022-W36')!, starting, calendar)).toBe(true)
  })

  test('without a named week, from the first week whose due day lies in the campaign', () => {
    const always = { ...rules, weeklyFrom: null }
    expect(isReportingWeek(parseWeek('2021-W52')!, always, calendar)).toBe(false)
    expect(isReportingWeek(parseWeek('2022-W01')!, always, calendar)).toBe(true)
  })
})
