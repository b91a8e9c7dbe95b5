import { nextWeekLimits } from '../../src/domain/issue.ts'
import { writeAmount } from '../../src/i18n/numbers.ts'
import { ErrorSummary, errorIn, type FieldError, More } from '../parts/form.tsx'
import { HiddenFields, TextArea } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'

/** What every page about the issue of a week knows of it. */
export interface WeekPlace {
  /** The week's number. */
  n: number
  listHref: string
  weekHref: string
}

export interface NextWeekProps {
  reader: Reader
  place: WeekPlace
  action: string
  /** What the form is about: which version of the week, and which state of it. */
  issue: number
  version: number
  /** One paragraph a line, as typed or as it stands. */
  text: string
  isOwn: boolean
  suggestion: string[]
  errors: FieldError[]
  /** What somebody else made of it meanwhile. */
  conflict: { lines: string[]; isIssued: boolean } | null
}

/** Tells a form that was overtaken: by a change, or by another version of the week. */
export const aboutFields = ({ issue, version }: { issue: number; version: number }) => [
  { name: 'issue', value: String(issue) },
  { name: 'version', value: String(version) },
]

/** Section VII, open to editing between the freeze and the issue. */
export function NextWeekPage(props: NextWeekProps): Html {
  const { reader, place, errors, conflict } = props
  const { t } = reader
  return (
    <div class='narrow'>
      <ErrorSummary reader={reader} errors={errors} />
      <WeekCrumbs reader={reader} place={place} here={t('issue.nextWeek')} />
      <PageHead
        eyebrow={t('weekly.pageTitle', { n: place.n })}
        title={t('issue.nextWeek')}
        lead={conflict?.isIssued ? undefined : t('issue.nextWeekLead')}
      />
      <div class='flow'>
        {conflict && <Conflict reader={reader} conflict={conflict} />}
        {conflict?.isIssued ? <Typed {...props} /> : <NextWeekForm {...props} />}
      </div>
    </div>
  )
}

export function WeekCrumbs({ reader, place, here }: { reader: Reader; place: WeekPlace; here: string }) {
  const { t } = reader
  return (
    <Crumbs
      reader={reader}
      items={[
        { href: place.listHref, label: t('weekly.title') },
        { href: place.weekHref, label: t('weekly.weekOf', { n: place.n }) },
      ]}
      here={here}
    />
  )
}

function Conflict({
  reader,
  conflict,
}: {
  reader: Reader
  conflict: NonNullable<NextWeekProps['conflict']>
}) {
  const { t } = reader
  const { lines, isIssued } = conflict
  return (
    <Callout
      reader={reader}
      tone='risk'
      title={t(isIssued ? 'issue.nextWeekOver' : 'issue.nextWeekConflict')}
    >
      <p>{t(isIssued ? 'issue.nextWeekOverText' : 'issue.nextWeekConflictText')}</p>
      {!isIssued && <Paragraphs lines={lines} />}
    </Callout>
  )
}

/** Lines as they will stand in the document, in the office's own language. */
export function Paragraphs({ lines }: { lines: readonly string[] }) {
  return (
    <>
      {lines.map((line) => (
        <p class='pre' lang='vi'>
          {line}
        </p>
      ))}
    </>
  )
}

function Typed({ reader, place, text }: NextWeekProps) {
  const { t } = reader
  return (
    <section class='card card__p' aria-labelledby='h-typed'>
      <h2 id='h-typed'>{t('issue.typed')}</h2>
      <p class='pre'>{text}</p>
      <p class='mt'>
        <a class='btn' href={place.weekHref}>
          {t('issue.toWeek', { n: place.n })}
        </a>
      </p>
    </section>
  )
}

function NextWeekForm(props: NextWeekProps) {
  const { reader, place, action, text, isOwn, suggestion, errors } = props
  const { t, language } = reader
  return (
    <>
      <form class='card card__p' method='post' action={action} novalidate>
        <HiddenFields fields={aboutFields(props)} />
        <TextArea
          reader={reader}
          name='next_week'
          label={t('issue.nextWeekLabel')}
          hint={t('issue.nextWeekHint', {
            lines: nextWeekLimits.lines,
            characters: writeAmount(language, nextWeekLimits.characters, 0),
          })}
          error={errorIn(errors, 'next_week')}
          value={text}
          rows={12}
        />
        <p class='hint mt-s'>{t(isOwn ? 'issue.nextWeekIsOwn' : 'issue.nextWeekIsSuggestion')}</p>
        <div class='btns mt'>
          <button class='btn btn--p' type='submit' name='do' value='save'>
            {t('common.save')}
          </button>
          <button class='btn' type='submit' name='do' value='suggest'>
            {t('issue.nextWeekSuggest')}
          </button>
          <a class='btn btn--q' href={place.weekHref}>
            {t('common.back')}
          </a>
        </div>
      </form>
      {isOwn && (
        <More reader={reader} summary={t('issue.suggestion')}>
          <Paragraphs lines={suggestion} />
        </More>
      )}
    </>
  )
}
