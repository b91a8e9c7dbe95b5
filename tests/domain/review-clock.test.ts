import { expect, test } from 'vitest'
import { timesOf } from '../../src/domain/review-clock.ts'

test.each([
  [[5], { count: 1, median: 5, longest: 5 }],
  [[9, 1, 4], { count: 3, median: 4, longest: 9 }],
  [[1, 2, 3, 100], { count: 4, median: 3, longest: 100 }],
  [[10, 20], { count: 2, median: 15, longest: 20 }],
])('of %j the middle and the longest', (durations, times) => {
  expect(timesOf(durations)).toEqual(times)
})

test('nothing decided has no times, not zero ones', () => {
  expect(timesOf([])).toBeNull()
})
