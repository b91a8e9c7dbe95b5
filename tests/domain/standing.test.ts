import { describe, expect, test } from 'vitest'
import { percentText } from '../../src/domain/percent.ts'
import { onDay, settle, standingOf } from '../../src/domain/standing.ts'
import type { Assessment, Target, TargetFacts } from '../../src/domain/target.ts'
import { at, facts, moment, rules, target, update } from './facts.ts'

const today = '2022-09-07'
const standing = (of: TargetFacts, more = {}) => standingOf(of, rules, moment(today, more))
const reported = (
  changes: Partial<Target>,
  value: Parameters<typeof update>[1],
  assessment: Assessment | null = null,
) => standing(facts(target(changes), [update('2022-08-31', value, { assessment })]))

describe('progress', () => {
  const ceiling = { direction: 'down', plan: 4 } as const
  const band = { direction: 'within', valueKind: 'point', plan: null, planLow: 140, planHigh: 170 } as const
  test.each([
    ['on its curve', {}, 67, null, 'on_track'],
    ['5 points behind', {}, 61, null, 'at_risk'],
    ['15 points behind', {}, 51, null, 'behind'],
    ['a range, by its worst end', {}, { low: 51, high: 70 }, null, 'behind'],
    ['a ceiling kept', ceiling, 4, null, 'on_track'],
    ['a ceiling broken', ceiling, 5, null, 'behind'],
    ['a ceiling perhaps broken', ceiling, { low: 4, high: 5 }, null, 'behind'],
    ['a flow over its ceiling', { ...ceiling, valueKind: 'flow' }, 5, null, 'behind'],
    ['a level above what it should fall to', { ...ceiling, valueKind: 'point' }, 5, null, 'at_risk'],
    ['a level that fell far enough', { ...ceiling, valueKind: 'point' }, 4, null, 'on_track'],
    ['a level below its plan', { valueKind: 'point' }, 99, null, 'at_risk'],
    ['a level at its plan', { valueKind: 'point' }, 100, null, 'on_track'],
    ['a level, by its worst end', { valueKind: 'point' }, { low: 99, high: 101 }, null, 'at_risk'],
    ['a level with a baseline goes by its pace', { valueKind: 'point', baseline: 90 }, 97, null, 'on_track'],
    ['inside its band', band, 140, null, 'on_track'],
    ['under its band', band, 139, null, 'at_risk'],
    ['over its band', band, { low: 150, high: 171 }, null, 'at_risk'],
    ['a band without upper end', { ...band, planHigh: null }, 500, null, 'on_track'],
    ['no plan', { plan: null }, 5, null, 'on_track'],
    ['an open end is judged by the other', { valueKind: 'point' }, { low: null, high: 99 }, null, 'at_risk'],
    ['an open ceiling', ceiling, { low: 5, high: null }, null, 'behind'],
    ['the head lowers it', {}, 90, 'at_risk', 'at_risk'],
    ['the head lowers it further', {}, 61, 'behind', 'behind'],
    ['the head cannot raise it', {}, 51, 'on_track', 'behind'],
  ] as const)('%s', (_, changes, value, assessment, progress) => {
    expect(reported(changes, value, assessment).progress).toBe(progress)
  })

  test("the head's word stands until the next accepted report", () => {
    const word = update('2022-08-25', null, { assessment: 'behind' })
    const next = update('2022-08-31', null)
    const milestone = target({ kind: 'milestone', curve: 'step', plan: null })
    expect(standing(facts(milestone, [word])).progress).toBe('behind')
    expect(standing(facts(milestone, [word, next])).progress).toBe('on_track')
    expect(standing(facts(milestone, [word, { ...next, decision: null, decidedAt: null }])).progress).toBe(
      'behind',
    )
  })

  test('overdue comes before behind, done before overdue', () => {
    const of = target({ dueOriginal: '2022-08-31' })
    expect(standing(facts(of, [update('2022-08-31', 10)])).progress).toBe('overdue')
    expect(standing(facts(of, [update('2022-09-05', 10, { declared: 'done' })])).progress).toBe('done')
  })

  test('reaching the figure early is met, not done', () => {
    expect(reported({}, 120)).toMatchObject({ met: 'met', progress: 'on_track', reportClass: 'open_in_time' })
  })

  test('it is judged at the day of the figure, not by the clock', () => {
    const of = facts(target(), [update('2022-03-14', 20)])
    expect(standing(of)).toMatchObject({ progress: 'on_track', freshness: 'stale' })
  })
})

describe('the figure', () => {
  test('is the latest accepted with a value; its percentage is held against the plan of its day', () => {
    const of = facts(
      target(),
      [update('2022-06-30', 50), update('2022-07-31', null), update('2022-08-31', 70, { decision: null })],
      { planVersions: [{ effectiveFrom: '2022-07-20', plan: 200 }] },
    )
    const found = standing(of)
    expect(found.latest).toMatchObject({
      asOf: '2022-06-30',
      value: { low: 50, high: 50 },
      rangeKind: 'uncertain',
    })
    expect(found.lastAccepted?.asOf).toBe('2022-07-31')
    expect(found.plan).toBe(100)
    expect(percentText(found.percent!.low!)).toBe('50.00')
    expect(found).toMatchObject({ waiting: true, lastReportedOn: '2022-08-31', figureOn: '2022-06-30' })
  })

  test('of a flow is the sum, under the name of its last report', () => {
    const last = update('2022-08-31', 30, { rangeKind: 'sources', qualifier: 'estimate' })
    const found = standing(facts(target({ valueKind: 'flow' }), [update('2022-07-31', 40), last]))
    expect(found.latest).toEqual({
      updateId: last.id,
      asOf: '2022-08-31',
      value: { low: 70, high: 70 },
      qualifier: 'estimate',
      rangeKind: 'sources',
    })
  })

  test('a report of the same day without a value leaves the figure to the one that has it', () => {
    const figure = update('2022-08-31', 70)
    const silent = update('2022-08-31', null, { receivedAt: at('2022-09-01') })
    expect(standing(facts(target(), [figure, silent])).latest?.updateId).toBe(figure.id)
  })

  test('of two reports of one day the later one counts, with its name', () => {
    const later = update('2022-08-31', 72, { receivedAt: at('2022-09-01') })
    const { latest } = standing(facts(target(), [later, update('2022-08-31', 70)]))
    expect(latest).toMatchObject({ updateId: later.id, value: { low: 72, high: 72 } })
  })

  test('a milestone has none, though it may be accepted', () => {
    const found = standing(facts(target({ kind: 'milestone', plan: null }), [update('2022-08-31', 5)]))
    expect(found).toMatchObject({
      latest: null,
      percent: null,
      pace: null,
      met: 'unknown',
      freshness: 'fresh',
    })
  })

  test('nothing reported: the plan of the day, and no last report', () => {
    const of = facts(target(), [], { planVersions: [{ effectiveFrom: '2022-09-08', plan: 200 }] })
    expect(standing(of)).toMatchObject({
      plan: 100,
      lastReportedOn: null,
      lastAccepted: null,
      waiting: false,
    })
    expect(standing(of, { instant: at('2022-09-08') }).plan).toBe(200)
    expect(standing(of, { instant: at('2022-09-08'), asOf: '2022-09-07' }).plan).toBe(100)
  })

  test('a past day leaves later figures out', () => {
    const of = facts(target(), [update('2022-06-30', 50), update('2022-08-31', 70, { declared: 'done' })])
    expect(standing(of, { asOf: '2022-08-30' })).toMatchObject({ figureOn: '2022-06-30', doneOn: null })
  })

  test('a returned report that was sent again no longer waits once that is accepted', () => {
    const first = update('2022-08-31', 50, { decision: 'returned' })
    const second = update('2022-08-31', 51, { corrects: first.id, receivedAt: at('2022-09-02') })
    expect(standing(facts(target(), [first, second]))).toMatchObject({
      waiting: false,
      lastReportedOn: '2022-09-02',
    })
  })
})

describe('freshness', () => {
  const of = facts(target(), [update('2022-08-31', 70)])
  const settled = settle(of, rules, moment(today))

  test('a figure is stale when more than the maximum of days lies behind it', () => {
    expect(settled.staleOn).toBe('2022-09-15')
    expect(onDay(settled, '2022-09-14', rules).freshness).toBe('fresh')
    expect(onDay(settled, '2022-09-15', rules).freshness).toBe('stale')
  })

  test('without a figure the days count from the start', () => {
    expect(standing(facts(target()))).toMatchObject({ staleOn: '2022-01-16', freshness: 'no_data' })
  })

  test.each([
    ['done', facts(target(), [update('2022-08-31', 100, { declared: 'done' })])],
    ['suspended', facts(target({ state: 'suspended' }))],
    ['not a number', facts(target({ kind: 'qualitative' }))],
  ])('%s: no figure is owed', (_, owing) => {
    expect(standing(owing)).toMatchObject({ staleOn: null, freshness: 'fresh' })
  })
})

test('a settled target does not depend on the day it is looked at: the stored columns are enough', () => {
  const of = facts(target({ dueOriginal: '2022-08-31' }), [update('2022-08-20', 40)])
  const settled = settle(of, rules, moment('2022-08-25'))
  expect(settled).toEqual(settle(of, rules, moment('2022-12-25')))
  expect(onDay(settled, '2022-09-03', rules)).toMatchObject({
    progress: 'overdue',
    daysLate: 3,
    freshness: 'fresh',
  })
})
