import type { Snapshot } from '../snapshot.ts'
import { findMainIndicators } from './main-indicators.ts'
import type { SnapshotTarget } from './target.ts'

const SOON_DAYS = 30

/**
 * A week without what only its tables of everything need: of tens of thousands of targets the few that a page or a
 * document names. Totals, rates, units and discipline are those of all.
 */
export function lightOf(snapshot: Snapshot): Snapshot {
  return { ...snapshot, targets: snapshot.targets.filter(findNamed()), updates: [] }
}

/** Tells, one target after the other and in their order, whether a page or a document names it. */
export function findNamed(): (target: SnapshotTarget) => boolean {
  const mayBeMain = findMainIndicators()
  return (target) => {
    const { progress, progress_before, days_left, cause, ordered_at } = target
    return (
      mayBeMain(target) ||
      progress === 'overdue' ||
      progress_before === 'overdue' ||
      (days_left !== null && days_left <= SOON_DAYS) ||
      cause !== null ||
      Boolean(ordered_at)
    )
  }
}

/** Whether the workbook names it, beside the tables of all targets and of all numbers. */
export function isListed({ progress, days_left, ordered_at }: SnapshotTarget): boolean {
  return progress === 'overdue' || (days_left !== null && days_left <= SOON_DAYS) || Boolean(ordered_at)
}
