import { acceptedOf, chainOf } from '../actual.ts'
import { dayOf, type Instant } from '../day.ts'
import { changeKinds, type DisciplineOfUnit, type SnapshotChange, type SnapshotUnit } from '../snapshot.ts'
import type { UpdateFact } from '../target.ts'
import type { Before, CampaignSource, Telling, Was } from './input.ts'
import { changeOf, goneOf, silenceOf, stateChangesOf, type When } from './state-changes.ts'
import type { SnapshotTarget } from './target.ts'
import { momentText, spanText } from './text.ts'
import type { ToldTarget } from './told.ts'
import { voidingsOf } from './voidings.ts'

/** What of these targets became different since the week before was told; nothing where there is no week before. */
export function describeChanges(
  from: CampaignSource,
  all: readonly ToldTarget[],
  targets: readonly SnapshotTarget[],
  were: ReadonlyMap<string, Was>,
  { before, until }: Telling,
): SnapshotChange[] {
  if (!before) return []
  const since = Date.parse(before.until)
  return all.flatMap((told, n) => {
    const target = targets[n]!
    return [
      ...stateChangesOf(target, were.get(target.code), whenOf(told, since, until, from.zone)),
      ...returnsOf(target, told, since, from),
      ...correctionsOf(target, told, since, from),
      ...voidingsOf(target, told, from, () => frozenOf(before)),
    ]
  })
}

/** A week that nobody froze is told without what was declared void later. */
function frozenOf({ until, frozen_at }: Before) {
  return frozen_at ? { until: Date.parse(until), at: Date.parse(frozen_at) } : undefined
}

/** What the week before told of and this one does not. */
export const describeGone = (before: Before | null, isTold: (code: string) => boolean): SnapshotChange[] =>
  (before?.targets ?? []).filter(({ code }) => !isTold(code)).map(goneOf)

/** In the order of the kinds; within one, as they came. */
export const byKind = <Change extends SnapshotChange>(changes: Change[]): Change[] =>
  changes.toSorted((a, b) => changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind))

/** From the facts themselves. */
function whenOf({ standing, known }: ToldTarget, since: Instant, until: Instant, zone: string): When {
  const today = dayOf(until, zone)
  return (kind) => {
    if (kind === 'completed') return standing.doneAt === null ? null : momentText(standing.doneAt, zone)
    if (kind === 'newly_overdue') return standing.lateFrom
    if (kind === 'plan_changed')
      return known.planVersions.findLast(({ effectiveFrom }) => effectiveFrom <= today)?.effectiveFrom
    const granted = known.extensions.findLast(({ decidedAt }) => decidedAt > since)
    return kind === 'extended' && granted ? momentText(granted.decidedAt, zone) : undefined
  }
}

function returnsOf(target: SnapshotTarget, told: ToldTarget, since: Instant, from: CampaignSource) {
  return told.known.updates
    .filter((update) => update.decision === 'returned' && (update.decidedAt ?? 0) > since)
    .map((update) =>
      changeOf(target, {
        kind: 'returned',
        of: 'value',
        before: null,
        after: spanText(update.value, told.source.facts.target.decimals),
        measure: target.measure,
        at: momentText(update.decidedAt!, from.zone),
        as_of: update.asOf,
      }),
    )
}

/** A figure that was accepted by the week before, and another that stands in its place since. */
function correctionsOf(target: SnapshotTarget, told: ToldTarget, since: Instant, from: CampaignSource) {
  const { decimals } = told.source.facts.target
  return acceptedOf(told.known.updates).flatMap((update) => {
    const replaced = update.decidedAt! > since ? reportedBefore(update, told, since) : undefined
    const [was, is] = [spanText(replaced?.value ?? null, decimals), spanText(update.value, decimals)]
    if (!replaced || was === is) return []
    return [
      changeOf(target, {
        kind: 'figure_corrected',
        of: 'value',
        before: was,
        after: is,
        measure: target.measure,
        reason: from.texts.get(update.id)?.correctionReason || null,
        at: momentText(update.decidedAt!, from.zone),
        as_of: update.asOf,
      }),
    ]
  })
}

function reportedBefore(update: UpdateFact, { known }: ToldTarget, since: Instant): UpdateFact | undefined {
  return chainOf(update, known.updates)
    .slice(1)
    .find(({ decision, decidedAt }) => decision === 'accepted' && decidedAt! <= since)
}

/** Units that owed a report and sent nothing in the week. */
export function silentUnits(
  units: readonly SnapshotUnit[],
  reports: readonly DisciplineOfUnit[],
  targets: readonly SnapshotTarget[],
): SnapshotChange[] {
  const silent = reports.filter(({ week }) => week === 'missing' || week === 'pending')
  const silence = silenceOf({ units, targets })
  return silent.map(({ unit }) => silence(unit))
}
