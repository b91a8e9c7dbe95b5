import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { endOf } from '../../src/domain/day.ts'
import { standingOf } from '../../src/domain/standing.ts'
import type { Target, TargetFacts, UpdateFact } from '../../src/domain/target.ts'
import { at, facts, moment, rules, target, update, zone } from './facts.ts'

const DUE = '2022-08-31'
const due = (changes: Partial<Target> = {}) =>
  target({ kind: 'milestone', plan: null, curve: 'step', dueOriginal: DUE, ...changes })
const on = (of: TargetFacts, today: Day) => standingOf(of, rules, moment(today))
const final = (receivedAt: number, changes: Partial<UpdateFact> = {}) =>
  update(DUE, null, { declared: 'done', receivedAt, ...changes })
const waiting = { decision: null } as const
const returned = (day: Day, more: Partial<UpdateFact> = {}) =>
  ({ decision: 'returned', decidedAt: at(day), ...more }) as const

test('31/8/2022 ends at 17:00 UTC', () => {
  expect(new Date(endOf(DUE, zone)).toISOString()).toBe('2022-08-31T17:00:00.000Z')
})

describe('the clock of an open target', () => {
  test.each([
    ['2022-08-23', 'in_time', 8, 0, 'open_in_time', 'on_track'],
    ['2022-08-24', 'due_soon', 7, 0, 'open_in_time', 'on_track'],
    ['2022-08-30', 'due_soon', 1, 0, 'open_in_time', 'on_track'],
    ['2022-08-31', 'due_today', 0, 0, 'open_in_time', 'on_track'],
    ['2022-09-01', 'overdue', null, 1, 'open_overdue', 'overdue'],
    ['2022-09-07', 'overdue', null, 7, 'open_overdue', 'overdue'],
  ] as const)('%s', (today, clock, daysLeft, daysLate, reportClass, progress) => {
    expect(on(facts(due()), today)).toMatchObject({ clock, daysLeft, daysLate, reportClass, progress })
  })

  test('without deadline there is none, and no sentinel', () => {
    const of = facts(due({ dueOriginal: null }))
    expect(on(of, '2030-01-01')).toMatchObject({
      clock: 'none',
      daysLeft: null,
      lateFrom: null,
      dueOn: null,
      reportClass: 'open_no_deadline',
      progress: 'on_track',
    })
  })

  test.each(['suspended', 'transferred', 'cancelled'] as const)('%s: apart, never late', (state) => {
    expect(on(facts(due({ state })), '2022-12-01')).toMatchObject({
      reportClass: state,
      progress: null,
      clock: 'none',
      lateFrom: null,
      daysLate: 0,
      daysLeft: null,
    })
  })

  test('a planned one counts as open', () => {
    expect(on(facts(due({ state: 'planned' })), '2022-09-01').reportClass).toBe('open_overdue')
  })
})

describe('done', () => {
  test.each([
    ['in the last second', endOf(DUE, zone) - 1, 'done_on_time'],
    ['at the due instant it is late', endOf(DUE, zone), 'done_late'],
  ] as const)('received %s', (_, receivedAt, reportClass) => {
    const of = facts(due(), [final(receivedAt, { decidedAt: at('2022-10-20') })])
    expect(on(of, '2022-10-20')).toMatchObject({ reportClass, progress: 'done', lateFrom: null, daysLate: 0 })
  })

  test('reviewer slowness never makes late', () => {
    const of = facts(due(), [
      final(at('2022-08-30'), { decidedAt: at('2022-10-20'), completedOn: '2022-08-29' }),
    ])
    const open = {
      lateFrom: null,
      clock: 'in_time',
      daysLeft: null,
      reportClass: 'open_in_time',
      waiting: true,
    }
    expect(on(of, '2022-08-31')).toMatchObject(open)
    expect(on(of, '2022-10-19')).toMatchObject({ ...open, doneOn: null })
    expect(on(of, '2022-10-20')).toMatchObject({
      reportClass: 'done_on_time',
      doneOn: '2022-08-30',
      completedOn: '2022-08-29',
      doneAt: at('2022-10-20'),
      doneByGrace: false,
      clock: 'none',
    })
  })

  test('without deadline', () => {
    const of = facts(due({ dueOriginal: null }), [final(at('2022-08-30'))])
    expect(on(of, '2022-09-07').reportClass).toBe('done_no_deadline')
  })

  test('a leader recognises a late one as on time', () => {
    const of = facts(due(), [final(at('2022-09-03'), { recognisedOnTime: true })])
    expect(on(of, '2022-09-07').reportClass).toBe('done_on_time')
  })

  test('an accepted correction leaves its day; one that takes the word back opens the target again', () => {
    const first = final(at('2022-08-30'))
    const again = final(at('2022-09-05'), { corrects: first.id })
    expect(on(facts(due(), [first, again]), '2022-09-07')).toMatchObject({
      reportClass: 'done_on_time',
      doneOn: '2022-08-30',
    })
    const back = { ...again, declared: 'in_progress' } as const
    expect(on(facts(due(), [first, back]), '2022-09-07')).toMatchObject({
      reportClass: 'open_overdue',
      daysLate: 7,
    })
    const anew = final(at('2022-09-08'), { corrects: back.id })
    expect(on(facts(due(), [first, back, anew]), '2022-09-09')).toMatchObject({
      reportClass: 'done_late',
      doneOn: '2022-09-08',
    })
  })

  test('the first of two finals counts', () => {
    const of = facts(due(), [final(at('2022-09-05'), { asOf: '2022-08-30' }), final(at('2022-08-30'))])
    expect(on(of, '2022-09-07').doneOn).toBe('2022-08-30')
  })

  test('an update that is not final never closes', () => {
    expect(on(facts(due(), [update('2022-08-30', null)]), '2022-09-07').reportClass).toBe('open_overdue')
  })

  test('done wins over a later suspension', () => {
    const of = facts(due({ state: 'suspended' }), [final(at('2022-08-30'))])
    expect(on(of, '2022-09-07').reportClass).toBe('done_on_time')
  })
})

describe('a late final', () => {
  const received = at('2022-09-05')

  test('keeps the target overdue, its days frozen at the day of receipt', () => {
    const of = facts(due(), [final(received, waiting)])
    expect(on(of, '2022-09-04').daysLate).toBe(4)
    expect(on(of, '2022-09-20')).toMatchObject({
      reportClass: 'open_overdue',
      daysLate: 5,
      lateFrom: '2022-09-01',
      lateFrozenOn: '2022-09-05',
    })
  })

  test('looked at for an earlier day it counts to that day', () => {
    const standing = standingOf(facts(due(), [final(received, waiting)]), rules, {
      ...moment('2022-09-20'),
      today: '2022-09-02',
    })
    expect(standing.daysLate).toBe(2)
  })

  test('returned, the clock runs again and no grace is earned', () => {
    const of = facts(due(), [final(received, returned('2022-09-06'))])
    expect(on(of, '2022-09-07')).toMatchObject({ daysLate: 7, lateFrozenOn: null, supplementing: null })
  })
})

describe('the grace after the return of a timely final', () => {
  const first = final(at('2022-08-30'), returned('2022-09-05'))

  test.each([
    ['2022-09-05', 'open_in_time', 'in_time', 0],
    ['2022-09-08', 'open_in_time', 'in_time', 0],
    ['2022-09-09', 'open_overdue', 'overdue', 9],
    ['2022-09-12', 'open_overdue', 'overdue', 12],
  ] as const)(
    'three working days, then overdue from the due date: %s',
    (today, reportClass, clock, daysLate) => {
      const found = on(facts(due(), [first]), today)
      expect(found).toMatchObject({ reportClass, clock, daysLate, daysLeft: null, lateFrom: '2022-09-09' })
      expect(found.supplementing).toEqual(daysLate ? null : { until: '2022-09-08' })
    },
  )

  test('day 1 is the first working day after the return: over a holiday and a weekend', () => {
    const early = final(at('2022-08-30'), returned('2022-08-31'))
    expect(on(facts(due(), [early]), '2022-09-07').supplementing).toEqual({ until: '2022-09-07' })
  })

  test('the reviewer may give longer, never shorter', () => {
    const until = (returnDueOn: Day) =>
      on(facts(due(), [final(at('2022-08-30'), returned('2022-09-05', { returnDueOn }))]), '2022-09-06')
        .supplementUntil
    expect(until('2022-09-15')).toBe('2022-09-15')
    expect(until('2022-09-06')).toBe('2022-09-08')
  })

  test('well before the deadline it changes nothing but the mark', () => {
    const early = final(at('2022-08-10'), returned('2022-08-11'))
    expect(on(facts(due(), [early]), '2022-08-12')).toMatchObject({
      lateFrom: '2022-09-01',
      supplementing: { until: '2022-08-16' },
      clock: 'in_time',
      daysLeft: 19,
    })
  })

  test.each([
    ['in its last second', endOf('2022-09-08', zone) - 1, 'done_on_time', '2022-08-30', true],
    ['after it', endOf('2022-09-08', zone), 'done_late', '2022-09-09', false],
  ] as const)('corrected %s', (_, receivedAt, reportClass, doneOn, doneByGrace) => {
    const of = facts(due(), [first, final(receivedAt, { corrects: first.id })])
    expect(on(of, '2022-09-20')).toMatchObject({ reportClass, doneOn, doneByGrace })
  })

  test('a correction within it stops the clock; returned again, a new grace runs', () => {
    const second = (changes: Partial<UpdateFact>) =>
      final(at('2022-09-07'), { corrects: first.id, ...changes })
    expect(on(facts(due(), [first, second(waiting)]), '2022-09-20')).toMatchObject({
      lateFrom: null,
      reportClass: 'open_in_time',
      supplementing: null,
    })
    expect(on(facts(due(), [first, second(returned('2022-09-19'))]), '2022-09-20')).toMatchObject({
      lateFrom: '2022-09-23',
      supplementing: { until: '2022-09-22' },
    })
  })

  test('what was sent before the return earned nothing from it', () => {
    const meanwhile = final(at('2022-09-02'), { asOf: '2022-09-02' })
    expect(on(facts(due(), [first, meanwhile]), '2022-09-07').reportClass).toBe('done_late')
  })
})
