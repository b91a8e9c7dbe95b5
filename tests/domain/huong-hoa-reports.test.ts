import { describe, expect, test } from 'vitest'
import { latestRevisions } from '../../src/domain/actual.ts'
import { addDays, type Day, dayOf, type Instant, instantOf } from '../../src/domain/day.ts'
import { disciplineOf, reportStatusOf } from '../../src/domain/discipline.ts'
import { disciplineRate } from '../../src/domain/rates.ts'
import { standingOf } from '../../src/domain/standing.ts'
import { dueInstantOf, isReportingWeek, parseWeek, type Week, weekOf } from '../../src/domain/week.ts'
import { expected, judge, loadDemo, tally, zone } from './huong-hoa.ts'

const demo = loadDemo()
const { rules, calendar } = demo
const everything = judge(demo)
const targets = everything.filter((target) => target.campaign === 'HH-2022')
const today = dayOf(Date.parse(expected.clock), zone)
/** The order of the office: as the units stand in the file. */
const officeOrder = demo.rows.commitments!.filter((row) => row.campaign === 'HH-2022').map((row) => row.unit!)

describe('reports', () => {
  const latest = targets.flatMap(({ code, unit, facts }) =>
    latestRevisions(facts.updates).map((update) => ({ code, unit, update })),
  )

  test('awaiting review, in order of arrival', () => {
    const waiting = latest.filter(({ update }) => update.decision === null)
    const list = waiting.map(({ code, unit, update }) => ({
      target: code,
      unit,
      submitted_at: localTime(update.receivedAt),
    }))
    expect(list.sort((a, b) => (a.submitted_at < b.submitted_at ? -1 : 1))).toEqual(
      expected.awaiting_review.list,
    )
    expect(list).toHaveLength(expected.awaiting_review.count)
    expect(targets.filter(({ standing }) => standing.waiting)).toHaveLength(expected.awaiting_review.count)
  })

  test('returned', () => {
    const open = targets.filter(({ standing }) => standing.returned)
    expect(open.map(({ code }) => code)).toEqual(expected.returned_open)
    const ever = everything.flatMap(({ updates }) =>
      updates.filter(({ decision }) => decision === 'returned'),
    )
    expect(ever).toHaveLength(expected.returned_ever)
  })
})

describe('week 36', () => {
  const week = weekOf(today)
  const status = new Map(officeOrder.map((unit) => [unit, statusOf(unit, week)]))
  const unitsWith = (wanted: string) => officeOrder.filter((unit) => status.get(unit) === wanted)

  test('from Monday, due on Friday', () => {
    expect(week.from).toBe(expected.week_36.from)
    expect(dueInstantOf(week, rules, calendar, zone)).toBe(Date.parse(expected.week_36.due))
  })

  test('the status of every unit', () => {
    expect(tally([...status.values()])).toEqual(expected.week_36.counts)
    expect(unitsWith('none')).toEqual(expected.week_36.not_reported)
    expect(unitsWith('waiting')).toEqual(expected.week_36.awaiting)
    expect(unitsWith('returned')).toEqual(expected.week_36.returned)
  })
})

function receivedIn(unit: string, week: Week) {
  const from = instantOf(week.from, '00:00', zone)
  const to = instantOf(addDays(week.to, 1), '00:00', zone)
  return targets
    .filter((target) => target.unit === unit)
    .flatMap(({ updates }) => updates.filter(({ receivedAt }) => receivedAt >= from && receivedAt < to))
}

function statusOf(unit: string, week: Week) {
  return reportStatusOf(latestRevisions(receivedIn(unit, week)).map(({ decision }) => decision ?? 'waiting'))
}

describe('discipline of weeks 28 to 35', () => {
  const weeks = [28, 29, 30, 31, 32, 33, 34, 35].map((number) => parseWeek(`2022-W${number}`)!)
  const codes = new Map(officeOrder.map((unit) => [unit, weeks.map((week) => codeOf(unit, week)).join('')]))

  test('unit by unit', () => {
    expect(Object.fromEntries(codes)).toEqual(expected.discipline_weeks_28_to_35.by_unit)
  })

  test('and in all', () => {
    const all = [...codes.values()].join('')
    const rate = disciplineRate(all.replaceAll(/[^a]/g, '').length, all.length)
    const { on_time, of, percent } = expected.discipline_weeks_28_to_35
    expect(rate).toEqual({ numerator: on_time, denominator: of, percent })
  })
})

/** The duty is derived like the rest: an open target on the due day, as it was known then. */
function codeOf(unit: string, week: Week): string {
  const due = dueInstantOf(week, rules, calendar, zone)
  const at = { today: dayOf(due, zone), instant: due, zone, calendar }
  const owes =
    isReportingWeek(week, rules, calendar) &&
    targets.some(({ unit: of, facts }) => of === unit && standingOf(facts, rules, at).baseClass === 'open')
  const receivedAt = receivedIn(unit, week).map((update) => update.receivedAt)
  return { on_time: 'a', late: 'b', missing: 'c', exempt: 'x', pending: '?' }[
    disciplineOf({ receivedAt, owes, due })
  ]
}

function localTime(at: Instant): string {
  const day: Day = dayOf(at, zone)
  const time = new Date(at + 7 * 3_600_000).toISOString().slice(11, 19)
  return `${day}T${time}+07:00`
}
