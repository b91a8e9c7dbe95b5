import { createHash } from 'node:crypto'
import { addDays, type Day, dayOf } from '../../domain/day.ts'
import type { ImportData, UpdateRow } from '../../domain/import.ts'
import { weekOf } from '../../domain/week.ts'
import type { Writer } from '../client.ts'
import { reviews, updates } from '../schema.ts'
import type { Codes, TargetInfo } from './codes.ts'
import { addMissing, stableId } from './upsert.ts'

/** Updates in the order in which they were received, each with its review; those that are there already stay as they are. */
export async function importReports(tx: Writer, tenant: string, data: ImportData, codes: Codes) {
  const rows = [...data.updates].sort((a, b) => a.submitted_at - b.submitted_at)
  const history = new Map<string, { asOf: Day; id: string; revision: number }[]>()

  const values = rows.map((row) => {
    const target = codes.targetInfo.get(row.target)!
    const before = history.get(row.target) ?? []
    const corrected = before.findLast((update) => update.asOf === row.as_of)
    const id = idOf(tenant, row)
    const value = {
      ...reportColumns(row, id),
      tenant,
      id,
      targetId: codes.targets.of(row.target),
      unitId: target.unitId,
      campaignId: target.campaignId,
      periodFrom: periodFrom(target, before, row.as_of),
      enteredBy: codes.users.of(row.submitted_by),
      weekFrom: weekOf(dayOf(row.submitted_at, codes.zone)).from,
      revision: (corrected?.revision ?? 0) + 1,
      corrects: corrected?.id ?? null,
    }
    history.set(row.target, [...before, { asOf: row.as_of, id, revision: value.revision }])
    return value
  })
  await addMissing(tx, updates, values)
  await addMissing(
    tx,
    reviews,
    rows.filter((row) => row.decision).map((row) => reviewColumns(tenant, row, codes)),
  )
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
  const content = JSON.stringify([
    row.as_of,
    row.value,
    row.value_high,
    row.qualifier,
    row.progress,
    row.results,
  ])
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
    contentHash: createHash('sha256').update(content).digest('hex'),
  }
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
    contentHash: '',
  }
}
