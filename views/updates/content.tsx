import type { Child } from 'hono/jsx'
import { dayOf } from '../../src/domain/day.ts'
import { writeDay, writeDayRange, writeInstant } from '../../src/i18n/days.ts'
import { writeBytes, writePercentSpan } from '../../src/i18n/numbers.ts'
import { Badge } from '../parts/badge.tsx'
import { assessmentBadge } from '../parts/status.ts'
import type { Reader } from '../reader.ts'
import { toldWords } from './behalf.tsx'
import type { Judged, ReportContent, Review, TargetBrief } from './report.ts'
import { StepsDone } from './steps.tsx'
import { changeWords, contentFigure, writePlan } from './words.ts'

export type Row = { term: string; detail: Child }

/** The figure of a report and how it stands. */
export function figureRows(
  reader: Reader,
  target: TargetBrief,
  content: ReportContent,
  judged: Judged,
): Row[] {
  const { t, language } = reader
  const { percent, met } = judged
  const share = percent && writePercentSpan(language, percent, { met: met === 'met' })
  const plan = writePlan(reader, target)
  return rows([
    [t('update.actual'), contentFigure(reader, target, content)],
    [
      t('update.covers'),
      content.periodFrom && content.value && writeDayRange(language, content.periodFrom, content.asOf),
    ],
    [t(target.kind === 'number' ? 'update.asOf' : 'update.asOfPlain'), writeDay(language, content.asOf)],
    [t('update.againstPlan'), share && plan ? t('update.reachedOf', { percent: share, plan }) : share],
    [t('update.againstLast'), changeWords(reader, target, judged.change)],
  ])
}

/** What the unit declares. */
export function statusRows(reader: Reader, content: ReportContent): Row[] {
  const { t, language } = reader
  const { declared, assessment, completedOn } = content
  return rows([
    [t('update.progress'), t(`declared.${declared}`)],
    [t('update.steps'), content.stepsDone && <StepsDone reader={reader} {...content} />],
    [t('update.completedOn'), completedOn && writeDay(language, completedOn)],
    [t('update.unitAssessment'), assessment && <Badge reader={reader} mark={assessmentBadge(assessment)} />],
  ])
}

/** What the unit writes. */
export function textRows(reader: Reader, content: ReportContent): Row[] {
  const { t } = reader
  return rows([
    [t('update.results'), text(content.results)],
    [t('update.difficulties'), text(content.difficulties)],
    [t('update.cause'), content.cause && t(`cause.${content.cause}`)],
    [t('update.nextSteps'), text(content.nextSteps)],
    [t('update.proposal'), text(content.proposal)],
    [t('update.correctionReason'), text(content.correctionReason)],
    [t('update.warnings'), warnedOf(reader, content)],
    [t('update.answer'), text(content.warningAnswer)],
    [t('behalf.source'), toldWords(reader, content.source)],
    [t('behalf.paperDay'), paperDay(reader, content)],
  ])
}

/** What looked wrong as it was entered; what was not there is not said. */
function warnedOf({ t }: Reader, { warnings }: ReportContent) {
  return (
    warnings.length > 0 && (
      <ul>
        {warnings.map((warning) => (
          <li>{t(`update.warned.${warning}`)}</li>
        ))}
      </ul>
    )
  )
}

/** The day that stands on the paper: evidence beside the moment of receipt. */
function paperDay({ language, zone }: Reader, { source, capturedAt }: ReportContent): string {
  return source !== '' && capturedAt !== null ? writeDay(language, dayOf(capturedAt, zone)) : ''
}

/** The files, each to be opened. */
export function evidenceRow(reader: Reader, updateId: string, content: ReportContent): Row {
  const term = reader.t('update.evidence')
  if (!content.evidence.length) return { term, detail: reader.t('update.noFiles') }
  return {
    term,
    detail: (
      <ul>
        {content.evidence.map((file) => (
          <li>
            <a href={reader.at(`/evidence/${updateId}/${file.position}`)}>{file.name}</a>{' '}
            <span class='sub'>{writeBytes(reader.language, file.size)}</span>
          </li>
        ))}
      </ul>
    ),
  }
}

/** A reviewer's words, who wrote them and when, and by when they want an answer. */
export function ReviewWords({ reader, review }: { reader: Reader; review: Review }) {
  const { t, language, zone } = reader
  return (
    <>
      <p class='call__t'>
        {t('work.saidBy', { by: review.by, at: writeInstant(language, review.at, zone) })}
      </p>
      {review.comment && <p class='pre'>{review.comment}</p>}
      {review.dueOn && <p>{t('work.answerBy', { day: writeDay(language, review.dueOn) })}</p>}
    </>
  )
}

function text(written: string) {
  return written && <span class='pre'>{written}</span>
}

/** Only what says something. */
function rows(all: [term: string, detail: Row['detail']][]): Row[] {
  return all.filter(([, detail]) => detail).map(([term, detail]) => ({ term, detail }))
}
