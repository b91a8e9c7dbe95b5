import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm'
import type { Reader } from '../client.ts'
import {
  coordinators,
  extensions,
  milestones,
  planVersions,
  referenceValues,
  targets,
  updates,
} from '../schema.ts'

const SOME = 400

/** In parts, for a statement takes only so many values. */
async function inParts<Row>(ids: readonly string[], load: (some: string[]) => PromiseLike<Row[]>) {
  const all: Row[] = []
  for (let at = 0; at < ids.length; at += SOME) all.push(...(await load(ids.slice(at, at + SOME))))
  return all
}

export type Beside = Awaited<ReturnType<typeof loadBeside>>

/** What stands beside these targets: plans, figures of last year, steps, requests for more time and helping units. */
export async function loadBeside(read: Reader, tenant: string, ids: string[]) {
  const steps = await inParts(ids, (some) => selectSteps(read, tenant, some))
  const told = await inParts(ids, (some) => selectTold(read, tenant, some))
  return {
    plans: await inParts(ids, (some) => selectPlans(read, tenant, some)),
    references: await inParts(ids, (some) => selectReferences(read, tenant, some)),
    extensions: await inParts(ids, (some) => selectExtensions(read, tenant, some)),
    coordinators: await inParts(ids, (some) => selectHelping(read, tenant, some)),
    waiting: await inParts(ids, (some) => selectWaiting(read, tenant, some)),
    steps: steps.map(({ tenant: _, ...step }) => step),
    stepsDone: new Map(told.flatMap((one) => (one.stepsDone ? [[one.targetId, one.stepsDone]] : []))),
  }
}

const selectPlans = (read: Reader, tenant: string, ids: string[]) =>
  read
    .select()
    .from(planVersions)
    .where(and(eq(planVersions.tenant, tenant), inArray(planVersions.targetId, ids)))
    .orderBy(asc(planVersions.effectiveFrom))

const selectReferences = (read: Reader, tenant: string, ids: string[]) =>
  read
    .select()
    .from(referenceValues)
    .where(and(eq(referenceValues.tenant, tenant), inArray(referenceValues.targetId, ids)))
    .orderBy(asc(referenceValues.asOf))

const selectSteps = (read: Reader, tenant: string, ids: string[]) =>
  read
    .select()
    .from(milestones)
    .where(and(eq(milestones.tenant, tenant), inArray(milestones.targetId, ids)))
    .orderBy(asc(milestones.number))

/** Those that wait, and those that were granted. */
const selectExtensions = (read: Reader, tenant: string, ids: string[]) =>
  read
    .select()
    .from(extensions)
    .where(
      and(
        eq(extensions.tenant, tenant),
        inArray(extensions.targetId, ids),
        or(isNull(extensions.decision), eq(extensions.decision, 'granted')),
      ),
    )
    .orderBy(asc(extensions.requestedAt))

const selectHelping = (read: Reader, tenant: string, ids: string[]) =>
  read
    .select({ targetId: coordinators.targetId, unitId: coordinators.unitId })
    .from(coordinators)
    .where(and(eq(coordinators.tenant, tenant), inArray(coordinators.targetId, ids)))
    .orderBy(asc(coordinators.targetId), asc(coordinators.unitId))

/** Reports that nobody has decided on. */
const selectWaiting = (read: Reader, tenant: string, ids: string[]) =>
  read
    .select({ receipt: updates.receipt, code: targets.code, asOf: updates.asOf, state: updates.state })
    .from(updates)
    .innerJoin(targets, and(eq(targets.tenant, updates.tenant), eq(targets.id, updates.targetId)))
    .where(
      and(
        eq(updates.tenant, tenant),
        inArray(updates.targetId, ids),
        inArray(updates.state, ['submitted', 'awaiting_endorsement']),
      ),
    )
    .orderBy(asc(targets.code), asc(updates.asOf), asc(updates.id))

const selectTold = (read: Reader, tenant: string, ids: string[]) =>
  read
    .select({ targetId: updates.targetId, asOf: updates.asOf, stepsDone: updates.stepsDone })
    .from(updates)
    .where(and(eq(updates.tenant, tenant), inArray(updates.targetId, ids), eq(updates.state, 'accepted')))
    .orderBy(asc(updates.asOf), asc(updates.receivedAt))
