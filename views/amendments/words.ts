import { type AmendmentLine, CARRIED_FROM, PLAN_FROM } from '../../src/domain/amendment.ts'
import { isDay } from '../../src/domain/day.ts'
import { type TargetField, targetFields } from '../../src/domain/promise.ts'
import { writeDay } from '../../src/i18n/days.ts'
import type { Reader } from '../reader.ts'
import { fieldLabel, fieldWords } from '../targets/promise-words.ts'

/** How the numbers of a line are written: by its target, or by itself where it adds one. */
export interface Measured {
  decimals: string | null
  measure: string | null
}

export interface Compared {
  label: string
  before: string
  after: string
}

/** What an annex says of one target, side by side. */
export function comparedOf(reader: Reader, line: AmendmentLine, measured: Measured): Compared[] {
  const { t } = reader
  if (line.kind === 'end') {
    const after = t('amendment.ended', { reason: line.after.reason ?? '' })
    return [{ label: t('amendment.field.state'), before: t('amendment.running'), after }]
  }
  const isAdded = line.kind === 'add'
  const by = isAdded
    ? { decimals: line.after.decimals ?? '0', measure: line.after.measure ?? null }
    : { ...measured, decimals: line.after.decimals ?? measured.decimals }
  const fields = targetFields.filter((field) => (isAdded ? isTold(line, field) : field in line.after))
  const from = isAdded && line.after[CARRIED_FROM]
  const carried = from ? [{ label: t('amendment.field.carried'), before: '–', after: from }] : []
  const told = fields.map((field) => ({
    label: fieldLabel(t, field),
    before: isAdded ? '–' : fieldWords(reader, field, line.before[field] ?? null, by),
    after: afterWords(reader, field, line, by),
  }))
  return [...carried, ...told]
}

/** Of what is added everything that says something; the rest is how it is kept. */
const KEPT: readonly TargetField[] = ['group', 'order', 'decimals', 'headline', 'title']
const isTold = ({ after }: AmendmentLine, field: TargetField) =>
  !KEPT.includes(field) && after[field] !== null && after[field] !== undefined

function afterWords(reader: Reader, field: TargetField, line: AmendmentLine, by: Measured): string {
  const words = fieldWords(reader, field, line.after[field] ?? null, by)
  const from = line.after[PLAN_FROM]
  if (field !== 'plan' || !from || !isDay(from)) return words
  return reader.t('amendment.fromDay', { plan: words, day: writeDay(reader.language, from) })
}

/** 'CK-2022-TCKH-01'; what is added has no code before it is signed. */
export const codeWords = (reader: Reader, { kind, code }: AmendmentLine): string =>
  kind === 'add' && code.startsWith('+') ? reader.t('amendment.field.added') : code
