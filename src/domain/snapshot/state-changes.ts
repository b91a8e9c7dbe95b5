import { isSameAmount } from '../amount.ts'
import { groupBy } from '../grouping.ts'
import type { ChangeKind, SnapshotChange, SnapshotUnit } from '../snapshot.ts'
import type { Was } from './input.ts'
import type { SnapshotTarget } from './target.ts'

type Told = Pick<SnapshotTarget, 'code' | 'unit' | 'title'>
type Rest = Pick<SnapshotChange, 'kind' | 'of' | 'before' | 'after' | 'at'> & Partial<SnapshotChange>

export function changeOf({ code, unit, title }: Told, rest: Rest): SnapshotChange {
  return { code, unit, title, measure: null, reason: null, ...rest }
}

/** When a change of this kind came about; undefined where nothing of the kind happened. */
export type When = (kind: ChangeKind) => string | null | undefined

/** What is different in how one target stands, whatever happened in between. */
export function stateChangesOf(target: SnapshotTarget, was: Was | undefined, when: When): SnapshotChange[] {
  return [
    ...changesOfProgress(target, was, when),
    ...extensionOf(target, was, when),
    ...planChangeOf(target, was, when),
    ...movesOf(target, was),
  ]
}

function changesOfProgress(target: SnapshotTarget, was: Was | undefined, when: When): SnapshotChange[] {
  const [before, after] = [was?.progress ?? null, target.progress]
  if (before === after) return []
  const of = (kind: ChangeKind) => [
    changeOf(target, { kind, of: 'progress', before, after, at: when(kind) ?? null }),
  ]
  if (after === 'done') return of('completed')
  // What was done and now stands apart has moved, and is not open again.
  if (before === 'done') return after === null ? [] : of('reopened')
  return after === 'overdue' ? of('newly_overdue') : []
}

/** One line, however often it was extended: from the deadline that was told last to the one in force. */
function extensionOf(target: SnapshotTarget, was: Was | undefined, when: When): SnapshotChange[] {
  const [before, after, at] = [was?.due_on ?? target.due_original, target.due_on, when('extended')]
  if (at === undefined || before === after) return []
  return [changeOf(target, { kind: 'extended', of: 'due', before, after, at })]
}

function planChangeOf(target: SnapshotTarget, was: Was | undefined, when: When): SnapshotChange[] {
  const [before, after] = [was && planOf(was), planOf(target)]
  if (before === undefined || isSameAmount(before, after)) return []
  const { measure } = target
  return [
    changeOf(target, {
      kind: 'plan_changed',
      of: 'plan',
      before,
      after,
      measure,
      at: when('plan_changed') ?? null,
    }),
  ]
}

const planOf = (target: Was) => target.plan_revised ?? target.plan_first

/**
 * Moved is whatever counts elsewhere than before: under another commitment, apart from the six classes or among them
 * again, or not in the campaign at all before or after.
 */
function movesOf(target: SnapshotTarget, was: Was | undefined): SnapshotChange[] {
  const at = was ? null : (target.ordered_at ?? null)
  const moved = (of: 'commitment' | 'class', before: string | null, after: string) =>
    changeOf(target, { kind: 'moved', of, before, after, at })
  if (!was) return [moved('class', null, target.report_class)]
  return [
    ...(was.commitment === target.commitment ? [] : [moved('commitment', was.commitment, target.commitment)]),
    ...(apartOf(was) === apartOf(target) ? [] : [moved('class', was.report_class, target.report_class)]),
  ]
}

/** The other end of the same rule: it was there, and is no longer. */
export const goneOf = (was: Was): SnapshotChange =>
  changeOf(was, { kind: 'moved', of: 'class', before: was.report_class, after: null, at: null })

const apart: readonly string[] = ['suspended', 'transferred', 'cancelled']

const apartOf = ({ report_class: name }: Was) => (apart.includes(name) ? name : null)

/** Units that owed a report and sent nothing, with the last day on which they did. */
export function silenceOf({
  units,
  targets,
}: {
  units: readonly SnapshotUnit[]
  targets: readonly SnapshotTarget[]
}): (unit: string) => SnapshotChange {
  const own = groupBy(targets, ({ unit }) => unit)
  const names = new Map(units.map(({ code, name }) => [code, name]))
  return (unit) => {
    const reported = (own.get(unit) ?? []).map((target) => target.last_reported_on ?? '')
    const before = reported.sort().at(-1) || null
    return changeOf(
      { code: unit, unit, title: names.get(unit) ?? unit },
      { kind: 'no_update', of: 'reported', before, after: null, at: null },
    )
  }
}
