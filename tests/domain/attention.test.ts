import { describe, expect, test } from 'vitest'
import {
  type Attention,
  isSilent,
  needsAttention,
  neglectOf,
  silentWeeksOf,
  type Watched,
} from '../../src/domain/attention.ts'
import type { Day } from '../../src/domain/day.ts'
import type { DirectionStatus } from '../../src/domain/follow-up.ts'
import { calendar } from './facts.ts'

const indicator = (name: string, level: 'ok' | 'risk' | 'behind', behind: number | null = null) => ({
  name,
  level,
  behind,
})
const unit = (name: string, overdue: number, longestDays = 0, silentWeeks = 0) => ({
  name,
  overdue,
  longestDays,
  silentWeeks,
})
const contradicted = (code: string) => ({ code, title: '', unit: '' })
const oldest = { n: 3, days: 2, code: '', title: '', unit: '' }
const decisions = oldest
const proposals = { ...oldest, to: '', blocked: 1 }
const directions = { n: 1, overdue: 1, days: 4, code: '', body: '' }

type Indicator = ReturnType<typeof indicator>
type Unit = ReturnType<typeof unit>
const nothing: Watched<Indicator, Unit> = {
  indicators: [],
  units: [],
  contradicted: [],
  decisions: null,
  proposals: null,
  directions: null,
}

const namesOf = (watched: Partial<Watched<Indicator, Unit>>) =>
  needsAttention({ ...nothing, ...watched }).map((item: Attention<Indicator, Unit>) => {
    if (item.kind === 'indicator') return item.indicator.name
    if (item.kind === 'contradicted') return `contradicted ${item.target.code}`
    return item.kind === 'overdue' || item.kind === 'silent' ? `${item.kind} ${item.unit.name}` : item.kind
  })

describe('what calls for a leader', () => {
  test('behind before at risk, the furthest first', () => {
    const all = [indicator('a', 'risk', 14), indicator('b', 'behind', 16), indicator('c', 'behind', 30)]
    expect(namesOf({ indicators: all })).toEqual(['c', 'b', 'a'])
    expect(namesOf({ indicators: [indicator('a', 'ok', -3)] })).toEqual([])
  })

  test('the longest overdue first, then the most, then the order of the office', () => {
    const units = [unit('a', 1, 7), unit('b', 1, 9), unit('c', 2, 7), unit('d', 1, 7)]
    expect(namesOf({ units })).toEqual(['overdue b', 'overdue c', 'overdue a', 'overdue d'])
  })

  test('a silence counts from three weeks, and is not told twice', () => {
    const units = [unit('a', 0, 0, 2), unit('b', 0, 0, 3), unit('c', 0, 0, 5), unit('d', 1, 4, 6)]
    expect(namesOf({ units })).toEqual(['overdue d', 'silent c', 'silent b'])
  })

  test('an indicator without pace comes after those that are measurably behind', () => {
    expect(namesOf({ indicators: [indicator('a', 'risk'), indicator('b', 'risk', 6)] })).toEqual(['b', 'a'])
  })

  const many = {
    indicators: ['a', 'b', 'c'].map((name, n) => indicator(name, 'behind', 30 - n)),
    units: [...['d', 'e', 'f'].map((name, n) => unit(name, 1, 20 - n)), unit('g', 0, 0, 4)],
  }
  test.each([
    ['one of each kind before a second of any', many, ['a', 'overdue d', 'silent g', 'b', 'overdue e']],
    [
      'what waits on the leader’s table comes before a second indicator',
      { ...many, decisions, proposals },
      ['a', 'overdue d', 'decisions', 'proposals', 'silent g'],
    ],
    [
      'directions come before silence',
      { ...many, decisions, proposals, directions },
      ['a', 'overdue d', 'decisions', 'proposals', 'directions'],
    ],
    [
      'contradicted evidence comes first, and one of it only',
      { ...many, decisions, proposals, contradicted: [contradicted('x'), contradicted('y')] },
      ['contradicted x', 'a', 'overdue d', 'decisions', 'proposals'],
    ],
    [
      'a second one where there is room',
      { contradicted: [contradicted('x'), contradicted('y')], decisions },
      ['contradicted x', 'decisions', 'contradicted y'],
    ],
    ['nothing at all', {}, []],
  ] as [string, Partial<Watched<Indicator, Unit>>, string[]][])('%s', (_, watched, names) => {
    expect(namesOf(watched)).toEqual(names)
    // What came in the same order comes out in the same order.
    expect(namesOf(watched)).toEqual(names)
  })
})

describe('a proposal is silent', () => {
  const today = '2022-09-07'
  test.each([
    ['past the day by which its answer was wanted', '2022-09-01', '2022-09-06', 1, false, true],
    ['not on that day itself', '2022-09-01', '2022-09-07', 1, false, false],
    ['after fourteen days', '2022-08-24', null, 1, false, true],
    ['not after thirteen', '2022-08-25', null, 1, false, false],
    ['not without a target that waits for it', '2022-07-01', null, 0, false, false],
    ['unless the owner of the campaign raised it', '2022-07-01', null, 0, true, true],
    ['also when the answer is wanted later', '2022-08-01', '2022-12-01', 2, false, true],
    ['never before it was sent', null, '2022-08-01', 2, true, false],
  ] as [string, Day | null, Day | null, number, boolean, boolean][])(
    '%s',
    (_, since, wantedBy, blocks, isOwn, silent) => {
      expect(isSilent({ since, wantedBy, blocks, isOwn }, today)).toBe(silent)
    },
  )
})

describe('a direction is neglected', () => {
  test.each([
    // 1/9 and 2/9 are holidays, 3/9 and 4/9 a weekend: 5, 6 and 7/9 are the three working days after 31/8.
    ['handed over in time until the third working day', 'recorded', '2022-08-31', 0, '2022-09-07', null],
    ['not handed over after it', 'recorded', '2022-08-31', 0, '2022-09-08', 'not_handed_over'],
    ['overdue before anybody has it', 'recorded', '2022-09-06', 1, '2022-09-08', 'overdue'],
    ['overdue when under way', 'in_progress', '2022-08-01', 1, '2022-09-07', 'overdue'],
    ['not by its age once it was handed over', 'assigned', '2022-01-01', 0, '2022-09-07', null],
    ['not when only noted', 'noted', '2022-08-01', 0, '2022-09-07', null],
  ] as [string, DirectionStatus, Day, number, Day, string | null][])(
    '%s',
    (_, status, issuedOn, daysLate, today, neglect) => {
      expect(neglectOf({ issuedOn, daysLate, status }, today, calendar)).toBe(neglect)
    },
  )
})

describe('weeks of silence', () => {
  test('run up to the last week that is over', () => {
    expect(silentWeeksOf(['on_time', 'missing', 'missing'], 'none')).toBe(2)
    expect(silentWeeksOf(['missing', 'missing', 'late'], 'none')).toBe(0)
    expect(silentWeeksOf(['late', 'missing', 'exempt', 'missing', 'pending'], 'none')).toBe(2)
    expect(silentWeeksOf(['missing', 'missing'], 'none')).toBe(2)
    expect(silentWeeksOf([], 'none')).toBe(0)
    expect(silentWeeksOf(['exempt'], 'none')).toBe(0)
  })

  test('end with a report of this week', () => {
    for (const status of ['waiting', 'returned', 'accepted'] as const) {
      expect(silentWeeksOf(['missing', 'missing', 'missing', 'missing'], status)).toBe(0)
    }
  })
})
