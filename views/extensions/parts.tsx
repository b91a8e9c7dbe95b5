import type { Day } from '../../src/domain/day.ts'
import type { Extendable } from '../../src/domain/extension.ts'
import { writeDay } from '../../src/i18n/days.ts'
import type { Reader } from '../reader.ts'
import { askingWords, lateBeforeWords, originalWords, slipWords } from './words.ts'

/** 'Thời hạn: 30/9/2022 → 30/11/2022', the old one struck out; in words for those who do not see it. */
export function DateChange(props: { reader: Reader; from: Day | null; to: Day }) {
  const { t, language } = props.reader
  return (
    <>
      {t('extension.change')}: <span class='sr'>{t('extension.from')} </span>
      <del>{props.from ? writeDay(language, props.from) : t('clock.no_deadline')}</del>{' '}
      <span aria-hidden='true'>→</span> <span class='sr'>{t('extension.to')} </span>
      <ins>{writeDay(language, props.to)}</ins>
    </>
  )
}

interface DeadlineProps {
  reader: Reader
  target: Extendable & { dueOn: Day }
  /** Until when a request that waits asks for more time. */
  askedUntil: Day | null
  /** Days already overdue when extensions were granted. */
  daysLateBefore?: number
}

/** In a table: the deadline in force, and below it how it stands to the one that was signed, and what is asked for. */
export function Deadline({ reader, target, askedUntil, daysLateBefore = 0 }: DeadlineProps) {
  const notes = [
    originalWords(reader, target),
    slipWords(reader, target),
    lateBeforeWords(reader, daysLateBefore),
    askingWords(reader, askedUntil),
  ].filter(Boolean)
  return (
    <>
      {writeDay(reader.language, target.dueOn)}
      {notes.map((note) => (
        <>
          <br />
          <span class='sub'>{note}</span>
        </>
      ))}
    </>
  )
}
