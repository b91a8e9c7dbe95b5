import type { CommitmentState } from '../../src/domain/commitment.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { Badge, Tag } from '../parts/badge.tsx'
import { type StatusCounts, StatusLegend, StatusMix } from '../parts/bars.tsx'
import { Select } from '../parts/choices.tsx'
import { Filters } from '../parts/form.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { Pager } from '../parts/page.tsx'
import { toComeBadge } from '../parts/status.ts'
import { Cell, PickCell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'
import { capital } from '../updates/words.ts'
import { type CommitmentBrief, signedWords, stateWords } from './brief.ts'
import { ManyForm, ManyLeft, type ManyProps, type ManyResult } from './many.tsx'

export interface RegisterRow {
  commitment: CommitmentBrief
  targets: number
  counts: StatusCounts
  /** Nothing of it has begun. */
  isToCome: boolean
  /** The version that is ticked; null for what this reader takes no step of. */
  pick: number | null
}

export interface RegisterProps {
  reader: Reader
  campaign: { code: string; name: string }
  query: string
  state: CommitmentState | null
  /** The states there are, with how many stand in each. */
  states: { state: CommitmentState; n: number }[]
  /** Where commitments are drawn up for many units. */
  newHref: string | null
  /** How many have signed, how many targets they have promised, and how many directions added. */
  totals: { units: number; targets: number; ordered: number }
  list: RegisterRow[]
  /** The step that can be taken for the ticked ones; null where there is none. */
  many: ManyProps | null
  /** What became of the ones that were ticked. */
  result: ManyResult | null
  next: string | null
  first: string | null
}

/** The register of a campaign, found and leafed through. */
export function Register(props: RegisterProps) {
  const { reader, campaign, query, list } = props
  const { t } = reader
  const here = reader.at('/commitments')
  const isChosen = query !== '' || props.state !== null
  return (
    <div>
      <Filters reader={reader} action={here} label={t('commitment.filters')} target='#register'>
        <TextField reader={reader} name='q' type='search' label={t('commitment.search')} value={query} />
        {(props.states.length > 1 || props.state !== null) && (
          <Select
            reader={reader}
            name='state'
            label={t('commitmentStep.state')}
            value={props.state ?? ''}
            items={[
              { value: '', label: t('commitmentStep.allStates') },
              ...props.states.map(({ state, n }) => ({
                value: state,
                label: t('commitmentStep.stateCount', { state: t(`commitment.state.${state}`), n }),
              })),
            ]}
          />
        )}
        <HiddenFields fields={[{ name: 'campaign', value: campaign.code }]} />
      </Filters>
      <div id='register'>
        {list.length > 0 ? (
          <>
            <Rows {...props} />
            {list.some(({ commitment, isToCome }) => !commitment.isUnsigned && !isToCome) && (
              <div class='mt-s'>
                <StatusLegend reader={reader} />
              </div>
            )}
          </>
        ) : (
          <EmptyState
            reader={reader}
            icon={isChosen ? 'search-x' : 'handshake'}
            title={t(isChosen ? 'commitment.nothing' : 'commitment.none')}
          >
            {isChosen && (
              <a class='btn' href={`${here}?campaign=${encodeURIComponent(campaign.code)}`}>
                {t('common.clearFilters')}
              </a>
            )}
          </EmptyState>
        )}
        <Pager reader={reader} next={props.next} first={props.first} />
      </div>
    </div>
  )
}

function Rows(props: RegisterProps) {
  const { reader, many, result } = props
  return (
    <>
      {result && <ManyLeft reader={reader} result={result} />}
      {many ? (
        <ManyForm reader={reader} many={many}>
          <RegisterTable {...props} />
        </ManyForm>
      ) : (
        <div class='card'>
          <RegisterTable {...props} />
        </div>
      )}
    </>
  )
}

/** The commitments of a campaign, with a tick for each that a step can be taken of. */
function RegisterTable({ reader, list, campaign, many }: RegisterProps) {
  const { t } = reader
  const pick = many ? [{ label: <span class='sr'>{t('desk.chosenLabel')}</span> }] : []
  return (
    <StackTable
      caption={campaign.name}
      mid
      lines
      columns={[
        ...pick,
        { label: t('commitment.unit') },
        { label: t('commitment.numberAndDay') },
        { label: t('commitment.targets'), num: true },
        { label: t('commitment.mix') },
        { label: t('commitment.overdue'), num: true },
      ]}
    >
      {list.map((row) => (
        <Row>
          {many && <Pick reader={reader} row={row} isPicked={many.picked.includes(row.commitment.code)} />}
          <Cells reader={reader} row={row} />
        </Row>
      ))}
    </StackTable>
  )
}

function Pick({ reader, row, isPicked }: { reader: Reader; row: RegisterRow; isPicked: boolean }) {
  const { commitment, pick } = row
  if (pick === null) return <Cell wideOnly />
  const label = reader.t('commitmentStep.pick', { unit: commitment.unitName })
  return <PickCell name='chosen' value={`${pick}:${commitment.code}`} label={label} isPicked={isPicked} />
}

function Cells({ reader, row }: { reader: Reader; row: RegisterRow }) {
  const { t, language, at } = reader
  const { commitment, targets, counts } = row
  return (
    <>
      <RowHead>
        <a href={at(`/commitments/${commitment.code}`)}>{commitment.unitName}</a>
        <br />
        <span class='sub'>{commitment.code}</span>
      </RowHead>
      <Cell>{capital(signedWords(reader, commitment, null))}</Cell>
      <Cell label={t('commitment.targets')} num>
        {writeCount(language, targets)}
      </Cell>
      <Cell wide>
        {commitment.isUnsigned ? (
          <Tag>{stateWords(reader, commitment)}</Tag>
        ) : row.isToCome ? (
          <Badge reader={reader} mark={toComeBadge} />
        ) : (
          <div class='barcell'>
            <StatusMix reader={reader} counts={counts} />
          </div>
        )}
      </Cell>
      <Cell label={t('commitment.overdue')} num nil={counts.late === 0}>
        {writeCount(language, counts.late)}
      </Cell>
    </>
  )
}
