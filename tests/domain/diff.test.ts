import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { composeSnapshot } from '../../src/domain/snapshot/compose.ts'
import { diffOf, spanOf } from '../../src/domain/snapshot/diff.ts'
import type { CampaignSource, TargetSource, UpdateText } from '../../src/domain/snapshot/input.ts'
import type { Snapshot, SnapshotChange } from '../../src/domain/snapshot.ts'
import type { TargetFacts, TargetState, UpdateFact } from '../../src/domain/target.ts'
import { cutOffInstantOf, parseWeek } from '../../src/domain/week.ts'
import { at, facts, granted, rules, target, update, zone } from './facts.ts'
import { campaignWith, communeNamed, promised } from './sources.ts'

/** The Fridays of weeks 33 to 36 are 19/8, 26/8, 2/9 and 9/9. */
const weeks = ['2022-W33', '2022-W34', '2022-W35', '2022-W36']

const sourceOf = (targets: TargetSource[], texts: CampaignSource['texts'] = new Map()): CampaignSource =>
  campaignWith({ units: [communeNamed('A', 'Xã A'), communeNamed('B', 'Xã B')], targets, texts })

const placed = (history: TargetFacts, more: Partial<TargetSource> = {}): TargetSource =>
  promised(history, { code: 'T-1', unit: 'A', ...more })

/** Each week told after the one before it, from facts that may differ from week to week. */
function tell(sourceAt: (week: string) => CampaignSource): Snapshot[] {
  let before: Snapshot | null = null
  return weeks.map((code) => {
    const week = parseWeek(code)!
    const until = cutOffInstantOf(week, rules, zone)
    before = composeSnapshot(sourceAt(code), { week, until, before, previousHash: null, frozen: null })
    return before
  })
}

const tellOne = (history: TargetFacts, texts?: CampaignSource['texts']) =>
  tell(() => sourceOf([placed(history)], texts))

const diff = (told: Snapshot[], from = 0, to = told.length - 1) => diffOf(spanOf(told.slice(from, to + 1))!)
const briefly = (changes: SnapshotChange[]) =>
  changes.filter(({ kind }) => kind !== 'no_update').map(({ kind, before, after }) => [kind, before, after])

/** A report every week, so that nothing is said of silence. */
const weekly = (value: number, days: Day[] = ['2022-08-18', '2022-08-25', '2022-08-31', '2022-09-08']) =>
  days.map((day) => update(day, value))

describe('how things stand is held end against end', () => {
  const due = target({ dueOriginal: '2022-08-24' })
  const final = (on: Day) => update(on, 100, { declared: 'done' })
  test.each<[string, TargetFacts, [string, string | null, string | null][]]>([
    ['what stays as it is', facts(target(), weekly(63)), []],
    ['overdue on the way and still', facts(due, weekly(95)), [['newly_overdue', 'on_track', 'overdue']]],
    [
      'overdue on the way, done since',
      facts(due, [final('2022-09-08')]),
      [['completed', 'on_track', 'done']],
    ],
    ['done on the way', facts(target(), [final('2022-08-24')]), [['completed', 'on_track', 'done']]],
    [
      'overdue on the way, extended since',
      facts(due, weekly(95), { extensions: [granted('2022-09-07', '2022-10-31')] }),
      [['extended', '2022-08-24', '2022-10-31']],
    ],
    [
      'extended twice',
      facts(target({ dueOriginal: '2022-08-31' }), weekly(95), {
        extensions: [granted('2022-08-30', '2022-09-15'), granted('2022-09-07', '2022-10-31')],
      }),
      [['extended', '2022-08-31', '2022-10-31']],
    ],
    [
      'planned anew, and back again',
      facts(target(), weekly(70), {
        planVersions: [
          { effectiveFrom: '2022-08-23', plan: 120 },
          { effectiveFrom: '2022-09-06', plan: 100 },
        ],
      }),
      [],
    ],
    [
      'planned anew twice, and once more later on',
      facts(target(), weekly(80), {
        planVersions: [
          { effectiveFrom: '2022-08-23', plan: 110 },
          { effectiveFrom: '2022-09-06', plan: 120 },
          { effectiveFrom: '2022-11-01', plan: 130 },
        ],
      }),
      [['plan_changed', '100', '120']],
    ],
  ])('%s', (_, history, wanted) => {
    expect(briefly(diff(tellOne(history)))).toEqual(wanted)
  })

  test('the day of a change is that of the week which told it last', () => {
    const [change] = diff(tellOne(facts(due, weekly(95))))
    expect(change).toMatchObject({ kind: 'newly_overdue', at: '2022-08-25' })
    const [plan] = diff(
      tellOne(
        facts(target(), weekly(80), {
          planVersions: [
            { effectiveFrom: '2022-09-06', plan: 120 },
            { effectiveFrom: '2022-11-01', plan: 130 },
          ],
        }),
      ),
    )
    expect(plan).toMatchObject({ kind: 'plan_changed', at: '2022-09-06' })
  })
})

describe('what happened is gathered on the way', () => {
  const correction = (of: UpdateFact, value: number, received: Day, more: Partial<UpdateFact> = {}) =>
    update(of.asOf, value, { corrects: of.id, receivedAt: at(received), ...more })
  const first = update('2022-08-15', 60)
  const second = correction(first, 55, '2022-08-23')
  const third = correction(second, 58, '2022-09-06')
  const back = correction(second, 60, '2022-09-06')
  const sameWeek = correction(second, 57, '2022-08-24')
  const july = update('2022-07-31', 55)
  const julyAgain = correction(july, 50, '2022-09-06')
  const returned = (on: Day) => update(on, 64, { decision: 'returned' })

  test.each<[string, UpdateFact[], [string, string | null, string | null][]]>([
    ['corrected once', [first, second], [['figure_corrected', '60', '55']]],
    ['corrected twice', [first, second, third], [['figure_corrected', '60', '58']]],
    ['corrected twice in one week', [first, second, sameWeek], [['figure_corrected', '60', '57']]],
    ['corrected, and back again', [first, second, back], []],
    [
      'two figures, each corrected',
      [july, first, second, julyAgain],
      [
        ['figure_corrected', '60', '55'],
        ['figure_corrected', '55', '50'],
      ],
    ],
    [
      'returned twice',
      [returned('2022-08-24'), returned('2022-09-06')],
      [
        ['returned', null, '64'],
        ['returned', null, '64'],
      ],
    ],
  ])('%s', (_, updates, wanted) => {
    expect(briefly(diff(tellOne(facts(target(), updates))))).toEqual(wanted)
  })

  test('the last reason stands, and of which day the figure is', () => {
    const text = (correctionReason: string): UpdateText => ({
      ...{ receipt: null, nullReason: null, results: '', difficulties: '', cause: null, nextSteps: '' },
      correctionReason,
    })
    const texts = new Map([
      [second.id, text('Cộng trùng')],
      [third.id, text('Bổ sung xã còn thiếu')],
    ])
    const [change] = diff(tellOne(facts(target(), [first, second, third]), texts))
    expect(change).toMatchObject({ reason: 'Bổ sung xã còn thiếu', as_of: '2022-08-15' })
  })

  test('a week that was told twice tells nothing twice', () => {
    const told = tellOne(facts(target(), [returned('2022-09-06')]))
    const again = { ...told[3]!, week: '2022-W37' }
    expect(briefly(diffOf(spanOf([...told, again])!))).toEqual([['returned', null, '64']])
  })
})

describe('moved is what counts elsewhere than before', () => {
  const inState = (state: TargetState, more: Partial<TargetSource> = {}) =>
    placed(facts(target({ state }), weekly(63)), more)
  const active = inState('active')
  const moves = (before: TargetSource[], after: TargetSource[]) =>
    briefly(diff(tell((week) => sourceOf(week < '2022-W35' ? before : after))))

  test.each<[string, TargetSource[], TargetSource[], [string, string | null, string | null][]]>([
    ['nowhere', [active], [active], []],
    [
      'to another commitment',
      [active],
      [inState('active', { unit: 'B', commitment: 'CK-B' })],
      [['moved', 'CK-A', 'CK-B']],
    ],
    ['apart', [active], [inState('suspended')], [['moved', 'open_in_time', 'suspended']]],
    ['back among the six', [inState('suspended')], [active], [['moved', 'suspended', 'open_in_time']]],
    [
      'from one state apart to another',
      [inState('suspended')],
      [inState('transferred')],
      [['moved', 'suspended', 'transferred']],
    ],
    ['into the campaign', [], [active], [['moved', null, 'open_in_time']]],
    ['out of it', [active], [], [['moved', 'open_in_time', null]]],
  ])('%s', (_, before, after, wanted) => {
    expect(moves(before, after)).toEqual(wanted)
  })

  test('there and back again is no move between the ends', () => {
    const told = tell((week) => sourceOf([week === '2022-W34' ? inState('suspended') : active]))
    expect(briefly(told[1]!.changes)).toEqual([['moved', 'open_in_time', 'suspended']])
    expect(briefly(told[2]!.changes)).toEqual([['moved', 'suspended', 'open_in_time']])
    expect(briefly(diff(told))).toEqual([])
  })

  test('what a direction added says when', () => {
    const orderedAt = at('2022-09-06')
    const added = placed(facts(target({ orderedAt }), [update('2022-09-08', 63)]))
    const [change] = diff(tell(() => sourceOf([added])))
    expect(change).toMatchObject({
      kind: 'moved',
      of: 'class',
      before: null,
      at: '2022-09-06T09:00:00+07:00',
    })
  })
})

describe('a unit is named as silent', () => {
  const silent = (days: Day[]) =>
    diff(tellOne(facts(target(), weekly(63, days)))).flatMap(({ kind, before, weeks: n }) =>
      kind === 'no_update' ? [[before, n]] : [],
    )

  test.each<[string, Day[], unknown[]]>([
    ['when it sent nothing in any week on the way', ['2022-08-18'], [['2022-08-18', 3]]],
    ['not when it reported once', ['2022-08-18', '2022-08-31'], []],
    ['not when it reported late, after the week was told', ['2022-08-18', '2022-09-04'], []],
  ])('%s', (_, days, wanted) => {
    expect(silent(days)).toEqual(wanted)
  })

  test('of one week, without counting it', () => {
    const told = tellOne(facts(target(), weekly(63, ['2022-08-31'])))
    const [change] = diff(told, 2)
    expect(change).toMatchObject({ kind: 'no_update', before: '2022-08-31' })
    expect(change).not.toHaveProperty('weeks')
  })
})

test('of two weeks that follow each other it is what the later one says itself', () => {
  const correction = update('2022-08-15', 60)
  const told = tell(() =>
    sourceOf([
      placed(facts(target({ dueOriginal: '2022-08-24' }), weekly(95))),
      placed(
        facts(
          target({ code: 'T-2' }),
          [correction, update('2022-08-15', 55, { corrects: correction.id, receivedAt: at('2022-08-30') })],
          { planVersions: [{ effectiveFrom: '2022-09-06', plan: 120 }] },
        ),
        { code: 'T-2', unit: 'B', commitment: 'CK-B' },
      ),
    ]),
  )
  for (const n of [1, 2, 3]) expect(diff(told, n - 1, n)).toEqual(told[n]!.changes)
  expect(told.flatMap(({ changes }) => changes.map(({ kind }) => kind))).toEqual(
    expect.arrayContaining(['newly_overdue', 'figure_corrected', 'plan_changed', 'no_update']),
  )
})

test('one week alone is no span', () => {
  expect(spanOf(tellOne(facts(target())).slice(0, 1))).toBeUndefined()
})
