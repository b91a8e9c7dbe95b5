import { type Day, daysBetween } from '../../src/domain/day.ts'
import { type ProposalStatus, proposalStatuses } from '../../src/domain/follow-up.ts'
import { RegisterTabs } from '../directions/register-tabs.tsx'
import { Select } from '../parts/choices.tsx'
import { Filters } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { type ProposalRow, ProposalTable } from './table.tsx'

export type View = 'waiting' | 'silent' | 'mine' | 'answered' | 'all'

/** One list on the page, with its own number and pages. */
export interface Part {
  key: 'above' | 'below' | 'own' | 'toAnswer' | 'all'
  rows: ProposalRow[]
  /** How many there are without filters. */
  count: number
  withUnit: boolean
  next: string | null
  first: string | null
}

export interface ListPageProps {
  reader: Reader
  view: View
  parts: Part[]
  /** Of the campaign that was asked for, where one was. */
  filters: { q: string; status: ProposalStatus | null; unit: string; unitName: string; campaign: string }
  isFiltered: boolean
  /** The unit that owes the answers of the part `below` or `toAnswer`. */
  unitName: string
  /** What the reader's own units were answered: the link beside their own proposals. */
  answered: { n: number; href: string } | null
  mayRaise: boolean
  clearHref: string
}

/** What waits for whom, and since when. */
export function ListPage(props: ListPageProps) {
  const { reader, mayRaise, parts } = props
  const { t, at } = reader
  const isWaiting = props.view === 'waiting' || props.view === 'silent'
  const oldest = isWaiting ? longestOf(parts) : undefined
  const days = oldest ? daysBetween(oldest.raisedOn, reader.today) : 0
  return (
    <>
      <PageHead
        eyebrow={t('proposal.list')}
        title={headOf(props)}
        lead={oldest && days > 0 && t('proposal.longest', { n: days, title: oldest.title })}
        actions={
          mayRaise && (
            <a class='btn btn--p' href={at('/proposals/new')}>
              <Icon reader={reader} name='plus' />
              {t('proposal.new')}
            </a>
          )
        }
      />
      <RegisterTabs reader={reader} here='proposals' />
      <ListFilters {...props} />
      <Lists {...props} />
    </>
  )
}

function longestOf(parts: Part[]): { raisedOn: Day; title: string } | undefined {
  const first = parts.flatMap(({ rows, first: back }) => (back ? [] : rows.slice(0, 1)))
  return first.toSorted((a, b) => (a.raisedOn < b.raisedOn ? -1 : 1))[0]
}

function headOf({ reader, view, parts, unitName }: ListPageProps): string {
  const { t } = reader
  const counted = (...keys: Part['key'][]) =>
    parts.filter(({ key }) => keys.includes(key)).reduce((sum, { count }) => sum + count, 0)
  const n = counted('all', 'own')
  if (view === 'silent') return n ? t('proposal.headSilent', { n }) : t('proposal.headNoSilent')
  if (view === 'answered') return t('proposal.headAnswered', { n })
  if (view === 'mine') return t('proposal.headMine', { n })
  if (view === 'all') return t('proposal.headAll', { n })
  const [above, below] = [counted('above'), counted('below', 'toAnswer')]
  if (above && below) return t('proposal.headBoth', { above, below })
  if (above) return t('proposal.headAbove', { n: above })
  if (below && n === 0) return t('proposal.headBelow', { n: below, unit: unitName })
  return n + below ? t('proposal.headWaiting', { n: n + below }) : t('proposal.headNone')
}

/** The lists with their pages: what a filter replaces. */
export function Lists(props: ListPageProps) {
  const shown = props.parts.filter(({ rows }) => rows.length > 0)
  return (
    <div id='proposals' class='flow-l'>
      {shown.length === 0 && <Nothing {...props} />}
      {shown.map((part) => (
        <ListPart {...props} part={part} />
      ))}
    </div>
  )
}

const titles = {
  above: 'proposal.above',
  below: 'proposal.below',
  own: 'proposal.own',
  toAnswer: 'proposal.toAnswer',
  all: 'proposal.allWaiting',
} as const
const views = {
  waiting: 'proposal.allWaiting',
  silent: 'proposal.viewSilent',
  mine: 'proposal.viewMine',
  answered: 'proposal.viewAnswered',
  all: 'proposal.viewAll',
} as const

function ListPart({ reader, view, part, answered }: ListPageProps & { part: Part }) {
  const { t } = reader
  const title = t(view === 'waiting' ? titles[part.key] : views[view])
  const isOwn = part.key === 'above' || part.key === 'own'
  const aside = isOwn && view === 'waiting' && answered && answered.n > 0 && (
    <a href={answered.href}>{t('proposal.answeredOnes', { n: answered.n })}</a>
  )
  return (
    <Section id={`h-${part.key}`} title={title} aside={aside}>
      <div class='card'>
        <ProposalTable reader={reader} caption={title} rows={part.rows} withUnit={part.withUnit} />
      </div>
      <Pager reader={reader} next={part.next} first={part.first} />
    </Section>
  )
}

const nothing = { waiting: 'proposal.headNone', silent: 'proposal.headNoSilent' } as const

function Nothing({ reader, isFiltered, view }: ListPageProps) {
  const { t } = reader
  const title = isFiltered
    ? t('proposal.nothingFound')
    : t(view in nothing ? nothing[view as keyof typeof nothing] : 'proposal.nothing')
  return <EmptyState reader={reader} icon={isFiltered ? 'search-x' : 'circle-check-big'} title={title} />
}

function ListFilters({ reader, view, filters, isFiltered, clearHref }: ListPageProps) {
  const { t } = reader
  return (
    <Filters
      reader={reader}
      action={reader.at('/proposals')}
      label={t('proposal.filterLabel')}
      target='#proposals'
    >
      {filters.unit && <HiddenFields fields={[{ name: 'unit', value: filters.unit }]} />}
      {filters.campaign && <HiddenFields fields={[{ name: 'campaign', value: filters.campaign }]} />}
      <TextField
        reader={reader}
        name='q'
        type='search'
        label={t('proposal.search')}
        value={filters.q}
        attributes={{ placeholder: t('desk.searchHint'), maxlength: 200 }}
      />
      <Select
        reader={reader}
        name='view'
        label={t('proposal.view')}
        value={view}
        items={[
          { value: 'waiting', label: t('proposal.viewWaiting') },
          { value: 'silent', label: t('proposal.viewSilent') },
          { value: 'mine', label: t('proposal.viewMine') },
          { value: 'answered', label: t('proposal.viewAnswered') },
          { value: 'all', label: t('proposal.viewAll') },
        ]}
      />
      <Select
        reader={reader}
        name='status'
        label={t('proposal.status')}
        value={filters.status ?? ''}
        items={[
          { value: '', label: t('proposal.anyStatus') },
          ...proposalStatuses.map((status) => ({ value: status, label: t(`proposal_status.${status}`) })),
        ]}
      />
      {isFiltered && (
        <p class='sub'>
          {filters.unitName && t('proposal.onlyUnit', { unit: filters.unitName })}{' '}
          <a href={clearHref}>{t('common.clearFilters')}</a>
        </p>
      )}
    </Filters>
  )
}
