import type { Day, Instant } from '../../src/domain/day.ts'
import type { Week } from '../../src/domain/week.ts'
import { writeDay, writeDayRange, writeDayShort, writeTime, writeWeekday } from '../../src/i18n/days.ts'
import { Select } from '../parts/choices.tsx'
import { Filters } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager, Tabs } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { ChangesLater } from './changes.tsx'
import { type LateRow, LateTable } from './late-table.tsx'
import { type MissingRow, MissingTable } from './missing-table.tsx'
import { type WaitingRow, WaitingTable } from './waiting-table.tsx'

export type DeskTab = 'overdue' | 'review' | 'missing'

export interface BoardProps {
  reader: Reader
  list:
    | { tab: 'overdue'; rows: LateRow[] }
    | { tab: 'review'; rows: WaitingRow[] }
    | { tab: 'missing'; rows: MissingRow[] }
  sort: 'days' | 'unit' | 'group'
  groups: { number: number; name: string }[]
  isFiltered: boolean
  /** Ready-made; null where there is none. */
  next: string | null
  first: string | null
}

export interface DeskProps extends BoardProps {
  tab: DeskTab
  tabs: Record<DeskTab, { href: string; count: number }>
  counts: { units: number; byGroup: ReadonlyMap<number, number> }
  week: { week: Week; due: Instant; dueOn: Day; isOwed: boolean }
  filters: { q: string; group: number | null; unit: string; unitName: string }
  /** Kept in the address when filters change: the campaign asked for. */
  kept: { name: string; value: string }[]
  clearHref: string
  changesHref: string
  groupHref: (group: number) => string
}

/** Who is late, what waits for a decision, who has not reported. */
export function DeskPage(props: DeskProps) {
  const { reader, tab, tabs } = props
  const { t } = reader
  return (
    <>
      <DeskHead {...props} />
      <Tabs
        label={t('desk.title')}
        tabs={[
          { ...tabs.overdue, label: t('desk.tabOverdue'), hot: true, here: tab === 'overdue' },
          { ...tabs.review, label: t('desk.tabReview'), here: tab === 'review' },
          { ...tabs.missing, label: t('desk.tabMissing'), here: tab === 'missing' },
        ]}
      />
      {tab === 'overdue' ? (
        <div class='split'>
          <div>
            <DeskFilters {...props} />
            <Board {...props} />
          </div>
          <aside class='flow-l no-print' aria-label={t('desk.changes')}>
            <ChangesLater reader={reader} href={props.changesHref} />
            <ByGroup {...props} />
          </aside>
        </div>
      ) : (
        <>
          <DeskFilters {...props} />
          <Board {...props} />
        </>
      )}
    </>
  )
}

/** The list with its pager: what a filter replaces. */
export function Board(props: BoardProps) {
  const { reader, list } = props
  return (
    <div id='board'>
      {list.rows.length === 0 ? (
        <NothingHere {...props} />
      ) : (
        <div class='card'>
          {list.tab === 'overdue' && (
            <LateTable
              reader={reader}
              rows={list.rows}
              byGroup={props.sort === 'group'}
              groups={props.groups}
            />
          )}
          {list.tab === 'review' && <WaitingTable reader={reader} rows={list.rows} />}
          {list.tab === 'missing' && <MissingTable reader={reader} rows={list.rows} />}
        </div>
      )}
      <Pager reader={reader} next={props.next} first={props.first} />
    </div>
  )
}

const nothing = {
  overdue: 'desk.nothingOverdue',
  review: 'desk.nothingWaiting',
  missing: 'desk.nothingMissing',
} as const

function NothingHere({ reader, list, isFiltered }: BoardProps) {
  const { t } = reader
  return (
    <EmptyState
      reader={reader}
      icon={isFiltered ? 'search-x' : 'circle-check-big'}
      tone={isFiltered ? 'none' : 'done'}
      title={t(isFiltered ? 'desk.nothingFound' : nothing[list.tab])}
    />
  )
}

function DeskHead({ reader, tab, tabs, counts, week }: DeskProps) {
  const { t, language, today } = reader
  const heads = {
    overdue: counts.units ? t('desk.headOverdue', { n: counts.units }) : t('desk.headNoOverdue'),
    review: tabs.review.count ? t('desk.headReview', { n: tabs.review.count }) : t('desk.headNoReview'),
    missing: tabs.missing.count ? t('desk.headMissing', { n: tabs.missing.count }) : t('desk.headNoMissing'),
  }
  const weekday = writeWeekday(language, today)
  const eyebrow = t('desk.weekLine', {
    weekday: weekday.charAt(0).toUpperCase() + weekday.slice(1),
    day: writeDay(language, today),
    week: week.week.number,
    range: writeDayRange(language, week.week.from, week.week.to),
  })
  const overdue = tabs.overdue.count ? `${t('desk.leadOverdue', { n: tabs.overdue.count })} ` : ''
  return (
    <PageHead
      eyebrow={eyebrow}
      title={heads[tab]}
      lead={
        tab === 'review' ? t('desk.leadReview') : `${overdue}${missingLine(reader, tabs.missing.count, week)}`
      }
      actions={
        <a class='btn' href={reader.at('/weekly')}>
          <Icon reader={reader} name='file-text' />
          {t('nav.weekly')}
        </a>
      }
    />
  )
}

function missingLine(reader: Reader, n: number, week: DeskProps['week']): string {
  const { t, language, zone } = reader
  if (!week.isOwed) return t('desk.leadNoWeek')
  if (n === 0) return t('desk.leadAllIn')
  return t('desk.leadMissing', {
    n,
    time: writeTime(language, week.due, zone),
    weekday: writeWeekday(language, week.dueOn),
    day: writeDayShort(language, week.dueOn),
  })
}

function DeskFilters({ reader, tab, sort, groups, filters, kept, clearHref, isFiltered }: DeskProps) {
  const { t } = reader
  const hidden = [{ name: 'tab', value: tab }, ...kept]
  if (filters.unit) hidden.push({ name: 'unit', value: filters.unit })
  return (
    <Filters reader={reader} action={reader.at('/desk')} label={t('desk.filterLabel')} target='#board'>
      <HiddenFields fields={hidden} />
      <TextField
        reader={reader}
        name='q'
        type='search'
        label={t(tab === 'missing' ? 'desk.searchUnit' : 'desk.search')}
        value={filters.q}
        attributes={{ placeholder: t('desk.searchHint'), maxlength: 200 }}
      />
      {tab !== 'missing' && (
        <Select
          reader={reader}
          name='group'
          label={t('desk.group')}
          value={filters.group === null ? '' : String(filters.group)}
          items={[
            { value: '', label: t('desk.allGroups') },
            ...groups.map(({ number, name }) => ({ value: String(number), label: `${number}. ${name}` })),
          ]}
        />
      )}
      {tab === 'overdue' && (
        <Select
          reader={reader}
          name='sort'
          label={t('desk.sort')}
          value={sort}
          items={[
            { value: 'days', label: t('desk.sortDays') },
            { value: 'unit', label: t('desk.sortUnit') },
            { value: 'group', label: t('desk.sortGroup') },
          ]}
        />
      )}
      {(filters.unitName || isFiltered) && (
        <p class='sub'>
          {filters.unitName && t('desk.onlyUnit', { unit: filters.unitName })}{' '}
          <a href={clearHref}>{t('common.clearFilters')}</a>
        </p>
      )}
    </Filters>
  )
}

function ByGroup({ reader, groups, counts, groupHref }: DeskProps) {
  const shown = groups.filter(({ number }) => counts.byGroup.get(number))
  if (!shown.length) return null
  return (
    <section class='card card__p' aria-labelledby='h-groups'>
      <h2 id='h-groups' class='mb'>
        {reader.t('desk.byGroup')}
      </h2>
      <ul>
        {shown.map(({ number, name }) => (
          <li class='todo'>
            <div>
              <a href={groupHref(number)}>
                {number}. {name}
              </a>
            </div>
            <b>{counts.byGroup.get(number)}</b>
          </li>
        ))}
      </ul>
    </section>
  )
}
