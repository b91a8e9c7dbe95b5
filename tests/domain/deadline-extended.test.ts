import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { standingOf } from '../../src/domain/standing.ts'
import type { TargetFacts, UpdateFact } from '../../src/domain/target.ts'
import { at, facts, granted, moment, rules, target, update } from './facts.ts'

const DUE = '2022-08-31'
const due = () => target({ kind: 'milestone', plan: null, curve: 'step', dueOriginal: DUE })
const on = (of: TargetFacts, today: Day) => standingOf(of, rules, moment(today))
const final = (receivedAt: number, changes: Partial<UpdateFact> = {}) =>
  update(DUE, null, { declared: 'done', receivedAt, ...changes })
const waiting = { decision: null } as const
const returned = (day: Day) => ({ decision: 'returned', decidedAt: at(day) }) as const

describe('extensions', () => {
  const of = facts(due(), [], { extensions: [granted('2022-09-05', '2022-09-20')] })

  test('move the deadline from the day they are granted; days already overdue stay counted', () => {
    expect(on(of, '2022-09-04')).toMatchObject({
      daysLate: 4,
      dueOn: DUE,
      extensionCount: 0,
      daysLateBefore: 0,
    })
    expect(on(of, '2022-09-05')).toMatchObject({
      daysLate: 0,
      dueOn: '2022-09-20',
      dueOriginal: DUE,
      extensionCount: 1,
      daysLateBefore: 5,
      lateFrom: '2022-09-21',
    })
    expect(on(of, '2022-09-22')).toMatchObject({ daysLate: 2, daysLateBefore: 5 })
  })

  test('granted in time none were overdue; granted twice the days add up', () => {
    const early = { extensions: [granted('2022-08-20', '2022-09-20')] }
    expect(on(facts(due(), [], early), '2022-09-05').daysLateBefore).toBe(0)
    const firstDay = { extensions: [granted('2022-09-01', '2022-09-20')] }
    expect(on(facts(due(), [], firstDay), '2022-09-05').daysLateBefore).toBe(1)
    const twice = { extensions: [granted('2022-09-05', '2022-09-20'), granted('2022-09-23', '2022-10-31')] }
    expect(on(facts(due(), [], twice), '2022-10-05').daysLateBefore).toBe(8)
  })

  test('days that stood still while a late final waited are not added', () => {
    const late = final(at('2022-09-03'), waiting)
    expect(on({ ...of, updates: [late] }, '2022-09-06').daysLateBefore).toBe(3)
  })

  test.each([
    ['late, accepted before the extension', '2022-09-03', '2022-09-04', 'done_late', DUE, 0, 0],
    [
      'late, waiting while the extension is granted',
      '2022-09-03',
      '2022-09-06',
      'done_late',
      '2022-09-20',
      1,
      3,
    ],
    ['after the extension, by its date', '2022-09-20', '2022-09-30', 'done_on_time', '2022-09-20', 1, 5],
    ['after the extension and its date', '2022-09-21', '2022-09-30', 'done_late', '2022-09-20', 1, 5],
    ['in time before all of it', '2022-08-31', '2022-09-30', 'done_on_time', '2022-09-20', 1, 0],
  ] as const)(
    'a final is held against the deadline in force when it was received: %s',
    (_, received, accepted, reportClass, dueOn, extensionCount, daysLateBefore) => {
      const update = final(at(received), { decidedAt: at(accepted) })
      const found = on({ ...of, updates: [update] }, '2022-10-07')
      expect(found).toMatchObject({ reportClass, dueOn, extensionCount, daysLateBefore, doneOn: received })
    },
  )

  test('a late final that waits is late no more from the extension on, and never by the slowness of its review', () => {
    const waits = { ...of, updates: [final(at('2022-09-03'), waiting)] }
    expect(on(waits, '2022-09-04')).toMatchObject({ reportClass: 'open_overdue', daysLate: 3 })
    for (const today of ['2022-09-06', '2022-09-25'] as const) {
      const found = on(waits, today)
      expect(found).toMatchObject({ reportClass: 'open_in_time', lateFrom: null, daysLate: 0 })
      expect(found.daysLateBefore).toBe(3)
    }
  })

  test('a late final returned after the extension earns no grace; the new deadline runs', () => {
    const back = final(at('2022-09-03'), returned('2022-09-06'))
    expect(on({ ...of, updates: [back] }, '2022-09-21')).toMatchObject({
      reportClass: 'open_overdue',
      lateFrom: '2022-09-21',
      daysLate: 1,
      supplementing: null,
    })
    const again = final(at('2022-09-19'), { corrects: back.id })
    expect(on({ ...of, updates: [back, again] }, '2022-09-21').reportClass).toBe('done_on_time')
  })

  test('a timely final returned in the grace keeps its grace beside an extension', () => {
    const first = final(at('2022-08-30'), returned('2022-09-05'))
    const early = { ...of, extensions: [granted('2022-09-06', '2022-09-07')] }
    expect(on({ ...early, updates: [first] }, '2022-09-07')).toMatchObject({
      reportClass: 'open_in_time',
      lateFrom: '2022-09-09',
    })
    const mended = final(at('2022-09-08'), { corrects: first.id })
    expect(on({ ...early, updates: [first, mended] }, '2022-09-20')).toMatchObject({
      reportClass: 'done_on_time',
      doneByGrace: true,
    })
  })
})
