import type { Letterhead } from '../../domain/letterhead.ts'
import type { Snapshot } from '../../domain/snapshot.ts'
import type { Week } from '../../domain/week.ts'
import type { Reader } from '../client.ts'
import { type Asked, isTold, tellWeek } from '../summaries.ts'
import { loadLetterhead } from './letterhead.ts'
import { findIssue, findStanding, type StoredWeek } from './stored.ts'

/** A week as a reader sees it, with the head of its papers. */
export interface ToldWeek {
  snapshot: Snapshot
  letterhead: Letterhead
  /** Absent while the week is not frozen. */
  stored?: StoredWeek
}

/** The week as it stands, or one issue of it; one that is not frozen is told as of now or its cut-off. */
export async function findToldWeek(
  read: Reader,
  asked: Asked,
  week: Week,
  issue?: number,
): Promise<ToldWeek | undefined> {
  if (!isTold(asked, week)) return undefined
  const stored = await (issue === undefined
    ? findStanding(read, asked, week)
    : findIssue(read, asked, week, issue))
  if (!stored && issue !== undefined) return undefined
  const snapshot = stored?.snapshot ?? (await tellWeek(read, asked, week, null))
  const { tenant, campaign } = asked
  const letterhead = stored?.letterhead ?? (await loadLetterhead(read, tenant, campaign.ownerUnitId))
  return { snapshot, letterhead, ...(stored && { stored }) }
}
