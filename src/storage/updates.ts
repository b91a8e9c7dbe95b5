import { createHash } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import type { EntryWarning } from '../domain/checks.ts'
import type { Instant } from '../domain/day.ts'
import { contentText, type EvidenceFile, isDraft, type SendAs, type UpdateContent } from '../domain/update.ts'
import { recordAs } from './audit.ts'
import { prepared, type Reader, type Writer } from './client.ts'
import { raiseFromUpdate } from './proposals/from-update.ts'
import { evidence, updates } from './schema.ts'
import { settleTargets } from './settling.ts'
import { tellOfBehalf, tellOfHandIn } from './update-notices.ts'
import { freeReceipt, giveWay, isDayTaken, lockTarget, receive, type Sendable } from './update-receiving.ts'

export interface Moment {
  now: Instant
  zone: string
}

export type StoredUpdate = typeof updates.$inferSelect

export interface NewUpdate {
  /** From the form: the same id is the same report, however often it arrives. */
  id: string
  /** The version of the draft that the sender saw; 0 for a new report. */
  version: number
  target: ReportedTarget
  content: UpdateContent
  typedValue: string
  files: EvidenceFile[]
  corrects: string | null
  sendAs: SendAs
  /** What looked wrong with it at entry. */
  warnings: EntryWarning[]
  /** An office enters what the unit told it. */
  onBehalf: boolean
}

interface ReportedTarget {
  id: string
  code: string
  title: string
  unitId: string
  upperUnitId: string
  campaignId: string
  /** With which its figures were read. */
  decimals: number
}

export type Sent =
  | { kind: 'kept' | 'repeated'; id: string; receipt: string | null; state: StoredUpdate['state'] }
  /** Somebody else's text, or another one of one's own, stands under this id. */
  | { kind: 'conflict'; id: string }
  /** The unit has reported for this day, so nobody else enters a report of it. */
  | { kind: 'taken' }
  /** An annex has raised the decimals of the target since the figures were read: they have to be read again. */
  | { kind: 'refined' }

/**
 * Records a report once, however often it is sent; the event is part of the deed. A draft is replaced by whoever saw
 * its present version. What was sent before is answered with its receipt when the content is the same.
 */
export async function sendUpdate(tx: Writer, actor: Actor, update: NewUpdate, at: Moment): Promise<Sent> {
  const target = await lockTarget(tx, actor.tenant, update.target.id)
  if (target?.decimals !== update.target.decimals) return { kind: 'refined' }
  const hash = hashOf(update.content, update.files)
  const stored = await findRow(tx, actor.tenant, update.id)
  if (!stored) return await insertUpdate(tx, actor, update, hash, at)

  const mine = stored.targetId === update.target.id && stored.onBehalf === update.onBehalf
  const unchanged = stored.contentHash === hash || (await hashByNow(tx, stored)) === hash
  const sameStep = isDraft(stored.state) === (update.sendAs === 'draft')
  if (mine && unchanged && sameStep) return answer('repeated', stored)
  if (!mine || !isDraft(stored.state) || stored.version !== update.version)
    return { kind: 'conflict', id: stored.id }
  return await replaceDraft(tx, actor, update, stored, hash, at)
}

const hashOf = (content: UpdateContent, files: readonly EvidenceFile[]): string =>
  createHash('sha256').update(contentText(content, files)).digest('hex')

/** Its own hash is that of what was sent: an annex may have put its figures on a finer scale since. */
async function hashByNow(read: Reader, stored: StoredUpdate): Promise<string> {
  const { tenant, id, hasValue, valueLow: low, valueHigh: high } = stored
  const files = await read
    .select()
    .from(evidence)
    .where(and(eq(evidence.tenant, tenant), eq(evidence.updateId, id)))
  return hashOf({ ...stored, value: hasValue ? { low, high } : null }, files)
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
  if (update.onBehalf) {
    if (await isDayTaken(tx, tenant, update)) return { kind: 'taken' }
  }
  const draft = {
    ...columnsOf(update, hash),
    tenant,
    id: update.id,
    targetId: update.target.id,
    unitId: update.target.unitId,
    campaignId: update.target.campaignId,
    enteredBy: actor.userId,
    onBehalf: update.onBehalf,
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

async function afterSending(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  update: NewUpdate,
  at: Moment,
): Promise<Sent> {
  const { receipt, revision, corrects, contentHash: content } = row
  await addFiles(tx, actor.tenant, update)
  const behalf = row.onBehalf ? { onBehalf: row.source } : {}
  const detail = update.sendAs === 'draft' ? {} : { receipt, revision, corrects, content, ...behalf }
  await recordUpdate(tx, actor, row, update.target.code, `update.${update.sendAs}`, at, detail)
  if (row.state === 'awaiting_endorsement') await tellOfHandIn(tx, actor, row, update.target, at)
  if (row.onBehalf) await tellOfBehalf(tx, actor, row, update.target, at)
  if (row.state === 'submitted') {
    await giveWay(tx, row)
    await followProposal(tx, actor, row, update.target, at)
    await settleTargets(tx, actor.tenant, { ids: [row.targetId] }, at.now, at.zone)
  }
  return answer('kept', row)
}

/** What a received report asks for goes to the unit above; its revisions may change or drop it. */
export async function followProposal(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  target: Omit<ReportedTarget, 'campaignId' | 'decimals'>,
  at: Moment,
): Promise<void> {
  if (row.proposal === '' && row.corrects === null) return
  await raiseFromUpdate(tx, actor, { row, target }, at)
}

/** Records a deed of a report with the figure it stands for. */
export async function recordUpdate(
  tx: Writer,
  actor: Actor,
  row: StoredUpdate,
  targetCode: string,
  deed: string,
  at: Moment,
  detail: Record<string, unknown>,
) {
  await recordAs(tx, actor, at.now, {
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

function columnsOf({ content, typedValue, warnings }: NewUpdate, contentHash: string) {
  const { value, ...rest } = content
  return {
    ...rest,
    valueLow: value?.low ?? null,
    valueHigh: value?.high ?? null,
    hasValue: value !== null,
    typedValue: typedValue.slice(0, 200),
    warnings: warnings.length > 0 ? warnings : null,
    contentHash,
  }
}

const answer = (kind: 'kept' | 'repeated', row: StoredUpdate): Sent => ({
  kind,
  id: row.id,
  receipt: row.receipt,
  state: row.state,
})
