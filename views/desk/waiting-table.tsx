import { type Day, dayOf, daysBetween, type Instant } from '../../src/domain/day.ts'
import type { Amount, Declared } from '../../src/domain/target.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { writeMeasured } from '../../src/i18n/numbers.ts'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

export interface WaitingRow {
  receipt: string
  receivedAt: Instant
  asOf: Day
  hasValue: boolean
  valueLow: Amount | null
  valueHigh: Amount | null
  decimals: number
  measure: string | null
  declared: Declared
  code: string
  title: string
  group: number
  unitCode: string
  unitName: string
  /** This person may decide on it; else it only can be read. */
  mayReview: boolean
  /** Why not: they entered it themselves. */
  isOwn: boolean
}

/** Reports that wait for a decision, the oldest first. */
export function WaitingTable({ reader, rows }: { reader: Reader; rows: WaitingRow[] }) {
  const { t } = reader
  return (
    <StackTable
      caption={t('desk.reviewCaption')}
      columns={[
        { label: t('desk.target') },
        { label: t('desk.unit') },
        { label: t('desk.value') },
        { label: t('desk.sentAt') },
      ]}
    >
      {rows.map((row) => (
        <Row>
          <RowHead>
            <a href={reader.at(`/updates/${row.receipt}${row.mayReview ? '/review' : ''}`)}>{row.title}</a>
            <br />
            <span class='sub'>
              {row.code} · {t('desk.groupOf', { group: row.group })}
              {row.isOwn && ` · ${t('desk.ownEntry')}`}
            </span>
          </RowHead>
          <Cell label={t('desk.unit')}>
            <a href={reader.at(`/units/${encodeURIComponent(row.unitCode)}`)}>{row.unitName}</a>
          </Cell>
          <Cell label={t('desk.value')}>
            <Figure reader={reader} row={row} />
          </Cell>
          <Cell label={t('desk.sentAt')}>
            <Age reader={reader} receivedAt={row.receivedAt} />
          </Cell>
        </Row>
      ))}
    </StackTable>
  )
}

function Figure({ reader, row }: { reader: Reader; row: WaitingRow }) {
  const { t, language } = reader
  const span = { low: row.valueLow, high: row.valueHigh }
  const word = t(`declared.${row.declared}`)
  return (
    <>
      {row.hasValue ? <b>{writeMeasured(language, span, row.decimals, row.measure)}</b> : word}
      <br />
      <span class='sub'>
        {t('desk.asOf', { day: writeDay(language, row.asOf) })}
        {row.hasValue && row.declared === 'done' && ` · ${word}`}
      </span>
    </>
  )
}

function Age({ reader, receivedAt }: { reader: Reader; receivedAt: Instant }) {
  const { t, language, zone, today } = reader
  const days = daysBetween(dayOf(receivedAt, zone), today)
  return (
    <>
      <span class='nw'>{writeInstant(language, receivedAt, zone)}</span>
      <br />
      <span class='sub'>{days > 0 ? t('desk.waitsDays', { n: days }) : t('desk.waitsToday')}</span>
    </>
  )
}
