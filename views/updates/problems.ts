import type { Translate } from '../../src/i18n/translate.ts'
import type { TypedValue } from '../../src/i18n/typing.ts'

/** The names of the form's fields, as they are posted. */
export type UpdateField =
  | 'value'
  | 'value_choice'
  | 'range_kind'
  | 'null_reason'
  | 'as_of'
  | 'progress'
  | 'completed_on'
  | 'assessment'
  | 'results'
  | 'difficulties'
  | 'cause'
  | 'next_steps'
  | 'proposal'
  | 'correction_reason'
  | 'evidence'
  | 'warning_answer'
  | 'source'
  | 'source_note'
  | 'captured_at'
  | 'step'

export type ProblemReason =
  | Extract<TypedValue, { kind: 'refused' }>['reason']
  | 'ambiguous'
  | 'unusual'
  | 'value_missing'
  | 'value_and_reason'
  | 'day_unreadable'
  | 'day_future'
  | 'day_before_start'
  | 'day_in_period'
  | 'progress_missing'
  | 'completed_after'
  | 'correction_missing'
  | 'too_long'
  | 'file_too_large'
  | 'file_kind'
  | 'file_empty'
  | 'too_many_files'
  | 'not_an_option'
  | 'sent_badly'
  | 'warning_unanswered'
  | 'source_missing'
  | 'day_taken'
  | 'same_today'

/** Why a field was refused. `hint` is the word, number, day or file name that the sentence needs. */
export interface UpdateProblem {
  field: UpdateField
  reason: ProblemReason
  hint?: string
}

export function problemWords(t: Translate, problem: UpdateProblem): string {
  return t(`update.problem.${problem.reason}`, { hint: problem.hint ?? '' })
}

/** The words of the first problem of a field. */
export function problemIn(
  t: Translate,
  problems: readonly UpdateProblem[],
  field: UpdateField,
): string | undefined {
  const problem = problems.find((one) => one.field === field)
  return problem && problemWords(t, problem)
}
