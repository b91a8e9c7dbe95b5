import { describe, expect, test } from 'vitest'
import { type Ratio, ratio } from '../../src/domain/ratio.ts'
import {
  writeAmount,
  writeBytes,
  writeCount,
  writeMeasured,
  writePercent,
  writePercentSpan,
  writePoints,
  writeRatio,
  writeSignedAmount,
  writeSignedPercent,
  writeSignedPoints,
  writeSpan,
} from '../../src/i18n/numbers.ts'

test.each([
  [42_031, 1, '4.203,1', '4,203.1'],
  [660_191, 3, '660,191', '660.191'],
  [82_010, 1, '8.201', '8,201'],
  [1_234_567, 0, '1.234.567', '1,234,567'],
  [0, 3, '0', '0'],
  [5, 3, '0,005', '0.005'],
  [-5, 1, '−0,5', '−0.5'],
  [-3000, 3, '−3', '−3'],
  [-0, 2, '0', '0'],
  [Number.MAX_SAFE_INTEGER, 0, '9.007.199.254.740.991', '9,007,199,254,740,991'],
  [-Number.MAX_SAFE_INTEGER, 6, '−9.007.199.254,740991', '−9,007,199,254.740991'],
])('amount %i with %i decimals: %s, %s', (amount, decimals, vi, en) => {
  expect(writeAmount('vi', amount, decimals)).toBe(vi)
  expect(writeAmount('en', amount, decimals)).toBe(en)
})

test.each([
  [{ low: 40, high: 49 }, '40 – 49', '40 – 49'],
  [{ low: 40, high: 40 }, '40', '40'],
  [{ low: -5, high: -3 }, '−5 – −3', '−5 – −3'],
  [{ low: 95, high: null }, 'trên 95', 'over 95'],
  [{ low: null, high: 3 }, 'dưới 3', 'under 3'],
  [{ low: null, high: null }, '', ''],
])('span %o: %s, %s', (span, vi, en) => {
  expect(writeSpan('vi', span, 0)).toBe(vi)
  expect(writeSpan('en', span, 0)).toBe(en)
})

test('a span with its measure', () => {
  expect(writeMeasured('vi', { low: 660_191, high: 660_191 }, 3, 'tỷ đồng')).toBe('660,191\u00a0tỷ đồng')
  expect(writeMeasured('vi', { low: 40, high: 49 }, 0, '%')).toBe('40 – 49%')
  expect(writeMeasured('vi', { low: 40, high: 49 }, 0, null)).toBe('40 – 49')
})

describe('percentages', () => {
  const cases: [Ratio, string, string][] = [
    [ratio(660_191, 730_223), '90,41%', '90.41%'],
    [ratio(437_844, 726_573), '60,26%', '60.26%'],
    [ratio(9, 100), '9%', '9%'],
    [ratio(135, 1000), '13,5%', '13.5%'],
    [ratio(99_996, 100_000), '99,99%', '99.99%'],
    [ratio(99_999_999n, 100_000_000n), '99,99%', '99.99%'],
    [ratio(1), '100%', '100%'],
    [ratio(1_000_001, 1_000_000), '100%', '100%'],
    [ratio(904, 1), '90.400%', '90,400%'],
    [ratio(0), '0%', '0%'],
    [ratio(1, 1_000_000), '<0,01%', '<0.01%'],
    [ratio(5, 100_000), '0,01%', '0.01%'],
    [ratio(-1, 1_000_000), '>−0,01%', '>−0.01%'],
    [ratio(12_345, 1_000_000), '1,23%', '1.23%'],
    [ratio(12_350, 1_000_000), '1,24%', '1.24%'],
    [ratio(-12_350, 1_000_000), '−1,24%', '−1.24%'],
  ]
  test.each(cases)('%o: %s, %s', (share, vi, en) => {
    expect(writePercent('vi', share)).toBe(vi)
    expect(writePercent('en', share)).toBe(en)
  })

  test('9.999,6 of 10.000 shows 99,99', () => {
    expect(writePercent('vi', ratio(99_996, 100_000))).toBe('99,99%')
    expect(writePercent('vi', ratio(99_996, 100_000), { decimals: 1 })).toBe('99,9%')
    expect(writePercent('vi', ratio(99_996, 100_000), { decimals: 0 })).toBe('99%')
    expect(writePercent('vi', ratio(999_999, 1_000_000), { met: true })).toBe('100%')
  })

  test('none and spans', () => {
    expect(writePercent('vi', null)).toBe('–')
    expect(writePercentSpan('vi', { low: ratio(40, 100), high: ratio(49, 100) })).toBe('40 – 49%')
    expect(writePercentSpan('vi', { low: ratio(40, 100), high: ratio(40, 100) })).toBe('40%')
    expect(writePercentSpan('en', { low: ratio(95, 100), high: null })).toBe('over 95%')
    expect(writePercentSpan('en', { low: null, high: null })).toBe('–')
  })
})

test('points, paces and counts', () => {
  expect(writePoints('vi', ratio(2383, 100))).toBe('23,8')
  expect(writePoints('vi', ratio(1275, 100), 2)).toBe('12,75')
  expect(writePoints('vi', ratio(1, 1000))).toBe('<0,1')
  expect(writeRatio('vi', ratio(905, 1000), 3)).toBe('0,905')
  expect(writeRatio('vi', ratio(13, 10), 3)).toBe('1,300')
  expect(writeRatio('vi', ratio(3), 2, true)).toBe('3')
  expect(writeCount('vi', 12_345)).toBe('12.345')
  expect(writeCount('en', 12_345)).toBe('12,345')
})

test('signed', () => {
  expect(writeSignedAmount('vi', 18_884, 3)).toBe('+18,884')
  expect(writeSignedAmount('vi', -3000, 3)).toBe('−3')
  expect(writeSignedAmount('vi', 0, 3)).toBe('0')
  expect(writeSignedPercent('vi', ratio(135, 1000))).toBe('+13,5%')
  expect(writeSignedPercent('vi', ratio(9, 100))).toBe('+9%')
  expect(writeSignedPercent('vi', ratio(999_999, 1_000_000))).toBe('+100%')
  expect(writeSignedPercent('vi', null)).toBe('–')
  expect(writeSignedPoints('vi', ratio(238, 10))).toBe('+23,8')
  expect(writeSignedPoints('vi', ratio(-63, 10))).toBe('−6,3')
  expect(writeSignedPoints('vi', ratio(1, 1000))).toBe('<0,1')
})

test.each([
  [0, '0 B'],
  [512, '512 B'],
  [12_288, '12 KB'],
  [300_000, '0,3 MB'],
  [10_485_760, '10 MB'],
  [3_221_225_472, '3 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(writeBytes('vi', bytes)).toBe(text.replace(' ', '\u00a0'))
})
