import { and, eq, inArray } from 'drizzle-orm'
import type { VoidedReport } from '../../domain/snapshot/input.ts'
import type { Reader } from '../client.ts'
import { auditEvents, reviews, targets, updates } from '../schema.ts'

const SOME = 400

/** Accepted reports of a campaign that were declared void, with when and why. They are few. */
export async function listVoided(read: Reader, tenant: string, campaignId: string): Promise<VoidedReport[]> {
  const rows = await read
    .select({
      id: updates.id,
      corrects: updates.corrects,
      target: targets.code,
      asOf: updates.asOf,
      hasValue: updates.hasValue,
      low: updates.valueLow,
      high: updates.valueHigh,
      decidedAt: reviews.reviewedAt,
    })
    .from(updates)
    .innerJoin(targets, and(eq(targets.tenant, updates.tenant), eq(targets.id, updates.targetId)))
    .innerJoin(reviews, and(eq(reviews.tenant, updates.tenant), eq(reviews.updateId, updates.id)))
    .where(
      and(
        eq(updates.tenant, tenant),
        eq(updates.campaignId, campaignId),
        eq(updates.state, 'void'),
        eq(reviews.decision, 'accepted'),
      ),
    )
  const whys = await listVoidings(
    read,
    tenant,
    rows.map(({ id }) => id),
  )
  return rows.flatMap(({ hasValue, low, high, ...row }) => {
    const why = whys.get(row.id)
    const value = hasValue ? { low, high } : null
    return why ? [{ ...row, value, voidedAt: why.at, reason: why.reason }] : []
  })
}

async function listVoidings(read: Reader, tenant: string, ids: string[]) {
  const whys = new Map<string, { at: number; reason: string }>()
  for (let from = 0; from < ids.length; from += SOME) {
    const events = await read
      .select({ subject: auditEvents.subject, at: auditEvents.at, detail: auditEvents.detail })
      .from(auditEvents)
      .where(
        and(
          eq(auditEvents.tenant, tenant),
          eq(auditEvents.subjectKind, 'update'),
          inArray(auditEvents.subject, ids.slice(from, from + SOME)),
          eq(auditEvents.deed, 'update.void'),
        ),
      )
    for (const { subject, at, detail } of events) {
      const words = [detail.reason, detail.document].filter((text) => typeof text === 'string' && text !== '')
      whys.set(subject, { at, reason: words.join(' – ') })
    }
  }
  return whys
}
