import type { Level } from './pace.ts'
import { hasBaseline } from './percent.ts'
import type { Amount, Assessment, Span, Target } from './target.ts'

const RANK: readonly Level[] = ['ok', 'risk', 'behind']
const ASSESSED: Record<Assessment, Level> = { on_track: 'ok', at_risk: 'risk', behind: 'behind' }

/** The worst of what the pace says, what the value itself says and what the head says: nobody can raise it. */
export function worstLevel(...levels: Level[]): Level {
  return RANK[Math.max(...levels.map((level) => RANK.indexOf(level)))]!
}

export function levelOfAssessment(assessment: Assessment | null | undefined): Level {
  return assessment ? ASSESSED[assessment] : 'ok'
}

/**
 * What a value without pace says by itself, judged by its worst end: a ceiling that is already broken is behind;
 * a value outside its band, or a level that misses its plan, is at risk.
 */
export function levelOfValue(target: Target, plan: Amount | null, value: Span): Level {
  const lowest = value.low ?? value.high
  const highest = value.high ?? value.low
  if (target.kind !== 'number' || lowest === null || highest === null) return 'ok'
  if (target.direction === 'within') return isOutside(target, lowest, highest) ? 'risk' : 'ok'
  if (plan === null || hasBaseline(target, plan)) return 'ok'
  return levelAgainst(target, plan, lowest, highest)
}

function levelAgainst(target: Target, plan: Amount, lowest: Amount, highest: Amount): Level {
  const isPoint = target.valueKind === 'point'
  if (target.direction !== 'down') return isPoint && lowest < plan ? 'risk' : 'ok'
  if (highest <= plan) return 'ok'
  return isPoint ? 'risk' : 'behind'
}

function isOutside({ planLow, planHigh }: Target, lowest: Amount, highest: Amount): boolean {
  return (planLow !== null && lowest < planLow) || (planHigh !== null && highest > planHigh)
}
