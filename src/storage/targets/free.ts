import { and, eq, sql } from 'drizzle-orm'
import type { Writer } from '../client.ts'
import { touchDrafts } from '../commitments/held.ts'
import { forgetCarried } from '../evaluations.ts'
import { targets } from '../schema.ts'
import type { TargetRow } from '../targets.ts'

/** Nothing was carried over into it any more, and nothing stands under it: by their codes, where there was anything. */
export async function freeTarget(tx: Writer, { tenant, id }: TargetRow) {
  const carried = await forgetCarried(tx, tenant, [id])
  const children = await tx
    .update(targets)
    .set({ parentId: null, contribution: null, version: sql`${targets.version} + 1` })
    .where(and(eq(targets.tenant, tenant), eq(targets.parentId, id)))
    .returning({ code: targets.code, commitmentId: targets.commitmentId })
  await touchDrafts(tx, tenant, [...new Set(children.map(({ commitmentId }) => commitmentId))])
  const parts = children.map(({ code }) => code).sort()
  return { ...(carried.length && { carried_from: carried }), ...(parts.length && { parts }) }
}

/** What loses its target, by code. */
export type Freed = Awaited<ReturnType<typeof freeTarget>>
