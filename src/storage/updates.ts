import { createHash } from 'node:crypto'
import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import { addDays, type Day, dayOf, type Instant } from '../domain/day.ts'
import { contentText, type EvidenceFile, isDraft, type SendAs, type UpdateContent } from '../domain/update.ts'
import { weekOf } from '../domain/week.ts'
import { record } from './audit.ts'
import { prepared, type Reader, type Writer } from './client.ts'
import { newReceipt } from './ids.ts'
import { evidence, targets, updates } from './schema.ts'
import { settleTargets } from './settling.ts'

export interface NewUpdate {
  /** From the form: the same id is the same report, however often it arrives. */
  id: string
  /** The version of the draft that the sender saw; 0 for a new report. */
  version: number
  target: { id: string; code: string; unitId: string; campaignId: string }
  content: UpdateContent
  typedValue: string
  files: EvidenceFile[]
  corrects: string | null
  sendAs: SendAs
  capturedAt: Instant | null
}

export interface Moment {
  now: Instant
  zone: string
}

export type Sent =
  | { kind: 'kept' | 'repeated'; id: string; receipt: string | null; state: StoredUpdate['state'] }
  /** Somebody else's text, or another one of one's own, stands under this id. */
  | { kind: 'conflict'; id: string }

export type StoredUpdate = typeof updates.$inferSelect

/**
 * Records a report once, however often it is sent; the event is part of the deed. A draft is replaced by whoever saw
 * its present version. What was sent before is answered with its receipt when the content is the same.
 */
export async function sendUpdate(tx: Writer, actor: Actor, update: NewUpdate, at: Moment): Promise<Sent> {
  const hash = createHash('sha256').update(contentText(update.content, update.files)).digest('hex')
  const stored = await findRow(tx, actor.tenant, update.id)
  if (!stored) return await insertUpdate(tx, actor, update, hash, at)

  const mine = stored.targetId === update.target.id
  const unchanged = stored.contentHash === hash
  const sameStep = isDraft(stored.state) === (update.sendAs === 'draft')
  if (mine && unchanged && sameStep) return answer('repeated', stored)
  if (!mine || !isDraft(stored.state) || stored.version !== update.version)
    return { kind: 'conflict', id: stored.id }
  return await replaceDraft(tx, actor, update, stored, hash, at)
}

async function insertUpdate(
  tx: Writer,
  actor: Actor,
  update: NewUpdate,
  hash: string,
  at: Moment,
): Promise<Sent> {
  const { tenant } = actor
  const corrected = update.corrects ? await findRow(tx, tenant, update.corrects) : undefined
  const draft = {
    ...columnsOf(update, hash),
    tenant,
    id: update.id,
    targetId: update.target.id,
    unitId: update.target.unitId,
    campaignId: update.target.campaignId,
    enteredBy: actor.userId,
    onBehalf: false,
    source: '',
    createdAt: at.now,
    revision: (corrected?.revision ?? 0) + 1,
    corrects: corrected?.id ?? null,
  }
  const step = await stepOf(tx, actor, draft, update.sendAs, at)
  const [inserted] = await tx
    .insert(updates)
    .values({ ...draft, ...step })
    .onConflictDoNothing()
    .returning()
  // Another request with this id was faster: the same question again, now with a row to compare with.
  if (!inserted) return await sendUpdate(tx, actor, update, at)
  return await afterSending(tx, actor, inserted, update, at)
}

async function replaceDraft(
  tx: Writer,
  actor: Actor,
  update: NewUpdate,
  stored: StoredUpdate,
  hash: string,
  at: Moment,
): Promise<Sent> {
  const step = await stepOf(tx, actor, { ...stored, asOf: update.content.asOf }, update.sendAs, at)
  const [replaced] = await tx
    .update(updates)
    .set({ ...columnsOf(update, hash), ...step, version: sql`${updates.version} + 1` })
    .where(
      and(eq(updates.tenant, actor.tenant), eq(updates.id, stored.id), eq(updates.version, stored.version)),
    )
    .returning()
  if (!replaced) return { kind: 'conflict', id: stored.id }
  await tx.delete(evidence).where(and(eq(evidence.tenant, actor.tenant), eq(evidence.updateId, update.id)))
  return await afterSending(tx, actor, replaced, update, at)
}

/** What the step out of the draft adds to a row, if it is one: a receipt, and the moment of receipt. */
async function stepOf(tx: Writer, actor: Actor, row: Sendable, sendAs: SendAs, at: Moment) {
  if (sendAs === 'draft') return { state: sendAs }
  const step = { state: sendAs, receipt: await freeReceipt(tx, actor.tenant) }
  if (sendAs === 'awaiting_endorsement') return step
  // Whoever sends what a colleague began stands behind it as well, and so can never decide on it.
  const endorsedBy = row.enteredBy === actor.userId ? null : actor.userId
  return { ...step, ...(await receive(tx, row, at)), endorsedBy }
}

type Sendable = Pick<StoredUpdate, 'tenant' | 'id' | 'targetId' | 'asOf' | 'corrects' | 'enteredBy'>

async function afterSending(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  update: NewUpdate,
  at: Moment,
): Promise<Sent> {
  const { receipt, revision, corrects, contentHash: content } = row
  await addFiles(tx, actor.tenant, update)
  const detail = update.sendAs === 'draft' ? {} : { receipt, revision, corrects, content }
  await recordUpdate(tx, actor, row, update.target.code, `update.${update.sendAs}`, at, detail)
  if (row.state === 'submitted') {
    await giveWay(tx, row)
    await settleTargets(tx, actor.tenant, { ids: [row.targetId] }, at.now, at.zone)
  }
  return answer('kept', row)
}

/** What the server's clock and the reports before it make of a submission. */
export async function receive(tx: Writer, row: Sendable, at: Moment) {
  return {
    receivedAt: at.now,
    weekFrom: weekOf(dayOf(at.now, at.zone)).from,
    periodFrom: await periodFrom(tx, row),
  }
}

/** A report that nobody has decided on gives way to its next revision. */
export async function giveWay(tx: Writer, row: Sendable): Promise<void> {
  if (!row.corrects) return
  await tx
    .update(updates)
    .set({ state: 'superseded', version: sql`${updates.version} + 1` })
    .where(
      and(
        eq(updates.tenant, row.tenant),
        eq(updates.id, row.corrects),
        inArray(updates.state, ['submitted', 'awaiting_endorsement']),
      ),
    )
}

/** A flow covers the days after the last report before it, or from the target's start. */
async function periodFrom(tx: Writer, row: Sendable): Promise<Day | null> {
  const [target] = await tx
    .select({ valueKind: targets.valueKind, startOn: targets.startOn })
    .from(targets)
    .where(and(eq(targets.tenant, row.tenant), eq(targets.id, row.targetId)))
  if (target?.valueKind !== 'flow') return null
  const [before] = await tx
    .select({ asOf: updates.asOf })
    .from(updates)
    .where(
      and(
        eq(updates.tenant, row.tenant),
        eq(updates.targetId, row.targetId),
        inArray(updates.state, ['submitted', 'accepted', 'returned']),
        sql`${updates.asOf} < ${row.asOf}`,
        ne(updates.id, row.id),
      ),
    )
    .orderBy(desc(updates.asOf))
    .limit(1)
  return before ? addDays(before.asOf, 1) : target.startOn
}

export async function recordUpdate(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  targetCode: string,
  deed: string,
  at: Moment,
  detail: Record<string, unknown>,
) {
  await record(tx, {
    tenant: row.tenant,
    at: at.now,
    actorId: actor.userId,
    actor: actor.username,
    deed,
    subjectKind: 'update',
    subject: row.id,
    detail: {
      target: targetCode,
      asOf: row.asOf,
      value: row.hasValue ? [row.valueLow, row.valueHigh] : null,
      ...detail,
    },
  })
}

/** Changes a row if it is still the version that was read: two people never overwrite each other unseen. */
export async function setRow(
  tx: Writer,
  row: { tenant: string; id: string; version: number },
  change: Partial<typeof updates.$inferInsert>,
): Promise<boolean> {
  const changed = await tx
    .update(updates)
    .set({ ...change, version: sql`${updates.version} + 1` })
    .where(and(eq(updates.tenant, row.tenant), eq(updates.id, row.id), eq(updates.version, row.version)))
    .returning({ id: updates.id })
  return changed.length === 1
}

async function findRow(read: Reader, tenant: string, id: string): Promise<StoredUpdate | undefined> {
  const [row] = await prepared<StoredUpdate>(read, 'update-by-id', selectById, { tenant, id })
  return row
}

function selectById(read: Reader) {
  return read
    .select()
    .from(updates)
    .where(and(eq(updates.tenant, sql.placeholder('tenant')), eq(updates.id, sql.placeholder('id'))))
}

async function addFiles(tx: Writer, tenant: string, update: NewUpdate) {
  const rows = update.files.map((file, position) => ({
    tenant,
    updateId: update.id,
    position: position + 1,
    ...file,
  }))
  if (rows.length) await tx.insert(evidence).values(rows)
}

function selectByReceipt(read: Reader) {
  return read
    .select({ id: updates.id })
    .from(updates)
    .where(
      and(eq(updates.tenant, sql.placeholder('tenant')), eq(updates.receipt, sql.placeholder('receipt'))),
    )
}

async function freeReceipt(tx: Writer, tenant: string): Promise<string> {
  for (;;) {
    const receipt = newReceipt()
    const [taken] = await prepared(tx, 'update-by-receipt', selectByReceipt, { tenant, receipt })
    if (!taken) return receipt
  }
}

function columnsOf({ content, typedValue, capturedAt }: NewUpdate, contentHash: string) {
  const { value, ...rest } = content
  return {
    ...rest,
    valueLow: value?.low ?? null,
    valueHigh: value?.high ?? null,
    hasValue: value !== null,
    typedValue: typedValue.slice(0, 200),
    capturedAt,
    contentHash,
  }
}

const answer = (kind: 'kept' | 'repeated', row: StoredUpdate): Sent => ({
  kind,
  id: row.id,
  receipt: row.receipt,
  state: row.state,
})
