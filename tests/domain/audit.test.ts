import { expect, test } from 'vitest'
import { type Change, changesOf, type Detail, deedGroups } from '../../src/domain/audit.ts'
import { auditField, auditWord } from '../../src/i18n/audit-words.ts'

const one = (path: string[], after: unknown, before: unknown = null): Omit<Change, 'within'> => ({
  path,
  before,
  after,
})

const line = { kind: 'change', code: 'CK-1', before: { plan: '1' }, after: { plan: '2' } }

const cases: [string, string, Detail, Omit<Change, 'within'>[]][] = [
  ['nothing', 'x', {}, []],
  [
    'plain values',
    'x',
    { number: 5, isOff: false, none: null, empty: '', list: [] },
    [one(['number'], 5), one(['isOff'], false)],
  ],
  ['before and after', 'x', { before: 'a', after: 'b' }, [one(['value'], 'b', 'a')]],
  ['a first value', 'x', { before: null, after: 'b' }, [one(['value'], 'b')]],
  ['a value taken away', 'x', { before: 'a', after: null }, [one(['value'], null, 'a')]],
  [
    'records, of which only what differs is told',
    'x',
    { before: { a: 1, b: 2, c: 3, e: null }, after: { a: 1, b: 4, d: [1, 2] } },
    [one(['b'], 4, 2), one(['c'], null, 3), one(['d'], [1, 2])],
  ],
  ['a record made', 'x', { before: null, after: { a: 1 } }, [one(['a'], 1)]],
  [
    'records in records',
    'x',
    { before: { a: { b: 1, c: 2 } }, after: { a: { b: 1, c: 3 } } },
    [one(['a', 'c'], 3, 2)],
  ],
  [
    'lists of records by what tells them apart',
    'x',
    {
      before: [{ number: 1, name: 'a' }],
      after: [
        { number: 1, name: 'b' },
        { number: 2, name: 'c' },
      ],
    },
    [one(['1', 'name'], 'b', 'a'), one(['2', 'name'], 'c')],
  ],
  [
    'lines of an annex each as a whole',
    'x',
    { before: { lines: [] }, after: { lines: [line] } },
    [one(['lines', 'CK-1'], line)],
  ],
  [
    'what stands beside',
    'x',
    { before: 1, after: 2, reason: 'x' },
    [one(['value'], 2, 1), one(['reason'], 'x')],
  ],
  [
    'counters by their names, without those of nothing',
    'import',
    { rows: { units: 3, users: 0 } },
    [one(['rows', 'units'], 3)],
  ],
  ['what differs under other names', 'user.email', { from: 'a', to: 'b' }, [one(['email'], 'b', 'a')]],
  ['what a plain value was', 'commitment.closed', { before: 'a', after: 'b' }, [one(['state'], 'b', 'a')]],
]

test.each(cases)('the detail of an event tells %s', (_, deed, detail, changes) => {
  expect(changesOf(deed, detail).map(({ within: _, ...told }) => told)).toEqual(changes)
})

test('no deed is in two groups', () => {
  const names = Object.values(deedGroups).flat()
  expect(new Set(names).size).toBe(names.length)
  for (const name of names)
    expect(names.filter((other) => other.endsWith('.') && name !== other && name.startsWith(other))).toEqual(
      [],
    )
})

test('names of programs are told in words, or as they are', () => {
  expect(auditWord('vi', 'deed', 'login')).toBe('Đăng nhập')
  expect(auditWord('en', 'deed', 'toString')).toBe('toString')
  expect(auditField('en', 'tenant', 'units')).toBe('Units')
  expect(auditField('en', 'user', 'title')).toBe('Post')
  expect(auditField('en', 'user', 'neverHeard_of')).toBe('never heard of')
  expect(auditField('en', 'user', 'CK-2022-A')).toBe('CK-2022-A')
})
