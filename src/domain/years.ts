import { readCurve, shareAt } from './curve.ts'
import { addDays, type Day, maxDay, minDay } from './day.ts'
import type { TargetPromise } from './promise.ts'
import { add, multiply, ratio, roundScaled, subtract } from './ratio.ts'
import { isShare } from './rollup.ts'
import type { BaseClass } from './standing.ts'
import type { Amount, RollupKind } from './target.ts'

/** A calendar year of a term, as far as it lies in it. */
export interface Year {
  year: number
  startOn: Day
  dueOn: Day
}

type Term = Pick<TargetPromise, 'kind' | 'direction' | 'plan' | 'startOn' | 'dueOn'> & Counted
type Counted = Pick<TargetPromise, 'measure' | 'valueKind' | 'baseline'>

export const yearOf = (day: Day): number => Number(day.slice(0, 4))

export function yearsOf({ startOn, dueOn }: Pick<Term, 'startOn' | 'dueOn'>): Year[] {
  if (dueOn === null || dueOn < startOn) return []
  const first = yearOf(startOn)
  return Array.from({ length: yearOf(dueOn) - first + 1 }, (_, n) => {
    const year = first + n
    return { year, startOn: maxDay(startOn, `${year}-01-01`), dueOn: minDay(dueOn, `${year}-12-31`) }
  })
}

/** Whether each year of a term has a target of its own: one that is left out still has to be answered for by the term. */
export function coversYears(term: Days, parts: readonly Days[]): boolean {
  const isOf = (year: number) => (part: Days) =>
    yearOf(part.startOn) === year && part.dueOn !== null && yearOf(part.dueOn) === year
  const years = yearsOf(term)
  return years.length > 0 && years.every(({ year }) => parts.some(isOf(year)))
}

type Days = Pick<Term, 'startOn' | 'dueOn'>

/** A number that is to rise or to fall over more than one year. What has a band keeps it in every year. */
export const mayBeDivided = (term: Term): boolean =>
  term.kind === 'number' && term.direction !== 'within' && term.plan !== null && yearsOf(term).length > 1

/** What was signed is divided by an annex, as long as nothing was reported of the whole. */
export const mayBeDividedLater = (
  row: Term & { baseClass: BaseClass; lastReportedOn: Day | null },
): boolean => mayBeDivided(row) && row.baseClass === 'open' && row.lastReportedOn === null

/**
 * How years make up a term. Amounts begin each year at 0, and the term is their sum. A level goes on from year to year,
 * and the term stands where the newest year does; so does a cumulative amount that is counted from a baseline. What is
 * reported as a percentage of plan is of the year's own plan: such years stand beside their term.
 */
export type YearWay = 'sum' | 'level' | 'beside'

export function wayOfYears({ valueKind, measure, baseline }: Counted): YearWay {
  if (valueKind === 'percent') return 'beside'
  if (valueKind === 'flow') return isShare(measure) ? 'beside' : 'sum'
  return valueKind === 'cumulative' && !baseline && !isShare(measure) ? 'sum' : 'level'
}

export const rollupOfYears: Record<YearWay, RollupKind | null> = { sum: 'sum', level: 'last', beside: null }

/**
 * What to begin with: amounts evenly, with what does not divide in the last year; levels on the straight line from the
 * baseline to the plan, or as high as the plan every year where there is none.
 */
export function evenPlans(term: Term): Amount[] {
  const years = yearsOf(term)
  const plan = term.plan ?? 0
  const last = years.length - 1
  if (wayOfYears(term) === 'sum' || term.valueKind === 'flow') {
    const each = Math.trunc(plan / years.length)
    return years.map((_, n) => (n === last ? plan - each * last : each))
  }
  const base = term.baseline ?? (term.valueKind === 'point' ? plan : 0)
  const way = subtract(ratio(plan), ratio(base))
  return years.map((_, n) =>
    Number(roundScaled(add(ratio(base), multiply(way, ratio(n + 1, years.length))), 0)),
  )
}

/** What is promised for one year. */
export interface YearPlan {
  year: number
  plan: Amount
  dueOn: Day
}

/** The figures and days of the years of a term, in their order. */
export function figuresOfYears(term: TargetPromise, plans: readonly YearPlan[]) {
  const spans = new Map(yearsOf(term).map((one) => [one.year, one]))
  const way = wayOfYears(term)
  return plans.map(({ year, plan, dueOn }, n) => {
    const { startOn } = spans.get(year)!
    const baseline = way === 'sum' ? null : onTheWay(term, n === 0 ? term.baseline : plans[n - 1]!.plan, plan)
    return {
      ...{ plan, dueOn, startOn, baseline },
      // What a year before is to reach was not measured on any day.
      baselineOn: baseline !== null && n === 0 ? term.baselineOn : null,
      curve: curveOfYear(term.curve, startOn, dueOn),
      contribution: way === 'beside' ? ('informational' as const) : ('additive' as const),
    }
  })
}

/** A year that is not to go on from where the one before it ends has no baseline. */
function onTheWay(
  { direction }: Pick<Term, 'direction'>,
  before: Amount | null,
  plan: Amount,
): Amount | null {
  if (before === null) return null
  return (direction === 'down' ? before > plan : before < plan) ? before : null
}

/** Shares of the months are those of every year; a shape of the year before needs figures that no year has yet. */
function curveOfYear(curve: string, start: Day, end: Day): string {
  const read = readCurve(curve)
  if ('error' in read || read.shape === 'last_year') return 'linear'
  if (read.shape !== 'monthly' || start === end) return curve
  return shareAt(read, { start, end }, addDays(end, -1)) === null ? 'linear' : curve
}

/** The sub-target of a term for one year, in the words of the term. */
export function promiseOfYear(
  term: TargetPromise,
  code: string,
  title: string,
  figures: ReturnType<typeof figuresOfYears>[number],
): TargetPromise {
  return {
    ...term,
    ...figures,
    ...{ title, order: null, parent: code, weight: null, headline: null, rollup: null },
    ...{ planLow: null, planHigh: null, references: [], steps: [] },
  }
}

interface Placed {
  id: string
  parentId: string | null
  commitmentId: string
}

/** Whether a target is a year, or another part, of a target in the same commitment. */
export const isInside = (row: Placed, of: readonly Placed[]): boolean =>
  row.parentId !== null &&
  of.some(({ id, commitmentId }) => id === row.parentId && commitmentId === row.commitmentId)

/** The targets of a commitment with the years of each term right behind it. */
export function inTerms<Row extends Placed>(rows: readonly Row[]): Row[] {
  const below = (term: Row): Row[] => [
    term,
    ...rows.filter((row) => row.parentId === term.id && row.id !== term.id).flatMap(below),
  ]
  return rows.filter((row) => !isInside(row, rows)).flatMap(below)
}

/**
 * What a unit is asked to report of now: what has begun, and of a term the year that runs. The term itself is asked for
 * once none of its years is open any more.
 */
export function isAsked(row: Placed & { startOn: Day }, open: readonly Placed[], today: Day): boolean {
  if (row.startOn > today) return false
  return !open.some(({ parentId, commitmentId }) => parentId === row.id && commitmentId === row.commitmentId)
}

/** The year at the end of a title: a term that is copied is of other years. */
const YEAR_AT_END = /( – năm )(\d{4})$/

export const withoutYear = (title: string): string => title.replace(YEAR_AT_END, '')

export const titleYearsOn = (title: string, years: number): string =>
  title.replace(YEAR_AT_END, (_, words: string, year: string) => `${words}${Number(year) + years}`)

/** 'Thu ngân sách – năm 2023': data is in the office's own language, whoever writes it. */
export const titleOfYear = (title: string, year: number): string => `${title} – năm ${year}`
