import { and, desc, eq, gte, inArray, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '../domain/access.ts'
import type { Instant } from '../domain/day.ts'
import type { Campaign } from './campaigns.ts'
import type { Reader } from './client.ts'
import { auditEvents, reviews, targets, units, updates } from './schema.ts'
import { ofCampaign, unitOfTarget } from './tallies.ts'

/** A report that an inspector looks at first: what was accepted and changed later, or stands on weak ground. */
export interface Inspected {
  kind: 'corrected' | 'voided' | 'contradicted' | 'on_behalf'
  receipt: string
  code: string
  title: string
  unitName: string
  at: Instant
}

export const INSPECTED_DAYS = 28
const EACH = 20

/** Figures corrected after they were accepted, reports declared void, evidence against a report, entries on behalf; the newest first. */
export async function listInspected(
  read: Reader,
  actor: Actor,
  campaign: Campaign,
  now: Instant,
  most: number,
): Promise<Inspected[]> {
  const since = now - INSPECTED_DAYS * 86_400_000
  const mine = ofCampaign(actor, campaign)
  const found = [
    ...(await listCorrected(read, mine, since)),
    ...(await listVoided(read, mine, since)),
    ...(await listContradicted(read, mine, since)),
    ...(await listOnBehalf(read, mine, since)),
  ]
  return found.sort((a, b) => b.at - a.at || (a.receipt < b.receipt ? -1 : 1)).slice(0, most)
}

const brief = { receipt: updates.receipt, code: targets.code, title: targets.title, unitName: units.name }

type Row = { receipt: string | null; code: string; title: string; unitName: string; at: Instant | null }

const told =
  (kind: Inspected['kind']) =>
  ({ receipt, at, ...row }: Row): Inspected => ({ kind, receipt: receipt ?? '', at: Number(at ?? 0), ...row })

const ofUpdate = and(eq(targets.tenant, updates.tenant), eq(targets.id, updates.targetId))

const before = alias(updates, 'corrected_updates')
const beforeReview = alias(reviews, 'corrected_reviews')

async function listCorrected(read: Reader, mine: SQL, since: Instant): Promise<Inspected[]> {
  const rows = await read
    .select({ ...brief, at: updates.receivedAt })
    .from(updates)
    .innerJoin(targets, ofUpdate)
    .innerJoin(units, unitOfTarget)
    .innerJoin(before, and(eq(before.tenant, updates.tenant), eq(before.id, updates.corrects)))
    .innerJoin(
      beforeReview,
      and(
        eq(beforeReview.tenant, before.tenant),
        eq(beforeReview.updateId, before.id),
        eq(beforeReview.decision, 'accepted'),
      ),
    )
    .where(and(mine, inArray(updates.state, ['submitted', 'accepted']), gte(updates.receivedAt, since)))
    .orderBy(desc(updates.receivedAt))
    .limit(EACH)
  return rows.map(told('corrected'))
}

async function listVoided(read: Reader, mine: SQL, since: Instant): Promise<Inspected[]> {
  const rows = await read
    .select({ ...brief, at: auditEvents.at })
    .from(updates)
    .innerJoin(targets, ofUpdate)
    .innerJoin(units, unitOfTarget)
    .innerJoin(
      auditEvents,
      and(
        eq(auditEvents.tenant, updates.tenant),
        eq(auditEvents.subjectKind, 'update'),
        // What an event is about is text, whatever names it.
        sql`${auditEvents.subject} = cast(${updates.id} as text)`,
        eq(auditEvents.deed, 'update.void'),
      ),
    )
    .where(and(mine, eq(updates.state, 'void'), gte(auditEvents.at, since)))
    .orderBy(desc(auditEvents.at))
    .limit(EACH)
  return rows.map(told('voided'))
}

async function listContradicted(read: Reader, mine: SQL, since: Instant): Promise<Inspected[]> {
  const rows = await read
    .select({ ...brief, at: reviews.reviewedAt })
    .from(reviews)
    .innerJoin(updates, and(eq(updates.tenant, reviews.tenant), eq(updates.id, reviews.updateId)))
    .innerJoin(targets, ofUpdate)
    .innerJoin(units, unitOfTarget)
    .where(and(mine, sql`${reviews.evidenceMark} = 'contradicted'`, gte(reviews.reviewedAt, since)))
    .orderBy(desc(reviews.reviewedAt))
    .limit(EACH)
  return rows.map(told('contradicted'))
}

async function listOnBehalf(read: Reader, mine: SQL, since: Instant): Promise<Inspected[]> {
  const rows = await read
    .select({ ...brief, at: updates.receivedAt })
    .from(updates)
    .innerJoin(targets, ofUpdate)
    .innerJoin(units, unitOfTarget)
    .where(
      and(
        mine,
        eq(updates.onBehalf, true),
        inArray(updates.state, ['submitted', 'accepted']),
        gte(updates.receivedAt, since),
      ),
    )
    .orderBy(desc(updates.receivedAt))
    .limit(EACH)
  return rows.map(told('on_behalf'))
}
