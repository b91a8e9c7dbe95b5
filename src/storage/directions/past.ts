import { and, asc, eq, inArray } from 'drizzle-orm'
import type { PastStep } from '../../domain/direction.ts'
import { groupBy } from '../../domain/grouping.ts'
import type { Reader } from '../client.ts'
import { followUpSteps } from '../schema.ts'

const SOME = 400

/** The steps that were taken with these directions and their tasks, in their order. */
export async function loadPast(
  read: Reader,
  tenant: string,
  directionIds: readonly string[],
): Promise<(directionId: string) => PastStep[]> {
  const rows: (PastStep & { subjectId: string })[] = []
  for (let at = 0; at < directionIds.length; at += SOME) {
    rows.push(...(await selectSteps(read, tenant, directionIds.slice(at, at + SOME))))
  }
  const byDirection = groupBy(rows, ({ subjectId }) => subjectId)
  return (id) => byDirection.get(id) ?? []
}

async function selectSteps(read: Reader, tenant: string, directionIds: readonly string[]) {
  return await read
    .select({
      subjectId: followUpSteps.subjectId,
      partId: followUpSteps.partId,
      step: followUpSteps.step,
      at: followUpSteps.at,
    })
    .from(followUpSteps)
    .where(
      and(
        eq(followUpSteps.tenant, tenant),
        eq(followUpSteps.subjectKind, 'direction'),
        inArray(followUpSteps.subjectId, [...directionIds]),
      ),
    )
    .orderBy(asc(followUpSteps.at), asc(followUpSteps.id))
}
