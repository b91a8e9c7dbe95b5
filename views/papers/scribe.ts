import type { Cell } from '../../src/domain/paper.ts'
import { percentCell, spanCell } from '../../src/domain/paper.ts'
import type { SnapshotTarget } from '../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import { writeCell } from '../../src/i18n/cells.ts'
import type { Reader } from '../reader.ts'

/** For whom a paper is written: a stored file is always in the office's own language, a page in its reader's. */
export type Scribe = Pick<Reader, 'language' | 't' | 'zone'>

export const say = ({ language, zone }: Scribe, cell: Cell): string => writeCell(language, cell, zone)

/** How many targets directions added to what was signed; weeks frozen before there were any do not say. */
export const countOrdered = ({ targets }: Snapshot): number =>
  targets.filter((target) => Boolean(target.ordered_at)).length

export const count = (n: number): Cell => ({ count: n })
export const dayCell = (day: SnapshotTarget['due_on']): Cell => (day === null ? null : { day })
export const momentCell = (moment: string | null): Cell =>
  moment === null ? null : { instant: Date.parse(moment) }

/** 'Số liệu tạm, chưa chốt' until the week is frozen. */
export function markOf(scribe: Scribe, snapshot: Snapshot): string | undefined {
  return snapshot.frozen ? undefined : scribe.t('weekly.provisional')
}

/** Where the figures stand: provisional, or frozen when and by whom. */
export function stateOf(scribe: Scribe, { frozen_at, frozen_by }: Snapshot): string {
  if (frozen_at === null) return scribe.t('weekly.provisional')
  const at = say(scribe, momentCell(frozen_at))
  return frozen_by
    ? scribe.t('weekly.frozenBy', { at, post: frozen_by })
    : scribe.t('weekly.frozenAt', { at })
}

/** '660,191 tỷ đồng (90,41% kế hoạch)', and what the unit itself says. */
export function resultOf(scribe: Scribe, target: SnapshotTarget): string {
  return [figureOf(scribe, target), target.results].filter(Boolean).join('. ')
}

function figureOf(scribe: Scribe, target: SnapshotTarget): string {
  const { t } = scribe
  if (target.value_low === null && target.value_high === null) return ''
  const value = measured(say(scribe, spanCell(target.value_low, target.value_high)), target.measure)
  const percent = spanCell(target.percent_low, target.percent_high, true)
  if (percent === null || target.value_kind === 'percent') return value
  return t('weekly.valueOfPlan', { value, percent: say(scribe, percent) })
}

export const measured = (value: string, measure: string | null): string => {
  if (!measure) return value
  return measure.startsWith('%') ? value + measure : `${value}\u00a0${measure}`
}

/** A rate is never shown without what was counted; empty where nothing was. */
export const rateCell = (rate: { percent: string | null }): Cell =>
  rate.percent === null ? null : percentCell(rate.percent.replace('<', ''))
