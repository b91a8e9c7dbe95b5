import { errorIn, type FieldError } from '../parts/form.tsx'
import { TextField } from '../parts/inputs.tsx'
import type { Reader } from '../reader.ts'

const LONGEST = 200

/** One line of a form about units, with what was typed and what is wrong with it. */
export function UnitLine(props: {
  reader: Reader
  typed: (name: string) => string
  errors: readonly FieldError[]
  name: string
  label: string
  hint?: string
  optional?: boolean
  longest?: number
}) {
  const { reader, typed, errors, name, label, hint, optional, longest = LONGEST } = props
  return (
    <TextField
      reader={reader}
      name={name}
      label={label}
      value={typed(name)}
      attributes={{ maxlength: longest, autocomplete: 'off' }}
      {...(hint && { hint })}
      {...(optional && { optional })}
      error={errorIn(errors, name)}
    />
  )
}
