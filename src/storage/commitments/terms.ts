import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import { recordAs } from '../audit.ts'
import type { Writer } from '../client.ts'
import { commitments } from '../schema.ts'
import type { Moment } from '../updates.ts'
import type { Terms } from './drafts.ts'

/** What a commitment says beside its targets, of both sides. */
export interface BothTerms extends Terms {
  sideBPost: string
  sideBName: string | null
}

type CommitmentRow = typeof commitments.$inferSelect

export const termsOf = (row: CommitmentRow): BothTerms => {
  const { partyKind, sideAPost, sideAName, sideBPost, sideBName, place, effectiveFrom, effectiveTo } = row
  return { partyKind, sideAPost, sideAName, effectiveFrom, effectiveTo, place, sideBPost, sideBName }
}

/** Puts other terms into a draft; false where it is another version by now, or no draft any more. */
export async function editTerms(
  tx: Writer,
  actor: Actor,
  row: CommitmentRow,
  after: BothTerms,
  at: Moment,
): Promise<boolean> {
  const changed = await tx
    .update(commitments)
    .set({ ...after, version: sql`${commitments.version} + 1` })
    .where(
      and(
        eq(commitments.tenant, row.tenant),
        eq(commitments.id, row.id),
        eq(commitments.version, row.version),
        eq(commitments.state, 'draft'),
      ),
    )
    .returning({ id: commitments.id })
  if (changed.length !== 1) return false
  await recordAs(tx, actor, at.now, {
    ...{ deed: 'commitment.edited', subjectKind: 'commitment', subject: row.code },
    detail: { before: termsOf(row), after },
  })
  return true
}
