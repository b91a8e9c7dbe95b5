import { describe, expect, test } from 'vitest'
import type { CampaignSource, TargetSource, VoidedReport } from '../../src/domain/snapshot/input.ts'
import type { SnapshotTarget } from '../../src/domain/snapshot/target.ts'
import { voidingsOf } from '../../src/domain/snapshot/voidings.ts'
import { standingOf } from '../../src/domain/standing.ts'
import type { Target, UpdateFact } from '../../src/domain/target.ts'
import { at, facts, moment, rules, target, update, zone } from './facts.ts'

const frozen = { until: at('2022-09-09', '17:00'), at: at('2022-09-09', '17:10') }
const july = update('2022-07-31', 31)

/** The report of August, which said 33. */
const august = (changes: Partial<VoidedReport> = {}): VoidedReport => ({
  ...{ id: 'v1', corrects: null, target: 'CK-01', asOf: '2022-08-31', value: { low: 33, high: 33 } },
  ...{ decidedAt: at('2022-09-01'), voidedAt: at('2022-09-13'), reason: 'Nhầm đơn vị' },
  ...changes,
})

function tell(stands: UpdateFact[], voided: VoidedReport[], about: Partial<Target> = {}) {
  const known = facts(target(about), stands)
  const standing = standingOf(known, rules, moment('2022-09-16'))
  const told = { source: { facts: known } as TargetSource, known, standing, reportStatus: 'none' } as const
  const row = { code: 'CK-01', unit: 'H-A', title: 'Thu ngân sách', measure: 'tỷ đồng' } as SnapshotTarget
  const from = { voided, zone } as CampaignSource
  return voidingsOf(row, told, from, () => frozen).map(({ before, after }) => [before, after])
}

describe('a figure that was declared void after its week was frozen', () => {
  test.each<[string, UpdateFact[], VoidedReport[], Partial<Target>, unknown[]]>([
    ['gives way to the one before it', [july], [august()], {}, [['33', '31']]],
    ['leaves nothing where there is no other', [], [august()], {}, [['33', null]]],
    ['is a gap in a sum', [july], [august()], { valueKind: 'flow' }, [['33', null]]],
    ['leaves a later one alone', [july, update('2022-09-07', 35)], [august()], {}, [['33', null]]],
    ['gives way to another of its day', [july, update('2022-08-31', 32)], [august()], {}, [['33', '32']]],
    [
      'gives way to what it corrected',
      [july, update('2022-08-31', 30, { id: 'u-first' })],
      [august({ corrects: 'u-first' })],
      {},
      [['33', '30']],
    ],
    [
      'gives way to what corrects it',
      [july, update('2022-08-30', 29, { corrects: 'v1', receivedAt: at('2022-09-14') })],
      [august()],
      {},
      [['33', '29']],
    ],
    ['is no change where the same stands', [update('2022-07-31', 33)], [august()], {}, []],
    [
      'is none that had been corrected before',
      [update('2022-08-31', 30, { corrects: 'v1' })],
      [august()],
      {},
      [],
    ],
    [
      'is the last of several revisions',
      [july],
      [august(), august({ id: 'v2', corrects: 'v1', value: { low: 34, high: 34 } })],
      {},
      [['34', '31']],
    ],
    ['is none that was accepted later', [july], [august({ decidedAt: at('2022-09-10') })], {}, []],
    [
      'is none that the freeze left out already',
      [july],
      [august({ voidedAt: at('2022-09-09', '17:05') })],
      {},
      [],
    ],
    ['is none of another target', [july], [august({ target: 'CK-02' })], {}, []],
    ['is none that said no figure', [july], [august({ value: null })], {}, []],
  ])('%s', (_, stands, voided, about, expected) => {
    expect(tell(stands, voided, about)).toEqual(expected)
  })
})
