import type { Range } from '../../src/domain/actual.ts'
import { inUnits } from '../../src/domain/percent.ts'
import { compare, type Ratio } from '../../src/domain/ratio.ts'
import type { Combined } from '../../src/domain/rollup.ts'
import { writeCount, writePoints, writeRatio } from '../../src/i18n/numbers.ts'
import type { Reader } from '../reader.ts'
import { bothEnds, levelWords, rangeWords } from './words.ts'

/** What is not a sum may have no end: a mean is rounded to this many decimals more than its parts have. */
const MORE_DECIMALS = 2

const decimalsOf = ({ kind, decimals }: Combined) =>
  kind === 'weighted' ? Math.min(6, decimals + MORE_DECIMALS) : decimals

/** '1.204,5 ha', '40 – 49', '12 đơn vị'; a dash where nobody has reported. */
export function combinedWords(reader: Reader, whole: Combined, measure: string | null): string {
  const { value, kind } = whole
  return value ? rangeOf(reader, whole, value, kind === 'count_met' ? null : measure) : '–'
}

function rangeOf(reader: Reader, whole: Combined, value: Range, measure: string | null): string {
  const { kind, decimals } = whole
  if (kind === 'count_met') {
    const count = bothEnds(value, (end) => writeCount(reader.language, Number(end.n)))
    return reader.t('cascade.units', { value: count })
  }
  const sign = signOf(value)
  const words = rangeWords(reader, value, { decimals, measure }, decimalsOf(whole))
  return sign ? reader.t(sign, { value: words }) : words
}

/** An open end is named; a range with both ends stands as it is. */
const signOf = ({ low, high }: Range) =>
  low && !high ? ('cascade.over' as const) : high && !low ? ('cascade.under' as const) : null

/** What the plans come to by the same rule. */
export function partsPlanWords(reader: Reader, whole: Combined, measure: string | null): string | null {
  const { plan, kind, decimals } = whole
  if (!plan) return null
  if (kind === 'count_met')
    return reader.t('cascade.units', { value: writeCount(reader.language, Number(plan.n)) })
  return levelWords(reader, plan, { decimals, measure }, decimalsOf(whole))
}

/** 'Cộng từ cấp dưới: 1.204,5 / 1.300 ha'. */
export function combinedLine(reader: Reader, whole: Combined, measure: string | null): string {
  const kind = reader.t(`cascade.rolled.${whole.kind}`)
  const plan = partsPlanWords(reader, whole, measure)
  const isCount = whole.kind === 'count_met'
  if (!plan || isCount)
    return reader.t('cascade.rolledOf', { kind, value: combinedWords(reader, whole, plan ? null : measure) })
  return reader.t('cascade.rolledOfPlan', { kind, value: combinedWords(reader, whole, null), plan })
}

/** A difference with its sign: '+3,5 ha', '−2 – +1 ha'. */
export function differenceWords(
  reader: Reader,
  difference: Range,
  { decimals, measure }: { decimals: number; measure: string | null },
): string {
  const most = Math.min(6, decimals + (isWhole(difference) ? 0 : MORE_DECIMALS))
  const text = bothEnds(difference, (end) => {
    const written = writeRatio(reader.language, inUnits(end, decimals), most, true)
    return end.n > 0n ? `+${written}` : written
  })
  if (!measure) return text
  return measure.startsWith('%') ? `${text} ${reader.t('common.points')}` : `${text}\u00a0${measure}`
}

const isWhole = ({ low, high }: Range) => (low?.d ?? 1n) === 1n && (high?.d ?? 1n) === 1n

/** '+3,52%', of the figure from below. */
export function varianceShare(reader: Reader, share: Ratio): string {
  const points = writePoints(reader.language, { n: share.n * 100n, d: share.d }, 2)
  return `${share.n > 0n && !points.startsWith('<') ? '+' : ''}${points}%`
}

/** How the plan above stands to what the plans below come to. */
export function gapTone(gap: Ratio): 'planEqual' | 'planOver' | 'planUnder' {
  const side = compare(gap, { n: 0n, d: 1n })
  return side === 0 ? 'planEqual' : side < 0 ? 'planOver' : 'planUnder'
}
