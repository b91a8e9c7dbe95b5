import type { Instant } from '../../src/domain/day.ts'
import type { Language } from '../../src/domain/language.ts'
import type { Letterhead } from '../../src/domain/letterhead.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import type { Week } from '../../src/domain/week.ts'
import { writeDay, writeDayRange } from '../../src/i18n/days.ts'
import type { Key } from '../../src/i18n/translate.ts'
import { overdueMoves } from '../papers/report/deadlines.ts'
import { type Tile, Tiles } from '../parts/figures.tsx'
import { PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import {
  AnnulledNote,
  WeekActions,
  type WeekActionsProps,
  WeekState,
  type WeekStateProps,
} from './actions.tsx'
import { WeekDocument } from './document.tsx'

interface WeekPageProps {
  reader: Reader
  snapshot: Snapshot
  letterhead: Letterhead
  state: Omit<WeekStateProps, 'reader'>
  /** Of a summary that no longer counts. */
  annulled: { issue: number; at: Instant; reason: string; standingHref: string | null } | null
  actions: Omit<WeekActionsProps, 'reader' | 'n'>
  before: { week: Week; href: string } | null
  after: { week: Week; href: string | null }
  links: {
    discipline: string
    /** To what changed since the week before; null at the first week. */
    diff: string | null
    /** To what a figure is made of. */
    figure: (of: string) => string
    /** The document in the other language. */
    document: string
  }
  /** The language of the document: the office's own, unless its translation is asked for. */
  language: Language
}

/** A week: what changed since the last one, and the document as it will be printed. */
export function WeekPage(props: WeekPageProps): Html {
  const { reader, snapshot, letterhead, links, language } = props
  const { t } = reader
  return (
    <>
      <div class='no-print'>
        <Head {...props} />
        {props.annulled && <AnnulledNote reader={reader} {...props.annulled} />}
        <Weeks {...props} />
        <Comparison {...props} />
        <p class='sm mb'>
          <a href={links.document}>{t(language === 'vi' ? 'weekly.inEnglish' : 'weekly.inVietnamese')}</a>
        </p>
      </div>
      <WeekDocument
        reader={reader}
        snapshot={snapshot}
        letterhead={letterhead}
        language={language}
        figureHref={links.figure}
      />
    </>
  )
}

function Head({ reader, snapshot, state, actions }: WeekPageProps) {
  const { t, language } = reader
  const n = numberOf(snapshot.week)
  return (
    <PageHead
      eyebrow={snapshot.campaign_name}
      title={t('weekly.weekTitle', { n, span: writeDayRange(language, snapshot.from, snapshot.to) })}
      lead={<WeekState reader={reader} {...state} />}
      actions={<WeekActions reader={reader} n={n} {...actions} />}
    />
  )
}

function Weeks({ reader, before, after }: WeekPageProps) {
  const { t, language } = reader
  return (
    <nav class='pager mb' aria-label={t('weekly.weeks')}>
      {before ? (
        <a href={before.href} rel='prev'>
          {t('weekly.previous', { n: before.week.number })}
        </a>
      ) : (
        <span />
      )}
      {after.href ? (
        <a href={after.href} rel='next'>
          {t('weekly.next', { n: after.week.number })}
        </a>
      ) : (
        <span>
          {t('weekly.nextOpens', { n: after.week.number, day: writeDay(language, after.week.from) })}
        </span>
      )}
    </nav>
  )
}

function Comparison({ reader, snapshot, links }: WeekPageProps) {
  const { t } = reader
  const { before } = snapshot
  return (
    <section class='card mb' aria-labelledby='h-compare'>
      <div class='card__p'>
        <h2 id='h-compare'>
          {before ? t('weekly.compare', { n: numberOf(before.week) }) : t('weekly.compareNone')}
        </h2>
      </div>
      <Tiles reader={reader} tiles={tilesOf(reader, snapshot, links.figure)} />
      <ul class='card__p links'>
        {before && links.diff && (
          <li>
            <a href={links.diff}>{t('weekly.toDiff', { n: numberOf(before.week) })}</a>
          </li>
        )}
        <li>
          <a href={links.discipline}>{t('weekly.toDiscipline')}</a>
        </li>
      </ul>
    </section>
  )
}

function tilesOf(reader: Reader, snapshot: Snapshot, figureHref: (of: string) => string): Tile[] {
  const { t } = reader
  const [now, was] = [snapshot.totals.by_progress, snapshot.before?.totals.by_progress]
  const tile = (label: Key, of: string, value: number, before: number | undefined): Tile => ({
    href: figureHref(of),
    label: (t as (key: Key) => string)(label),
    value: String(value),
    ...(before === undefined
      ? {}
      : { unit: t('weekly.was', { n: before }), note: moved(reader, value - before) }),
  })
  const overdue = tile('weekly.tileOverdue', 'overdue', now.overdue, was?.overdue)
  return [
    tile('weekly.tileDone', 'progress.done', now.done, was?.done),
    tile('weekly.tileOnTrack', 'progress.on_track', now.on_track, was?.on_track),
    tile('weekly.tileRisk', 'progress.troubled', now.at_risk + now.behind, was && was.at_risk + was.behind),
    {
      ...overdue,
      ...(now.overdue > 0 && { tone: 'late' as const }),
      ...(was && { note: t('weekly.overdueMoves', overdueMoves(snapshot)) }),
    },
    { ...reportsTile(reader, snapshot), href: figureHref('reports.rate') },
  ]
}

function reportsTile({ t }: Reader, { discipline }: Snapshot): Tile {
  const { week, before } = discipline
  const silent = week.missing + week.pending
  return {
    label: t('weekly.tileReports'),
    value: `${week.rate.numerator}/${week.rate.denominator}`,
    ...(before && { unit: t('weekly.was', { n: before.rate.numerator }) }),
    note: silent ? t('weekly.silent', { n: silent }) : t('weekly.allSent'),
  }
}

function moved({ t }: Reader, by: number): string {
  if (by === 0) return t('weekly.same')
  return by > 0 ? t('weekly.up', { n: by }) : t('weekly.down', { n: -by })
}

const numberOf = (week: string): number => Number(week.slice(6))
