import type { CommitmentState, PartyKind } from '../../src/domain/commitment.ts'
import type { Day } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Tag } from '../parts/badge.tsx'
import { Icon } from '../parts/icon.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import type { PromisedRow } from './rows.tsx'
import { PromisesTable } from './table.tsx'

export interface SignedDocument {
  code: string
  number: string | null
  place: string | null
  signedOn: Day | null
  partyKind: PartyKind
  sideAPost: string
  sideBPost: string
  sideAName: string | null
  sideBName: string | null
  effectiveFrom: Day
  effectiveTo: Day
  scanHash: string | null
  state: CommitmentState
}

export interface CommitmentPageProps {
  reader: Reader
  document: SignedDocument
  unitName: string
  upperName: string
  campaign: { name: string; planYear: number }
  groups: { number: number; name: string }[]
  /** What was signed. */
  rows: PromisedRow[]
  /** What directions added to it later. */
  orders: PromisedRow[]
}

/** The signed document: who promised what to whom, and how each promise stands. */
export function CommitmentPage(props: CommitmentPageProps) {
  const { reader, document, rows } = props
  const { t } = reader
  const title = t('commitment.ownTitle', { year: props.campaign.planYear })
  const weights = rows.reduce((sum, { target }) => sum + (target.weight ?? 0), 0)
  return (
    <>
      <Crumbs
        reader={reader}
        items={[{ href: reader.at('/commitments'), label: t('nav.commitments') }]}
        here={document.code}
      />
      <PageHead
        badges={<Tag>{t(`commitment.state.${document.state}`)}</Tag>}
        title={`${title} · ${props.unitName}`}
        actions={
          <a class='btn' href={reader.at(`/commitments/${document.code}/print`)}>
            <Icon reader={reader} name='printer' />
            {t('commitment.print')}
          </a>
        }
      />
      <div class='flow-l'>
        <Section
          id='h-targets'
          title={t('common.targetCount', { n: rows.length })}
          aside={weights ? t('commitment.weightSum', { n: weights }) : undefined}
        >
          <PromisesTable
            reader={reader}
            caption={t('commitment.targets')}
            rows={rows}
            groups={props.groups}
          />
        </Section>
        {props.orders.length > 0 && (
          <Section id='h-orders' title={t('commitment.ordered')}>
            <PromisesTable reader={reader} caption={t('commitment.ordered')} rows={props.orders} />
          </Section>
        )}
        <Parties {...props} />
      </div>
    </>
  )
}

function Parties({ reader, document, unitName, upperName, campaign }: CommitmentPageProps) {
  const { t, language } = reader
  const period = {
    from: writeDay(language, document.effectiveFrom),
    to: writeDay(language, document.effectiveTo),
  }
  const signer = (unit: string, post: string, name: string | null) =>
    [unit, post, name].filter(Boolean).join(' · ')
  return (
    <Section id='h-parties' title={t('commitment.document')} card>
      <div class='cq'>
        <SummaryList
          items={[
            {
              term: t('commitment.sideB'),
              detail: signer(unitName, document.sideBPost, document.sideBName),
            },
            {
              term: t('commitment.sideA'),
              detail: signer(upperName, document.sideAPost, document.sideAName),
            },
            { term: t('commitment.party'), detail: t(`party_kind.${document.partyKind}`) },
            { term: t('commitment.number'), detail: document.number ?? '…' },
            {
              term: t('commitment.signed'),
              detail: document.signedOn ? writeDay(language, document.signedOn) : t('commitment.notSigned'),
            },
            ...(document.place ? [{ term: t('commitment.place'), detail: document.place }] : []),
            { term: t('commitment.effective'), detail: t('commitment.effectiveText', period) },
            { term: t('commitment.campaign'), detail: campaign.name },
            { term: t('commitment.code'), detail: document.code },
            { term: t('commitment.state'), detail: t(`commitment.state.${document.state}`) },
            ...(document.scanHash
              ? [{ term: t('commitment.scan'), detail: <code class='code'>{document.scanHash}</code> }]
              : []),
          ]}
        />
      </div>
    </Section>
  )
}
