import type { FieldError } from '../../views/parts/form.tsx'
import type { Reader } from '../../views/reader.ts'
import type { TypedIssue } from '../../views/weekly/issue.tsx'
import type { Day } from '../domain/day.ts'
import {
  faultOfIssueDay,
  faultOfLines,
  LONGEST_NAME,
  LONGEST_NUMBER,
  linesOf,
  recipientLimits,
  signatureLimits,
} from '../domain/issue.ts'
import { bareNumber, type Letterhead, numberExample } from '../domain/letterhead.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import type { IssueOrder } from '../storage/summaries/issue.ts'
import { lineErrors } from './weekly-next-week.ts'

interface Bounds {
  letterhead: Letterhead
  frozenOn: Day
  today: Day
}

/** What the clerk typed as an order to issue, or what is to be mended first. */
export function readIssue(
  reader: Reader,
  typed: TypedIssue,
  bounds: Bounds,
): { order?: Omit<IssueOrder, 'nextWeek' | 'version'>; errors: FieldError[] } {
  const { t } = reader
  const { letterhead } = bounds
  const lines = linesOf(typed.signature).map(inOneLine)
  const recipients = linesOf(typed.recipients).map(plainRecipient).filter(Boolean)
  const name = inOneLine(typed.signatory)
  const day = readDay(typed.issued_on)
  const errors = [
    ...numberErrors(reader, typed.number, letterhead),
    ...dayErrors(reader, typed.issued_on, day, bounds),
    ...lineErrors(t, 'signature', faultOfLines(lines, signatureLimits)),
    ...(name.length > LONGEST_NAME
      ? [{ field: 'signatory', text: t('issue.problem.signatory_too_long', { n: LONGEST_NAME }) }]
      : []),
    ...lineErrors(t, 'recipients', faultOfLines(recipients, recipientLimits)),
  ]
  if (errors.length || !day) return { errors }
  const order = {
    number: bareNumber(letterhead, 'BC', inOneLine(typed.number)),
    issuedOn: day,
    signature: { lines, name: name || null },
    letterhead: { ...letterhead, signature: lines, recipients },
  }
  return { order, errors }
}

function numberErrors({ t }: Reader, typed: string, letterhead: Letterhead): FieldError[] {
  const field = 'number'
  const number = inOneLine(typed)
  if (number === '') return [{ field, text: t('issue.problem.number_missing') }]
  if (number.length > LONGEST_NUMBER) {
    return [{ field, text: t('issue.problem.number_too_long', { n: LONGEST_NUMBER }) }]
  }
  const example = numberExample(letterhead, 'BC')
  return /\d/.test(number) ? [] : [{ field, text: t('issue.problem.number_without_digit', { example }) }]
}

function dayErrors(
  { t, language }: Reader,
  typed: string,
  day: Day | undefined,
  { frozenOn, today }: Bounds,
): FieldError[] {
  const field = 'issued_on'
  if (!day) {
    const example = writeDay(language, today)
    return [
      {
        field,
        text: typed ? t('issue.problem.day_unreadable', { example }) : t('issue.problem.day_missing'),
      },
    ]
  }
  const fault = faultOfIssueDay(day, frozenOn, today)
  if (!fault) return []
  const limit = writeDay(language, fault === 'day_early' ? frozenOn : today)
  return [{ field, text: t(`issue.problem.${fault}`, { day: limit }) }]
}

const inOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()

/** As the list prints it: dashes before and signs after are not typed along. */
const plainRecipient = (line: string) =>
  inOneLine(line)
    .replace(/^[-–+•]\s*/, '')
    .replace(/\s*[;.]$/, '')
