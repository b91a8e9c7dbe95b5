import type { Instant } from '../../src/domain/day.ts'
import { mailFailureOf } from '../../src/domain/mail-failure.ts'
import type { Moment } from '../../src/domain/weekly-recipient.ts'
import { writeInstant } from '../../src/i18n/days.ts'
import { Badge } from '../parts/badge.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { Pager, Section } from '../parts/page.tsx'
import { Cell, Row, RowHead, StackTable } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

interface ListedLetter {
  id: string
  address: string
  week: string
  moment: Moment
  number: string | null
  state: 'waiting' | 'sent' | 'failed'
  attempts: number
  createdAt: Instant
  sentAt: Instant | null
  dueAt: Instant
  failure: string | null
  mayResend: boolean
}

export interface ListedLetters {
  rows: ListedLetter[]
  next: string | null
  first: string | null
  /** Where a letter is sent to go out once more. */
  action: string
}

interface LetterListProps {
  reader: Reader
  counts: { sent: number; waiting: number; failed: number }
  /** Null where only the counts are for this person. */
  letters: ListedLetters | null
}

/** The letters that went out with summaries, and those that did not. */
export function LetterList({ reader, counts, letters }: LetterListProps) {
  const { t } = reader
  const isEmpty = counts.sent + counts.waiting + counts.failed === 0
  const words = t('schedule.counts', counts)
  return (
    <Section id='h-letters' title={t('schedule.letters')} aside={letters && !isEmpty ? words : undefined}>
      {isEmpty && <p class='muted'>{t('schedule.lettersNone')}</p>}
      {!isEmpty && letters === null && <p>{words}</p>}
      {!isEmpty && letters && <Letters reader={reader} letters={letters} />}
    </Section>
  )
}

function Letters({ reader, letters }: { reader: Reader; letters: ListedLetters }) {
  const { t, language, zone } = reader
  return (
    <>
      <div class='card'>
        <StackTable
          caption={t('schedule.letters')}
          columns={[
            { label: t('schedule.to') },
            { label: t('schedule.written') },
            { label: t('schedule.state') },
          ]}
        >
          {letters.rows.map((letter) => (
            <Row>
              <RowHead>
                {letter.address}
                <div class='sub'>{subjectOf(reader, letter)}</div>
              </RowHead>
              <Cell label={t('schedule.written')}>{writeInstant(language, letter.createdAt, zone)}</Cell>
              <Cell label={t('schedule.state')} wide>
                <State reader={reader} letter={letter} action={letters.action} />
              </Cell>
            </Row>
          ))}
        </StackTable>
      </div>
      <Pager reader={reader} next={letters.next} first={letters.first} />
    </>
  )
}

function subjectOf({ t }: Reader, { week, moment, number }: ListedLetter): string {
  const fill = { n: Number(week.slice(6)), year: week.slice(0, 4) }
  return moment === 'issued'
    ? t('schedule.whatPaper', { ...fill, number: number ?? '' })
    : t('schedule.whatFigures', fill)
}

const marks = {
  sent: { tone: 'done', icon: 'circle-check-big', word: 'schedule.sent' },
  waiting: { tone: 'wait', icon: 'hourglass', word: 'schedule.waiting' },
  failed: { tone: 'late', icon: 'octagon-alert', word: 'schedule.notSent' },
} as const

function State({ reader, letter, action }: { reader: Reader; letter: ListedLetter; action: string }) {
  const { t } = reader
  const { tone, icon, word } = marks[letter.state]
  return (
    <>
      <Badge reader={reader} tone={tone} icon={icon} soft>
        {t(word)}
      </Badge>
      {notesOf(reader, letter).map((note) => (
        <p class='sub'>{note}</p>
      ))}
      {letter.mayResend && (
        <form method='post' action={action} class='btns'>
          <HiddenFields fields={[{ name: 'id', value: letter.id }]} />
          <button class='btn btn--s' type='submit'>
            {t('schedule.resend')}{' '}
            <span class='sr'>{t('schedule.resendTo', { address: letter.address })}</span>
          </button>
        </form>
      )}
    </>
  )
}

/** When it went, or what stopped it and when it is tried again. */
function notesOf(reader: Reader, { state, sentAt, attempts, dueAt, failure }: ListedLetter): string[] {
  const { t, language, zone, now } = reader
  const at = (instant: Instant) => writeInstant(language, instant, zone)
  if (state === 'sent') return sentAt === null ? [] : [t('schedule.sentAt', { at: at(sentAt) })]
  const reason = failure === null ? [] : [reasonOf(reader, failure)]
  if (state === 'failed' || attempts === 0) return reason
  const next =
    dueAt > now
      ? t('schedule.tried', { n: attempts, at: at(dueAt) })
      : t('schedule.triedSoon', { n: attempts })
  return [...reason, next]
}

/** What the house noted in the reader's words; what a mail server said stands as it was said. */
function reasonOf({ t }: Reader, failure: string): string {
  const known = mailFailureOf(failure)
  return known ? t(`schedule.failure.${known}`) : failure
}
