import type { FieldError } from '../../views/parts/form.tsx'
import { type HeadFault, LONGEST_HEAD_LINE, type TypedLetterhead } from '../domain/letterhead-lines.ts'
import type { Translate } from '../i18n/translate.ts'
import type { Form } from './forms.ts'
import { lineErrors } from './weekly-next-week.ts'

export const typedHead = (form: Form): TypedLetterhead => ({
  form: form.text('form'),
  upper_line: form.text('upper_line'),
  issuer: form.text('issuer'),
  number: form.text('number'),
  place: form.text('place'),
  asks: form.text('asks'),
  signature: form.text('signature'),
  recipients: form.text('recipients'),
})

/** What is to be mended in the lines of a letterhead. */
export const headErrors = (t: Translate, faults: readonly HeadFault[]): FieldError[] =>
  faults.flatMap((one) => {
    if (one.field === 'signature' || one.field === 'recipients') return lineErrors(t, one.field, one.fault)
    const field = t(`settings.${one.field}`)
    return [{ field: one.field, text: t('settings.problem.too_long', { field, n: LONGEST_HEAD_LINE }) }]
  })
