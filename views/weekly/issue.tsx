import type { Day, Instant } from '../../src/domain/day.ts'
import { LONGEST_NAME, LONGEST_NUMBER, recipientLimits, signatureLimits } from '../../src/domain/issue.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { ErrorSummary, errorIn, type FieldError } from '../parts/form.tsx'
import { Icon } from '../parts/icon.tsx'
import { DateField, HiddenFields, TextArea, TextField } from '../parts/inputs.tsx'
import { SummaryList } from '../parts/lists.tsx'
import { Callout } from '../parts/notes.tsx'
import { PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'
import { aboutFields, Paragraphs, WeekCrumbs, type WeekPlace } from './next-week.tsx'

export interface TypedIssue {
  number: string
  issued_on: string
  signature: string
  signatory: string
  recipients: string
}

export interface IssueProps {
  reader: Reader
  place: WeekPlace
  action: string
  nextWeekHref: string
  /** What the form is about: which version of the week, and which state of it. */
  issue: number
  version: number
  frozenAt: Instant
  /** The earliest day that the paper may carry. */
  frozenOn: Day
  hash: string
  nextWeek: string[]
  /** Of the issues of this week that were annulled. */
  earlier: string[]
  /** A number as a clerk may type it: '45-BC/HU'. */
  example: string
  typed: TypedIssue
  errors: FieldError[]
  /** Changed by somebody else while this was typed, or already issued: under which number and day. */
  conflict: 'changed' | { number: string; day: Day } | null
}

/** The form by which a frozen week becomes a paper with a number. */
export function IssuePage(props: IssueProps): Html {
  const { reader, place, frozenAt, errors, conflict } = props
  const { t, language, zone } = reader
  const title = t('issue.title', { n: place.n })
  return (
    <div class='narrow'>
      <ErrorSummary reader={reader} errors={errors} />
      <WeekCrumbs reader={reader} place={place} here={t('issue.do')} />
      <PageHead title={title} lead={t('issue.lead', { at: writeInstant(language, frozenAt, zone) })} />
      <div class='flow-l'>
        {conflict === 'changed' && (
          <Callout reader={reader} tone='risk' title={t('issue.conflict')}>
            <p>{t('issue.conflictText')}</p>
          </Callout>
        )}
        {conflict && conflict !== 'changed' ? (
          <AlreadyIssued {...props} standing={conflict} />
        ) : (
          <>
            <Fixed {...props} />
            <IssueForm {...props} />
          </>
        )}
      </div>
    </div>
  )
}

/** What the paper will say for good. */
function Fixed({ reader, place, nextWeekHref, frozenAt, hash, nextWeek }: IssueProps) {
  const { t, language, zone } = reader
  return (
    <section class='card card__p' aria-labelledby='h-fixed'>
      <h2 id='h-fixed'>{t('issue.fixed')}</h2>
      <div class='cq'>
        <SummaryList
          items={[
            {
              term: t('issue.fixedFigures'),
              detail: t('issue.fixedFiguresText', {
                at: writeInstant(language, frozenAt, zone),
                hash: hash.slice(0, 8),
              }),
            },
            { term: t('issue.fixedNextWeek'), detail: <Paragraphs lines={nextWeek} /> },
          ]}
        />
      </div>
      <div class='btns mt'>
        <a class='btn btn--s' href={place.weekHref}>
          <Icon reader={reader} name='eye' />
          {t('issue.preview')}
        </a>
        <a class='btn btn--s' href={nextWeekHref}>
          <Icon reader={reader} name='pen-line' />
          {t('issue.edit')}
        </a>
      </div>
    </section>
  )
}

function IssueForm(props: IssueProps) {
  const { reader, place, action } = props
  const { t } = reader
  return (
    <form class='card card__p' method='post' action={action} novalidate>
      <HiddenFields fields={aboutFields(props)} />
      <NumberAndDay {...props} />
      <Signing {...props} />
      <div class='field'>
        <Callout reader={reader} tone='info' icon='lock'>
          <p>{t('issue.once')}</p>
        </Callout>
      </div>
      <div class='btns mt'>
        <button class='btn btn--p' type='submit'>
          <Icon reader={reader} name='stamp' />
          {t('issue.confirm')}
        </button>
        <a class='btn' href={place.weekHref}>
          {t('common.back')}
        </a>
      </div>
    </form>
  )
}

function NumberAndDay({ reader, frozenOn, example, earlier, typed, errors }: IssueProps) {
  const { t, language, today } = reader
  return (
    <>
      <TextField
        reader={reader}
        name='number'
        label={t('issue.number')}
        hint={
          earlier.length
            ? t('issue.numberEarlier', { example, numbers: earlier.join(', ') })
            : t('issue.numberHint', { example })
        }
        error={errorIn(errors, 'number')}
        value={typed.number}
        attributes={{ maxlength: LONGEST_NUMBER, autocomplete: 'off' }}
      />
      <DateField
        reader={reader}
        name='issued_on'
        label={t('issue.day')}
        hint={t('issue.dayHint', { from: writeDay(language, frozenOn), to: writeDay(language, today) })}
        error={errorIn(errors, 'issued_on')}
        value={typed.issued_on}
      />
    </>
  )
}

/** Post before name, as on the paper; then who gets it. */
function Signing({ reader, typed, errors }: IssueProps) {
  const { t } = reader
  return (
    <>
      <TextArea
        reader={reader}
        name='signature'
        label={t('issue.signature')}
        hint={t('issue.signatureHint', { lines: signatureLimits.lines })}
        error={errorIn(errors, 'signature')}
        value={typed.signature}
        rows={2}
      />
      <TextField
        reader={reader}
        name='signatory'
        label={t('issue.signatory')}
        hint={t('issue.signatoryHint')}
        error={errorIn(errors, 'signatory')}
        value={typed.signatory}
        attributes={{ maxlength: LONGEST_NAME, autocomplete: 'off' }}
        optional
      />
      <TextArea
        reader={reader}
        name='recipients'
        label={t('issue.recipients')}
        hint={t('issue.recipientsHint', { lines: recipientLimits.lines })}
        error={errorIn(errors, 'recipients')}
        value={typed.recipients}
        rows={4}
      />
    </>
  )
}

/** Somebody else was quicker: what stands, and what was typed here and is not kept. */
function AlreadyIssued(props: IssueProps & { standing: { number: string; day: Day } }) {
  const { reader, place, typed, standing } = props
  const { t, language } = reader
  const rows = [
    ['issue.number', typed.number],
    ['issue.day', typed.issued_on],
    ['issue.signature', typed.signature],
    ['issue.signatory', typed.signatory],
    ['issue.recipients', typed.recipients],
  ] as const
  return (
    <>
      <Callout reader={reader} tone='risk' title={t('issue.over')}>
        <p>{t('issue.overText', { number: standing.number, day: writeDay(language, standing.day) })}</p>
      </Callout>
      <div class='card card__p cq'>
        <SummaryList
          items={rows
            .filter(([, value]) => value)
            .map(([key, value]) => ({ term: t(key), detail: <span class='pre'>{value}</span> }))}
        />
      </div>
      <p>
        <a class='btn btn--p' href={place.weekHref}>
          {t('issue.toWeek', { n: place.n })}
        </a>
      </p>
    </>
  )
}
