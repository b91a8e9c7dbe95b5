import type { GroupsFigure, UnitsFigure } from '../../../src/domain/snapshot/figure-campaign.ts'
import type { SnapshotUnit } from '../../../src/domain/snapshot.ts'
import { Cell, Row, RowHead, StackTable } from '../../parts/table.tsx'
import type { Reader } from '../../reader.ts'

interface Window {
  reader: Reader
  /** The rows of this page: from the first to before the last. */
  from: number
  to: number
}

/** The units that signed, each with its commitments. */
export function UnitRows({ reader, figure, from, to }: Window & { figure: UnitsFigure }) {
  const { t } = reader
  return (
    <StackTable
      caption={t('figure.caption.units')}
      columns={[
        { label: t('figure.col.unit') },
        { label: t('figure.col.commitments') },
        ...countHeads(reader),
      ]}
    >
      {figure.units.slice(from, to).map((unit) => (
        <Row>
          <RowHead>
            <a href={reader.at(`/units/${encodeURIComponent(unit.code)}`)}>{unit.name}</a>
            {unit.head_post && (
              <>
                <br />
                <span class='sub'>{unit.head_post}</span>
              </>
            )}
          </RowHead>
          <Cell label={t('figure.col.commitments')}>
            {unit.commitments.map((code, n) => (
              <>
                {n > 0 && ', '}
                <a class='nw' href={reader.at(`/commitments/${encodeURIComponent(code)}`)}>
                  {code}
                </a>
              </>
            ))}
          </Cell>
          <CountCells reader={reader} counted={unit} />
        </Row>
      ))}
    </StackTable>
  )
}

/** The groups into which a campaign puts its targets. */
export function GroupRows({ reader, figure, from, to }: Window & { figure: GroupsFigure }) {
  const { t } = reader
  return (
    <StackTable
      caption={t('figure.caption.groups')}
      columns={[{ label: t('figure.col.group') }, ...countHeads(reader)]}
    >
      {figure.groups.slice(from, to).map((group) => (
        <Row>
          <RowHead>
            {group.number}. {group.name}
          </RowHead>
          <CountCells reader={reader} counted={group} />
        </Row>
      ))}
    </StackTable>
  )
}

const countHeads = ({ t }: Reader) => [
  { label: t('figure.col.targets'), num: true },
  { label: t('figure.name.done'), num: true },
  { label: t('figure.name.open'), num: true },
  { label: t('figure.name.overdue'), num: true },
]

type Counted = Pick<SnapshotUnit, 'targets' | 'by_class'>

function CountCells({ reader, counted }: { reader: Reader; counted: Counted }) {
  const { targets, by_class: by } = counted
  const counts = [
    targets,
    by.done_on_time + by.done_late + by.done_no_deadline,
    by.open_in_time + by.open_overdue + by.open_no_deadline,
    by.open_overdue,
  ]
  return (
    <>
      {countHeads(reader).map(({ label }, n) => (
        <Cell label={label} num>
          {counts[n]}
        </Cell>
      ))}
    </>
  )
}
