import { acceptedOf } from '../actual.ts'
import type { Day } from '../day.ts'
import type { Cause, Declared, NullReason, Qualifier, UpdateFact } from '../target.ts'
import type { CampaignSource, Telling } from './input.ts'
import { exactSpan, momentText } from './text.ts'
import type { ToldTarget } from './told.ts'

/** A report that came or was decided in the period, or on which a figure of the week rests. */
export interface SnapshotUpdate {
  receipt: string | null
  target: string
  unit: string
  as_of: Day
  value_low: string | null
  value_high: string | null
  qualifier: Qualifier
  null_reason: NullReason | null
  declared: Declared
  assessment: UpdateFact['assessment']
  completed_on: Day | null
  status: 'waiting' | 'accepted' | 'returned'
  received_at: string
  decided_at: string | null
  cause: Cause | null
  results: string | null
  difficulties: string | null
  next_steps: string | null
  correction_reason: string | null
  /** One of those whose sum the figure is; absent elsewhere. */
  added?: true
}

export function describeUpdates(
  from: CampaignSource,
  all: readonly ToldTarget[],
  telling: Pick<Telling, 'before'>,
): SnapshotUpdate[] {
  return all.flatMap((told) => {
    const added = new Set(addedUp(told))
    return updatesTold(told, telling).map((update) => ({
      ...describeUpdate(from, told, update),
      ...(added.has(update.id) && { added: true as const }),
    }))
  })
}

export function updatesTold(told: ToldTarget, { before }: Pick<Telling, 'before'>): UpdateFact[] {
  const since = before ? Date.parse(before.until) : 0
  const behind = behindFigure(told)
  return told.known.updates.filter(
    ({ id, receivedAt, decidedAt }) => receivedAt > since || (decidedAt ?? 0) > since || behind.has(id),
  )
}

/** The reports on which a figure rests: of a flow every one that is added up. */
function behindFigure(told: ToldTarget): Set<string | undefined> {
  const { latest, lastAccepted } = told.standing
  return new Set([latest?.updateId, lastAccepted?.updateId, ...addedUp(told)])
}

function addedUp({ source, known }: ToldTarget): string[] {
  if (source.facts.target.valueKind !== 'flow') return []
  return acceptedOf(known.updates).flatMap(({ id, value }) => (value ? [id] : []))
}

function describeUpdate(from: CampaignSource, { source }: ToldTarget, update: UpdateFact): SnapshotUpdate {
  const text = from.texts.get(update.id)
  const value = exactSpan(update.value, source.facts.target.decimals)
  return {
    receipt: text?.receipt ?? null,
    target: source.code,
    unit: source.unit,
    as_of: update.asOf,
    value_low: value.low,
    value_high: value.high,
    qualifier: update.qualifier,
    null_reason: text?.nullReason ?? null,
    declared: update.declared,
    assessment: update.assessment,
    completed_on: update.completedOn,
    status: update.decision ?? 'waiting',
    received_at: momentText(update.receivedAt, from.zone),
    decided_at: update.decidedAt === null ? null : momentText(update.decidedAt, from.zone),
    cause: text?.cause ?? null,
    results: text?.results || null,
    difficulties: text?.difficulties || null,
    next_steps: text?.nextSteps || null,
    correction_reason: text?.correctionReason || null,
  }
}
