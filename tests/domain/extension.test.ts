import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import {
  barToAsking,
  barToGranting,
  dueBefore,
  type Extendable,
  faultOfDue,
  lastDueDay,
  sameRequest,
  slipOf,
  slipTold,
} from '../../src/domain/extension.ts'

const rules = { endOn: '2022-12-31', maximumExtensions: 2 } as const
type Askable = Parameters<typeof barToAsking>[0]
const open: Askable = {
  baseClass: 'open',
  dueOn: '2022-09-30',
  dueOriginal: '2022-09-30',
  extensionCount: 0,
  doneOn: null,
  lateFrom: '2022-10-01',
  lateFrozenOn: null,
}

describe('whether more time may be asked for', () => {
  test.each<[string, Partial<Askable>, boolean, ReturnType<typeof barToAsking>]>([
    ['an open target with a deadline', {}, false, null],
    ['one that was extended once of two', { extensionCount: 1 }, false, null],
    ['one that was extended twice of two', { extensionCount: 2 }, false, 'limit'],
    ['one with a request that waits', {}, true, 'pending'],
    ['one whose timely final waits', { lateFrom: null }, false, 'final_waits'],
    ['one whose late final waits', { lateFrozenOn: '2022-10-03' }, false, 'final_waits'],
    ['a lasting duty', { dueOn: null, dueOriginal: null }, false, 'no_deadline'],
    ['one that is done', { baseClass: 'done_late', doneOn: '2022-10-01' }, false, 'closed'],
    ['one that is suspended', { baseClass: 'suspended' }, false, 'closed'],
    ['a closed one is closed before all else', { baseClass: 'cancelled', dueOn: null }, true, 'closed'],
  ])('%s', (_, changes, isPending, bar) => {
    expect(barToAsking({ ...open, ...changes }, rules, isPending)).toBe(bar)
  })

  test('a campaign without extensions grants none, and its waiting request is no bar to granting it', () => {
    expect(barToAsking(open, { maximumExtensions: 0 }, false)).toBe('limit')
    expect(barToGranting(open, rules)).toBeNull()
    expect(barToGranting({ ...open, lateFrom: null } as Extendable, rules)).toBeNull()
    expect(barToGranting({ ...open, extensionCount: 2 }, rules)).toBe('limit')
  })
})

describe('the new deadline', () => {
  test.each<[Day, Day | null, Day, ReturnType<typeof faultOfDue>]>([
    ['2022-10-01', '2022-09-30', '2022-09-07', null],
    ['2022-09-30', '2022-09-30', '2022-09-07', 'not_later'],
    ['2022-08-01', '2022-09-30', '2022-09-07', 'not_later'],
    ['2022-09-06', '2022-08-31', '2022-09-07', 'past'],
    ['2022-09-07', '2022-08-31', '2022-09-07', null],
    ['2023-12-31', '2022-12-31', '2022-09-07', null],
    ['2024-01-01', '2022-12-31', '2022-09-07', 'too_far'],
  ])('%s for %s, asked on %s', (day, dueOn, today, fault) => {
    expect(faultOfDue(day, dueOn, rules, today)).toBe(fault)
  })

  test('the year after a leap day ends on the 28th', () => {
    expect(lastDueDay({ endOn: '2024-02-29' })).toBe('2025-02-28')
  })
})

describe('slip against the original deadline', () => {
  test.each<[string, Partial<Extendable>, number | null]>([
    ['never moved', {}, 0],
    ['moved by 61 days', { dueOn: '2022-11-30' }, 61],
    ['moved, and done in between', { dueOn: '2022-11-30', doneOn: '2022-10-15' }, 15],
    ['moved, and done within the original', { dueOn: '2022-11-30', doneOn: '2022-09-28' }, -2],
    ['done late without an extension', { baseClass: 'done_late', doneOn: '2022-10-03' }, 3],
    ['without deadline', { dueOn: null, dueOriginal: null, doneOn: '2022-10-03' }, null],
  ])('%s', (_, changes, days) => {
    expect(slipOf({ ...open, ...changes })).toBe(days)
  })
})

test.each<[string, Partial<Extendable>, number | null]>([
  ['an open one that was never moved', {}, null],
  ['an open one that was moved', { dueOn: '2022-11-30', extensionCount: 1 }, 61],
  ['done late without an extension', { baseClass: 'done_late', doneOn: '2022-10-03' }, 3],
  ['done within the original', { baseClass: 'done_on_time', doneOn: '2022-09-28' }, -2],
  ['without deadline', { dueOn: null, dueOriginal: null, doneOn: '2022-10-03' }, null],
])('the slip that is told of %s', (_, changes, days) => {
  expect(slipTold({ ...open, ...changes })).toBe(days)
})

describe('the deadline before a decision', () => {
  const granted = (decidedAt: number, newDueOn: Day) => ({ decision: 'granted', decidedAt, newDueOn })
  const requests = [
    granted(200, '2022-11-30'),
    { decision: 'refused', decidedAt: 150, newDueOn: null },
    granted(100, '2022-10-31'),
    { decision: null, decidedAt: null, newDueOn: null },
  ]
  test.each<[number | null, Day]>([
    [100, '2022-09-30'],
    [150, '2022-10-31'],
    [200, '2022-10-31'],
    [null, '2022-11-30'],
  ])('decided at %s', (at, day) => {
    expect(dueBefore('2022-09-30', requests, at)).toBe(day)
  })
})

test('a request is the same with its files in any order, and another one with another word', () => {
  const request = { dueOn: '2022-10-31' as const, reasonCode: 'land', reason: 'Chờ bàn giao mặt bằng' }
  const a = { ...request, files: [{ hash: 'a' }, { hash: 'b' }] }
  expect(sameRequest(a, { ...request, files: [{ hash: 'b' }, { hash: 'a' }] })).toBe(true)
  for (const other of [{ files: [{ hash: 'a' }] }, { reason: '' }, { reasonCode: 'staff' }])
    expect(sameRequest(a, { ...a, ...other })).toBe(false)
  expect(sameRequest(a, { ...a, dueOn: '2022-11-01' })).toBe(false)
})
