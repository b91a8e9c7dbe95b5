import { dayOf } from '../day.ts'
import { groupBy } from '../grouping.ts'
import { ratesOf } from '../rates.ts'
import { planTold } from './figures.ts'
import { describeDirections, describeProposals } from './follow-up.ts'
import type { Before, CampaignSource, Telling, Was } from './input.ts'
import { exactSpan, momentText } from './text.ts'
import type { ToldTarget } from './told.ts'
import { addTotals, totalsOf } from './totals.ts'

/** A week that nobody froze, as far as the next one is held against it. */
export function composeBefore(from: CampaignSource, told: readonly ToldTarget[], telling: Telling): Before {
  const { week, until } = telling
  const day = dayOf(until, from.zone)
  const counted = told.map(countedOf)
  const totals = totalsOf(counted)
  const own = groupBy(counted, ({ unit }) => unit)
  return {
    week: week.code,
    from: week.from,
    to: week.to,
    until: momentText(until, from.zone),
    day,
    frozen: false,
    frozen_at: null,
    hash: null,
    totals,
    rates: ratesOf(totals.by_class),
    units: from.units.map(({ code }) => ({ code, by_class: totalsOf(own.get(code) ?? []).by_class })),
    targets: told.map((one) => wasOf(one, day)),
    proposals: describeProposals(from, telling, (unit) => unit),
    directions: describeDirections(from, new Map(told.map((one) => [one.source.code, one])), telling),
  }
}

/** Of further units; their targets were only needed for themselves. */
export function joinBefore(first: Before, next: Before): Before {
  const totals = addTotals(first.totals, next.totals)
  return { ...first, totals, rates: ratesOf(totals.by_class), targets: [] }
}

function countedOf({ source, standing }: ToldTarget) {
  const { reportClass, progress, freshness } = standing
  return { unit: source.unit, report_class: reportClass, progress, freshness }
}

function wasOf({ source, standing }: ToldTarget, day: Before['day']): Was {
  const { decimals } = source.facts.target
  const value = exactSpan(standing.latest?.value, decimals)
  return {
    code: source.code,
    unit: source.unit,
    title: source.title,
    commitment: source.commitment,
    value_low: value.low,
    value_high: value.high,
    progress: standing.progress,
    report_class: standing.reportClass,
    due_on: standing.dueOn,
    ...planTold(source, day),
  }
}
