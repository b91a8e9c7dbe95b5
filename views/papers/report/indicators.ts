import {
  amountCell,
  type Cell,
  type Row,
  type Section,
  scaledText,
  spanCell,
} from '../../../src/domain/paper.ts'
import type { SnapshotTarget } from '../../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { writeDocumentDayShort } from '../../../src/i18n/days.ts'
import { measured, type Scribe, say } from '../scribe.ts'
import { growthCell, planCell } from '../weekly/indicators.ts'

const MOST_ROWS = 12

/** II: the main indicators, and a sentence for each that falls behind. */
export function indicatorsSection(scribe: Scribe, snapshot: Snapshot): Section {
  const { t } = scribe
  const targets = mainIndicators(snapshot)
  const lines = targets.filter(isBehind).map((target) => behindLine(scribe, target))
  return {
    name: 'II',
    heading: t('weekly.II'),
    paragraphs: targets.length ? lines : [t('weekly.noIndicators')],
    columns: [
      { key: 'title', heading: t('weekly.col.indicator'), kind: 'text' },
      { key: 'measure', heading: t('weekly.col.measure'), kind: 'text' },
      { key: 'plan', heading: t('weekly.plan'), kind: 'amount' },
      { key: 'value', heading: t('weekly.col.actual'), kind: 'range' },
      { key: 'percent', heading: t('weekly.col.percent'), kind: 'range' },
      { key: 'growth', heading: t('weekly.col.growth'), kind: 'range' },
      { key: 'change', heading: t('weekly.sinceLastWeek'), kind: 'amount' },
      { key: 'need', heading: t('weekly.col.need'), kind: 'range' },
    ],
    rows: targets.map((target) => indicatorRow(target)),
  }
}

/** Those the office chose; where it chose none, the numbers that were ordered or handed down, by group. */
function mainIndicators({ targets }: Snapshot): SnapshotTarget[] {
  const chosen = targets.filter(({ headline }) => headline !== null).sort((a, b) => a.headline! - b.headline!)
  if (chosen.length) return chosen.slice(0, MOST_ROWS)
  return targets
    .filter(
      (target) => target.kind === 'number' && target.origin !== 'registered' && target.value_low !== null,
    )
    .sort((a, b) => a.group - b.group)
    .slice(0, MOST_ROWS)
}

function indicatorRow(target: SnapshotTarget): Row {
  return {
    cells: [
      target.title,
      target.measure,
      target.plan_revised === null ? planCell(target) : amountCell(target.plan_revised),
      spanCell(target.value_low, target.value_high),
      spanCell(target.percent_low, target.percent_high, true),
      growthCell(target),
      changeCell(target),
      spanCell(target.need_low, target.need_high),
    ],
  }
}

/** The change of an exact figure; two ranges have no one difference. */
function changeCell(target: SnapshotTarget): Cell {
  const { value_low: low, value_low_before: was } = target
  const isExact = low === target.value_high && was === target.value_high_before
  if (!isExact || low === null || was === null) return null
  const [now, before] = [scaledText(low), scaledText(was)]
  if (!now || !before || now.decimals !== before.decimals) return null
  return { amount: now.amount - before.amount, decimals: now.decimals, signed: true }
}

const isBehind = ({ progress, points_behind }: SnapshotTarget) =>
  points_behind !== null &&
  (progress === 'at_risk' || progress === 'behind') &&
  !points_behind.startsWith('-')

function behindLine(scribe: Scribe, target: SnapshotTarget): string {
  const { t } = scribe
  const share = say(scribe, spanCell(target.percent_low, target.percent_high, true))
  const isRange = target.percent_low !== target.percent_high
  return t('weekly.behindLine', {
    title: target.title,
    share: isRange ? t('weekly.from', { range: share }) : share,
    source: target.range_kind === 'sources' ? t('weekly.bySource') : '',
    points: say(scribe, spanCell(target.points_low, target.points_high)),
    need: needOf(scribe, target),
  })
}

/** From now on, what each month needs, and how much more that is than what a month has brought so far. */
function needOf(scribe: Scribe, target: SnapshotTarget): string {
  const { t } = scribe
  const need = spanCell(target.need_low, target.need_high)
  if (need === null || target.due_on === null) return ''
  const text = say(scribe, need)
  const effort = spanCell(target.effort_low, target.effort_high)
  return t('weekly.needLine', {
    due: writeDocumentDayShort(target.due_on),
    need: target.measure?.startsWith('%')
      ? t('weekly.needPoints', { n: text })
      : measured(text, target.measure),
    effort: effort === null ? '' : t('weekly.effortLine', { effort: say(scribe, effort) }),
  })
}
