import { expect, test } from 'vitest'
import { amountText, parseDecimal } from '../../src/domain/amount.ts'

test.each([
  ['660.191', 3, 660_191],
  ['660.191', 2, undefined],
  ['660.100', 1, 6601],
  ['8.200', 3, 8200],
  ['-3', 0, -3],
  ['-0', 0, 0],
  ['0.5', 6, 500_000],
  ['9007199254740991', 0, Number.MAX_SAFE_INTEGER],
  ['9007199254740992', 0, undefined],
  ['9007199254740991', 1, undefined],
  ['', 0, undefined],
  [' 5', 0, undefined],
  ['+5', 0, undefined],
  ['5.', 1, undefined],
  ['.5', 1, undefined],
  ['5,5', 1, undefined],
  ['1,000', 0, undefined],
  ['1e3', 0, undefined],
  ['NaN', 0, undefined],
  ['Infinity', 0, undefined],
  ['５', 0, undefined],
  ['1'.repeat(1_000_000), 0, undefined],
])('%s with %i decimals is %s', (text, decimals, amount) => {
  expect(parseDecimal(text, decimals)).toBe(amount)
})

test.each([
  [82_010, 1, '8201.0'],
  [660_191, 3, '660.191'],
  [-5, 3, '-0.005'],
  [0, 2, '0.00'],
  [-0, 0, '0'],
  [-3, 0, '-3'],
  [Number.MAX_SAFE_INTEGER, 6, '9007199254.740991'],
])('%i with %i decimals is %s', (amount, decimals, text) => {
  expect(amountText(amount, decimals)).toBe(text)
  expect(parseDecimal(text, decimals)).toBe(amount || 0)
})
