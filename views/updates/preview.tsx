import type { Range } from '../../src/domain/actual.ts'
import type { Finding } from '../../src/domain/checks.ts'
import type { Day } from '../../src/domain/day.ts'
import type { RangeKind, Span } from '../../src/domain/target.ts'
import { rangeKinds } from '../../src/domain/update.ts'
import { writeDay } from '../../src/i18n/days.ts'
import { writeMeasured } from '../../src/i18n/numbers.ts'
import type { TypedValue } from '../../src/i18n/typing.ts'
import type { Convention } from '../../src/i18n/typing-number.ts'
import { WithIcon } from '../parts/badge.tsx'
import { ChoiceList, SegmentedRadios } from '../parts/choices.tsx'
import type { Reader } from '../reader.ts'
import { problemWords } from './problems.ts'
import type { Judged, TargetBrief } from './report.ts'
import { findingWords } from './warnings.tsx'
import { capital, judgedTone, shareWords, sinceLastWords, writeFigure } from './words.ts'

/** One thing that an ambiguous number can mean. */
export interface Reading {
  convention: Convention
  span: Span
  percent: Range | null
}

/** The question that goes with an ambiguous or unusual number, also once it has been answered. */
export interface ValueQuestion {
  /** The text it is about; posted as `choice_for`, so that an answer never serves another number. */
  text: string
  /** Two readings of an ambiguous number, the one of an unusual number. */
  readings: Reading[]
  likelier: Convention | null
  chosen: Convention | null
}

export interface PreviewProps {
  reader: Reader
  target: TargetBrief
  /** As it was read with the person's choice, if there is one. */
  typed: TypedValue
  question: ValueQuestion | null
  /** Of `typed` where it is a value. */
  judged: Judged | null
  /** The days that the amount of a flow covers. */
  period: { from: Day; to: Day } | null
  warnings: Finding[]
  /** Asked about elsewhere on the form: a figure in doubt is not marked as well done. */
  isDoubted?: boolean
  /** What kind of range it is, as answered or as last time; shown where a range was typed. */
  rangeKind: RangeKind
}

/** What the server makes of the typed number; the answer of /targets/:code/update/preview, put into #value-out. */
export function UpdatePreview(props: PreviewProps) {
  const { reader, question } = props
  return (
    <>
      {question && <Question {...props} question={question} />}
      <Outcome {...props} />
      <RangeQuestion {...props} />
      {props.warnings.map((finding) => (
        <output class='out' for='value' data-s='risk'>
          <WithIcon reader={reader} icon='triangle-alert'>
            {findingWords(reader, finding)}
          </WithIcon>
        </output>
      ))}
    </>
  )
}

/** A spread between sources is another thing than one uncertain figure: it may never be summed. */
function RangeQuestion({ reader, typed, rangeKind }: PreviewProps) {
  const isRange = typed.kind === 'value' && typed.span.low !== typed.span.high
  if (!isRange || typed.span.low === null || typed.span.high === null) return null
  return (
    <SegmentedRadios
      reader={reader}
      name='range_kind'
      label={reader.t('update.rangeKind')}
      value={rangeKind}
      options={rangeKinds.map((value) => ({ value, label: reader.t(`update.rangeKind.${value}`) }))}
    />
  )
}

/** Which of the readings was meant, with what each would be against the plan. */
function Question({ reader, target, question }: PreviewProps & { question: ValueQuestion }) {
  const { text, likelier, chosen } = question
  const readings = [...question.readings].sort((a, b) => rankOf(a, likelier) - rankOf(b, likelier))
  const label = readings.length > 1 ? reader.t('update.question', { text }) : reader.t('update.questionOne')
  return (
    <>
      <input type='hidden' name='choice_for' value={text} />
      <ChoiceList
        reader={reader}
        type='radio'
        name='value_choice'
        label={label}
        value={chosen}
        options={readings.map(({ convention, span, percent }) => {
          const notes = [
            shareWords(reader, { percent }),
            convention === likelier && reader.t('update.likelier'),
          ].filter(Boolean)
          return {
            value: convention,
            label: <b>{writeMeasured(reader.language, span, target.decimals, target.measure)}</b>,
            note: notes.length > 0 && capital(notes.join(', ')),
          }
        })}
      />
    </>
  )
}

/** The likelier reading comes first. */
function rankOf({ convention }: Reading, likelier: Convention | null): number {
  return convention === likelier ? 0 : 1
}

function Outcome({ reader, target, typed, judged, period, warnings, isDoubted }: PreviewProps) {
  if (typed.kind === 'refused') {
    return (
      <output class='out' for='value' data-s='late'>
        <WithIcon reader={reader} icon='octagon-alert'>
          {problemWords(reader.t, { field: 'value', reason: typed.reason, hint: typed.hint })}
        </WithIcon>
      </output>
    )
  }
  if (typed.kind !== 'value') return null
  const share = judged && shareWords(reader, judged)
  const change = judged && sinceLastWords(reader, target, judged.change)
  return (
    <output
      class='out'
      for='value'
      data-s={judged && !isDoubted && warnings.length === 0 ? judgedTone(judged) : 'info'}
    >
      <WithIcon reader={reader} icon='check'>
        <b>{writeFigure(reader, target, { value: typed.span, qualifier: typed.qualifier })}</b>
      </WithIcon>
      {share && <span>{share}</span>}
      {change && <span>{change}</span>}
      {period && (
        <span>
          {reader.t('update.period', {
            from: writeDay(reader.language, period.from),
            to: writeDay(reader.language, period.to),
          })}
        </span>
      )}
    </output>
  )
}
