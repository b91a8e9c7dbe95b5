import type { Day } from '../day.ts'
import { dayOf } from '../day.ts'
import { groupBy } from '../grouping.ts'
import { ratesOf } from '../rates.ts'
import type { DisciplineOfUnit, SnapshotChange, SnapshotUnit, Totals } from '../snapshot.ts'
import { describeChanges, silentUnits } from './changes.ts'
import { describeReports } from './discipline.ts'
import type { Before, CampaignSource, Telling, UnitSource } from './input.ts'
import { lookupsOf } from './lookups.ts'
import { describeTarget, type SnapshotTarget } from './target.ts'
import { isInForce } from './text.ts'
import type { ToldTarget } from './told.ts'
import { addTotals, totalsOf } from './totals.ts'

/** All that is said of the units of a campaign, or of some of them. */
export interface ToldUnits {
  totals: Totals
  /** In the order of the campaign's groups. */
  groups: Totals[]
  units: SnapshotUnit[]
  reports: DisciplineOfUnit[]
  targets: SnapshotTarget[]
  /** Of their targets, and who was silent. */
  changes: SnapshotChange[]
}

/** `place` is how many units of the campaign stand before these. */
export function tellUnits(
  from: CampaignSource,
  told: readonly ToldTarget[],
  telling: Telling,
  place = 0,
): ToldUnits {
  const found = lookupsOf(from, told, telling)
  const day = dayOf(telling.until, from.zone)
  const names = new Map(from.units.map((unit) => [unit.code, namesOn(unit, day)]))
  const targets = told.map((one) => {
    const { unit } = one.source
    return describeTarget(from, one, found, telling, names.get(unit) ?? { name: unit, head: null })
  })
  const own = groupBy(targets, ({ unit }) => unit)
  const were = new Map(telling.before?.units.map((unit) => [unit.code, unit]))
  const units = from.units.map((unit, n) =>
    describeUnit(unit, place + n + 1, own.get(unit.code) ?? [], day, were.get(unit.code)),
  )
  const reports = describeReports(from, told, telling)
  const changes = describeChanges(from, told, targets, found.before, telling)
  if (telling.before) changes.push(...silentUnits(units, reports, targets))
  return { totals: totalsOf(targets), groups: groupsOf(from, targets), units, reports, targets, changes }
}

const groupsOf = ({ groups }: CampaignSource, targets: readonly SnapshotTarget[]): Totals[] =>
  groups.map(({ number }) => totalsOf(targets.filter(({ group }) => group === number)))

/** Adds units after others, in the office's order. */
export function addUnits(all: ToldUnits, next: ToldUnits): void {
  all.totals = addTotals(all.totals, next.totals)
  all.groups = all.groups.map((totals, n) => addTotals(totals, next.groups[n]!))
  for (const unit of next.units) all.units.push(unit)
  for (const report of next.reports) all.reports.push(report)
  for (const change of next.changes) all.changes.push(change)
}

export function namesOn(unit: UnitSource, day: Day) {
  const version = unit.names.findLast((one) => isInForce(one, day)) ?? unit.names.at(-1)!
  return { ...version, head: unit.heads.find((post) => isInForce(post, day))?.title ?? null }
}

function describeUnit(
  unit: UnitSource,
  order: number,
  targets: SnapshotTarget[],
  day: Day,
  was: Before['units'][number] | undefined,
): SnapshotUnit {
  const { name, shortName, kind, block, head } = namesOn(unit, day)
  const { units, ...totals } = totalsOf(targets)
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
