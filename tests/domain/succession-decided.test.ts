import { describe, expect, test } from 'vitest'
import { ratio } from '../../src/domain/ratio.ts'
import type { Override } from '../../src/domain/succession.ts'
import { into, override, pass, passing } from '../support/passing.ts'

describe('what somebody decides otherwise', () => {
  const a = passing('A-1', 'A')
  const b = passing('B-1', 'B')
  const c = passing('B-2', 'B', { title: 'Số hộ cận nghèo' })
  const merged = into(['A', 'M'], ['B', 'M'])

  test.each<[name: string, overrides: Override[], made: string[][]]>([
    ['nothing', [], [['A-1', 'B-1'], ['B-2']]],
    ['go on alone', [override('A-1', {})], [['A-1'], ['B-1'], ['B-2']]],
    ['combined with another', [override('B-1', { fate: 'combine', with: 'B-2' })], [['A-1'], ['B-1', 'B-2']]],
    ['all three', [override('B-2', { fate: 'combine', with: 'A-1' })], [['A-1', 'B-1', 'B-2']]],
    ['ended', [override('A-1', { fate: 'end', reason: 'hết' })], [['B-1'], ['B-2']]],
    [
      'combined in a row',
      [override('A-1', { fate: 'combine', with: 'B-1' }), override('B-1', { fate: 'combine', with: 'B-2' })],
      [['A-1', 'B-1', 'B-2']],
    ],
  ])('%s', (_, overrides, wanted) => {
    const { made, problems, sums } = pass([a, b, c], merged, overrides)
    expect(problems).toEqual([])
    expect(made.map(({ parts }) => parts.map(({ target }) => target))).toEqual(wanted)
    expect(sums.isKept).toBe(true)
    expect(sums.open).toBe(sums.continued + sums.combined + sums.ended)
  })

  test.each<[why: string, override: Override]>([
    ['unknown_target', override('X', {})],
    ['unknown_successor', override('A-1', { successor: 'N' })],
    ['unknown_with', override('A-1', { fate: 'combine', with: 'X' })],
    ['alone', override('B-2', { fate: 'combine' })],
    ['no_reason', override('A-1', { fate: 'end' })],
    ['share_range', override('A-1', { share: ratio(3, 2) })],
    ['share_sum', override('A-1', { share: ratio(1, 2) })],
  ])('%s is refused', (why, wish) => {
    expect(pass([a, b, c], merged, [wish]).problems.map((problem) => problem.why)).toEqual([why])
  })

  const three = into(['A', 'M'], ['B', 'M'], ['C', 'M'])
  const d = passing('C-1', 'C')

  test('one that goes on alone leaves the others together, whichever of them it is', () => {
    for (const [code, others] of [
      ['A-1', ['B-1', 'C-1']],
      ['B-1', ['A-1', 'C-1']],
    ] as const) {
      const { made, problems, sums } = pass([a, b, d], three, [override(code, {})])
      expect(problems).toEqual([])
      expect(
        made.map(({ parts }) => parts.map(({ target }) => target)).sort((x, y) => x.length - y.length),
      ).toEqual([[code], [...others]])
      expect([sums.continued, sums.combined, sums.isKept]).toEqual([1, 2, true])
    }
  })

  test('nothing is combined with what goes on alone, in whatever order it was said', () => {
    const wishes = [override('A-1', {}), override('B-1', { fate: 'combine', with: 'A-1' })]
    for (const order of [wishes, wishes.toReversed()])
      expect(pass([a, b, d], three, order).problems).toEqual([
        { why: 'unknown_with', target: 'B-1', fill: 'A-1' },
      ])
  })

  test('what is of another kind cannot be combined', () => {
    const other = passing('B-3', 'B', {
      kind: 'ongoing',
      measure: null,
      valueKind: null,
      direction: null,
      plan: null,
    })
    const wish = override('A-1', { fate: 'combine', with: 'B-3' })
    expect(pass([a, other], merged, [wish]).problems.map(({ why }) => why)).toEqual(['unlike'])
  })
})
