import { and, eq, inArray, sql } from 'drizzle-orm'
import type { CommitmentState } from '../../domain/commitment.ts'
import { forUpdate, type Writer } from '../client.ts'
import { commitments } from '../schema.ts'

/** Held until the deed is done, so that two who change it come one after the other; answers how it stands by now. */
export async function lockCommitment(
  tx: Writer,
  { tenant, id }: { tenant: string; id: string },
): Promise<CommitmentState | undefined> {
  const [row] = await forUpdate(
    tx
      .select({ state: commitments.state })
      .from(commitments)
      .where(and(eq(commitments.tenant, tenant), eq(commitments.id, id))),
  )
  return row?.state
}

const SOME = 400

/**
 * Every deed on what drafts promise passes here: their versions move on, so that nobody takes a step on what they did not
 * see. Answers with the ids of those that still are drafts; the others may not be written to any more.
 */
export async function touchDrafts(
  tx: Writer,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const touched = new Set<string>()
  for (let at = 0; at < ids.length; at += SOME) {
    const rows = await tx
      .update(commitments)
      .set({ version: sql`${commitments.version} + 1` })
      .where(
        and(
          eq(commitments.tenant, tenant),
          inArray(commitments.id, ids.slice(at, at + SOME)),
          eq(commitments.state, 'draft'),
        ),
      )
      .returning({ id: commitments.id })
    for (const { id } of rows) touched.add(id)
  }
  return touched
}

export const touchDraft = async (tx: Writer, { tenant, id }: { tenant: string; id: string }) =>
  (await touchDrafts(tx, tenant, [id])).has(id)
