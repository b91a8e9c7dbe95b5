import { and, desc, eq, inArray, lt, notInArray, notLike, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import type { Instant } from '../domain/day.ts'
import { recordAs } from './audit.ts'
import type { Reader, Writer } from './client.ts'
import { auditEvents, importBatches, targets, users } from './schema.ts'

/** What was brought for an import, without its bytes. */
export interface ImportBatch {
  id: string
  name: string
  createdAt: Instant
  createdBy: string
  /** Who brought it. */
  username: string
  size: number
  hash: string
  choices: Record<string, string>
  state: 'checked' | 'done' | 'discarded'
  rows: Record<string, number> | null
  doneAt: Instant | null
  version: number
}

/** What was brought is of no use after a day: the house has moved on. */
const BATCH_AGE_MS = 86_400_000

const columns = {
  id: importBatches.id,
  name: importBatches.name,
  createdAt: importBatches.createdAt,
  createdBy: importBatches.createdBy,
  username: users.username,
  size: sql<number>`length(${importBatches.bytes})`,
  hash: importBatches.hash,
  choices: importBatches.choices,
  state: importBatches.state,
  rows: importBatches.rows,
  doneAt: importBatches.doneAt,
  version: importBatches.version,
}

const select = (read: Reader) =>
  read
    .select(columns)
    .from(importBatches)
    .innerJoin(users, and(eq(users.tenant, importBatches.tenant), eq(users.id, importBatches.createdBy)))

const MOST_LISTED = 20

/** The newest first. */
export async function listBatches(read: Reader, tenant: string): Promise<ImportBatch[]> {
  return await select(read)
    .where(and(eq(importBatches.tenant, tenant), inArray(importBatches.state, ['checked', 'done'])))
    .orderBy(desc(importBatches.createdAt), desc(importBatches.id))
    .limit(MOST_LISTED)
}

export async function findBatch(read: Reader, tenant: string, id: string): Promise<ImportBatch | undefined> {
  const [batch] = await select(read).where(and(eq(importBatches.tenant, tenant), eq(importBatches.id, id)))
  return batch
}

/** Nothing once the batch is no longer what was seen: whoever was faster has written it, or thrown it away. */
export async function loadBatchBytes(
  read: Reader,
  tenant: string,
  { id, version }: Pick<ImportBatch, 'id' | 'version'>,
): Promise<Uint8Array | undefined> {
  const isSeen = and(eq(importBatches.state, 'checked'), eq(importBatches.version, version))
  const [row] = await read
    .select({ bytes: importBatches.bytes })
    .from(importBatches)
    .where(and(eq(importBatches.tenant, tenant), eq(importBatches.id, id), isSeen))
  return row?.bytes
}

interface Bringing {
  id: string
  name: string
  bytes: Uint8Array
  hash: string
}

/** Keeps what was brought until it is confirmed. Sent twice it is kept once; what is older than a day goes. */
export async function keepBatch(tx: Writer, actor: Actor, now: Instant, bringing: Bringing): Promise<void> {
  const { tenant } = actor
  await clearBatches(tx, tenant, now)
  if (await findBatch(tx, tenant, bringing.id)) return
  await tx.insert(importBatches).values({
    tenant,
    ...bringing,
    createdBy: actor.userId,
    createdAt: now,
    choices: {},
    state: 'checked',
  })
  const { id, name, hash, bytes } = bringing
  await recordAs(tx, actor, now, {
    deed: 'import.brought',
    subjectKind: 'import',
    subject: id,
    detail: { before: null, after: { name, hash, size: bytes.length } },
  })
}

export async function clearBatches(tx: Writer, tenant: string, now: Instant): Promise<void> {
  await tx
    .delete(importBatches)
    .where(and(eq(importBatches.tenant, tenant), lt(importBatches.createdAt, now - BATCH_AGE_MS)))
}

export async function hasOldBatches(read: Reader, tenant: string, now: Instant): Promise<boolean> {
  const [old] = await read
    .select({ id: importBatches.id })
    .from(importBatches)
    .where(and(eq(importBatches.tenant, tenant), lt(importBatches.createdAt, now - BATCH_AGE_MS)))
    .limit(1)
  return old !== undefined
}

/** Only while it is what was seen; false when somebody was faster. */
async function change(
  tx: Writer,
  tenant: string,
  { id, version }: { id: string; version: number },
  set: Partial<typeof importBatches.$inferInsert>,
): Promise<boolean> {
  const changed = await tx
    .update(importBatches)
    .set({ ...set, version: version + 1 })
    .where(
      and(
        eq(importBatches.tenant, tenant),
        eq(importBatches.id, id),
        eq(importBatches.version, version),
        eq(importBatches.state, 'checked'),
      ),
    )
    .returning({ id: importBatches.id })
  return changed.length > 0
}

/** Keeps how numbers are to be read. */
export const answerNumbers = (
  tx: Writer,
  tenant: string,
  batch: { id: string; version: number },
  choices: Record<string, string>,
) => change(tx, tenant, batch, { choices })

export async function discardBatch(
  tx: Writer,
  actor: Actor,
  now: Instant,
  batch: { id: string; version: number; name: string },
): Promise<boolean> {
  const nothing = { state: 'discarded' as const, bytes: new Uint8Array() }
  if (!(await change(tx, actor.tenant, batch, nothing))) return false
  await recordAs(tx, actor, now, {
    deed: 'import.discarded',
    subjectKind: 'import',
    subject: batch.id,
    detail: { before: { name: batch.name }, after: null },
  })
  return true
}

/** In the transaction that writes it: from then on there is nothing left to confirm. */
export const finishBatch = (
  tx: Writer,
  tenant: string,
  batch: { id: string; version: number },
  rows: Record<string, number>,
  now: Instant,
) => change(tx, tenant, batch, { state: 'done', rows, doneAt: now, bytes: new Uint8Array() })

/** Deeds that change nothing an import could rest on. */
const HARMLESS = ['import.brought', 'import.discarded', 'mail.on', 'mail.off', 'export.files']

/** Whether somebody has changed something since that deed. */
export async function hasMovedSince(read: Reader, tenant: string, seq: number): Promise<boolean> {
  const [event] = await read
    .select({ seq: auditEvents.seq })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.tenant, tenant),
        sql`${auditEvents.seq} > ${seq}`,
        notLike(auditEvents.deed, 'login%'),
        notInArray(auditEvents.deed, HARMLESS),
      ),
    )
    .limit(1)
  return event !== undefined
}

/** How large the house is. */
export const countAllTargets = async (read: Reader, tenant: string): Promise<number> =>
  await read.$count(targets, eq(targets.tenant, tenant))
