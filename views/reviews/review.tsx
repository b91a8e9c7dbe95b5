import type { Day, Instant } from '../../src/domain/day.ts'
import type { EvidenceMark } from '../../src/domain/follow-up.ts'
import { showReceipt } from '../../src/domain/receipt.ts'
import { writeInstant } from '../../src/i18n/days.ts'
import { ExtensionNote } from '../extensions/note.tsx'
import { ErrorSummary } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { evidenceRow, statusRows, textRows } from '../updates/content.tsx'
import type { Judged, ReportContent, Review, Revision, TargetBrief } from '../updates/report.ts'
import { Revisions } from '../updates/revisions.tsx'
import { Barred, Decision } from './decision.tsx'
import { Checks, Figures } from './figures.tsx'
import { KEYS } from './keys.ts'

/** What the program looked at for the reviewer. */
export interface ReviewCheck {
  key: 'falls' | 'jump' | 'thousandfold' | 'evidence' | 'assessment' | 'period' | 'answered' | 'in_time'
  ok: boolean
}

export interface ReviewPageProps {
  reader: Reader
  target: TargetBrief
  updateId: string
  receipt: string
  enteredBy: string
  endorsedBy: string | null
  onBehalf: boolean
  receivedAt: Instant
  content: ReportContent
  /** Posted as `content_hash`: the decision is about what was on the screen. */
  contentHash: string
  judged: Judged
  checks: ReviewCheck[]
  revisions: Revision[]
  /** Its place among the waiting reports the reader may decide, from 1; null when it waits no more. */
  place: { at: number; of: number } | null
  /** The next waiting report, without deciding this one. */
  nextReceipt: string | null
  /**
   * Why there is no form: the reader entered or endorsed it (rule of two), may not supervise here, or it is decided
   * or no longer waiting.
   */
  barred: 'own' | 'not_supervisor' | 'decided' | 'not_waiting' | null
  decided: Review | null
  /** A request for more time for the target waits. */
  pending: { id: string; requestedAt: Instant; proposedDueOn: Day } | null
  /** The deadline in force. */
  dueOn: Day | null
  typed: {
    decision: '' | 'accept' | 'return'
    comment: string
    due: string
    evidenceMark: EvidenceMark | ''
  }
  problems: ReviewProblem[]
  /** Somebody else decided, or the content changed, while this form was open. */
  conflict: 'decided' | 'changed' | null
}

export interface ReviewProblem {
  field: 'decision' | 'comment' | 'due'
  reason:
    | 'decision_missing'
    | 'comment_missing'
    | 'contradicted_missing'
    | 'too_long'
    | 'day_unreadable'
    | 'day_past'
}

/** Can I accept this figure? */
export function ReviewPage(props: ReviewPageProps) {
  const { reader, target, receipt, nextReceipt, content, revisions } = props
  const { t, at } = reader
  return (
    <>
      <Crumbs
        reader={reader}
        items={[
          { href: at('/desk'), label: t('nav.desk') },
          { href: at('/desk?tab=review'), label: t('review.waiting') },
        ]}
        here={showReceipt(receipt)}
      />
      <ErrorSummary
        reader={reader}
        errors={props.problems.map(({ field, reason }) => ({ field, text: t(`review.problem.${reason}`) }))}
      />
      <Conflict {...props} />
      <PageHead
        eyebrow={placeWords(props)}
        title={target.title}
        lead={senderWords(props)}
        actions={
          nextReceipt &&
          !props.barred && (
            <a class='btn btn--q' accesskey={KEYS.next} href={at(`/updates/${nextReceipt}/review`)}>
              {t('review.skip')}
              <Icon reader={reader} name='chevron-right' />
            </a>
          )
        }
      />
      <div class='split'>
        <div class='flow-l'>
          {props.pending && <ExtensionNote reader={reader} pending={props.pending} dueOn={props.dueOn} />}
          <Figures {...props} />
          {props.checks.length > 0 && <Checks reader={reader} checks={props.checks} />}
          <section class='card card__p cq' aria-labelledby='content'>
            <h2 id='content'>{t('update.content')}</h2>
            <SummaryList
              items={[
                ...statusRows(reader, content),
                ...textRows(reader, content),
                evidenceRow(reader, props.updateId, content),
              ]}
            />
          </section>
          {revisions.length > 1 && (
            <Section id='history' title={t('update.revisions')}>
              <Revisions reader={reader} revisions={revisions} here={receipt} />
            </Section>
          )}
        </div>
        <aside aria-labelledby='conclusion'>
          {props.barred ? <Barred {...props} /> : <Decision {...props} />}
        </aside>
      </div>
    </>
  )
}

/** The reader's decision came too late or was about other content; their comment is not lost. */
function Conflict({ reader, conflict, typed }: ReviewPageProps) {
  const { t } = reader
  if (!conflict) return null
  return (
    <div class='mb' role='alert'>
      <Callout reader={reader} tone='risk' title={t(`review.conflict.${conflict}`)}>
        <p>{t(`review.conflict.${conflict}Text`)}</p>
        {conflict === 'decided' && typed.comment && (
          <>
            <p class='mt'>{t('review.yourComment')}:</p>
            <blockquote class='pre'>{typed.comment}</blockquote>
          </>
        )}
      </Callout>
    </div>
  )
}

function placeWords({ reader, place, receivedAt }: ReviewPageProps): string {
  const at = writeInstant(reader.language, receivedAt, reader.zone)
  if (!place) return reader.t('review.received', { at })
  return reader.t('review.place', { n: place.at, total: place.of, at })
}

function senderWords({ reader, target, enteredBy: by, endorsedBy: head, onBehalf }: ReviewPageProps): string {
  const unit = target.unitName
  if (onBehalf) return reader.t('review.byOffice', { unit, by })
  return head ? reader.t('review.byEndorsed', { unit, by, head }) : reader.t('review.by', { unit, by })
}
