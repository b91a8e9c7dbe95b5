import { expect, test } from 'vitest'
import { letterheadOf } from '../../src/domain/letterhead.ts'
import { ownWords, readLetterhead, typedOf } from '../../src/domain/letterhead-lines.ts'
import { codeOfOffice, headOfOffice, kindOfOffice } from '../../src/domain/set-up.ts'

test.each([
  ['party', 'Huyện ủy Hướng Hóa', 'party_committee'],
  ['party', 'Đảng ủy xã Khe Sanh', 'party_committee'],
  ['state', 'UBND xã Lao Bảo', 'commune'],
  ['state', 'Ủy ban nhân dân phường Đông Hà', 'commune'],
  ['state', 'UBND thị trấn Khe Sanh', 'township'],
  ['state', 'UBND huyện Hướng Hóa', 'agency'],
  ['state', 'Sở Tài chính', 'agency'],
] as const)('an office of the %s called %s is a %s', (form, name, kind) => {
  expect(kindOfOffice(form, name)).toBe(kind)
})

test.each([
  ['Huyện ủy Hướng Hóa', [], 'HH'],
  ['Huyện ủy Hướng Hóa', ['hh'], 'HH2'],
  ['Huyện ủy Hướng Hóa', ['HH', 'HH2'], 'HH3'],
  ['Tỉnh ủy Quảng Trị', [], 'QT'],
  ['Đảng ủy xã Đakrông', [], 'D'],
  ['…', [], 'DV'],
])('the code of %s where %j are taken is %s', (name, taken, code) => {
  expect(codeOfOffice(name, taken)).toBe(code)
})

const own = headOfOffice('party', 'Huyện ủy Hướng Hóa', 'Tỉnh ủy Quảng Trị')

test('what was typed as it stood is nothing of its own', () => {
  const { letterhead, faults } = readLetterhead(typedOf(own), own)
  expect([letterhead, faults, ownWords(letterhead, own)]).toEqual([own, [], {}])
})

test('a line left blank is what the name says, and only what differs is kept', () => {
  const blank = {
    ...typedOf(own),
    issuer: '',
    signature: '\n',
    recipients: '- Lưu;\n\n+ Các xã.',
    place: ' Khe  Sanh ',
  }
  const { letterhead } = readLetterhead(blank, own)
  expect(ownWords(letterhead, own)).toEqual({ place: 'Khe Sanh', recipients: ['Lưu', 'Các xã'] })
})

test('the form is kept where the name says another one', () => {
  const said = letterheadOf({ name: 'Huyện ủy Hướng Hóa', kind: 'agency', upperName: null })
  const state = headOfOffice('state', 'Huyện ủy Hướng Hóa', null)
  expect(ownWords(state, said)).toEqual({ form: 'state' })
})

test('lines that are too long or too many are named', () => {
  const long = { ...typedOf(own), number: 'x'.repeat(201), signature: 'a\nb\nc\nd\ne\nf' }
  expect(readLetterhead(long, own).faults).toEqual([
    { field: 'number', fault: 'too_long' },
    { field: 'signature', fault: { reason: 'too_many', n: 6, most: 5 } },
  ])
})
