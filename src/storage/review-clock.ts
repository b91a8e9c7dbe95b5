import { and, count, desc, eq, gte, inArray, isNull, min, notExists, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { type Actor, readablePaths } from '../domain/access.ts'
import type { Instant } from '../domain/day.ts'
import { type Times, timesOf } from '../domain/review-clock.ts'
import type { Campaign } from './campaigns.ts'
import type { Reader } from './client.ts'
import { isStillOpen } from './desk/extensions.ts'
import { signersOf } from './found-updates.ts'
import { readsAll } from './overview.ts'
import { extensions, reviews, targets, units, updates } from './schema.ts'
import { inSubtrees } from './search.ts'
import { ofCampaign, unitOfTarget } from './tallies.ts'

/** What waits in one place: how many, and since when the oldest of them. */
export interface Waiting {
  at: 'review' | 'endorsement' | 'correction' | 'opinion' | 'decision'
  count: number
  since: Instant | null
}

export interface ReviewClock {
  all: Times | null
  reviewers: (Times & { by: string })[]
  waiting: Waiting[]
  /** There were more decisions than are looked at. */
  isCut: boolean
}

export const CLOCK_DAYS = 28
const MOST = 5000

/** How long the office took to decide on reports in the last four weeks, and what waits now and with whom. */
export async function loadReviewClock(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  now: Instant,
): Promise<ReviewClock> {
  const rows = await selectDecided(read, actor, campaign, now - CLOCK_DAYS * 86_400_000)
  const took = rows.slice(0, MOST).map((row) => ({ ...row, took: row.reviewedAt - (row.receivedAt ?? 0) }))
  const ids = [...new Set(took.map((row) => row.reviewerId))]
  const names = await signersOf(read, actor.tenant, ids)
  const reviewers = ids.map((id) => ({
    by: names(id)?.title ?? '',
    ...timesOf(took.filter((row) => row.reviewerId === id).map((row) => row.took))!,
  }))
  return {
    all: timesOf(took.map((row) => row.took)),
    reviewers: reviewers.sort((a, b) => b.count - a.count || a.by.localeCompare(b.by, 'vi')),
    waiting: [
      ...(await countReports(read, actor, campaign)),
      ...(await countRequests(read, actor, campaign)),
    ],
    isCut: rows.length > MOST,
  }
}

/** Reports of the campaign that this person may read; their units are looked at only where that is not all of them. */
function isReadable(read: Reader, actor: Actor, campaign: Campaign) {
  const mine = read
    .select({ id: units.id })
    .from(units)
    .where(and(eq(units.tenant, actor.tenant), inSubtrees(readablePaths(actor))))
  return and(
    eq(updates.campaignId, campaign.id),
    readsAll(actor, campaign) ? undefined : inArray(updates.unitId, mine),
  )
}

/** The left join keeps the index of reviews by time in front, which is read from its end. */
async function selectDecided(read: Reader, actor: Actor, campaign: Campaign, since: Instant) {
  return await read
    .select({
      reviewerId: reviews.reviewerId,
      reviewedAt: reviews.reviewedAt,
      receivedAt: updates.receivedAt,
    })
    .from(reviews)
    .leftJoin(updates, and(eq(updates.tenant, reviews.tenant), eq(updates.id, reviews.updateId)))
    .where(
      and(
        eq(reviews.tenant, actor.tenant),
        gte(reviews.reviewedAt, since),
        isReadable(read, actor, campaign),
      ),
    )
    .orderBy(desc(reviews.reviewedAt))
    .limit(MOST + 1)
}

const later = alias(updates, 'later_revisions')

/** Reports that wait: with the office, with their head, or with the unit after a return. */
async function countReports(read: Reader, actor: Actor, campaign: Campaign): Promise<Waiting[]> {
  const of = async (at: Waiting['at'], state: 'submitted' | 'awaiting_endorsement') => {
    // What waits for its head has not been received yet; for all others the index knows when they were.
    const moment = state === 'awaiting_endorsement' ? updates.createdAt : updates.receivedAt
    const [row] = await read
      .select({ count: count(), since: min(moment) })
      .from(updates)
      .where(
        and(eq(updates.tenant, actor.tenant), isReadable(read, actor, campaign), eq(updates.state, state)),
      )
    return waitingOf(at, row)
  }
  return [
    await of('review', 'submitted'),
    await of('endorsement', 'awaiting_endorsement'),
    await countReturned(read, actor, campaign),
  ]
}

/** Returned reports of open targets that were not sent again: they wait from their return on. */
async function countReturned(read: Reader, actor: Actor, campaign: Campaign): Promise<Waiting> {
  const isAnswered = read
    .select({ one: sql`1` })
    .from(later)
    .where(
      and(
        eq(later.tenant, updates.tenant),
        eq(later.targetId, updates.targetId),
        eq(later.corrects, updates.id),
        inArray(later.state, ['submitted', 'accepted', 'awaiting_endorsement', 'returned']),
      ),
    )
  const [row] = await read
    .select({ count: count(), since: min(reviews.reviewedAt) })
    .from(updates)
    .leftJoin(reviews, and(eq(reviews.tenant, updates.tenant), eq(reviews.updateId, updates.id)))
    .leftJoin(targets, and(eq(targets.tenant, updates.tenant), eq(targets.id, updates.targetId)))
    .where(
      and(
        eq(updates.tenant, actor.tenant),
        isReadable(read, actor, campaign),
        eq(updates.state, 'returned'),
        eq(targets.baseClass, 'open'),
        notExists(isAnswered),
      ),
    )
  return waitingOf('correction', row)
}

function waitingOf(at: Waiting['at'], row: { count: number; since: unknown } | undefined): Waiting {
  return { at, count: row?.count ?? 0, since: row?.since == null ? null : Number(row.since) }
}

/**
 * Requests for more time. A leader may decide without the office's opinion, so all of them wait for the decision; of
 * these some wait for the opinion too.
 */
async function countRequests(read: Reader, actor: Actor, campaign: Campaign): Promise<Waiting[]> {
  const of = async (at: 'opinion' | 'decision'): Promise<Waiting> => {
    const [row] = await read
      .select({ count: count(), since: min(extensions.requestedAt) })
      .from(extensions)
      .innerJoin(targets, and(eq(targets.tenant, extensions.tenant), eq(targets.id, extensions.targetId)))
      .innerJoin(units, unitOfTarget)
      .where(
        and(
          eq(extensions.tenant, actor.tenant),
          isNull(extensions.decision),
          isStillOpen,
          at === 'opinion' ? isNull(extensions.opinionAt) : undefined,
          ofCampaign(actor, campaign),
        ),
      )
    return waitingOf(at, row)
  }
  return [await of('decision'), await of('opinion')]
}
