import type { OpinionStance } from '../../src/domain/follow-up.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { ChoiceList } from '../parts/choices.tsx'
import { More } from '../parts/form.tsx'
import { DateField, TextArea, TextField } from '../parts/inputs.tsx'
import type { ExtensionPageProps } from './page.tsx'
import { problemIn } from './words.ts'

export interface TypedRuling {
  decision: '' | 'grant' | 'grant_other' | 'refuse'
  due_on: string
  comment: string
  document: string
}

export interface TypedOpinion {
  stance: '' | OpinionStance
  opinion: string
}

export const LONGEST_TEXT = 5000
export const LONGEST_DOCUMENT = 300

/** Grants, grants another day, or refuses with a reason. */
export function DecisionForm({ reader, request, ruling, problems }: ExtensionPageProps) {
  const { t, language, at } = reader
  return (
    <form class='card' method='post' action={at(`/extensions/${request.id}/decision`)} novalidate>
      <input type='hidden' name='version' value={String(request.version)} />
      <div class='card__p'>
        <h2>{t('extension.decision')}</h2>
        <ChoiceList
          reader={reader}
          type='radio'
          name='decision'
          label={t('extension.decision')}
          quiet
          error={problemIn(reader, problems, 'decision')}
          value={ruling.decision}
          after={
            <div class='reveal'>
              <DateField
                reader={reader}
                name='due_on'
                label={t('extension.otherDue')}
                error={problemIn(reader, problems, 'due_on')}
                value={ruling.due_on}
              />
            </div>
          }
          options={[
            {
              value: 'grant',
              label: t('extension.grant', { day: writeDay(language, request.proposedDueOn) }),
              icon: 'circle-check-big',
              tone: 'done',
            },
            {
              value: 'grant_other',
              label: t('extension.grantOther'),
              icon: 'calendar-clock',
              tone: 'ok',
              reveals: true,
            },
            { value: 'refuse', label: t('extension.refuse'), icon: 'ban', tone: 'back' },
          ]}
        />
        <TextArea
          reader={reader}
          name='comment'
          label={t('extension.comment')}
          hint={t('extension.commentHint')}
          error={problemIn(reader, problems, 'comment')}
          value={ruling.comment}
          attributes={{ maxlength: LONGEST_TEXT }}
        />
        <TextField
          reader={reader}
          name='document'
          label={t('extension.document')}
          error={problemIn(reader, problems, 'document')}
          value={ruling.document}
          optional
          attributes={{ maxlength: LONGEST_DOCUMENT }}
        />
        <div class='field'>
          <button class='btn btn--p btn--w' type='submit'>
            {t('extension.decide')}
          </button>
        </div>
      </div>
      <div class='card__p sm muted'>{t('extension.after')}</div>
    </form>
  )
}

/** What the office advises; folded away once it is given, for it can be given anew. */
export function OpinionForm(props: ExtensionPageProps) {
  const { reader, opinion, problems } = props
  const isWrong = problems.some(({ field }) => field === 'stance' || field === 'opinion')
  if (!opinion) {
    return (
      <section class='card card__p' aria-labelledby='h-advise'>
        <h2 id='h-advise'>{reader.t('extension.opinion')}</h2>
        <OpinionFields {...props} />
      </section>
    )
  }
  return (
    <More reader={reader} summary={reader.t('extension.opinionChange')} open={isWrong}>
      <OpinionFields {...props} />
    </More>
  )
}

function OpinionFields({ reader, request, advice, problems }: ExtensionPageProps) {
  const { t, at } = reader
  return (
    <form method='post' action={at(`/extensions/${request.id}/opinion`)} novalidate>
      <input type='hidden' name='version' value={String(request.version)} />
      <ChoiceList
        reader={reader}
        type='radio'
        name='stance'
        label={t('extension.opinion')}
        quiet
        error={problemIn(reader, problems, 'stance')}
        value={advice.stance}
        options={[
          { value: 'agree', label: t('extension.stance.agree'), icon: 'check', tone: 'ok' },
          { value: 'disagree', label: t('extension.stance.disagree'), icon: 'ban', tone: 'back' },
        ]}
      />
      <TextArea
        reader={reader}
        name='opinion'
        label={t('extension.comment')}
        hint={t('extension.commentHint')}
        error={problemIn(reader, problems, 'opinion')}
        value={advice.opinion}
        attributes={{ maxlength: LONGEST_TEXT }}
      />
      <div class='field'>
        <button class='btn btn--w' type='submit'>
          {t('extension.opinionSend')}
        </button>
      </div>
    </form>
  )
}

/** Folded, so that nobody takes a request back by a slip of the finger. */
export function Withdrawal({ reader, request }: ExtensionPageProps) {
  const { t, at } = reader
  return (
    <More reader={reader} summary={t('extension.withdraw')}>
      <form class='flow' method='post' action={at(`/extensions/${request.id}/withdraw`)}>
        <p>{t('extension.withdrawAsk')}</p>
        <button class='btn btn--d' type='submit'>
          {t('extension.withdraw')}
        </button>
      </form>
    </More>
  )
}
