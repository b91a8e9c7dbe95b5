import { expect, test } from 'vitest'
import { lightOf } from '../../src/domain/snapshot/light.ts'
import { MOST_INDICATORS, mainIndicators } from '../../src/domain/snapshot/main-indicators.ts'
import { targetOf, toldWeek } from '../support/told-week.ts'

const codesOf = (targets: { code: string }[]) => targets.map(({ code }) => code)
const many = (length: number, changes: (n: number) => Parameters<typeof targetOf>[0]) =>
  Array.from({ length }, (_, n) => targetOf({ code: `CK-${n}`, ...changes(n) }))

test('the office chooses its main indicators, and their order', () => {
  const targets = many(20, (n) => ({ value_low: '1', headline: n < 15 ? 15 - n : null }))
  expect(codesOf(mainIndicators(targets))).toEqual(
    Array.from({ length: MOST_INDICATORS }, (_, n) => `CK-${14 - n}`),
  )
})

test('where it chose none, the first ordered numbers of each group stand there, also in a light week', () => {
  const targets = many(200, (n) => ({
    group: 3 - (n % 3),
    kind: n % 5 ? 'number' : 'milestone',
    origin: n % 7 ? 'ordered' : 'registered',
    value_low: n % 11 ? '1' : null,
  }))
  const light = lightOf(toldWeek({ targets }))
  expect(mainIndicators(targets)).toHaveLength(MOST_INDICATORS)
  expect(codesOf(mainIndicators(light.targets))).toEqual(codesOf(mainIndicators(targets)))
  expect(light.targets.length).toBeLessThanOrEqual(3 * MOST_INDICATORS)
})

test('a light week names those the office chose, and no substitute that could not stand beside them', () => {
  const targets = many(30, (n) => ({ value_low: '1', headline: n === 29 ? 1 : null }))
  const light = lightOf(toldWeek({ targets }))
  expect(codesOf(mainIndicators(light.targets))).toEqual(['CK-29'])
})
