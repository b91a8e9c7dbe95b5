import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { and, asc, desc, eq, gt, sql } from 'drizzle-orm'
import type { Actor } from '../domain/access.ts'
import type { Instant } from '../domain/day.ts'
import { blanks, forUpdate, prepared, preparedDeed, type Reader, type Writer } from './client.ts'
import { auditEvents, auditHeads } from './schema.ts'

export interface AuditEvent {
  tenant: string
  at: Instant
  /** Null for what the system does by itself. */
  actorId: string | null
  actor: string
  deed: string
  subjectKind: string
  subject: string
  detail: Record<string, unknown>
}

const NO_HASH = '0'.repeat(64)

/**
 * Adds an event to the tenant's hash chain, inside the transaction of the deed it records. The head row is locked
 * first: that is what puts the deeds of several processes in one order.
 */
export async function record(tx: Writer, event: AuditEvent): Promise<void> {
  const { tenant } = event
  const head = (await lockHead(tx, tenant)) ?? (await beginChain(tx, tenant))
  const seq = head.seq + 1
  const hash = hashOf({ ...event, seq, previousHash: head.hash })
  const row = { ...event, seq, previousHash: head.hash, hash }
  await preparedDeed(tx, 'audit-event', (on) => on.insert(auditEvents).values(blanks(row)), row)
  await preparedDeed(
    tx,
    'audit-move',
    (on) =>
      on
        .update(auditHeads)
        .set(blanks({ seq, hash }))
        .where(eq(auditHeads.tenant, sql.placeholder('tenant'))),
    { seq, hash, tenant },
  )
}

/** Records what somebody who is signed in did. */
export async function recordAs(
  tx: Writer,
  actor: Actor,
  now: Instant,
  event: Omit<AuditEvent, 'tenant' | 'at' | 'actorId' | 'actor'>,
): Promise<void> {
  const { tenant, userId, username } = actor
  await record(tx, { tenant, at: now, actorId: userId, actor: username, ...event })
}

type Head = typeof auditHeads.$inferSelect

async function lockHead(tx: Writer, tenant: string): Promise<Head | undefined> {
  const [head] = await prepared<Head>(tx, 'audit-head', selectHead, { tenant })
  return head
}

function selectHead(tx: Reader) {
  return forUpdate(
    tx
      .select()
      .from(auditHeads)
      .where(eq(auditHeads.tenant, sql.placeholder('tenant'))),
  )
}

/** The first event of a tenant; two at once begin with the same head, which one of them then waits for. */
async function beginChain(tx: Writer, tenant: string): Promise<Head> {
  await tx.insert(auditHeads).values({ tenant, seq: 0, hash: NO_HASH }).onConflictDoNothing()
  return (await lockHead(tx, tenant))!
}

export interface ChainCheck {
  events: number
  /** The first event whose hash or predecessor does not fit; undefined when the whole chain holds. */
  brokenAt?: number
}

/** Walks the chain from its beginning and recomputes every hash. */
export async function verifyChain(read: Reader, tenant: string): Promise<ChainCheck> {
  let [seq, hash] = [0, NO_HASH]
  for (;;) {
    const page = await read
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.tenant, tenant), gt(auditEvents.seq, seq)))
      .orderBy(asc(auditEvents.seq))
      .limit(1000)
    for (const event of page) {
      const { hash: stored, ...content } = event
      if (event.seq !== seq + 1 || event.previousHash !== hash || hashOf(content) !== stored) {
        return { events: seq, brokenAt: event.seq }
      }
      ;[seq, hash] = [event.seq, stored]
    }
    if (page.length < 1000) break
  }
  const [head] = await read.select().from(auditHeads).where(eq(auditHeads.tenant, tenant))
  const complete = head ? head.seq === seq && head.hash === hash : seq === 0
  return complete ? { events: seq } : { events: seq, brokenAt: seq + 1 }
}

/** Who did the last recorded deed to a record. */
export async function findLastActor(read: Reader, tenant: string, subjectKind: string, subject: string) {
  const [event] = await read
    .select({ actorId: auditEvents.actorId, at: auditEvents.at })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.tenant, tenant),
        eq(auditEvents.subjectKind, subjectKind),
        eq(auditEvents.subject, subject),
      ),
    )
    .orderBy(desc(auditEvents.seq))
    .limit(1)
  return event
}

/** The moment of the last recorded deed: a demonstration clock never starts before it. */
export async function lastEventAt(read: Reader, tenant: string): Promise<Instant | undefined> {
  const [row] = await read
    .select({ at: sql<number | null>`max(${auditEvents.at})` })
    .from(auditEvents)
    .where(eq(auditEvents.tenant, tenant))
  return row?.at === null || row?.at === undefined ? undefined : Number(row.at)
}

function hashOf(content: AuditEvent & { seq: number; previousHash: string }): string {
  const { tenant, seq, at, actorId, actor, deed, subjectKind, subject, detail, previousHash } = content
  const text = canonicalize({
    tenant,
    seq,
    at,
    actorId,
    actor,
    deed,
    subjectKind,
    subject,
    detail,
    previousHash,
  })
  return createHash('sha256').update(text!).digest('hex')
}
