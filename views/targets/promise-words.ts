import { parseDecimal } from '../../src/domain/amount.ts'
import { isDay } from '../../src/domain/day.ts'
import { partsOfCurve, type TargetField } from '../../src/domain/promise.ts'
import type { PromiseText } from '../../src/domain/promise-text.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writeAmount } from '../../src/i18n/numbers.ts'
import type { Key, Translate } from '../../src/i18n/translate.ts'
import type { Reader } from '../reader.ts'

const labels = {
  group: 'targetForm.group',
  order: 'targetForm.order',
  title: 'targetForm.title',
  product: 'targetForm.product',
  origin: 'targetForm.origin',
  kind: 'targetForm.kind',
  measure: 'targetForm.measure',
  decimals: 'targetForm.decimals',
  value_kind: 'targetForm.valueKind',
  direction: 'targetForm.direction',
  plan: 'targetForm.plan',
  plan_low: 'targetForm.planLow',
  plan_high: 'targetForm.planHigh',
  baseline: 'targetForm.baseline',
  baseline_on: 'targetForm.baselineOn',
  weight: 'targetForm.weight',
  start_on: 'targetForm.startOn',
  due_on: 'targetForm.dueOn',
  curve: 'targetForm.curve',
  references: 'targetForm.references',
  headline: 'targetForm.headline',
  coordinators: 'targetForm.helpers',
  evidence_required: 'targetForm.evidence',
  parent: 'targetForm.parent',
  contribution: 'targetForm.contribution',
  rollup: 'targetForm.rollup',
  steps: 'targetForm.steps',
} as const satisfies Record<TargetField, Key>

/** What a field of a promise is called, on the form and in an annex. */
export const fieldLabel = (t: Translate, field: TargetField): string => t(labels[field])

const WORDED = {
  origin: 'origin',
  kind: 'targetForm.kind',
  value_kind: 'value_kind',
  direction: 'direction_kind',
  contribution: 'targetForm.contribution',
  rollup: 'targetForm.rollup',
} as const

/**
 * The value of a field as people read it; `text` is as `textOfPromise` wrote it, and `promise` says how its numbers are
 * written.
 */
export function fieldWords(
  reader: Reader,
  field: TargetField,
  text: string | null,
  promise: Pick<PromiseText, 'decimals' | 'measure'>,
): string {
  const { t, language } = reader
  if (text === null || text === '') return t('targetForm.empty')
  if (field in WORDED) return t(`${WORDED[field as keyof typeof WORDED]}.${text}` as 'origin.registered')
  if (field === 'plan' || field === 'plan_low' || field === 'plan_high' || field === 'baseline') {
    return amountOf(reader, text, promise)
  }
  if (isDay(text)) return writeDay(language, text)
  if (field === 'curve') return curveWords(reader, text)
  if (field === 'evidence_required') return t('common.yes')
  if (field === 'steps' || field === 'references') {
    return text
      .split('\n')
      .map((line) => lineWords(reader, field, line, promise))
      .join('; ')
  }
  return text
}

function amountOf({ language }: Reader, text: string, promise: Pick<PromiseText, 'decimals' | 'measure'>) {
  const decimals = Number(promise.decimals)
  const amount = parseDecimal(text, decimals)
  const written = amount === undefined ? text : writeAmount(language, amount, decimals)
  return promise.measure ? `${written} ${promise.measure}` : written
}

function curveWords({ t, language }: Reader, text: string): string {
  const { shape, shares } = partsOfCurve(text)
  const typed = shares.map((share) => (language === 'vi' ? share.replace('.', ',') : share))
  return shares.length
    ? `${t(`targetForm.curve.${shape}`)}: ${typed.join(' – ')}`
    : t(`targetForm.curve.${shape}`)
}

/** Title, day, weight of a step; day, value, source of a figure. */
function lineWords(
  reader: Reader,
  field: 'steps' | 'references',
  line: string,
  promise: Pick<PromiseText, 'decimals' | 'measure'>,
): string {
  const [first = '', second = '', third = ''] = line.split('\t')
  const day = (text: string) => (isDay(text) ? writeDay(reader.language, text) : text)
  if (field === 'references') return `${day(first)}: ${amountOf(reader, second, promise)} (${third})`
  return [first, day(second), third && `${third}%`].filter(Boolean).join(', ')
}
