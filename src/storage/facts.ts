import { and, asc, eq, inArray, isNotNull, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Instant } from '../domain/day.ts'
import { dayOf } from '../domain/day.ts'
import type { TargetFacts, UpdateFact } from '../domain/target.ts'
import { RECEIVED } from '../domain/update.ts'
import type { Reader } from './client.ts'
import { extensions, planVersions, referenceValues, reviews, targets, updates } from './schema.ts'

/** All targets of a campaign, or these targets. */
export type Which = { campaignId: string } | { ids: string[] }

const SOME = 400

/**
 * The whole history of each target, by target id: what the arithmetic is done on. A past week is told as it was by
 * settling the same facts at a past instant.
 */
export async function loadFacts(
  read: Reader,
  tenant: string,
  which: Which,
  zone: string,
): Promise<Map<string, TargetFacts>> {
  if ('ids' in which && which.ids.length > SOME) {
    const parts = new Map<string, TargetFacts>()
    for (let at = 0; at < which.ids.length; at += SOME) {
      const part = await loadFacts(read, tenant, { ids: which.ids.slice(at, at + SOME) }, zone)
      for (const [id, facts] of part) parts.set(id, facts)
    }
    return parts
  }
  const chosen = (tenantOf: typeof targets.tenant, idOf: typeof targets.id): SQL | undefined =>
    'ids' in which
      ? and(eq(tenantOf, tenant), inArray(idOf, which.ids))
      : and(eq(tenantOf, tenant), eq(targets.campaignId, which.campaignId))
  const facts = new Map<string, TargetFacts>()
  const rows = await read.select().from(targets).where(chosen(targets.tenant, targets.id))
  for (const target of rows)
    facts.set(target.id, { target, planVersions: [], extensions: [], updates: [], references: [] })

  await addPlans(read, facts, tenant, chosen)
  await addExtensions(read, facts, tenant, chosen, zone)
  await addReferences(read, facts, tenant, chosen)
  await addUpdates(read, facts, tenant, which)
  return facts
}

type Chosen = (tenant: typeof targets.tenant, id: typeof targets.id) => SQL | undefined

const ofTarget = (tenant: string, column: SQLWrapper) =>
  and(eq(targets.tenant, tenant), sql`${targets.id} = ${column}`)

async function addPlans(read: Reader, facts: Map<string, TargetFacts>, tenant: string, chosen: Chosen) {
  const rows = await read
    .select({
      targetId: planVersions.targetId,
      effectiveFrom: planVersions.effectiveFrom,
      plan: planVersions.plan,
    })
    .from(planVersions)
    .innerJoin(targets, ofTarget(tenant, planVersions.targetId))
    .where(and(eq(planVersions.tenant, tenant), chosen(targets.tenant, targets.id)))
    .orderBy(asc(planVersions.effectiveFrom))
  for (const { targetId, ...plan } of rows) facts.get(targetId)?.planVersions.push(plan)
}

async function addExtensions(
  read: Reader,
  facts: Map<string, TargetFacts>,
  tenant: string,
  chosen: Chosen,
  zone: string,
) {
  const rows = await read
    .select({ targetId: extensions.targetId, decidedAt: extensions.decidedAt, dueOn: extensions.newDueOn })
    .from(extensions)
    .innerJoin(targets, ofTarget(tenant, extensions.targetId))
    .where(
      and(
        eq(extensions.tenant, tenant),
        eq(extensions.decision, 'granted'),
        chosen(targets.tenant, targets.id),
      ),
    )
    .orderBy(asc(extensions.decidedAt))
  for (const { targetId, decidedAt, dueOn } of rows) {
    if (decidedAt === null || dueOn === null) continue
    facts.get(targetId)?.extensions.push({ grantedOn: dayOf(decidedAt, zone), decidedAt, dueOn })
  }
}

async function addReferences(read: Reader, facts: Map<string, TargetFacts>, tenant: string, chosen: Chosen) {
  const rows = await read
    .select({ targetId: referenceValues.targetId, asOf: referenceValues.asOf, value: referenceValues.value })
    .from(referenceValues)
    .innerJoin(targets, ofTarget(tenant, referenceValues.targetId))
    .where(and(eq(referenceValues.tenant, tenant), chosen(targets.tenant, targets.id)))
    .orderBy(asc(referenceValues.asOf))
  for (const { targetId, ...reference } of rows) facts.get(targetId)?.references.push(reference)
}

/** What was received and stands, or was replaced by the unit itself, in the order in which it came. */
async function addUpdates(read: Reader, facts: Map<string, TargetFacts>, tenant: string, which: Which) {
  const rows = await read
    .select({
      ...factColumns,
      decision: reviews.decision,
      decidedAt: reviews.reviewedAt,
      returnDueOn: reviews.dueOn,
    })
    .from(updates)
    .leftJoin(reviews, and(eq(reviews.tenant, tenant), eq(reviews.updateId, updates.id)))
    .where(
      and(
        eq(updates.tenant, tenant),
        'ids' in which ? inArray(updates.targetId, which.ids) : eq(updates.campaignId, which.campaignId),
        inArray(updates.state, [...RECEIVED]),
        // A clerk's report that another replaced before the head endorsed it never came.
        isNotNull(updates.receivedAt),
      ),
    )
    .orderBy(asc(updates.receivedAt), asc(updates.id))
  for (const { targetId, valueLow, valueHigh, hasValue, receivedAt, ...rest } of rows) {
    const value = hasValue ? { low: valueLow, high: valueHigh } : null
    const fact: UpdateFact = { ...rest, value, receivedAt: receivedAt as Instant }
    facts.get(targetId)?.updates.push(fact)
  }
}

const factColumns = {
  id: updates.id,
  targetId: updates.targetId,
  asOf: updates.asOf,
  valueLow: updates.valueLow,
  valueHigh: updates.valueHigh,
  hasValue: updates.hasValue,
  qualifier: updates.qualifier,
  rangeKind: updates.rangeKind,
  declared: updates.declared,
  assessment: updates.assessment,
  completedOn: updates.completedOn,
  receivedAt: updates.receivedAt,
  corrects: updates.corrects,
}
