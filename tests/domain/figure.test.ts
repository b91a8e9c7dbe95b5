import { describe, expect, test } from 'vitest'
import { composeSnapshot } from '../../src/domain/snapshot/compose.ts'
import { countRows, figureOf, type TracedFigure } from '../../src/domain/snapshot/figure.ts'
import type { ReportsFigure } from '../../src/domain/snapshot/figure-reports.ts'
import type { TargetFigure } from '../../src/domain/snapshot/figure-target.ts'
import type { RateFigure } from '../../src/domain/snapshot/figure-targets.ts'
import type { CampaignSource, UpdateText } from '../../src/domain/snapshot/input.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import type { TargetFacts } from '../../src/domain/target.ts'
import { parseWeek } from '../../src/domain/week.ts'
import { codesOf, printedCounts, rateNames } from '../support/figures.ts'
import { at, facts, target, update } from './facts.ts'
import { campaignWith, communeNamed, promised } from './sources.ts'

const text: UpdateText = {
  receipt: null,
  nullReason: null,
  results: '',
  difficulties: '',
  cause: null,
  nextSteps: '',
  correctionReason: '',
}

/** One target of each unit, in the order given: H-1 has CK-1. */
const sourceOf = (histories: TargetFacts[], texts: CampaignSource['texts'] = new Map()): CampaignSource =>
  campaignWith({
    units: histories.map((_, n) => communeNamed(`H-${n + 1}`, `Xã ${n + 1}`)),
    targets: histories.map((one, n) => promised(one, { code: `CK-${n + 1}`, unit: `H-${n + 1}` })),
    texts,
  })

const alone = { before: null, previousHash: null, frozen: null }

/** Week 36 told on its Friday evening, and before it week 35 the same way. */
function tell(from: CampaignSource): Snapshot {
  const before = composeSnapshot(from, {
    week: parseWeek('2022-W35')!,
    until: at('2022-09-02', '17:00'),
    ...alone,
  })
  const until = at('2022-09-09', '17:00')
  return composeSnapshot(from, { ...alone, week: parseWeek('2022-W36')!, until, before })
}

const final = { declared: 'done' } as const
/** One of every class, and more overdue ones, of which one is new and one has ended. */
const everyClass = [
  facts(target({ dueOriginal: '2022-08-31' }), [update('2022-08-30', 100, final)]),
  facts(target({ dueOriginal: '2022-08-25' }), [update('2022-08-30', 100, final)]),
  facts(target({ dueOriginal: null }), [update('2022-08-30', 100, final)]),
  facts(target(), [update('2022-08-31', 70)]),
  facts(target({ dueOriginal: '2022-08-31' }), [update('2022-08-30', 60)]),
  facts(target({ dueOriginal: '2022-09-06' }), [update('2022-09-05', 60)]),
  facts(target({ dueOriginal: '2022-08-31' }), [update('2022-09-07', 100, final)]),
  facts(target({ dueOriginal: null })),
  facts(target({ dueOriginal: '2022-09-09' }), [update('2022-09-08', 90)]),
  facts(target({ state: 'suspended' }), [update('2022-08-30', 60)]),
  facts(target({ state: 'transferred', dueOriginal: '2022-08-01' })),
  facts(target({ state: 'cancelled', dueOriginal: '2022-08-01' })),
  facts(target(), [update('2022-09-09', 20, { receivedAt: at('2022-09-09', '16:30') })]),
]

describe('what is counted', () => {
  const week = tell(sourceOf(everyClass))

  test.each(printedCounts(week))('%s is as many rows as the week prints: %i', (name, printed) => {
    const figure = figureOf(week, name)!
    expect([figure.made === 'target' ? null : figure.value, countRows(figure)]).toEqual([printed, printed])
    expect(new Set(codesOf(figure)).size).toBe(printed)
  })

  test('has something of every class in this world', () => {
    expect(Object.values(week.totals.by_class).every((n) => n > 0)).toBe(true)
    expect(week.discipline.week).toMatchObject({ on_time: 2, late: 1, missing: 3, exempt: 7 })
  })

  test.each(rateNames)('%s is its numerator over its denominator', (name) => {
    const { numerator, denominator, classes } = figureOf(week, name) as RateFigure
    expect([numerator.length, denominator.length]).toEqual([
      week.rates[name].numerator,
      week.rates[name].denominator,
    ])
    expect(numerator.every((one) => denominator.includes(one))).toBe(true)
    expect(classes.reduce((sum, { count }) => sum + count, 0)).toBe(denominator.length)
    expect(classes.filter(({ isAbove }) => isAbove).reduce((sum, { count }) => sum + count, 0)).toBe(
      numerator.length,
    )
    expect(denominator.some(({ progress }) => progress === null)).toBe(false)
  })

  test('a rate of the reports is those in time over those who owe one', () => {
    const figure = figureOf(week, 'reports.rate') as ReportsFigure
    expect(figure.value).toEqual(week.discipline.week.rate)
    expect(countRows(figure)).toBe(week.discipline.week.rate.denominator)
  })

  test('the longest overdue and the nearest deadline stand first', () => {
    expect(codesOf(figureOf(week, 'overdue')!)).toEqual(['CK-5', 'CK-6'])
    expect(codesOf(figureOf(week, 'due.7')!)).toEqual(['CK-9'])
    expect(codesOf(figureOf(week, 'overdue.new')!)).toEqual(['CK-6'])
    expect(codesOf(figureOf(week, 'overdue.ended')!)).toEqual(['CK-7'])
  })

  test('what moved is held against the week before; without one there is nothing to tell', () => {
    const first = composeSnapshot(sourceOf(everyClass), {
      ...alone,
      week: parseWeek('2022-W28')!,
      until: at('2022-07-15', '17:00'),
    })
    expect(figureOf(week, 'reports_before.late')).toBeDefined()
    for (const name of ['overdue.new', 'overdue.ended', 'reports_before.late', 'reports_before.rate']) {
      expect([name, figureOf(first, name)]).toEqual([name, undefined])
    }
  })

  test.each([
    ...['', 'R6', 'R', 'due', 'due.8', 'due.7.7', 'cause', 'cause.none', 'changes', 'changes.', 'target'],
    ...['target.', 'target.CK-99', 'reports', 'reports.toString', 'reports.late.late', 'before:R2'],
    ...['constructor', '__proto__', 'toString', 'progress', 'progress.none', 'directions.', 'overdue.old'],
  ])('no figure is called %j', (name) => {
    expect(figureOf(week, name)).toBeUndefined()
  })
})

describe('an indicator', () => {
  const open = (figure: TracedFigure | undefined) => figure as TargetFigure
  const tellOne = (history: TargetFacts, texts?: CampaignSource['texts']) =>
    open(figureOf(tell(sourceOf([history], texts)), 'target.CK-1'))

  test('names the report its figure rests on, and every other one of the week', () => {
    const old = update('2022-08-15', 50)
    const last = update('2022-08-31', 60)
    const words = update('2022-09-05', null)
    const waiting = update('2022-09-08', 80, { decision: null })
    const receipts = [old, last, words, waiting].map(
      ({ id }, n) => [id, { ...text, receipt: `R000000${n}` }] as const,
    )
    const figure = tellOne(facts(target(), [old, last, words, waiting]), new Map(receipts))
    expect(figure.target).toMatchObject({ value_low: '60', as_of: '2022-08-31', receipt: 'R0000002' })
    expect(figure.behind?.receipt).toBe('R0000001')
    expect(figure.updates.map(({ receipt }) => receipt)).toEqual(['R0000003', 'R0000002', 'R0000001'])
  })

  test('rests on the correction, not on what was corrected', () => {
    const wrong = update('2022-08-31', 60)
    const right = update('2022-08-31', 55, { receivedAt: at('2022-09-06'), corrects: wrong.id })
    const figure = tellOne(facts(target(), [wrong, right]))
    expect(figure.behind).toMatchObject({ value_low: '55', received_at: '2022-09-06T09:00:00+07:00' })
  })

  test.each([
    ['add', target(), 60],
    ['rise', target({ baseline: 40 }), 60],
    ['fall', target({ direction: 'down', baseline: 200 }), 150],
    ['ceiling', target({ direction: 'down' }), 60],
    ['band', target({ direction: 'within', plan: null, planLow: 50, planHigh: 70 }), 60],
    ['zero', target({ plan: 0 }), 60],
    ['add', target({ valueKind: 'percent', plan: null }), { low: 40, high: 49 }],
    [null, target({ plan: null }), 60],
    [null, target({ kind: 'milestone', plan: null }), null],
  ] as const)('its percentage comes about by the rule %j', (share, promised, value) => {
    expect(tellOne(facts(promised, [update('2022-08-31', value)])).share).toBe(share)
  })

  test('shows a rise from a baseline both ways', () => {
    const figure = tellOne(
      facts(target({ decimals: 1, plan: 915, baseline: 842 }), [update('2022-08-31', 882)]),
    )
    expect(figure.target.percent_low).toBe('96.39')
    expect(figure.increase).toEqual({ low: '54.79', high: '54.79' })
  })

  test('counts the months that are left as the need does', () => {
    const figure = tellOne(facts(target(), [update('2022-08-31', 60)]))
    expect([figure.target.need_low, figure.monthsLeft]).toEqual(['10.000', '4.000'])
    expect(tellOne(facts(target({ dueOriginal: null }), [update('2022-08-31', 60)])).monthsLeft).toBeNull()
    expect(tellOne(facts(target()))).toMatchObject({ behind: null, updates: [], share: null })
  })
})
