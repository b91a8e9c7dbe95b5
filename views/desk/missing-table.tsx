import type { Day } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Cell, PickCell, Row, RowHead, StackTable } from '../parts/table.tsx'
import { type WeekRecord, Weeks, WeeksLegend } from '../parts/weeks.tsx'
import type { Reader } from '../reader.ts'

export interface MissingRow {
  code: string
  name: string
  headPost: string
  lastReportedOn: Day | null
  weeks: WeekRecord[]
  overdue: number
  tally: { total: number }
}

/** Units that owe this week's report and have sent nothing yet. */
export function MissingTable({ reader, rows, pick }: { reader: Reader; rows: MissingRow[]; pick: boolean }) {
  const { t, language } = reader
  const weeks = t('desk.lastWeeks', { n: rows[0]?.weeks.length ?? 0 })
  return (
    <>
      <StackTable
        caption={t('desk.missingCaption')}
        columns={[
          ...(pick ? [{ label: <span class='sr'>{t('desk.choose')}</span> }] : []),
          { label: t('desk.unit') },
          { label: t('desk.lastReport'), num: true },
          { label: t('desk.overdueOf'), num: true },
          { label: weeks },
        ]}
      >
        {rows.map((row) => (
          <Row>
            {pick && <PickCell name='unit' value={row.code} label={`${t('desk.choose')}: ${row.name}`} />}
            <RowHead>
              <a href={reader.at(`/units/${encodeURIComponent(row.code)}`)}>{row.name}</a>
              <br />
              <span class='sub'>{row.headPost}</span>
            </RowHead>
            <Cell label={t('desk.lastReport')} num>
              {row.lastReportedOn ? writeDay(language, row.lastReportedOn) : t('desk.noReport')}
            </Cell>
            <Cell label={t('desk.overdueOf')} num>
              {row.overdue ? <b>{row.overdue}</b> : 0} / {row.tally.total}
            </Cell>
            <Cell label={weeks} wide>
              <Weeks reader={reader} weeks={row.weeks} />
            </Cell>
          </Row>
        ))}
      </StackTable>
      <div class='card__p'>
        <WeeksLegend reader={reader} />
      </div>
    </>
  )
}
