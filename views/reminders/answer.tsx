import { writeInstant } from '../../src/i18n/days.ts'
import { ErrorSummary, More } from '../parts/form.tsx'
import { HiddenFields, TextArea } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import type { Reader } from '../reader.ts'
import type { Answering, PartShown } from './shapes.ts'

/** The most an answer may say. */
export const LONGEST_ANSWER = 2000

export function AnswerShown({ reader, answer }: { reader: Reader; answer: PartShown['answer'] }) {
  const { t, language, zone } = reader
  if (!answer) return <p class='sub'>{t('reminder.noAnswer')}</p>
  const fill = { by: answer.by, at: writeInstant(language, answer.at, zone) }
  return (
    <Callout reader={reader} tone='info' icon='message-square-text' title={t('reminder.answer')}>
      {answer.text.split('\n').map((line) => (
        <p lang='vi'>{line}</p>
      ))}
      <p class='sub'>{t('reminder.answerBy', fill)}</p>
    </Callout>
  )
}

interface AnswerFormProps {
  reader: Reader
  action: string
  unit: PartShown['unit']
  answering: Answering
  /** The answer that stands there, as the form knows it. */
  seenAt: number | null
  isOnly: boolean
  /** Tells the fields of several units apart. */
  n: number
}

/** What the unit says to the reminder; sent again, it takes the place of what it said before. */
export function AnswerForm({ reader, action, unit, answering, seenAt, isOnly, n }: AnswerFormProps) {
  const { t } = reader
  const id = `text-${n}`
  const error = answering.problem && t(`reminder.problem.${answering.problem}`, { n: LONGEST_ANSWER })
  const isGiven = seenAt !== null
  const form = (
    <form class={isGiven ? undefined : 'mt'} method='post' action={action}>
      <ErrorSummary reader={reader} deed='send' errors={error ? [{ field: id, text: error }] : []} />
      {answering.isConflict && (
        <Callout reader={reader} tone='back' title={t('reminder.answerConflict')}>
          <p>{t('reminder.answerConflictText')}</p>
        </Callout>
      )}
      <HiddenFields
        fields={[
          { name: 'unit', value: unit.code },
          { name: 'seen', value: seenAt === null ? '' : String(seenAt) },
        ]}
      />
      <TextArea
        reader={reader}
        name='text'
        id={id}
        label={isOnly ? t('reminder.yourAnswer') : t('reminder.yourAnswerOf', { unit: unit.name })}
        hint={t('reminder.answerHint')}
        error={error || undefined}
        value={answering.text}
        rows={4}
        attributes={{ maxlength: LONGEST_ANSWER }}
      />
      <div class='btns mt-s'>
        <button class={isGiven ? 'btn' : 'btn btn--p'} type='submit'>
          {isGiven ? t('reminder.answerAgain') : t('reminder.answerSend')}
        </button>
      </div>
    </form>
  )
  if (!isGiven) return form
  return (
    <div class='mt'>
      <More
        reader={reader}
        summary={t('reminder.answerAgain')}
        open={answering.problem !== null || answering.isConflict}
      >
        {form}
      </More>
    </div>
  )
}
