import type { Day, Instant } from '../../src/domain/day.ts'
import type { Discipline, ReportStatus } from '../../src/domain/discipline.ts'
import { groupBy } from '../../src/domain/grouping.ts'
import type { Rate } from '../../src/domain/rates.ts'
import type { Tally } from '../../src/domain/tally.ts'
import type { UnitKind } from '../../src/domain/unit.ts'
import type { Week } from '../../src/domain/week.ts'
import { writeDay, writeDayRange } from '../../src/i18n/days.ts'
import { mixOf } from '../dashboard/dashboard.tsx'
import { Badge } from '../parts/badge.tsx'
import { StatusLegend, StatusMix } from '../parts/bars.tsx'
import { Select } from '../parts/choices.tsx'
import { Filters } from '../parts/form.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager } from '../parts/page.tsx'
import { reportBadge } from '../parts/status.ts'
import { Cell, Row, RowGroupHead, RowHead, StackTable } from '../parts/table.tsx'
import { Weeks, WeeksLegend } from '../parts/weeks.tsx'
import type { Reader } from '../reader.ts'

export interface UnitShown {
  code: string
  name: string
  block: string | null
  place: number
  tally: Tally
  overdue: number
  status: ReportStatus
  owes: boolean
  weeks: Discipline[]
}

export interface UnitListProps {
  reader: Reader
  units: UnitShown[]
  /** How many units each block has, on all pages together. */
  blocks: ReadonlyMap<string | null, number>
  /** Of all units that the filters leave, on all pages together. */
  total: { units: number; owing: number; reported: number; tally: Tally; discipline: Rate }
  week: { week: Week; due: Instant }
  next: string | null
  first: string | null
}

export interface UnitsProps extends UnitListProps {
  asOf: Day | null
  /** Of all units, whatever the filters. */
  all: { units: number; statuses: Record<ReportStatus, number> }
  kinds: UnitKind[]
  filters: { q: string; kind: UnitKind | null; status: ReportStatus | null }
  kept: { name: string; value: string }[]
}

const STATUSES = ['none', 'waiting', 'returned', 'accepted'] as const

/** Who reports reliably, and how much is overdue where. */
export function UnitsPage(props: UnitsProps) {
  const { reader, all, week, asOf } = props
  const { t, language } = reader
  const { number, from, to } = week.week
  return (
    <>
      <PageHead
        eyebrow={
          asOf
            ? t('overview.asOfLine', { day: writeDay(language, asOf) })
            : t('units.weekLine', { week: number, range: writeDayRange(language, from, to) })
        }
        title={t('units.head', { n: all.units })}
        lead={t('units.lead', all.statuses)}
      />
      <UnitFilters {...props} />
      <div class='row row--between mb'>
        <StatusLegend reader={reader} />
        <WeeksLegend reader={reader} />
      </div>
      <UnitList {...props} />
    </>
  )
}

function UnitFilters({ reader, filters, kinds, kept }: UnitsProps) {
  const { t } = reader
  const all = { value: '', label: t('common.all') }
  return (
    <Filters reader={reader} action={reader.at('/units')} label={t('units.filterLabel')} target='#list'>
      <HiddenFields fields={kept} />
      <TextField
        reader={reader}
        name='q'
        type='search'
        label={t('units.search')}
        value={filters.q}
        attributes={{ placeholder: t('units.searchHint'), maxlength: 200 }}
      />
      <Select
        reader={reader}
        name='kind'
        label={t('units.kind')}
        value={filters.kind}
        items={[all, ...kinds.map((kind) => ({ value: kind, label: t(`unit_kind.${kind}`) }))]}
      />
      <Select
        reader={reader}
        name='status'
        label={t('units.status')}
        value={filters.status}
        items={[all, ...STATUSES.map((status) => ({ value: status, label: t(`report.${status}`) }))]}
      />
    </Filters>
  )
}

/** The table with its pager: what a filter replaces. */
export function UnitList(props: UnitListProps) {
  const { reader, units, week, blocks } = props
  const { t } = reader
  if (!units.length) {
    return (
      <div id='list'>
        <EmptyState reader={reader} icon='search-x' title={t('units.nothingFound')} />
      </div>
    )
  }
  const labels = labelsOf(reader, props)
  return (
    <div id='list'>
      <div class='card'>
        <StackTable
          caption={t('units.caption')}
          mid
          columns={[
            { label: t('units.number'), num: true },
            { label: t('units.unit') },
            { label: t('units.week', { week: week.week.number }) },
            { label: labels.overdue, num: true },
            { label: t('units.progress') },
            { label: labels.weeks },
          ]}
          foot={<TotalRow {...props} />}
        >
          {[...groupBy(units, (unit) => unit.block)].map(([block, own]) => (
            <>
              {block && (
                <RowGroupHead span={6}>
                  {t('units.blockOf', { block, n: blocks.get(block) ?? 0 })}
                </RowGroupHead>
              )}
              {own.map((unit) => (
                <UnitRow reader={reader} unit={unit} labels={labels} />
              ))}
            </>
          ))}
        </StackTable>
      </div>
      <Pager reader={reader} next={props.next} first={props.first} />
    </div>
  )
}

type Labels = ReturnType<typeof labelsOf>

function labelsOf({ t }: Reader, { units, week }: UnitListProps) {
  return {
    report: t('units.week', { week: week.week.number }),
    overdue: t('units.overdueOf'),
    weeks: t('units.onTime', { n: units[0]?.weeks.length ?? 0 }),
  }
}

function UnitRow({ reader, unit, labels }: { reader: Reader; unit: UnitShown; labels: Labels }) {
  return (
    <Row>
      <Cell num wideOnly>
        {unit.place}
      </Cell>
      <RowHead>
        <a href={reader.at(`/units/${encodeURIComponent(unit.code)}`)}>{unit.name}</a>
      </RowHead>
      <Cell label={labels.report}>
        {unit.owes || unit.status !== 'none' ? (
          <Badge reader={reader} mark={reportBadge(unit.status)} />
        ) : (
          reader.t('units.exempt')
        )}
      </Cell>
      <Cell label={labels.overdue} num>
        {unit.overdue ? <b>{unit.overdue}</b> : 0} / {unit.tally.total}
      </Cell>
      <Cell wide>
        <StatusMix reader={reader} counts={mixOf(unit.tally)} />
      </Cell>
      <Cell label={labels.weeks} wide>
        <span class='row nw'>
          <Weeks reader={reader} weeks={unit.weeks} />
          <span>{onTimeOf(unit.weeks)}</span>
        </span>
      </Cell>
    </Row>
  )
}

function onTimeOf(weeks: Discipline[]): string {
  const owed = weeks.filter((week) => week !== 'exempt').length
  return owed ? `${weeks.filter((week) => week === 'on_time').length}/${owed}` : '–'
}

function TotalRow(props: UnitListProps) {
  const { reader, total } = props
  const { t, language } = reader
  const labels = labelsOf(reader, props)
  const { percent, numerator, denominator } = total.discipline
  return (
    <Row>
      <Cell wideOnly />
      <RowHead>{t('units.total', { n: total.units })}</RowHead>
      <Cell label={labels.report}>{t('units.sent', { n: total.reported, of: total.owing })}</Cell>
      <Cell label={labels.overdue} num>
        {total.tally.progress.overdue} / {total.tally.total}
      </Cell>
      <Cell wide>
        <StatusMix reader={reader} counts={mixOf(total.tally)} />
      </Cell>
      <Cell label={labels.weeks} wide>
        {percent === null ? '–' : `${language === 'vi' ? percent.replace('.', ',') : percent}%`} ({numerator}/
        {denominator})
      </Cell>
    </Row>
  )
}
