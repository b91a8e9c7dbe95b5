import type { Range } from '../../src/domain/actual.ts'
import { hasBaseline } from '../../src/domain/percent.ts'
import { divide, multiply, type Ratio, ratio } from '../../src/domain/ratio.ts'
import type { Progress, Standing } from '../../src/domain/standing.ts'
import type { Target } from '../../src/domain/target.ts'
import type { Warning } from '../../src/domain/warning.ts'
import { writeDay, writeDayShort } from '../../src/i18n/days.ts'
import {
  writeMeasured,
  writePercent,
  writePercentSpan,
  writePoints,
  writeSignedPercent,
  writeSpan,
} from '../../src/i18n/numbers.ts'
import { Kpi } from '../parts/figures.tsx'
import { progressBadge } from '../parts/status.ts'
import type { Reader } from '../reader.ts'

export interface IndicatorShown {
  target: Target & { title: string; measure: string | null }
  unitName: string
  standing: Standing
  growth: Range | null
  warning: Warning | null
}

/** One key indicator: its share of the plan against the pace, or its growth where no plan was given. */
export function IndicatorRow({ reader, shown }: { reader: Reader; shown: IndicatorShown }) {
  const { target, standing, growth } = shown
  const { t, language } = reader
  const href = reader.at(`/targets/${encodeURIComponent(target.code)}`)
  if (standing.percent) {
    return (
      <Kpi
        name={target.title}
        href={href}
        value={percentOf(reader, standing)}
        bullet={bulletOf(reader, shown, standing.percent)}
        amounts={amountsOf(reader, shown)}
        pace={paceWords(reader, standing)}
      />
    )
  }
  const year = standing.latest ? Number(standing.latest.asOf.slice(0, 4)) - 1 : 0
  return (
    <Kpi
      name={target.title}
      href={href}
      value={growth ? growthOf(language, growth) : '–'}
      instead={standing.plan === null ? t('overview.noPlan') : ''}
      amounts={amountsOf(reader, shown)}
      pace={growth ? t('overview.sinceLastYear', { year }) : ''}
    />
  )
}

export function percentOf({ language }: Reader, { percent, met }: Pick<Standing, 'percent' | 'met'>): string {
  return percent ? writePercentSpan(language, percent, { met: met === 'met' }) : ''
}

function bulletOf(reader: Reader, { target, standing }: IndicatorShown, percent: Range) {
  const expected = expectedShare(target, standing)
  const words = { title: target.title, percent: percentOf(reader, standing) }
  const label = expected
    ? reader.t('overview.barLabelPace', { ...words, expected: writePercent(reader.language, expected) })
    : reader.t('overview.barLabel', words)
  const progress: Progress = standing.progress ?? 'on_track'
  return {
    low: hundred(percent.low),
    high: hundred(percent.high),
    pace: hundred(expected),
    tone: progressBadge(progress).tone,
    label,
  }
}

/** The expected level on the scale of the bar: of the way from the baseline where the bar is that, else of the plan. */
function expectedShare(target: Target, { pace, plan }: Standing): Ratio | null {
  if (!pace || !plan) return null
  const ofWay = target.direction === 'down' && hasBaseline(target, plan)
  return ofWay ? pace.expectedShare : divide(pace.expected, ratio(plan))
}

const hundred = (share: Ratio | null): number | null =>
  share ? (Number(share.n) / Number(share.d)) * 100 : null

function amountsOf({ t, language, today }: Reader, { target, standing, growth }: IndicatorShown): string {
  const { latest, plan } = standing
  if (!latest) return t('overview.noFigure')
  const isPercent = target.valueKind === 'percent'
  const measured =
    plan !== null && !isPercent
      ? `${writeSpan(language, latest.value, target.decimals)} / ${writeMeasured(language, { low: plan, high: plan }, target.decimals, target.measure)}`
      : isPercent
        ? ''
        : writeMeasured(language, latest.value, target.decimals, target.measure)
  const compared =
    growth && standing.percent ? t('overview.growth', { growth: growthOf(language, growth) }) : ''
  const isThisYear = latest.asOf.slice(0, 4) === today.slice(0, 4)
  const day = t('overview.figureOf', { day: (isThisYear ? writeDayShort : writeDay)(language, latest.asOf) })
  return [measured, compared, day].filter(Boolean).join(', ')
}

function growthOf(language: Reader['language'], growth: Range): string {
  const { low, high } = growth
  const [from, to] = [writeSignedPercent(language, low ?? high), writeSignedPercent(language, high ?? low)]
  return from === to ? from : `${from} – ${to}`
}

/** 'thấp hơn tiến độ 17,6 – 26,6 điểm phần trăm'; nothing where there is no pace. */
export function paceWords({ t, language }: Reader, { pace }: Pick<Standing, 'pace'>): string {
  if (!pace) return ''
  const best = pace.behind.low ?? pace.behind.high
  const worst = pace.behind.high ?? pace.behind.low
  if (!best || !worst) return ''
  const points = (value: Ratio) => writePoints(language, value.n < 0n ? multiply(value, ratio(-1)) : value)
  const span = (a: Ratio, b: Ratio) => (points(a) === points(b) ? points(a) : `${points(a)} – ${points(b)}`)
  if (worst.n === 0n && best.n === 0n) return t('overview.onPace')
  if (best.n >= 0n) return t('overview.behind', { points: span(best, worst) })
  if (worst.n <= 0n) return t('overview.ahead', { points: span(worst, best) })
  return t('overview.straddles', { behind: points(worst), ahead: points(best) })
}
