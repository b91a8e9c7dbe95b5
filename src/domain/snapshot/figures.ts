import type { Day } from '../day.ts'
import { samePeriodOf } from '../percent.ts'
import { planAt } from '../plan.ts'
import { ratio, subtract } from '../ratio.ts'
import { rollUp } from '../rollup.ts'
import { type Standing, settle } from '../standing.ts'
import type { CampaignSource, PartSource, TargetSource, Telling } from './input.ts'
import type { Lookups } from './lookups.ts'
import type { SnapshotTarget } from './target.ts'
import { changeOf, computed, ends, exact, exactSpan, rounded } from './text.ts'
import { momentOf, type ToldTarget } from './told.ts'

export function promiseOf(source: TargetSource, day: Day) {
  const { target } = source.facts
  const { decimals } = target
  return {
    commitment: source.commitment,
    order: source.order,
    headline: source.headline,
    product: source.product,
    origin: source.origin,
    value_kind: target.valueKind,
    direction: target.direction,
    ...planTold(source, day),
    plan_low: exact(target.planLow, decimals),
    plan_high: exact(target.planHigh, decimals),
    baseline: exact(target.baseline, decimals),
  }
}

export function planTold({ facts }: TargetSource, day: Day) {
  const { target } = facts
  const first = exact(planAt({ target, planVersions: [] }, target.startOn), target.decimals)
  const now = exact(planAt(facts, day), target.decimals)
  return { plan_first: first, plan_revised: now === first ? null : now }
}

export function figuresOf({ source, known, standing }: ToldTarget) {
  const { decimals } = source.facts.target
  const { latest, pace, met } = standing
  const same = latest && samePeriodOf(known, latest.asOf, latest.value)
  const growth = ends(same?.growth, changeOf)
  const gap = ends(pace && gapOf(pace, standing), (end) => computed(end, decimals))
  const points = ends(pace?.behind, (end) => rounded(end, 2))
  const index = ends(pace?.paceIndex, (end) => rounded(end, 3))
  const forecast = ends(pace?.forecast, (end) => computed(end, decimals))
  const need = ends(pace?.needPerMonth, (end) => computed(end, decimals))
  const effort = ends(pace?.effort, (end) => rounded(end, 2))
  return {
    range_kind: latest && latest.value.low !== latest.value.high ? latest.rangeKind : null,
    same_period: exact(same?.base ?? null, decimals),
    growth_low: growth.low,
    growth_high: growth.high,
    expected: computed(pace?.expected, decimals),
    gap_low: gap.low,
    gap_high: gap.high,
    points_low: points.low,
    points_high: points.high,
    pace_low: index.low,
    pace_high: index.high,
    forecast_low: forecast.low,
    forecast_high: forecast.high,
    need_low: need.low,
    need_high: need.high,
    effort_low: effort.low,
    effort_high: effort.high,
    met,
    assessment: standing.lastAccepted?.assessment ?? null,
    freshness: standing.freshness,
  }
}

/** A − X, both ends in the unit of the measure. */
function gapOf(pace: NonNullable<Standing['pace']>, { latest }: Standing) {
  const minus = (end: number | null | undefined) =>
    end === null || end === undefined ? null : subtract(ratio(end), pace.expected)
  return { low: minus(latest?.value.low), high: minus(latest?.value.high) }
}

/** What is added up to a rolled-up target; a part without a figure is missing, not 0. */
export interface SnapshotPart {
  code: string
  unit: string
  /** Null for a unit of the week's own, which is named there. */
  unit_name: string | null
  title: string
  measure: string | null
  value_low: string | null
  value_high: string | null
  as_of: Day | null
}

/** "n/m đơn vị" of a target that others add up to. */
export function partsOf(
  from: CampaignSource,
  { code, commitment }: TargetSource,
  { told, parts: all }: Lookups,
  telling: Telling,
): Pick<SnapshotTarget, 'parts_reporting' | 'parts_expected' | 'parts'> {
  // The years of a term are no units that report to it.
  const parts = (all.get(code) ?? []).filter(
    (part) => !('commitment' in part && part.commitment === commitment),
  )
  if (!parts.some((part) => part.contribution === 'additive'))
    return { parts_reporting: null, parts_expected: null }
  const moment = momentOf(from, telling)
  const settled = parts.map((part) => ({
    part,
    settled: told.get(part.code)?.standing ?? settle(part.facts, from.rules, moment),
  }))
  const summed = rollUp(
    settled.map(({ part, settled: { plan, latest } }) => ({
      code: part.code,
      contribution: part.contribution,
      decimals: part.facts.target.decimals,
      plan,
      latest,
    })),
  )
  const added = settled.filter(({ part }) => part.contribution === 'additive')
  return {
    parts_reporting: summed.reporting,
    parts_expected: summed.expected,
    parts: added.map(({ part, settled: { latest } }) => partOf(part, latest)).sort(byCode),
  }
}

function partOf({ facts, ...part }: PartSource, latest: Standing['latest']): SnapshotPart {
  const value = exactSpan(latest?.value, facts.target.decimals)
  return {
    code: part.code,
    unit: part.unit,
    unit_name: part.unitName ?? null,
    title: part.title,
    measure: part.measure,
    value_low: value.low,
    value_high: value.high,
    as_of: latest?.asOf ?? null,
  }
}

const byCode = (a: SnapshotPart, b: SnapshotPart) => (a.code < b.code ? -1 : 1)
