import { duePeriodFrom } from '../domain/amendment.ts'
import { type Day, maxDay } from '../domain/day.ts'
import type { DuePeriod } from '../domain/promise.ts'
import { readDay, writeDay } from '../i18n/days.ts'
import type { FoundCommitment } from '../storage/commitments.ts'
import type { Here } from './amendment-place.ts'
import type { Note } from './commitment-terms.ts'
import type { Form } from './forms.ts'
import type { Visit } from './visit.ts'

/** An annex counts from a day on which what it changes is in force. */
export function readEffect(c: Visit, row: FoundCommitment['row'], form: Form, note: Note): Day | undefined {
  const { t, language } = c.var.reader
  const typed = form.text('effective_from')
  const day = readDay(typed)
  const write = (one: Day) => ({ day: writeDay(language, one) })
  if (!day) note('effective_from', t(typed === '' ? 'amendment.problem.missing' : 'amendment.problem.day'))
  else if (day < row.effectiveFrom)
    note('effective_from', t('amendment.problem.early', write(row.effectiveFrom)))
  else if (day > row.effectiveTo) note('effective_from', t('amendment.problem.late', write(row.effectiveTo)))
  return day
}

/** What may be typed as a deadline: nothing is promised for a day that is over. */
export const duePeriod = (
  { today }: Visit['var'],
  { found: { campaign }, annex }: Here,
  kept: Day | null,
): DuePeriod => ({ ...duePeriodFrom(maxDay(today, annex.effectiveFrom), campaign), kept })
