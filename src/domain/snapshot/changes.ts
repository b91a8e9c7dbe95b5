import { chainOf } from '../actual.ts'
import type { Instant } from '../day.ts'
import { changeKinds, type Snapshot, type SnapshotChange } from '../snapshot.ts'
import type { UpdateFact } from '../target.ts'
import type { CampaignSource, Telling } from './input.ts'
import type { SnapshotTarget } from './target.ts'
import { momentText, spanText } from './text.ts'
import type { ToldTarget } from './told.ts'

/** What became different since the week before was told; nothing where there is no week before. */
export function describeChanges(
  from: CampaignSource,
  all: readonly ToldTarget[],
  now: Pick<Snapshot, 'targets' | 'units' | 'discipline'>,
  { before }: Telling,
): SnapshotChange[] {
  if (!before) return []
  const since = Date.parse(before.until)
  const rows = new Map(now.targets.map((target) => [target.code, target]))
  const were = new Map(before.targets.map((target) => [target.code, target]))
  const changes = all.flatMap((told) => {
    const target = rows.get(told.source.code)!
    const was = were.get(target.code)
    return [
      ...changesOfClass(target, was, told, from.zone),
      ...returnsOf(target, told, since, from),
      ...extensionsOf(target, was, told, since, from.zone),
      ...planChangesOf(target, was, told),
      ...correctionsOf(target, told, since, from),
    ]
  })
  return [...changes, ...silentUnits(now)].sort(
    (a, b) => changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind),
  )
}

type Rest = Pick<SnapshotChange, 'kind' | 'of' | 'before' | 'after' | 'at'> & Partial<SnapshotChange>

function changeOf(target: SnapshotTarget, rest: Rest): SnapshotChange {
  const { code, unit, title } = target
  return { code, unit, title, measure: null, reason: null, ...rest }
}

const isDone = (target: SnapshotTarget) => target.progress === 'done'

function changesOfClass(
  target: SnapshotTarget,
  was: SnapshotTarget | undefined,
  { standing }: ToldTarget,
  zone: string,
): SnapshotChange[] {
  const both = { of: 'progress', before: was?.progress ?? null, after: target.progress } as const
  if (isDone(target) && !(was && isDone(was))) {
    const at = standing.doneAt === null ? null : momentText(standing.doneAt, zone)
    return [changeOf(target, { kind: 'completed', ...both, at })]
  }
  if (was && isDone(was) && !isDone(target))
    return [changeOf(target, { kind: 'reopened', ...both, at: null })]
  if (target.progress === 'overdue' && was?.progress !== 'overdue') {
    return [changeOf(target, { kind: 'newly_overdue', ...both, at: standing.lateFrom })]
  }
  return []
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
      }),
    )
}

function extensionsOf(
  target: SnapshotTarget,
  was: SnapshotTarget | undefined,
  { known }: ToldTarget,
  since: Instant,
  zone: string,
) {
  const granted = known.extensions.filter(({ decidedAt }) => decidedAt > since)
  return granted.map(({ dueOn, decidedAt }, n) =>
    changeOf(target, {
      kind: 'extended',
      of: 'due',
      before: granted[n - 1]?.dueOn ?? was?.due_on ?? target.due_original,
      after: dueOn,
      at: momentText(decidedAt, zone),
    }),
  )
}

function planChangesOf(target: SnapshotTarget, was: SnapshotTarget | undefined, { known }: ToldTarget) {
  const [before, after] = [was?.plan_revised ?? was?.plan_first, target.plan_revised ?? target.plan_first]
  if (!was || before === after) return []
  const at = known.planVersions.at(-1)?.effectiveFrom ?? null
  const values = { before: before ?? null, after, measure: target.measure, at }
  return [changeOf(target, { kind: 'plan_changed', of: 'plan', ...values })]
}

/** A figure that was accepted by the week before, and another accepted in its place since. */
function correctionsOf(target: SnapshotTarget, told: ToldTarget, since: Instant, from: CampaignSource) {
  const { decimals } = told.source.facts.target
  return told.known.updates.flatMap((update) => {
    const replaced = acceptedSince(update, since) ? reportedBefore(update, told, since) : undefined
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
      }),
    ]
  })
}

const acceptedSince = (update: UpdateFact, since: Instant) =>
  update.decision === 'accepted' && update.decidedAt! > since

function reportedBefore(update: UpdateFact, { known }: ToldTarget, since: Instant): UpdateFact | undefined {
  return chainOf(update, known.updates)
    .slice(1)
    .find(({ decision, decidedAt }) => decision === 'accepted' && decidedAt! <= since)
}

/** Units that owed a report and sent nothing in the week. */
function silentUnits({ units, targets, discipline }: Pick<Snapshot, 'targets' | 'units' | 'discipline'>) {
  const silent = discipline.units.filter(({ week }) => week === 'missing' || week === 'pending')
  return silent.map(({ unit }): SnapshotChange => {
    const reported = targets
      .filter((target) => target.unit === unit)
      .map((target) => target.last_reported_on ?? '')
    const last = reported.sort().at(-1) || null
    const title = units.find(({ code }) => code === unit)?.name ?? unit
    const nothing = { measure: null, reason: null, after: null, at: null }
    return { kind: 'no_update', code: unit, unit, title, of: 'reported', before: last, ...nothing }
  })
}
