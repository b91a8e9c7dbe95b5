import type { Role } from '../../src/domain/access.ts'
import type {
  ChangedTarget,
  CommitmentDeed,
  CommitmentState,
  DraftTurn,
  PartyKind,
} from '../../src/domain/commitment.ts'
import type { Composite } from '../../src/domain/composite.ts'
import type { Day } from '../../src/domain/day.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { Tag } from '../parts/badge.tsx'
import { ErrorSummary, type FieldError, namedErrors } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { CompositeCard } from '../targets/composite.tsx'
import { stateWords } from './brief.ts'
import { type DeedForms, inDeedOrder, labelOf, NextSteps } from './deeds.tsx'
import { DraftFaults, FAULTS_ID, type ShownFault } from './draft-faults.tsx'
import { DraftTable } from './draft-table.tsx'
import { Files, type ScanFile } from './files.tsx'
import type { PromisedRow } from './rows.tsx'
import { PromisesTable } from './table.tsx'
import { Life, type LifeStep, Way } from './way.tsx'

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
  /** As of today. */
  state: CommitmentState
  version: number
}

export interface CommitmentPageProps {
  reader: Reader
  /** The commitments before it, or after it, by a decision about its unit. */
  succession?: Html | null
  document: SignedDocument
  isUnsigned: boolean
  /** The unit began it itself. */
  isOwn: boolean
  unitName: string
  upperName: string
  campaign: { name: string; planYear: number }
  groups: { number: number; name: string }[]
  /** What was signed, or is to be. */
  rows: PromisedRow[]
  /** What directions added to it later. */
  orders: PromisedRow[]
  /** The score by weights; null where nothing is weighed, or nobody has signed it. */
  composite: Composite | null
  life: LifeStep[]
  /** Of a draft. */
  turn: DraftTurn | null
  /** The post whose step comes next, where nobody holds it; the address, ready-made, for who gives posts. */
  nobody: { role: Role; unitName: string; href: string | null } | null
  files: ScanFile[]
  /** Where files are added; null for those who may not. */
  filesHref: string | null
  fileErrors: FieldError[]
  /** Where its annexes are, ready-made; null for what nobody has signed. */
  amendmentsHref: string | null
  /** What of a draft does not go together. */
  faults: ShownFault[]
  /** The reader writes its targets. */
  mayWrite: boolean
  deeds: CommitmentDeed[]
  forms: DeedForms
  /** The targets that this page shows, as a step says them again. */
  seen: string
  /** What has become of those that its reader saw before. */
  changes: ChangedTarget[]
}

/** Steps that hand it to the other side. */
const sending: readonly CommitmentDeed[] = ['hand', 'ask', 'propose', 'return']

const triedOf = ({ deed }: DeedForms) => (deed && sending.includes(deed) ? 'send' : 'save')

/** At the fields of the step's own form. */
const deedErrors = (reader: Reader, { deed, errors }: DeedForms): FieldError[] =>
  namedErrors(inDeedOrder(errors), (field) => (deed ? labelOf(reader, deed, field) : undefined)).map(
    ({ field, text }) => ({
      field: field === FAULTS_ID ? field : `${deed}-${field}`,
      text,
    }),
  )

/** The commitment: who promised what to whom, how each promise stands, and what comes next. */
export function CommitmentPage(props: CommitmentPageProps) {
  const { reader, document, forms } = props
  const { t } = reader
  const title = t('commitment.ownTitle', { year: props.campaign.planYear })
  return (
    <>
      <ErrorSummary
        reader={reader}
        deed={triedOf(forms)}
        errors={[...deedErrors(reader, forms), ...props.fileErrors]}
        filesAgain={forms.deed === 'sign'}
      />
      {forms.isMoved && (
        <Callout reader={reader} tone='back' title={t('commitmentStep.changedTitle')}>
          <p>{t('commitmentStep.changedText', { state: t(`commitment.state.${document.state}`) })}</p>
          {props.changes.length > 0 && (
            <ul>
              {props.changes.map(({ kind, code }) => (
                <li>{t(`commitmentStep.change.${kind}`, { code, title: titleOf(props, code) })}</li>
              ))}
            </ul>
          )}
        </Callout>
      )}
      <Crumbs
        reader={reader}
        items={[{ href: reader.at('/commitments'), label: t('nav.commitments') }]}
        here={document.code}
      />
      <PageHead
        badges={<Tag>{stateWords(reader, { ...document, turn: props.turn })}</Tag>}
        title={`${title}\u00a0· ${props.unitName}`}
        actions={<HeadLinks {...props} />}
      />
      {props.succession && <div class='mb'>{props.succession}</div>}
      <Way reader={reader} state={document.state} turn={props.turn} />
      {props.isUnsigned && (
        <div class='mt'>
          <NextSteps {...props} />
        </div>
      )}
      {!props.isUnsigned && (
        <div class='flow-l mt'>
          <Promises {...props} />
          {props.orders.length > 0 && (
            <Section id='h-orders' title={t('commitment.ordered')}>
              <PromisesTable reader={reader} caption={t('commitment.ordered')} rows={props.orders} />
            </Section>
          )}
        </div>
      )}
      <div class='split mt-l'>
        <div class='flow-l'>
          {props.isUnsigned && <Promises {...props} />}
          <Parties {...props} />
        </div>
        <aside
          class='flow-l'
          aria-label={t(props.isUnsigned ? 'commitmentStep.life' : 'commitmentStep.next')}
        >
          {!props.isUnsigned && <NextSteps {...props} />}
          {(!props.isUnsigned || props.files.length > 0) && <Files {...props} errors={props.fileErrors} />}
          <CompositeCard reader={reader} composite={props.composite} />
          <Life {...props} />
        </aside>
      </div>
    </>
  )
}

const titleOf = ({ rows }: CommitmentPageProps, code: string) =>
  rows.find(({ target }) => target.code === code)?.target.title ?? ''

function HeadLinks({ reader, document, amendmentsHref, isUnsigned, mayWrite }: CommitmentPageProps) {
  const { t } = reader
  const path = `/commitments/${encodeURIComponent(document.code)}`
  return (
    <>
      {isUnsigned && mayWrite && (
        <a class='btn btn--p' href={reader.at(`${path}/targets/new`)}>
          <Icon reader={reader} name='plus' />
          {t('commitmentStep.addTarget')}
        </a>
      )}
      {mayWrite && (
        <a class='btn' href={reader.at(`${path}/edit`)}>
          <Icon reader={reader} name='pen-line' />
          {t('commitmentNew.edit')}
        </a>
      )}
      {amendmentsHref && (
        <a class='btn' href={amendmentsHref}>
          {t('amendment.title')}
        </a>
      )}
      <a class='btn' href={reader.at(`${path}/print`)}>
        <Icon reader={reader} name='printer' />
        {t(isUnsigned ? 'commitment.print' : 'commitment.printSigned')}
      </a>
    </>
  )
}

function Promises(props: CommitmentPageProps) {
  const { reader, rows, groups, isUnsigned, mayWrite } = props
  const { t } = reader
  const weights = rows.reduce((sum, { target }) => sum + (target.weight ?? 0), 0)
  return (
    <Section
      id='h-targets'
      title={t('common.targetCount', { n: rows.length })}
      aside={weights ? t('commitment.weightSum', { n: weights }) : undefined}
    >
      <DraftFaults reader={reader} faults={props.faults} />
      {rows.length === 0 ? (
        <EmptyState
          reader={reader}
          icon='target'
          title={t('commitmentStep.noTargets')}
          text={mayWrite ? t('commitmentStep.noTargetsText') : undefined}
        />
      ) : isUnsigned ? (
        <DraftTable {...props} />
      ) : (
        <PromisesTable reader={reader} caption={t('commitment.targets')} rows={rows} groups={groups} />
      )}
    </Section>
  )
}

function Parties({ reader, document, turn, unitName, upperName, campaign }: CommitmentPageProps) {
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
            { term: t('commitment.state'), detail: stateWords(reader, { ...document, turn }) },
            ...(document.scanHash
              ? [{ term: t('commitment.scan'), detail: <code class='code'>{document.scanHash}</code> }]
              : []),
          ]}
        />
      </div>
    </Section>
  )
}
