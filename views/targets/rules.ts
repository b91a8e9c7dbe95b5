import { readCurve } from '../../src/domain/curve.ts'
import { shareOfIncrease } from '../../src/domain/percent.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writePercentSpan, writeRatio, writeSpan } from '../../src/i18n/numbers.ts'
import type { Judged } from './shapes.ts'
import { growthOf } from './tiles.ts'
import { amountWords, courseOf, exactly, isCeiling, levelWords, planWords } from './words.ts'

/** Every percentage on the page with its numerator, denominator and rule, so that anybody can work it out again. */
export function rulesOf(judged: Judged): string[] {
  const { target, standing } = judged
  if (target.kind !== 'number' || !standing.latest) return []
  return [
    ...shareRules(judged),
    ...paceRules(judged),
    ...growthRule(judged),
    ...(target.valueKind === 'flow' ? [judged.reader.t('target.rule.flow')] : []),
    ...(standing.latest.value.low !== standing.latest.value.high
      ? [judged.reader.t('target.rule.range')]
      : []),
  ]
}

function shareRules(judged: Judged): string[] {
  const { reader, target, standing } = judged
  const { t, language } = reader
  const value = standing.latest!.value
  if (target.direction === 'within') return bandRule(judged)
  if (standing.plan === null) return []
  if (isCeiling(judged)) return [t('target.rule.ceiling', { plan: planWords(judged)! })]
  if (standing.plan === 0) return [t('target.rule.zero')]
  const span = writeSpan(language, value, target.decimals)
  const actual = value.low === value.high ? span : `(${span})`
  const plan = writeSpan(language, exactly(standing.plan), target.decimals)
  const share = writePercentSpan(language, standing.percent!, { met: standing.met === 'met' })
  const reported = target.valueKind === 'percent' ? [t('target.rule.reported')] : []
  const course = courseOf(judged)
  if (course === 'add') return [t('target.rule.percent', { actual, plan, share }), ...reported]
  const base = writeSpan(language, exactly(target.baseline!), target.decimals)
  const way = shareOfIncrease(target, standing.plan, value)!
  const whole = { actual, plan, base, share: writePercentSpan(language, way) }
  if (course === 'fall') return [t('target.rule.fall', whole)]
  return [t('target.rule.percent', { actual, plan, share }), t('target.rule.rise', whole)]
}

function bandRule({ reader, target }: Judged): string[] {
  const { planLow, planHigh } = target
  if (planLow === null || planHigh === null) return []
  return [
    reader.t('target.rule.band', {
      band: writeSpan(reader.language, { low: planLow, high: planHigh }, target.decimals),
      low: writeSpan(reader.language, exactly(planLow), target.decimals),
      high: writeSpan(reader.language, exactly(planHigh), target.decimals),
    }),
  ]
}

function paceRules({ reader, target, standing }: Judged): string[] {
  const { pace, latest, dueOn } = standing
  const curve = readCurve(target.curve)
  if (!pace || !latest || !dueOn || 'error' in curve) return []
  const { t, language } = reader
  const day = writeDay(language, latest.asOf)
  const share = writePercentSpan(language, { low: pace.expectedShare, high: pace.expectedShare })
  const index = pace.paceIndex
  const ends = index && [index.low ?? index.high!, index.high ?? index.low!]
  const [low, high] = ends?.map((end) => writeRatio(language, end, 3)) ?? []
  return [
    t('target.rule.expected', {
      day,
      level: levelWords(reader, pace.expected, target, Math.max(1, target.decimals)),
      share,
      curve: t(`target.curve.${curve.shape}`),
      start: writeDay(language, target.startOn),
      due: writeDay(language, dueOn),
    }),
    t('target.rule.asOf', { day }),
    ...(low ? [t('target.rule.index', { index: low === high ? low : `${low} – ${high}` })] : []),
  ]
}

function growthRule(judged: Judged): string[] {
  const { reader, target, standing } = judged
  const growth = growthOf(judged)
  if (!growth || !standing.latest) return []
  const { low, high } = standing.latest.value
  const actual =
    low !== null && low === high
      ? amountWords(reader, low, target)
      : writeSpan(reader.language, { low, high }, target.decimals)
  return [reader.t('target.rule.growth', { actual, base: growth.base, growth: growth.growth })]
}
