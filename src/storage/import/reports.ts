import { createHash } from 'node:crypto'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { addDays, type Day, dayOf } from '../../domain/day.ts'
import type { ImportData, UpdateRow } from '../../domain/import.ts'
import type { UpdateState } from '../../domain/target.ts'
import { weekOf } from '../../domain/week.ts'
import type { Writer } from '../client.ts'
import { reviews, updates } from '../schema.ts'
import type { Codes, TargetInfo } from './codes.ts'
import { addMissing, stableId } from './upsert.ts'

/**
 * Updates in the order in which they were received, each with its review. One that is there already stays as it is,
 * unless nobody had decided on it and the file says how it was decided.
 */
export async function importReports(tx: Writer, tenant: string, data: ImportData, codes: Codes) {
  const rows = [...data.updates].sort((a, b) => a.submitted_at - b.submitted_at)
  const stored = await loadStored(tx, tenant, [...new Set(rows.map((row) => codes.targets.of(row.target)))])
  const [added, decided] = [rowsToAdd(tenant, rows, stored, codes), rowsToDecide(tenant, rows, stored)]
  await addMissing(tx, updates, added)
  for (const row of decided) {
    await tx
      .update(updates)
      .set({ state: row.decision!, version: sql`${updates.version} + 1` })
      .where(and(eq(updates.tenant, tenant), eq(updates.id, idOf(tenant, row))))
  }
  const isNew = new Set(added.map(({ id }) => id))
  const reviewed = [...rows.filter((row) => row.decision && isNew.has(idOf(tenant, row))), ...decided]
  await addMissing(
    tx,
    reviews,
    reviewed.map((row) => reviewColumns(tenant, row, codes)),
  )
}

interface StoredReport {
  id: string
  targetId: string
  asOf: Day
  revision: number
  state: UpdateState
}

const TARGETS_AT_ONCE = 500

/** What was reported on these targets so far, in the order of its receipt. */
async function loadStored(tx: Writer, tenant: string, targetIds: string[]): Promise<StoredReport[]> {
  const { id, targetId, asOf, revision, state } = updates
  const found: StoredReport[] = []
  for (let at = 0; at < targetIds.length; at += TARGETS_AT_ONCE) {
    const some = inArray(targetId, targetIds.slice(at, at + TARGETS_AT_ONCE))
    const rows = await tx
      .select({ id, targetId, asOf, revision, state })
      .from(updates)
      .where(and(eq(updates.tenant, tenant), some))
      .orderBy(asc(updates.receivedAt), asc(revision))
    found.push(...rows)
  }
  return found
}

const NOT_REPORTED: UpdateState[] = ['draft', 'recalled', 'void']

function rowsToAdd(tenant: string, rows: UpdateRow[], stored: StoredReport[], codes: Codes) {
  const known = new Set(stored.map(({ id }) => id))
  const history = new Map<string, { asOf: Day; id: string; revision: number }[]>()
  for (const report of stored.filter(({ state }) => !NOT_REPORTED.includes(state))) {
    history.set(report.targetId, [...(history.get(report.targetId) ?? []), report])
  }
  return rows
    .filter((row) => !known.has(idOf(tenant, row)))
    .map((row) => {
      const target = codes.targetInfo.get(row.target)!
      const targetId = codes.targets.of(row.target)
      const before = history.get(targetId) ?? []
      const corrected = before.findLast((report) => report.asOf === row.as_of)
      const id = idOf(tenant, row)
      const revision = (corrected?.revision ?? 0) + 1
      history.set(targetId, [...before, { asOf: row.as_of, id, revision }])
      return {
        ...reportColumns(row, id),
        tenant,
        id,
        targetId,
        unitId: target.unitId,
        campaignId: target.campaignId,
        periodFrom: periodFrom(target, before, row.as_of),
        enteredBy: codes.users.of(row.submitted_by),
        weekFrom: weekOf(dayOf(row.submitted_at, codes.zone)).from,
        revision,
        corrects: corrected?.id ?? null,
      }
    })
}

function rowsToDecide(tenant: string, rows: UpdateRow[], stored: StoredReport[]): UpdateRow[] {
  const undecided = new Set(stored.filter(({ state }) => state === 'submitted').map(({ id }) => id))
  return rows.filter((row) => row.decision && undecided.has(idOf(tenant, row)))
}

const idOf = (tenant: string, row: UpdateRow) =>
  stableId(tenant, 'update', row.target, row.as_of, row.submitted_by, row.submitted_at)

/** A flow covers the days since the report before it; other figures stand for a day. */
function periodFrom(target: TargetInfo, before: { asOf: Day }[], asOf: Day): Day | null {
  if (target.valueKind !== 'flow') return null
  const earlier = before.map((update) => update.asOf).filter((day) => day < asOf)
  const last = earlier.sort().at(-1)
  return last ? addDays(last, 1) : target.startOn
}

function reportColumns(row: UpdateRow, id: string) {
  return {
    receipt: receiptOf(id),
    asOf: row.as_of,
    valueLow: row.value,
    valueHigh: row.value_high ?? row.value,
    hasValue: row.value !== null,
    qualifier: row.qualifier,
    rangeKind: row.range_kind,
    nullReason: row.null_reason,
    declared: row.progress,
    assessment: row.assessment,
    completedOn: row.completed_on,
    results: row.results,
    difficulties: row.difficulties,
    cause: row.cause,
    nextSteps: row.next_steps,
    proposal: '',
    correctionReason: '',
    typedValue: '',
    onBehalf: false,
    source: '',
    createdAt: row.submitted_at,
    receivedAt: row.submitted_at,
    state: row.decision ?? ('submitted' as const),
    contentHash: contentHashOf(row),
  }
}

function contentHashOf(row: UpdateRow): string {
  const content = JSON.stringify([
    row.as_of,
    row.value,
    row.value_high,
    row.qualifier,
    row.progress,
    row.results,
  ])
  return createHash('sha256').update(content).digest('hex')
}

/** The receipt of an imported update follows from its id, so that importing again gives the same one. */
function receiptOf(id: string): string {
  const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  return Array.from(
    createHash('sha256').update(id).digest().subarray(0, 8),
    (byte) => digits[byte % 32],
  ).join('')
}

function reviewColumns(tenant: string, row: UpdateRow, codes: Codes) {
  const updateId = idOf(tenant, row)
  return {
    tenant,
    id: stableId(tenant, 'review', updateId),
    updateId,
    decision: row.decision,
    comment: row.review_comment,
    reviewerId: codes.users.of(row.reviewed_by ?? row.submitted_by),
    reviewedAt: row.reviewed_at ?? row.submitted_at,
    contentHash: contentHashOf(row),
  }
}
