import { expect, test } from 'vitest'
import { letterheadOf, numberExample, paperNumber } from '../../src/domain/letterhead.ts'

test('a committee signs below the party organisation above it', () => {
  const head = letterheadOf({
    name: 'Huyện ủy Hướng Hóa',
    kind: 'party_committee',
    upperName: 'Tỉnh ủy Quảng Trị',
  })
  expect(head).toMatchObject({
    form: 'party',
    upper: 'ĐẢNG BỘ TỈNH QUẢNG TRỊ',
    issuer: 'HUYỆN ỦY HƯỚNG HÓA',
    number: 'Số …-BC/HU',
    place: 'Hướng Hóa',
    asks: 'Ban Thường vụ Huyện ủy Hướng Hóa',
  })
})

test('a commune of today and a state office say their own names', () => {
  const commune = letterheadOf({
    name: 'Đảng ủy xã Hướng Phùng',
    kind: 'party_committee',
    upperName: 'Tỉnh ủy Quảng Trị',
  })
  expect(commune).toMatchObject({ number: 'Số …-BC/ĐU', place: 'Hướng Phùng' })
  const office = letterheadOf({
    name: 'UBND xã Hướng Phùng',
    kind: 'agency',
    upperName: 'UBND tỉnh Quảng Trị',
  })
  expect(office).toMatchObject({ form: 'state', upper: 'UBND TỈNH QUẢNG TRỊ', place: 'Hướng Phùng' })
})

const [party, state] = [
  { form: 'party', number: 'Số …-BC/HU' },
  { form: 'state', number: 'Số: …/BC-UBND' },
] as const
const byHand = { form: 'party', number: 'Số .....-BC/VPHU' } as const
const withoutGap = { form: 'party', number: 'Số -BC/HU' } as const

test.each([
  ['TB', '45', party, 'Số 45-TB/HU'],
  ['TB', '45a', party, 'Số 45a-TB/HU'],
  ['TB', '45-TB/HU', party, 'Số 45-TB/HU'],
  ['TB', 'Số 45-TB/HU', party, 'Số 45-TB/HU'],
  ['TB', 'số: 45-TB/HU', party, 'số: 45-TB/HU'],
  ['TB', null, party, 'Số …-TB/HU'],
  ['TB', '12', state, 'Số: 12/TB-UBND'],
  ['TB', '12/TB-UBND', state, 'Số: 12/TB-UBND'],
  ['TB', null, state, 'Số: …/TB-UBND'],
  ['CV', '45', party, 'Số 45-CV/HU'],
  ['CV', '45a', party, 'Số 45a-CV/HU'],
  ['CV', '45-CV/HU', party, 'Số 45-CV/HU'],
  ['CV', null, party, 'Số …-CV/HU'],
  ['CV', '45', state, 'Số: 45/UBND'],
  ['CV', '45đ', state, 'Số: 45đ/UBND'],
  ['CV', '45/UBND-VP', state, 'Số: 45/UBND-VP'],
  ['CV', 'Số: 45/UBND', state, 'Số: 45/UBND'],
  ['CV', null, state, 'Số: …/UBND'],
  ['TB', '7', byHand, 'Số 7-TB/VPHU'],
  ['CV', '7', withoutGap, 'Số 7'],
  ['CV', '7-CV/HU', withoutGap, 'Số 7-CV/HU'],
] as const)('a %s numbered as %s under %o reads %s', (paper, typed, letterhead, read) => {
  expect(paperNumber(letterhead, paper, typed)).toBe(read)
})

test('the example of a number is what may be typed, without the word before it', () => {
  expect([party, state].map((one) => numberExample(one, 'TB'))).toEqual(['45-TB/HU', '45/TB-UBND'])
  expect([party, state].map((one) => numberExample(one, 'CV'))).toEqual(['45-CV/HU', '45/UBND'])
})
