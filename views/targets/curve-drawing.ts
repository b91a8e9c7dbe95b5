import { addDays, type Day, daysBetween, minDay } from '../../src/domain/day.ts'
import { areWeighted, WHOLE, weightOf } from '../../src/domain/milestone.ts'
import { dueOf, expectedAt, planAt } from '../../src/domain/plan.ts'
import { type Ratio, ratio } from '../../src/domain/ratio.ts'
import type { Amount, TargetFacts } from '../../src/domain/target.ts'
import { type Course, curveOf, type Dot, monthsUpTo } from './course.ts'

/** A level that is expected by a day, on the scale of amounts; a share of 100 where there is no plan to speak of. */
export interface Expected {
  day: Day
  level: Ratio
}

export interface CurveDrawing {
  course: Course
  /** How the amounts are written: the target's, or a percentage. */
  decimals: number
  isShare: boolean
  goal: Amount | null
  /** The level at a few ends of months, so that the picture can also be read. */
  told: Expected[]
}

const TOLD = 4

/** The curve of a promise before anything is reported; with `before`, also the one it takes the place of. */
export function curveDrawing(after: TargetFacts, before: TargetFacts | null = null): CurveDrawing | null {
  const facts = paced(after)
  const end = dueOf(facts)
  if (!end || end < facts.target.startOn) return null
  const start = addDays(facts.target.startOn, -1)
  const length = Math.max(1, daysBetween(start, end))
  const at = (day: Day) => Math.min(1, Math.max(0, daysBetween(start, day) / length))
  const isStepped = hasDatedSteps(facts)
  const lineOf = (one: TargetFacts) => (isStepped ? stairsOf(one, at) : curveOf(one, start, end, at))
  const expected = lineOf(facts)
  if (!expected.length) return null
  const { decimals } = facts.target
  const goal = isStepped ? WHOLE : planAt(facts, end)
  const original = before ? lineOf(paced(before)) : []
  const level = goal === null ? [] : [0, 1].map((x) => ({ x, y: goal / 10 ** decimals }))
  const all = [...expected, ...original, ...level].map(({ y }) => y)
  const lowest = facts.target.baseline === null ? Math.min(0, ...all) : Math.min(...all)
  const months = monthsUpTo(start, end, at)
  return {
    course: {
      points: [],
      origin: null,
      expected,
      original,
      goals: level.length ? [level] : [],
      forecast: null,
      months,
      scale: [lowest, Math.max(...all, lowest + 1 / 10 ** decimals)],
    },
    decimals,
    isShare: isStepped || planAt(after, end) === null,
    goal,
    told: toldOf(facts, end, isStepped),
  }
}

/** Where no amount is promised, or the whole task is, the curve is one of shares. */
function paced(facts: TargetFacts): TargetFacts {
  const { target } = facts
  const hasPlan = target.kind === 'number' && (target.plan !== null || facts.planVersions.length > 0)
  if (hasPlan && target.direction !== 'within') return facts
  const whole = { plan: WHOLE, baseline: null, decimals: 0, direction: 'up' as const, valueKind: null }
  return { ...facts, target: { ...target, ...whole }, planVersions: [] }
}

function hasDatedSteps({ target, milestones = [] }: TargetFacts): boolean {
  return target.kind === 'milestone' && areWeighted(milestones) && milestones.every(({ dueOn }) => dueOn)
}

/** Every step lifts the line by its weight on its day. */
function stairsOf({ milestones = [] }: TargetFacts, at: (day: Day) => number): Dot[] {
  const days = [...new Set(milestones.map(({ dueOn }) => dueOn!))].sort()
  let y = 0
  const dots: Dot[] = [{ x: 0, y }]
  for (const day of days) {
    dots.push({ x: at(day), y })
    y += weightOf(milestones.filter(({ dueOn }) => dueOn === day))
    dots.push({ x: at(day), y })
  }
  return [...dots, { x: 1, y }]
}

function toldOf(facts: TargetFacts, end: Day, isStepped: boolean): Expected[] {
  const { startOn } = facts.target
  const length = daysBetween(startOn, end)
  const days = Array.from({ length: TOLD }, (_, n) =>
    n === TOLD - 1 ? end : minDay(end, monthEnd(addDays(startOn, Math.round((length * (n + 1)) / TOLD) - 5))),
  )
  return [...new Set(days)].flatMap((day) => {
    const level = isStepped ? stepLevel(facts, day) : expectedAt(facts, day)?.level
    return level ? [{ day, level }] : []
  })
}

const stepLevel = ({ milestones = [] }: TargetFacts, day: Day): Ratio =>
  ratio(weightOf(milestones.filter(({ dueOn }) => dueOn! <= day)))

function monthEnd(day: Day): Day {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))]
  const next = `${month === 12 ? year + 1 : year}-${String((month % 12) + 1).padStart(2, '0')}-01`
  return addDays(next as Day, -1)
}
