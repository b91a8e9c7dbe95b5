import { and, asc, eq, inArray, isNotNull, type SQL } from 'drizzle-orm'
import type { TargetFacts } from '../domain/target.ts'
import type { Reader } from './client.ts'
import { milestones, targets, updates } from './schema.ts'

/** The steps of the chosen targets, in their order. */
export function selectMilestones(read: Reader, chosen: SQL | undefined) {
  return read
    .select({
      targetId: milestones.targetId,
      number: milestones.number,
      title: milestones.title,
      dueOn: milestones.dueOn,
      weight: milestones.weight,
    })
    .from(targets)
    .innerJoin(milestones, and(eq(milestones.tenant, targets.tenant), eq(milestones.targetId, targets.id)))
    .where(chosen)
    .orderBy(asc(milestones.number))
}

export function addMilestones(
  facts: Map<string, TargetFacts>,
  rows: Awaited<ReturnType<typeof selectMilestones>>,
) {
  for (const { targetId, ...step } of rows) {
    const one = facts.get(targetId)
    if (one) one.milestones = [...(one.milestones ?? []), step]
  }
}

/** Few targets have steps: what was reported of them is asked for beside the histories, not in every row of them. */
export async function addStepsDone(read: Reader, tenant: string, facts: Map<string, TargetFacts>) {
  const stepped = [...facts].flatMap(([id, { milestones: steps }]) => (steps ? [id] : []))
  for (let at = 0; at < stepped.length; at += SOME) {
    const rows = await read
      .select({ id: updates.id, targetId: updates.targetId, stepsDone: updates.stepsDone })
      .from(updates)
      .where(
        and(
          eq(updates.tenant, tenant),
          inArray(updates.targetId, stepped.slice(at, at + SOME)),
          isNotNull(updates.stepsDone),
        ),
      )
    for (const { id, targetId, stepsDone } of rows) {
      const update = facts.get(targetId)?.updates.find((one) => one.id === id)
      if (update) update.stepsDone = stepsDone
    }
  }
}

const SOME = 400
