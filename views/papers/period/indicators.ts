import { type Figure, percentCell, type Section, spanCell, type Text } from '../../../src/domain/paper.ts'
import { mainIndicators } from '../../../src/domain/snapshot/main-indicators.ts'
import type { SnapshotTarget } from '../../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { indicatorsSection, isBehind, needOf } from '../report/indicators.ts'
import { measured, type Scribe, say, tell } from '../scribe.ts'
import { planCell } from '../weekly/indicators.ts'

/** II: a sentence for each of the main indicators, as a report of several months says them, then their table. */
export function indicatorLines(scribe: Scribe, snapshot: Snapshot): Section {
  const section = indicatorsSection(scribe, snapshot)
  const lines = mainIndicators(snapshot.targets).map((target) => lineOf(scribe, target))
  return lines.length ? { ...section, paragraphs: lines } : section
}

/** '- Thu ngân sách …: 660,191 tỷ đồng (kế hoạch 730,223 tỷ đồng), đạt 90,41% so với kế hoạch.' */
function lineOf(scribe: Scribe, target: SnapshotTarget): Text {
  const { t } = scribe
  const { title } = target
  if (target.value_low === null && target.value_high === null) return t('period.noFigureLine', { title })
  const isEstimate = target.qualifier !== null && target.qualifier !== 'exact'
  const behind = behindOf(scribe, target)
  // A figure that is itself a percentage of the plan is said once.
  if (target.value_kind === 'percent' && target.percent_low !== null) {
    const got = t(isEstimate ? 'period.got.estimate' : 'period.got.share')
    return tell(scribe, 'period.shareLine', { title, got, behind, ...shareOf(scribe, target) })
  }
  const value = measured(say(scribe, spanCell(target.value_low, target.value_high)), target.measure)
  return tell(scribe, 'period.line', {
    title,
    got: isEstimate ? t('period.got.estimate') : '',
    value: figureOf(target, value),
    plan: planOf(scribe, target),
    growth: growthOf(scribe, target),
    reached: target.percent_low === null ? '' : tell(scribe, 'period.reached', shareOf(scribe, target)),
    behind,
  })
}

const figureOf = ({ code }: SnapshotTarget, text: string): Figure => ({ text, of: `target.${code}` })

/** '90,41%', or 'từ 40 – 49%' for a range, which may differ by source. */
function shareOf(scribe: Scribe, target: SnapshotTarget): { share: Figure; source: string } {
  const { t } = scribe
  const { percent_low: low, percent_high: high } = target
  const share = say(scribe, spanCell(low, high, true))
  return {
    share: figureOf(target, low === high ? share : t('weekly.from', { range: share })),
    source: target.range_kind === 'sources' ? t('weekly.bySource') : '',
  }
}

function planOf(scribe: Scribe, target: SnapshotTarget): string {
  const cell = target.plan === null ? null : planCell({ ...target, plan_first: target.plan })
  if (cell === null) return ''
  const plan = measured(say(scribe, cell), target.measure)
  return scribe.t('period.plan', { plan })
}

function growthOf(scribe: Scribe, { growth_low: low, growth_high: high, ...target }: SnapshotTarget): Text {
  if (low === null || low !== high) return ''
  if (Number(low) === 0) return scribe.t('period.growth.same')
  const way = low.startsWith('-') ? 'period.growth.down' : 'period.growth.up'
  const percent = say(scribe, percentCell(low.replace('-', '')))
  return tell(scribe, way, { percent: { text: percent, of: `target.${target.code}` } })
}

function behindOf(scribe: Scribe, target: SnapshotTarget): Text {
  if (!isBehind(target)) return ''
  const points = say(scribe, spanCell(target.points_low, target.points_high))
  return tell(scribe, 'period.behind', { points, need: needOf(scribe, target) })
}
