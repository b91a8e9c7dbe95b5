import type { Actor } from '../../domain/access.ts'
import { type AmendmentLine, lineOfChange } from '../../domain/amendment.ts'
import { type Day, maxDay, minDay } from '../../domain/day.ts'
import { textOfPromise } from '../../domain/promise-text.ts'
import { changeAnnex, draftAnnex, findAnnex } from '../amendments.ts'
import type { Reader, Writer } from '../client.ts'
import type { TargetRow } from '../targets.ts'
import type { Moment } from '../updates.ts'
import { loadInForce } from './standing.ts'

/** A new plan from a day, and why. */
export interface PlanChange {
  plan: number
  effectiveFrom: Day
  reason: string
}

interface Asked {
  commitment: { tenant: string; id: string; code: string; effectiveFrom: Day; effectiveTo: Day }
  row: TargetRow
  /** From the form: the id of the annex, where none is being drafted yet. */
  id: string
  change: PlanChange
}

/**
 * `taken`: the annex says something else of the target already; `same`: the plan is that on its day; `ended`: the commitment
 * is not in force any more.
 */
export type PlanWritten = { kind: 'written' | 'taken' | 'same' | 'ended'; number: number }

/** Writes a new plan into the annex that is being drafted, or into a new one; one line about a target stands there. */
export async function writePlanLine(
  tx: Writer,
  actor: Actor,
  { commitment, row, id, change }: Asked,
  at: Moment,
): Promise<PlanWritten> {
  const { reason } = change
  const effectiveFrom = minDay(maxDay(change.effectiveFrom, commitment.effectiveFrom), commitment.effectiveTo)
  const { kind, number } = await draftAnnex(tx, actor, commitment, { id, reason, effectiveFrom }, at)
  if (kind === 'ended') return { kind, number }
  const annex = (await findAnnex(tx, commitment, number))!
  const line = await lineOf(tx, row, change, annex.effectiveFrom, at.zone)
  if (!line) return { kind: 'same', number }
  const there = annex.lines.find(({ code }) => code === row.code)
  if (there) return { kind: JSON.stringify(there) === JSON.stringify(line) ? 'written' : 'taken', number }
  const isWritten = await changeAnnex(tx, actor, commitment, annex, { lines: [...annex.lines, line] }, at)
  return { kind: isWritten ? 'written' : 'taken', number }
}

async function lineOf(
  read: Reader,
  row: TargetRow,
  { plan, effectiveFrom }: PlanChange,
  annexFrom: Day,
  zone: string,
): Promise<AmendmentLine | null> {
  const { promise } = await loadInForce(read, row, annexFrom, zone)
  const planFrom = effectiveFrom === annexFrom ? null : effectiveFrom
  return lineOfChange(row.code, textOfPromise(promise), textOfPromise({ ...promise, plan }), planFrom)
}
