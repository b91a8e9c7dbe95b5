import { isSameAmount } from './amount.ts'
import { type Day, isDay } from './day.ts'
import { lastDueDay } from './extension.ts'
import type { RevisionFault } from './plan-revision.ts'
import { type DuePeriod, isDueOutside, type TargetField } from './promise.ts'
import type { PromiseText } from './promise-text.ts'
import { goesOn } from './standing.ts'
import type { TargetState } from './target.ts'

/** One change of an annex: a promise added, ended, or promised otherwise. Values are as the form of a target holds them. */
export interface AmendmentLine {
  kind: 'add' | 'change' | 'end'
  /** Of the target; of one that is added, the code that it gets. */
  code: string
  title: string
  /** By the name of the field; only what differs, and all of it for one that is added. */
  before: Record<string, string | null>
  after: Record<string, string | null>
}

/**
 * What an annex may change of a promise; how it is measured stays, for the figures already reported are of that measure.
 * They may be kept with more decimals, never with fewer.
 */
export const amendableFields = [
  ...([
    'title',
    'product',
    'decimals',
    'plan',
    'plan_low',
    'plan_high',
    'due_on',
    'curve',
    'weight',
  ] as const),
] satisfies TargetField[]

/** From when the new plan of a line counts, where that is not the day of the annex: kept beside the fields. */
export const PLAN_FROM = 'plan_from'

/** The target of a year before that an added one goes on from, by its code: kept beside the fields. */
export const CARRIED_FROM = 'carried_from'

/** The targets that go on by these lines. */
export const carriedCodes = (lines: readonly AmendmentLine[]): string[] =>
  lines.flatMap(({ kind, after }) => (kind === 'add' && after[CARRIED_FROM] ? [after[CARRIED_FROM]] : []))

/** The line that leads from one promise to another; null where it changes nothing. */
export function lineOfChange(
  code: string,
  before: PromiseText,
  after: PromiseText,
  planFrom: Day | null,
): AmendmentLine | null {
  const changed = amendableFields.filter((field) => !isSame(field, before[field], after[field]))
  if (changed.length === 0) return null
  const pick = (text: PromiseText) => Object.fromEntries(changed.map((field) => [field, text[field]]))
  const from: AmendmentLine['after'] = planFrom && changed.includes('plan') ? { [PLAN_FROM]: planFrom } : {}
  return {
    kind: 'change',
    code,
    title: before.title ?? code,
    before: pick(before),
    after: { ...pick(after), ...from },
  }
}

const AMOUNTS: readonly TargetField[] = ['plan', 'plan_low', 'plan_high']

const isSame = (field: TargetField, one: string | null, other: string | null): boolean =>
  AMOUNTS.includes(field) ? isSameAmount(one, other) : one === other

/** What is added is known by a number of its own until it has its code. */
export function nextCode(lines: readonly AmendmentLine[]): string {
  const numbers = lines.filter(({ kind }) => kind === 'add').map(({ code }) => Number(code.slice(1)))
  return `+${Math.max(0, ...numbers) + 1}`
}

/** A target that stops: with the reason in words. */
export const lineOfEnd = (code: string, title: string, reason: string): AmendmentLine => ({
  ...{ kind: 'end', code, title },
  before: { state: 'active' },
  after: { state: 'cancelled', reason },
})

/** What goes on may be amended; what is done or was stopped is closed. */
export const mayBeAmended = (row: Parameters<typeof goesOn>[0]): boolean =>
  goesOn(row) || row.baseClass === 'suspended'

/** From an annex on a target is due on a day to come, and no later than more time could be granted. */
export const duePeriodFrom = (effectiveFrom: Day, campaign: { endOn: Day }): DuePeriod => ({
  from: effectiveFrom,
  to: lastDueDay(campaign),
})

/** What a line needs to know of its target and its campaign as they stand. */
export interface Standing {
  /** The promise in force; null where there is no such target in the commitment. */
  promise: PromiseText | null
  isOpen: boolean
  /** What keeps a new plan from counting from its day. */
  planFault: RevisionFault | null
  period: DuePeriod
  /** The task groups of the campaign. */
  groups: readonly number[]
  /** What an added target goes on from went on elsewhere meanwhile. */
  hasGoneOn: boolean
}

/**
 * Why a line can no longer stand: its target is closed, says something else by now, or has no room for the new plan; or
 * the day of the annex or its campaign has moved since.
 */
export type LineFault =
  | { reason: 'closed' | 'gone_on' }
  | { reason: 'changed'; fields: TargetField[] }
  | { reason: 'due_outside'; from: Day; to: Day }
  | { reason: 'group_gone'; group: string }
  | Exclude<RevisionFault, { reason: 'same_plan' }>

export function faultOfLine(line: AmendmentLine, standing: Standing): LineFault | null {
  const { period, groups } = standing
  const fault = line.kind === 'add' ? null : faultOfStanding(line, standing)
  if (fault) return fault
  if (standing.hasGoneOn) return { reason: 'gone_on' }
  const { due_on: due, group } = line.after
  if (isDueOutside(due && isDay(due) ? due : null, period)) return { reason: 'due_outside', ...period }
  return group && !groups.includes(Number(group)) ? { reason: 'group_gone', group } : null
}

function faultOfStanding(line: AmendmentLine, { promise, isOpen, planFault }: Standing): LineFault | null {
  if (!promise || !isOpen) return { reason: 'closed' }
  const fields = amendableFields.filter(
    (field) => field in line.before && !isSame(field, line.before[field] ?? null, promise[field]),
  )
  if (fields.length) return { reason: 'changed', fields }
  return planFault && planFault.reason !== 'same_plan' && 'plan' in line.after ? planFault : null
}

/** The day from which the new plan of a line counts. */
export const planDayOf = ({ after }: AmendmentLine, effectiveFrom: Day): Day => {
  const day = after[PLAN_FROM]
  return day && isDay(day) ? day : effectiveFrom
}

/** A promise as it stood before annexes: what was signed first. The latest comes last. */
export function unamended<
  Told extends { code: string; title: string; product: string; weight: number | null },
>(target: Told, annexes: readonly { lines: readonly AmendmentLine[] }[]): Told {
  const lines = annexes.flatMap((annex) =>
    annex.lines.filter(({ kind, code }) => kind === 'change' && code === target.code),
  )
  const first = (field: TargetField) => lines.find(({ before }) => field in before)?.before
  const [title, product, weight] = [first('title'), first('product'), first('weight')]
  return {
    ...target,
    ...(title && { title: title.title ?? '' }),
    ...(product && { product: product.product ?? '' }),
    ...(weight && { weight: weight.weight ? Number(weight.weight) : null }),
  }
}

/** The deadline that annexes gave a target, the latest last; undefined where none did. */
export function amendedDue(
  annexes: readonly { lines: readonly AmendmentLine[] }[],
  code: string,
): Day | undefined {
  const due = annexes
    .flatMap(({ lines }) => lines)
    .findLast((line) => line.kind === 'change' && line.code === code && 'due_on' in line.after)?.after.due_on
  return due && isDay(due) ? due : undefined
}

type Weighed = Parameters<typeof goesOn>[0] & {
  code: string
  state: TargetState
  weight: number | null
}

/** The sum of the weights as lines leave it; null where they change none, or where no weight is left. */
export function weightsAfter(lines: readonly AmendmentLine[], rows: readonly Weighed[]): number | null {
  if (!lines.some((line) => changesWeights(line, lines, rows))) return null
  const by = new Map(lines.map((line) => [line.code, line]))
  const goesOn = rows.filter(
    ({ code, state }) => state !== 'cancelled' && state !== 'transferred' && by.get(code)?.kind !== 'end',
  )
  const kept = goesOn.map(({ code, weight }) => {
    const line = by.get(code)
    return line && 'weight' in line.after ? Number(line.after.weight ?? 0) : (weight ?? 0)
  })
  const added = lines.map(({ kind, after }) => (kind === 'add' ? Number(after.weight ?? 0) : 0))
  return [...kept, ...added].reduce((sum, weight) => sum + weight, 0) || null
}

/** An end does so only while another target can take its weight over: what is done keeps its own. */
function changesWeights(
  { kind, code, after }: AmendmentLine,
  lines: readonly AmendmentLine[],
  rows: readonly Weighed[],
): boolean {
  if (kind !== 'end') return kind === 'change' ? 'weight' in after : Boolean(after.weight)
  const ends = new Set(lines.filter((line) => line.kind === 'end').map((line) => line.code))
  const isWeighted = rows.some((row) => row.code === code && row.weight)
  return isWeighted && rows.some((row) => mayBeAmended(row) && !ends.has(row.code))
}
