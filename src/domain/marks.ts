import type { Day } from './day.ts'
import { levelOfValue, worstLevel } from './level.ts'
import { onDay, type Progress, type Standing } from './standing.ts'
import type { CampaignRules, Target } from './target.ts'

/**
 * The schedule mark: what figures and clock say by themselves. The status of a target may be lowered by its head's own
 * assessment; this mark may not, so that the three marks stay apart. Null when suspended, transferred or cancelled.
 */
export function scheduleOf(
  target: Target,
  standing: Standing,
  today: Day,
  rules: Pick<CampaignRules, 'dueSoonDays'>,
): Progress | null {
  const { pace, plan, latest } = standing
  const value = latest ? levelOfValue(target, plan, latest.value) : 'ok'
  return onDay({ ...standing, level: worstLevel(pace?.level ?? 'ok', value) }, today, rules).progress
}
