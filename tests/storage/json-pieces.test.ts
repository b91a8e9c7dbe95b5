import canonicalize from 'canonicalize'
import { expect, test } from 'vitest'
import { openJson } from '../../src/storage/summaries/json-pieces.ts'

const whole = {
  a: { 'x,y': '}"]\\', list: [[1, 2], []] },
  b: [],
  c: [{ code: 'Xã "Tân Liên", [1]', of: [{ deep: ':{' }] }, { code: '\\' }, 3, null, 'ờ'],
  d: 1.5,
  'e:[': 'Đường 9, Khe Sanh',
  f: [[]],
}

test.each([1, 2, 3, 7, 1000])('reads in pieces of %i bytes what JSON.parse reads at once', (size) => {
  const bytes = new TextEncoder().encode(canonicalize(whole)!)
  const found: [string, unknown][] = []
  const json = openJson(
    (key) => key !== 'd',
    (key, value) => void found.push([key, value]),
  )
  for (let at = 0; at < bytes.length; at += size) json.read(bytes.slice(at, at + size))
  expect(found).toEqual([
    ['a', whole.a],
    ...whole.c.map((value) => ['c', value]),
    ['e:[', whole['e:[']],
    ['f', []],
  ])
})
