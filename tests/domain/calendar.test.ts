import { expect, test } from 'vitest'
import { addWorkingDays, isWorkingDay, lastWorkingDayOnOrBefore } from '../../src/domain/calendar.ts'
import { calendar } from './facts.ts'

test.each([
  ['a Friday', '2022-09-09', true],
  ['a Saturday', '2022-09-10', false],
  ['a Sunday', '2022-09-11', false],
  ['a holiday', '2022-09-02', false],
  ['a make-up Saturday', '2022-08-20', true],
] as const)('%s is a working day: %s %s', (_, day, expected) => {
  expect(isWorkingDay(day, calendar)).toBe(expected)
})

test.each([
  ['the day itself does not count', '2022-09-05', 1, '2022-09-06'],
  ['over a weekend', '2022-09-08', 3, '2022-09-13'],
  ['over a holiday and a weekend', '2022-08-31', 1, '2022-09-05'],
  ['a make-up Saturday counts', '2022-08-19', 1, '2022-08-20'],
  ['none', '2022-09-10', 0, '2022-09-10'],
] as const)('working days after: %s', (_, day, n, expected) => {
  expect(addWorkingDays(day, n, calendar)).toBe(expected)
})

test('the last working day steps back over holidays, or stays', () => {
  expect(lastWorkingDayOnOrBefore('2022-09-04', calendar)).toBe('2022-08-31')
  expect(lastWorkingDayOnOrBefore('2022-09-09', calendar)).toBe('2022-09-09')
})
