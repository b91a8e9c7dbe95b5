import { and } from 'drizzle-orm'
import { dayOf, type Instant, instantOf } from '../domain/day.ts'
import { composeBefore } from '../domain/snapshot/before.ts'
import { composeSnapshot } from '../domain/snapshot/compose.ts'
import type { Before, CampaignSource, Telling } from '../domain/snapshot/input.ts'
import { type Eve, tellTargets } from '../domain/snapshot/told.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { cutOffInstantOf, lastWeekAtCutOff, type Week, weekBefore, weekOf } from '../domain/week.ts'
import type { Campaign } from './campaigns.ts'
import type { Reader } from './client.ts'
import { weeklySummaries } from './schema.ts'
import { loadSource } from './summaries/source.ts'
import { findLastFrozen, findStanding, lastHashBefore, ofCampaign, stands } from './summaries/stored.ts'

/** From where a week is asked for. */
export interface Asked {
  tenant: string
  campaign: Campaign
  now: Instant
  zone: string
}

/**
 * A week as it was frozen; one not frozen is told as of the earlier of now and its cut-off. A week that has not begun,
 * or lies outside the campaign, does not exist.
 */
export async function findWeek(read: Reader, asked: Asked, week: Week): Promise<Snapshot | undefined> {
  if (!isTold(asked, week)) return undefined
  return (await findFrozen(read, asked, week)) ?? (await tellWeek(read, asked, week, null))
}

export function isTold({ campaign, now, zone }: Asked, week: Week): boolean {
  return (
    instantOf(week.from, '00:00', zone) <= now && week.to >= campaign.startOn && week.from <= campaign.endOn
  )
}

/** The week as it counts, if it is frozen. */
async function findFrozen(read: Reader, asked: Asked, week: Week): Promise<Snapshot | undefined> {
  return (await findStanding(read, asked, week))?.snapshot
}

/** The state of a week from the facts, also as the freeze that is about to be kept. */
export async function tellWeek(
  read: Reader,
  asked: Asked,
  week: Week,
  frozen: Telling['frozen'],
): Promise<Snapshot> {
  const source = await loadSource(read, asked.tenant, asked.campaign, asked.zone)
  const last = weekBefore(week)
  const stored = await findFrozen(read, asked, last)
  const eve = stored ? undefined : tellEve(source, asked, last)
  const before = stored ?? eve?.before ?? null
  const previousHash = await lastHashBefore(read, asked, week)
  const telling = { week, until: untilOf(asked, week), before, previousHash, frozen }
  return composeSnapshot(source, telling, tellTargets(source, telling, eve))
}

export interface WeekEntry {
  week: Week
  isOpen: boolean
  frozenAt: Instant | null
  hash: string | null
  number: string | null
}

/** The weeks of a campaign's weekly reporting, this one first. */
export async function listWeeks(read: Reader, asked: Asked): Promise<WeekEntry[]> {
  const { tenant, campaign, now, zone } = asked
  const rows = await read
    .select({
      week: weeklySummaries.week,
      frozenAt: weeklySummaries.frozenAt,
      hash: weeklySummaries.hash,
      number: weeklySummaries.number,
    })
    .from(weeklySummaries)
    .where(and(ofCampaign(tenant, campaign.id), stands))
  const frozen = new Map(rows.map((row) => [row.week, row]))
  const today = dayOf(now, zone)
  const first = campaign.weeklyFrom ?? campaign.startOn
  const entries: WeekEntry[] = []
  for (
    let week = weekOf(today < campaign.endOn ? today : campaign.endOn);
    week.to >= first;
    week = weekBefore(week)
  ) {
    const { frozenAt = null, hash = null, number = null } = frozen.get(week.code) ?? {}
    entries.push({ week, isOpen: cutOffInstantOf(week, campaign, zone) > now, frozenAt, hash, number })
  }
  return entries
}

export function untilOf({ campaign, now, zone }: Asked, week: Week): Instant {
  return Math.min(now, cutOffInstantOf(week, campaign, zone))
}

/** The week before, where nobody froze it: without a week before of its own, since only its figures are compared. */
export function tellEve(source: CampaignSource, asked: Asked, week: Week): (Eve & { before: Before }) | undefined {
  if (week.to < asked.campaign.startOn) return undefined
  const until = untilOf(asked, week)
  const telling = { week, until, before: null, previousHash: null, frozen: null }
  const told = tellTargets(source, telling)
  return { day: dayOf(until, asked.zone), told, before: composeBefore(source, told, telling) }
}

/**
 * The weeks to be frozen by themselves, the earliest first: those whose cut-off has come since the last one that was
 * frozen; of a campaign that has frozen none yet, the latest alone.
 */
export async function listWeeksToFreeze(read: Reader, asked: Asked): Promise<Week[]> {
  const { campaign, now, zone } = asked
  const last = await findLastFrozen(read, asked)
  const first = campaign.weeklyFrom ?? campaign.startOn
  const weeks: Week[] = []
  for (let week = lastWeekAtCutOff(now, campaign, zone); week.to >= first; week = weekBefore(week)) {
    if (last !== undefined && week.code <= last) break
    if (isTold(asked, week)) weeks.unshift(week)
    if (last === undefined && weeks.length > 0) break
  }
  return weeks
}
