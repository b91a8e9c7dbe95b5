import { pointsOf } from '../../src/domain/actual.ts'
import { addDays, type Day, daysBetween, maxDay } from '../../src/domain/day.ts'
import { expectedAt, planAt } from '../../src/domain/plan.ts'
import type { TargetFacts } from '../../src/domain/target.ts'
import type { Judged } from './shapes.ts'

/** A place in the chart: `x` is the share of the period that has passed, `y` the amount in units of the measure. */
export interface Dot {
  x: number
  y: number
}

export interface Band {
  x: number
  low: number
  high: number
}

/** Everything the chart draws, in plain numbers: geometry needs no exactness. */
export interface Course {
  points: Band[]
  /** Where the line of a total begins; a level at a date has no beginning. */
  origin: Band | null
  expected: Dot[]
  /** As promised at first, where a revision or an extension has changed it. */
  original: Dot[]
  /** The plan in force, in steps where it was revised; two lines for a band. */
  goals: Dot[][]
  forecast: { from: Band; to: Band } | null
  /** Ends of months, as shares of the period. */
  months: { x: number; month: number; year: number }[]
  scale: [number, number]
}

/** How many days of the curve are worked out: more would not be seen. */
const SAMPLES = 60

/** Null for what has no course: tasks, and targets without an end to draw towards. */
export function courseDrawing(judged: Judged): Course | null {
  const { target, standing, facts } = judged
  if (target.kind !== 'number') return null
  const start = addDays(target.startOn, -1)
  const end = endOf(judged)
  const length = Math.max(1, daysBetween(start, end))
  const at = (day: Day) => Math.min(1, Math.max(0, daysBetween(start, day) / length))
  const units = 10 ** target.decimals

  const points = pointsOf(facts).map(({ asOf, value }) => {
    const low = (value.low ?? value.high ?? 0) / units
    return { x: at(asOf), low, high: (value.high ?? value.low ?? 0) / units }
  })
  const expected = standing.pace || !points.length ? curveOf(facts, start, end, at) : []
  const isChanged = facts.planVersions.length > 0 || facts.extensions.length > 0
  const first = { ...facts, planVersions: [], extensions: [] }
  const last = points.at(-1)
  const base = (target.baseline ?? 0) / units
  const begins = target.valueKind !== 'point' && points[0] && points[0].x > 0
  const course = {
    points,
    origin: begins ? { x: 0, low: base, high: base } : null,
    expected,
    original: isChanged && expected.length ? curveOf(first, start, end, at) : [],
    goals: goalsOf(judged, end, at),
    forecast: last ? forecastOf(judged, last, at) : null,
    months: monthsUpTo(start, end, at),
  }
  return { ...course, scale: scaleOf(judged, course) }
}

/** The due date in force, the original one where that was later, or the last figure where there is none. */
function endOf({ target, standing, facts, day }: Judged): Day {
  const last = pointsOf(facts).at(-1)?.asOf ?? target.startOn
  const due = standing.dueOn ?? maxDay(day, addDays(target.startOn, 30))
  return maxDay(maxDay(due, target.dueOriginal ?? due), last)
}

/** The expected level over a period, by days that tell its shape. */
export function curveOf(facts: TargetFacts, start: Day, end: Day, at: (day: Day) => number): Dot[] {
  const length = daysBetween(start, end)
  const changes = [
    ...facts.planVersions.map(({ effectiveFrom }) => effectiveFrom),
    ...facts.extensions.map(({ grantedOn }) => grantedOn),
  ]
  const due = facts.extensions.at(-1)?.dueOn ?? facts.target.dueOriginal
  const even = Array.from({ length: SAMPLES + 1 }, (_, n) =>
    addDays(start, Math.round((n * length) / SAMPLES)),
  )
  const days = [...even, ...changes, ...(due ? [addDays(due, -1), due] : [])]
    .filter((day) => day >= start && day <= end)
    .sort()
  return [...new Set(days)].flatMap((day) => {
    const level = expectedAt(facts, day)?.level
    return level ? [{ x: at(day), y: Number(level.n) / Number(level.d) / 10 ** facts.target.decimals }] : []
  })
}

function goalsOf({ target, facts }: Judged, end: Day, at: (day: Day) => number): Dot[][] {
  const units = 10 ** target.decimals
  const flat = (amount: number) => [
    { x: 0, y: amount / units },
    { x: 1, y: amount / units },
  ]
  if (target.direction === 'within') {
    return [target.planLow, target.planHigh].flatMap((amount) => (amount === null ? [] : [flat(amount)]))
  }
  const steps: Dot[] = []
  const first = planAt(facts, target.startOn)
  if (first !== null) steps.push({ x: 0, y: first / units })
  for (const { effectiveFrom, plan } of facts.planVersions) {
    const x = at(effectiveFrom)
    const before = steps.at(-1)
    if (before) steps.push({ x, y: before.y })
    steps.push({ x, y: plan / units })
  }
  const last = steps.at(-1)
  return last ? [[...steps, { x: at(end), y: last.y }]] : []
}

function forecastOf(judged: Judged, from: Band, at: (day: Day) => number): Course['forecast'] {
  const { standing, target, day } = judged
  const { pace, dueOn, latest } = standing
  const { low, high } = pace?.forecast ?? { low: null, high: null }
  if (!low || !high || !dueOn || !latest || latest.asOf >= dueOn || dueOn < day) return null
  if (standing.baseClass !== 'open') return null
  const units = 10 ** target.decimals
  const plain = (end: { n: bigint; d: bigint }) => Number(end.n) / Number(end.d) / units
  return { from, to: { x: at(dueOn), low: plain(low), high: plain(high) } }
}

export function monthsUpTo(start: Day, end: Day, at: (day: Day) => number): Course['months'] {
  const months: Course['months'] = []
  let year = Number(start.slice(0, 4))
  let month = Number(start.slice(5, 7))
  for (;;) {
    const next = `${month === 12 ? year + 1 : year}-${String((month % 12) + 1).padStart(2, '0')}-01` as Day
    const last = addDays(next, -1)
    if (last > end) return months
    if (last > start) months.push({ x: at(last), month, year })
    ;[year, month] = month === 12 ? [year + 1, 1] : [year, month + 1]
  }
}

/** How far beyond plan and figures a forecast may stretch the scale before it is cut. */
const STRETCH = 1.5

/** From 0 for what is added up; a level with a baseline, or at a date, is drawn where it moves. */
function scaleOf({ target }: Judged, course: Omit<Course, 'scale'>): [number, number] {
  const known = [
    ...course.points.flatMap(({ low, high }) => [low, high]),
    ...[...course.expected, ...course.original, ...course.goals.flat()].map(({ y }) => y),
  ]
  const top = Math.max(...known, 0)
  const ends = course.forecast ? [course.forecast.to.low, course.forecast.to.high] : []
  const all = [...known, ...ends.filter((end) => end <= top * STRETCH)]
  const moves = target.baseline !== null || target.valueKind === 'point'
  const low = moves ? Math.min(...all) : Math.min(0, ...all)
  const high = Math.max(...all, low)
  return high > low ? [low, high] : [low, low + 1]
}
