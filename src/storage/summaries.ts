import { and, asc, desc, eq, lt, ne } from 'drizzle-orm'
import { dayOf, type Instant, instantOf } from '../domain/day.ts'
import { composeSnapshot } from '../domain/snapshot/compose.ts'
import type { CampaignSource, Telling } from '../domain/snapshot/input.ts'
import type { Snapshot } from '../domain/snapshot.ts'
import { cutOffInstantOf, type Week, weekBefore, weekOf } from '../domain/week.ts'
import type { Campaign } from './campaigns.ts'
import type { Reader } from './client.ts'
import { weeklyFiles, weeklySummaries } from './schema.ts'
import { readSnapshot } from './summaries/hash.ts'
import { loadSource } from './summaries/source.ts'

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

export async function findFrozen(
  read: Reader,
  { tenant, campaign }: Asked,
  week: Week,
): Promise<Snapshot | undefined> {
  const [row] = await read
    .select()
    .from(weeklySummaries)
    .where(and(ofCampaign(tenant, campaign.id), eq(weeklySummaries.week, week.code), stands))
    .orderBy(desc(weeklySummaries.issue))
    .limit(1)
  return row && readSnapshot(row)
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
  const before = (await findFrozen(read, asked, last)) ?? toldBefore(source, asked, last)
  const previousHash = await lastHashBefore(read, asked, week)
  return composeSnapshot(source, { week, until: untilOf(asked, week), before, previousHash, frozen })
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
    .orderBy(asc(weeklySummaries.issue))
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

/** A file of a frozen week, byte for byte as it was made at the freeze. */
export async function findWeekFile(
  read: Reader,
  { tenant, campaign }: Asked,
  week: Week,
  format: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [row] = await read
    .select({ bytes: weeklyFiles.bytes })
    .from(weeklyFiles)
    .innerJoin(
      weeklySummaries,
      and(eq(weeklySummaries.tenant, tenant), eq(weeklySummaries.id, weeklyFiles.summaryId)),
    )
    .where(
      and(
        eq(weeklyFiles.tenant, tenant),
        eq(weeklyFiles.format, format),
        eq(weeklySummaries.campaignId, campaign.id),
        eq(weeklySummaries.week, week.code),
        stands,
      ),
    )
    .orderBy(desc(weeklySummaries.issue))
    .limit(1)
  return row && new Uint8Array(row.bytes)
}

/** The week up to which a campaign is frozen: the chain only grows forward, so earlier weeks stay told. */
export async function findLastFrozen(read: Reader, { tenant, campaign }: Asked): Promise<string | undefined> {
  const [row] = await read
    .select({ week: weeklySummaries.week })
    .from(weeklySummaries)
    .where(and(ofCampaign(tenant, campaign.id), stands))
    .orderBy(desc(weeklySummaries.weekFrom))
    .limit(1)
  return row?.week
}

const ofCampaign = (tenant: string, campaignId: string) =>
  and(eq(weeklySummaries.tenant, tenant), eq(weeklySummaries.campaignId, campaignId))

const stands = ne(weeklySummaries.state, 'annulled')

function untilOf({ campaign, now, zone }: Asked, week: Week): Instant {
  return Math.min(now, cutOffInstantOf(week, campaign, zone))
}

/** The week before, where nobody froze it: without a week before of its own, since only its figures are compared. */
function toldBefore(source: CampaignSource, asked: Asked, week: Week): Snapshot | null {
  if (week.to < asked.campaign.startOn) return null
  const alone = { before: null, previousHash: null, frozen: null }
  return composeSnapshot(source, { week, until: untilOf(asked, week), ...alone })
}

async function lastHashBefore(read: Reader, { tenant, campaign }: Asked, week: Week): Promise<string | null> {
  const [row] = await read
    .select({ hash: weeklySummaries.hash })
    .from(weeklySummaries)
    .where(and(ofCampaign(tenant, campaign.id), lt(weeklySummaries.weekFrom, week.from), stands))
    .orderBy(desc(weeklySummaries.weekFrom), desc(weeklySummaries.issue))
    .limit(1)
  return row?.hash ?? null
}
