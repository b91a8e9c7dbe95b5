import type { Actor } from '../domain/access.ts'
import { type Day, dayOf } from '../domain/day.ts'
import type { EvidenceMark } from '../domain/follow-up.ts'
import { recordAs } from './audit.ts'
import type { Writer } from './client.ts'
import { isDone, tellReported } from './directions/reported.ts'
import { lapseExtensions } from './extensions.ts'
import { newId } from './ids.ts'
import { tell } from './notices.ts'
import { recipientIds } from './recipients.ts'
import { reviews, type updates } from './schema.ts'
import { settleTargets } from './settling.ts'
import { type Moment, setRow } from './updates.ts'

export interface Decision {
  decision: 'accepted' | 'returned'
  comment: string
  /** A later end of the grace than the campaign gives. */
  dueOn: Day | null
  /** What the reviewer found behind the report; null where it was not looked at. */
  evidenceMark: EvidenceMark | null
}

/** Accepts or returns a submitted update; false when somebody has decided, recalled or changed it meanwhile. */
export async function decideUpdate(
  tx: Writer,
  actor: Actor,
  row: typeof updates.$inferSelect,
  decision: Decision,
  target: { id: string; code: string; title: string; unitId: string },
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
  await recordAs(tx, actor, at.now, {
    deed: `update.${decision.decision}`,
    subjectKind: 'update',
    subject: row.id,
    detail: { target: target.code, receipt: row.receipt, content: row.contentHash, ...decision },
  })
  const wasDone = await isDone(tx, tenant, row.targetId)
  await settleTargets(tx, tenant, { ids: [row.targetId] }, at.now, at.zone)
  await lapseExtensions(tx, tenant, row.targetId, at)
  await tellUnit(tx, actor, row, decision.decision, target, at)
  if (!wasDone && (await isDone(tx, tenant, row.targetId))) await tellReported(tx, actor, row.targetId, at)
  return true
}

/** The unit hears of it, whoever entered the report. */
async function tellUnit(
  tx: Writer,
  actor: Actor,
  row: typeof updates.$inferSelect,
  decision: Decision['decision'],
  target: { title: string; unitId: string },
  at: Moment,
) {
  const unit = await recipientIds(tx, row.tenant, [target.unitId], ['head', 'clerk'], dayOf(at.now, at.zone))
  const by = actor.posts[0]?.title ?? actor.username
  const notice = {
    kind: decision === 'accepted' ? ('update_accepted' as const) : ('update_returned' as const),
    path: `/updates/${row.receipt}`,
    detail: { title: target.title, by },
  }
  const people = [...unit, row.enteredBy]
  await tell(tx, row.tenant, people, notice, { now: at.now, except: actor.userId })
}
