import { addDays } from '../day.ts'
import { monthsOf } from '../pace.ts'
import { scaledText } from '../paper.ts'
import { divide, type Ratio, ratio, subtract, toDecimal } from '../ratio.ts'
import type { Snapshot } from '../snapshot.ts'
import type { SnapshotTarget } from './target.ts'
import { percentOf } from './text.ts'
import type { SnapshotUpdate } from './update.ts'

/** One target with all that its figures are computed from. */
export interface TargetFigure {
  made: 'target'
  rule: 'target'
  target: SnapshotTarget
  share: ShareRule | null
  /** Of a rise from a baseline: how much of the increase is there, beside the share of the plan. */
  increase: { low: string | null; high: string | null } | null
  /** From the day after the figure to the deadline, as the need per month counts them; null without a need. */
  monthsLeft: string | null
  /** On which the figure rests; null without one. */
  behind: SnapshotUpdate | null
  /** Of a flow: the reports whose sum the figure is. */
  links: SnapshotUpdate[]
  /** All that the week tells of it, the last received first. */
  updates: SnapshotUpdate[]
}

/** How the percentage of plan comes about. */
export type ShareRule = 'add' | 'rise' | 'fall' | 'ceiling' | 'band' | 'zero'

const PREFIX = 'target.'

/** 'target.CK-2022-TCKH-01' */
export function targetFigure(snapshot: Snapshot, name: string): TargetFigure | undefined {
  const code = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : undefined
  const target = snapshot.targets.find((one) => one.code === code)
  if (!target) return undefined
  const share = shareRuleOf(target)
  return {
    made: 'target',
    rule: 'target',
    target,
    share,
    increase: share === 'rise' ? increaseOf(target) : null,
    monthsLeft: monthsLeftOf(target),
    behind: figureBehind(snapshot, target),
    links: snapshot.updates.filter((update) => update.target === code && update.added),
    updates: snapshot.updates
      .filter((update) => update.target === code)
      .sort((a, b) => Date.parse(b.received_at) - Date.parse(a.received_at)),
  }
}

/** The accepted report on which a target's class and words rest, else the one of its figure. */
export function updateBehind(snapshot: Snapshot, target: SnapshotTarget): SnapshotUpdate | null {
  const last =
    target.receipt === null
      ? undefined
      : snapshot.updates.find((update) => update.receipt === target.receipt && update.target === target.code)
  return last ?? figureBehind(snapshot, target)
}

/** The accepted report of the figure's day; of several that were received for it, the last. */
function figureBehind({ updates }: Snapshot, { code, as_of }: SnapshotTarget): SnapshotUpdate | null {
  const [last = null] = updates
    .filter((update) => update.target === code && update.as_of === as_of && update.status === 'accepted')
    .filter(({ value_low, value_high }) => value_low !== null || value_high !== null)
    .sort((a, b) => Date.parse(b.received_at) - Date.parse(a.received_at))
  return last
}

function shareRuleOf(target: SnapshotTarget): ShareRule | null {
  const { kind, direction, plan, value_low, value_high } = target
  if (kind !== 'number' || (value_low === null && value_high === null)) return null
  if (direction === 'within') return 'band'
  const goal = ratioOf(plan)
  if (!goal) return null
  const way = wayOf(target, goal)
  if (direction === 'down') return way < 0n ? 'fall' : 'ceiling'
  if (way > 0n) return 'rise'
  return goal.n === 0n ? 'zero' : 'add'
}

/** Upwards, downwards, or 0 without a baseline to go from. */
function wayOf({ baseline }: SnapshotTarget, goal: Ratio): bigint {
  const base = ratioOf(baseline)
  return base ? subtract(goal, base).n : 0n
}

function increaseOf({ plan, baseline, value_low, value_high }: SnapshotTarget): TargetFigure['increase'] {
  const base = ratioOf(baseline)!
  const way = subtract(ratioOf(plan)!, base)
  const shareOf = (end: string | null) => {
    const value = ratioOf(end)
    return value && percentOf(divide(subtract(value, base), way))
  }
  return { low: shareOf(value_low), high: shareOf(value_high) }
}

function monthsLeftOf({ as_of, due_on, need_low, need_high }: SnapshotTarget): string | null {
  if (as_of === null || due_on === null || (need_low === null && need_high === null)) return null
  return toDecimal(monthsOf(addDays(as_of, 1), due_on), 3)
}

function ratioOf(text: string | null): Ratio | null {
  const scaled = text === null ? undefined : scaledText(text)
  return scaled ? ratio(scaled.amount, 10n ** BigInt(scaled.decimals)) : null
}
