import { createHash } from 'node:crypto'
import { setImmediate as letOthersWork } from 'node:timers/promises'
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

/** Waits for whoever is writing to this tenant, and is first until the transaction ends. */
export async function lockChain(tx: Writer, tenant: string): Promise<void> {
  if (!(await lockHead(tx, tenant))) await beginChain(tx, tenant)
}

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

const PAGE = 1000

/**
 * Walks the chain from its beginning to its end and recomputes every hash. It lets others work between its pages; what
 * is recorded meanwhile is checked too.
 */
export async function verifyChain(read: Reader, tenant: string): Promise<ChainCheck> {
  let link: Link = { seq: 0, hash: NO_HASH }
  for (;;) {
    const page = await read
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.tenant, tenant), gt(auditEvents.seq, link.seq)))
      .orderBy(asc(auditEvents.seq))
      .limit(PAGE)
    for (const event of page) {
      if (!follows(event, link)) return { events: link.seq, brokenAt: event.seq }
      link = event
    }
    if (page.length === PAGE) await letOthersWork()
    else if ((await lastSeq(read, tenant)) <= link.seq) break
  }
  const events = link.seq
  return (await endsAtHead(read, tenant, link)) ? { events } : { events, brokenAt: events + 1 }
}

interface Link {
  seq: number
  hash: string
}

function follows({ hash, ...content }: typeof auditEvents.$inferSelect, before: Link): boolean {
  const isNext = content.seq === before.seq + 1 && content.previousHash === before.hash
  return isNext && hashOf(content) === hash
}

async function lastSeq(read: Reader, tenant: string): Promise<number> {
  const [last] = await read
    .select({ seq: auditEvents.seq })
    .from(auditEvents)
    .where(eq(auditEvents.tenant, tenant))
    .orderBy(desc(auditEvents.seq))
    .limit(1)
  return last?.seq ?? 0
}

/** Whether the head is at this event; one that has moved on since names it in the event that moved it. */
async function endsAtHead(read: Reader, tenant: string, { seq, hash }: Link): Promise<boolean> {
  const head = await findChainHead(read, tenant)
  if (!head || head.seq <= seq) return head ? head.seq === seq && head.hash === hash : seq === 0
  const [next] = await read
    .select({ before: auditEvents.previousHash })
    .from(auditEvents)
    .where(and(eq(auditEvents.tenant, tenant), eq(auditEvents.seq, seq + 1)))
  return next?.before === hash
}

/** The last event's number and hash: written down elsewhere, they prove what the chain was then. */
export async function findChainHead(
  read: Reader,
  tenant: string,
): Promise<{ seq: number; hash: string } | undefined> {
  const [head] = await read
    .select({ seq: auditHeads.seq, hash: auditHeads.hash })
    .from(auditHeads)
    .where(eq(auditHeads.tenant, tenant))
  return head
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
