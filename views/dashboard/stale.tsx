import type { Day } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { TodoList } from '../parts/lists.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Pager, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

export interface StaleRow {
  code: string
  title: string
  unitCode: string
  unitName: string
  /** The day of its last figure; null: it never had one. */
  figureOn: Day | null
}

interface StaleBox {
  reader: Reader
  rows: StaleRow[]
  n: number
  /** After so many days without a new one a figure is old. */
  days: number
  /** The whole list, ready-made. */
  href: string
}

/** Which figures nobody should rely on any more: how many, and the oldest of them. */
export function StaleSection({ reader, rows, n, days, href }: StaleBox) {
  const { t, at } = reader
  return (
    <Section
      id='h-stale'
      title={t('stale.title')}
      aside={n > 0 && <a href={href}>{t('stale.all', { n })}</a>}
    >
      {n === 0 ? (
        <p class='card card__p'>{t('stale.none')}</p>
      ) : (
        <>
          <p class='sm mb'>{t('stale.count', { n, days })}</p>
          <TodoList
            reader={reader}
            items={rows.map((row) => ({
              title: row.title,
              href: at(`/targets/${encodeURIComponent(row.code)}`),
              note: `${row.unitName} · ${figureWords(reader, row)}`,
              tone: 'none',
              icon: 'history',
            }))}
          />
        </>
      )}
    </Section>
  )
}

/** All of them, page by page. */
export function StalePage(props: {
  reader: Reader
  rows: StaleRow[]
  n: number
  days: number
  dashboardHref: string
  next: string | null
  first: string | null
}) {
  const { reader, rows, n, days } = props
  const { t, at } = reader
  const labels = { unit: t('stale.unit'), figure: t('stale.figure') }
  return (
    <>
      <Crumbs
        reader={reader}
        items={[{ href: props.dashboardHref, label: t('nav.dashboard') }]}
        here={t('stale.title')}
      />
      <PageHead
        title={n ? t('stale.head', { n }) : t('stale.none')}
        lead={n ? t('stale.lead', { days }) : undefined}
      />
      {rows.length === 0 ? (
        <EmptyState reader={reader} icon='circle-check-big' tone='done' title={t('stale.none')} />
      ) : (
        <div class='card'>
          <StackTable
            caption={t('stale.caption')}
            columns={[{ label: t('warned.target') }, { label: labels.unit }, { label: labels.figure }]}
          >
            {rows.map((row) => (
              <Row>
                <RowHead>
                  <a href={at(`/targets/${encodeURIComponent(row.code)}`)}>{row.title}</a>
                  <br />
                  <span class='sub'>{row.code}</span>
                </RowHead>
                <Cell label={labels.unit}>
                  <a href={at(`/units/${encodeURIComponent(row.unitCode)}`)}>{row.unitName}</a>
                </Cell>
                <Cell label={labels.figure}>{figureWords(reader, row)}</Cell>
              </Row>
            ))}
          </StackTable>
        </div>
      )}
      <Pager reader={reader} next={props.next} first={props.first} />
    </>
  )
}

function figureWords({ t, language }: Reader, { figureOn }: StaleRow): string {
  return figureOn ? t('fresh.stale', { day: writeDay(language, figureOn) }) : t('fresh.no_data')
}
