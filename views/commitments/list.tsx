import type { CommitmentState } from '../../src/domain/commitment.ts'
import type { Day } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { Tag } from '../parts/badge.tsx'
import { type StatusCounts, StatusLegend, StatusMix } from '../parts/bars.tsx'
import { Select } from '../parts/choices.tsx'
import { Filters } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { HiddenFields, TextField } from '../parts/inputs.tsx'
import { TodoList } from '../parts/lists.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Pager, Section, Tabs } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import type { PromisedRow } from './rows.tsx'
import { PromisesTable } from './table.tsx'

export interface CommitmentBrief {
  code: string
  number: string | null
  signedOn: Day | null
  unitName: string
  planYear: number
  /** As of today. */
  state: CommitmentState
  isUnsigned: boolean
}

export interface CommitmentsPageProps {
  reader: Reader
  /** What the reader's own units have signed. */
  own: { commitment: CommitmentBrief; rows: PromisedRow[] }[]
  /** Targets of others with which they help. */
  helped: { code: string; title: string; unitName: string }[]
  /** The register of a campaign, for those who read all of it. */
  register: RegisterProps | null
  /** Where the reader's own unit opens a draft. */
  registerHref: string | null
}

export interface RegisterProps {
  reader: Reader
  campaign: { code: string; name: string }
  campaigns: { code: string; name: string }[]
  query: string
  state: CommitmentState | null
  /** The states there are, with how many stand in each. */
  states: { state: CommitmentState; n: number }[]
  /** Where commitments are drawn up for many units. */
  newHref: string | null
  /** How many have signed, how many targets they have promised, and how many directions added. */
  totals: { units: number; targets: number; ordered: number }
  list: { commitment: CommitmentBrief; targets: number; counts: StatusCounts }[]
  next: string | null
  first: string | null
}

/** How do all my commitments stand? */
export function CommitmentsPage({ reader, own, helped, register, registerHref }: CommitmentsPageProps) {
  const { t, language } = reader
  const lead = register && {
    units: writeCount(language, register.totals.units),
    targets: writeCount(language, register.totals.targets),
    ordered: register.totals.ordered ? t('commitment.andOrdered', { n: register.totals.ordered }) : '',
  }
  const unsigned = register ? countUnsigned(register) : 0
  return (
    <>
      <PageHead
        title={t(register ? 'commitment.list' : 'commitment.own')}
        eyebrow={register?.campaign.name}
        lead={
          lead &&
          t('commitment.signedSummary', lead) +
            (unsigned ? t('commitmentStep.unsignedCount', { n: writeCount(language, unsigned) }) : '')
        }
        actions={
          <HeadLinks
            reader={reader}
            registerHref={registerHref}
            newHref={register?.newHref ?? null}
            year={register ? `/year-end?campaign=${encodeURIComponent(register.campaign.code)}` : '/year-end'}
          />
        }
      />
      <div class='flow-l'>
        {own.map(({ commitment, rows }) => (
          <OwnCommitment reader={reader} commitment={commitment} rows={rows} />
        ))}
        {!register && own.length === 0 && (
          <EmptyState reader={reader} icon='handshake' title={t('commitment.none')} />
        )}
        {register && <Register {...register} />}
        {helped.length > 0 && (
          <Section id='h-helped' title={t('commitment.helped')}>
            <TodoList
              reader={reader}
              items={helped.map(({ code, title, unitName }) => ({
                title,
                href: reader.at(`/targets/${code}`),
                note: `${code} · ${unitName}`,
                icon: 'users',
              }))}
            />
          </Section>
        )}
      </div>
    </>
  )
}

/** Those on their way to a signature; what was withdrawn is on none. */
const countUnsigned = ({ states }: RegisterProps) =>
  states
    .filter(({ state }) => state === 'draft' || state === 'proposed' || state === 'agreed')
    .reduce((sum, { n }) => sum + n, 0)

function HeadLinks(props: {
  reader: Reader
  registerHref: string | null
  newHref: string | null
  year: string
}) {
  const { reader, registerHref, newHref, year } = props
  return (
    <>
      {newHref && (
        <a class='btn btn--p' href={newHref}>
          <Icon reader={reader} name='plus' />
          {reader.t('commitmentNew.open')}
        </a>
      )}
      {registerHref && (
        <a class='btn' href={registerHref}>
          <Icon reader={reader} name='pen-line' />
          {reader.t('commitmentNew.register')}
        </a>
      )}
      <a class='btn' href={reader.at(year)}>
        {reader.t('yearEnd.title')}
      </a>
    </>
  )
}

function OwnCommitment(props: { reader: Reader; commitment: CommitmentBrief; rows: PromisedRow[] }) {
  const { reader, commitment, rows } = props
  const title = reader.t('commitment.ownTitle', { year: commitment.planYear })
  return (
    <Section
      id={`h-${commitment.code}`}
      title={`${title} · ${commitment.unitName}`}
      aside={<a href={reader.at(`/commitments/${commitment.code}`)}>{signedWords(reader, commitment)}</a>}
    >
      {commitment.isUnsigned ? (
        <p class='card card__p'>
          <Tag>{reader.t(`commitment.state.${commitment.state}`)}</Tag>{' '}
          {reader.t('common.targetCount', { n: rows.length })}
        </p>
      ) : (
        <PromisesTable reader={reader} caption={title} rows={rows} />
      )}
    </Section>
  )
}

function Register(props: RegisterProps) {
  const { reader, campaign, campaigns, query, list } = props
  const { t } = reader
  const here = reader.at('/commitments')
  const isChosen = query !== '' || props.state !== null
  return (
    <div>
      {campaigns.length > 1 && (
        <Tabs
          label={t('commitment.campaigns')}
          tabs={campaigns.map(({ code, name }) => ({
            href: `${here}?campaign=${encodeURIComponent(code)}`,
            label: name,
            here: code === campaign.code,
          }))}
        />
      )}
      <Filters reader={reader} action={here} label={t('commitment.filters')} target='#register'>
        <TextField reader={reader} name='q' type='search' label={t('commitment.search')} value={query} />
        {props.states.length > 1 && (
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
            <RegisterTable {...props} />
            <StatusLegend reader={reader} />
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

function RegisterTable({ reader, list, campaign }: RegisterProps) {
  const { t, language } = reader
  return (
    <div class='card cq'>
      <table class='tbl stack tbl--mid'>
        <caption class='sr'>{campaign.name}</caption>
        <thead>
          <tr>
            <th scope='col'>{t('commitment.unit')}</th>
            <th scope='col'>{t('commitment.numberAndDay')}</th>
            <th scope='col' class='num'>
              {t('commitment.targets')}
            </th>
            <th scope='col'>{t('commitment.mix')}</th>
            <th scope='col' class='num'>
              {t('commitment.overdue')}
            </th>
          </tr>
        </thead>
        <tbody>
          {list.map(({ commitment, targets, counts }) => (
            <tr>
              <th scope='row'>
                <a href={reader.at(`/commitments/${commitment.code}`)}>{commitment.unitName}</a>
                <br />
                <span class='sub'>{commitment.code}</span>
              </th>
              <td data-l={t('commitment.numberAndDay')}>{signedWords(reader, commitment)}</td>
              <td data-l={t('commitment.targets')} class='num'>
                {writeCount(language, targets)}
              </td>
              <td class='wide-s barcell'>
                {commitment.isUnsigned ? (
                  <Tag>{t(`commitment.state.${commitment.state}`)}</Tag>
                ) : (
                  <StatusMix reader={reader} counts={counts} />
                )}
              </td>
              <td data-l={t('commitment.overdue')} class='num'>
                {writeCount(language, counts.late)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** 'Số 12-CK/HU, ký ngày 21/1/2022' */
function signedWords(reader: Reader, { number, signedOn, code }: CommitmentBrief): string {
  const { t, language } = reader
  const words = [
    number ? t('commitment.numbered', { number }) : code,
    signedOn ? t('commitment.signedOn', { day: writeDay(language, signedOn) }) : t('commitment.notSigned'),
  ]
  return words.join(', ')
}
