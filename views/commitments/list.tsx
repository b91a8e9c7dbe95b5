import { isPending } from '../../src/domain/commitment.ts'
import { writeCount } from '../../src/i18n/numbers.ts'
import { Tag } from '../parts/badge.tsx'
import { Icon } from '../parts/icon.tsx'
import { TodoList } from '../parts/lists.tsx'
import { EmptyState } from '../parts/notes.tsx'
import { PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { type CommitmentBrief, signedWords, stateWords } from './brief.ts'
import { Register, type RegisterProps } from './register-list.tsx'
import type { PromisedRow } from './rows.tsx'
import { PromisesTable } from './table.tsx'

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
  states.filter(({ state }) => isPending(state)).reduce((sum, { n }) => sum + n, 0)

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
      aside={
        <a href={reader.at(`/commitments/${commitment.code}`)}>
          {signedWords(reader, commitment, commitment.code)}
        </a>
      }
    >
      {commitment.isUnsigned ? (
        <p class='card card__p'>
          <Tag>{stateWords(reader, commitment)}</Tag> {reader.t('common.targetCount', { n: rows.length })}
        </p>
      ) : (
        <PromisesTable reader={reader} caption={title} rows={rows} />
      )}
    </Section>
  )
}
