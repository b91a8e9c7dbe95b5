import type { Day } from '../../src/domain/day.ts'
import type { ProposalDeed } from '../../src/domain/proposal.ts'
import { isWaitingProposal } from '../../src/domain/proposal.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { deedWords } from './deed-words.ts'
import { kindWords, ProposalBadge, type Standing, wantedWords } from './status.tsx'

export interface ProposalRow extends Standing {
  code: string
  title: string
  kind: string
  addressedTo: string
  wantedBy: Day | null
  answeredOn: Day | null
  unitCode: string
  unitName: string
  /** The pages of the unit that asks are open to this reader. */
  readsUnit: boolean
  /** The unit that owes the answer, where that is not the one directly above. */
  sentTo: string | null
  /** What the reader can do to it now, the likeliest first. */
  deeds: ProposalDeed[]
}

interface TableProps {
  reader: Reader
  caption: string
  rows: ProposalRow[]
  /** Says who asks; left out where all are of one unit. */
  withUnit?: boolean
}

/** Proposals with their age and the next step, which is taken on the proposal's own page. */
export function ProposalTable({ reader, caption, rows, withUnit }: TableProps) {
  const { t } = reader
  return (
    <StackTable
      mid
      caption={caption}
      columns={[
        { label: t('proposal.content') },
        ...(withUnit ? [{ label: t('proposal.unit') }] : []),
        { label: t('proposal.to') },
        { label: t('proposal.status') },
        { label: <span class='sr'>{t('proposal.deeds')}</span> },
      ]}
    >
      {rows.map((row) => (
        <Row>
          <RowHead>
            <a href={hrefOf(reader, row.code)}>{row.title}</a>
            <br />
            <span class='sub'>
              {row.code} · {kindWords(reader, row.kind)}
            </span>
          </RowHead>
          {withUnit && (
            <Cell label={t('proposal.unit')}>
              {row.readsUnit ? (
                <a href={reader.at(`/units/${encodeURIComponent(row.unitCode)}`)}>{row.unitName}</a>
              ) : (
                row.unitName
              )}
            </Cell>
          )}
          <Cell label={t('proposal.to')}>
            {row.addressedTo}
            <Owing reader={reader} row={row} isFollowed={withUnit} />
          </Cell>
          <Cell label={t('proposal.status')} wide>
            <ProposalBadge reader={reader} proposal={row} />
            <StatusNote reader={reader} row={row} />
          </Cell>
          <Cell>
            <NextStep reader={reader} row={row} />
          </Cell>
        </Row>
      ))}
    </StackTable>
  )
}

const hrefOf = (reader: Reader, code: string) => reader.at(`/proposals/${encodeURIComponent(code)}`)

/**
 * Who owes the answer, where that is not the unit directly above: said where the words of the document name another
 * body, and always to those who follow it without owing the answer themselves.
 */
function Owing({
  reader,
  row,
  isFollowed,
}: {
  reader: Reader
  row: ProposalRow
  isFollowed?: boolean | undefined
}) {
  const { sentTo: unit } = row
  if (!unit || !isWaitingProposal(row.status)) return null
  const isPlain = !isFollowed || row.deeds.includes('answer')
  if (isPlain && row.addressedTo.includes(unit)) return null
  return (
    <>
      <br />
      <span class='sub'>{reader.t('proposal.waitsFor', { unit })}</span>
    </>
  )
}

function StatusNote({ reader, row }: { reader: Reader; row: ProposalRow }) {
  const note = isWaitingProposal(row.status)
    ? wantedWords(reader, row.wantedBy)
    : row.answeredOn && writeDay(reader.language, row.answeredOn)
  return note ? (
    <>
      <br />
      <span class='sub'>{note}</span>
    </>
  ) : null
}

const SHOWN = ['answer', 'transmit', 'resolve'] as const

function NextStep({ reader, row }: { reader: Reader; row: ProposalRow }) {
  const deed = SHOWN.find((one) => row.deeds.includes(one))
  return (
    <a
      class={deed === 'transmit' ? 'btn btn--s btn--p' : 'btn btn--s'}
      href={`${hrefOf(reader, row.code)}${deed ? '#h-steps' : ''}`}
    >
      {deed ? deedWords(reader, deed, row.deeds) : reader.t('proposal.see')}
      <span class='sr'>{reader.t('proposal.about', { code: row.code })}</span>
    </a>
  )
}
