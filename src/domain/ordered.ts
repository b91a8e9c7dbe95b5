import { type Day, endOf, type Instant } from './day.ts'
import type { Target } from './target.ts'

/** The last moment of which a look tells: now, or the end of the past day that was asked for. */
export function toldUntil({ instant, asOf, zone }: { instant: Instant; asOf?: Day; zone: string }): Instant {
  return asOf === undefined ? instant : Math.min(instant, endOf(asOf, zone) - 1)
}

/** What was signed was there from the start; what a direction added to it, only from then on. */
export function wasThere({ orderedAt }: Pick<Target, 'orderedAt'>, until: Instant): boolean {
  return (orderedAt ?? until) <= until
}

/** Whether it is one of those that are counted and reported on: a term is not from when its years stand in its place. */
export function counts(target: Pick<Target, 'orderedAt' | 'dividedAt'>, until: Instant): boolean {
  const { dividedAt = null } = target
  return wasThere(target, until) && (dividedAt === null || dividedAt > until)
}
