import type { Day, Instant } from '../../src/domain/day.ts'
import { reasonLimits } from '../../src/domain/issue.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { writeAmount } from '../../src/i18n/numbers.ts'
import { ErrorSummary, errorIn, type FieldError } from '../parts/form.tsx'
import { HiddenFields, TextArea } from '../parts/inputs.tsx'
import { Callout } from '../parts/notes.tsx'
import type { Html, Reader } from '../reader.ts'
import { aboutFields, WeekCrumbs, type WeekPlace } from './next-week.tsx'

export interface ReissueProps {
  reader: Reader
  place: WeekPlace
  action: string
  /** The version of the week that stands and would be annulled. */
  issue: number
  version: number
  frozenAt: Instant
  /** Under which number and day it went out; null while it is only frozen. */
  paper: { number: string; day: Day } | null
  /** As of when the figures would be told again; or the later week that keeps them as they are. */
  figures: { until: Instant } | { keptFor: number }
  reason: string
  errors: FieldError[]
  isConflict: boolean
}

/** The question before a week is annulled and frozen again: what happens to the old paper, and to its figures. */
export function ReissuePage(props: ReissueProps): Html {
  const { reader, place, action, issue, reason, errors, isConflict } = props
  const { t, language } = reader
  return (
    <div class='narrow'>
      <ErrorSummary reader={reader} errors={errors} />
      <WeekCrumbs reader={reader} place={place} here={t('issue.again')} />
      {isConflict && (
        <div class='mb'>
          <Callout reader={reader} tone='risk' title={t('issue.reissueConflict')}>
            <p>{t('issue.reissueConflictText')}</p>
          </Callout>
        </div>
      )}
      <form class='card card__p' method='post' action={action} novalidate>
        <HiddenFields fields={aboutFields(props)} />
        <h1>{t('issue.reissue', { issue, n: place.n })}</h1>
        <div class='flow mt'>
          {consequences(props).map((line) => (
            <p>{line}</p>
          ))}
          <TextArea
            reader={reader}
            name='reason'
            label={t('issue.reason')}
            hint={t('issue.reasonHint', {
              least: reasonLimits.least,
              most: writeAmount(language, reasonLimits.most, 0),
            })}
            error={errorIn(errors, 'reason')}
            value={reason}
            attributes={{ maxlength: reasonLimits.most }}
          />
        </div>
        <div class='btns mt'>
          <button class='btn btn--d' type='submit'>
            {t('issue.reissueConfirm')}
          </button>
          {/* 'Hủy' would say the very deed. */}
          <a class='btn' href={place.weekHref}>
            {t('common.back')}
          </a>
        </div>
      </form>
    </div>
  )
}

function consequences({ reader, issue, frozenAt, paper, figures }: ReissueProps): string[] {
  const { t, language, zone } = reader
  const next = issue + 1
  return [
    paper
      ? t('issue.reissueIssued', { number: paper.number, day: writeDay(language, paper.day) })
      : t('issue.reissueFrozen', { at: writeInstant(language, frozenAt, zone) }),
    'until' in figures
      ? t('issue.reissueTold', { issue: next, at: writeInstant(language, figures.until, zone) })
      : t('issue.reissueKept', { issue: next, later: figures.keptFor }),
    t('issue.reissueNumber'),
  ]
}
