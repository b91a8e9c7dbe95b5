import { expect, test } from 'vitest'
import { isNewUnitCode, tailOfCode, titleAt } from '../../src/domain/unit-code.ts'

test.each([
  ['HH-X-KS', true],
  ['A1', true],
  ['hh', false],
  ['HH--KS', false],
  ['-HH', false],
  ['HH_KS', false],
  ['ĐH', false],
  ['', false],
  ['A'.repeat(41), false],
])('the code %s', (code, isOne) => expect(isNewUnitCode(code)).toBe(isOne))

test('codes and posts of a successor are made from those before', () => {
  expect(tailOfCode('HH-KS', 'HH')).toBe('KS')
  expect(tailOfCode('KS', 'HH')).toBe('KS')
  expect(titleAt('Bí thư Đảng ủy xã Thanh', 'Xã Thanh', 'Xã Lìa')).toBe('Bí thư Đảng ủy xã Lìa')
  expect(titleAt('Chủ tịch', 'Xã Thanh', 'Xã Lìa')).toBe('Chủ tịch, xã Lìa')
})
