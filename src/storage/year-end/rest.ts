import { readCurve } from '../../domain/curve.ts'
import { type Day, maxDay } from '../../domain/day.ts'
import { stepsDone, stepsIn } from '../../domain/milestone.ts'
import type { TargetPromise } from '../../domain/promise.ts'
import type { Amount } from '../../domain/target.ts'
import { dueInNext, remainingPlan } from '../../domain/year-end.ts'
import { type Campaign, listTaskGroups } from '../campaigns.ts'
import type { Reader } from '../client.ts'
import { loadEvaluations } from '../evaluations.ts'
import { loadFacts } from '../facts.ts'
import { loadPromise } from '../targets/form.ts'
import type { TargetRow } from '../targets.ts'
import type { Moment } from '../updates.ts'
import type { FoundYearEnd } from './find.ts'

/** What a target promises where it goes on by an annex, which counts from its own day. */
export async function carriedPromise(
  read: Reader,
  { campaign: from }: Pick<FoundYearEnd, 'campaign'>,
  into: Campaign,
  { row, startOn }: { row: TargetRow; startOn: Day },
  at: Moment,
): Promise<TargetPromise> {
  const groups = (await listTaskGroups(read, row.tenant, into.id)).map(({ number }) => number)
  const begun = { ...into, startOn: maxDay(into.startOn, startOn) }
  const dueOn = row.kind === 'ongoing' ? null : dueInNext(row.dueOn, begun)
  const line = { row, product: row.product, plan: restOf(row), dueOn }
  return await nextPromise(read, line, {
    ...{ from, into: begun, groups },
    done: await doneSteps(read, row.tenant, [row.id], at),
  })
}

/** What is left of the plan of a target. */
export const restOf = (row: TargetRow): Amount | null =>
  remainingPlan(
    row,
    row.planNow,
    row.latestLow === null && row.latestHigh === null ? null : { low: row.latestLow, high: row.latestHigh },
  )

/** What is left of a target, as it goes on. */
export interface Rest {
  row: TargetRow
  product: string
  plan: Amount | null
  dueOn: Day | null
}

interface Carrying {
  from: Campaign
  into: Campaign
  groups: readonly number[]
  /** The steps that are done, by target; all of them go on again where the whole target is done. */
  done: ReadonlyMap<string, readonly number[]>
}

export async function doneSteps(read: Reader, tenant: string, ids: readonly string[], { zone }: Moment) {
  const facts = await loadFacts(read, tenant, { ids: [...ids] }, zone)
  const said = await loadEvaluations(read, tenant, ids)
  return new Map(
    [...facts].map(([id, { updates }]) => [id, said.get(id)?.result === 'done' ? [] : stepsDone(updates)]),
  )
}

export async function nextPromise(
  read: Reader,
  { row, product, plan, dueOn }: Rest,
  { from, into, groups, done }: Carrying,
): Promise<TargetPromise> {
  const promise = await loadPromise(read, row)
  const curve = readCurve(promise.curve)
  const isPoint = row.valueKind === 'point' && row.latestLow !== null && row.latestLow === row.latestHigh
  const left = promise.steps.filter(({ number }) => !done.get(row.id)?.includes(number))
  const years = Number(into.startOn.slice(0, 4)) - Number(from.startOn.slice(0, 4))
  return {
    ...promise,
    ...{ product, plan, dueOn, startOn: into.startOn },
    group: groups.includes(promise.group) ? promise.group : groups[0]!,
    order: null,
    // Shares of another year's months say nothing of what is left.
    curve: 'shape' in curve && curve.shape === 'step' ? 'step' : 'linear',
    baseline: isPoint ? row.latestLow : null,
    baselineOn: isPoint ? row.latestAsOf : null,
    references: [],
    steps: stepsIn(left, { startOn: into.startOn, endOn: dueOn ?? into.endOn, years }),
    ...{ parent: null, contribution: null },
  }
}
