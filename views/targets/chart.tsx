import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { writeAmount } from '../../src/i18n/numbers.ts'
import type { Language } from '../../src/i18n/translate.ts'
import type { Reader } from '../reader.ts'
import type { Band, Course, Dot } from './course.ts'

/** The frame of the plot in percent of the drawing: text outside of it keeps its size at any width. */
const TOP = 8
const BOTTOM = 86
const RIGHT = 98
const TICKS = 5
const MOST_MONTHS = 12
/** More points than these would stand on each other. */
const MOST_DOTS = 24

export interface ChartProps {
  reader: Reader
  course: Course
  title: string
  description: string
  /** The words at the lines. */
  goal: string | null
  last: string | null
}

/** The course of a number: what was expected, what was reached, and where it leads. */
export function CourseChart({ reader, course, title, description, goal, last }: ChartProps) {
  const scale = scaleLinear().domain(course.scale).nice(TICKS)
  const ticks = scale.ticks(TICKS)
  const labels = ticks.map((tick) => tickWords(reader.language, tick))
  const left = 3 + 1.3 * Math.max(...labels.map((label) => label.length))
  const frame = { left, y: scale.copy().range([100, 0]) }
  const inside = (y: number) => TOP + (frame.y(y) * (BOTTOM - TOP)) / 100
  const across = (x: number) => left + x * (RIGHT - left)
  return (
    <svg class='chart' role='img' aria-labelledby='chart-title chart-text'>
      <title id='chart-title'>{title}</title>
      <desc id='chart-text'>{description}</desc>
      {ticks.map((tick, n) => (
        <>
          <line class='c-grid' x1={at(left)} x2={at(RIGHT)} y1={at(inside(tick))} y2={at(inside(tick))} />
          <text x={at(left - 1)} y={at(inside(tick))} dy='4' text-anchor='end'>
            {labels[n]}
          </text>
        </>
      ))}
      <Months reader={reader} course={course} across={across} />
      <Plot course={course} y={frame.y} left={left} />
      <Marks course={course} across={across} inside={inside} last={last} />
      {goal && course.goals[0] && (
        <text x={at(left + 1)} y={at(inside(course.goals[0][0]!.y))} dy='-7'>
          {goal}
        </text>
      )}
    </svg>
  )
}

/** The curve that a revision or an extension has put in force, beside the dotted one of the first promise. */
export const inForce = {
  fill: 'none',
  stroke: 'currentColor',
  'stroke-opacity': '0.45',
  'stroke-width': '1.5',
  'vector-effect': 'non-scaling-stroke',
} as const

/** Lines and bands are stretched to the frame; their strokes are not. */
function Plot({ course, y, left }: { course: Course; y: (value: number) => number; left: number }) {
  const path = line<Dot>(
    (dot) => dot.x * 100,
    (dot) => y(dot.y),
  ).digits(2)
  const band = area<Band>(
    (one) => one.x * 100,
    (one) => y(one.low),
    (one) => y(one.high),
  ).digits(2)
  const ends = (bands: Band[], end: 'low' | 'high') => path(bands.map((one) => ({ x: one.x, y: one[end] })))
  const { forecast, origin } = course
  const points = origin ? [origin, ...course.points] : course.points
  const isChanged = course.original.length > 0
  const isRange = points.some(({ low, high }) => low !== high)
  const future = forecast && [forecast.from, forecast.to]
  return (
    <svg
      x={at(left)}
      y={at(TOP)}
      width={at(RIGHT - left)}
      height={at(BOTTOM - TOP)}
      viewBox='0 0 100 100'
      preserveAspectRatio='none'
      aria-hidden='true'
    >
      {future && <path class='c-area' d={band(future)} />}
      {isRange && <path class='c-area' d={band(points)} />}
      <path class='c-plan' fill='none' d={path(isChanged ? course.original : course.expected)} />
      {isChanged && <path {...inForce} d={path(course.expected)} />}
      {course.goals.map((goal) => (
        <path class='c-goal' fill='none' d={path(goal)} />
      ))}
      <path class='c-line' d={ends(points, 'low')} />
      {isRange && <path class='c-line' d={ends(points, 'high')} />}
      {future && <path class='c-fc' d={ends(future, 'low')} />}
      {future && <path class='c-fc' d={ends(future, 'high')} />}
    </svg>
  )
}

function Months(props: { reader: Reader; course: Course; across: (x: number) => number }) {
  const { months } = props.course
  const every = Math.ceil(months.length / MOST_MONTHS)
  const years = new Set(months.map(({ year }) => year)).size
  return (
    <>
      {months
        .filter((_, n) => (n + 1) % every === 0)
        .map(({ x, month, year }) => (
          <text x={at(props.across(x))} y='94%' text-anchor='middle'>
            {years > 1 ? `${month}/${String(year).slice(2)}` : month}
          </text>
        ))}
      {years === 1 && (
        <text x={at(props.across(0))} y='94%' text-anchor='middle'>
          {props.reader.t('target.chartMonth')}
        </text>
      )}
    </>
  )
}

function Marks(props: {
  course: Course
  across: (x: number) => number
  inside: (y: number) => number
  last: string | null
}) {
  const { course, across, inside, last } = props
  const end = course.points.at(-1)
  if (!end) return null
  const dots = course.points.length > MOST_DOTS ? [] : course.points.slice(0, -1)
  const x = at(across(end.x))
  const isLate = end.x > 0.7
  // Where the line comes up from the left, its foot is below the last point.
  const isAbove = isLate && end.low >= (course.points.at(-2)?.low ?? 0)
  const ends = end.low === end.high ? [end.low] : [end.low, end.high]
  return (
    <>
      <line class='c-now' x1={x} x2={x} y1={at(inside(end.high))} y2={at(BOTTOM)} />
      {dots.flatMap(({ x: along, low, high }) =>
        (low === high ? [low] : [low, high]).map((value) => (
          <circle class='c-dot' cx={at(across(along))} cy={at(inside(value))} r='3.5' />
        )),
      )}
      {ends.map((value) => (
        <circle class='c-last' cx={x} cy={at(inside(value))} r='5.5' />
      ))}
      {last && (
        <text
          class='strong'
          x={x}
          y={at(inside(isAbove ? end.high : end.low))}
          dx={isLate ? '-10' : '10'}
          dy={isAbove ? '-8' : '18'}
          text-anchor={isLate ? 'end' : 'start'}
        >
          {last}
        </text>
      )}
    </>
  )
}

const at = (percent: number): string => `${Math.round(percent * 100) / 100}%`

const TICK_DECIMALS = 6

function tickWords(language: Language, tick: number): string {
  return writeAmount(language, Math.round(tick * 10 ** TICK_DECIMALS), TICK_DECIMALS)
}
