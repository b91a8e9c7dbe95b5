import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { type Snapshot, wholeSnapshot } from '../../domain/snapshot.ts'
import type { Week } from '../../domain/week.ts'
import { record } from '../audit.ts'
import { type Db, forUpdate, isDuplicate, type Writer } from '../client.ts'
import { newId } from '../ids.ts'
import { auditHeads, weeklyFiles, weeklySummaries } from '../schema.ts'
import { type Asked, findFrozen, findLastFrozen, isTold, tellWeek } from '../summaries.ts'
import { readSnapshot, sealSnapshot } from './hash.ts'

/** Who freezes: a person with the post they do it by, or the calendar. */
export interface Freezer {
  actorId: string | null
  actor: string
  post: string | null
}

export interface WeeklyFile {
  /** 'xlsx', 'csv', 'excel-csv' or 'json'. */
  format: string
  bytes: Uint8Array
}

const MOST_TRIES = 8

/**
 * Freezes a week once, however often it is asked: the snapshot, its files and the audit event are one deed. The files
 * take longer than a transaction may, so they are made first; if the figures changed meanwhile, they are made again.
 * Undefined where there is nothing to freeze: a week to come, or one before a week already frozen.
 */
export async function freezeWeek(
  db: Db,
  asked: Asked,
  week: Week,
  freezer: Freezer,
  print: (snapshot: Snapshot) => Promise<WeeklyFile[]>,
): Promise<Snapshot | undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const frozen = await findFrozen(db.read, asked, week)
    if (frozen) return frozen
    if (!(await mayBeFrozen(db, asked, week))) return undefined

    const by = { at: asked.now, by: freezer.post }
    const seen = await headOf(db, asked.tenant)
    const told = await tellWeek(db.read, asked, week, by)
    const { text, hash } = sealSnapshot(told)
    const files = await print(wholeSnapshot(JSON.parse(text), hash))
    const kept = await db
      .tx(async (tx) => {
        const head = await lockHead(tx, asked.tenant)
        if (head !== seen && sealSnapshot(await tellWeek(tx, asked, week, by)).text !== text) return undefined
        return await keep(tx, asked, week, freezer, { text, hash, previousHash: told.previous_hash, files })
      })
      .catch((error) => {
        if (isDuplicate(error)) return undefined
        throw error
      })
    if (kept) return kept
  }
  throw new Error(`the figures of ${week.code} changed faster than its files could be made`)
}

/** Whether the week has begun and none after it is frozen, since the chain of hashes only grows forward. */
export async function mayBeFrozen({ read }: Pick<Db, 'read'>, asked: Asked, week: Week): Promise<boolean> {
  const last = await findLastFrozen(read, asked)
  return isTold(asked, week) && (last === undefined || last < week.code)
}

interface Sealed {
  text: string
  hash: string
  previousHash: string | null
  files: WeeklyFile[]
}

async function keep(
  tx: Writer,
  { tenant, campaign, now }: Asked,
  week: Week,
  { actorId, actor }: Freezer,
  { text, hash, previousHash, files }: Sealed,
): Promise<Snapshot> {
  const id = newId(now)
  await tx.insert(weeklySummaries).values({
    tenant,
    id,
    campaignId: campaign.id,
    week: week.code,
    weekFrom: week.from,
    issue: 1,
    state: 'frozen',
    frozenAt: now,
    frozenBy: actorId,
    hash,
    previousHash,
    snapshot: text,
  })
  const printed = files.map(({ format, bytes }) => ({
    format,
    bytes: Buffer.from(bytes),
    hash: sha256(bytes),
  }))
  await tx.insert(weeklyFiles).values(printed.map((file) => ({ tenant, summaryId: id, ...file })))
  await record(tx, {
    tenant,
    at: now,
    actorId,
    actor,
    deed: 'freeze',
    subjectKind: 'week',
    subject: `${campaign.code}/${week.code}`,
    detail: {
      hash,
      previous_hash: previousHash,
      files: printed.map(({ format, hash }) => ({ format, hash })),
    },
  })
  return readSnapshot({ snapshot: text, hash, number: null })
}

async function headOf({ read }: Db, tenant: string): Promise<number> {
  const [head] = await read
    .select({ seq: auditHeads.seq })
    .from(auditHeads)
    .where(eq(auditHeads.tenant, tenant))
  return head?.seq ?? 0
}

/** Every deed takes this row before it ends, so none ends while it is held. */
async function lockHead(tx: Writer, tenant: string): Promise<number> {
  const [head] = await forUpdate(
    tx.select({ seq: auditHeads.seq }).from(auditHeads).where(eq(auditHeads.tenant, tenant)),
  )
  return head?.seq ?? 0
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
