import { describe, expect, test } from 'vitest'
import type { Range } from '../../src/domain/actual.ts'
import { dayOf } from '../../src/domain/day.ts'
import { percentText, samePeriodOf } from '../../src/domain/percent.ts'
import { planAt } from '../../src/domain/plan.ts'
import { assertTotal, countClasses, countProgress, ratesOf } from '../../src/domain/rates.ts'
import { multiply, type Ratio, ratio, toDecimal } from '../../src/domain/ratio.ts'
import { rollUp } from '../../src/domain/rollup.ts'
import {
  type DemoTarget,
  type Expected,
  expected,
  type Judged,
  judge,
  loadDemo,
  tally,
  zone,
} from './huong-hoa.ts'

const demo = loadDemo()
const everything = judge(demo)
const targets = everything.filter((target) => target.campaign === 'HH-2022')
const today = dayOf(Date.parse(expected.clock), zone)
const byCode = new Map(everything.map((target) => [target.code, target]))
const named = (code: string) => demo.units.get(code)!

test('the files hold what they should', () => {
  const rows = Object.fromEntries(Object.entries(demo.rows).map(([name, list]) => [name, list.length]))
  expect(rows).toEqual(expected.rows)
  expect(targets).toHaveLength(expected.targets)
  expect(everything.length - targets.length).toBe(expected.province_targets)
  expect(new Set(targets.map((target) => target.unit)).size).toBe(expected.units)
  expect(tally(targets.map((target) => target.origin))).toEqual(expected.targets_by_origin)
  expect(tally(targets.map(kindOf))).toEqual(expected.targets_by_kind)
})

test('the registers hold what they should', () => {
  const { units, users, commitments, proposals, directions } = demo.rows
  const district = commitments!.filter((row) => row.campaign === 'HH-2022')
  const kinds = new Map(units!.map((row) => [row.code, row.kind!]))
  expect(users).toHaveLength(expected.users)
  expect(commitments).toHaveLength(expected.commitments)
  expect(tally(district.map((row) => kinds.get(row.unit)!))).toEqual(expected.units_by_kind)
  expect(tally(district.map((row) => row.party_kind!))).toEqual(expected.commitments_by_party)
  expect(tally(users!.map((row) => row.role!))).toEqual(expected.users_by_role)
  expect(tally(proposals!.map((row) => row.status!))).toEqual(expected.proposals_by_status)
  expect(tally(directions!.map((row) => row.status!))).toEqual(expected.directions_by_status)
  const awaiting = proposals!.filter(
    (row) => row.unit === 'HH' && ['transmitted', 'acknowledged'].includes(row.status!),
  )
  expect(awaiting).toHaveLength(expected.proposals_awaiting_province)
})

function kindOf({ facts: { target } }: DemoTarget): string {
  return target.kind === 'number' ? `number/${target.valueKind}/${target.direction}` : target.kind
}

describe('the classes of the campaign', () => {
  const counts = countClasses(targets.map(({ standing }) => standing.reportClass))

  test('states', () => {
    const { suspended, transferred, cancelled, ...states } = counts
    expect(states).toEqual(expected.states)
    expect([suspended, transferred, cancelled]).toEqual([0, 0, 0])
    assertTotal(counts, expected.targets)
  })

  test('rates', () => {
    const rates = ratesOf(counts)
    expect({
      R1_done_of_all: rates.R1,
      R2_on_time_of_fallen_due: rates.R2,
      R3_overdue_of_all: rates.R3,
      R4_overdue_of_dated: rates.R4,
      R5_overdue_of_closed_and_overdue: rates.R5,
    }).toEqual(expected.rates)
  })

  test('alerts', () => {
    expect(countProgress(targets.map(({ standing }) => standing.progress))).toEqual(expected.alerts)
  })

  test.each(expected.groups as Expected[])('group $number', ({ number, name, ...group }) => {
    const own = targets.filter((target) => target.group === number)
    const { suspended, transferred, cancelled, ...states } = countClasses(
      own.map((t) => t.standing.reportClass),
    )
    const groupName = demo.rows.task_groups!.find(
      (row) => row.campaign === 'HH-2022' && Number(row.number) === number,
    )?.name
    expect(groupName).toBe(name)
    const alerts = countProgress(own.map(({ standing }) => standing.progress))
    expect({ targets: own.length, states, alerts }).toEqual(group)
  })
})

describe('deadlines', () => {
  const overdue = targets.filter(({ standing }) => standing.clock === 'overdue')

  test('overdue, with days, last report and reminders', () => {
    expect(overdue.map(overdueRow).sort(byTarget)).toEqual([...expected.overdue.list].sort(byTarget))
    expect(overdue).toHaveLength(expected.overdue.count)
    expect(new Set(overdue.map((target) => target.unit)).size).toBe(expected.overdue.units)
    expect(tally(overdue.map((target) => String(target.group)))).toEqual(expected.overdue.by_group)
  })

  test('due today', () => {
    const due = targets.filter(({ standing }) => standing.clock === 'due_today')
    expect(due.map(({ code, unit, title }) => ({ target: code, unit: named(unit), title }))).toEqual(
      expected.due_today,
    )
  })

  test('due within seven days', () => {
    const soon = targets.filter(({ standing }) => standing.clock === 'due_soon')
    const list = soon.map(({ code, unit, title, standing }) => ({
      target: code,
      unit: named(unit),
      title,
      due: standing.dueOn,
      days_left: standing.daysLeft,
    }))
    expect(list.sort(byTarget)).toEqual([...expected.due_within_7_days.list].sort(byTarget))
    expect(list).toHaveLength(expected.due_within_7_days.count)
  })

  test('a final that waits stops the clock', () => {
    const frozen = targets.filter(
      ({ standing: { baseClass, dueOn, lateFrom } }) => baseClass === 'open' && dueOn && !lateFrom,
    )
    expect(frozen.map((target) => target.code)).toEqual(expected.clock_frozen_awaiting_confirmation)
  })

  test('done late, and done on time by grace', () => {
    const late = targets.filter(({ standing }) => standing.baseClass === 'done_late')
    expect(late.map((target) => target.code).sort()).toEqual([...expected.done_late].sort())
    const byGrace = targets.filter(({ standing }) => standing.doneByGrace)
    expect(byGrace.map((target) => target.code)).toEqual(expected.done_on_time_by_grace)
    expect(byGrace.every(({ standing }) => standing.baseClass === 'done_on_time')).toBe(true)
  })

  test('extensions', () => {
    expect(tally(demo.rows.extensions!.map((row) => row.decision || 'pending'))).toEqual(expected.extensions)
  })
})

function overdueRow({ code, unit, title, standing }: Judged): Expected {
  return {
    target: code,
    unit: named(unit),
    title,
    due_original: standing.dueOriginal,
    due: standing.dueOn,
    days_late: standing.daysLate,
    last_report: standing.lastReportedOn,
    reminders: demo.rows.reminders!.filter((row) => row.target === code).length,
  }
}

test.each(Object.entries(expected.seed_indicators) as [string, Expected][])('seed indicator %s', (_, row) => {
  const { code, title, unit, facts, standing } = byCode.get(String(row.target))!
  const { latest, pace, percent } = standing
  const { decimals } = facts.target
  const value = latest!.value
  const growth = samePeriodOf(facts, latest!.asOf, value)
  const found: Expected = {
    target: code,
    title,
    unit,
    as_of: latest!.asOf,
    value: amount(value.low!, decimals),
    value_high: value.high === value.low ? undefined : amount(value.high!, decimals),
    plan: standing.plan === null ? null : amount(standing.plan, decimals),
    percent_of_plan: percent ? percentText(percent.low!) : null,
    percent_of_plan_high: percent && spread(percent) ? percentText(percent.high!) : undefined,
    expected_share_percent: pace ? percentText(pace.expectedShare, 4) : null,
    pace_index: pace?.paceIndex ? Number(toDecimal(pace.paceIndex.low!, 3)) : null,
    pace_index_high: spread(pace?.paceIndex) ? Number(toDecimal(pace!.paceIndex!.high!, 3)) : undefined,
    need_per_month: ends(pace?.needPerMonth, (end) =>
      toDecimal(multiply(end, ratio(1, 10 ** decimals)), Math.max(3, decimals)),
    ),
    need_per_month_points: ends(pace?.needShare, (end) => toDecimal(multiply(end, ratio(100)), 2)),
    same_period: growth ? amount(growth.base, decimals) : undefined,
    growth_percent: growth ? percentText(growth.growth.low!) : undefined,
  }
  expect(JSON.parse(JSON.stringify(found))).toEqual(row)
})

test.each(expected.rollup as Expected[])('roll-up of $parent', (row) => {
  const parent = byCode.get(String(row.parent))!
  const { decimals } = parent.facts.target
  const parts = everything
    .filter((child) => child.parent === parent.code)
    .map(({ code, contribution, facts, standing }) => ({
      code,
      contribution,
      decimals: facts.target.decimals,
      plan: planAt(facts, today),
      latest: standing.latest,
    }))
  const sum = rollUp(parts)
  expect({
    parent: parent.code,
    measure: parent.measure,
    plan: amount(planAt(parent.facts, today)!, decimals),
    children: sum.expected,
    children_plan: amount(sum.plan!, sum.decimals),
    declared: amount(parent.standing.latest!.value.low!, decimals),
    children_value: amount(sum.value!.low!, sum.decimals),
  }).toEqual(row)
  expect(sum.reporting).toBe(sum.expected)
})

test('every parent with additive children is in the list', () => {
  const parents = everything
    .filter(({ contribution }) => contribution === 'additive')
    .map(({ parent }) => parent)
  expect([...new Set(parents)].sort()).toEqual(expected.rollup.map((row: Expected) => row.parent).sort())
})

function byTarget(a: Expected, b: Expected): number {
  return String(a.target) < String(b.target) ? -1 : 1
}

function amount(value: number, decimals: number): string {
  return toDecimal(ratio(value, 10 ** decimals), decimals)
}

function spread(range: Range | null | undefined): boolean {
  return !!range?.low && !!range.high && (range.low.n !== range.high.n || range.low.d !== range.high.d)
}

/** The worst end first, and once where both are the same. */
function ends(range: Range | null | undefined, text: (end: Ratio) => string): string[] | undefined {
  if (!range) return undefined
  return spread(range) ? [text(range.high!), text(range.low!)] : [text(range.high!)]
}
