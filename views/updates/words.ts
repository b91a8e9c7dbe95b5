import type { Range } from '../../src/domain/actual.ts'
import { multiply, type Ratio, ratio } from '../../src/domain/ratio.ts'
import type { Qualifier, RangeKind, Span } from '../../src/domain/target.ts'
import {
  writeAmount,
  writeMeasured,
  writePercent,
  writePercentSpan,
  writeRatio,
  writeSpan,
} from '../../src/i18n/numbers.ts'
import type { BulletProps } from '../parts/bars.tsx'
import type { Tone } from '../parts/status.ts'
import type { Reader } from '../reader.ts'
import type { Judged, Measured, ReportContent, TargetBrief } from './report.ts'

interface Figure {
  value: Span
  qualifier: Qualifier
}

/** 'ước 660,191 tỷ đồng' */
export function writeFigure(reader: Reader, target: TargetBrief, figure: Figure): string {
  const text = writeMeasured(reader.language, figure.value, target.decimals, target.measure)
  return qualified(reader, figure.qualifier, text)
}

/** The same for a tile: the number, and its measure apart. */
export function figureTile(reader: Reader, target: TargetBrief, figure: Figure) {
  const value = writeSpan(reader.language, figure.value, target.decimals)
  return { value: qualified(reader, figure.qualifier, value), unit: target.measure ?? undefined }
}

/** '641,307 / 730,223 tỷ đồng'; the value alone where there is no plan. */
export function writeFigureOfPlan(reader: Reader, target: TargetBrief, figure: Figure): string {
  if (target.plan === null || target.valueKind === 'percent') return writeFigure(reader, target, figure)
  const value = qualified(reader, figure.qualifier, writeSpan(reader.language, figure.value, target.decimals))
  return `${value} / ${writePlan(reader, target)}`
}

/** '730,223 tỷ đồng' */
export function writePlan(reader: Reader, target: TargetBrief): string {
  const { plan, decimals, measure } = target
  return plan === null ? '' : writeMeasured(reader.language, { low: plan, high: plan }, decimals, measure)
}

/** 'đạt 90,41% kế hoạch'; empty without percentage. A value far beyond the plan is given as its multiple. */
export function shareWords(
  reader: Reader,
  share: { percent: Range | null; met?: Measured['met']; rangeKind?: RangeKind | null },
): string {
  const { percent, met, rangeKind } = share
  if (!percent) return ''
  const least = percent.low ?? percent.high
  if (least && least.n >= least.d * 10n) {
    return reader.t('update.timesPlan', { times: writeRatio(reader.language, least, 0) })
  }
  const text = writePercentSpan(reader.language, percent, { met: met === 'met' })
  return reader.t(rangeKind === 'sources' ? 'update.reachedBySource' : 'update.reached', { percent: text })
}

/** 'tăng 18,884 tỷ đồng' */
export function changeWords(reader: Reader, target: TargetBrief, change: Span | null): string {
  const size = change && sizeOf(change)
  if (!change || !size) return ''
  if (size.low === 0 && size.high === 0) return reader.t('update.same')
  const value = writeMeasured(reader.language, size, target.decimals, target.measure)
  return reader.t((change.low ?? change.high ?? 0) < 0 ? 'update.less' : 'update.more', { value })
}

/** 'tăng 18,884 tỷ đồng so với lần trước' */
export function sinceLastWords(reader: Reader, target: TargetBrief, change: Span | null): string {
  const words = changeWords(reader, target, change)
  return words && reader.t('update.sinceLast', { change: words })
}

/** Without its sign; nothing where the two ends have different ones. */
function sizeOf({ low, high }: Span): Span | null {
  if (low === null || high === null || (low < 0 && high > 0)) return null
  return low < 0 ? { low: -high, high: -low } : { low, high }
}

/** 'không có số liệu (Chưa đến kỳ có số liệu)'; empty where there is nothing to say. */
export function contentFigure(reader: Reader, target: TargetBrief, content: ReportContent): string {
  if (content.value) return writeFigure(reader, target, { ...content, value: content.value })
  if (!content.nullReason) return ''
  return reader.t('update.noValueWords', { reason: reader.t(`null_reason.${content.nullReason}`) })
}

/** The bar of a value against its plan and pace; nothing without percentage. */
export function bulletOf(
  reader: Reader,
  tone: Tone,
  share: { percent: Range | null; expected: Ratio | null; met: Measured['met'] },
): BulletProps | null {
  const { percent, expected, met } = share
  if (!percent) return null
  const words = writePercentSpan(reader.language, percent, { met: met === 'met' })
  const pace = expected ? writePercent(reader.language, expected) : null
  const label = [
    reader.t('update.reached', { percent: words }),
    pace && reader.t('update.expectedSaid', { percent: pace }),
  ]
  return {
    low: inPercent(percent.low),
    high: inPercent(percent.high),
    pace: inPercent(expected),
    tone,
    label: capital(label.filter(Boolean).join('; ')),
  }
}

const levelTones = { ok: 'ok', risk: 'risk', behind: 'slow' } as const

export function judgedTone({ met, level }: Pick<Judged, 'met' | 'level'>): Tone {
  return met === 'met' ? 'done' : levelTones[level]
}

function qualified(reader: Reader, qualifier: Qualifier, value: string): string {
  return qualifier === 'exact' ? value : reader.t(`update.${qualifier}`, { value })
}

/** For drawing only. */
function inPercent(share: Ratio | null): number | null {
  if (!share) return null
  const hundredths = multiply(share, ratio(10_000))
  return Number(hundredths.n / hundredths.d) / 100
}

/** An amount as an example of how to type one: 12,25 or 12. */
export function exampleOf(reader: Reader, target: TargetBrief): string {
  const unit = 10 ** target.decimals
  const fraction = target.decimals ? Math.round(unit / 4) : 0
  return writeAmount(reader.language, 12 * unit + fraction, target.decimals)
}

export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)
}
