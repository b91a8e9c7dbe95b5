import { setImmediate as letOthersWork } from 'node:timers/promises'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { ImportData, UpdateRow } from '../../domain/import.ts'
import type { UpdateState } from '../../domain/target.ts'
import type { Reader } from '../client.ts'
import { directions, extensions, proposals, reminders, reviews, updates } from '../schema.ts'
import { compare, type Holdings } from './holdings.ts'
import { asPutDown, listsOf } from './stored-lists.ts'

export async function storedExtensions(read: Reader, holdings: Holdings): Promise<ImportData['extensions']> {
  const { tenant, targets: places, users } = holdings
  const rows = await read.select().from(extensions).where(eq(extensions.tenant, tenant))
  const keyOf = (row: (typeof rows)[number]) => [row.requestedAt, places.get(row.targetId)!.place, row.id]
  return rows
    .sort((a, b) => compare(keyOf(a), keyOf(b)))
    .map((row) => ({
      target: places.get(row.targetId)!.code,
      requested_by: users.get(row.requestedBy)!,
      requested_at: row.requestedAt,
      proposed_due_on: row.proposedDueOn,
      reason_code: row.reasonCode,
      reason: row.reason,
      decision: row.decision,
      decided_by: row.decidedBy && users.get(row.decidedBy)!,
      decided_at: row.decidedAt,
      new_due_on: row.newDueOn,
      comment: row.comment,
      document: row.document,
    }))
}

export async function storedProposals(read: Reader, holdings: Holdings): Promise<ImportData['proposals']> {
  const rows = await read
    .select()
    .from(proposals)
    .where(eq(proposals.tenant, holdings.tenant))
    .orderBy(asc(proposals.code))
  const blocked = await listsOf(read, holdings, 'proposal_targets')
  return rows.map((row) => ({
    code: row.code,
    unit: holdings.units.get(row.unitId)!.code,
    addressed_to: row.addressedTo,
    raised_on: row.raisedOn,
    kind: row.kind,
    title: row.title,
    text: row.body,
    amount: row.amountText,
    amount_measure: row.amountMeasure,
    wanted_by: row.wantedBy,
    status: row.status,
    answered_on: row.answeredOn,
    answer: row.answer,
    blocked_targets: blocked.get(row.id) ?? [],
  }))
}

export async function storedDirections(read: Reader, holdings: Holdings): Promise<ImportData['directions']> {
  const rows = await read
    .select()
    .from(directions)
    .where(eq(directions.tenant, holdings.tenant))
    .orderBy(asc(directions.code))
  const helpers = await listsOf(read, holdings, 'direction_units')
  return rows.map((row) => ({
    code: row.code,
    issued_by_post: row.issuedByPost,
    issued_on: row.issuedOn,
    occasion: row.occasion,
    document: row.document,
    text: row.body,
    lead_unit: holdings.units.get(row.leadUnitId)!.code,
    coordinating_units: helpers.get(row.id) ?? [],
    due_on: row.dueOn,
    status: row.status,
    target: row.targetId ? holdings.targets.get(row.targetId)!.code : null,
  }))
}

export async function storedReminders(read: Reader, holdings: Holdings): Promise<ImportData['reminders']> {
  const rows = await read
    .select()
    .from(reminders)
    .where(eq(reminders.tenant, holdings.tenant))
    .orderBy(asc(reminders.sentAt), asPutDown('reminders'))
  return rows.map((row) => ({
    target: holdings.targets.get(row.targetId)!.code,
    sent_by: holdings.users.get(row.sentBy)!,
    sent_at: row.sentAt,
    channel: row.channel,
    text: row.body,
  }))
}

/** What a file can say of a report: that it waits, or how it was decided. Drafts and what was taken back are left out. */
const told: UpdateState[] = ['submitted', 'accepted', 'returned']

const AT_ONCE = 500
const TARGETS_AT_ONCE = 400

/** Every report that a file can hold, in the order in which they were received, by parts. */
export async function* storedUpdates(read: Reader, holdings: Holdings): AsyncGenerator<UpdateRow[]> {
  const ids = await idsInOrder(read, holdings)
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const part = ids.slice(at, at + AT_ONCE)
    const rows = await read
      .select({ update: updates, review: reviews })
      .from(updates)
      .leftJoin(reviews, and(eq(reviews.tenant, updates.tenant), eq(reviews.updateId, updates.id)))
      .where(and(eq(updates.tenant, holdings.tenant), inArray(updates.id, part)))
    const found = new Map(rows.map((row) => [row.update.id, row]))
    yield part.flatMap((id) => (found.has(id) ? [reportRow(found.get(id)!, holdings)] : []))
  }
}

/** No index has them in this order: what they are ordered by is read first, target by target. */
async function idsInOrder(read: Reader, { tenant, targets: places }: Holdings): Promise<string[]> {
  const keys: { id: string; key: [number, number, string, number] }[] = []
  const all = [...places.keys()]
  for (let at = 0; at < all.length; at += TARGETS_AT_ONCE) {
    const { id, targetId, receivedAt, createdAt, asOf, revision } = updates
    const rows = await read
      .select({ id, targetId, receivedAt, createdAt, asOf, revision })
      .from(updates)
      .where(
        and(
          eq(updates.tenant, tenant),
          inArray(targetId, all.slice(at, at + TARGETS_AT_ONCE)),
          inArray(updates.state, told),
        ),
      )
    for (const row of rows) {
      const moment = row.receivedAt ?? row.createdAt
      keys.push({ id: row.id, key: [moment, places.get(row.targetId)!.place, row.asOf, row.revision] })
    }
    await letOthersWork()
  }
  return keys.sort((a, b) => a.key[0] - b.key[0] || compare(a.key, b.key)).map(({ id }) => id)
}

type Stored = { update: typeof updates.$inferSelect; review: typeof reviews.$inferSelect | null }

function reportRow({ update, review }: Stored, { targets: places, users }: Holdings): UpdateRow {
  const isDecided = review !== null && update.state !== 'submitted'
  return {
    target: places.get(update.targetId)!.code,
    as_of: update.asOf,
    ...figureOf(update),
    qualifier: update.qualifier,
    range_kind: update.rangeKind,
    null_reason: update.nullReason,
    progress: update.declared,
    assessment: update.assessment,
    completed_on: update.completedOn,
    results: update.results,
    difficulties: update.difficulties,
    cause: update.cause,
    next_steps: update.nextSteps,
    submitted_by: users.get(update.enteredBy)!,
    submitted_at: update.receivedAt ?? update.createdAt,
    reviewed_by: isDecided ? users.get(review.reviewerId)! : null,
    reviewed_at: isDecided ? review.reviewedAt : null,
    decision: update.state === 'accepted' || update.state === 'returned' ? update.state : null,
    review_comment: isDecided ? review.comment : '',
    correction_reason: update.correctionReason,
  }
}

function figureOf({ hasValue, valueLow, valueHigh }: typeof updates.$inferSelect) {
  if (!hasValue) return { value: null, value_high: null, open_end: null }
  if (valueHigh === null) return { value: valueLow, value_high: null, open_end: 'above' as const }
  if (valueLow === null) return { value: valueHigh, value_high: null, open_end: 'below' as const }
  return { value: valueLow, value_high: valueHigh === valueLow ? null : valueHigh, open_end: null }
}

/** Reports that no file can hold, by their state. */
export async function countUntold(
  read: Reader,
  tenant: string,
): Promise<Partial<Record<UpdateState, number>>> {
  const rows = await read
    .select({ state: updates.state, n: sql<number>`count(*)` })
    .from(updates)
    .where(eq(updates.tenant, tenant))
    .groupBy(updates.state)
  return Object.fromEntries(
    rows.filter(({ state }) => !told.includes(state)).map(({ state, n }) => [state, Number(n)]),
  )
}
