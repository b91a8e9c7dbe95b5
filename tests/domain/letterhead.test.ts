import { expect, test } from 'vitest'
import { letterheadOf } from '../../src/domain/letterhead.ts'

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
