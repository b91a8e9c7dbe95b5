import { describe, expect, test } from 'vitest'
import { addDays, type Day } from '../../src/domain/day.ts'
import { digestsOf, type Hearer, itemsOfNotice, noticeOf, type Word } from '../../src/domain/digest.ts'
import { horizonOf, type Laddered, type LadderRules, rungOn, type SaidRung } from '../../src/domain/ladder.ts'
import { noteRefusal, restAfter } from '../../src/domain/retry.ts'
import type { WorkCalendar } from '../../src/domain/target.ts'

const rules: LadderRules = {
  remindsItself: true,
  remindBeforeDays: 3,
  remindAfterDays: 1,
  escalateAfterDays: 10,
}
/** September 2022 with the holidays of the National Day (Thursday and Friday), and one make-up Saturday. */
const calendar: WorkCalendar = {
  holidays: new Set<Day>(['2022-09-01', '2022-09-02']),
  workdays: new Set<Day>(['2022-09-17']),
}

const dueOn = (day: Day, more: Partial<Laddered> = {}): Laddered => ({
  baseClass: 'open',
  dueOn: day,
  lateFrom: addDays(day, 1),
  lateFrozenOn: null,
  supplementUntil: null,
  ...more,
})

/** Every word that is said from one day to another, as 'day step nth', where nothing runs on the days left out. */
function climb(
  target: Laddered,
  from: Day,
  to: Day,
  more: { rules?: Partial<LadderRules>; down?: Day[] } = {},
) {
  const said: SaidRung[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (more.down?.includes(day)) continue
    const rung = rungOn(target, { ...rules, ...more.rules }, calendar, day, said)
    if (rung) said.push({ ...rung, saidOn: day })
  }
  return said.map(({ saidOn, step, nth }) => `${saidOn.slice(5)} ${step} ${nth}`)
}

describe('the ladder of one deadline', () => {
  test('a Wednesday: three working days before, on the day, after a day of grace, and then every five working days', () => {
    expect(climb(dueOn('2022-09-14'), '2022-09-01', '2022-10-10')).toEqual([
      '09-09 before 1',
      '09-14 due 1',
      // Thursday passes in silence.
      '09-16 after 1',
      // Saturday the 17th is worked.
      '09-22 weekly 1',
      // Ten working days have passed by the evening of the 27th.
      '09-28 escalated 1',
      '10-05 weekly 2',
    ])
  })

  test.each<[string, Laddered, Day, Day, Partial<LadderRules>, string[]]>([
    [
      'on a Sunday: held on the Friday before',
      dueOn('2022-09-11'),
      '2022-09-01',
      '2022-09-13',
      {},
      ['09-06 before 1', '09-09 due 1', '09-13 after 1'],
    ],
    [
      'in the holidays: held on the last working day before them',
      dueOn('2022-09-02'),
      '2022-08-22',
      '2022-09-06',
      {},
      ['08-26 before 1', '08-31 due 1', '09-06 after 1'],
    ],
    [
      'before the holidays: they are no grace',
      dueOn('2022-08-31'),
      '2022-08-31',
      '2022-09-06',
      {},
      ['08-31 due 1', '09-06 after 1'],
    ],
    [
      'without a word before it and without grace',
      dueOn('2022-09-07'),
      '2022-09-01',
      '2022-09-08',
      { remindBeforeDays: 0, remindAfterDays: 0 },
      ['09-07 due 1', '09-08 after 1'],
    ],
    [
      'of a campaign that does not remind',
      dueOn('2022-09-07'),
      '2022-09-01',
      '2022-09-30',
      { remindsItself: false },
      [],
    ],
    [
      'told above at once',
      dueOn('2022-09-07'),
      '2022-09-08',
      '2022-09-15',
      { escalateAfterDays: 0 },
      ['09-08 escalated 1', '09-15 weekly 1'],
    ],
  ])('%s', (_, target, from, to, settings, said) => {
    expect(climb(target, from, to, { rules: settings })).toEqual(said)
  })

  const year: [Day, Day] = ['2022-08-01', '2022-12-31']
  test.each<[string, Laddered]>([
    ['a timely final waits', dueOn('2022-09-07', { lateFrom: null })],
    ['a late final waits', dueOn('2022-09-07', { lateFrozenOn: '2022-09-09' })],
    ['it is suspended', dueOn('2022-09-07', { baseClass: 'suspended' })],
    ['it is done', dueOn('2022-09-07', { baseClass: 'done_late' })],
    ['it has no deadline', dueOn('2022-09-07', { dueOn: null, lateFrom: null })],
  ])('nothing is said while %s', (_, target) => {
    expect(climb(target, ...year)).toEqual([])
  })

  test('after a return nothing is said until the grace is over; the steps begin with its end', () => {
    const late = dueOn('2022-09-07', { supplementUntil: '2022-09-14', lateFrom: '2022-09-15' })
    expect(climb(late, '2022-09-01', '2022-09-20')).toEqual(['09-16 after 1'])
    const early = dueOn('2022-09-14', { supplementUntil: '2022-09-09' })
    expect(climb(early, '2022-09-01', '2022-09-16')).toEqual([
      '09-12 before 1',
      '09-14 due 1',
      '09-16 after 1',
    ])
  })

  test('what was missed is made up for by the newest word alone', () => {
    const target = dueOn('2022-09-07')
    const down = (...days: number[]) => ({
      down: days.map((n) => addDays('2022-08-31', n)),
    })
    expect(climb(target, '2022-08-29', '2022-09-12', down(5, 6))).toEqual([
      '08-31 before 1',
      '09-07 due 1',
      '09-09 after 1',
    ])
    expect(climb(target, '2022-09-05', '2022-09-14', down(7, 8, 9))).toEqual([
      '09-05 before 1',
      '09-12 after 1',
    ])
    // The day on which it goes up was missed: it goes up on the next.
    expect(climb(target, '2022-09-19', '2022-09-30', down(19, 20, 21, 22))).toEqual([
      '09-23 escalated 1',
      '09-30 weekly 1',
    ])
  })

  test('begun with a target that is long overdue, it tells those above once and repeats every week', () => {
    expect(climb(dueOn('2022-06-30'), '2022-09-05', '2022-09-20')).toEqual([
      '09-05 escalated 1',
      '09-12 weekly 1',
      '09-17 weekly 2',
    ])
  })

  test('a deadline beyond the horizon has nothing due yet, and one on it has', () => {
    for (const today of ['2022-08-30', '2022-08-31', '2022-09-05', '2022-09-16'] as Day[]) {
      const last = horizonOf(rules, calendar, today)
      expect(rungOn(dueOn(last), rules, calendar, today, [])?.step).toBe('before')
      expect(rungOn(dueOn(addDays(last, 1)), rules, calendar, today, [])).toBe(null)
    }
  })
})

describe('the digest of a day', () => {
  const word = (step: Word['step'], code: string, unitId = 'A'): Word => ({
    ...{ step, code, title: 'Thu ngân sách', unitName: 'Xã Tân Liên', dueOn: '2022-09-07', daysLate: 0 },
    ...{ unitId, upperUnitId: 'H' },
  })
  const person = (userId: string, role: Hearer['role'], unitId = 'A'): Hearer => ({ userId, role, unitId })
  const everybody = [
    ...[person('head', 'head'), person('clerk', 'clerk'), person('leader', 'leader', 'H')],
    ...[person('office', 'head', 'H'), person('other', 'head', 'B')],
  ]
  const told = (words: Word[], people = everybody) =>
    Object.fromEntries(
      digestsOf(words, people).map(({ person: { userId }, items }) => [
        userId,
        items.map(({ step, code }) => `${step} ${code}`),
      ]),
    )

  test.each<[Word['step'], string[]]>([
    ['before', ['clerk']],
    ['due', ['clerk']],
    ['report', ['clerk']],
    ['after', ['head', 'clerk']],
    ['weekly', ['head', 'clerk']],
    ['escalated', ['head', 'leader']],
  ])('%s is told to %s', (step, names) => {
    expect(Object.keys(told([word(step, '1')]))).toEqual(names)
  })

  test('where nobody types for a unit, its head is told', () => {
    expect(told([word('before', '1', 'B'), word('report', 'B', 'B')])).toEqual({
      other: ['report B', 'before 1'],
    })
  })

  test('one person has one digest, whatever posts they hold, and each thing in it once', () => {
    const both = [person('head', 'head'), person('head', 'clerk'), person('head', 'leader', 'H')]
    const digests = digestsOf([word('before', '1'), word('after', '2'), word('escalated', '3')], both)
    expect(digests.map(({ items, isOwnWork }) => [items.map(({ code }) => code), isOwnWork])).toEqual([
      [['3', '2', '1'], true],
    ])
  })

  test('a notice keeps the first twenty things and how many there are', () => {
    const items = Array.from({ length: 30 }, (_, n) => word('after', String(n)))
    const detail = noticeOf(items)
    expect(detail.n).toBe(30)
    expect(itemsOfNotice(detail).map(({ code }) => code)).toEqual(items.slice(0, 20).map(({ code }) => code))
    expect(itemsOfNotice({})).toEqual([])
  })
})

test('a letter that cannot be sent rests longer and longer, six hours at most', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 99].map((attempts) => restAfter(attempts) / 60_000)).toEqual([
    ...[1, 5, 15, 60, 180, 360, 360, 360],
  ])
})

test('three refusals in a row are believed; what else failed does not count', () => {
  const first = noteRefusal('connect ECONNREFUSED', '550 no such user')
  const second = noteRefusal(first.failure, '550 no such user')
  const third = noteRefusal(second.failure, '550 no such user')
  expect([first, second, third].map(({ isFinal }) => isFinal)).toEqual([false, false, true])
  expect(third.failure).toBe('refused (3): 550 no such user')
})
