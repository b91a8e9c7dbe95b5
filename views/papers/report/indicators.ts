import {
  amountCell,
  type Cell,
  type Figure,
  type Row,
  type Section,
  scaledText,
  spanCell,
  type Text,
} from '../../../src/domain/paper.ts'
import { mainIndicators } from '../../../src/domain/snapshot/main-indicators.ts'
import type { SnapshotTarget } from '../../../src/domain/snapshot/target.ts'
import type { Snapshot } from '../../../src/domain/snapshot.ts'
import { writeDayShort, writeDocumentDayShort } from '../../../src/i18n/days.ts'
import { documentDay, joined, measured, type Scribe, say, tell } from '../scribe.ts'
import { growthCell, planCell } from '../weekly/indicators.ts'

/** II: the main indicators; those ahead in one sentence, and a sentence for each that falls behind. */
export function indicatorsSection(scribe: Scribe, snapshot: Snapshot): Section {
  const { t } = scribe
  const targets = mainIndicators(snapshot.targets)
  const ahead = targets.filter(isAhead)
  const lines = [
    ...(ahead.length ? [aheadLine(scribe, ahead)] : []),
    ...targets.filter(isBehind).map((target) => behindLine(scribe, target)),
  ]
  return {
    name: 'II',
    heading: t('weekly.II') + asOfWords(scribe, targets),
    paragraphs: targets.length ? lines : [t('weekly.noIndicators')],
    columns: [
      { key: 'title', heading: t('weekly.col.indicator'), kind: 'text', width: 27 },
      { key: 'measure', heading: t('weekly.col.measure'), kind: 'text', width: 12 },
      { key: 'plan', heading: t('weekly.plan'), kind: 'amount', width: 11 },
      { key: 'value', heading: t('weekly.col.actual'), kind: 'range', width: 11 },
      { key: 'percent', heading: t('weekly.col.percent'), kind: 'range', width: 13 },
      { key: 'growth', heading: t('weekly.col.growth'), kind: 'range', width: 11 },
      ...(snapshot.before
        ? [{ key: 'change', heading: t('weekly.sinceLastWeek'), kind: 'amount' as const, width: 11 }]
        : []),
      { key: 'need', heading: t('weekly.col.need'), kind: 'range', width: 13 },
    ],
    rows: targets.map((target) => indicatorRow(target, snapshot.before !== null)),
  }
}

/** Of which day the figures are, where all of them are of one. */
function asOfWords({ t, language }: Scribe, targets: SnapshotTarget[]): string {
  const days = new Set(targets.flatMap(({ as_of }) => as_of ?? []))
  const [day] = days
  return day && days.size === 1 ? t('weekly.asOf', { day: documentDay(language, day) }) : ''
}

function indicatorRow(target: SnapshotTarget, hasBefore: boolean): Row {
  const of = `target.${target.code}`
  const figures = [
    target.plan_revised === null ? planCell(target) : amountCell(target.plan_revised),
    spanCell(target.value_low, target.value_high),
    spanCell(target.percent_low, target.percent_high, true),
    growthCell(target),
    ...(hasBefore ? [changeCell(target)] : []),
    spanCell(target.need_low, target.need_high),
  ]
  return {
    cells: [target.title, target.measure, ...figures],
    of: [null, null, ...figures.map((cell) => cell && of)],
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

const isTold = ({ percent_low, percent_high, points_behind }: SnapshotTarget) =>
  points_behind !== null && (percent_low !== null || percent_high !== null)

/** The far end of a range counts: what may be behind is not ahead. */
const isAhead = (target: SnapshotTarget) =>
  isTold(target) && target.progress === 'on_track' && Number(target.points_behind) < 0

export const isBehind = (target: SnapshotTarget): boolean =>
  isTold(target) &&
  (target.progress === 'at_risk' || target.progress === 'behind') &&
  !target.points_behind!.startsWith('-')

/** What a figure of an indicator is called where it stands in a sentence. */
const figureOf = ({ code }: SnapshotTarget, text: string): Figure => ({ text, of: `target.${code}` })

function aheadLine(scribe: Scribe, targets: SnapshotTarget[]): Text {
  const all = targets.map((target) => {
    const [low, high] = [target.points_low, target.points_high].map(
      (points) => points?.replace(/^-/, '') ?? null,
    )
    const points = figureOf(target, say(scribe, spanCell(high ?? null, low ?? null)))
    return tell(scribe, 'weekly.aheadOne', { title: target.title, points })
  })
  return tell(scribe, 'weekly.aheadLine', { targets: joined(all, '; ') })
}

function behindLine(scribe: Scribe, target: SnapshotTarget): Text {
  const { t } = scribe
  const share = say(scribe, spanCell(target.percent_low, target.percent_high, true))
  const isRange = target.percent_low !== target.percent_high
  return tell(scribe, 'weekly.behindLine', {
    title: target.title,
    share: figureOf(target, isRange ? t('weekly.from', { range: share }) : share),
    source: target.range_kind === 'sources' ? t('weekly.bySource') : '',
    points: figureOf(target, say(scribe, spanCell(target.points_low, target.points_high))),
    need: needOf(scribe, target),
  })
}

/** From now on, what each month needs, and how much more that is than what a month has brought so far. */
export function needOf(scribe: Scribe, target: SnapshotTarget): Text {
  const { t, language } = scribe
  const need = spanCell(target.need_low, target.need_high)
  if (need === null || target.due_on === null) return ''
  const text = say(scribe, need)
  const words = target.measure?.startsWith('%')
    ? t('weekly.needPoints', { n: text })
    : measured(text, target.measure)
  return tell(scribe, 'weekly.needLine', {
    due: language === 'vi' ? writeDocumentDayShort(target.due_on) : writeDayShort(language, target.due_on),
    need: figureOf(target, words),
    effort: effortOf(scribe, target),
  })
}

/** 'gấp' is said of more than once as much. */
function effortOf(scribe: Scribe, target: SnapshotTarget): Text {
  const { effort_low: low, effort_high: high } = target
  const cell = spanCell(low, high)
  if (cell === null) return ''
  const isMore = Number(low ?? high) > 1
  const effort = figureOf(target, say(scribe, cell))
  return tell(scribe, isMore ? 'weekly.effortLine' : 'weekly.effortLess', { effort })
}
