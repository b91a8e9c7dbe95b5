import { and, asc, desc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import { type UnsettledProposal, unsettledProposals } from '../domain/follow-up.ts'
import type { Measured } from '../domain/judge.ts'
import { metOf, percentOfPlan } from '../domain/percent.ts'
import { type OnDay, onDay } from '../domain/standing.ts'
import type { TargetFacts } from '../domain/target.ts'
import { weekOf } from '../domain/week.ts'
import { type Campaign, listCampaigns } from './campaigns.ts'
import { prepared, type Reader, type RowOf } from './client.ts'
import { isUnderWay, ofDirection, taskDue, withTarget } from './directions/rows.ts'
import { loadPromises } from './facts.ts'
import { signersOf, type UpdateRow } from './found-updates.ts'
import { isDivided } from './ordered.ts'
import { lastSign } from './proposals/last-sign.ts'
import { ownerIds } from './proposals/list.ts'
import {
  commitments,
  directionParts,
  directions,
  directionUnits,
  extensions,
  proposals,
  reviews,
  targets,
  updates,
} from './schema.ts'
import { hasOpenYears } from './targets/years.ts'

type TargetRow = typeof targets.$inferSelect

/** A target that its unit still works on, with what was handed in for it. */
export interface OpenTarget {
  row: TargetRow
  /** When its commitment comes into force. */
  effectiveFrom: Day
  campaign: Campaign
  facts: TargetFacts
  standing: OnDay
  latest: Measured | null
  /** The latest that was handed in and stands. */
  last: UpdateRow | undefined
  draftAt: number | null
  /** Until when a request that waits asks for more time. */
  askedUntil: Day | null
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
  const values = { tenant, unit: unitId }
  const rows = await prepared<RowOf<typeof selectOpen>>(read, 'open-of-unit', selectOpen, values)
  const campaigns = new Map((await listCampaigns(read, tenant)).map((campaign) => [campaign.id, campaign]))
  const facts = await loadPromises(read, tenant, { openOfUnit: unitId }, zone)
  const handed = await listHanded(read, tenant, unitId)
  const asked = await prepared<RowOf<typeof selectAsked>>(read, 'asked-of-unit', selectAsked, values)
  const week = weekOf(today).from
  return rows.map(({ row, effectiveFrom }) => {
    const campaign = campaigns.get(row.campaignId)!
    const own = handed.filter((one) => one.row.targetId === row.id)
    const last = own.find((one) => one.row.state !== 'draft')
    const isThisWeek = last?.row.state === 'awaiting_endorsement' || last?.row.weekFrom === week
    return {
      row,
      effectiveFrom,
      campaign,
      facts: facts.get(row.id)!,
      standing: onDay({ ...row, baseClass: 'open', figureOn: row.latestAsOf }, today, campaign),
      latest: latestOf(row),
      last: last?.row,
      draftAt: own.find((one) => one.row.state === 'draft')?.row.createdAt ?? null,
      askedUntil: asked.find(({ id }) => id === row.id)?.until ?? null,
      review: last?.review ?? null,
      isThisWeek,
    }
  })
}

/** A term is asked for itself once none of its years is open. */
const isLeft = and(isDivided, isNull(targets.doneAt), sql`not ${hasOpenYears}`)

const isOpenOfUnit = and(
  eq(targets.tenant, sql.placeholder('tenant')),
  eq(targets.unitId, sql.placeholder('unit')),
  or(eq(targets.baseClass, 'open'), isLeft),
)

function selectOpen(read: Reader) {
  return read
    .select({ row: targets, effectiveFrom: commitments.effectiveFrom })
    .from(targets)
    .innerJoin(
      commitments,
      and(eq(commitments.tenant, targets.tenant), eq(commitments.id, targets.commitmentId)),
    )
    .where(isOpenOfUnit)
    .orderBy(desc(targets.campaignId), asc(targets.groupNumber), asc(targets.sortOrder))
    .limit(500)
}

function selectAsked(read: Reader) {
  return read
    .select({ id: targets.id, until: extensions.proposedDueOn })
    .from(targets)
    .innerJoin(extensions, and(eq(extensions.tenant, targets.tenant), eq(extensions.targetId, targets.id)))
    .where(and(isOpenOfUnit, isNull(extensions.decision)))
}

/** The figure that the row keeps, against the plan of its day. */
function latestOf(row: TargetRow): Measured | null {
  if (row.latestAsOf === null || (row.latestLow === null && row.latestHigh === null)) return null
  const value = { low: row.latestLow, high: row.latestHigh }
  return {
    value,
    qualifier: row.latestQualifier ?? 'exact',
    rangeKind: row.latestRangeKind,
    asOf: row.latestAsOf,
    percent: percentOfPlan(row, row.planNow, value),
    met: metOf(row, row.planNow, value),
  }
}

const last = alias(updates, 'last_handed')
const lastHanded = sql`(select ${last.id} from ${updates} ${sql.identifier('last_handed')}
  where ${last.tenant} = ${targets.tenant} and ${last.targetId} = ${targets.id}
  and ${last.state} in ('awaiting_endorsement', 'submitted', 'accepted', 'returned')
  order by coalesce(${last.receivedAt}, ${last.createdAt}) desc, ${last.id} desc limit 1)`

function selectHanded(read: Reader) {
  return read
    .select({ row: updates, review: reviews })
    .from(targets)
    .innerJoin(updates, and(eq(updates.tenant, targets.tenant), eq(updates.targetId, targets.id)))
    .leftJoin(reviews, and(eq(reviews.tenant, updates.tenant), eq(reviews.updateId, updates.id)))
    .where(and(isOpenOfUnit, or(eq(updates.state, 'draft'), eq(updates.id, lastHanded))))
    .orderBy(desc(sql`coalesce(${updates.receivedAt}, ${updates.createdAt})`), desc(updates.id))
}

/** Of each open target its drafts, and the last that was handed in and stands. */
async function listHanded(read: Reader, tenant: string, unitId: string) {
  const values = { tenant, unit: unitId }
  const rows = await prepared<RowOf<typeof selectHanded>>(read, 'handed-of-unit', selectHanded, values)
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

function selectAwaiting(read: Reader) {
  return read
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
      and(
        eq(updates.tenant, sql.placeholder('tenant')),
        eq(updates.unitId, sql.placeholder('unit')),
        eq(updates.state, 'awaiting_endorsement'),
      ),
    )
    .orderBy(asc(updates.createdAt))
    .limit(200)
}

/** Reports of clerks that wait for this unit's head. */
export async function listAwaiting(read: Reader, tenant: string, unitId: string) {
  const values = { tenant, unit: unitId }
  const rows = await prepared<RowOf<typeof selectAwaiting>>(read, 'awaiting-of-unit', selectAwaiting, values)
  if (rows.length === 0) return []
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

function selectDirections(read: Reader) {
  const unit = sql.placeholder('unit')
  const own = sql`${withTarget} where ${ofDirection} and ${directionParts.leadUnitId} = ${unit} and ${isUnderWay}`
  const leads = sql`exists (select 1 from ${own})`
  const helps = sql`exists (select 1 from ${directionUnits} where ${directionUnits.tenant} = ${directions.tenant}
    and ${directionUnits.directionId} = ${directions.id} and ${directionUnits.unitId} = ${unit})`
  return read
    .select({
      code: directions.code,
      body: directions.body,
      issuedByPost: directions.issuedByPost,
      issuedOn: directions.issuedOn,
      occasion: directions.occasion,
      dueOn: sql<Day | null>`case when ${leads} then (select min(${taskDue}) from ${own})
        else (select min(${taskDue}) from ${withTarget} where ${ofDirection} and ${isUnderWay}) end`,
    })
    .from(directions)
    .where(
      and(
        eq(directions.tenant, sql.placeholder('tenant')),
        inArray(directions.status, ['assigned', 'in_progress']),
        or(leads, helps),
      ),
    )
    .orderBy(desc(directions.issuedOn), asc(directions.code))
    .limit(50)
}

/** Directions of which a unit leads a task that is under way, each by its own deadline, and those with which it helps. */
export async function listDirectionsOf(read: Reader, tenant: string, unitId: string) {
  const values = { tenant, unit: unitId }
  return await prepared<RowOf<typeof selectDirections>>(read, 'directions-of-unit', selectDirections, values)
}

function selectProposals(read: Reader) {
  return read
    .select({
      code: proposals.code,
      title: proposals.title,
      addressedTo: proposals.addressedTo,
      raisedOn: proposals.raisedOn,
      status: proposals.status,
      answeredOn: proposals.answeredOn,
      lastSign,
    })
    .from(proposals)
    .where(
      and(
        eq(proposals.tenant, sql.placeholder('tenant')),
        eq(proposals.unitId, sql.placeholder('unit')),
        // An answer is the unit's turn: to take it as settling the matter, or to close it.
        inArray(proposals.status, [...unsettledProposals]),
      ),
    )
    .orderBy(desc(proposals.raisedOn), asc(proposals.code))
    .limit(50)
}

/** Proposals of a unit that are not settled yet. */
export async function listProposalsOf(read: Reader, tenant: string, unitId: string) {
  const values = { tenant, unit: unitId }
  const rows = await prepared<RowOf<typeof selectProposals>>(
    read,
    'proposals-of-unit',
    selectProposals,
    values,
  )
  if (rows.length === 0) return []
  const isOwner = (await ownerIds(read, tenant)).includes(unitId)
  // The query asks for no other states.
  return rows.map((row) => ({ ...row, status: row.status as UnsettledProposal, isOwner }))
}
