import {
  type Attention,
  type DecisionPile,
  type DirectionPile,
  HAND_OVER_DAYS,
  type ProposalPile,
  SILENT_WEEKS,
  type WatchedIndicator,
  type WatchedUnit,
} from '../../src/domain/attention.ts'
import type { Day } from '../../src/domain/day.ts'
import { SILENT_DAYS } from '../../src/domain/proposal.ts'
import { More } from '../parts/form.tsx'
import { type Todo, TodoList } from '../parts/lists.tsx'
import { Section } from '../parts/page.tsx'
import { progressBadge } from '../parts/status.ts'
import type { Reader } from '../reader.ts'
import { runsOutWords } from '../warning/runs-out.ts'
import { warningWords } from '../warning/words.ts'
import { type IndicatorShown, paceWords, percentOf } from './indicator.tsx'

export type Watched = Attention<
  IndicatorShown & WatchedIndicator,
  WatchedUnit & { code: string; name: string }
>

interface Props {
  reader: Reader
  items: Watched[]
  /** The past day the page is about; null for now. */
  asOf: Day | null
  /** Where requests for more time are decided; null for who has no desk. */
  decisionsHref: string | null
  /** The register of what was ordered. */
  directionsHref: string
  /** The proposals that have waited too long. */
  silentHref: string
}

/** What a leader should look at first, and the rule by which it was chosen. */
export function AttentionSection(props: Props) {
  const { reader, items } = props
  const { t } = reader
  const rule = { proposals: SILENT_DAYS, directions: HAND_OVER_DAYS, silent: SILENT_WEEKS }
  return (
    <Section id='h-attention' title={t('overview.attention')}>
      {items.length ? (
        <TodoList reader={reader} items={items.map((item) => todoOf(props, item))} />
      ) : (
        <p class='card card__p'>{t('overview.attentionNone')}</p>
      )}
      {items.length > 0 && (
        <div class='mt-s no-print'>
          <More reader={reader} summary={t('attention.why')}>
            <p class='sm'>{t('attention.rule', rule)}</p>
          </More>
        </div>
      )}
    </Section>
  )
}

function todoOf({ reader, asOf, decisionsHref, directionsHref, silentHref }: Props, item: Watched): Todo {
  const { t, at } = reader
  switch (item.kind) {
    case 'contradicted':
      return {
        title: t('attention.contradicted', { title: item.target.title }),
        href: at(`/targets/${encodeURIComponent(item.target.code)}`),
        note: item.target.unit,
        tone: 'late',
        icon: 'search-x',
      }
    case 'indicator':
      return indicatorTodo(reader, item.indicator, asOf)
    case 'overdue':
      return overdueTodo(reader, item.unit)
    case 'decisions':
      return decisionsTodo(reader, item.pile, decisionsHref)
    case 'proposals':
      return proposalsTodo(reader, item.pile, silentHref)
    case 'directions':
      return directionsTodo(reader, item.pile, directionsHref)
    case 'silent': {
      const title = t('overview.attentionSilent', { unit: item.unit.name, n: item.unit.silentWeeks })
      return { title, href: unitHref(reader, item.unit), tone: 'none', icon: 'circle-dashed' }
    }
  }
}

const unitHref = (reader: Reader, unit: { code: string }) =>
  reader.at(`/units/${encodeURIComponent(unit.code)}`)

function overdueTodo(reader: Reader, unit: Extract<Watched, { kind: 'overdue' }>['unit']): Todo {
  const { t } = reader
  const silent = unit.silentWeeks > 1 ? ` · ${t('overview.silentToo', { n: unit.silentWeeks })}` : ''
  return {
    title: t('overview.attentionOverdue', { unit: unit.name, n: unit.overdue }),
    href: unitHref(reader, unit),
    note: `${t('overview.attentionLongest', { n: unit.longestDays })}${silent}`,
    tone: 'late',
    icon: 'octagon-alert',
  }
}

function decisionsTodo(reader: Reader, pile: DecisionPile, href: string | null): Todo {
  const { t } = reader
  const note = pile.days
    ? t('attention.decisionsNote', { n: pile.days, unit: pile.unit, title: pile.title })
    : t('attention.decisionToday', { unit: pile.unit, title: pile.title })
  return {
    title: t('attention.decisions', { n: pile.n }),
    ...(href && { href }),
    note,
    tone: 'wait',
    icon: 'calendar-clock',
  }
}

function proposalsTodo(reader: Reader, pile: ProposalPile, listHref: string): Todo {
  const { t, at } = reader
  const { n, days, unit, title, to, blocked } = pile
  const notes = [
    n === 1
      ? t('attention.proposalNote', { title, to })
      : t('attention.proposalsNote', { n: days, unit, title, to }),
    blocked > 0 ? t('attention.blocks', { n: blocked }) : null,
  ]
  return {
    title: n === 1 ? t('attention.proposal', { unit, n: days }) : t('attention.proposals', { n }),
    href: n === 1 ? at(`/proposals/${encodeURIComponent(pile.code)}`) : listHref,
    note: notes.filter(Boolean).join(' · '),
    tone: 'wait',
    icon: 'message-square-text',
  }
}

function directionsTodo(reader: Reader, pile: DirectionPile, registerHref: string): Todo {
  const { t, at } = reader
  const { n, overdue, days, code, body } = pile
  const one = overdue ? 'attention.directionOverdue' : 'attention.directionWaits'
  return {
    title: n === 1 ? t(one, { n: days }) : t('attention.directions', { n }),
    href: n === 1 ? at(`/directions/${encodeURIComponent(code)}`) : registerHref,
    note: n === 1 ? body : t('attention.directionsNote', { overdue, waits: n - overdue, body }),
    tone: 'slow',
    icon: 'flag',
  }
}

function indicatorTodo(reader: Reader, indicator: IndicatorShown, asOf: Day | null): Todo {
  const { t } = reader
  const { target, standing, unitName } = indicator
  const mark = progressBadge(standing.progress ?? 'on_track')
  const warned = { ...indicator, reader, day: asOf ?? reader.today, isPast: asOf !== null }
  const foresight = [warningWords(warned), runsOutWords(warned)].filter(Boolean)
  return {
    title: standing.percent
      ? t('overview.attentionIndicator', { title: target.title, percent: percentOf(reader, standing) })
      : t('overview.attentionNoPercent', { title: target.title, progress: t(mark.word) }),
    href: reader.at(`/targets/${encodeURIComponent(target.code)}`),
    note: (
      <>
        {[unitName, paceWords(reader, standing)].filter(Boolean).join(' · ')}
        {foresight.map((sentence) => (
          <>
            <br />
            {sentence}
          </>
        ))}
      </>
    ),
    tone: mark.tone,
    icon: mark.icon,
  }
}
