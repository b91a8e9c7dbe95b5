import type { Actor } from '../domain/access.ts'
import type { Day } from '../domain/day.ts'
import { record } from './audit.ts'
import type { Writer } from './client.ts'
import { newId } from './ids.ts'
import { reviews, type updates } from './schema.ts'
import { settleTargets } from './settling.ts'
import { type Moment, setRow } from './updates.ts'

export interface Decision {
  decision: 'accepted' | 'returned'
  comment: string
  /** A later end of the grace than the campaign gives. */
  dueOn: Day | null
}

/** Accepts or returns a submitted update; false when somebody has decided, recalled or changed it meanwhile. */
export async function decideUpdate(
  tx: Writer,
  actor: Actor,
  row: typeof updates.$inferSelect,
  decision: Decision,
  target: { code: string },
  at: Moment,
): Promise<boolean> {
  if (row.state !== 'submitted') return false
  if (!(await setRow(tx, row, { state: decision.decision }))) return false
  const { tenant } = row
  await tx.insert(reviews).values({
    tenant,
    id: newId(at.now),
    updateId: row.id,
    ...decision,
    reviewerId: actor.userId,
    reviewedAt: at.now,
    contentHash: row.contentHash,
  })
  await record(tx, {
    tenant,
    at: at.now,
    actorId: actor.userId,
    actor: actor.username,
    deed: `update.${decision.decision}`,
    subjectKind: 'update',
    subject: row.id,
    detail: { target: target.code, receipt: row.receipt, content: row.contentHash, ...decision },
  })
  await settleTargets(tx, tenant, { ids: [row.targetId] }, at.now, at.zone)
  return true
}
