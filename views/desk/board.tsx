import { PendingExtensions } from '../extensions/pending.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Pager } from '../parts/page.tsx'
import { DeskProposals } from '../proposals/desk-table.tsx'
import { LateTable } from './late-table.tsx'
import { MissingTable } from './missing-table.tsx'
import { RemindForm } from './remind.tsx'
import type { BoardProps } from './shapes.ts'
import { WaitingTable } from './waiting-table.tsx'
import { WarnedList } from './warned.tsx'

/** The list with its pager: what a filter replaces. */
export function Board(props: BoardProps) {
  const { reader, list } = props
  return (
    <div id='board'>
      {list.rows.length === 0 ? <NothingHere {...props} /> : <List {...props} />}
      <Pager reader={reader} next={props.next} first={props.first} />
    </div>
  )
}

function List(props: BoardProps) {
  const { reader, list, mayRemind, kept } = props
  if (list.tab === 'extensions') {
    return <PendingExtensions reader={reader} rows={list.rows} back={props.here} />
  }
  if (list.tab === 'proposals') {
    return <DeskProposals reader={reader} above={list.above} below={list.below} sent={list.sent} />
  }
  const table = tableOf(props, list)
  const isPicked = mayRemind && (list.tab === 'overdue' || list.tab === 'missing')
  if (!isPicked) return <div class='card'>{table}</div>
  return (
    <RemindForm reader={reader} kept={kept}>
      {table}
    </RemindForm>
  )
}

type Tabled = Exclude<BoardProps['list'], { tab: 'extensions' | 'proposals' }>

function tableOf({ reader, sort, groups, mayRemind, dueSoonDays }: BoardProps, list: Tabled) {
  if (list.tab === 'review') return <WaitingTable reader={reader} rows={list.rows} />
  if (list.tab === 'warned') return <WarnedList reader={reader} rows={list.rows} dueSoonDays={dueSoonDays} />
  if (list.tab === 'missing') return <MissingTable reader={reader} rows={list.rows} pick={mayRemind} />
  return (
    <LateTable reader={reader} rows={list.rows} byGroup={sort === 'group'} groups={groups} pick={mayRemind} />
  )
}

const nothing = {
  overdue: 'desk.nothingOverdue',
  review: 'desk.nothingWaiting',
  missing: 'desk.nothingMissing',
  warned: 'desk.headNoWarned',
  extensions: 'desk.headNoExtensions',
  proposals: 'desk.headNoProposals',
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
