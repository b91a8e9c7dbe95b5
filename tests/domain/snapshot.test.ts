import { describe, expect, test } from 'vitest'
import { composeSnapshot } from '../../src/domain/snapshot/compose.ts'
import type { CampaignSource, UpdateText } from '../../src/domain/snapshot/input.ts'
import { momentText } from '../../src/domain/snapshot/text.ts'
import { hashedPart, type Snapshot, wholeSnapshot } from '../../src/domain/snapshot.ts'
import type { TargetFacts } from '../../src/domain/target.ts'
import { parseWeek } from '../../src/domain/week.ts'
import { at, facts, granted, target, update } from './facts.ts'
import { campaignWith, communeNamed, promisedInOrder } from './sources.ts'

function source(histories: TargetFacts[], more: Partial<CampaignSource> = {}): CampaignSource {
  const commune = { kind: 'commune', block: null } as const
  const names = [
    { from: null, to: '2022-08-31', name: 'Xã Cũ', shortName: 'Cũ', ...commune },
    { from: '2022-09-01', to: null, name: 'Xã Mới', shortName: 'Mới', ...commune },
  ] as const
  const heads = [{ title: 'Chủ tịch UBND xã', from: null, to: null }]
  return campaignWith({
    units: [{ ...communeNamed('H-A', ''), names: [...names], heads, commitments: ['CK-A'] }],
    targets: promisedInOrder(histories),
    ...more,
  })
}

/** Week 36 told on its Friday evening, and before it week 35 the same way. */
function tell(from: CampaignSource, until = at('2022-09-09', '17:00')): Snapshot {
  const alone = { before: null, previousHash: null, frozen: null }
  const before = composeSnapshot(from, {
    week: parseWeek('2022-W35')!,
    until: at('2022-09-02', '17:00'),
    ...alone,
  })
  return composeSnapshot(from, {
    week: parseWeek('2022-W36')!,
    until,
    before,
    previousHash: null,
    frozen: null,
  })
}

const kinds = (snapshot: Snapshot) => snapshot.changes.map(({ kind }) => kind)

describe('what a week knows', () => {
  test('ends with its moment: what came or was decided later is not in it', () => {
    const late = update('2022-09-09', 80, { receivedAt: at('2022-09-09', '17:01') })
    const undecided = update('2022-09-07', 70, { decidedAt: at('2022-09-10') })
    const week = tell(source([facts(target(), [update('2022-08-31', 60), undecided, late])]))
    expect(week.targets[0]).toMatchObject({
      value_low: '60',
      value_low_before: '60',
      report_status: 'waiting',
    })
  })

  test('names the units as they were called on its day', () => {
    const from = source([facts(target())])
    expect(tell(from).units[0]?.name).toBe('Xã Mới')
    const august = { week: parseWeek('2022-W34')!, until: at('2022-08-26', '17:00') }
    const then = composeSnapshot(from, { ...august, before: null, previousHash: null, frozen: null })
    expect(then.units[0]?.name).toBe('Xã Cũ')
  })

  test('says exact decimals as texts, and why there is none', () => {
    const figure = facts(target({ decimals: 3, plan: 730_223 }), [update('2022-08-31', 660_191)])
    const week = tell(source([figure, facts(target()), facts(target({ kind: 'milestone', plan: null }))]))
    expect(week.targets[0]).toMatchObject({
      plan: '730.223',
      value_low: '660.191',
      percent_low: '90.41',
      null_reason: null,
    })
    expect(week.targets[0]).toMatchObject({
      expected_percent: '66.58',
      points_behind: '-23.83',
      need_low: '17.508',
    })
    expect(week.targets.slice(1).map(({ null_reason }) => null_reason)).toEqual(['missing', 'not_applicable'])
  })

  test('never reads 100 before the plan is met, nor 0 for something', () => {
    const almost = facts(target({ plan: 10_000_000 }), [update('2022-08-31', 9_999_600)])
    const little = facts(target({ plan: 10_000_000 }), [update('2022-08-31', 200)])
    const week = tell(source([almost, little]))
    expect(week.targets.map(({ percent_low }) => percent_low)).toEqual(['99.99', '0.002000'])
  })
})

describe('what changed since the week before', () => {
  test('newly overdue, completed and reopened', () => {
    const due = target({ dueOriginal: '2022-09-05' })
    const done = update('2022-09-05', 100, { declared: 'done' })
    expect(kinds(tell(source([facts(due, [update('2022-09-05', 50)])])))).toEqual(['newly_overdue'])
    expect(kinds(tell(source([facts(due, [done])])))).toEqual(['completed'])
  })

  test('an extension and a revised plan, with what stood before', () => {
    const more = {
      extensions: [granted('2022-09-06', '2022-10-31')],
      planVersions: [{ effectiveFrom: '2022-09-05', plan: 120 } as const],
    }
    const week = tell(
      source([facts(target({ dueOriginal: '2022-09-30' }), [update('2022-09-05', 50)], more)]),
    )
    expect(week.changes).toMatchObject([
      { kind: 'extended', before: '2022-09-30', after: '2022-10-31' },
      { kind: 'plan_changed', before: '100', after: '120', measure: 'tỷ đồng' },
    ])
  })

  test('a figure that was reported and has been corrected, with the reason', () => {
    const reported = update('2022-08-31', 60)
    const correction = update(
      '2022-08-31',
      { low: 55, high: 58 },
      { corrects: reported.id, receivedAt: at('2022-09-06') },
    )
    const text: UpdateText = {
      ...{ receipt: null, nullReason: null, results: '', difficulties: '', cause: null, nextSteps: '' },
      correctionReason: 'Cộng trùng một khoản thu',
    }
    const texts = new Map([[correction.id, text]])
    const week = tell(source([facts(target(), [reported, correction])], { texts }))
    const change = {
      kind: 'figure_corrected',
      before: '60',
      after: '55..58',
      reason: 'Cộng trùng một khoản thu',
    }
    expect(week.changes).toMatchObject([change])
  })

  test('a correction of a figure that no summary has told is none', () => {
    const reported = update('2022-09-05', 60)
    const correction = update('2022-09-05', 55, { corrects: reported.id, receivedAt: at('2022-09-06') })
    expect(kinds(tell(source([facts(target(), [reported, correction])])))).toEqual([])
  })

  test('a returned report, and a unit that sent nothing', () => {
    expect(
      kinds(tell(source([facts(target(), [update('2022-09-06', 50, { decision: 'returned' })])]))),
    ).toEqual(['returned'])
    const silent = tell(source([facts(target(), [update('2022-08-30', 50)])]))
    expect(silent.changes).toMatchObject([{ kind: 'no_update', code: 'H-A', before: '2022-08-30' }])
  })
})

describe('the duty to report', () => {
  test('this week as received, the week before as it ended on Sunday, and how often in a row it was late', () => {
    const sunday = update('2022-09-04', 50)
    const week = tell(source([facts(target(), [update('2022-08-26', 40), sunday])]))
    const [unit] = week.discipline.units
    expect(unit).toMatchObject({ week: 'missing', before: 'late', late_streak: 2, status: 'none' })
    expect(week.discipline.week.rate).toEqual({ numerator: 0, denominator: 1, percent: '0.0' })
  })

  test('a unit whose promises are all kept owes nothing', () => {
    const week = tell(source([facts(target(), [update('2022-08-31', 100, { declared: 'done' })])]))
    expect(week.discipline.units[0]).toMatchObject({ week: 'exempt', open_targets: 0 })
  })

  test('the office is timed as well: hours from receipt to decision', () => {
    const quick = update('2022-09-06', 50, { decidedAt: at('2022-09-06', '10:30') })
    expect(tell(source([facts(target(), [quick])])).discipline.units[0]?.review_hours).toBe('1.5')
  })
})

test('the hash is taken of everything but itself and what the issue adds', () => {
  const week = tell(source([facts(target())]))
  const part = hashedPart(week)
  expect(part).not.toHaveProperty('hash')
  expect(part).not.toHaveProperty('number')
  expect(part).toHaveProperty('previous_hash')
  expect(wholeSnapshot(part, 'abc')).toEqual({ ...week, hash: 'abc' })
})

test.each([
  ['Asia/Ho_Chi_Minh', '2022-09-09T17:00:00+07:00'],
  ['UTC', '2022-09-09T10:00:00+00:00'],
  ['America/St_Johns', '2022-09-09T07:30:00-02:30'],
])('a moment is written with the offset of %s', (place, text) => {
  expect(momentText(Date.parse('2022-09-09T10:00:00Z'), place)).toBe(text)
})
