import { and, eq } from 'drizzle-orm'
import {
  type AmendmentLine,
  CARRIED_FROM,
  duePeriodFrom,
  faultOfLine,
  type LineFault,
  mayBeAmended,
  planDayOf,
} from '../../domain/amendment.ts'
import type { Day, Instant } from '../../domain/day.ts'
import { dueOf, planAt } from '../../domain/plan.ts'
import { mayBeRevised, type RevisionFault, revisionFaults } from '../../domain/plan-revision.ts'
import type { TargetPromise } from '../../domain/promise.ts'
import { promiseOfText, textOfPromise } from '../../domain/promise-text.ts'
import type { TargetFacts } from '../../domain/target.ts'
import { listTaskGroups } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { loadFacts } from '../facts.ts'
import { campaigns } from '../schema.ts'
import { loadPromise } from '../targets/form.ts'
import type { TargetRow } from '../targets.ts'
import { findCarried } from './carried.ts'

/** What a target promises by now: the plan and the deadline in force, all else as it is written. */
export interface InForce {
  row: TargetRow
  facts: TargetFacts
  promise: TargetPromise
}

export async function loadInForce(read: Reader, row: TargetRow, day: Day, zone: string): Promise<InForce> {
  const facts = (await loadFacts(read, row.tenant, { ids: [row.id] }, zone)).get(row.id)!
  const stored = await loadPromise(read, row)
  // Where no plan was promised none is, be it that the whole counts as 100%.
  const hasPlan = mayBeRevised(row) && (row.plan !== null || facts.planVersions.length > 0)
  return {
    ...{ row, facts },
    promise: { ...stored, plan: hasPlan ? planAt(facts, day) : stored.plan, dueOn: dueOf(facts) },
  }
}

interface AnnexDay {
  commitment: { tenant: string; campaignId: string }
  effectiveFrom: Day
  now: Instant
  zone: string
}

/** Why lines of an annex can no longer stand, by the code of their targets. */
export async function faultsOfLines(
  read: Reader,
  lines: readonly AmendmentLine[],
  rows: readonly TargetRow[],
  { commitment, effectiveFrom, now, zone }: AnnexDay,
): Promise<Map<string, LineFault>> {
  const faults = new Map<string, LineFault>()
  if (lines.length === 0) return faults
  const { tenant, campaignId } = commitment
  const [campaign] = await read
    .select({ endOn: campaigns.endOn })
    .from(campaigns)
    .where(and(eq(campaigns.tenant, tenant), eq(campaigns.id, campaignId)))
  const groups = (await listTaskGroups(read, tenant, campaignId)).map(({ number }) => number)
  const period = duePeriodFrom(effectiveFrom, campaign!)
  const carried = await findCarried(read, tenant, lines)
  for (const line of lines) {
    const from = line.after[CARRIED_FROM]
    const row = rows.find(({ code }) => code === line.code)
    const standing = row && (await loadInForce(read, row, effectiveFrom, zone))
    const fault = faultOfLine(line, {
      promise: standing ? textOfPromise(standing.promise) : null,
      isOpen: row !== undefined && mayBeAmended(row),
      planFault: standing ? planFaultOf(line, standing, effectiveFrom, now) : null,
      ...{ period, groups },
      hasGoneOn: Boolean(from && !carried.has(from)),
    })
    if (fault) faults.set(line.code, fault)
  }
  return faults
}

/** What keeps the new plan of a line from counting from its day, judged by the deadline that the same line gives. */
export function planFaultOf(
  line: AmendmentLine,
  { facts, promise }: Pick<InForce, 'facts' | 'promise'>,
  effectiveFrom: Day,
  now: Instant,
): RevisionFault | null {
  const plan = planOf(line, promise)
  if (plan === null) return null
  const dueOn = line.after.due_on as Day | undefined
  const day = planDayOf(line, effectiveFrom)
  const moved = dueOn ? [...facts.extensions, { grantedOn: day, decidedAt: now, dueOn }] : facts.extensions
  const [fault] = revisionFaults({ ...facts, extensions: moved }, { effectiveFrom: day, plan })
  return fault ?? null
}

/** The new plan of a line, on the scale of its target; null where the plan stays. */
export function planOf(line: AmendmentLine, promise: TargetPromise): number | null {
  if (!('plan' in line.after)) return null
  return promiseAfter(line, promise)?.plan ?? null
}

/** The promise that a line makes of the one in force. */
export function promiseAfter({ after }: AmendmentLine, promise: TargetPromise): TargetPromise | undefined {
  return promiseOfText({ ...textOfPromise(promise), ...after })
}
