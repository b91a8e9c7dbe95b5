import { fold } from './fold.ts'
import { groupBy } from './grouping.ts'
import { compare, type Ratio, one as whole } from './ratio.ts'
import { allot } from './share.ts'
import {
  type FateFault,
  type FateProblem,
  type FateRow,
  type Inherited,
  isAdditive,
  type Passing,
  type PassingNote,
} from './succession.ts'
import type { Amount, Assessment, Qualifier } from './target.ts'

/** The targets of the successors, in the order of the office, and what keeps them from being made. */
export function inherit(
  all: readonly Passing[],
  rows: readonly FateRow[],
): { targets: Inherited[]; problems: FateProblem[] } {
  const problems: FateProblem[] = []
  const byCode = new Map(all.map((one) => [one.code, one]))
  const allotted = allotAll(all, rows)
  const groups = groupBy(
    rows.filter(({ fate }) => fate !== 'end'),
    ({ successor, key }) => `${successor} ${key}`,
  )
  const targets = [...groups.values()].flatMap((group): Inherited[] => {
    const own = group.map((row) => byCode.get(row.target)!)
    const why = unlikeness(own)
    if (why) {
      problems.push({
        why,
        target: own[0]!.code,
        fill: own
          .slice(1)
          .map(({ code }) => code)
          .join(', '),
      })
      // Each for itself, so that it can be told and decided otherwise.
      return group.map((row) => goOn(row, allotted))
    }
    const made = group.length === 1 ? goOn(group[0]!, allotted) : combine(group, own, allotted)
    if (!isStorable(made)) problems.push({ why: 'too_large', target: own[0]!.code, fill: '' })
    return [made]
  })
  return { targets, problems }
}

/** Only what is counted alike can be combined. */
export const likenessOf = ({ campaignId, kind, valueKind, direction, measure }: Passing): string =>
  JSON.stringify([campaignId, kind, valueKind, direction, fold(measure ?? '')])

function unlikeness(own: readonly Passing[]): FateFault | null {
  if (own.length < 2) return null
  if (own.some((one) => likenessOf(one) !== likenessOf(own[0]!))) return 'unlike'
  return own.some(({ steps }) => steps > 0) ? 'steps' : null
}

/** What one successor gets of a target: its own part of everything that can be divided. */
export type Part = Pick<
  Passing,
  'plan' | 'planLow' | 'planHigh' | 'laterPlans' | 'baseline' | 'actual' | 'references'
> & { one: Passing; share: Ratio; isLost: boolean }

const partKey = ({ target, successor, key }: Pick<FateRow, 'target' | 'successor' | 'key'>) =>
  `${target} ${successor} ${key}`

export function allotAll(all: readonly Passing[], rows: readonly FateRow[]): Map<string, Part> {
  const parts = new Map<string, Part>()
  const byTarget = groupBy(rows, ({ target }) => target)
  for (const one of all) {
    const own = byTarget.get(one.code) ?? []
    const split = own.length > 1 && isAdditive(one) ? splitOf(one, own) : undefined
    for (const [at, row] of own.entries()) parts.set(partKey(row), split?.[at] ?? wholeOf(one, row.share))
  }
  return parts
}

/** A rate stays what it is in every part, but what was reached in a part of its unit nobody knows. */
function wholeOf(one: Passing, share: Ratio): Part {
  const isWhole = compare(share, whole) === 0
  const { plan, planLow, planHigh, laterPlans, baseline, references } = one
  const kept = { plan, planLow, planHigh, laterPlans, baseline, one, share }
  if (isWhole || one.kind !== 'number') return { ...kept, actual: one.actual, references, isLost: false }
  return { ...kept, actual: null, references: [], isLost: one.actual !== null }
}

function splitOf(one: Passing, rows: readonly FateRow[]): Part[] {
  const shares = rows.map(({ share }) => share)
  const each = (amount: Amount | null) => (amount === null ? shares.map(() => null) : allot(amount, shares))
  const plan = each(one.plan)
  const planLow = each(one.planLow)
  const planHigh = each(one.planHigh)
  const baseline = each(one.baseline)
  const later = one.laterPlans.map((version) => ({ version, parts: allot(version.plan, shares) }))
  const references = one.references.map((reference) => ({ reference, parts: allot(reference.value, shares) }))
  const low = each(one.actual?.value.low ?? null)
  const high = each(one.actual?.value.high ?? null)
  return shares.map((share, at) => ({
    one,
    share,
    isLost: false,
    plan: plan[at]!,
    planLow: planLow[at]!,
    planHigh: planHigh[at]!,
    baseline: baseline[at]!,
    laterPlans: later.map(({ version, parts }) => ({ ...version, plan: parts[at]! })),
    references: references.map(({ reference, parts }) => ({ ...reference, value: parts[at]! })),
    actual: one.actual && { ...one.actual, value: { low: low[at]!, high: high[at]! } },
  }))
}

function goOn(row: FateRow, allotted: Map<string, Part>): Inherited {
  const { one, share, ...part } = allotted.get(partKey(row))!
  return {
    ...part,
    successor: row.successor!,
    key: row.key,
    fate: 'continue',
    parts: [{ target: one.code, share }],
    lead: one,
    due: one,
    decimals: one.decimals,
    assessment: one.assessment,
    startOn: one.startOn,
    curve: one.curve,
    parentId: one.parentId,
    contribution: one.contribution,
    notes: part.isLost ? ['actual_lost'] : [],
  }
}

function combine(group: readonly FateRow[], own: readonly Passing[], allotted: Map<string, Part>): Inherited {
  const parts = group.map((row) => allotted.get(partKey(row))!)
  const lead = own[0]!
  const decimals = Math.max(...own.map((one) => one.decimals))
  const figures = isAdditive(lead) ? sumOf(parts, decimals) : sameOf(parts, decimals)
  const due = earliest(own)
  const curve = alike(own.map((one) => one.curve)) ?? (lead.kind === 'number' ? 'linear' : lead.curve)
  const parentId = alike(own.map((one) => one.parentId)) ?? null
  const known = parts.flatMap(({ actual }) => actual ?? [])
  const hasParents = own.some((one) => one.parentId !== null)
  const notes: [PassingNote, boolean][] = [
    ['curve_linear', own.some((one) => one.curve !== curve)],
    ['earliest_due', own.some((one) => one.dueOn !== due.dueOn)],
    ['plan_lost', !hasPlan(figures) && own.some(hasPlan)],
    ['plan_partial', hasPlan(figures) && !own.every(hasPlan)],
    ['open_end', isOpenEnded(figures.actual) && !known.every(isOpenEnded)],
    ['actual_lost', figures.isLost],
    ['partial', figures.actual !== null && parts.some(({ actual }) => actual === null)],
    ['parent_differs', hasParents && parentId === null],
    ['references_partial', isUneven(parts)],
  ]
  return {
    ...figures,
    successor: group[0]!.successor!,
    key: group[0]!.key,
    fate: 'combine',
    parts: parts.map(({ one, share }) => ({ target: one.code, share })),
    lead,
    due,
    decimals,
    assessment: worst(own.map(({ assessment }) => assessment)),
    startOn: own.map(({ startOn }) => startOn).sort()[0]!,
    curve,
    parentId,
    contribution: alike(own.map((one) => one.contribution)) ?? null,
    notes: notes.flatMap(([note, applies]) => (applies ? [note] : [])),
  }
}

const hasPlan = ({ plan, planLow }: Pick<Passing, 'plan' | 'planLow'>) => plan !== null || planLow !== null

/** 'Above 95': it says where a figure begins, and not where it ends. */
const isOpenEnded = (actual: Passing['actual']) =>
  actual !== null && (actual.value.low === null || actual.value.high === null)

type Figures = Pick<
  Inherited,
  'plan' | 'planLow' | 'planHigh' | 'laterPlans' | 'baseline' | 'actual' | 'references' | 'isLost'
>

/** Amounts add up; what is missing is never zero, so a sum of some of them says so. */
function sumOf(parts: readonly Part[], decimals: number): Figures {
  const sum = summer(parts, decimals)
  const days = [...new Set(parts.flatMap(({ laterPlans }) => laterPlans.map((plan) => plan.effectiveFrom)))]
  const isSpread = parts.some(isBetweenSources)
  return {
    plan: sum(({ plan }) => plan),
    planLow: sum(({ planLow }) => planLow),
    planHigh: sum(({ planHigh }) => planHigh),
    laterPlans: days.sort().map((effectiveFrom) => ({
      effectiveFrom,
      plan: sum((part) => planFrom(part, effectiveFrom)) ?? 0,
    })),
    baseline: sum(({ baseline }) => baseline),
    actual: isSpread ? null : actualOf(parts, sum),
    references: referencesOf(parts, decimals),
    isLost: isSpread || parts.some((part) => part.isLost),
  }
}

type Sum = (pick: (part: Part) => Amount | null) => Amount | null

const scaleOf = ({ one }: Part, decimals: number) => 10 ** (decimals - one.decimals)

const summer =
  (parts: readonly Part[], decimals: number): Sum =>
  (pick) => {
    const there = parts.flatMap((part) => {
      const amount = pick(part)
      return amount === null ? [] : [amount * scaleOf(part, decimals)]
    })
    return there.length ? there.reduce((total, amount) => total + amount, 0) : null
  }

const planFrom = ({ laterPlans, plan }: Part, day: string) =>
  laterPlans.findLast(({ effectiveFrom }) => effectiveFrom <= day)?.plan ?? plan

const isBetweenSources = ({ actual }: Part) =>
  actual?.rangeKind === 'sources' && actual.value.low !== actual.value.high

/** An end that is open for one of them is open for all. */
function actualOf(parts: readonly Part[], sum: Sum): Passing['actual'] {
  const known = parts.flatMap(({ actual }) => actual ?? [])
  if (!known.length) return null
  const total = (end: 'low' | 'high') =>
    known.some(({ value }) => value[end] === null) ? null : sum(({ actual }) => actual?.value[end] ?? null)
  return { ...latestOf(known), value: { low: total('low'), high: total('high') } }
}

function referencesOf(parts: readonly Part[], decimals: number): Passing['references'] {
  const scaled = parts.flatMap((part) =>
    part.references.map((one) => ({ ...one, value: one.value * scaleOf(part, decimals) })),
  )
  const byDay = [...groupBy(scaled, ({ asOf }) => asOf)].sort(([a], [b]) => (a < b ? -1 : 1))
  return byDay.map(([asOf, own]) => ({
    asOf,
    value: own.reduce((total, { value }) => total + value, 0),
    source: [...new Set(own.map(({ source }) => source))].join('; '),
  }))
}

/** Rates do not add up: what all promised alike stays promised, and what was reached has to be counted anew. */
function sameOf(parts: readonly Part[], decimals: number): Figures {
  const same = (pick: (part: Part) => Amount | null) =>
    alike(
      parts.map((part) => (pick(part) === null ? null : pick(part)! * 10 ** (decimals - part.one.decimals))),
    ) ?? null
  const isNumber = parts[0]!.one.kind === 'number'
  return {
    plan: same((p) => p.plan),
    planLow: same((p) => p.planLow),
    planHigh: same((p) => p.planHigh),
    laterPlans: [],
    baseline: same((p) => p.baseline),
    actual: null,
    references: [],
    isLost: isNumber && parts.some(({ actual, isLost }) => actual !== null || isLost),
  }
}

/** The last day of any, and the least certain way of saying it. */
function latestOf(known: NonNullable<Passing['actual']>[]) {
  const asOf = known
    .map((one) => one.asOf)
    .sort()
    .at(-1)!
  const order: Qualifier[] = ['approx', 'estimate', 'exact']
  const qualifier = order.find((word) => known.some((one) => one.qualifier === word))!
  return { asOf, qualifier, rangeKind: 'uncertain' as const }
}

const alike = <Value>(values: readonly Value[]): Value | undefined =>
  values.every((value) => value === values[0]) ? values[0] : undefined

/** Whose deadline comes first; one without comes last. */
function earliest(own: readonly Passing[]): Passing {
  return own.reduce((first, one) => ((one.dueOn ?? '9') < (first.dueOn ?? '9') ? one : first))
}

function worst(all: readonly (Assessment | null)[]): Assessment | null {
  return (['behind', 'at_risk', 'on_track'] as const).find((word) => all.includes(word)) ?? null
}

const isUneven = (parts: readonly Part[]): boolean => {
  const days = parts.map(({ references }) => references.map(({ asOf }) => asOf).join())
  return isAdditive(parts[0]!.one) && alike(days) === undefined
}

function isStorable({ laterPlans, references, ...one }: Inherited): boolean {
  const { plan, planLow, planHigh, baseline, actual } = one
  const amounts = [plan, planLow, planHigh, baseline, actual?.value.low, actual?.value.high]
  return [
    ...amounts,
    ...laterPlans.map((later) => later.plan),
    ...references.map(({ value }) => value),
  ].every((amount) => amount === null || amount === undefined || Number.isSafeInteger(amount))
}
