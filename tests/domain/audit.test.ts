import { expect, test } from 'vitest'
import { type Change, changesOf, deedGroups } from '../../src/domain/audit.ts'
import { auditField, auditWord } from '../../src/i18n/audit-words.ts'

const one = (field: string, after: string | null, before: string | null = null): Change => ({
  field,
  before,
  after,
})

const cases: [string, Record<string, unknown>, Change[]][] = [
  ['nothing', {}, []],
  [
    'plain values',
    { number: 5, isOff: false, none: null, empty: '' },
    [one('number', '5'), one('isOff', 'false')],
  ],
  ['before and after', { before: 'a', after: 'b' }, [one('value', 'b', 'a')]],
  ['a first value', { before: null, after: 'b' }, [one('value', 'b')]],
  ['a value taken away', { before: 'a', after: null }, [one('value', null, 'a')]],
  [
    'records, of which only what differs is told',
    { before: { a: 1, b: 2, c: 3 }, after: { a: 1, b: 4, d: [1, 2] } },
    [one('b', '4', '2'), one('c', null, '3'), one('d', '1, 2')],
  ],
  ['a record made', { before: null, after: { a: 1 } }, [one('a', '1')]],
  ['what stands beside', { before: 1, after: 2, reason: 'x' }, [one('value', '2', '1'), one('reason', 'x')]],
  [
    'a small record by its names',
    { rows: { units: 3, users: 0 } },
    [one('rows.units', '3'), one('rows.users', '0')],
  ],
  [
    'a list of records a line each',
    { files: [{ format: 'pdf', pages: 2 }, { format: 'docx' }] },
    [one('files', 'format: pdf, pages: 2\nformat: docx')],
  ],
  [
    'files by what they are and their hashes',
    {
      files: [
        { format: 'pdf', hash: 'ab' },
        { name: 'cam-ket.pdf', hash: 'cd' },
      ],
    },
    [one('files', 'PDF: SHA-256 ab\ncam-ket.pdf: SHA-256 cd')],
  ],
  ['a deep record as one text', { all: { a: { b: 1 } } }, [one('all', 'a: {"b":1}')]],
]

test.each(cases)('the detail of an event tells %s', (_, detail, changes) => {
  expect(changesOf(detail)).toEqual(changes)
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
  expect(auditField('en', 'rows.units')).toBe('Rows · Units')
})
