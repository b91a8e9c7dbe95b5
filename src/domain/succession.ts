import type { Day } from './day.ts'
import { fold } from './fold.ts'
import { groupBy } from './grouping.ts'
import { add, compare, one, type Ratio, zero } from './ratio.ts'
import { shareText } from './share.ts'
import type {
  Amount,
  Assessment,
  Contribution,
  Direction,
  PlanVersion,
  Qualifier,
  RangeKind,
  Span,
  TargetKind,
  ValueKind,
} from './target.ts'

export const fates = ['continue', 'combine', 'end'] as const
export type Fate = (typeof fates)[number]

/** A target of a unit that ends, as far as what becomes of it needs it. Amounts are on its own scale. */
export interface Passing {
  id: string
  code: string
  /** The code of its unit, and its place in the order of the office. */
  unit: string
  campaignId: string
  group: number
  title: string
  kind: TargetKind
  measure: string | null
  decimals: number
  valueKind: ValueKind | null
  direction: Direction | null
  /** In force on the day of the change; versions that only begin after it stand apart. */
  plan: Amount | null
  planLow: Amount | null
  planHigh: Amount | null
  laterPlans: PlanVersion[]
  baseline: Amount | null
  /** The figure it is judged by; null where nothing was accepted. */
  actual: { value: Span; asOf: Day; qualifier: Qualifier; rangeKind: RangeKind } | null
  assessment: Assessment | null
  references: { asOf: Day; value: Amount; source: string }[]
  startOn: Day
  /** In force, and how often it was put off. */
  dueOn: Day | null
  extensionCount: number
  curve: string
  parentId: string | null
  contribution: Contribution | null
  steps: number
}

/** What becomes of a target at one successor; null where it ends without one. */
export interface FateRow {
  target: string
  successor: string | null
  fate: Fate
  share: Ratio
  /** Those of one successor with the same key become one target. */
  key: string
  reason: string
}

/** A successor of a unit, and the part of it that passes there. */
export interface Heir {
  successor: string
  share: Ratio
}

/** What somebody decided otherwise than the rule would: by the codes of the target and the successor. */
export interface Override {
  target: string
  successor: string | null
  fate: Fate
  share: Ratio | null
  /** The code of the target it is combined with. */
  with: string | null
  reason: string
}

export type FateFault =
  | 'unknown_target'
  | 'unknown_successor'
  | 'unknown_with'
  | 'alone'
  | 'share_sum'
  | 'share_range'
  | 'unlike'
  | 'steps'
  | 'no_reason'
  | 'too_large'

export interface FateProblem {
  why: FateFault
  target: string
  fill: string
}

/** What happened to a figure or a term on its way, to be told before anything is written. */
export type PassingNote =
  | 'curve_linear'
  | 'earliest_due'
  | 'plan_lost'
  | 'plan_partial'
  | 'actual_lost'
  | 'open_end'
  | 'partial'
  | 'parent_differs'
  | 'references_partial'

/** A target of a successor: what it is made of, and what it begins with. Amounts are on its own scale. */
export interface Inherited {
  successor: string
  key: string
  fate: Exclude<Fate, 'end'>
  parts: { target: string; share: Ratio }[]
  /** Whose words, group and kind it takes; and whose deadline. */
  lead: Passing
  due: Passing
  decimals: number
  plan: Amount | null
  planLow: Amount | null
  planHigh: Amount | null
  laterPlans: PlanVersion[]
  baseline: Amount | null
  actual: Passing['actual']
  /** There was a figure, and there is none any more. */
  isLost: boolean
  assessment: Assessment | null
  references: Passing['references']
  startOn: Day
  curve: string
  parentId: string | null
  contribution: Contribution | null
  notes: PassingNote[]
}

/** Only amounts of something that both have add up; a share, a rate and a state of a day do not. */
export const isAdditive = ({ kind, measure, valueKind }: Pick<Passing, 'kind' | 'measure' | 'valueKind'>) =>
  kind === 'number' &&
  (valueKind === 'cumulative' || valueKind === 'flow') &&
  !/^(%|‰|tỷ lệ|ti le)/iu.test((measure ?? '').trim())

/** The same indicator of several units: the same heading, words, measure and way of counting. */
export const indicatorOf = (one: Passing): string =>
  JSON.stringify([
    one.campaignId,
    one.group,
    fold(one.title),
    one.kind,
    fold(one.measure ?? ''),
    one.valueKind,
    one.direction,
  ])

/** One fate for each successor of a target: the same indicators of a successor become one, all others go on. */
export function usualFates(
  all: readonly Passing[],
  heirsOf: ReadonlyMap<string, readonly Heir[]>,
): FateRow[] {
  const rows = all.flatMap(({ code, unit }): FateRow[] => {
    const heirs = heirsOf.get(unit) ?? []
    const common = { target: code, key: code, reason: '' }
    if (!heirs.length) return [{ ...common, successor: null, fate: 'end', share: one }]
    return heirs.map(({ successor, share }) => ({ ...common, successor, fate: 'continue' as const, share }))
  })
  const byCode = new Map(all.map((one) => [one.code, one]))
  const likes = groupBy(
    rows.filter(({ fate, target }) => fate === 'continue' && byCode.get(target)!.steps === 0),
    ({ target, successor }) => `${successor} ${indicatorOf(byCode.get(target)!)}`,
  )
  for (const like of likes.values()) {
    if (like.length < 2) continue
    for (const row of like) Object.assign(row, { fate: 'combine', key: like[0]!.key })
  }
  return rows
}

/** The usual fates with what was decided otherwise put in their place. */
export function decideFates(
  usual: readonly FateRow[],
  overrides: readonly Override[],
): { rows: FateRow[]; problems: FateProblem[] } {
  const rows = usual.map((row) => ({ ...row }))
  const amiss = (why: FateFault, { target, with: code, successor }: Override): FateProblem => ({
    why,
    target,
    fill: code ?? successor ?? '',
  })
  // First each its own fate, then who is combined with whom: in whatever order it was said.
  const asked = overrides.map((wish) => ({ wish, ...askedOf(rows, wish) }))
  const decided = new Map(asked.flatMap(({ wish, chosen }) => chosen.map((row) => [row, wish] as const)))
  for (const [row, wish] of decided) leave(rows, row, wish)
  const strangers = [...decided].filter(([row, wish]) => !join(rows, row, wish, decided))
  const lonely = dissolveSingles(rows).flatMap((row) => decided.get(row) ?? [])
  const problems = [
    ...asked.flatMap(({ wish, why }) => (why ? [amiss(why, wish)] : [])),
    ...strangers.map(([, wish]) => amiss('unknown_with', wish)),
    ...lonely.flatMap((wish) =>
      wish.fate === 'combine' && wish.with === null ? [amiss('alone', wish)] : [],
    ),
  ]
  return { rows, problems: [...problems, ...sharesAmiss(rows)] }
}

/** The rows that a decision is about, or why there are none. */
function askedOf(rows: FateRow[], wish: Override): { chosen: FateRow[]; why: FateFault | null } {
  const own = rows.filter(({ target }) => target === wish.target)
  const chosen = wish.successor === null ? own : own.filter(({ successor }) => successor === wish.successor)
  const faults: [FateFault, boolean][] = [
    ['unknown_target', !own.length],
    ['share_range', wish.share !== null && !isPart(wish.share)],
    ['no_reason', wish.fate === 'end' && wish.reason === ''],
    ['unknown_successor', !chosen.length],
  ]
  const why = faults.find(([, applies]) => applies)?.[0] ?? null
  return { chosen: why ? [] : chosen, why }
}

const isPart = (share: Ratio) => compare(share, zero) >= 0 && compare(share, one) <= 0

const matesOf = (rows: readonly FateRow[], { successor, key }: FateRow) =>
  rows.filter((row) => row.successor === successor && row.key === key)

/** Takes its own fate, and leaves those it would have been combined with unless it was to be combined all the same. */
function leave(rows: FateRow[], row: FateRow, { fate, share, with: code, reason }: Override) {
  Object.assign(row, { fate, share: share ?? row.share, reason })
  if (fate === 'combine' && code === null) return
  const [first, ...others] = matesOf(rows, row).filter((mate) => mate !== row)
  for (const mate of first ? [first, ...others] : []) mate.key = first!.target
  row.key = row.target
}

/** Brings a row, and all that are with it already, to the one that was named; false where that one is not to be had. */
function join(rows: FateRow[], row: FateRow, wish: Override, decided: ReadonlyMap<FateRow, Override>) {
  const { fate, with: code } = wish
  if (fate !== 'combine' || code === null) return true
  const mate = rows.find(
    (other) => other.target === code && other.successor === row.successor && other.fate !== 'end',
  )
  if (!mate || mate === row || decided.get(mate)?.fate === 'continue') return false
  mate.fate = 'combine'
  for (const one of matesOf(rows, row)) one.key = mate.key
  return true
}

/** Nothing is combined with itself alone. */
function dissolveSingles(rows: FateRow[]): FateRow[] {
  const groups = groupBy(
    rows.filter(({ fate }) => fate === 'combine'),
    ({ successor, key }) => `${successor} ${key}`,
  )
  const singles = [...groups.values()].flatMap((own) => (own.length === 1 ? own : []))
  for (const row of singles) Object.assign(row, { fate: 'continue', key: row.target })
  return singles
}

function sharesAmiss(rows: readonly FateRow[]): FateProblem[] {
  return [...groupBy(rows, ({ target }) => target)].flatMap(([target, own]) => {
    const sum = own.reduce((total, { share }) => add(total, share), zero)
    return compare(sum, one) === 0 ? [] : [{ why: 'share_sum' as const, target, fill: shareText(sum) }]
  })
}
