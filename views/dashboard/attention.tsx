import type { Range } from '../../src/domain/actual.ts'
import type { Attention, WatchedIndicator, WatchedUnit } from '../../src/domain/attention.ts'
import { compare, multiply, ratio } from '../../src/domain/ratio.ts'
import { writePoints } from '../../src/i18n/numbers.ts'
import type { Language } from '../../src/i18n/translate.ts'
import { type Todo, TodoList } from '../parts/lists.tsx'
import { progressBadge } from '../parts/status.ts'
import type { Reader } from '../reader.ts'
import { type IndicatorShown, paceWords, percentOf } from './indicator.tsx'

type Watched = Attention<IndicatorShown & WatchedIndicator, WatchedUnit & { code: string; name: string }>

/** What a leader should look at first. */
export function AttentionList({ reader, items }: { reader: Reader; items: Watched[] }) {
  if (!items.length) return <p class='card card__p'>{reader.t('overview.attentionNone')}</p>
  return <TodoList reader={reader} items={items.map((item) => todoOf(reader, item))} />
}

export type { Watched }

function todoOf(reader: Reader, item: Watched): Todo {
  if (item.kind === 'indicator') return indicatorTodo(reader, item.indicator)
  const { t } = reader
  const { unit } = item
  const href = reader.at(`/units/${encodeURIComponent(unit.code)}`)
  if (item.kind === 'silent') {
    const title = t('overview.attentionSilent', { unit: unit.name, n: unit.silentWeeks })
    return { title, href, tone: 'none', icon: 'circle-dashed' }
  }
  const silent = unit.silentWeeks > 1 ? ` · ${t('overview.silentToo', { n: unit.silentWeeks })}` : ''
  return {
    title: t('overview.attentionOverdue', { unit: unit.name, n: unit.overdue }),
    href,
    note: `${t('overview.attentionLongest', { n: unit.longestDays })}${silent}`,
    tone: 'late',
    icon: 'octagon-alert',
  }
}

function indicatorTodo(reader: Reader, indicator: IndicatorShown): Todo {
  const { t, language } = reader
  const { target, standing, unitName } = indicator
  const mark = progressBadge(standing.progress ?? 'on_track')
  const need = standing.pace?.needShare
  const notes = [
    unitName,
    paceWords(reader, standing),
    need && t('overview.attentionNeed', { need: pointsWords(language, need) }),
  ]
  return {
    title: standing.percent
      ? t('overview.attentionIndicator', { title: target.title, percent: percentOf(reader, standing) })
      : t('overview.attentionNoPercent', { title: target.title, progress: t(mark.word) }),
    href: reader.at(`/targets/${encodeURIComponent(target.code)}`),
    note: notes.filter(Boolean).join(' · '),
    tone: mark.tone,
    icon: mark.icon,
  }
}

/** Shares of the plan as points, to the two decimals that the weekly report gives them. */
function pointsWords(language: Language, { low, high }: Range): string {
  const ends = [low, high].filter((end) => end !== null)
  const [from, to] = ends.map((end) => writePoints(language, multiply(end, ratio(100)), 2))
  const isOne = ends.length < 2 || compare(ends[0]!, ends[1]!) === 0
  return isOne ? (from ?? '') : `${from} – ${to}`
}
