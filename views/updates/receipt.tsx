import type { Instant } from '../../src/domain/day.ts'
import { showReceipt } from '../../src/domain/receipt.ts'
import type { UpdateState } from '../../src/domain/target.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { Tiles } from '../parts/figures.tsx'
import { PrintButton } from '../parts/form.tsx'
import { SummaryList, TodoList } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { PageHead, Section } from '../parts/page.tsx'
import { type ReportWord, reportBadge } from '../parts/status.ts'
import type { Reader } from '../reader.ts'
import { evidenceRow, figureRows, ReviewWords, statusRows, textRows } from './content.tsx'
import { Deeds, VoidErrors } from './receipt-deeds.tsx'
import type { Judged, ReportContent, Review, Revision, TargetBrief } from './report.ts'
import { Revisions, stateMarks } from './revisions.tsx'
import { contentFigure } from './words.ts'

export interface ReceiptPageProps {
  reader: Reader
  target: TargetBrief
  updateId: string
  receipt: string
  state: Exclude<UpdateState, 'draft'>
  /** The receipt of an accepted or waiting later revision. */
  supersededBy: string | null
  content: ReportContent
  contentHash: string
  judged: Judged
  /** By their posts. */
  enteredBy: string
  endorsedBy: string | null
  onBehalf: boolean
  /** The code of the proposal that came of it. */
  proposal: string | null
  /** The reader stands at the head of the unit. */
  isHead: boolean
  /** The reader enters reports for units. */
  isOffice: boolean
  /** When the entry was handed in; when the server had it from one who may submit. */
  createdAt: Instant
  receivedAt: Instant | null
  review: Review | null
  voided: { by: string; at: Instant; document: string; reason: string } | null
  /** All revisions of the chain, newest first, this one among them. */
  revisions: Revision[]
  may: { correct: boolean; recall: boolean; endorse: boolean; void: boolean; review: boolean }
  /** Comments and evidence may be read. */
  inside: boolean
  /** What the reader has still to report this week; null for others. */
  left: { count: number; next: { code: string; title: string; status: ReportWord } | null } | null
  /** A refused void: what was typed and what is missing. */
  voiding?: { document: string; reason: string; problems: ('document' | 'reason')[] }
}

/** Is it in, and what happens next. */
export function ReceiptPage(props: ReceiptPageProps) {
  const { reader, target, receipt, content, judged, review, revisions } = props
  const { t } = reader
  const figure = contentFigure(reader, target, content)
  return (
    <div class='wrap--form'>
      <VoidErrors {...props} />
      <StateCall {...props} />
      <div class='mt'>
        <Tiles reader={reader} tiles={[{ label: t('update.receiptCode'), value: showReceipt(receipt) }]} />
      </div>
      <div class='mt-l'>
        <PageHead
          eyebrow={target.unitName}
          title={
            figure && content.value
              ? t('update.headline', { title: target.title, value: figure })
              : target.title
          }
          actions={<PrintButton reader={reader} />}
        />
      </div>
      {!props.may.endorse && <Left {...props} />}
      <section class='card card__p cq' aria-labelledby='content'>
        <h2 id='content'>{t('update.content')}</h2>
        <SummaryList
          items={[
            ...figureRows(reader, target, content, judged),
            ...statusRows(reader, content),
            ...textRows(reader, content),
            ...proposalRows(props),
            ...(props.inside ? [evidenceRow(reader, props.updateId, content)] : []),
            ...personRows(props),
          ]}
        />
      </section>
      {review && props.state !== 'returned' && (
        <div class='mt'>
          <Callout
            reader={reader}
            tone={review.decision === 'returned' ? 'back' : 'done'}
            title={t(`review.decided.${review.decision}`)}
          >
            <ReviewWords reader={reader} review={review} />
          </Callout>
        </div>
      )}
      <Deeds {...props} />
      {revisions.length > 1 && (
        <div class='mt-l'>
          <Section id='revisions' title={t('update.revisions')}>
            <Revisions reader={reader} revisions={revisions} here={receipt} />
          </Section>
        </div>
      )}
    </div>
  )
}

/** The state as it stands and the next step; what came back says first why, and leads to its correction. */
function StateCall(props: ReceiptPageProps) {
  const { reader, state, supersededBy, review } = props
  const { t } = reader
  const { tone, icon } =
    state === 'submitted' ? { tone: 'done' as const, icon: 'check' as const } : stateMarks[state]
  const at = stateInstant(props)
  const isEntered = state === 'submitted' && props.onBehalf
  const title = isEntered ? t('behalf.state', { at }) : t(`update.state.${state}`, { at })
  return (
    <Callout reader={reader} tone={tone} icon={icon} title={title}>
      {state === 'returned' && review ? (
        <ReviewWords reader={reader} review={review} />
      ) : (
        <p>{nextStep(props)}</p>
      )}
      {state === 'returned' && props.may.correct && (
        <p class='mt-s no-print'>
          <a class='btn btn--p' href={reader.at(`/updates/${props.receipt}/correct`)}>
            {t('update.correct')}
          </a>
        </p>
      )}
      {supersededBy && (
        <p>
          {t('update.superseded')}{' '}
          <a class='nw' href={reader.at(`/updates/${supersededBy}`)}>
            {showReceipt(supersededBy)}
          </a>
        </p>
      )}
    </Callout>
  )
}

function sentAt({ createdAt, receivedAt }: ReceiptPageProps): Instant {
  return receivedAt ?? createdAt
}

function stateInstant(props: ReceiptPageProps): string {
  const { reader, review, voided } = props
  return writeInstant(reader.language, voided?.at ?? review?.at ?? sentAt(props), reader.zone)
}

function nextStep({ reader, state, review, voided, onBehalf, isOffice }: ReceiptPageProps): string {
  const { t, language } = reader
  if (state === 'submitted' && onBehalf) return t(isOffice ? 'behalf.nextOffice' : 'behalf.nextUnit')
  if (state === 'void') {
    const { by = '', document = '', reason = '' } = voided ?? {}
    return t('update.next.void', { by, document, reason })
  }
  if (state === 'returned' && review?.dueOn) {
    return t('update.next.returnedBy', { day: writeDay(language, review.dueOn) })
  }
  return t(`update.next.${state}`)
}

/** The proposal that the report raised, under its own code. */
function proposalRows({ reader, proposal }: ReceiptPageProps) {
  if (!proposal) return []
  const detail = <a href={reader.at(`/proposals/${proposal}`)}>{proposal}</a>
  return [{ term: reader.t('update.raised'), detail }]
}

/** Who handed it in and when; always by post. */
function personRows(props: ReceiptPageProps) {
  const { reader, enteredBy, endorsedBy, onBehalf, createdAt, receivedAt, target } = props
  const { t, language, zone } = reader
  const entered = onBehalf ? t('update.enteredFor', { by: enteredBy }) : enteredBy
  return [
    { term: t('update.unit'), detail: target.unitName },
    { term: t('update.enteredBy'), detail: entered },
    ...(endorsedBy ? [{ term: t('update.endorsedBy'), detail: endorsedBy }] : []),
    receivedAt
      ? { term: t('update.receivedAt'), detail: writeInstant(language, receivedAt, zone) }
      : { term: t('update.createdAt'), detail: writeInstant(language, createdAt, zone) },
  ]
}

/** What the reader has still to report, so that one report leads to the next. */
function Left({ reader, left, isOffice, target }: ReceiptPageProps) {
  const { t, at } = reader
  if (!left && isOffice) {
    return (
      <p class='btns mb no-print'>
        <a class='btn' href={at(`/targets/${target.code}`)}>
          {t('behalf.toTarget')}
        </a>
        <a class='btn' href={at('/desk')}>
          {t('behalf.toDesk')}
        </a>
      </p>
    )
  }
  if (!left) return null
  const { count, next } = left
  return (
    <section class='mb no-print' aria-labelledby='left'>
      <h2 class='mb' id='left'>
        {count ? t('update.leftTitle', { n: count }) : t('update.leftNone')}
      </h2>
      {next && (
        <TodoList
          reader={reader}
          items={[
            {
              title: next.title,
              href: at(`/targets/${next.code}/update`),
              note: t(reportBadge(next.status).word),
              tone: reportBadge(next.status).tone,
              icon: reportBadge(next.status).icon,
            },
          ]}
        />
      )}
      <div class='btns mt'>
        {next && (
          <a class='btn btn--p' href={at(`/targets/${next.code}/update`)}>
            {t('update.nextTask')}
          </a>
        )}
        <a class='btn' href={at('/my-work')}>
          {t('update.toMyWork')}
        </a>
      </div>
    </section>
  )
}
