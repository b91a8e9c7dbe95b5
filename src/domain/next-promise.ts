import { acceptedOf, pointsOf } from './actual.ts'
import { readCurve, shareAt } from './curve.ts'
import { addDays, addYears, type Day, maxDay, minDay } from './day.ts'
import { planAt } from './plan.ts'
import type { Amount, TargetFacts } from './target.ts'

/** What last year's figures become in the promise that follows. */
export interface FigureWish {
  /** The last figure of an indicator that is measured at a point in time, as the level it starts from. */
  baseline: boolean
  /** The figures of the year as those of the same period, against which growth is shown. */
  samePeriod: boolean
}

export interface NextPeriod {
  startOn: Day
  endOn: Day
  /** How many years lie between the two. */
  years: number
}

export interface NextFigures {
  /** The last version of the plan, not the one that was signed first. */
  plan: Amount | null
  startOn: Day
  dueOn: Day | null
  curve: string
  baseline: Amount | null
  baselineOn: Day | null
  references: { asOf: Day; value: Amount }[]
}

/** The days, the curve and the figures from which the same target starts in the campaign that follows. */
export function nextFigures(facts: TargetFacts, next: NextPeriod, wish: FigureWish): NextFigures {
  const { target } = facts
  const inside = (day: Day) => minDay(maxDay(addYears(day, next.years), next.startOn), next.endOn)
  const startOn = inside(target.startOn)
  const dueOn = target.dueOriginal && maxDay(inside(target.dueOriginal), startOn)
  const exact = exactPoints(facts)
  const references = wish.samePeriod ? exact.filter(({ asOf }) => asOf < next.startOn) : []
  const last = exact.at(-1)
  const hasBaseline = wish.baseline && target.valueKind === 'point' && last !== undefined
  return {
    plan: planAt(facts, LAST_DAY),
    startOn,
    dueOn,
    curve: curveFor(target.curve, { start: startOn, end: dueOn ?? next.endOn }, references),
    baseline: hasBaseline ? last.value : null,
    baselineOn: hasBaseline ? last.asOf : null,
    references,
  }
}

const LAST_DAY: Day = '9999-12-31'

/** A range is no figure that anything could be held against. */
function exactPoints(facts: TargetFacts): { asOf: Day; value: Amount }[] {
  if (facts.target.kind !== 'number') return []
  return pointsOf(facts, acceptedOf(facts.updates)).flatMap(({ asOf, value }) =>
    value.low !== null && value.low === value.high ? [{ asOf, value: value.low }] : [],
  )
}

/** Last year's shape needs last year's figures; without them the promise would have no expectation at all. */
function curveFor(
  curve: string,
  period: { start: Day; end: Day },
  references: { asOf: Day; value: Amount }[],
): string {
  const read = readCurve(curve)
  if ('error' in read) return 'linear'
  if (read.shape !== 'last_year' || period.start === period.end) return curve
  return shareAt(read, period, addDays(period.end, -1), references) === null ? 'linear' : curve
}
