import { dayOf, type Instant } from './day.ts'
import type { CampaignRules } from './target.ts'
import { cutOffInstantOf, type Week, weekAfter, weekOf } from './week.ts'

/** The next cut-off at which a week freezes by itself; null where the campaign has no week left. */
export function nextFreeze(
  rules: CampaignRules & { state: 'active' | 'closed' },
  lastFrozen: string | undefined,
  now: Instant,
  zone: string,
): { week: Week; at: Instant } | null {
  if (rules.state === 'closed') return null
  const [first, current] = [weekOf(rules.weeklyFrom ?? rules.startOn), weekOf(dayOf(now, zone))]
  let week = first.from > current.from ? first : current
  const isPast = () => cutOffInstantOf(week, rules, zone) <= now || (lastFrozen ?? '') >= week.code
  while (isPast() && week.from <= rules.endOn) week = weekAfter(week)
  return week.from <= rules.endOn ? { week, at: cutOffInstantOf(week, rules, zone) } : null
}
