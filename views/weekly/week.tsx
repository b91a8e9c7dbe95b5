import type { Letterhead } from '../../src/domain/letterhead.ts'
import type { Snapshot } from '../../src/domain/snapshot.ts'
import type { Week } from '../../src/domain/week.ts'
import { writeDay, writeDayRange, writeInstant } from '../../src/i18n/days.ts'
import type { Key } from '../../src/i18n/translate.ts'
import { overdueMoves } from '../papers/report/deadlines.ts'
import { WithIcon } from '../parts/badge.tsx'
import { type Tile, Tiles } from '../parts/figures.tsx'
import { PrintButton } from '../parts/form.tsx'
import { PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { WeekDocument } from './document.tsx'

interface WeekPageProps {
  reader: Reader
  snapshot: Snapshot
  letterhead: Letterhead
  /** Its cut-off has not come. */
  isOpen: boolean
  freezeAt: string | null
  before: { week: Week; href: string } | null
  after: { week: Week; href: string | null }
  files: { format: 'xlsx' | 'csv' | 'excel-csv' | 'json'; href: string }[]
}

/** A week: what changed since the last one, and the document as it will be printed. */
export function WeekPage(props: WeekPageProps): Html {
  const { reader, snapshot, letterhead } = props
  return (
    <>
      <div class='no-print'>
        <Head {...props} />
        <Weeks {...props} />
        <Comparison reader={reader} snapshot={snapshot} />
      </div>
      <WeekDocument reader={reader} snapshot={snapshot} letterhead={letterhead} />
    </>
  )
}

function Head({ reader, snapshot, isOpen, freezeAt, files }: WeekPageProps) {
  const { t, language, zone } = reader
  const { frozen_at, until, from, to } = snapshot
  const n = numberOf(snapshot.week)
  const at = writeInstant(language, Date.parse(frozen_at ?? until), zone)
  const lead = frozen_at ? 'weekly.frozenLead' : isOpen ? 'weekly.openLead' : 'weekly.cutOffLead'
  return (
    <PageHead
      eyebrow={snapshot.campaign_name}
      title={t('weekly.weekTitle', { n, span: writeDayRange(language, from, to) })}
      lead={
        <WithIcon reader={reader} icon={frozen_at ? 'lock' : 'info'}>
          {t(lead, { at })}
        </WithIcon>
      }
      actions={
        <>
          {freezeAt && (
            <a class='btn btn--p' href={freezeAt}>
              {t('weekly.freeze', { n })}
            </a>
          )}
          <PrintButton reader={reader} />
          {files.map(({ format, href }) => (
            <a class='btn' href={href} download>
              {t(`weekly.download.${format}`)}
            </a>
          ))}
        </>
      }
    />
  )
}

function Weeks({ reader, snapshot, before, after }: WeekPageProps) {
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
      <span>
        {snapshot.hash && (
          <>
            {t('weekly.hash')} <span class='code'>{snapshot.hash.slice(0, 8)}</span>
          </>
        )}
      </span>
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

function Comparison({ reader, snapshot }: { reader: Reader; snapshot: Snapshot }) {
  const { t } = reader
  const { before } = snapshot
  return (
    <section class='card mb' aria-labelledby='h-compare'>
      <div class='card__p'>
        <h2 id='h-compare'>
          {before ? t('weekly.compare', { n: numberOf(before.week) }) : t('weekly.compareNone')}
        </h2>
      </div>
      <Tiles reader={reader} tiles={tilesOf(reader, snapshot)} />
    </section>
  )
}

function tilesOf(reader: Reader, snapshot: Snapshot): Tile[] {
  const { t } = reader
  const [now, was] = [snapshot.totals.by_progress, snapshot.before?.totals.by_progress]
  const tile = (label: Key, value: number, before: number | undefined): Tile => ({
    label: (t as (key: Key) => string)(label),
    value: String(value),
    ...(before === undefined
      ? {}
      : { unit: t('weekly.was', { n: before }), note: moved(reader, value - before) }),
  })
  const overdue = tile('weekly.tileOverdue', now.overdue, was?.overdue)
  return [
    tile('weekly.tileDone', now.done, was?.done),
    tile('weekly.tileOnTrack', now.on_track, was?.on_track),
    tile('weekly.tileRisk', now.at_risk + now.behind, was && was.at_risk + was.behind),
    { ...overdue, tone: 'late', ...(was && { note: t('weekly.overdueMoves', overdueMoves(snapshot)) }) },
    reportsTile(reader, snapshot),
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
