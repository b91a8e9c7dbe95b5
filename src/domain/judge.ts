import { pointsOf, type Range } from './actual.ts'
import type { Day } from './day.ts'
import { levelOfValue, worstLevel } from './level.ts'
import { type Level, paceOf } from './pace.ts'
import { type Met, metOf, percentOfPlan } from './percent.ts'
import { planAt } from './plan.ts'
import type { Ratio } from './ratio.ts'
import type { CampaignRules, Qualifier, RangeKind, Span, TargetFacts, UpdateFact } from './target.ts'

/** A figure and how much of the plan of its day it is. */
export interface Measured {
  value: Span
  qualifier: Qualifier
  rangeKind: RangeKind | null
  asOf: Day
  percent: Range | null
  met: Met
}

/** How one report stands against the plan, its curve and the figure before it. */
export interface Judged {
  percent: Range | null
  met: Met
  level: Level
  /** The share of the plan expected on its day; null without pace. */
  expected: Ratio | null
  /** The last accepted figure before it. */
  last: Measured | null
  /** Against that figure; what arose in its days for a flow; null where an end is open. */
  change: Span | null
}

export interface Report {
  id: string | null
  /** The report it corrects is not held against it; if that one was accepted, it is what changes. */
  corrects: string | null
  asOf: Day
  value: Span | null
}

export function judge(facts: TargetFacts, rules: CampaignRules, report: Report): Judged {
  const { target } = facts
  const others = facts.updates.filter(({ id }) => id !== report.id && id !== report.corrects)
  const before = { ...facts, updates: others.filter(({ asOf }) => asOf <= report.asOf) }
  const lastPoint = target.kind === 'number' ? pointsOf(before).at(-1) : undefined
  const last =
    replacedBy(facts, report) ?? (lastPoint ? measure(before, lastPoint.asOf, lastPoint.value) : null)
  const whole = { ...before, updates: [...before.updates, asIfAccepted(report)] }
  const point = target.kind === 'number' && report.value ? pointsOf(whole).at(-1) : undefined
  if (!point || !report.value)
    return { percent: null, met: 'unknown', level: 'ok', expected: null, last, change: null }

  const plan = planAt(facts, report.asOf)
  const pace = paceOf(whole, point, rules)
  return {
    percent: percentOfPlan(target, plan, point.value),
    met: metOf(target, plan, point.value),
    level: worstLevel(pace?.level ?? 'ok', levelOfValue(target, plan, point.value)),
    expected: pace?.expectedShare ?? null,
    last,
    change: isFlowLink(facts, report) ? report.value : last && spanBetween(last.value, report.value),
  }
}

/** The accepted figure that the report would take the place of. */
function replacedBy(facts: TargetFacts, { corrects }: Report): Measured | null {
  const replaced = facts.updates.find(({ id, decision }) => id === corrects && decision === 'accepted')
  return replaced?.value
    ? { ...measure(facts, replaced.asOf, replaced.value), qualifier: replaced.qualifier }
    : null
}

/** What arose in its days is itself the change of a flow, unless it mends what was accepted. */
function isFlowLink(facts: TargetFacts, report: Report): boolean {
  return facts.target.valueKind === 'flow' && !replacedBy(facts, report)
}

/** The report as it would count if it were accepted, after everything that came before. */
function asIfAccepted({ asOf, value }: Report): UpdateFact {
  return {
    id: '',
    asOf,
    value,
    qualifier: 'exact',
    declared: 'in_progress',
    assessment: null,
    completedOn: null,
    receivedAt: Number.MAX_SAFE_INTEGER,
    decision: 'accepted',
    decidedAt: null,
    returnDueOn: null,
    corrects: null,
  }
}

/** The figure that stood on a day, with its words and its share of the plan. */
export function measure(facts: TargetFacts, asOf: Day, value: Span): Measured {
  const update = facts.updates.findLast(
    (one) => one.asOf === asOf && one.decision === 'accepted' && one.value,
  )
  const plan = planAt(facts, asOf)
  return {
    value,
    qualifier: update?.qualifier ?? 'exact',
    rangeKind: update?.rangeKind ?? null,
    asOf,
    percent: percentOfPlan(facts.target, plan, value),
    met: metOf(facts.target, plan, value),
  }
}

/** The least and the most that a value can have changed. Two equal ranges have changed by nothing between them. */
function spanBetween(from: Span, to: Span): Span | null {
  if (from.low === null || from.high === null || to.low === null || to.high === null) return null
  return {
    low: Math.min(to.low - from.low, to.high - from.high),
    high: Math.max(to.low - from.low, to.high - from.high),
  }
}
