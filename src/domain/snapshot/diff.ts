import type { Discipline } from '../discipline.ts'
import { groupBy } from '../grouping.ts'
import type { Snapshot, SnapshotChange } from '../snapshot.ts'
import { byKind } from './changes.ts'
import { goneOf, silenceOf, stateChangesOf, type When } from './state-changes.ts'

/** A week on the way from one to another: what it says it changed, and who reported. */
export type Step = Pick<Snapshot, 'week' | 'changes' | 'discipline'>

/** Two weeks and the way between them. */
export interface Span {
  first: Snapshot
  /** The weeks after the first up to the last, both of which they lead to: oldest first. */
  steps: readonly Step[]
  last: Snapshot
}

export interface DiffChange extends SnapshotChange {
  /** For how many weeks a unit owed a report and sent none, where they are more than one. */
  weeks?: number
}

/** Weeks that follow each other, the earliest first, as a span; undefined for fewer than two. */
export function spanOf(weeks: readonly Snapshot[]): Span | undefined {
  const [first, ...steps] = weeks
  const last = steps.at(-1)
  return first && last && { first, steps, last }
}

/**
 * What is different between two weeks. How things stand is held end against end, so that what fell overdue and was done
 * since is only done; what happened is gathered from the weeks on the way. Of two weeks that follow each other this is
 * what the later one says itself.
 */
export function diffOf({ first, steps, last }: Span): DiffChange[] {
  const told = groupBy(
    steps.flatMap(({ changes }) => changes),
    ({ code }) => code,
  )
  const were = new Map(first.targets.map((target) => [target.code, target]))
  const are = new Set(last.targets.map(({ code }) => code))
  const changes = last.targets.flatMap((target) => {
    const happened = told.get(target.code) ?? []
    return [
      ...stateChangesOf(target, were.get(target.code), whenIn(happened)),
      ...returnsIn(happened),
      ...correctionsIn(happened),
    ]
  })
  const gone = first.targets.filter(({ code }) => !are.has(code)).map(goneOf)
  return byKind([...changes, ...gone, ...silentThroughout(steps, last)])
}

/** As the last week on the way told it. */
function whenIn(happened: readonly SnapshotChange[]): When {
  return (kind) => happened.findLast((change) => change.kind === kind)?.at
}

/** Two tellings of the same time may both know of it. */
function returnsIn(happened: readonly SnapshotChange[]): SnapshotChange[] {
  const once = new Map<string, SnapshotChange>()
  for (const change of happened) {
    if (change.kind === 'returned') once.set(`${change.at} ${change.as_of} ${change.after}`, change)
  }
  return [...once.values()]
}

/** A figure that was corrected again: from what the first week said to what the last one says, if that differs. */
function correctionsIn(happened: readonly SnapshotChange[]): SnapshotChange[] {
  const folded: SnapshotChange[] = []
  for (const change of happened) {
    if (change.kind !== 'figure_corrected') continue
    const at = folded.findLastIndex((one) => isCorrectedBy(one, change))
    if (at < 0) folded.push(change)
    else folded[at] = { ...change, before: folded[at]!.before }
  }
  return folded.filter(({ before, after }) => before !== after)
}

const isCorrectedBy = (one: SnapshotChange, next: SnapshotChange) =>
  one.after === next.before && (one.as_of ?? next.as_of) === (next.as_of ?? one.as_of)

/** Units that owed reports on the way and sent none in any of its weeks. */
function silentThroughout(steps: readonly Step[], last: Snapshot): DiffChange[] {
  const silence = silenceOf(last)
  const kept = steps.map((step, n) => keptBy(step, steps[n + 1]))
  return last.discipline.units.flatMap(({ unit }) => {
    const duties = kept.map((by) => by(unit))
    if (duties.some((one) => one === 'on_time' || one === 'late')) return []
    const weeks = duties.filter((one) => one === 'missing' || one === 'pending').length
    if (!weeks) return []
    return [{ ...silence(unit), ...(weeks > 1 && { weeks }) }]
  })
}

/** The week after knows how a week ended; a freeze knows only what had come by then. */
function keptBy(step: Step, next: Step | undefined): (unit: string) => Discipline | undefined {
  const of = ({ discipline }: Step) => new Map(discipline.units.map((one) => [one.unit, one]))
  const [here, after] = [of(step), next && of(next)]
  return (unit) => after?.get(unit)?.before ?? here.get(unit)?.week
}
