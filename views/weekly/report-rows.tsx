import type { Discipline } from '../../src/domain/discipline.ts'
import { amountCell } from '../../src/domain/paper.ts'
import type { ReportOfUnit } from '../../src/domain/snapshot/figure-reports.ts'
import { momentCell, say } from '../papers/scribe.ts'
import { Badge } from '../parts/badge.tsx'
import type { IconName } from '../parts/icon-names.ts'
import type { Tone } from '../parts/status.ts'
import { Cell, Row, RowGroupHead, RowHead, StackTable } from '../parts/table.tsx'
import { Weeks } from '../parts/weeks.tsx'
import type { Reader } from '../reader.ts'
import type { Group } from './figure/words.ts'

const marks: Record<Discipline, { tone: Tone; icon: IconName }> = {
  on_time: { tone: 'done', icon: 'check' },
  late: { tone: 'risk', icon: 'clock-alert' },
  missing: { tone: 'late', icon: 'x' },
  pending: { tone: 'wait', icon: 'hourglass' },
  exempt: { tone: 'none', icon: 'ban' },
}

interface ReportRowsProps {
  reader: Reader
  groups: Group<ReportOfUnit>[]
  /** Of the week before, of which only how it was kept is told. */
  isBefore?: boolean
}

/** Units with how each kept its duty to report. */
export function ReportRows({ reader, groups, isBefore = false }: ReportRowsProps) {
  const { t } = reader
  const labels = labelsOf(reader, groups)
  return (
    <StackTable
      caption={t('figure.caption.units')}
      mid
      columns={[
        { label: t('figure.col.unit') },
        { label: t('figure.col.status') },
        ...(isBefore
          ? []
          : [
              { label: t('figure.col.received'), num: true },
              { label: t('figure.col.updated'), num: true },
              { label: t('discipline.streak'), num: true },
            ]),
        { label: labels.weeks },
        ...(isBefore ? [] : [{ label: t('discipline.reviewHours'), num: true }]),
      ]}
    >
      {groups.map(({ head, rows }) => (
        <>
          {head && <RowGroupHead span={isBefore ? 3 : 7}>{head}</RowGroupHead>}
          {rows.map((unit) => (
            <ReportRow reader={reader} unit={unit} isBefore={isBefore} weeks={labels.weeks} />
          ))}
        </>
      ))}
    </StackTable>
  )
}

function labelsOf({ t }: Reader, groups: Group<ReportOfUnit>[]) {
  return { weeks: t('figure.col.weeks', { n: groups[0]?.rows[0]?.history.length ?? 0 }) }
}

function ReportRow(props: { reader: Reader; unit: ReportOfUnit; isBefore: boolean; weeks: string }) {
  const { reader, unit, isBefore } = props
  const { t } = reader
  return (
    <Row>
      <RowHead>
        <a href={reader.at(`/units/${encodeURIComponent(unit.unit)}`)}>{unit.name}</a>
      </RowHead>
      <Cell label={t('figure.col.status')}>
        <Badge reader={reader} {...marks[unit.kept]} soft>
          {t(`discipline.${unit.kept}`)}
        </Badge>
        {!isBefore && unit.status !== 'none' && (
          <>
            <br />
            <span class='sub'>{t(`report.${unit.status}`)}</span>
          </>
        )}
      </Cell>
      {!isBefore && <SentCells reader={reader} unit={unit} />}
      <Cell label={props.weeks} wide>
        {unit.history.length ? <Weeks reader={reader} weeks={unit.history} /> : '–'}
      </Cell>
      {!isBefore && (
        <Cell label={t('discipline.reviewHours')} num>
          {unit.review_hours === null ? '–' : say(reader, amountCell(unit.review_hours))}
        </Cell>
      )}
    </Row>
  )
}

function SentCells({ reader, unit }: { reader: Reader; unit: ReportOfUnit }) {
  const { t } = reader
  return (
    <>
      <Cell label={t('figure.col.received')} num>
        {unit.first_received_at === null ? '–' : say(reader, momentCell(unit.first_received_at))}
      </Cell>
      <Cell label={t('figure.col.updated')} num>
        {unit.updated_targets}/{unit.open_targets}
      </Cell>
      <Cell label={t('discipline.streak')} num>
        {unit.late_streak > 0 ? <b>{t('discipline.weekCount', { n: unit.late_streak })}</b> : '0'}
      </Cell>
    </>
  )
}
