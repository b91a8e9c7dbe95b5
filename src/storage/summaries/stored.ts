import { and, asc, desc, eq, isNotNull, lt, max, ne, type SQL } from 'drizzle-orm'
import type { Day, Instant } from '../../domain/day.ts'
import type { Letterhead } from '../../domain/letterhead.ts'
import { momentText } from '../../domain/snapshot/text.ts'
import type { IssueWords, Snapshot } from '../../domain/snapshot.ts'
import type { Week } from '../../domain/week.ts'
import type { Reader } from '../client.ts'
import { weeklyFiles, weeklySummaries } from '../schema.ts'
import type { Asked } from '../summaries.ts'
import { readSnapshot } from './hash.ts'

type Row = typeof weeklySummaries.$inferSelect

/** A week as it was frozen, with what its issue added. */
export interface StoredWeek {
  id: string
  /** 1 for the first freeze of the week, more for a re-issue. */
  issue: number
  state: 'frozen' | 'issued' | 'annulled'
  version: number
  number: string | null
  issuedOn: Day | null
  nextWeek: string[] | null
  signature: { lines: string[]; name: string | null } | null
  /** The head under which it was issued; null before. */
  letterhead: Letterhead | null
  annulledAt: Instant | null
  annulledReason: string | null
  snapshot: Snapshot
}

/** The one that counts, if the week is frozen. */
export async function findStanding(read: Reader, asked: Asked, week: Week): Promise<StoredWeek | undefined> {
  return await findStored(read, asked, week, stands)
}

/** One issue of a week, also one that was annulled. */
export async function findIssue(
  read: Reader,
  asked: Asked,
  week: Week,
  issue: number,
): Promise<StoredWeek | undefined> {
  return await findStored(read, asked, week, eq(weeklySummaries.issue, issue))
}

/** Which summary of a week is asked for, without its contents. */
export async function findSummaryId(
  read: Reader,
  asked: Asked,
  week: Week,
  issue?: number,
): Promise<string | undefined> {
  const [row] = await read
    .select({ id: weeklySummaries.id })
    .from(weeklySummaries)
    .where(and(ofWeek(asked, week), issue === undefined ? stands : eq(weeklySummaries.issue, issue)))
  return row?.id
}

async function findStored(read: Reader, asked: Asked, week: Week, which: SQL) {
  const [row] = await read
    .select()
    .from(weeklySummaries)
    .where(and(ofWeek(asked, week), which))
    .orderBy(desc(weeklySummaries.issue))
    .limit(1)
  return row && (await storedOf(read, asked, row))
}

async function storedOf(read: Reader, asked: Asked, row: Row): Promise<StoredWeek> {
  const { id, issue, state, version, number, issuedOn, nextWeek, signature, letterhead } = row
  const { annulledAt, annulledReason } = row
  const words = await wordsOf(read, asked, row)
  return {
    ...{ id, issue, state, version, number, issuedOn, nextWeek, signature, letterhead },
    ...{ annulledAt, annulledReason, snapshot: readSnapshot(row, words) },
  }
}

async function wordsOf(read: Reader, asked: Asked, row: Row): Promise<IssueWords> {
  const { number, issuedAt, issuedOn, nextWeek, signature } = row
  return {
    number,
    issued_at: issuedAt === null ? null : momentText(issuedAt, asked.zone),
    next_week: nextWeek,
    signature,
    issued_on: issuedOn,
    replaces: row.issue > 1 ? await findReplaced(read, asked, row) : null,
  }
}

/** The last paper of the week that had been issued before this one. */
async function findReplaced(read: Reader, { tenant }: Asked, { campaignId, week, issue }: Row) {
  const [row] = await read
    .select({ number: weeklySummaries.number, issuedOn: weeklySummaries.issuedOn })
    .from(weeklySummaries)
    .where(
      and(
        ofCampaign(tenant, campaignId),
        eq(weeklySummaries.week, week),
        lt(weeklySummaries.issue, issue),
        isNotNull(weeklySummaries.number),
      ),
    )
    .orderBy(desc(weeklySummaries.issue))
    .limit(1)
  return row ? { number: row.number!, issued_on: row.issuedOn! } : null
}

/** All issues of a week, the first one first. */
export async function listIssues(read: Reader, asked: Asked, week: Week) {
  return await read
    .select({
      issue: weeklySummaries.issue,
      state: weeklySummaries.state,
      number: weeklySummaries.number,
      issuedOn: weeklySummaries.issuedOn,
      frozenAt: weeklySummaries.frozenAt,
      annulledAt: weeklySummaries.annulledAt,
      annulledReason: weeklySummaries.annulledReason,
      hash: weeklySummaries.hash,
    })
    .from(weeklySummaries)
    .where(ofWeek(asked, week))
    .orderBy(asc(weeklySummaries.issue))
}

/** A file of a frozen week, byte for byte as it was made at the freeze or at the issue. */
export async function findFile(
  read: Reader,
  tenant: string,
  summaryId: string,
  format: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const [row] = await read
    .select({ bytes: weeklyFiles.bytes })
    .from(weeklyFiles)
    .where(
      and(
        eq(weeklyFiles.tenant, tenant),
        eq(weeklyFiles.summaryId, summaryId),
        eq(weeklyFiles.format, format),
      ),
    )
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

/** When a week of the campaign was last frozen or annulled. */
export async function lastMoment(read: Reader, { tenant, campaign }: Asked): Promise<Instant> {
  const [row] = await read
    .select({ frozen: max(weeklySummaries.frozenAt), annulled: max(weeklySummaries.annulledAt) })
    .from(weeklySummaries)
    .where(ofCampaign(tenant, campaign.id))
  return Math.max(Number(row?.frozen ?? 0), Number(row?.annulled ?? 0))
}

/** The hash that a freeze of this week is chained to: of the last week before it that stands. */
export async function lastHashBefore(
  read: Reader,
  { tenant, campaign }: Asked,
  week: Week,
): Promise<string | null> {
  const [row] = await read
    .select({ hash: weeklySummaries.hash })
    .from(weeklySummaries)
    .where(and(ofCampaign(tenant, campaign.id), lt(weeklySummaries.weekFrom, week.from), stands))
    .orderBy(desc(weeklySummaries.weekFrom))
    .limit(1)
  return row?.hash ?? null
}

export const ofCampaign = (tenant: string, campaignId: string) =>
  and(eq(weeklySummaries.tenant, tenant), eq(weeklySummaries.campaignId, campaignId))

const ofWeek = ({ tenant, campaign }: Asked, week: Week) =>
  and(ofCampaign(tenant, campaign.id), eq(weeklySummaries.week, week.code))

export const stands = ne(weeklySummaries.state, 'annulled')
