import { addDays } from '../../src/domain/day.ts'
import { evidenceMarks } from '../../src/domain/follow-up.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { ChoiceList, Select } from '../parts/choices.tsx'
import { DateField, TextArea } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { ReviewWords } from '../updates/content.tsx'
import { KEYS } from './keys.ts'
import type { ReviewPageProps, ReviewProblem } from './review.tsx'

const MAX_COMMENT = 5000
const EXAMPLE_DAYS = 3

/** Accept, or return with a reason and perhaps a date. */
export function Decision(props: ReviewPageProps) {
  const { reader, receipt, contentHash, typed, nextReceipt } = props
  const { t } = reader
  return (
    <form class='card' method='post' action={reader.at(`/updates/${receipt}/review`)} novalidate>
      <input type='hidden' name='content_hash' value={contentHash} />
      <div class='card__p'>
        <h2 id='conclusion'>{t('review.conclusion')}</h2>
        <ChoiceList
          reader={reader}
          type='radio'
          name='decision'
          label={t('review.conclusion')}
          quiet
          error={problemIn(props, 'decision')}
          value={typed.decision}
          options={[
            {
              value: 'accept',
              label: t('review.accept'),
              icon: 'circle-check-big',
              tone: 'done',
              accesskey: KEYS.accept,
            },
            {
              value: 'return',
              label: t('review.return'),
              icon: 'undo-2',
              tone: 'back',
              reveals: true,
              accesskey: KEYS.return,
            },
          ]}
        />
        <Select
          reader={reader}
          name='evidence_mark'
          label={t('review.evidenceMark')}
          hint={t('review.evidenceMarkHint')}
          value={typed.evidenceMark}
          items={[
            { value: '', label: t('evidence_mark.unseen') },
            ...evidenceMarks.map((mark) => ({ value: mark, label: t(`evidence_mark.${mark}`) })),
          ]}
          optional
        />
        <TextArea
          reader={reader}
          name='comment'
          label={t('review.comment')}
          hint={t('review.commentHint')}
          error={problemIn(props, 'comment')}
          value={typed.comment}
          attributes={{ maxlength: MAX_COMMENT }}
        />
        <DateField
          reader={reader}
          name='due'
          label={t('review.due')}
          hint={t('review.dueHint', { day: writeDay(reader.language, addDays(reader.today, EXAMPLE_DAYS)) })}
          error={problemIn(props, 'due')}
          value={typed.due}
          optional
        />
        <div class='field'>
          <button class='btn btn--p btn--w' type='submit'>
            {t(nextReceipt ? 'review.submit' : 'review.submitLast')}
          </button>
        </div>
      </div>
      <div class='card__p sm muted'>
        <p>{t('review.after')}</p>
        <p class='desk no-print'>{t('review.keys')}</p>
      </div>
    </form>
  )
}

function problemIn({ reader, problems }: ReviewPageProps, field: ReviewProblem['field']): string | undefined {
  const problem = problems.find((one) => one.field === field)
  return problem && reader.t(`review.problem.${problem.reason}`)
}

/** Why this reader does not decide; what was decided, if it was. */
export function Barred({ reader, barred, decided, nextReceipt }: ReviewPageProps) {
  const { t, at } = reader
  if (!barred) return null
  return (
    <section class='card card__p'>
      <h2 id='conclusion'>{t('review.conclusion')}</h2>
      {decided ? (
        <Callout
          reader={reader}
          tone={decided.decision === 'returned' ? 'back' : 'done'}
          title={t(`review.decided.${decided.decision}`)}
        >
          <ReviewWords reader={reader} review={decided} />
        </Callout>
      ) : (
        <p>{t(`review.barred.${barred}`)}</p>
      )}
      <div class='btns mt'>
        {nextReceipt ? (
          <a class='btn btn--w' href={at(`/updates/${nextReceipt}/review`)}>
            {t('review.nextOne')}
          </a>
        ) : (
          <a class='btn btn--w' href={at('/desk?tab=review')}>
            {t('review.toDesk')}
          </a>
        )}
      </div>
    </section>
  )
}
