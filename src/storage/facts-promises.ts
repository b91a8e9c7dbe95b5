import { and, asc, eq, getTableColumns, type SQL, sql } from 'drizzle-orm'
import { BY_ANNEX } from '../domain/extension.ts'
import type { Reader } from './client.ts'
import { dividedAt } from './ordered.ts'
import { extensions, planVersions, referenceValues, targets } from './schema.ts'

export function selectTargets(read: Reader, chosen: SQL | undefined) {
  return read
    .select({ ...getTableColumns(targets), dividedAt })
    .from(targets)
    .where(chosen)
}

const toldColumns = {
  ...{
    id: targets.id,
    code: targets.code,
    commitmentId: targets.commitmentId,
    campaignId: targets.campaignId,
  },
  ...{ unitId: targets.unitId, groupNumber: targets.groupNumber, sortOrder: targets.sortOrder },
  ...{ title: targets.title, product: targets.product, origin: targets.origin, kind: targets.kind },
  ...{ measure: targets.measure, decimals: targets.decimals, valueKind: targets.valueKind },
  ...{
    direction: targets.direction,
    plan: targets.plan,
    planLow: targets.planLow,
    planHigh: targets.planHigh,
  },
  ...{ baseline: targets.baseline, startOn: targets.startOn, dueOriginal: targets.dueOriginal },
  ...{ curve: targets.curve, parentId: targets.parentId, contribution: targets.contribution },
  ...{
    headline: targets.headline,
    orderedAt: targets.orderedAt,
    state: targets.state,
    stateOn: targets.stateOn,
  },
  dividedAt,
}

/** What a week tells of a target: of a large campaign, what is settled for pages costs as much to read as the rest. */
export type ToldRow = Pick<typeof targets.$inferSelect, Exclude<keyof typeof toldColumns, 'dividedAt'>>

export function selectTold(read: Reader, chosen: SQL | undefined) {
  return read.select(toldColumns).from(targets).where(chosen)
}

export function selectPlans(read: Reader, chosen: SQL | undefined) {
  return read
    .select({
      targetId: planVersions.targetId,
      effectiveFrom: planVersions.effectiveFrom,
      plan: planVersions.plan,
    })
    .from(targets)
    .innerJoin(
      planVersions,
      and(eq(planVersions.tenant, targets.tenant), eq(planVersions.targetId, targets.id)),
    )
    .where(chosen)
    .orderBy(asc(planVersions.effectiveFrom))
}

export function selectExtensions(read: Reader, chosen: SQL | undefined) {
  return read
    .select({
      targetId: extensions.targetId,
      decidedAt: extensions.decidedAt,
      dueOn: extensions.newDueOn,
      annex: sql<string | null>`case when ${extensions.reasonCode} = ${sql.raw(`'${BY_ANNEX}'`)}
        then coalesce(${extensions.document}, '') end`,
    })
    .from(targets)
    .innerJoin(extensions, and(eq(extensions.tenant, targets.tenant), eq(extensions.targetId, targets.id)))
    .where(and(chosen, eq(extensions.decision, 'granted')))
    .orderBy(asc(extensions.decidedAt))
}

export function selectReferences(read: Reader, chosen: SQL | undefined) {
  return read
    .select({
      targetId: referenceValues.targetId,
      asOf: referenceValues.asOf,
      value: referenceValues.value,
    })
    .from(targets)
    .innerJoin(
      referenceValues,
      and(eq(referenceValues.tenant, targets.tenant), eq(referenceValues.targetId, targets.id)),
    )
    .where(chosen)
    .orderBy(asc(referenceValues.asOf))
}
