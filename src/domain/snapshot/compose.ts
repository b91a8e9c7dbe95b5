import { dayOf } from '../day.ts'
import { assertTotal, countClasses, countProgress, ratesOf } from '../rates.ts'
import type { Snapshot, SnapshotRules, SnapshotUnit, Totals, WeekBefore } from '../snapshot.ts'
import { cutOffInstantOf, dueInstantOf } from '../week.ts'
import { describeChanges } from './changes.ts'
import { describeDiscipline } from './discipline.ts'
import { describeDirections, describeProposals } from './follow-up.ts'
import type { CampaignSource, Telling, UnitSource } from './input.ts'
import { describeTarget, type SnapshotTarget } from './target.ts'
import { isInForce, momentText } from './text.ts'
import { tellTargets } from './told.ts'
import { describeUpdates } from './update.ts'

/** Tells a week: everything its screen, its files and its document say, from the facts known by `until`. */
export function composeSnapshot(from: CampaignSource, telling: Telling): Snapshot {
  const { before } = telling
  const day = dayOf(telling.until, from.zone)
  const names = new Map(from.units.map((unit) => [unit.code, namesOn(unit, day)]))
  const told = tellTargets(from, telling)
  const byCode = new Map(told.map((one) => [one.source.code, one]))
  const targets = told.map((one) =>
    describeTarget(
      from,
      one,
      byCode,
      telling,
      names.get(one.source.unit) ?? { name: one.source.unit, head: null },
    ),
  )
  const units = from.units.map((unit, n) => describeUnit(unit, n + 1, targets, day, before))
  const discipline = describeDiscipline(from, told, telling)
  const totals = totalsOf(targets)
  assertTotal(totals.by_class, targets.length)
  const nameOf = (unit: string) =>
    names.get(unit)?.name ?? (unit === from.campaign.owner.code ? from.campaign.owner.name : unit)
  return {
    ...headOf(from, telling),
    totals,
    rates: ratesOf(totals.by_class),
    groups: from.groups.map((group) => ({
      ...group,
      ...totalsOf(targets.filter((one) => one.group === group.number)),
    })),
    before: before && beforeOf(before),
    discipline,
    units,
    targets,
    updates: describeUpdates(from, told, telling),
    proposals: describeProposals(from, telling, nameOf),
    directions: describeDirections(from, byCode, telling),
    changes: describeChanges(from, told, { targets, units, discipline }, telling),
  }
}

function headOf(from: CampaignSource, { week, until, before, previousHash, frozen }: Telling) {
  const { campaign, zone } = from
  return {
    format: 'so-cam-ket.weekly.1' as const,
    code: `BCT-${week.code}`,
    week: week.code,
    from: week.from,
    to: week.to,
    campaign: campaign.code,
    campaign_name: campaign.name,
    plan_year: campaign.planYear,
    owner: campaign.owner,
    frozen: frozen !== null,
    frozen_at: frozen && momentText(frozen.at, zone),
    frozen_by: frozen?.by ?? null,
    until: momentText(until, zone),
    day: dayOf(until, zone),
    since: before?.until ?? null,
    hash: null,
    previous_hash: previousHash,
    number: null,
    issued_at: null,
    next_week: null,
    signature: null,
    rules: rulesOf(from, week),
  }
}

function rulesOf({ rules, calendar, zone }: CampaignSource, week: Telling['week']): SnapshotRules {
  return {
    report_due: momentText(dueInstantOf(week, rules, calendar, zone), zone),
    cut_off: momentText(cutOffInstantOf(week, rules, zone), zone),
    due_soon_days: rules.dueSoonDays,
    return_grace_days: rules.returnGraceDays,
    at_risk_points: rules.atRiskPoints,
    behind_points: rules.behindPoints,
    max_age_days: rules.maxAgeDays,
  }
}

function namesOn(unit: UnitSource, day: Snapshot['day']) {
  const version = unit.names.findLast((one) => isInForce(one, day)) ?? unit.names.at(-1)!
  return { ...version, head: unit.heads.find((post) => isInForce(post, day))?.title ?? null }
}

function describeUnit(
  unit: UnitSource,
  order: number,
  all: SnapshotTarget[],
  day: Snapshot['day'],
  before: Snapshot | null,
): SnapshotUnit {
  const targets = all.filter((target) => target.unit === unit.code)
  const { name, shortName, kind, block, head } = namesOn(unit, day)
  const { units, ...totals } = totalsOf(targets)
  const was = before?.units.find(({ code }) => code === unit.code)
  return {
    code: unit.code,
    name,
    short_name: shortName,
    kind,
    block,
    order,
    commitments: unit.commitments,
    head_post: head,
    ...totals,
    rates: ratesOf(totals.by_class),
    due_soon: targets.filter(({ clock }) => clock === 'due_soon' || clock === 'due_today').length,
    supplementing: targets.filter((target) => target.supplement_until !== null).length,
    overdue_before: was ? was.by_class.open_overdue : null,
  }
}

function totalsOf(targets: SnapshotTarget[]): Totals {
  return {
    targets: targets.length,
    units: new Set(targets.map(({ unit }) => unit)).size,
    by_class: countClasses(targets.map((target) => target.report_class)),
    by_progress: countProgress(targets.map(({ progress }) => progress)),
    on_track_without_news: targets.filter(
      ({ progress, freshness }) => progress === 'on_track' && freshness !== 'fresh',
    ).length,
  }
}

function beforeOf({ week, from, to, until, frozen, hash, totals, rates }: Snapshot): WeekBefore {
  return { week, from, to, until, frozen, hash, totals, rates }
}
