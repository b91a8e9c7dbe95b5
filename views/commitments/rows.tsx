import { mapRange, type Range } from '../../src/domain/actual.ts'
import type { Day } from '../../src/domain/day.ts'
import type { Extendable } from '../../src/domain/extension.ts'
import { hasBaseline, metOf, percentOfPlan, shareOfIncrease } from '../../src/domain/percent.ts'
import { multiply, ratio, toDecimal } from '../../src/domain/ratio.ts'
import type { OnDay } from '../../src/domain/standing.ts'
import type { Amount, Origin, Span, Target, TargetKind } from '../../src/domain/target.ts'
import { writeMeasured, writePercentSpan } from '../../src/i18n/numbers.ts'
import type { Language, Translate } from '../../src/i18n/translate.ts'
import { Deadline } from '../extensions/parts.tsx'
import { Badge, isLongLate } from '../parts/badge.tsx'
import { Bullet } from '../parts/bars.tsx'
import { progressBadge, standingBadge, toComeBadge } from '../parts/status.ts'
import type { Reader } from '../reader.ts'

/** A promised target as a row of its commitment: what was promised, and where it stands today. */
export interface PromisedRow {
  target: Target & {
    title: string
    product: string
    origin: Origin
    measure: string | null
    weight: number | null
    baseClass: Extendable['baseClass']
    extensionCount: number
    doneOn: Day | null
  }
  /** What added it to what was signed; null for what was signed. */
  ordered: { code: string; issuedOn: Day } | null
  sortOrder: number
  groupNumber: number
  /** The deadline and the plan in force. */
  dueOn: Target['dueOriginal']
  planNow: Amount | null
  latest: Span | null
  /** Percent, in hundredths. */
  expectedPercent: number | null
  onDay: OnDay
  /** Its time is to come. */
  isToCome: boolean
  /** Until when a request that waits asks for more time. */
  askedUntil: Day | null
}

/** 'từ 730,223 tỷ đồng trở lên', 'không quá 4 vụ', 'hoàn thành'. */
export function promiseWords(
  language: Language,
  t: Translate,
  target: PromisedRow['target'],
  plan: Amount | null,
) {
  const { decimals, measure, direction, kind } = target
  if (kind !== 'number') return t(taskWords[kind])
  if (direction === 'within')
    return writeMeasured(language, { low: target.planLow, high: target.planHigh }, decimals, measure)
  if (plan === null) return t('commitment.growth')
  const words = writeMeasured(language, { low: plan, high: plan }, decimals, measure)
  if (target.valueKind === 'percent') return t('commitment.ofPlan', { plan: words })
  if (measure === '%' && plan === 100 * 10 ** decimals && direction === 'up') return words
  return t(direction === 'down' ? 'commitment.atMost' : 'commitment.atLeast', { plan: words })
}

const taskWords = {
  milestone: 'commitment.finish',
  qualitative: 'commitment.finish',
  ongoing: 'commitment.everyDay',
} as const satisfies Record<Exclude<TargetKind, 'number'>, string>

/** Progress, or why there is none; what is overdue says for how long. */
export function StatusCell({ reader, row }: { reader: Reader; row: PromisedRow }) {
  if (row.isToCome) return <Badge reader={reader} mark={toComeBadge} />
  const { progress, daysLate } = row.onDay
  if (progress === 'overdue') {
    return (
      <Badge reader={reader} mark={progressBadge(progress)} soft={!isLongLate(daysLate)}>
        {`${reader.t('progress.overdue')} ${reader.t('common.dayCount', { n: daysLate })}`}
      </Badge>
    )
  }
  return <Badge reader={reader} mark={standingBadge(row.onDay)} />
}

const tones = { done: 'done', on_track: 'ok', at_risk: 'risk', behind: 'slow', overdue: 'late' } as const

/** The bar shows the share of the way where there is a baseline, because that is what the pace is held against. */
export function BarCell({ reader, row }: { reader: Reader; row: PromisedRow }) {
  const share = barShare(row)
  if (!share) return <span class='sub'>{figureWords(reader, row)}</span>
  const { t, language } = reader
  const written = writePercentSpan(language, share)
  const pace = row.expectedPercent === null ? null : row.expectedPercent / 100
  const label =
    row.expectedPercent === null
      ? t('commitment.barPlain', { share: written })
      : t('commitment.bar', {
          share: written,
          pace: writePercentSpan(
            language,
            { low: ratio(row.expectedPercent, 10_000), high: ratio(row.expectedPercent, 10_000) },
            { decimals: 1 },
          ),
        })
  const percent = mapRange(share, (end) => multiply(end, ratio(100)))
  const number = (end: Range['low']) => (end ? Number(toDecimal(end, 2)) : null)
  const tone = row.onDay.progress && !row.isToCome ? tones[row.onDay.progress] : 'none'
  return (
    <Bullet low={number(percent.low)} high={number(percent.high)} pace={pace} tone={tone} label={label} />
  )
}

/** '90,41%'; for what has no percentage the figure itself. */
export function reachedWords(reader: Reader, row: PromisedRow): string {
  const { target, latest, planNow } = row
  if (target.kind !== 'number' || !latest) return '–'
  if (!barShare(row)) return figureWords(reader, row)
  const percent = percentOfPlan(target, planNow, latest)
  return percent
    ? writePercentSpan(reader.language, percent, { met: metOf(target, planNow, latest) === 'met' })
    : '–'
}

export function DueCell({ reader, row }: { reader: Reader; row: PromisedRow }) {
  const { dueOn, target } = row
  if (!dueOn) return <>{reader.t('commitment.noDeadline')}</>
  return <Deadline reader={reader} target={{ ...target, dueOn }} askedUntil={row.askedUntil} />
}

function figureWords(reader: Reader, { target, latest }: PromisedRow): string {
  if (target.kind !== 'number') return reader.t(`target_kind.${target.kind}`)
  return latest
    ? writeMeasured(reader.language, latest, target.decimals, target.measure)
    : reader.t('fresh.no_data')
}

/** A ceiling or a band has no bar: it is kept or not. */
function barShare({ target, latest, planNow }: PromisedRow): Range | null {
  if (target.kind !== 'number' || !latest || planNow === null || target.direction === 'within') return null
  if (hasBaseline(target, planNow)) return shareOfIncrease(target, planNow, latest)
  return target.direction === 'down' ? null : percentOfPlan(target, planNow, latest)
}
