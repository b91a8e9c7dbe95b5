import type { SnapshotTarget } from './target.ts'

/** So many main indicators a report has room for. */
export const MOST_INDICATORS = 12

/** Those the office chose; where it chose none, the numbers that were ordered or handed down, by group. */
export function mainIndicators(targets: readonly SnapshotTarget[]): SnapshotTarget[] {
  const chosen = targets.filter(isChosen).sort((a, b) => a.headline! - b.headline!)
  const main = chosen.length ? chosen : targets.filter(isSubstitute).sort((a, b) => a.group - b.group)
  return main.slice(0, MOST_INDICATORS)
}

/** Tells, one target after the other and in their order, whether it may turn out to be a main indicator. */
export function findMainIndicators(): (target: SnapshotTarget) => boolean {
  const found = new Map<number, number>()
  return (target) => {
    if (isChosen(target)) return true
    if (!isSubstitute(target)) return false
    const nth = (found.get(target.group) ?? 0) + 1
    found.set(target.group, nth)
    return nth <= MOST_INDICATORS
  }
}

const isChosen = ({ headline }: SnapshotTarget) => headline !== null

const isSubstitute = ({ kind, origin, value_low }: SnapshotTarget) =>
  kind === 'number' && origin !== 'registered' && value_low !== null
