import type { Reader } from '../../views/reader.ts'
import { percentOfPlan } from '../domain/percent.ts'
import { type EvaluationResult, resultOf } from '../domain/year-end.ts'
import { writeDay } from '../i18n/days.ts'
import { writeMeasured, writePercentSpan } from '../i18n/numbers.ts'
import type { TargetRow } from '../storage/targets.ts'

/** What the figures say of a target, as its evaluation is filled in before anybody wrote one. */
export interface Suggested {
  result: EvaluationResult
  effect: string
}

export function suggestionFor(reader: Reader, row: TargetRow): Suggested {
  const said = [doneWords(reader, row), figureWords(reader, row)].filter(Boolean)
  return { result: resultOf(row), effect: said.join(' ') || restWords(reader, row) }
}

function doneWords({ t, language }: Reader, { baseClass, doneOn, dueOn }: TargetRow): string {
  if (!baseClass.startsWith('done') || !doneOn) return ''
  const day = writeDay(language, doneOn)
  if (baseClass !== 'done_late' || !dueOn) return t('yearEnd.suggest.doneOn', { day })
  return t('yearEnd.suggest.late', { day, due: writeDay(language, dueOn) })
}

/** '660,191 tỷ đồng, bằng 90,41% kế hoạch (730,223 tỷ đồng), số liệu đến 31/8/2022'. */
export function figureWords({ t, language }: Reader, row: TargetRow): string {
  const { latestAsOf, planNow, decimals, measure } = row
  if (!latestAsOf || (row.latestLow === null && row.latestHigh === null)) return ''
  const span = { low: row.latestLow, high: row.latestHigh }
  const value = writeMeasured(language, span, decimals, measure)
  const day = writeDay(language, latestAsOf)
  const share = percentOfPlan(row, planNow, span)
  if (!share || planNow === null) return t('yearEnd.suggest.value', { value, day })
  const plan = writeMeasured(language, { low: planNow, high: planNow }, decimals, measure)
  return t('yearEnd.suggest.figure', { value, percent: writePercentSpan(language, share), plan, day })
}

function restWords({ t, language }: Reader, { lastReportedOn }: TargetRow): string {
  if (!lastReportedOn) return t('yearEnd.suggest.nothing')
  return t('yearEnd.suggest.reported', { day: writeDay(language, lastReportedOn) })
}
