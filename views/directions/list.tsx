import { Select } from '../parts/choices.tsx'
import { Filters } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { TextField } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { RegisterTabs } from './register-tabs.tsx'
import type { DirectionLine } from './shapes.ts'
import { DirectionTable } from './table.tsx'

type View = 'open' | 'mine' | 'closed' | 'all'

export interface DirectionsProps {
  reader: Reader
  rows: DirectionLine[]
  view: View
  /** The views that differ for this reader. */
  views: readonly View[]
  query: string
  /** Of the whole register; null for a unit that reads only what it carries out. */
  counts: { unassigned: number; overdue: number; reported: number } | null
  /** The register itself and, for who may record, the form; in the campaign that was asked for. */
  links: { register: string; record: string | null }
  /** `?campaign=` as it was asked for. */
  campaign: string
  next: string | null
  first: string | null
}

/** The register of what was ordered. */
export function DirectionsPage(props: DirectionsProps) {
  const { reader, view, views, query, links } = props
  const { t, at } = reader
  return (
    <>
      <PageHead
        title={headOf(props)}
        lead={t('direction.lead')}
        actions={
          links.record && (
            <a class='btn btn--p' href={links.record}>
              <Icon reader={reader} name='plus' />
              {t('direction.record')}
            </a>
          )
        }
      />
      <RegisterTabs reader={reader} here='directions' directionsHref={links.register} />
      <Filters reader={reader} action={at('/directions')} label={t('direction.filter')} target='#directions'>
        {props.campaign && <input type='hidden' name='campaign' value={props.campaign} />}
        <TextField reader={reader} name='q' type='search' label={t('direction.search')} value={query} />
        <Select
          reader={reader}
          name='view'
          label={t('direction.view')}
          value={view}
          items={views.map((value) => ({ value, label: t(`direction.view.${value}`) }))}
        />
      </Filters>
      <DirectionList {...props} />
    </>
  )
}

export function DirectionList({ reader, rows, query, next, first }: DirectionsProps) {
  const { t } = reader
  return (
    <div id='directions'>
      {rows.length === 0 ? (
        <EmptyState
          reader={reader}
          icon={query ? 'search-x' : 'inbox'}
          title={t(query ? 'direction.noneFound' : 'direction.none')}
        />
      ) : (
        <div class='card'>
          <DirectionTable reader={reader} rows={rows} />
        </div>
      )}
      <Pager reader={reader} next={next} first={first} />
    </div>
  )
}

/** '2 ý kiến chỉ đạo chưa giao, 1 quá hạn': what is asked for most comes first. */
function headOf({ reader, counts }: DirectionsProps): string {
  const { t } = reader
  if (!counts) return t('direction.head.unit')
  const { unassigned, overdue, reported } = counts
  const words = [
    unassigned > 0 && t('direction.head.unassigned', { n: unassigned }),
    overdue > 0 && t(unassigned ? 'direction.head.overdue' : 'direction.head.overdueOnly', { n: overdue }),
    reported > 0 &&
      t(unassigned || overdue ? 'direction.head.reported' : 'direction.head.reportedOnly', { n: reported }),
  ].filter(Boolean)
  return words.length ? words.join(', ') : t('direction.head.none')
}
