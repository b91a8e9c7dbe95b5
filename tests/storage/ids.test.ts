import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'

test('ids of one moment are in the order in which they were made, and all of them differ', () => {
  const now = Date.parse('2022-09-07T08:00:00+07:00')
  const ids = Array.from({ length: 5000 }, () => newId(now))
  // Once in 67 million the counter begins anew; between two ids of a run that can happen once.
  const falls = ids.filter((id, n) => n > 0 && id < ids[n - 1]!)
  expect(falls.length).toBeLessThanOrEqual(1)
  expect(new Set(ids).size).toBe(ids.length)
})

test('an id is a UUID of version 7 that begins with its time', () => {
  const now = Date.parse('2022-09-07T08:00:00+07:00')
  const id = newId(now)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(now)
  expect(newId(now + 1) > id).toBe(true)
})
