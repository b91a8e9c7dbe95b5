import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import { measure } from '../domain/judge.ts'
import { type OnDay, onDay } from '../domain/standing.ts'
import type { TargetFacts } from '../domain/target.ts'
import { weekOf } from '../domain/week.ts'
import { type Campaign, listCampaigns } from './campaigns.ts'
import type { Reader } from './client.ts'
import { loadFacts } from './facts.ts'
import { signersOf, type UpdateRow } from './found-updates.ts'
import { directions, directionUnits, proposals, reviews, targets, updates } from './schema.ts'

type TargetRow = typeof targets.$inferSelect

/** A target that its unit still works on, with what was handed in for it. */
export interface OpenTarget {
  row: TargetRow
  campaign: Campaign
  facts: TargetFacts
  standing: OnDay
  latest: ReturnType<typeof measure> | null
  /** The latest that was handed in and stands. */
  last: UpdateRow | undefined
  draftAt: number | null
  /** The decision on `last`, if it has been made. */
  review: {
    decision: 'accepted' | 'returned'
    comment: string
    dueOn: Day | null
    at: number
    by: string
  } | null
  /** `last` was received in this week, or waits for the head. */
  isThisWeek: boolean
}

/** Where a person reports for units: their posts as head or clerk, each unit once. */
export function ownUnits(actor: Actor) {
  const own = actor.posts.filter((post) => post.role === 'head' || post.role === 'clerk')
  return [...new Map(own.map((post) => [post.unitId, post])).values()].map((post) => ({
    id: post.unitId,
    code: post.unitCode,
    name: post.unitName,
    mayEndorse: own.some((one) => one.unitId === post.unitId && one.role === 'head'),
  }))
}

/** Every open target of a unit, in the order of its commitments. A unit has some twenty, so nothing is paged. */
export async function listOpenTargets(
  read: Reader,
  tenant: string,
  unitId: string,
  today: Day,
  zone: string,
): Promise<OpenTarget[]> {
  const rows = await read
    .select()
    .from(targets)
    .where(and(eq(targets.tenant, tenant), eq(targets.unitId, unitId), eq(targets.baseClass, 'open')))
    .orderBy(desc(targets.campaignId), asc(targets.groupNumber), asc(targets.sortOrder))
    .limit(500)
  const ids = rows.map((row) => row.id)
  const campaigns = new Map((await listCampaigns(read, tenant)).map((campaign) => [campaign.id, campaign]))
  const facts = await loadFacts(read, tenant, { ids }, zone)
  const handed = await listHanded(read, tenant, unitId, ids)
  const week = weekOf(today).from
  return rows.map((row) => {
    const campaign = campaigns.get(row.campaignId)!
    const own = handed.filter((one) => one.row.targetId === row.id)
    const last = own.find((one) => one.row.state !== 'draft')
    const isThisWeek = last?.row.state === 'awaiting_endorsement' || last?.row.weekFrom === week
    return {
      row,
      campaign,
      facts: facts.get(row.id)!,
      standing: onDay({ ...row, figureOn: row.latestAsOf }, today, campaign),
      latest: latestOf(row, facts.get(row.id)!),
      last: last?.row,
      draftAt: own.find((one) => one.row.state === 'draft')?.row.createdAt ?? null,
      review: last?.review ?? null,
      isThisWeek,
    }
  })
}

function latestOf(row: TargetRow, facts: TargetFacts) {
  if (row.latestAsOf === null || (row.latestLow === null && row.latestHigh === null)) return null
  return measure(facts, row.latestAsOf, { low: row.latestLow, high: row.latestHigh })
}

/** Drafts and what was handed in and stands, newest first. */
async function listHanded(read: Reader, tenant: string, unitId: string, ids: string[]) {
  if (ids.length === 0) return []
  const rows = await read
    .select({ row: updates, review: reviews })
    .from(updates)
    .leftJoin(reviews, and(eq(reviews.tenant, updates.tenant), eq(reviews.updateId, updates.id)))
    .where(
      and(
        eq(updates.tenant, tenant),
        eq(updates.unitId, unitId),
        inArray(updates.targetId, ids),
        inArray(updates.state, ['draft', 'awaiting_endorsement', 'submitted', 'accepted', 'returned']),
      ),
    )
    .orderBy(desc(sql`coalesce(${updates.receivedAt}, ${updates.createdAt})`), desc(updates.id))
  const names = await signersOf(
    read,
    tenant,
    rows.map((one) => one.review?.reviewerId ?? null),
  )
  return rows.map(({ row, review }) => ({
    row,
    review: review && {
      decision: review.decision,
      comment: review.comment,
      dueOn: review.dueOn,
      at: review.reviewedAt,
      by: names(review.reviewerId)?.title ?? '',
    },
  }))
}

/** Reports of clerks that wait for this unit's head. */
export async function listAwaiting(read: Reader, tenant: string, unitId: string) {
  const rows = await read
    .select({
      code: targets.code,
      title: targets.title,
      receipt: updates.receipt,
      enteredBy: updates.enteredBy,
      at: updates.createdAt,
    })
    .from(updates)
    .innerJoin(targets, and(eq(targets.tenant, updates.tenant), eq(targets.id, updates.targetId)))
    .where(
      and(eq(updates.tenant, tenant), eq(updates.unitId, unitId), eq(updates.state, 'awaiting_endorsement')),
    )
    .orderBy(asc(updates.createdAt))
    .limit(200)
  const names = await signersOf(
    read,
    tenant,
    rows.map((row) => row.enteredBy),
  )
  return rows.map(({ enteredBy, ...row }) => ({
    ...row,
    receipt: row.receipt ?? '',
    by: names(enteredBy)?.title ?? '',
  }))
}

/** Directions that one of these units leads or helps with, and that are not closed. */
export async function listDirectionsOf(read: Reader, tenant: string, unitIds: string[]) {
  if (unitIds.length === 0) return []
  const helps = sql`exists (select 1 from ${directionUnits} where ${directionUnits.tenant} = ${directions.tenant}
    and ${directionUnits.directionId} = ${directions.id} and ${inArray(directionUnits.unitId, unitIds)})`
  return await read
    .select({
      code: directions.code,
      body: directions.body,
      issuedByPost: directions.issuedByPost,
      issuedOn: directions.issuedOn,
      occasion: directions.occasion,
      dueOn: directions.dueOn,
    })
    .from(directions)
    .where(
      and(
        eq(directions.tenant, tenant),
        inArray(directions.status, ['assigned', 'in_progress']),
        or(inArray(directions.leadUnitId, unitIds), helps),
      ),
    )
    .orderBy(desc(directions.issuedOn), asc(directions.code))
    .limit(50)
}

/** Proposals of these units that are not settled yet. */
export async function listProposalsOf(read: Reader, tenant: string, unitIds: string[]) {
  if (unitIds.length === 0) return []
  return await read
    .select({
      code: proposals.code,
      title: proposals.title,
      addressedTo: proposals.addressedTo,
      raisedOn: proposals.raisedOn,
      status: proposals.status,
      answeredOn: proposals.answeredOn,
    })
    .from(proposals)
    .where(
      and(
        eq(proposals.tenant, tenant),
        inArray(proposals.unitId, unitIds),
        inArray(proposals.status, ['raised', 'transmitted', 'acknowledged']),
      ),
    )
    .orderBy(desc(proposals.raisedOn), asc(proposals.code))
    .limit(50)
}
