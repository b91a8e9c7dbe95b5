import { expect, test } from 'vitest'
import type { Day } from '../../src/domain/day.ts'
import type { TargetPromise } from '../../src/domain/promise.ts'
import {
  coversYears,
  evenPlans,
  figuresOfYears,
  inTerms,
  isAsked,
  mayBeDivided,
  titleYearsOn,
  wayOfYears,
  yearsOf,
} from '../../src/domain/years.ts'

const term: TargetPromise = {
  ...{ group: 1, order: 1, title: 'Trồng rừng', product: '', origin: 'registered', kind: 'number' },
  ...{ measure: 'ha', decimals: 1, valueKind: 'cumulative', direction: 'up', plan: 10003 },
  ...{ planLow: null, planHigh: null, baseline: null, baselineOn: null, weight: 10, headline: null },
  ...{ startOn: '2021-03-15', dueOn: '2025-06-30', curve: 'linear', references: [], coordinators: [] },
  ...{ evidenceRequired: false, parent: null, contribution: null, rollup: null, steps: [] },
}

test('a term has a year for each calendar year, as far as it lies in it', () => {
  const years = yearsOf(term)
  expect(years).toHaveLength(5)
  expect(years[0]).toEqual({ year: 2021, startOn: '2021-03-15', dueOn: '2021-12-31' })
  expect(years[4]).toEqual({ year: 2025, startOn: '2025-01-01', dueOn: '2025-06-30' })
  expect(yearsOf({ startOn: '2021-01-01', dueOn: null })).toEqual([])
})

test.each<[Partial<TargetPromise>, string, number[]]>([
  [{}, 'sum', [2000, 2000, 2000, 2000, 2003]],
  [{ valueKind: 'flow' }, 'sum', [2000, 2000, 2000, 2000, 2003]],
  [{ plan: -7 }, 'sum', [-1, -1, -1, -1, -3]],
  [{ valueKind: 'point', baseline: 842, plan: 915 }, 'level', [857, 871, 886, 900, 915]],
  [{ valueKind: 'point', baseline: 100, plan: 50, direction: 'down' }, 'level', [90, 80, 70, 60, 50]],
  [{ valueKind: 'point', plan: 95 }, 'level', [95, 95, 95, 95, 95]],
  [{ baseline: 5, plan: 16 }, 'level', [7, 9, 12, 14, 16]],
  [{ measure: '%', plan: 1000 }, 'level', [200, 400, 600, 800, 1000]],
  [{ valueKind: 'percent', plan: 1000 }, 'beside', [200, 400, 600, 800, 1000]],
])('a term with %j is divided as %s', (fields, way, plans) => {
  const one = { ...term, ...fields }
  expect([wayOfYears(one), evenPlans(one)]).toEqual([way, plans])
  const sum = evenPlans(one).reduce((all, plan) => all + plan, 0)
  if (way === 'sum') expect(sum).toBe(one.plan)
})

test('a band, a task, one year or no plan are not divided', () => {
  expect(mayBeDivided(term)).toBe(true)
  expect(mayBeDivided({ ...term, direction: 'within' })).toBe(false)
  expect(mayBeDivided({ ...term, kind: 'qualitative' })).toBe(false)
  expect(mayBeDivided({ ...term, plan: null })).toBe(false)
  expect(mayBeDivided({ ...term, startOn: '2025-01-01' })).toBe(false)
})

test('an amount begins every year at nothing, a level where the year before was to end', () => {
  const plans = [
    { year: 2021, plan: 900, dueOn: '2021-12-31' },
    { year: 2022, plan: 880, dueOn: '2022-12-31' },
    { year: 2023, plan: 900, dueOn: '2023-12-31' },
  ] as const
  expect(figuresOfYears(term, plans).map(({ baseline }) => baseline)).toEqual([null, null, null])
  const level: TargetPromise = { ...term, valueKind: 'point', baseline: 842, baselineOn: '2020-12-31' }
  expect(figuresOfYears(level, plans).map(({ baseline, baselineOn }) => [baseline, baselineOn])).toEqual([
    [842, '2020-12-31'],
    [null, null],
    [880, null],
  ])
})

test('shares of the months are those of every year, unless a year has none of them', () => {
  const monthly: TargetPromise = { ...term, curve: `monthly:${[100, ...Array(11).fill(0)].join(',')}` }
  const plans = [2021, 2022].map((year) => ({ year, plan: 1, dueOn: `${year}-12-31` as const }))
  expect(figuresOfYears(monthly, plans).map(({ curve }) => curve)).toEqual(['linear', monthly.curve])
  expect(figuresOfYears({ ...term, curve: 'last_year' }, plans).map(({ curve }) => curve)).toEqual([
    'linear',
    'linear',
  ])
})

const row = (id: string, parentId: string | null, startOn = '2021-01-01', commitmentId = 'c') =>
  ({ id, parentId, commitmentId, startOn }) as const

test('years stand right behind their term, and what is under a target elsewhere stays where it is', () => {
  const rows = [row('a', null), row('b', 'elsewhere'), row('a1', 'a'), row('c', null), row('a2', 'a')]
  expect(inTerms(rows).map(({ id }) => id)).toEqual(['a', 'a1', 'a2', 'b', 'c'])
})

test('of a term the year that runs is asked for, and the term itself when no year is open any more', () => {
  const open = [row('a', null), row('a1', 'a'), row('a2', 'a', '2023-01-01'), row('b', null)] as never[]
  const asked = (all: ReturnType<typeof row>[]) =>
    all.filter((one) => isAsked(one as never, all as never, '2022-09-06')).map(({ id }) => id)
  expect(asked(open)).toEqual(['a1', 'b'])
  expect(asked([row('a', null), row('b', null)])).toEqual(['a', 'b'])
  expect(asked([row('a', null), row('a1', 'a', '2021-01-01', 'other')])).toEqual(['a', 'a1'])
})

test('the years of a term that is copied are those of the next one', () => {
  expect(titleYearsOn('Trồng rừng – năm 2022', 5)).toBe('Trồng rừng – năm 2027')
  expect(titleYearsOn('Trồng rừng năm 2022', 5)).toBe('Trồng rừng năm 2022')
})

test.each([
  ['both years', ['2021-01-01..2021-12-31', '2022-01-01..2022-06-30'], true],
  ['the first year alone', ['2021-01-01..2021-12-31'], false],
  ['a part over both', ['2021-01-01..2022-06-30'], false],
  ['nothing', [], false],
])('a term of a year and a half is divided by %s', (_, parts, isDivided) => {
  const days = (text: string) => {
    const [startOn, dueOn] = text.split('..') as [Day, Day]
    return { startOn, dueOn }
  }
  expect(coversYears(days('2021-01-01..2022-06-30'), parts.map(days))).toBe(isDivided)
})
