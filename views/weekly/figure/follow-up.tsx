import type {
  ChangesFigure,
  DirectionsFigure,
  ProposalsFigure,
} from '../../../src/domain/snapshot/figure-follow-up.ts'
import type { SnapshotDirection, SnapshotProposal } from '../../../src/domain/snapshot/follow-up.ts'
import type { Snapshot, SnapshotChange } from '../../../src/domain/snapshot.ts'
import { dayCell, say } from '../../papers/scribe.ts'
import { atOf, type Names, namesIn, noteOf, sideOf } from '../../papers/weekly/changes.ts'
import { Cell, Row, RowHead, StackTable } from '../../parts/table.tsx'
import type { Reader } from '../../reader.ts'

interface Window {
  reader: Reader
  from: number
  to: number
}

export function ProposalRows({ reader, figure, from, to }: Window & { figure: ProposalsFigure }) {
  const { t } = reader
  return (
    <StackTable
      caption={t('figure.caption.proposals')}
      columns={[
        { label: t('weekly.col.content') },
        { label: t('weekly.col.addressedTo') },
        { label: t('figure.col.raisedOn'), num: true },
        { label: t('figure.col.status') },
      ]}
    >
      {figure.proposals.slice(from, to).map((proposal) => (
        <ProposalRow reader={reader} proposal={proposal} />
      ))}
    </StackTable>
  )
}

function ProposalRow({ reader, proposal }: { reader: Reader; proposal: SnapshotProposal }) {
  const { t } = reader
  const { code, waiting_days: waited, answered_on: answered } = proposal
  return (
    <Row>
      <RowHead>
        <a href={reader.at(`/proposals/${encodeURIComponent(code)}`)}>{proposal.title}</a>
        <br />
        <span class='sub'>
          {code} · {proposal.unit_name}
        </span>
      </RowHead>
      <Cell label={t('weekly.col.addressedTo')}>{proposal.addressed_to}</Cell>
      <Cell label={t('figure.col.raisedOn')} num>
        {say(reader, { day: proposal.raised_on })}
      </Cell>
      <Cell label={t('figure.col.status')} wide>
        {[
          t(`proposal_status.${proposal.status}`),
          waited === null ? '' : t('figure.waitingDays', { n: waited }),
          answered === null ? '' : t('figure.answeredOn', { day: say(reader, { day: answered }) }),
        ]
          .filter(Boolean)
          .map((words, n) => (
            <>
              {n > 0 && '; '}
              <span class='nw'>{words}</span>
            </>
          ))}
        {proposal.answer && <p class='sub'>{proposal.answer}</p>}
      </Cell>
    </Row>
  )
}

export function DirectionRows({ reader, figure, from, to }: Window & { figure: DirectionsFigure }) {
  const { t } = reader
  return (
    <StackTable
      caption={t('figure.caption.directions')}
      columns={[
        { label: t('weekly.col.content') },
        { label: t('weekly.col.lead') },
        { label: t('weekly.col.issuedOn'), num: true },
        { label: t('figure.col.due'), num: true },
        { label: t('figure.col.status') },
      ]}
    >
      {figure.directions.slice(from, to).map((direction) => (
        <DirectionRow reader={reader} direction={direction} />
      ))}
    </StackTable>
  )
}

function DirectionRow({ reader, direction }: { reader: Reader; direction: SnapshotDirection }) {
  const { t } = reader
  const { code, days_late } = direction
  return (
    <Row>
      <RowHead>
        <a href={reader.at(`/directions/${encodeURIComponent(code)}`)}>{direction.text}</a>
        <br />
        <span class='sub'>
          {[code, direction.issued_by_post, direction.occasion].filter(Boolean).join(' · ')}
        </span>
      </RowHead>
      <Cell label={t('weekly.col.lead')}>{direction.lead_unit_name}</Cell>
      <Cell label={t('weekly.col.issuedOn')} num>
        {say(reader, { day: direction.issued_on })}
      </Cell>
      <Cell label={t('figure.col.due')} num>
        {say(reader, dayCell(direction.due_on)) || t('figure.noDeadline')}
      </Cell>
      <Cell label={t('figure.col.status')}>
        <span class='nw'>{t(`weekly.direction.${direction.status}`)}</span>
        {days_late > 0 && <p class='sub nw'>{t('figure.daysLate', { n: days_late })}</p>}
      </Cell>
    </Row>
  )
}

export function ChangeRows(props: Window & { figure: ChangesFigure; units: Snapshot['units'] }) {
  const { reader, figure, from, to } = props
  const { t } = reader
  const names = namesIn(props.units)
  return (
    <StackTable
      caption={t('figure.caption.changes')}
      columns={[
        { label: t('weekly.col.content') },
        { label: t('weekly.col.before') },
        { label: t('weekly.col.after') },
        { label: t('weekly.col.at'), num: true },
        { label: t('figure.col.reason') },
      ]}
    >
      {figure.changes.slice(from, to).map((change) => (
        <ChangeRow reader={reader} change={change} names={names} />
      ))}
    </StackTable>
  )
}

/** Either of a target, or of a unit that sent nothing. */
function ChangeRow({ reader, change, names }: { reader: Reader; change: SnapshotChange; names: Names }) {
  const { t } = reader
  const isUnit = change.kind === 'no_update'
  const path = `${isUnit ? '/units/' : '/targets/'}${encodeURIComponent(change.code)}`
  const side = (text: string | null) => say(reader, sideOf(reader, change, text, names)) || '–'
  return (
    <Row>
      <RowHead>
        <a href={reader.at(path)}>{change.title}</a>
        <br />
        <span class='sub'>
          {isUnit ? change.code : `${change.code} · ${names.units.get(change.unit) ?? change.unit}`}
        </span>
      </RowHead>
      <Cell label={t('weekly.col.before')}>{side(change.before)}</Cell>
      <Cell label={t('weekly.col.after')}>{isUnit ? '–' : side(change.after)}</Cell>
      <Cell label={t('weekly.col.at')} num>
        {say(reader, atOf(change)) || '–'}
      </Cell>
      <Cell label={t('figure.col.reason')}>{noteOf(reader, change) || '–'}</Cell>
    </Row>
  )
}
