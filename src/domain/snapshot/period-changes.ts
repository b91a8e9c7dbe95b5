import { acceptedOf, chainOf } from '../actual.ts'
import { type Day, dayOf } from '../day.ts'
import type { Snapshot, SnapshotChange } from '../snapshot.ts'
import { byKind } from './changes.ts'
import type { CampaignSource, VoidedReport } from './input.ts'
import { changeOf, stateChangesOf, type When } from './state-changes.ts'
import type { SnapshotTarget } from './target.ts'
import { momentText, spanText } from './text.ts'
import type { ToldTarget } from './told.ts'
import { voidingsOf } from './voidings.ts'

/** The days of a period that are told of, both counted. */
interface Days {
  from: Day
  to: Day
}

/**
 * What became different in a period: how each target stands against the eve of it, and every extension and correction
 * that was decided in it.
 */
export function changesOver(
  from: CampaignSource,
  told: readonly ToldTarget[],
  now: Pick<Snapshot, 'targets'>,
  eve: Pick<Snapshot, 'targets'>,
  days: Days,
): SnapshotChange[] {
  const rows = new Map(now.targets.map((target) => [target.code, target]))
  const were = new Map(eve.targets.map((target) => [target.code, target]))
  const changes = told.flatMap((one) => {
    const target = rows.get(one.source.code)!
    return [
      ...stateChangesOf(target, were.get(target.code), whenOf(one, days, from.zone)),
      ...extensionIn(target, one, days, from.zone),
      ...correctionsIn(target, one, days, from),
      ...voidingsOf(target, one, from, (voided) => voidedIn(voided, days, from.zone)),
    ]
  })
  return byKind(changes)
}

const isIn = ({ from, to }: Days, day: Day) => day >= from && day <= to

/** A look back knows of every extension, on both ends, so those are told by the day on which they were granted. */
function whenOf({ standing, source }: ToldTarget, { to }: Days, zone: string): When {
  return (kind) => {
    if (kind === 'completed') return standing.doneAt === null ? null : momentText(standing.doneAt, zone)
    if (kind === 'newly_overdue') return standing.lateFrom
    if (kind !== 'plan_changed') return undefined
    return source.facts.planVersions.findLast(({ effectiveFrom }) => effectiveFrom <= to)?.effectiveFrom
  }
}

/** One line, however often it was extended: from the deadline at the beginning to the one at the end. */
function extensionIn(target: SnapshotTarget, { known }: ToldTarget, days: Days, zone: string) {
  const first = known.extensions.findIndex(({ grantedOn }) => isIn(days, grantedOn))
  const last = known.extensions.findLast(({ grantedOn }) => isIn(days, grantedOn))
  if (!last) return []
  const before = known.extensions[first - 1]?.dueOn ?? target.due_original
  const at = momentText(last.decidedAt, zone)
  return [changeOf(target, { kind: 'extended', of: 'due', before, after: last.dueOn, at })]
}

/** A figure that was declared void in the period had been told until then. */
function voidedIn({ asOf, voidedAt }: VoidedReport, days: Days, zone: string) {
  const isOfPeriod = asOf <= days.to && isIn(days, dayOf(voidedAt, zone))
  return isOfPeriod ? { until: voidedAt, at: voidedAt - 1 } : undefined
}

/** A figure that was accepted, and another that was accepted in its place in the period. */
function correctionsIn(target: SnapshotTarget, told: ToldTarget, days: Days, from: CampaignSource) {
  const { decimals } = told.source.facts.target
  return acceptedOf(told.known.updates).flatMap((update) => {
    const decidedAt = update.decidedAt!
    if (!isIn(days, dayOf(decidedAt, from.zone))) return []
    const replaced = chainOf(update, told.known.updates)
      .slice(1)
      .find((one) => one.decision === 'accepted')
    const [before, after] = [spanText(replaced?.value ?? null, decimals), spanText(update.value, decimals)]
    if (!replaced || before === after) return []
    return [
      changeOf(target, {
        kind: 'figure_corrected',
        of: 'value',
        before,
        after,
        measure: target.measure,
        reason: from.texts.get(update.id)?.correctionReason || null,
        at: momentText(decidedAt, from.zone),
        as_of: update.asOf,
      }),
    ]
  })
}
