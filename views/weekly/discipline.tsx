import type { Discipline } from '../../src/domain/discipline.ts'
import type { Rate } from '../../src/domain/rates.ts'
import { disciplineOrder, type ReportOfUnit } from '../../src/domain/snapshot/figure-reports.ts'
import type { DisciplineCounts, Snapshot } from '../../src/domain/snapshot.ts'
import { writeDayRange } from '../../src/i18n/days.ts'
import { momentCell, rateCell, say, stateOf } from '../papers/scribe.ts'
import { Select } from '../parts/choices.tsx'
import { type Tile, Tiles } from '../parts/figures.tsx'
import { Filters, PrintButton } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Pager } from '../parts/page.tsx'
import { WeeksLegend } from '../parts/weeks.tsx'
import type { Html, Reader } from '../reader.ts'
import { ReportRows } from './report-rows.tsx'

export interface DisciplineListProps {
  reader: Reader
  units: ReportOfUnit[]
  next: string | null
  first: string | null
}

export interface DisciplineProps extends DisciplineListProps {
  snapshot: Snapshot
  /** This page, without its filters. */
  action: string
  filters: { state: Discipline | null; sort: 'streak' | null }
  kept: { name: string; value: string }[]
  weeksHref: string
  weekHref: string
  /** The address that explains a figure of this week. */
  figureAt: (name: string) => string
}

/** Who owed a report this week, who sent it when, and who has not for how long. */
export function DisciplinePage(props: DisciplineProps): Html {
  const { reader, snapshot } = props
  return (
    <>
      <Head {...props} />
      <div class='flow-l'>
        <Tiles reader={reader} tiles={tilesOf(props)} />
        <div>
          {snapshot.discipline.reporting && <DisciplineFilters {...props} />}
          <div class='row mb'>
            <WeeksLegend reader={reader} />
          </div>
          <DisciplineList {...props} />
        </div>
      </div>
    </>
  )
}

function Head({ reader, snapshot, weeksHref, weekHref }: DisciplineProps) {
  const { t, language } = reader
  const n = Number(snapshot.week.slice(6))
  const { from, to, discipline, campaign_name } = snapshot
  return (
    <>
      <Crumbs
        reader={reader}
        items={[
          { href: weeksHref, label: t('weekly.title') },
          { href: weekHref, label: t('weekly.weekOf', { n }) },
        ]}
        here={t('discipline.crumb')}
      />
      <PageHead
        eyebrow={`${campaign_name} · ${t('figure.week', { n, span: writeDayRange(language, from, to) })}`}
        title={titleOf(reader, snapshot)}
        lead={[
          `${stateOf(reader, snapshot)}.`,
          ...(discipline.reporting
            ? [t('discipline.due', { at: say(reader, momentCell(discipline.due)) })]
            : []),
          ...(discipline.before
            ? [t('discipline.besides', { n: Number(discipline.before.week.slice(6)) })]
            : []),
        ].join(' ')}
        actions={
          <>
            <a class='btn' href={weekHref}>
              <Icon reader={reader} name='arrow-left' />
              {t('figure.backToWeek', { n })}
            </a>
            <PrintButton reader={reader} />
          </>
        }
      />
    </>
  )
}

function titleOf({ t }: Reader, { discipline }: Snapshot): string {
  const { week, reporting } = discipline
  if (!reporting) return t('weekly.disciplineNone')
  const owed = week.rate.denominator
  if (week.pending)
    return t('discipline.headPending', { sent: sentOf(week), owed, pending: week.pending + week.missing })
  return t('discipline.headOver', { onTime: week.on_time, owed, late: week.late, missing: week.missing })
}

const sentOf = ({ on_time, late }: DisciplineCounts) => on_time + late

function tilesOf(props: DisciplineProps): Tile[] {
  const { reader, snapshot, figureAt } = props
  const { t } = reader
  const { week, before } = snapshot.discipline
  const tile = (label: string, of: (counts: DisciplineCounts) => number, more: Partial<Tile>): Tile => ({
    label,
    value: String(of(week)),
    ...(before && { unit: t('weekly.was', { n: of(before) }) }),
    ...more,
  })
  const silent = (counts: DisciplineCounts) => counts.missing + counts.pending
  return [
    tile(t('discipline.tile.owed'), ({ rate }) => rate.denominator, { href: figureAt('reports.rate') }),
    tile(t('discipline.tile.sent'), sentOf, {}),
    tile(t('discipline.tile.on_time'), ({ on_time }) => on_time, {
      href: figureAt('reports.on_time'),
      note: rateNote(props),
    }),
    tile(t('discipline.tile.late'), ({ late }) => late, { href: figureAt('reports.late') }),
    tile(t('discipline.tile.missing'), silent, {
      href: figureAt(week.pending ? 'reports.pending' : 'reports.missing'),
      ...(week.missing > 0 && { tone: 'late' }),
      ...(week.pending > 0 && { note: t('discipline.pendingNote', { n: week.pending }) }),
    }),
    tile(t('discipline.tile.exempt'), ({ exempt }) => exempt, { href: figureAt('reports.exempt') }),
  ]
}

/** 'tỷ lệ 21/43 (48,8%); tuần 35: 39/43 (90,7%)' */
function rateNote({ reader, snapshot }: DisciplineProps): string {
  const { t } = reader
  const { week, before } = snapshot.discipline
  const text = ({ numerator, denominator, percent }: Rate) =>
    t('weekly.rateText', {
      n: numerator,
      m: denominator,
      percent: percent === null ? '–' : say(reader, rateCell({ percent }, reader)),
    })
  return [
    t('discipline.rateNow', { rate: text(week.rate) }),
    ...(before
      ? [t('discipline.rateBefore', { n: Number(before.week.slice(6)), rate: text(before.rate) })]
      : []),
  ].join('; ')
}

function DisciplineFilters({ reader, action, filters, kept }: DisciplineProps) {
  const { t } = reader
  return (
    <Filters reader={reader} action={action} label={t('discipline.filterLabel')} target='#list'>
      <HiddenFields fields={kept} />
      <Select
        reader={reader}
        name='state'
        label={t('discipline.state')}
        value={filters.state}
        items={[
          { value: '', label: t('discipline.all') },
          ...disciplineOrder.map((state) => ({ value: state, label: t(`discipline.${state}`) })),
        ]}
      />
      <Select
        reader={reader}
        name='sort'
        label={t('discipline.sort')}
        value={filters.sort}
        items={[
          { value: '', label: t('discipline.byState') },
          { value: 'streak', label: t('discipline.byStreak') },
        ]}
      />
    </Filters>
  )
}

/** The table with its pager: what a filter replaces. */
export function DisciplineList({ reader, units, next, first }: DisciplineListProps) {
  if (!units.length) {
    return (
      <div id='list'>
        <EmptyState reader={reader} icon='search-x' title={reader.t('discipline.nothingFound')} />
      </div>
    )
  }
  return (
    <div id='list'>
      <div class='card'>
        <ReportRows reader={reader} groups={[{ head: null, rows: units }]} />
      </div>
      <Pager reader={reader} next={next} first={first} />
    </div>
  )
}
