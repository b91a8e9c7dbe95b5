import type { Attributes } from './field.tsx'
import { errorIn, type FieldError } from './form.tsx'

/** A text field inside a table, whose heads say what it is: its label is only heard. */
export function CellInput(props: {
  name: string
  label: string
  value: string
  errors: readonly FieldError[]
  attributes?: Attributes
}) {
  const { name, label, value, attributes } = props
  const error = errorIn(props.errors, name)
  return (
    <>
      {error && (
        <p class='err' id={`${name}-error`}>
          {error}
        </p>
      )}
      <input
        class='in'
        id={name}
        name={name}
        type='text'
        value={value}
        aria-label={label}
        aria-describedby={error ? `${name}-error` : undefined}
        aria-invalid={error ? 'true' : undefined}
        {...attributes}
      />
    </>
  )
}
