import type { Day } from './day.ts'
import { percentOfPlan } from './percent.ts'
import { add, divide, larger, multiply, one, type Ratio, ratio, smaller, zero } from './ratio.ts'
import type { Settled } from './standing.ts'
import type { Amount, Target } from './target.ts'

/** A target as far as the score of a whole commitment needs it: its share of the plan, 1 being all of it. */
export interface Weighed {
  weight: number | null
  /** The worst end; null where there is none yet, or none can be told. */
  share: Ratio | null
}

export interface Composite {
  /** Σ weight × share of what has a share, of 1; no share counts for more than all or less than nothing. */
  score: Ratio
  /** The weights that are in the score, and all weights. */
  covered: number
  weights: number
  /** The targets in the score, and all that have a weight. */
  counted: number
  targets: number
}

/** Null where nothing is weighed. Missing shares are never taken for 0: the score says how much of the whole it covers. */
export function compositeOf(all: readonly Weighed[]): Composite | null {
  const weighed = all.filter(({ weight }) => weight !== null && weight > 0)
  if (!weighed.length) return null
  const counted = weighed.filter(({ share }) => share !== null)
  const covered = counted.reduce((sum, { weight }) => sum + weight!, 0)
  const reached = counted
    .map(({ weight, share }) => multiply(ratio(weight!), larger(zero, smaller(one, share!))))
    .reduce(add, zero)
  return {
    score: covered ? divide(reached, ratio(covered)) : zero,
    covered,
    weights: weighed.reduce((sum, { weight }) => sum + weight!, 0),
    counted: counted.length,
    targets: weighed.length,
  }
}

/** What a settled target has reached of what was promised: of a number its worst end, of a milestone its steps. */
export function shareReached({ percent, steps }: Pick<Settled, 'percent' | 'steps'>): Ratio | null {
  return percent?.low ?? steps?.share ?? null
}

/** The same from the columns of its row, where the share of steps is what was expected less what is missing. */
export function shareOfRow(row: WeighedRow): Ratio | null {
  if (row.kind === 'number') {
    if (row.latestAsOf === null) return null
    const value = { low: row.latestLow, high: row.latestHigh }
    return percentOfPlan(row, row.planNow ?? row.plan, value)?.low ?? null
  }
  if (row.kind !== 'milestone' || row.expectedPercent === null || row.behindHigh === null) return null
  return ratio(row.expectedPercent - row.behindHigh, HUNDREDTHS)
}

/** Hundredths of a percent in a whole. */
const HUNDREDTHS = 10_000

/** A target with the stored columns that its share is read from. */
export type WeighedRow = Target & {
  latestAsOf: Day | null
  latestLow: Amount | null
  latestHigh: Amount | null
  planNow: Amount | null
  expectedPercent: number | null
  behindHigh: number | null
}
