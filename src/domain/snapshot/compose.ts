import { dayOf } from '../day.ts'
import { assertTotal, ratesOf } from '../rates.ts'
import { type Snapshot, type SnapshotRules, unissued, type WeekBefore } from '../snapshot.ts'
import { cutOffInstantOf, dueInstantOf } from '../week.ts'
import { byKind, describeGone } from './changes.ts'
import { describeDiscipline } from './discipline.ts'
import { describeDirections, describeProposals } from './follow-up.ts'
import type { Before, CampaignSource, Telling } from './input.ts'
import { momentText } from './text.ts'
import { type ToldTarget, tellTargets } from './told.ts'
import { namesOn, type ToldUnits, tellUnits } from './told-units.ts'
import { describeUpdates } from './update.ts'

/** Tells a week: everything its screen, its files and its document say, from the facts known by `until`. */
export function composeSnapshot(
  from: CampaignSource,
  telling: Telling,
  told = tellTargets(from, telling),
): Snapshot {
  const all = tellUnits(from, told, telling)
  const codes = new Map(told.map((one) => [one.source.code, one]))
  return {
    ...composeWhole(from, all, { telling, told: codes, isTold: (code) => codes.has(code) }),
    updates: describeUpdates(from, told, telling),
  }
}

interface Whole {
  telling: Telling
  /** Those to which directions lead. */
  told: ReadonlyMap<string, ToldTarget>
  isTold: (code: string) => boolean
}

/** A week of units that may have been told one part after another. */
export function composeWhole(
  from: CampaignSource,
  all: ToldUnits,
  { telling, told, isTold }: Whole,
): Snapshot {
  const { before } = telling
  const { totals, units, targets } = all
  const day = dayOf(telling.until, from.zone)
  assertTotal(totals.by_class, totals.targets)
  const names = new Map(from.units.map((unit) => [unit.code, namesOn(unit, day).name]))
  const { owner } = from.campaign
  const nameOf = (unit: string) => names.get(unit) ?? (unit === owner.code ? owner.name : unit)
  return {
    ...headOf(from, telling),
    totals,
    rates: ratesOf(totals.by_class),
    groups: from.groups.map((group, n) => ({ ...group, ...all.groups[n]! })),
    before: before && beforeOf(before),
    discipline: describeDiscipline(from, telling.week, all.reports),
    units,
    targets,
    updates: [],
    proposals: describeProposals(from, telling, nameOf),
    directions: describeDirections(from, told, telling),
    changes: byKind([...all.changes, ...describeGone(before, isTold)]),
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
    ...unissued,
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

function beforeOf({ week, from, to, until, frozen, hash, totals, rates }: Before): WeekBefore {
  return { week, from, to, until, frozen, hash, totals, rates }
}
