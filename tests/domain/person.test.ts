import { expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { isHeldOn, isUsername, personState, usernameFrom } from '../../src/domain/person.ts'

const today: Day = '2022-09-06'

test.each([
  [null, null, true],
  ['2022-09-06', null, true],
  ['2022-09-07', null, false],
  [null, '2022-09-06', true],
  [null, '2022-09-05', false],
  ['2022-09-06', '2022-09-06', true],
  ['2022-01-01', '2022-12-31', true],
  ['2021-01-01', '2021-12-31', false],
] as [Day | null, Day | null, boolean][])('a post from %s to %s is held today: %s', (fromOn, toOn, held) => {
  expect(isHeldOn({ fromOn, toOn }, today)).toBe(held)
})

const account = { disabledAt: null, passwordHash: 'x', mustChangePassword: false }
test.each([
  [account, true, 'active'],
  [account, false, 'no_post'],
  [{ ...account, passwordHash: null }, true, 'waiting'],
  [{ ...account, mustChangePassword: true }, false, 'waiting'],
  [{ ...account, passwordHash: null, disabledAt: 5 }, true, 'disabled'],
])('%o with a post %s is %s', (one, holds, state) => {
  expect(personState(one, holds)).toBe(state)
})

test.each([
  ['hh-tckh', true],
  ['a1', true],
  ['nguyen.van_a-2', true],
  ['a', false],
  ['-a', false],
  ['Hoa', false],
  ['xã', false],
  ['two words', false],
  ['new', false],
  ['heads', false],
  ['a'.repeat(62), false],
])('%s may be a user name: %s', (name, may) => {
  expect(isUsername(name)).toBe(may)
})

test.each([
  ['HH-TCKH', [], 'hh-tckh'],
  ['HH-TCKH', ['hh-tckh'], 'hh-tckh-2'],
  ['HH-TCKH', ['hh-tckh', 'hh-tckh-2'], 'hh-tckh-3'],
  ['X', [], 'u-x'],
  ['NEW', [], 'u-new'],
  ['.A B/C', [], 'a-b-c'],
  ['', [], 'u-unit'],
])('%j with %j taken suggests %s', (code, taken, name) => {
  expect(usernameFrom(code, (one) => (taken as string[]).includes(one))).toBe(name)
})
