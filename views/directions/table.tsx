import { LateBadge } from '../parts/badge.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import type { DirectionLine } from './shapes.ts'
import { dueWords, StateBadge, shortened } from './words.tsx'

/** What was ordered, who carries it out and by when; it stands in a `card`. */
export function DirectionTable({ reader, rows }: { reader: Reader; rows: DirectionLine[] }) {
  const { t } = reader
  return (
    <StackTable
      caption={t('direction.caption')}
      mid
      columns={[
        { label: t('direction.content') },
        { label: t('direction.units') },
        { label: t('direction.due'), num: true },
        { label: t('direction.state') },
        { label: <span class='sr'>{t('direction.action')}</span> },
      ]}
    >
      {rows.map((row) => (
        <DirectionRow reader={reader} row={row} />
      ))}
    </StackTable>
  )
}

/** An order is read in full; only a very long one is cut, and its own page has all of it. */
const LONGEST_BODY = 600

function DirectionRow({ reader, row }: { reader: Reader; row: DirectionLine }) {
  const { t, at } = reader
  const title = shortened(row.body)
  const href = at(`/directions/${encodeURIComponent(row.code)}`)
  const others = row.leads.length - 1 + row.helpers
  const lead = row.leads[0] ?? ''
  return (
    <Row>
      <RowHead>
        {shortened(row.body, LONGEST_BODY)}
        <br />
        <span class='sub'>
          {row.code} · {row.issuedByPost}
        </span>
      </RowHead>
      <Cell label={t('direction.units')}>
        <div class='roomy'>{others > 0 ? t('direction.andOthers', { lead, n: others }) : lead}</div>
      </Cell>
      <Cell label={t('direction.due')} num>
        <span class='nw'>{row.status === 'noted' ? '' : dueWords(reader, row.dueOn)}</span>
      </Cell>
      <Cell label={t('direction.state')}>
        <StateBadge reader={reader} status={row.status} />{' '}
        {row.daysLate > 0 && <LateBadge reader={reader} days={row.daysLate} />}
      </Cell>
      <Cell>
        <a class={row.mayAssign ? 'btn btn--s btn--p' : 'btn btn--s'} href={href}>
          {t(row.mayAssign ? 'direction.assign' : 'direction.see')}
          <span class='sr'>: {title}</span>
        </a>
      </Cell>
    </Row>
  )
}
