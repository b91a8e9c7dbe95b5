import { describe, expect, test } from 'vitest'
import { assertTotal, countClasses, countProgress, disciplineRate, ratesOf } from '../../src/domain/rates.ts'

const counts = { ...countClasses([]), done_on_time: 18, done_late: 3, done_no_deadline: 1 }
const district = { ...counts, open_in_time: 150, open_overdue: 11, open_no_deadline: 11 }

describe('the five rates', () => {
  test.each([
    ['R1', 22, 194, '11.34'],
    ['R2', 18, 32, '56.25'],
    ['R3', 11, 194, '5.67'],
    ['R4', 11, 182, '6.04'],
    ['R5', 11, 32, '34.38'],
  ] as const)('%s = %d/%d', (name, numerator, denominator, percent) => {
    expect(ratesOf(district)[name]).toEqual({ numerator, denominator, percent })
  })

  test('leave out what is suspended, transferred or cancelled', () => {
    expect(ratesOf({ ...district, suspended: 5, transferred: 6, cancelled: 7 })).toEqual(ratesOf(district))
  })

  test('of nothing there is no percentage', () => {
    expect(ratesOf(countClasses([])).R2).toEqual({ numerator: 0, denominator: 0, percent: null })
  })
})

test('the classes and the words are counted', () => {
  expect(countClasses(['suspended', 'done_late', 'suspended'])).toMatchObject({
    suspended: 2,
    done_late: 1,
    cancelled: 0,
  })
  expect(countProgress(['done', null, 'behind', 'done'])).toEqual({
    done: 2,
    on_track: 0,
    at_risk: 0,
    behind: 1,
    overdue: 0,
  })
})

test('six classes and the three apart make the total', () => {
  expect(() => assertTotal({ ...district, suspended: 1, transferred: 2, cancelled: 3 }, 200)).not.toThrow()
  expect(() => assertTotal(district, 195)).toThrow('194')
})

test('discipline is told to one decimal', () => {
  expect(disciplineRate(286, 344).percent).toBe('83.1')
  expect(disciplineRate(343, 344).percent).toBe('99.7')
})
