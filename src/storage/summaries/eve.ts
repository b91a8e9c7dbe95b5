import { dayOf, type Instant } from '../../domain/day.ts'
import { composeBefore } from '../../domain/snapshot/before.ts'
import type { Before, CampaignSource, Telling } from '../../domain/snapshot/input.ts'
import { type Eve, tellTargets } from '../../domain/snapshot/told.ts'
import { cutOffInstantOf, type Week } from '../../domain/week.ts'
import type { Asked } from '../summaries.ts'

export function untilOf({ campaign, now, zone }: Asked, week: Week): Instant {
  return Math.min(now, cutOffInstantOf(week, campaign, zone))
}

export interface ToldEve extends Eve {
  telling: Telling
  before: Before
}

/** The week before, where nobody froze it: without a week before of its own, since only its figures are compared. */
export function tellEve(source: CampaignSource, asked: Asked, week: Week): ToldEve | undefined {
  if (week.to < asked.campaign.startOn) return undefined
  const until = untilOf(asked, week)
  const telling = { week, until, before: null, previousHash: null, frozen: null }
  const told = tellTargets(source, telling)
  return { telling, day: dayOf(until, asked.zone), told, before: composeBefore(source, told, telling) }
}
