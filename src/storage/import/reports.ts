import { createHash } from 'node:crypto'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { addDays, type Day, dayOf, type Instant } from '../../domain/day.ts'
import type { ImportData, UpdateRow } from '../../domain/import.ts'
import type { UpdateState } from '../../domain/target.ts'
import { weekOf } from '../../domain/week.ts'
import type { Writer } from '../client.ts'
import { reviews, updates } from '../schema.ts'
import type { Codes, TargetInfo } from './codes.ts'
import { addMissing, stableId } from './upsert.ts'

/**
 * Updates in the order in which they were received, each with its review. One that is there already stays as it is,
 * unless nobody had decided on it and the file says how it was decided. Gives the targets of what was written.
 */
export async function importReports(
  tx: Writer,
  tenant: string,
  data: ImportData,
  codes: Codes,
  progress: (reports: number) => void = () => {},
): Promise<Set<string>> {
  const rows = [...data.updates].sort((a, b) => a.submitted_at - b.submitted_at)
  const targetIds = [...new Set(rows.map((row) => codes.targets.of(row.target)))]
  const stored = await loadStored(tx, tenant, targetIds)
  const known = new Map(stored.map((report) => [keyOfStored(report), report]))
  const idOf = (row: UpdateRow) => known.get(keyOfRow(row, codes))?.id ?? newIdOf(tenant, row)
  const fresh = rows.filter((row) => !known.has(keyOfRow(row, codes)))
  const decided = rows.filter((row) => row.decision && known.get(keyOfRow(row, codes))?.state === 'submitted')
  await addMissing(tx, updates, told(columnsOfFresh(tenant, fresh, stored, codes), progress))
  for (const row of decided) {
    await tx
      .update(updates)
      .set({ state: row.decision!, version: sql`${updates.version} + 1` })
      .where(and(eq(updates.tenant, tenant), eq(updates.id, idOf(row))))
  }
  const reviewed = [...fresh.filter(({ decision }) => decision), ...decided]
  await addMissing(tx, reviews, reviewsOf(tenant, reviewed, idOf, codes))
  return new Set([...fresh, ...decided].map((row) => codes.targets.of(row.target)))
}

/** Rows between two words about how far it is. */
const TOLD_EVERY = 1000

function* told<Row>(rows: Iterable<Row>, progress: (done: number) => void) {
  let done = 0
  for (const row of rows) {
    yield row
    done += 1
    if (done % TOLD_EVERY === 0) progress(done)
  }
}

interface StoredReport {
  id: string
  targetId: string
  asOf: Day
  revision: number
  state: UpdateState
  enteredBy: string
  receivedAt: Instant | null
}

/** What tells a report from all others, whether a file brought it or somebody typed it here. */
const keyOfStored = (report: StoredReport) =>
  `${report.targetId} ${report.asOf} ${report.enteredBy} ${report.receivedAt}`
const keyOfRow = (row: UpdateRow, codes: Codes) =>
  `${codes.targets.of(row.target)} ${row.as_of} ${codes.users.of(row.submitted_by)} ${row.submitted_at}`

const TARGETS_AT_ONCE = 500

/** What was reported on these targets so far, in the order of its receipt. */
async function loadStored(tx: Writer, tenant: string, targetIds: string[]): Promise<StoredReport[]> {
  const { id, targetId, asOf, revision, state, enteredBy, receivedAt } = updates
  const found: StoredReport[] = []
  for (let at = 0; at < targetIds.length; at += TARGETS_AT_ONCE) {
    const some = inArray(targetId, targetIds.slice(at, at + TARGETS_AT_ONCE))
    const rows = await tx
      .select({ id, targetId, asOf, revision, state, enteredBy, receivedAt })
      .from(updates)
      .where(and(eq(updates.tenant, tenant), some))
      .orderBy(asc(receivedAt), asc(revision))
    for (const row of rows) found.push(row)
  }
  return found
}

const NOT_REPORTED: UpdateState[] = ['draft', 'recalled', 'void']

type Earlier = { asOf: Day; id: string; revision: number }

/** Made as they are needed: a hundred thousand of them would fill the memory. */
function* columnsOfFresh(tenant: string, rows: UpdateRow[], stored: StoredReport[], codes: Codes) {
  const history = new Map<string, Earlier[]>()
  const historyOf = (targetId: string) => {
    const before = history.get(targetId) ?? []
    history.set(targetId, before)
    return before
  }
  for (const report of stored) {
    if (!NOT_REPORTED.includes(report.state)) historyOf(report.targetId).push(report)
  }
  for (const row of rows) {
    const target = codes.targetInfo.get(row.target)!
    const targetId = codes.targets.of(row.target)
    const before = historyOf(targetId)
    const corrected = before.findLast((report) => report.asOf === row.as_of)
    const id = newIdOf(tenant, row)
    const revision = (corrected?.revision ?? 0) + 1
    const periodStart = periodFrom(target, before, row.as_of)
    before.push({ asOf: row.as_of, id, revision })
    yield {
      ...reportColumns(row, id),
      tenant,
      id,
      targetId,
      unitId: target.unitId,
      campaignId: target.campaignId,
      periodFrom: periodStart,
      enteredBy: codes.users.of(row.submitted_by),
      weekFrom: weekOf(dayOf(row.submitted_at, codes.zone)).from,
      revision,
      corrects: corrected?.id ?? null,
    }
  }
}

const newIdOf = (tenant: string, row: UpdateRow) =>
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
    ...spanOf(row),
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
    correctionReason: row.correction_reason ?? '',
    typedValue: '',
    onBehalf: false,
    source: '',
    createdAt: row.submitted_at,
    receivedAt: row.submitted_at,
    state: row.decision ?? ('submitted' as const),
    contentHash: contentHashOf(row),
  }
}

/** An open end has no value: 'above' 95 has none at the top. */
function spanOf({ value, value_high, open_end }: UpdateRow) {
  if (open_end === 'above') return { valueLow: value, valueHigh: null }
  if (open_end === 'below') return { valueLow: null, valueHigh: value }
  return { valueLow: value, valueHigh: value_high ?? value }
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

function* reviewsOf(tenant: string, rows: UpdateRow[], idOf: (row: UpdateRow) => string, codes: Codes) {
  for (const row of rows) yield reviewColumns(tenant, row, idOf(row), codes)
}

function reviewColumns(tenant: string, row: UpdateRow, updateId: string, codes: Codes) {
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
