import type { Span } from '../../src/domain/snapshot/diff.ts'
import { type ChangeKind, changeKinds, type Snapshot } from '../../src/domain/snapshot.ts'
import type { Week } from '../../src/domain/week.ts'
import { writeDayRange, writeInstant } from '../../src/i18n/days.ts'
import { namesOf, weekName } from '../papers/weekly/diff.ts'
import { Select } from '../parts/choices.tsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Pager } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { ChangesOfKind, type ChangesShown } from './diff-changes.tsx'
import { ComparedTable, type FigureHref } from './diff-totals.tsx'

/** The form that asks for two weeks. */
export interface WeekChoice {
  action: string
  hidden: { name: string; value: string }[]
  /** The latest first. */
  weeks: Week[]
  from: string
  to: string
}

interface FrameProps {
  reader: Reader
  campaign: string
  weeksHref: string
  choice: WeekChoice
}

export interface DiffPageProps extends FrameProps {
  span: Span
  weekHref: string
  downloadHref: string
  figureHref: FigureHref
  /** How many changes of each kind there are, and those on this page. */
  counts: ReadonlyMap<ChangeKind, number>
  shown: ChangesShown
  total: number
  next: string | null
  first: string | null
}

/** Two weeks held against each other: their totals, then everything that changed, kind by kind. */
export function DiffPage(props: DiffPageProps): Html {
  const { reader, span } = props
  const { t } = reader
  const [first, last] = [span.first.week, span.last.week]
  return (
    <>
      <Crumbs
        reader={reader}
        items={[
          { href: props.weeksHref, label: t('weekly.title') },
          { href: props.weekHref, label: weekName(reader, last, first, true) },
        ]}
        here={t('diff.compare')}
      />
      <PageHead
        eyebrow={props.campaign}
        title={t('diff.title', namesOf(reader, first, last))}
        lead={`${[span.last, span.first].map((week) => stateOf(reader, week, span)).join('; ')}.`}
        actions={
          <a class='btn' href={props.downloadHref} download>
            <Icon reader={reader} name='download' />
            {t('diff.download')}
          </a>
        }
      />
      <ChoiceForm reader={reader} choice={props.choice} />
      <div class='flow-l'>
        {props.shown.from === 0 && (
          <ComparedTable reader={reader} span={span} figureHref={props.figureHref} />
        )}
        <Changes {...props} />
      </div>
    </>
  )
}

/** Two weeks that cannot be held against each other, and why; others may be chosen. */
export function DiffRefusedPage(props: FrameProps & { title: string; text: string }): Html {
  const { reader, title, text } = props
  const { t } = reader
  return (
    <>
      <Crumbs
        reader={reader}
        items={[{ href: props.weeksHref, label: t('weekly.title') }]}
        here={t('diff.compare')}
      />
      <PageHead eyebrow={props.campaign} title={t('diff.choose')} />
      <ChoiceForm reader={reader} choice={props.choice} />
      <Callout reader={reader} tone='info' title={title}>
        <p>{text}</p>
      </Callout>
    </>
  )
}

function ChoiceForm({ reader, choice }: { reader: Reader; choice: WeekChoice }) {
  const { t, language } = reader
  const items = choice.weeks.map(({ code, year, number, from, to }) => ({
    value: code,
    label: t('diff.weekWithDays', {
      n: year === choice.weeks[0]?.year ? number : `${number}/${year}`,
      days: writeDayRange(language, from, to),
    }),
  }))
  return (
    <form class='filters mb no-print' method='get' action={choice.action} aria-label={t('diff.choose')}>
      <HiddenFields fields={choice.hidden} />
      <Select reader={reader} name='from' label={t('diff.from')} items={items} value={choice.from} />
      <Select reader={reader} name='to' label={t('diff.to')} items={items} value={choice.to} />
      <button class='btn' type='submit'>
        {t('diff.compare')}
      </button>
    </form>
  )
}

function stateOf(reader: Reader, week: Snapshot, { first, last }: Span): string {
  const { t, language, zone } = reader
  const name = weekName(reader, week.week, (week === first ? last : first).week, week === last)
  const at = writeInstant(language, Date.parse(week.frozen_at ?? week.until), zone)
  return t(week.frozen ? 'diff.frozen' : 'diff.told', { week: name, at })
}

function Changes({ reader, counts, shown, total, next, first }: DiffPageProps) {
  const { t } = reader
  if (!total) return <EmptyState reader={reader} icon='circle-check-big' title={t('diff.none')} />
  const without = changeKinds.filter((kind) => !counts.has(kind)).map((kind) => t(`weekly.change.${kind}`))
  return (
    <div class='flow-l'>
      <div>
        <h2>{t('diff.changes', { n: total })}</h2>
        {without.length > 0 && <p class='sm muted'>{t('diff.without', { kinds: without.join('; ') })}</p>}
      </div>
      {changeKinds
        .filter((kind) => shown.changes.some((change) => change.kind === kind))
        .map((kind) => (
          <ChangesOfKind reader={reader} kind={kind} n={counts.get(kind) ?? 0} shown={shown} />
        ))}
      <Pager reader={reader} next={next} first={first}>
        {(next || first) &&
          t('diff.shown', { from: shown.from + 1, to: shown.from + shown.changes.length, n: total })}
      </Pager>
    </div>
  )
}
