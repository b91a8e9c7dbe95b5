import type { Day } from '../../src/domain/day.ts'
import type { Standing } from '../../src/domain/standing.ts'
import type { Target } from '../../src/domain/target.ts'
import type { Warning } from '../../src/domain/warning.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Badge } from '../parts/badge.tsx'
import { clockWords, progressBadge } from '../parts/status.ts'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { runsOutWords } from '../warning/runs-out.ts'
import { shortWarning } from '../warning/short.ts'
import { asSentence } from '../warning/words.ts'

export interface WarnedRow {
  target: Target & { title: string; measure: string | null }
  unitCode: string
  unitName: string
  standing: Standing
  warning: Warning | null
}

/** Who is about to be late, and why: the rows of one page, in the order in which they come. */
export function WarnedList(props: { reader: Reader; rows: WarnedRow[]; dueSoonDays: number }) {
  const { reader, rows, dueSoonDays } = props
  const { t } = reader
  const labels = { standing: t('warned.standing'), why: t('warned.why'), due: t('warned.due') }
  return (
    <StackTable
      caption={t('warned.caption')}
      columns={[
        { label: t('warned.target') },
        { label: labels.standing },
        { label: labels.due, num: true },
        { label: labels.why },
      ]}
    >
      {rows.map((row) => (
        <Row>
          <RowHead>
            <a href={reader.at(`/targets/${encodeURIComponent(row.target.code)}`)}>{row.target.title}</a>
            <br />
            <span class='sub'>
              {row.target.code} ·{' '}
              <a href={reader.at(`/units/${encodeURIComponent(row.unitCode)}`)}>{row.unitName}</a>
            </span>
          </RowHead>
          <Cell label={labels.standing}>
            <Badge reader={reader} mark={progressBadge(row.standing.progress ?? 'on_track')} />
          </Cell>
          <Cell label={labels.due} num>
            {dueWords(reader, row.standing, dueSoonDays)}
          </Cell>
          <Cell label={labels.why} wide>
            <Why reader={reader} row={row} />
          </Cell>
        </Row>
      ))}
    </StackTable>
  )
}

/** What is measurable first; a task that only falls due soon is told by that. */
function Why({ reader, row }: { reader: Reader; row: WarnedRow }) {
  const warned = { ...row, reader, day: reader.today, isPast: false }
  const line = shortWarning(warned) ?? asSentence(reader.t('warning.notDone'))
  const day = isTooLate(row.warning) ? runsOutWords(warned) : null
  return (
    <div class='roomy roomy--l'>
      {line}
      {day && (
        <>
          <br />
          <span class='sub'>{day}</span>
        </>
      )}
    </div>
  )
}

/** The last three months lead beyond the deadline, out of sight, or to the end of an allowance. */
function isTooLate(warning: Warning | null): boolean {
  const runsOut = warning?.runsOut
  return !!runsOut && (runsOut.kind === 'used_up' || (runsOut.lastLate ?? 1) > 0)
}

function dueWords(reader: Reader, { dueOn, daysLeft }: Standing, dueSoonDays: number) {
  const { t, language } = reader
  if (!dueOn) return t('clock.no_deadline')
  const isSoon = daysLeft !== null && daysLeft <= dueSoonDays
  return (
    <>
      {writeDay(language, dueOn as Day)}
      {isSoon && (
        <>
          <br />
          <span class='sub'>{clockWords(t, { daysLeft, dueSoonDays })}</span>
        </>
      )}
    </>
  )
}
