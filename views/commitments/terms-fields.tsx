import { partyKinds } from '../../src/domain/commitment.ts'
import { SegmentedRadios } from '../parts/choices.tsx'
import { errorIn, type FieldError, inOrder, namedErrors } from '../parts/form.tsx'
import { DateField, TextField } from '../parts/inputs.tsx'
import type { Reader } from '../reader.ts'

export interface TermsProps {
  reader: Reader
  typed: (name: string) => string
  errors: readonly FieldError[]
}

const line = { maxlength: 200 }

/** What the fields about both sides are called, here and where the signing is recorded, in the order of their forms. */
export const termLabels = {
  party_kind: 'commitmentNew.partyKind',
  side_a_post: 'commitmentNew.sideAPost',
  side_a_name: 'commitmentNew.sideAName',
  effective_from: 'commitmentNew.from',
  effective_to: 'commitmentNew.to',
  place: 'commitmentNew.place',
  side_b_post: 'commitmentNew.sideBPost',
  side_b_name: 'commitmentNew.sideBName',
} as const

export const termWords = ({ t }: Reader, field: string): string | undefined =>
  field in termLabels ? t(termLabels[field as keyof typeof termLabels]) : undefined

/** What is to be mended, each with the name of its field, as a summary has to say it. */
export const termErrors = (reader: Reader, errors: readonly FieldError[]): FieldError[] =>
  namedErrors(inOrder(errors, Object.keys(termLabels)), (field) => termWords(reader, field))

/** Who signs for the unit. */
export function SideBFields({ reader, typed, errors }: TermsProps) {
  const text = (name: 'side_b_post' | 'side_b_name', optional: boolean) => (
    <TextField
      reader={reader}
      name={name}
      label={reader.t(termLabels[name])}
      value={typed(name)}
      error={errorIn(errors, name)}
      attributes={line}
      optional={optional}
    />
  )
  return (
    <>
      {text('side_b_post', false)}
      {text('side_b_name', true)}
    </>
  )
}

/** Who signs for side A, whether the unit or its head promises, from when to when, and where. */
export function TermsFields({ reader, typed, errors }: TermsProps) {
  const { t } = reader
  const text = (name: string, label: string, options: { hint?: string; optional?: boolean } = {}) => (
    <TextField
      reader={reader}
      name={name}
      label={label}
      value={typed(name)}
      error={errorIn(errors, name)}
      attributes={line}
      {...options}
    />
  )
  const day = (name: string, label: string) => (
    <DateField reader={reader} name={name} label={label} value={typed(name)} error={errorIn(errors, name)} />
  )
  return (
    <>
      <SegmentedRadios
        reader={reader}
        name='party_kind'
        label={t('commitmentNew.partyKind')}
        value={typed('party_kind')}
        error={errorIn(errors, 'party_kind')}
        options={partyKinds.map((value) => ({ value, label: t(`commitmentNew.party.${value}`) }))}
      />
      {text('side_a_post', t('commitmentNew.sideAPost'), { hint: t('commitmentNew.sideAPostHint') })}
      {text('side_a_name', t('commitmentNew.sideAName'), { optional: true })}
      {day('effective_from', t('commitmentNew.from'))}
      {day('effective_to', t('commitmentNew.to'))}
      {text('place', t('commitmentNew.place'), { hint: t('commitmentNew.placeHint'), optional: true })}
    </>
  )
}
