import { and, asc, desc, eq, inArray, isNotNull, lte } from 'drizzle-orm'
import { type Actor, mayReadInside } from '../../domain/access.ts'
import { type Day, type Instant, instantOf } from '../../domain/day.ts'
import type { ExtensionDecision, ProposalStatus, ReminderChannel } from '../../domain/follow-up.ts'
import type { Amount } from '../../domain/target.ts'
import type { Reader } from '../client.ts'
import { signersOf, type UpdateRow } from '../found-updates.ts'
import {
  evidence,
  extensions,
  planVersions,
  proposals,
  proposalTargets,
  reminders,
  reviews,
  updates,
} from '../schema.ts'
import type { FoundTarget } from '../targets.ts'

/** One thing that happened to a target; `id` tells events of one instant apart. */
export type Event = { id: string; at: Instant } & (
  | ({ kind: 'update' } & UpdateEvent)
  | { kind: 'plan'; from: Day; plan: Amount; decision: string; reason: string }
  | ({ kind: 'extension' } & ExtensionEvent)
  | ({ kind: 'proposal' } & ProposalEvent)
  | { kind: 'reminder'; by: string; channel: ReminderChannel; body: string }
)

export interface UpdateEvent {
  row: UpdateRow
  /** People by post; null where the reader may see the figure only. */
  inside: {
    enteredBy: string
    endorsedBy: string | null
    review: {
      decision: 'accepted' | 'returned'
      comment: string
      dueOn: Day | null
      by: string
      at: Instant
    } | null
    files: { position: number; name: string; size: number }[]
  } | null
}

export interface ExtensionEvent {
  proposedDueOn: Day
  reason: string
  by: string
  decision: ExtensionDecision | null
  decidedBy: string | null
  decidedAt: Instant | null
  newDueOn: Day | null
}

export interface ProposalEvent {
  code: string
  title: string
  addressedTo: string
  raisedOn: Day
  status: ProposalStatus
  /** Nobody has answered it yet. */
  isWaiting: boolean
  answeredOn: Day | null
  answer: string | null
}

/** The last event of the page before. */
export interface Cursor {
  at: Instant
  id: string
}

export interface History {
  events: Event[]
  next: Cursor | null
  /** The proposals that wait for an answer, on whatever page they stand. */
  blocking: ProposalEvent[]
}

const PAGE = 30
/** Events of one instant are told apart here, not in the query; so many of one target never fall together. */
const SAME_INSTANT = 20

/**
 * What happened to a target, newest first. Who reads it from inside sees everything that was ever submitted; a
 * coordinating unit sees the accepted figures, the versions of the plan and the deadlines that were granted.
 */
export async function listHistory(
  read: Reader,
  found: FoundTarget,
  actor: Actor,
  zone: string,
  after?: Cursor,
): Promise<History> {
  const inside = mayReadInside(actor, found.sides)
  const parts = await Promise.all([
    listUpdates(read, found, inside, after),
    listPlans(read, found, zone),
    listExtensions(read, found, inside),
    inside ? listProposals(read, found, zone) : [],
    inside ? listReminders(read, found, after) : [],
  ])
  const events = parts
    .flat()
    .filter((event) => !after || event.at < after.at || (event.at === after.at && event.id < after.id))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
  const page = events.slice(0, PAGE)
  const last = page.at(-1)
  return {
    events: page,
    next: last && events.length > PAGE ? { at: last.at, id: last.id } : null,
    blocking: parts.flat().filter((event) => event.kind === 'proposal' && event.isWaiting) as ProposalEvent[],
  }
}

async function listUpdates(
  read: Reader,
  { row: target }: FoundTarget,
  inside: boolean,
  after?: Cursor,
): Promise<Event[]> {
  const { tenant } = target
  const states = inside
    ? (['submitted', 'accepted', 'returned', 'recalled', 'void'] as const)
    : (['accepted'] as const)
  const rows = await read
    .select()
    .from(updates)
    .where(
      and(
        eq(updates.tenant, tenant),
        eq(updates.targetId, target.id),
        inArray(updates.state, [...states]),
        isNotNull(updates.receivedAt),
        after && lte(updates.receivedAt, after.at),
      ),
    )
    .orderBy(desc(updates.receivedAt), desc(updates.id))
    .limit(PAGE + SAME_INSTANT)
  const details = inside ? await detailsOf(read, tenant, rows) : undefined
  return rows.map((row) => ({
    kind: 'update',
    id: row.id,
    at: row.receivedAt ?? row.createdAt,
    row,
    inside: details?.(row) ?? null,
  }))
}

/** Who entered, endorsed and decided, and which files lie behind it. */
async function detailsOf(read: Reader, tenant: string, rows: UpdateRow[]) {
  const ids = rows.map(({ id }) => id)
  if (!ids.length) return () => null
  const decided = await read
    .select({
      updateId: reviews.updateId,
      decision: reviews.decision,
      comment: reviews.comment,
      dueOn: reviews.dueOn,
      reviewerId: reviews.reviewerId,
      at: reviews.reviewedAt,
    })
    .from(reviews)
    .where(and(eq(reviews.tenant, tenant), inArray(reviews.updateId, ids)))
  const files = await read
    .select({
      updateId: evidence.updateId,
      position: evidence.position,
      name: evidence.name,
      size: evidence.size,
    })
    .from(evidence)
    .where(and(eq(evidence.tenant, tenant), inArray(evidence.updateId, ids)))
    .orderBy(asc(evidence.position))
  const people = await signersOf(read, tenant, [
    ...rows.flatMap(({ enteredBy, endorsedBy }) => [enteredBy, endorsedBy]),
    ...decided.map(({ reviewerId }) => reviewerId),
  ])
  return (row: UpdateRow): UpdateEvent['inside'] => {
    const review = decided.find(({ updateId }) => updateId === row.id)
    return {
      enteredBy: people(row.enteredBy)?.title ?? '',
      endorsedBy: people(row.endorsedBy)?.title ?? null,
      review: review ? { ...review, by: people(review.reviewerId)?.title ?? '' } : null,
      files: files.filter(({ updateId }) => updateId === row.id),
    }
  }
}

async function listPlans(read: Reader, { row: target }: FoundTarget, zone: string): Promise<Event[]> {
  const rows = await read
    .select()
    .from(planVersions)
    .where(and(eq(planVersions.tenant, target.tenant), eq(planVersions.targetId, target.id)))
  return rows.map(({ effectiveFrom: from, plan, decision, reason }) => ({
    kind: 'plan',
    id: `plan-${from}`,
    at: instantOf(from, '00:00', zone),
    from,
    plan,
    decision,
    reason,
  }))
}

async function listExtensions(read: Reader, { row: target }: FoundTarget, inside: boolean): Promise<Event[]> {
  const rows = await read
    .select()
    .from(extensions)
    .where(
      and(
        eq(extensions.tenant, target.tenant),
        eq(extensions.targetId, target.id),
        inside ? undefined : eq(extensions.decision, 'granted'),
      ),
    )
  const people = await signersOf(
    read,
    target.tenant,
    rows.flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy]),
  )
  return rows.map((row) => ({
    kind: 'extension',
    id: row.id,
    at: row.requestedAt,
    proposedDueOn: row.proposedDueOn,
    reason: inside ? row.reason : '',
    by: inside ? (people(row.requestedBy)?.title ?? '') : '',
    decision: row.decision,
    decidedBy: people(row.decidedBy)?.title ?? null,
    decidedAt: row.decidedAt,
    newDueOn: row.newDueOn,
  }))
}

const unanswered: readonly ProposalStatus[] = ['raised', 'transmitted', 'acknowledged']

async function listProposals(read: Reader, found: FoundTarget, zone: string): Promise<Event[]> {
  const rows = await read
    .select({
      id: proposals.id,
      code: proposals.code,
      title: proposals.title,
      addressedTo: proposals.addressedTo,
      raisedOn: proposals.raisedOn,
      status: proposals.status,
      answeredOn: proposals.answeredOn,
      answer: proposals.answer,
    })
    .from(proposalTargets)
    .innerJoin(
      proposals,
      and(eq(proposals.tenant, proposalTargets.tenant), eq(proposals.id, proposalTargets.proposalId)),
    )
    .where(and(eq(proposalTargets.tenant, found.row.tenant), eq(proposalTargets.targetId, found.row.id)))
  return rows.map((row) => ({
    kind: 'proposal',
    at: instantOf(row.raisedOn, '00:00', zone),
    isWaiting: unanswered.includes(row.status),
    ...row,
  }))
}

async function listReminders(read: Reader, { row: target }: FoundTarget, after?: Cursor): Promise<Event[]> {
  const rows = await read
    .select()
    .from(reminders)
    .where(
      and(
        eq(reminders.tenant, target.tenant),
        eq(reminders.targetId, target.id),
        after && lte(reminders.sentAt, after.at),
      ),
    )
    .orderBy(desc(reminders.sentAt), desc(reminders.id))
    .limit(PAGE + SAME_INSTANT)
  const people = await signersOf(
    read,
    target.tenant,
    rows.map(({ sentBy }) => sentBy),
  )
  return rows.map(({ id, sentAt, sentBy, channel, body }) => ({
    kind: 'reminder',
    id,
    at: sentAt,
    by: people(sentBy)?.title ?? '',
    channel,
    body,
  }))
}
