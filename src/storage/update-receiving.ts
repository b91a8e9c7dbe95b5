import { and, desc, eq, inArray, ne, sql } from 'drizzle-orm'
import { addDays, type Day, dayOf } from '../domain/day.ts'
import { weekOf } from '../domain/week.ts'
import { forUpdate, prepared, type Reader, type Writer } from './client.ts'
import { newReceipt } from './ids.ts'
import { targets, updates } from './schema.ts'
import type { Moment, StoredUpdate } from './updates.ts'

/** A report as far as its receipt needs it. */
export type Sendable = Pick<StoredUpdate, 'tenant' | 'id' | 'targetId' | 'asOf' | 'corrects' | 'enteredBy'>

/** What the server's clock and the reports before it make of a submission. */
export async function receive(tx: Writer, row: Sendable, at: Moment) {
  return {
    receivedAt: at.now,
    weekFrom: weekOf(dayOf(at.now, at.zone)).from,
    periodFrom: await periodFrom(tx, row),
  }
}

/** Of two officers who enter the same day at the same moment, the second one sees the first one's report. */
export async function lockTarget(
  tx: Writer,
  tenant: string,
  targetId: string,
): Promise<{ decimals: number } | undefined> {
  const [row] = await forUpdate(
    tx
      .select({ decimals: targets.decimals })
      .from(targets)
      .where(and(eq(targets.tenant, tenant), eq(targets.id, targetId))),
  )
  return row
}

/** Whether a report stands for this day, other than the one that is corrected. */
export async function isDayTaken(
  read: Reader,
  tenant: string,
  report: { id: string; target: { id: string }; content: { asOf: Day }; corrects: string | null },
): Promise<boolean> {
  const standing = and(
    eq(updates.tenant, tenant),
    eq(updates.targetId, report.target.id),
    eq(updates.asOf, report.content.asOf),
    // Sent twice at once, the second one meets the first under its own id.
    ne(updates.id, report.id),
    inArray(updates.state, ['awaiting_endorsement', 'submitted', 'accepted', 'returned']),
    report.corrects ? ne(updates.id, report.corrects) : undefined,
  )
  return (await read.$count(updates, standing)) > 0
}

/** A report that nobody has decided on gives way to its next revision. */
export async function giveWay(tx: Writer, row: Sendable): Promise<void> {
  if (!row.corrects) return
  await tx
    .update(updates)
    .set({ state: 'superseded', version: sql`${updates.version} + 1` })
    .where(
      and(
        eq(updates.tenant, row.tenant),
        eq(updates.id, row.corrects),
        inArray(updates.state, ['submitted', 'awaiting_endorsement']),
      ),
    )
}

/** A flow covers the days after the last report before it, or from the target's start. */
async function periodFrom(tx: Writer, row: Sendable): Promise<Day | null> {
  const [target] = await tx
    .select({ valueKind: targets.valueKind, startOn: targets.startOn })
    .from(targets)
    .where(and(eq(targets.tenant, row.tenant), eq(targets.id, row.targetId)))
  if (target?.valueKind !== 'flow') return null
  const [before] = await tx
    .select({ asOf: updates.asOf })
    .from(updates)
    .where(
      and(
        eq(updates.tenant, row.tenant),
        eq(updates.targetId, row.targetId),
        inArray(updates.state, ['submitted', 'accepted', 'returned']),
        sql`${updates.asOf} < ${row.asOf}`,
        ne(updates.id, row.id),
      ),
    )
    .orderBy(desc(updates.asOf))
    .limit(1)
  return before ? addDays(before.asOf, 1) : target.startOn
}

function selectByReceipt(read: Reader) {
  return read
    .select({ id: updates.id })
    .from(updates)
    .where(
      and(eq(updates.tenant, sql.placeholder('tenant')), eq(updates.receipt, sql.placeholder('receipt'))),
    )
}

export async function freeReceipt(tx: Writer, tenant: string): Promise<string> {
  for (;;) {
    const receipt = newReceipt()
    const [taken] = await prepared(tx, 'update-by-receipt', selectByReceipt, { tenant, receipt })
    if (!taken) return receipt
  }
}
