import { and, eq, sql } from 'drizzle-orm'
import type { Actor } from '../../domain/access.ts'
import type { Day } from '../../domain/day.ts'
import { type ClosingFault, closingFault, closingOf } from '../../domain/year-end.ts'
import { recordAs } from '../audit.ts'
import type { Writer } from '../client.ts'
import { lockCommitment } from '../commitments/held.ts'
import { addStep } from '../commitments/steps.ts'
import { tellStep } from '../commitments/tell.ts'
import { loadEvaluations } from '../evaluations.ts'
import { commitments } from '../schema.ts'
import type { Moment } from '../updates.ts'
import type { FoundYearEnd } from './find.ts'

export interface Closing {
  outcome: 'completed' | 'closed_unmet'
  note: string
  today: Day
}

export type Closed = 'kept' | 'changed' | ClosingFault

/** Ends a commitment after its campaign, by what was said of its promises. */
export async function closeCommitment(
  tx: Writer,
  actor: Actor,
  found: FoundYearEnd,
  { outcome, note, today }: Closing,
  at: Moment,
): Promise<Closed> {
  const { tenant } = actor
  const { row, campaign } = found
  // Before what was said is read: whoever is saying it comes before this, or finds it closed.
  await lockCommitment(tx, row)
  const said = await loadEvaluations(
    tx,
    tenant,
    found.targets.map((target) => target.row.id),
  )
  const results = found.targets.map((target) => said.get(target.row.id)?.result ?? null)
  const fault = closingFault(row.state, campaign, results, today)
  if (fault) return fault
  if (closingOf(results) !== outcome) return 'changed'
  const closed = await tx
    .update(commitments)
    .set({ state: outcome, version: sql`${commitments.version} + 1` })
    .where(
      and(eq(commitments.tenant, tenant), eq(commitments.id, row.id), eq(commitments.version, row.version)),
    )
    .returning({ id: commitments.id })
  if (closed.length !== 1) return 'changed'
  await addStep(tx, actor, row.id, { from: row.state, to: outcome, note }, at)
  await recordAs(tx, actor, at.now, {
    ...{ deed: 'commitment.closed', subjectKind: 'commitment', subject: row.code },
    detail: { before: row.state, after: outcome, note },
  })
  const { unit, sides } = found
  await tellStep(
    tx,
    { row, unitName: unit.name, deed: 'close', note, sides },
    { ...at, except: actor.userId },
  )
  return 'kept'
}
