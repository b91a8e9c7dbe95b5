import { parseDecimal } from '../../src/domain/amount.ts'
import { daysBetween } from '../../src/domain/day.ts'
import { isWaitingProposal, silentSince } from '../../src/domain/proposal.ts'
import { showReceipt } from '../../src/domain/receipt.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writeAmount } from '../../src/i18n/numbers.ts'
import { ErrorSummary } from '../parts/form.tsx'
import { SummaryList, TodoList } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { Deeds, problemWords } from './deeds.tsx'
import { Life } from './life.tsx'
import type { ProposalPageProps } from './shapes.ts'
import { kindWords, ProposalBadge, wantedWords } from './status.tsx'

/** One proposal: what is asked, how long it has waited, what waits for it, and the next step. */
export function ProposalPage(props: ProposalPageProps) {
  const { reader, proposal, problems, typed, isMoved, isOwner, lastSign } = props
  const { t, at } = reader
  return (
    <>
      <ErrorSummary
        reader={reader}
        errors={problems.map(({ field }) => ({
          field: `${typed?.deed}-${field}`,
          text: problemWords(reader, problems, field) ?? '',
        }))}
      />
      {isMoved && (
        <Callout reader={reader} tone='back' title={t('proposal.movedTitle')}>
          <p>{t('proposal.moved')}</p>
        </Callout>
      )}
      <Crumbs
        reader={reader}
        items={[{ href: at('/proposals'), label: t('proposal.list') }]}
        here={proposal.code}
      />
      <PageHead
        badges={<ProposalBadge reader={reader} proposal={{ ...proposal, isOwner, lastSign }} />}
        title={proposal.title}
        lead={ageWords(props)}
      />
      <div class='split'>
        <div class='flow-l'>
          <Outcome {...props} />
          <Facts {...props} />
          <Blocked {...props} />
          <Life reader={reader} proposal={proposal} steps={props.steps} />
        </div>
        <aside class='flow-l' aria-label={t('proposal.steps')}>
          <Deeds {...props} />
        </aside>
      </div>
    </>
  )
}

/** How long it has waited, and since when nothing was heard of those who owe the answer. */
function ageWords({ reader, proposal, isOwner, lastSign }: ProposalPageProps): string | null {
  const { t, today, zone } = reader
  if (!isWaitingProposal(proposal.status)) return null
  const n = daysBetween(proposal.raisedOn, today)
  const age = n > 0 ? t('proposal.waitingLine', { n }) : t('proposal.waitingToday')
  const since = silentSince({ ...proposal, isOwner, lastSign }, zone)
  if (since === null) return `${age} ${t('proposal.keptLine')}`
  const silentDays = daysBetween(since, today)
  if (silentDays <= 0) return age
  return `${age} ${silentDays < n ? t('proposal.silentLine', { n: silentDays }) : t('proposal.silentAll')}`
}

function Outcome({ reader, proposal, mergedInto }: ProposalPageProps) {
  const { t, at, language } = reader
  if (mergedInto) {
    return (
      <Callout reader={reader} tone='info' icon='link' title={t('proposal.mergedInto', { code: mergedInto })}>
        <p>
          <a href={at(`/proposals/${encodeURIComponent(mergedInto)}`)}>
            {t('proposal.mergedIntoText', { code: mergedInto })}
          </a>
        </p>
      </Callout>
    )
  }
  if (!proposal.answer) return null
  const day = proposal.answeredOn ? `, ${writeDay(language, proposal.answeredOn)}` : ''
  return (
    <Callout
      reader={reader}
      tone={proposal.status === 'refused' ? 'back' : 'done'}
      title={`${t('proposal.answer')}: ${t(`proposal_status.${proposal.status}`)}${day}`}
    >
      <p class='pre'>{proposal.answer}</p>
    </Callout>
  )
}

function Facts(props: ProposalPageProps) {
  const { reader, proposal, waitsFor, receipt } = props
  const { t, at, language } = reader
  const amount = proposal.amountText && amountWords(reader, proposal.amountText, proposal.amountMeasure)
  const wanted = wantedWords(reader, proposal.wantedBy)
  const items = [
    { term: t('proposal.fact.unit'), detail: <UnitLink {...props} /> },
    { term: t('proposal.fact.to'), detail: proposal.addressedTo },
    isWaitingProposal(proposal.status) && {
      term: t('proposal.fact.waitsFor'),
      detail: waitsFor ? waitsFor.name : t('proposal.fact.outside'),
    },
    { term: t('proposal.fact.kind'), detail: kindWords(reader, proposal.kind) },
    { term: t('proposal.fact.raisedOn'), detail: writeDay(language, proposal.raisedOn) },
    amount && { term: t('proposal.fact.amount'), detail: amount },
    proposal.wantedBy && {
      term: t('proposal.fact.wantedBy'),
      detail: isWaitingProposal(proposal.status)
        ? `${writeDay(language, proposal.wantedBy)} (${wanted})`
        : writeDay(language, proposal.wantedBy),
    },
    receipt && {
      term: t('proposal.fact.from'),
      detail: (
        <a href={at(`/updates/${showReceipt(receipt)}`)}>
          {t('proposal.fromReport', { receipt: showReceipt(receipt) })}
        </a>
      ),
    },
  ]
  return (
    <section class='card card__p cq' aria-labelledby='h-facts'>
      <h2 id='h-facts' class='sr'>
        {t('proposal.facts')}
      </h2>
      {proposal.body !== proposal.title && <p class='pre mb'>{proposal.body}</p>}
      <SummaryList items={items.filter((item) => item !== false && item !== null && item !== '')} />
    </section>
  )
}

/** Where a proposal was sent to another office, that office does not read the unit's own pages. */
function UnitLink({ reader, unit, readsUnit }: Pick<ProposalPageProps, 'reader' | 'unit' | 'readsUnit'>) {
  if (!readsUnit) return <>{unit.name}</>
  return <a href={reader.at(`/units/${encodeURIComponent(unit.code)}`)}>{unit.name}</a>
}

const AMOUNT_DECIMALS = 6

function amountWords(reader: Reader, amount: string, measure: string | null): string {
  const scaled = parseDecimal(amount, AMOUNT_DECIMALS)
  const text = scaled === undefined ? amount : writeAmount(reader.language, scaled, AMOUNT_DECIMALS)
  return measure ? `${text}\u00a0${measure}` : text
}

function Blocked({ reader, proposal, blocked }: ProposalPageProps) {
  const { t, at } = reader
  const isWaiting = isWaitingProposal(proposal.status)
  return (
    <Section id='h-blocked' title={t(isWaiting ? 'proposal.blocked' : 'proposal.concerned')}>
      {blocked.length > 0 ? (
        <TodoList
          reader={reader}
          items={blocked.map(({ code, title, unitName }) => ({
            title,
            href: at(`/targets/${encodeURIComponent(code)}`),
            note: `${code} · ${unitName}`,
            icon: 'target',
            tone: isWaiting ? 'wait' : undefined,
          }))}
        />
      ) : (
        <p class='sm muted'>{t('proposal.blockedNone')}</p>
      )}
    </Section>
  )
}
