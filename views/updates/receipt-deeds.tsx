import { ErrorSummary, More } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { TextArea, TextField } from '../parts/inputs.tsx'
import { Section } from '../parts/page.tsx'
import type { ReceiptPageProps } from './receipt.tsx'

/** What this reader may do with a report. Draws nothing when that is nothing. */
export function Deeds(props: ReceiptPageProps) {
  const { reader, receipt, contentHash } = props
  // What came back has its button where its reason stands.
  const may = { ...props.may, correct: props.may.correct && props.state !== 'returned' }
  const { t, at } = reader
  const path = `/updates/${receipt}`
  if (!Object.values(may).some(Boolean)) return null
  return (
    <div class='mt-l no-print'>
      <Section id='deeds' title={t('update.deeds')}>
        {may.endorse && (
          <form class='card card__p mb' method='post' action={at(`${path}/endorse`)}>
            <input type='hidden' name='content_hash' value={contentHash} />
            <p>{t(props.isHead ? 'update.endorseText' : 'update.endorseTextClerk')}</p>
            <button class='btn btn--p mt' type='submit'>
              <Icon reader={reader} name='send' />
              {t('update.endorse')}
            </button>
          </form>
        )}
        {(may.correct || may.review) && (
          <div class='btns mb'>
            {may.review && (
              <a class='btn btn--p' href={at(`${path}/review`)}>
                {t('update.review')}
              </a>
            )}
            {may.correct && (
              <a class='btn' href={at(`${path}/correct`)}>
                <Icon reader={reader} name='pen-line' />
                {t('update.correct')}
              </a>
            )}
          </div>
        )}
        {may.recall && (
          <More reader={reader} summary={t('update.recall')}>
            <form method='post' action={at(`${path}/recall`)}>
              <p class='hint'>{t('update.recallText')}</p>
              <button class='btn btn--d' type='submit'>
                <Icon reader={reader} name='undo-2' />
                {t('update.recall')}
              </button>
            </form>
          </More>
        )}
        {may.void && <VoidForm {...props} />}
      </Section>
    </div>
  )
}

const missing = { document: 'update.voidDocumentMissing', reason: 'update.voidReasonMissing' } as const

function VoidForm({ reader, receipt, voiding }: ReceiptPageProps) {
  const { t, at } = reader
  const wrong = (field: 'document' | 'reason') =>
    voiding?.problems.includes(field) ? t(missing[field]) : undefined
  return (
    <More reader={reader} summary={t('update.void')} open={voiding !== undefined}>
      <form method='post' action={at(`/updates/${receipt}/void`)} novalidate>
        <p class='hint'>{t('update.voidText')}</p>
        <TextField
          reader={reader}
          name='document'
          label={t('update.voidDocument')}
          error={wrong('document')}
          value={voiding?.document}
          attributes={{ maxlength: 200 }}
        />
        <TextArea
          reader={reader}
          name='reason'
          label={t('update.voidReason')}
          error={wrong('reason')}
          value={voiding?.reason}
          attributes={{ maxlength: 2000 }}
        />
        <div class='field'>
          <button class='btn btn--d' type='submit'>
            <Icon reader={reader} name='ban' />
            {t('update.void')}
          </button>
        </div>
      </form>
    </More>
  )
}

/** Stands first on the page. */
export function VoidErrors({ reader, voiding }: ReceiptPageProps) {
  const errors = voiding?.problems.map((field) => ({ field, text: reader.t(missing[field]) })) ?? []
  return <ErrorSummary reader={reader} errors={errors} />
}
