import { groupBy } from './grouping.ts'
import { allotAll } from './inheritance.ts'
import { compare, one } from './ratio.ts'
import { type FateRow, type Inherited, indicatorOf, isAdditive, type Passing } from './succession.ts'
import type { Amount } from './target.ts'

/** What is summed before and after: the plan in force, what was reached (both ends of it), and what it is held against. */
export interface Sums {
  plan: Amount
  actual: Amount
  actualHigh: Amount
  base: Amount
  references: Amount
}

/** One indicator over all units that the change is about. */
export interface Balance {
  title: string
  measure: string | null
  decimals: number
  isAdditive: boolean
  targets: { before: number; after: number; ended: number }
  before: Sums
  after: Sums
  /** What ended, by decision, without a successor. */
  ended: Sums
  /** Targets whose figures no sum can hold: rates that were combined or divided. */
  lost: number
  isKept: boolean
}

export interface Conservation {
  open: number
  continued: number
  combined: number
  ended: number
  /** Of the successors. */
  made: number
  balances: Balance[]
  isKept: boolean
}

const nothing = (): Sums => ({ plan: 0, actual: 0, actualHigh: 0, base: 0, references: 0 })
const names = ['plan', 'actual', 'actualHigh', 'base', 'references'] as const

/** Σ plan, Σ actual and Σ base of every indicator before and after, and that every open target has its fate. */
export function conserve(
  all: readonly Passing[],
  rows: readonly FateRow[],
  made: readonly Inherited[],
): Conservation {
  const fateOf = new Map(
    [...groupBy(rows, ({ target }) => target)].map(([code, own]) => [code, mainFate(own)]),
  )
  const count = (fate: string) => all.filter(({ code }) => fateOf.get(code) === fate).length
  const counts = { continued: count('continue'), combined: count('combine'), ended: count('end') }
  const headings = headingsOf(all, made)
  const balances = [...groupBy(all, ({ code }) => headings.get(code)!).values()].map((own) =>
    balanceOf(own, rows, made, fateOf),
  )
  const isWhole = counts.continued + counts.combined + counts.ended === all.length
  return {
    open: all.length,
    ...counts,
    made: made.length,
    balances,
    isKept: isWhole && balances.every((balance) => balance.isKept),
  }
}

/** Under which indicator each target is summed; what somebody combined across two of them is one. */
function headingsOf(all: readonly Passing[], made: readonly Inherited[]): Map<string, string> {
  const headings = new Map(all.map((one) => [one.code, indicatorOf(one)]))
  for (const { parts } of made) {
    const [first, ...others] = parts.map(({ target }) => headings.get(target)!)
    for (const other of others.filter((heading) => heading !== first)) {
      for (const [code, heading] of headings) if (heading === other) headings.set(code, first!)
    }
  }
  return headings
}

function mainFate(own: readonly FateRow[]) {
  if (own.every(({ fate }) => fate === 'end')) return 'end'
  return own.some(({ fate }) => fate === 'combine') ? 'combine' : 'continue'
}

function balanceOf(
  own: readonly Passing[],
  rows: readonly FateRow[],
  made: readonly Inherited[],
  fateOf: Map<string, string>,
): Balance {
  const [first] = own
  const codes = new Set(own.map(({ code }) => code))
  const after = made.filter(({ parts }) => parts.some(({ target }) => codes.has(target)))
  const decimals = Math.max(...own.map((one) => one.decimals), ...after.map((one) => one.decimals))
  const adds = isAdditive(first!)
  const sums = { before: nothing(), after: nothing(), ended: nothing() }
  const lost = new Set(adds ? lostOf(after) : changed(own, rows, after))
  for (const one of own) if (!lost.has(one.code)) addUp(sums.before, one, decimals)
  leaveOpen(sums.before, { own, rows, after, lost, decimals })
  for (const one of after) {
    if (one.parts.every(({ target }) => !lost.has(target))) addUp(sums.after, one, decimals)
  }
  sumEnded(sums.ended, { own, rows, fateOf, lost, decimals })
  return {
    title: first!.title,
    measure: first!.measure,
    decimals,
    isAdditive: adds,
    targets: {
      before: own.length,
      after: after.length,
      ended: own.filter(({ code }) => fateOf.get(code) === 'end').length,
    },
    ...sums,
    lost: lost.size,
    isKept: names.every((name) => sums.before[name] === sums.after[name] + sums.ended[name]),
  }
}

interface Told {
  own: readonly Passing[]
  rows: readonly FateRow[]
  lost: ReadonlySet<string>
  decimals: number
}

const ends = [
  ['actual', 'low'],
  ['actualHigh', 'high'],
] as const

/** An end that is open for one part is open for the whole, so at that end the others are in no sum any more. */
function leaveOpen(sums: Sums, { own, rows, after, lost, decimals }: Told & { after: readonly Inherited[] }) {
  const parts = allotAll(own, rows)
  for (const { parts: made, successor, key } of after.filter((one) => one.parts.length > 1)) {
    if (made.some(({ target }) => lost.has(target))) continue
    const merged = made.map(({ target }) => parts.get(`${target} ${successor} ${key}`)!)
    for (const [name, end] of ends) {
      if (!merged.some(({ actual }) => actual?.value[end] === null)) continue
      for (const { actual, one } of merged)
        sums[name] -= (actual?.value[end] ?? 0) * 10 ** (decimals - one.decimals)
    }
  }
}

/** Of what ended in part, the part that was divided off. */
function sumEnded(sums: Sums, told: Told & { fateOf: ReadonlyMap<string, string> }) {
  const { own, rows, fateOf, lost, decimals } = told
  const isOver = (code: string) => fateOf.get(code) === 'end'
  for (const one of own.filter(({ code }) => isOver(code))) addUp(sums, one, decimals)
  const codes = new Set(own.map(({ code }) => code).filter((code) => !lost.has(code) && !isOver(code)))
  const parts = allotAll(own, rows)
  const partly = rows.filter(({ fate, target }) => fate === 'end' && codes.has(target))
  for (const row of partly) addUp(sums, endedPart(parts, row), decimals)
}

function endedPart(parts: ReturnType<typeof allotAll>, row: FateRow) {
  const { one, ...part } = parts.get(`${row.target} ${row.successor} ${row.key}`)!
  return { ...part, decimals: one.decimals }
}

/** Ranges between sources are in no sum. */
const lostOf = (made: readonly Inherited[]) =>
  made.filter(({ isLost }) => isLost).flatMap(({ parts }) => parts.map(({ target }) => target))

/** A rate is itself only while it goes on whole. */
function changed(own: readonly Passing[], rows: readonly FateRow[], after: readonly Inherited[]): string[] {
  const alone = new Set(after.filter(({ parts }) => parts.length === 1).map(({ lead }) => lead.code))
  return own.flatMap(({ code }) => {
    const mine = rows.filter(({ target }) => target === code)
    const ends = mine.every(({ fate }) => fate === 'end')
    const isWhole = mine.length === 1 && compare(mine[0]!.share, one) === 0
    return ends || (isWhole && alone.has(code)) ? [] : [code]
  })
}

type Summed = Pick<Passing, 'plan' | 'baseline' | 'actual' | 'references' | 'decimals'>

function addUp(sums: Sums, { plan, baseline, actual, references, decimals }: Summed, to: number) {
  const scale = 10 ** (to - decimals)
  sums.plan += (plan ?? 0) * scale
  sums.actual += (actual?.value.low ?? 0) * scale
  sums.actualHigh += (actual?.value.high ?? 0) * scale
  sums.base += (baseline ?? 0) * scale
  sums.references += references.reduce((total, { value }) => total + value, 0) * scale
}
