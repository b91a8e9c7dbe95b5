import { describe, expect, test } from 'vitest'
import { codeOf, keyUri, newTotpSecret, stepAt, stepOfCode } from '../../src/storage/totp.ts'

/** '12345678901234567890' in Base32: the key of RFC 6238, appendix B. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

describe('one-time codes by time', () => {
  test.each([
    [59, '94287082'],
    [1111111109, '07081804'],
    [1111111111, '14050471'],
    [1234567890, '89005924'],
    [2000000000, '69279037'],
    [20000000000, '65353130'],
  ])('RFC 6238, appendix B: at %i s the code is %s', (seconds, code) => {
    expect(codeOf(SECRET, stepAt(seconds * 1000), 8)).toBe(code)
    expect(codeOf(SECRET, stepAt(seconds * 1000))).toBe(code.slice(2))
  })

  test.each([
    ['755224', 0],
    ['287082', 1],
    ['520489', 9],
  ])('RFC 4226, appendix D: %s is the code of step %i', (code, step) => {
    expect(codeOf(SECRET, step)).toBe(code)
  })

  const now = 1_662_429_600_000
  const step = stepAt(now)
  test.each([
    ['the present half-minute', step, null, step],
    ['the one before', step - 1, null, step - 1],
    ['the one after', step + 1, null, step + 1],
    ['two before', step - 2, null, undefined],
    ['two after', step + 2, null, undefined],
    ['used already', step, step, undefined],
    ['older than the last used', step - 1, step, undefined],
    ['the next after the last used', step + 1, step, step + 1],
  ])('takes a code of %s', (_, of, last, taken) => {
    expect(stepOfCode(SECRET, codeOf(SECRET, of), now, last)).toBe(taken)
  })

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６', '-12345'])('refuses %j', (typed) => {
    expect(stepOfCode(SECRET, typed, now, null)).toBeUndefined()
  })

  test('a key is 160 random bits, and its address is what a telephone reads', () => {
    expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/)
    expect(newTotpSecret()).not.toBe(newTotpSecret())
    expect(keyUri(SECRET, { issuer: 'Sổ cam kết', account: 'head' })).toBe(
      `otpauth://totp/S%E1%BB%95%20cam%20k%E1%BA%BFt:head?secret=${SECRET}&issuer=S%E1%BB%95%20cam%20k%E1%BA%BFt`,
    )
  })
})
