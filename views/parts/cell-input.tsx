import type { Attributes } from './field.tsx'
import { errorIn, type FieldError } from './form.tsx'

/** A text field inside a table, whose heads say what it is: its label is only heard. With rows it takes several lines. */
export function CellInput(props: {
  name: string
  label: string
  value: string
  errors: readonly FieldError[]
  rows?: number
  attributes?: Attributes
}) {
  const { name, label, value, rows, attributes } = props
  const error = errorIn(props.errors, name)
  const place = { class: 'in', id: name, name }
  const heard = {
    'aria-label': label,
    'aria-describedby': error ? `${name}-error` : undefined,
    'aria-invalid': error ? ('true' as const) : undefined,
  }
  return (
    <>
      {error && (
        <p class='err' id={`${name}-error`}>
          {error}
        </p>
      )}
      {rows === undefined ? (
        <input {...place} type='text' value={value} {...heard} {...attributes} />
      ) : (
        <textarea {...place} rows={rows} {...heard} {...attributes}>
          {value}
        </textarea>
      )}
    </>
  )
}
