import type { CommitmentState } from '../../src/domain/commitment.ts'
import type { Day, Instant } from '../../src/domain/day.ts'
import { type ClosingFault, type EvaluationResult, evaluationResults } from '../../src/domain/year-end.ts'
import { writeDay, writeInstant } from '../../src/i18n/days.ts'
import { Badge } from '../parts/badge.tsx'
import { SegmentedRadios } from '../parts/choices.tsx'
import { ErrorSummary, errorIn, type FieldError, PrintButton } from '../parts/form.tsx'
import { TextArea } from '../parts/inputs.tsx'
import { Callout, EmptyState } from '../parts/notes.tsx'
import { Crumbs, PageHead, Section } from '../parts/page.tsx'
import type { Reader } from '../reader.ts'
import { resultLooks } from './words.ts'

export interface YearEndLine {
  code: string
  title: string
  href: string
  /** The figures in words; '' where there are none. */
  figures: string
  result: EvaluationResult
  effect: string
  version: string
  /** What stands; null until somebody evaluated it. */
  saved: { result: EvaluationResult; effect: string; at: Instant } | null
  /** Somebody else changed it while this was typed. */
  isChanged: boolean
  /** The target that goes on from it, or the draft of an annex that adds it; ready-made. */
  carriedTo: { text: string; href: string } | null
}

export interface Unit {
  reader: Reader
  unit: string
  commitment: { code: string; href: string; state: CommitmentState }
  campaign: { name: string; href: string }
  endsOn: Day | null
  lines: YearEndLine[]
  /** Null for those who only read. */
  saveAction: string | null
  carryHref: string | null
  nextCampaignHref: string | null
  closing: {
    action: string
    version: number
    outcome: 'completed' | 'closed_unmet'
    fault: ClosingFault | null
    note: string
  } | null
  errors: FieldError[]
  isConflict: boolean
}

/** One commitment at the end of its year: every target with its evaluation, then what comes next. */
export function YearEndUnitPage(props: Unit) {
  const { reader, commitment, campaign, lines, errors } = props
  const { t, language } = reader
  return (
    <>
      <ErrorSummary reader={reader} errors={errors} />
      {props.isConflict && (
        <Callout reader={reader} tone='back' title={t('yearEnd.conflictTitle')}>
          <p>{t('yearEnd.conflictText')}</p>
        </Callout>
      )}
      <Crumbs
        reader={reader}
        items={[{ href: campaign.href, label: t('yearEnd.title') }]}
        here={commitment.code}
      />
      <PageHead
        eyebrow={campaign.name}
        title={t('yearEnd.of', { name: props.unit })}
        lead={
          <>
            <a href={commitment.href}>{commitment.code}</a>
            {' · '}
            {t(`commitment.state.${commitment.state}`)}
          </>
        }
        actions={<PrintButton reader={reader} />}
      />
      <div class='flow-l'>
        {props.endsOn && (
          <Callout reader={reader} tone='info'>
            <p>{t('yearEnd.notEnded', { day: writeDay(language, props.endsOn) })}</p>
          </Callout>
        )}
        {lines.length === 0 ? (
          <EmptyState reader={reader} icon='list-checks' title={t('yearEnd.noTargets')} />
        ) : (
          <Lines {...props} />
        )}
        {(props.carryHref || props.closing) && <Next {...props} />}
      </div>
    </>
  )
}

function Lines(props: Unit) {
  const { reader, lines, saveAction } = props
  const list = (
    <ol class='card'>
      {lines.map((line) => (
        <li class='card__p'>
          <Line reader={reader} line={line} errors={props.errors} isForm={saveAction !== null} />
        </li>
      ))}
    </ol>
  )
  if (!saveAction) return list
  return (
    <form method='post' action={saveAction} novalidate>
      {list}
      <div class='btns mt no-print'>
        <button class='btn btn--p' type='submit'>
          {reader.t('yearEnd.save')}
        </button>
      </div>
    </form>
  )
}

interface LineProps {
  reader: Reader
  line: YearEndLine
  errors: readonly FieldError[]
  isForm: boolean
}

function Line({ reader, line, errors, isForm }: LineProps) {
  const { t, zone, language } = reader
  const { code, saved } = line
  const effectName = `effect_${code}`
  return (
    <div class='flow'>
      <p>
        <a href={line.href}>
          <b>{line.title}</b>
        </a>
      </p>
      <p class='sub'>
        {code}
        {saved && line.figures && ` · ${line.figures}`}
        {' · '}
        {saved
          ? t('yearEnd.evaluatedOn', { at: writeInstant(language, saved.at, zone) })
          : t('yearEnd.unsaved')}
        {line.carriedTo && (
          <>
            {' · '}
            <a href={line.carriedTo.href}>{line.carriedTo.text}</a>
          </>
        )}
      </p>
      {line.isChanged && saved && (
        <Callout reader={reader} tone='back'>
          <p>{t('yearEnd.stands', { result: t(`yearEnd.result.${saved.result}`), effect: saved.effect })}</p>
        </Callout>
      )}
      {isForm ? (
        <>
          <input type='hidden' name={`version_${code}`} value={line.version} />
          <SegmentedRadios
            reader={reader}
            name={`result_${code}`}
            label={t('yearEnd.resultLabel')}
            value={line.result}
            options={evaluationResults.map((value) => ({
              value,
              label: t(`yearEnd.result.${value}`),
              ...resultLooks[value],
            }))}
          />
          <TextArea
            reader={reader}
            name={effectName}
            label={t('yearEnd.effect')}
            value={line.effect}
            error={errorIn(errors, effectName)}
            rows={2}
          />
        </>
      ) : (
        <>
          <p>
            <Badge reader={reader} {...resultLooks[line.result]}>
              {t(`yearEnd.result.${line.result}`)}
            </Badge>
          </p>
          <p>{line.effect}</p>
        </>
      )}
    </div>
  )
}

function Next(props: Unit) {
  const { reader, carryHref, closing } = props
  const { t } = reader
  return (
    <Section id='h-next' title={t('yearEnd.next')} card>
      {carryHref && (
        <p class='no-print'>
          <a class='btn' href={carryHref}>
            {t('yearEnd.carry')}
          </a>
        </p>
      )}
      {closing && <Close {...props} closing={closing} />}
    </Section>
  )
}

function Close({ reader, closing, endsOn, errors }: Unit & { closing: NonNullable<Unit['closing']> }) {
  const { t, language } = reader
  const { fault, outcome } = closing
  if (fault) {
    const words =
      fault === 'not_ended'
        ? t('yearEnd.closing.not_ended', { day: endsOn ? writeDay(language, endsOn) : '' })
        : t(`yearEnd.closing.${fault}`)
    return <p class='mt'>{words}.</p>
  }
  return (
    <form class='mt no-print' method='post' action={closing.action}>
      <input type='hidden' name='version' value={closing.version} />
      <input type='hidden' name='outcome' value={outcome} />
      <p>{t(outcome === 'completed' ? 'yearEnd.closeCompleted' : 'yearEnd.closeUnmet')}</p>
      <p class='hint mb'>{t('yearEnd.closeNote')}</p>
      <TextArea
        reader={reader}
        name='note'
        label={t('yearEnd.closeNoteLabel')}
        value={closing.note}
        error={errorIn(errors, 'note')}
        optional
        rows={2}
      />
      <div class='btns mt'>
        <button class='btn btn--p' type='submit'>
          {t('yearEnd.close')}
        </button>
      </div>
    </form>
  )
}
