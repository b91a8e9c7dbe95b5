import type { Progress } from './standing.ts'

/** How the progress of a target turned between two moments: for the worse, or for the better. */
export type Turn = 'newly_overdue' | 'no_longer_overdue' | 'slipped' | 'recovered'

const SLOWER: Partial<Record<Progress, number>> = { on_track: 0, at_risk: 1, behind: 2 }

/** Null where it stands as it stood, was done from on track, or was stopped. */
export function turnOf(before: Progress | null, now: Progress | null): Turn | null {
  if (before === now || before === null || now === null) return null
  if (now === 'overdue') return 'newly_overdue'
  if (before === 'overdue') return 'no_longer_overdue'
  const [from, to] = [SLOWER[before], SLOWER[now]]
  if (from === undefined || to === undefined) return null
  return to > from ? 'slipped' : to === 0 ? 'recovered' : null
}
