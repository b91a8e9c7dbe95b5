import type { PromiseReason, TargetField } from '../../src/domain/promise.ts'
import type { Translate } from '../../src/i18n/translate.ts'
import type { TypedValue } from '../../src/i18n/typing.ts'

export const amountFields = ['plan', 'plan_low', 'plan_high', 'baseline'] as const
export type AmountField = (typeof amountFields)[number]

/** The names of the controls, as they are posted. */
export type TargetControl =
  | TargetField
  | 'shares'
  | 'reference_source'
  | 'coordinator'
  | `${AmountField}_choice`

export type TargetReason =
  | PromiseReason
  | Extract<TypedValue, { kind: 'refused' }>['reason']
  | 'ambiguous'
  | 'not_single'
  | 'decimals_lower'
  | 'not_a_count'
  | 'not_an_option'
  | 'too_long'
  | 'too_many'
  | 'day_unreadable'
  | 'line_unreadable'
  | 'line_ambiguous'
  | 'line_twice'
  | 'source_missing'
  | 'shares_count'
  | 'shares_word'
  | 'shares_sum'
  | 'unit_unknown'
  | 'parent_unknown'

/** Why a control was refused; `fill` is the number, word or code that the sentence needs. */
export interface TargetProblem {
  field: TargetControl
  reason: TargetReason
  fill?: string
}

/** A typed number with two readings, and the answer if there is one already. */
export interface AmountQuestion {
  field: AmountField
  text: string
  readings: { convention: 'thousands' | 'decimal'; words: string }[]
  chosen: string | null
}

export function problemWords(t: Translate, { reason, fill = '' }: TargetProblem): string {
  return t(`targetForm.problem.${reason}`, { fill })
}

/** The words of the first problem of a control. */
export function problemOf(t: Translate, problems: readonly TargetProblem[], field: TargetControl) {
  const problem = problems.find((one) => one.field === field)
  return problem && problemWords(t, problem)
}
