import type { Letterhead } from '../../src/domain/letterhead.ts'
import type { Period } from '../../src/domain/period.ts'
import type { PeriodSnapshot } from '../../src/domain/snapshot/period.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { type Key, translator } from '../../src/i18n/translate.ts'
import { capitalised, nameOfPeriod } from '../papers/period/words.ts'
import { periodDocument } from '../papers/period-report.ts'
import { overdueMoves } from '../papers/report/deadlines.ts'
import type { Scribe } from '../papers/scribe.ts'
import { WithIcon } from '../parts/badge.tsx'
import { type Tile, Tiles } from '../parts/figures.tsx'
import { PrintButton } from '../parts/form.tsx'
import { OfficeSheet } from '../parts/office-sheet.tsx'
import { PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { Downloads, type WeekDownload } from '../weekly/actions.tsx'

interface PeriodPageProps {
  reader: Reader
  snapshot: PeriodSnapshot
  letterhead: Letterhead
  listHref: string
  /** The same kind of period before and after; null where it cannot be told. */
  before: { period: Period; href: string } | null
  after: { period: Period; href: string } | null
  downloads: WeekDownload[]
  /** The page that says what a figure is made of. */
  figureHref: (of: string) => string
}

/** A period: how things stand at its end, and the document as it will be printed. */
export function PeriodPage(props: PeriodPageProps): Html {
  const { reader, snapshot, letterhead, figureHref } = props
  const office: Scribe = { language: 'vi', t: translator('vi'), zone: reader.zone }
  return (
    <>
      <div class='no-print'>
        <Head {...props} />
        <Neighbours {...props} />
        <Comparison {...props} />
      </div>
      <OfficeSheet
        reader={reader}
        paper={periodDocument(office, snapshot, letterhead)}
        label={reader.t('period.docLabel', { name: nameOfPeriod(reader, snapshot.period) })}
        figureHref={figureHref}
      />
    </>
  )
}

function Head({ reader, snapshot, listHref, downloads }: PeriodPageProps) {
  const { t, language, zone } = reader
  const { told, period, isRunning, compiledAt } = snapshot
  const lead = isRunning ? 'period.compiledRunning' : 'period.compiled'
  return (
    <PageHead
      eyebrow={told.campaign_name}
      title={capitalised(nameOfPeriod(reader, period))}
      lead={
        <WithIcon reader={reader} icon='info'>
          {t(lead, { day: writeDay(language, told.day), at: writeInstant(language, compiledAt, zone) })}
        </WithIcon>
      }
      actions={
        <>
          <PrintButton reader={reader} />
          <Downloads reader={reader} downloads={downloads} />
          <a class='btn' href={listHref}>
            {t('period.backToList')}
          </a>
        </>
      }
    />
  )
}

function Neighbours({ reader, before, after }: PeriodPageProps) {
  const { t } = reader
  if (!before && !after) return null
  const name = (period: Period) => capitalised(nameOfPeriod(reader, period))
  return (
    <nav class='pager mb' aria-label={t('period.neighbours')}>
      {before ? (
        <a href={before.href} rel='prev'>
          {t('period.previous', { name: name(before.period) })}
        </a>
      ) : (
        <span />
      )}
      {after ? (
        <a href={after.href} rel='next'>
          {t('period.next', { name: name(after.period) })}
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}

function Comparison(props: PeriodPageProps) {
  const { reader, before } = props
  const { t } = reader
  return (
    <section class='card mb' aria-labelledby='h-compare'>
      <div class='card__p'>
        <h2 id='h-compare'>
          {before
            ? t('period.compare', { name: nameOfPeriod(reader, before.period) })
            : t('period.compareNone')}
        </h2>
      </div>
      <Tiles reader={reader} tiles={tilesOf(props)} />
    </section>
  )
}

function tilesOf({ reader, snapshot, figureHref }: PeriodPageProps): Tile[] {
  const { t } = reader
  const { told } = snapshot
  const [now, was] = [told.totals.by_progress, told.before?.totals.by_progress]
  const tile = (label: Key, of: string, value: number, before: number | undefined): Tile => ({
    label: (t as (key: Key) => string)(label),
    value: String(value),
    href: figureHref(of),
    ...(before !== undefined && {
      unit: t('weekly.was', { n: before }),
      note: movedBy(reader, value - before),
    }),
  })
  return [
    tile('weekly.tileDone', 'done', now.done, was?.done),
    tile('weekly.tileOnTrack', 'progress.on_track', now.on_track, was?.on_track),
    tile('period.tileRisk', 'progress.at_risk', now.at_risk, was?.at_risk),
    tile('period.tileBehind', 'progress.behind', now.behind, was?.behind),
    {
      ...tile('weekly.tileOverdue', 'overdue', now.overdue, was?.overdue),
      ...(now.overdue > 0 && { tone: 'late' as const }),
      ...(was && { note: t('weekly.overdueMoves', overdueMoves(told)) }),
    },
    reportsTile(reader, snapshot, figureHref),
  ]
}

function reportsTile(
  reader: Reader,
  { discipline }: PeriodSnapshot,
  figureHref: (of: string) => string,
): Tile {
  const { t } = reader
  const { rate, late, missing } = discipline
  return {
    label: t('period.tileReports'),
    value: rate.denominator ? `${rate.numerator}/${rate.denominator}` : '–',
    href: figureHref('reports.rate'),
    note: rate.denominator ? t('period.reportsNote', { late, missing }) : t('period.noReports'),
  }
}

function movedBy({ t }: Reader, by: number): string {
  if (by === 0) return t('weekly.same')
  return by > 0 ? t('weekly.up', { n: by }) : t('weekly.down', { n: -by })
}
