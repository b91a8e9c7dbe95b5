import { and, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import type { Day, Instant } from '../domain/day.ts'
import type { Reader } from './client.ts'
import { extensions, targets } from './schema.ts'

/**
 * Until when a request that waits asks more time for the target of a row, null where none waits. There is one at most.
 * The decision is wrapped so that the index of a target's requests is taken, and not that of all that wait.
 */
export const askedUntil = sql<Day | null>`(select max(${extensions.proposedDueOn}) from ${extensions}
  where ${extensions.tenant} = ${targets.tenant} and ${extensions.targetId} = ${targets.id}
  and coalesce(${extensions.decision}, '') = '')`

/** The same for these targets, by their ids, as it stood at an instant. */
export async function listAsked(
  read: Reader,
  tenant: string,
  targetIds: readonly string[],
  at: Instant,
): Promise<Map<string, Day>> {
  if (targetIds.length === 0) return new Map()
  const rows = await read
    .select({ id: extensions.targetId, until: extensions.proposedDueOn })
    .from(extensions)
    .where(
      and(
        eq(extensions.tenant, tenant),
        inArray(extensions.targetId, [...targetIds]),
        lte(extensions.requestedAt, at),
        or(isNull(extensions.decision), gt(extensions.decidedAt, at)),
      ),
    )
  return new Map(rows.map(({ id, until }) => [id, until]))
}
