import { describe, expect, test } from 'vitest'
import { nextFigures } from '../../src/domain/next-promise.ts'
import type { TargetFacts } from '../../src/domain/target.ts'
import { facts, target, update } from './facts.ts'

const next = { startOn: '2023-01-01', endOn: '2023-12-31', years: 1 } as const
const all = { baseline: true, samePeriod: true }

const reported = (own: Parameters<typeof target>[0]): TargetFacts =>
  facts(target({ startOn: '2022-01-01', dueOriginal: '2022-12-31', plan: 100, ...own }), [
    update('2022-03-31', 20),
    update('2022-09-30', { low: 40, high: 49 }),
    update('2022-12-31', 90),
  ])

describe('the promise that follows', () => {
  test('what was counted becomes the same period; a range is left out', () => {
    const figures = nextFigures(reported({ valueKind: 'cumulative' }), next, all)
    expect(figures.references).toEqual([
      { asOf: '2022-03-31', value: 20 },
      { asOf: '2022-12-31', value: 90 },
    ])
    expect([figures.baseline, figures.startOn, figures.dueOn]).toEqual([null, '2023-01-01', '2023-12-31'])
  })

  test('what is measured at a point in time starts from its last figure', () => {
    const figures = nextFigures(reported({ valueKind: 'point' }), next, all)
    expect([figures.baseline, figures.baselineOn]).toEqual([90, '2022-12-31'])
    expect(nextFigures(reported({ valueKind: 'point' }), next, { ...all, baseline: false }).baseline).toBe(
      null,
    )
  })

  test('the last version of the plan is taken, and days move inside the campaign', () => {
    const revised = {
      ...reported({ dueOriginal: '2022-06-30' }),
      planVersions: [{ effectiveFrom: '2022-07-01', plan: 150 }],
    } as TargetFacts
    const figures = nextFigures(revised, { ...next, endOn: '2023-05-31' }, all)
    expect([figures.plan, figures.dueOn]).toEqual([150, '2023-05-31'])
    expect(nextFigures(reported({ dueOriginal: null }), next, all).dueOn).toBe(null)
  })

  test('a curve like last year needs last year; without it the promise is linear', () => {
    const own = reported({ curve: 'last_year' })
    expect(nextFigures(own, next, all).curve).toBe('last_year')
    expect(nextFigures(own, next, { ...all, samePeriod: false }).curve).toBe('linear')
    expect(nextFigures(reported({ curve: 'step' }), next, all).curve).toBe('step')
  })
})
