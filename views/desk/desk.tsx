import { Callout } from '../parts/notes.tsx'
import { Tabs } from '../parts/page.tsx'
import { Board } from './board.tsx'
import { ChangesLater } from './changes.tsx'
import { DeskFilters } from './filters.tsx'
import { DeskHead } from './head.tsx'
import type { DeskProps } from './shapes.ts'

/** Who is late, what waits for a decision, who has not reported. */
export function DeskPage(props: DeskProps) {
  const { reader, tab, tabs } = props
  const { t } = reader
  return (
    <>
      <DeskHead {...props} />
      <ToSign {...props} />
      <Tabs
        reader={reader}
        label={t('desk.title')}
        tabs={[
          { ...tabs.overdue, label: t('desk.tabOverdue'), hot: true, here: tab === 'overdue' },
          { ...tabs.warned, label: t('desk.tabWarned'), here: tab === 'warned' },
          { ...tabs.review, label: t('desk.tabReview'), here: tab === 'review' },
          { ...tabs.extensions, label: t('desk.tabExtensions'), here: tab === 'extensions' },
          { ...tabs.proposals, label: t('desk.tabProposals'), here: tab === 'proposals' },
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

function ToSign({ reader, toSign }: DeskProps) {
  if (!toSign) return null
  const { n, code, href } = toSign
  return (
    <div class='mb'>
      <Callout reader={reader} tone='wait' icon='handshake'>
        <p>
          <a href={href}>{n === 1 ? reader.t('desk.toSignOne', { code }) : reader.t('desk.toSign', { n })}</a>
        </p>
      </Callout>
    </div>
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
