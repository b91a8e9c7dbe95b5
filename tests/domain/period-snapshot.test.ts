import { describe, expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import { parsePeriod } from '../../src/domain/period.ts'
import type { CampaignSource } from '../../src/domain/snapshot/input.ts'
import { composePeriod, type PeriodSnapshot } from '../../src/domain/snapshot/period.ts'
import type { Target, TargetFacts, UpdateFact } from '../../src/domain/target.ts'
import { at, facts, granted, target, update } from './facts.ts'
import { campaignWith, communeNamed, promisedInOrder } from './sources.ts'

const source = (histories: TargetFacts[], more: Partial<CampaignSource> = {}): CampaignSource =>
  campaignWith({ units: [communeNamed('H-A', 'Xã A')], targets: promisedInOrder(histories), ...more })

const historyOf = (of: Target, past: Partial<TargetFacts>) => facts(of, past.updates, past)

/** A period told in the morning of a day. */
function tell(from: CampaignSource, code: string, today: Day, hasBefore = true): PeriodSnapshot {
  return composePeriod(from, parsePeriod(code)!, { today, now: at(today, '08:00'), hasBefore })
}

const kinds = ({ told }: PeriodSnapshot) => told.changes.map(({ kind }) => kind)

describe('the figures of a period', () => {
  const history = historyOf(target(), {
    updates: [
      update('2022-07-31', 50),
      update('2022-08-31', 60, { receivedAt: at('2022-09-05') }),
      update('2022-09-05', 70),
    ],
  })

  test('are those of its last day, also where they came and were accepted later', () => {
    const { told } = tell(source([history]), '2022-M08', '2022-09-07')
    expect(told.day).toBe('2022-08-31')
    expect(told.until).toBe('2022-08-31T23:59:59+07:00')
    expect(told.targets[0]).toMatchObject({ value_low: '60', as_of: '2022-08-31', value_low_before: '50' })
  })

  test('are those of today while it runs', () => {
    const running = tell(source([history]), '2022-Q3', '2022-09-07')
    expect(running.isRunning).toBe(true)
    expect(running.told).toMatchObject({ day: '2022-09-07', until: '2022-09-07T08:00:00+07:00' })
    expect(running.told.targets[0]).toMatchObject({ value_low: '70', value_low_before: null })
  })

  test('end with its own last day, on which it still runs', () => {
    expect(tell(source([history]), '2022-M08', '2022-08-31').isRunning).toBe(true)
    expect(tell(source([history]), '2022-M08', '2022-09-01').isRunning).toBe(false)
  })

  test('are held against the period before only where there is one', () => {
    const month = tell(source([history]), '2022-M08', '2022-09-07').told.before
    expect(month).toMatchObject({ week: '2022-M07', from: '2022-07-01', to: '2022-07-31' })
    expect(tell(source([history]), '2022-M08', '2022-09-07', false).told.before).toBeNull()
    expect(tell(source([history]), '2022-01-01..2022-08-31', '2022-09-07').told.before).toBeNull()
  })
})

describe('deadlines in a period', () => {
  const due = (day: Day, updates: UpdateFact[] = []) =>
    historyOf(target({ kind: 'milestone', plan: null, valueKind: null, direction: null, dueOriginal: day }), {
      updates,
    })

  test('are held against its last day', () => {
    const late = [due('2022-08-30'), due('2022-08-31'), due('2022-07-30')]
    const { told } = tell(source(late), '2022-M08', '2022-09-07')
    expect(told.targets.map(({ progress }) => progress)).toEqual(['overdue', 'on_track', 'overdue'])
    expect(told.targets.map(({ days_late }) => days_late)).toEqual([1, 0, 32])
    // The third was overdue on the eve already.
    expect(told.changes).toMatchObject([{ kind: 'newly_overdue', code: 'CK-A-01', at: '2022-08-31' }])
  })

  test('leave nothing to say where what fell overdue was done in the same period', () => {
    const done = update('2022-08-20', null, { declared: 'done', completedOn: '2022-08-20' })
    const told = tell(source([due('2022-08-10', [done])]), '2022-M08', '2022-09-07')
    expect(kinds(told)).toEqual(['completed'])
  })

  test('that were extended in it make one line, from the first to the last', () => {
    const extended = historyOf(target({ dueOriginal: '2022-08-10' }), {
      extensions: [
        granted('2022-07-20', '2022-08-15'),
        granted('2022-08-05', '2022-08-20'),
        granted('2022-08-18', '2022-09-20'),
      ],
    })
    const { told } = tell(source([extended]), '2022-M08', '2022-09-07')
    expect(told.changes).toMatchObject([{ kind: 'extended', before: '2022-08-15', after: '2022-09-20' }])
    expect(kinds(tell(source([extended]), '2022-M06', '2022-09-07'))).toEqual([])
  })
})

describe('plans and figures that were changed', () => {
  test('a plan changes in the period in which it comes into force', () => {
    const history = historyOf(target(), { planVersions: [{ effectiveFrom: '2022-08-15', plan: 120 }] })
    const { told } = tell(source([history]), '2022-M08', '2022-09-07')
    expect(told.changes).toMatchObject([
      { kind: 'plan_changed', before: '100', after: '120', at: '2022-08-15' },
    ])
    expect(kinds(tell(source([history]), '2022-M07', '2022-09-07'))).toEqual([])
    expect(kinds(tell(source([history]), '2022-M09', '2022-09-07'))).toEqual([])
  })

  test('a figure counts as corrected when its correction is accepted', () => {
    const first = update('2022-07-31', 50)
    const second = update('2022-07-31', 48, { corrects: first.id, receivedAt: at('2022-08-10') })
    const history = historyOf(target(), { updates: [first, second] })
    const { told } = tell(source([history]), '2022-M08', '2022-09-07')
    expect(told.changes).toMatchObject([
      { kind: 'figure_corrected', before: '50', after: '48', as_of: '2022-07-31' },
    ])
    expect(kinds(tell(source([history]), '2022-M07', '2022-09-07'))).toEqual([])
    // July, told again, knows the corrected figure.
    expect(tell(source([history]), '2022-M07', '2022-09-07').told.targets[0]!.value_low).toBe('48')
  })

  test.each<[string, string, Day, string[]]>([
    ['the period of the voiding', '2022-M08', '2022-07-31', ['figure_corrected']],
    ['not one before it', '2022-M07', '2022-07-31', []],
    ['not one that ended before the day of the figure', '2022-M08', '2022-09-01', []],
  ])('a figure that was declared void belongs to %s', (_, code, asOf, expected) => {
    const voided = {
      ...{ id: 'v', corrects: null, target: 'CK-A-01', asOf, value: { low: 50, high: 50 } },
      ...{ decidedAt: at('2022-08-01'), voidedAt: at('2022-08-10'), reason: 'Nhầm đơn vị' },
    }
    const history = historyOf(target(), { updates: [update('2022-06-30', 40)] })
    const told = tell(source([history], { voided: [voided] }), code, '2022-09-07')
    expect(kinds(told)).toEqual(expected)
    for (const change of told.told.changes) {
      expect(change).toMatchObject({ before: '50', after: '40', as_of: asOf, reason: 'Nhầm đơn vị' })
    }
  })
})

describe('weekly reports in a period', () => {
  const reported = (...days: [Day, string][]) =>
    historyOf(target(), {
      updates: days.map(([day, time]) => update(day, 10, { receivedAt: at(day, time) })),
    })

  test('belong to it by the day on which they were due, which a holiday moves', () => {
    // Week 35 was due on Wednesday 31 August, because Thursday and Friday were holidays.
    const weeks = (code: string) => tell(source([reported()]), code, '2022-09-20').discipline.weeks
    expect(weeks('2022-M08')).toEqual(['2022-W31', '2022-W32', '2022-W33', '2022-W34', '2022-W35'])
    expect(weeks('2022-M09')).toEqual(['2022-W36', '2022-W37'])
    expect(weeks('2022-08-29..2022-08-30')).toEqual([])
    expect(weeks('2022-M06')).toEqual([])
  })

  test('count as owed once they have fallen due', () => {
    const of = (today: Day) => tell(source([reported()]), '2022-M09', today).discipline.weeks
    expect(of('2022-09-09')).toEqual([])
    expect(of('2022-09-10')).toEqual(['2022-W36'])
  })

  test('are counted by how they were kept, with the longest row of late or missing ones', () => {
    const history = reported(
      ['2022-08-05', '10:00'],
      ['2022-08-12', '17:00'],
      ['2022-08-27', '10:00'],
      ['2022-08-31', '10:00'],
    )
    const { discipline, told } = tell(source([history]), '2022-M08', '2022-09-07')
    expect(discipline.units[0]).toMatchObject({
      history: ['on_time', 'late', 'missing', 'late', 'on_time'],
      owed: 5,
      on_time: 2,
      late: 2,
      missing: 1,
      longest_late_streak: 3,
      rate: { numerator: 2, denominator: 5, percent: '40.0' },
    })
    expect(told.discipline.week).toMatchObject({ on_time: 2, late: 2, missing: 1, pending: 0 })
    expect(told.discipline.units).toEqual([])
  })

  test('that came for a figure of a later day count all the same', () => {
    const history = historyOf(target(), {
      updates: [update('2022-09-01', 10, { receivedAt: at('2022-08-31', '15:00') })],
    })
    const { discipline } = tell(source([history]), '2022-M08', '2022-09-07')
    expect(discipline.units[0]!.history.at(-1)).toBe('on_time')
  })
})
