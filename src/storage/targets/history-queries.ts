import { and, asc, desc, eq, gt, inArray, isNotNull, lte, min, type SQLWrapper, sql } from 'drizzle-orm'
import type { Instant } from '../../domain/day.ts'
import { reminderChannels } from '../../domain/follow-up.ts'
import type { UpdateState } from '../../domain/target.ts'
import { RECEIVED } from '../../domain/update.ts'
import type { Reader } from '../client.ts'
import { lastSign } from '../proposals/last-sign.ts'
import {
  amendments,
  evidence,
  extensions,
  planVersions,
  proposals,
  proposalTargets,
  reminders,
  reviews,
  updates,
} from '../schema.ts'

/** Events on one page of a history. */
export const PAGE = 30
/** Events of one instant are told apart here, not in the query; so many of one target never fall together. */
const SAME_INSTANT = 20

const ofTarget = (tenant: SQLWrapper, targetId: SQLWrapper) =>
  and(sql`${tenant} = ${sql.placeholder('tenant')}`, sql`${targetId} = ${sql.placeholder('target')}`)

export function selectUpdates(read: Reader, states: readonly UpdateState[]) {
  return read
    .select()
    .from(updates)
    .where(
      and(
        ofTarget(updates.tenant, updates.targetId),
        inArray(updates.state, [...states]),
        isNotNull(updates.receivedAt),
        lte(updates.receivedAt, sql.placeholder('upTo')),
      ),
    )
    .orderBy(desc(updates.receivedAt), desc(updates.id))
    .limit(PAGE + SAME_INSTANT)
}

export function selectReviews(read: Reader) {
  return read
    .select({
      updateId: reviews.updateId,
      decision: reviews.decision,
      comment: reviews.comment,
      dueOn: reviews.dueOn,
      reviewerId: reviews.reviewerId,
      at: reviews.reviewedAt,
    })
    .from(updates)
    .innerJoin(reviews, and(eq(reviews.tenant, updates.tenant), eq(reviews.updateId, updates.id)))
    .where(and(ofTarget(updates.tenant, updates.targetId), lte(updates.receivedAt, sql.placeholder('upTo'))))
    .orderBy(desc(updates.receivedAt), desc(updates.id))
    .limit(2 * (PAGE + SAME_INSTANT))
}

export function selectFiles(read: Reader) {
  return read
    .select({
      updateId: evidence.updateId,
      position: evidence.position,
      name: evidence.name,
      size: evidence.size,
    })
    .from(updates)
    .innerJoin(evidence, and(eq(evidence.tenant, updates.tenant), eq(evidence.updateId, updates.id)))
    .where(and(ofTarget(updates.tenant, updates.targetId), lte(updates.receivedAt, sql.placeholder('upTo'))))
    .orderBy(asc(evidence.position))
}

export function selectPlans(read: Reader) {
  return read.select().from(planVersions).where(ofTarget(planVersions.tenant, planVersions.targetId))
}

export function selectExtensions(read: Reader) {
  return read.select().from(extensions).where(ofTarget(extensions.tenant, extensions.targetId))
}

export function selectProposals(read: Reader) {
  return read
    .select({
      id: proposals.id,
      code: proposals.code,
      title: proposals.title,
      addressedTo: proposals.addressedTo,
      raisedOn: proposals.raisedOn,
      status: proposals.status,
      answeredOn: proposals.answeredOn,
      answer: proposals.answer,
      unitId: proposals.unitId,
      lastSign,
    })
    .from(proposalTargets)
    .innerJoin(
      proposals,
      and(eq(proposals.tenant, proposalTargets.tenant), eq(proposals.id, proposalTargets.proposalId)),
    )
    .where(ofTarget(proposalTargets.tenant, proposalTargets.targetId))
}

/** A round has a row for each channel, so that a page of rounds is four times as many rows. */
export function selectReminders(read: Reader) {
  const reported = read
    .select({ at: min(updates.receivedAt) })
    .from(updates)
    .where(
      and(
        eq(updates.tenant, reminders.tenant),
        eq(updates.targetId, reminders.targetId),
        gt(updates.receivedAt, reminders.sentAt),
        inArray(updates.state, [...RECEIVED]),
      ),
    )
  return read
    .select({
      id: reminders.id,
      roundId: reminders.roundId,
      sentBy: reminders.sentBy,
      sentAt: reminders.sentAt,
      channel: reminders.channel,
      body: reminders.body,
      answer: reminders.answer,
      answeredBy: reminders.answeredBy,
      answeredAt: reminders.answeredAt,
      reportedAt: sql<Instant | null>`${reported}`.mapWith((value) =>
        value === null ? null : Number(value),
      ),
    })
    .from(reminders)
    .where(
      and(ofTarget(reminders.tenant, reminders.targetId), lte(reminders.sentAt, sql.placeholder('upTo'))),
    )
    .orderBy(desc(reminders.sentAt), desc(reminders.id))
    .limit(reminderChannels.length * (PAGE + SAME_INSTANT))
}

/** The signed annexes of a commitment; what they say of one target is in their lines. */
export const selectAnnexes = (read: Reader) =>
  read
    .select({
      number: amendments.number,
      document: amendments.document,
      signedOn: amendments.signedOn,
      signedAt: amendments.signedAt,
      lines: amendments.lines,
    })
    .from(amendments)
    .where(
      and(
        sql`${amendments.tenant} = ${sql.placeholder('tenant')}`,
        sql`${amendments.commitmentId} = ${sql.placeholder('commitment')}`,
        eq(amendments.state, 'signed'),
      ),
    )
