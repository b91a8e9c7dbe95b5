import type { Reader } from '../reader.ts'
import { type ProgressWord, progressBadge, type Tone } from './status.ts'

export interface BulletProps {
  /** Percent of the plan, by its worst and best end; both the same for an exact figure, null for an open end. */
  low: number | null
  high: number | null
  /** The percentage that is expected by the day of the figure; left out where there is no pace. */
  pace?: number | null
  tone: Tone
  /** What a listener hears: 'Đạt 90,41% kế hoạch; mức phải đạt 66,6%'. */
  label: string
  /** The percentage at the end of the bar; by itself 100, or as much more as the value needs, at most 200. */
  max?: number
}

/** Value against plan: the bar is the value, the black rule the pace, a tick 100% where the bar is longer. */
export function Bullet({ low, high, pace, tone, label, max = scaleFor(high ?? low ?? 0) }: BulletProps) {
  const at = (percent: number) => `${round((Math.min(Math.max(percent, 0), max) / max) * 100)}%`
  const from = low ?? 0
  const to = high ?? (low === null ? 0 : max)
  return (
    <svg class='bul' data-s={tone} role='img' aria-label={label}>
      <rect class='bul-t' y='5.5' width='100%' height='11' rx='2' />
      {from > 0 && <rect class='bul-v' y='6' width={at(from)} height='10' rx='2' />}
      {to > from && <rect class='bul-r' x={at(from)} y='6' width={at(to - from)} height='10' />}
      {max > 100 && <line class='bul-g' x1={at(100)} x2={at(100)} y1='3' y2='19' />}
      {pace != null && <line class='bul-p' x1={at(pace)} x2={at(pace)} y1='1' y2='21' />}
    </svg>
  )
}

function scaleFor(percent: number): number {
  return Math.min(Math.max(100, Math.ceil(percent / 25) * 25), 200)
}

export type StatusCounts = Record<'done' | 'ok' | 'risk' | 'slow' | 'late', number>

const parts = ['done', 'ok', 'risk', 'slow', 'late'] as const
const words: Record<keyof StatusCounts, ProgressWord> = {
  done: 'done',
  ok: 'on_track',
  risk: 'at_risk',
  slow: 'behind',
  late: 'overdue',
}
const GAP = 0.6

/** The mix of a group of targets as one bar; a listener hears the counts. Draws nothing for nothing. */
export function StatusMix({ reader, counts }: { reader: Reader; counts: StatusCounts }) {
  const shown = parts.filter((part) => counts[part] > 0)
  const total = shown.reduce((sum, part) => sum + counts[part], 0)
  if (!total) return null

  const label = shown.map((part) => `${reader.t(progressBadge(words[part]).word)} ${counts[part]}`).join(', ')
  let start = 0
  const pieces = shown.map((part) => {
    const piece = { part, x: start, width: (counts[part] / total) * 100 }
    start += piece.width
    return piece
  })
  return (
    <svg class='stk' role='img' aria-label={label}>
      {pieces.map(({ part, x, width }) => (
        <rect data-s={part} x={`${round(x)}%`} width={`${round(Math.max(width - GAP, GAP))}%`} height='14' />
      ))}
    </svg>
  )
}

/** What the colours of a mix mean. */
export function StatusLegend({ reader }: { reader: Reader }) {
  return (
    <ul class='legend'>
      {parts.map((part) => (
        <li data-s={part}>
          <svg viewBox='0 0 16 12' aria-hidden='true'>
            <rect width='16' height='12' rx='2' />
          </svg>
          {reader.t(progressBadge(words[part]).word)}
        </li>
      ))}
    </ul>
  )
}

/** What the rule and the end of a bullet bar mean. */
export function BulletLegend({ reader, pace }: { reader: Reader; pace?: string }) {
  return (
    <ul class='legend'>
      <li>
        <svg viewBox='0 0 20 14' aria-hidden='true'>
          <path class='bul-p' d='M10 0v14' />
        </svg>
        {pace ?? reader.t('common.legendPace')}
      </li>
      <li>
        <svg viewBox='0 0 20 14' aria-hidden='true'>
          <rect class='bul-t' y='3' width='20' height='8' />
        </svg>
        {reader.t('common.legendFull')}
      </li>
    </ul>
  )
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
