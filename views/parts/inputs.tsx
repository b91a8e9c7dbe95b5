import type { Child } from 'hono/jsx'
import { type Attributes, described, Field, type FieldProps, Group } from './field.tsx'
import { Icon } from './icon.tsx'

type InputProps = FieldProps & {
  value?: string | null
  attributes?: Attributes
  /** Below the control: a live result, choices. */
  after?: Child
}

export function TextField(props: InputProps & { type?: 'text' | 'search' | 'email' | 'password' | 'url' }) {
  return (
    <Field {...props}>
      <input
        class='in'
        id={props.id ?? props.name}
        name={props.name}
        type={props.type ?? 'text'}
        value={props.value ?? ''}
        {...described(props)}
        {...props.attributes}
      />
    </Field>
  )
}

/** A figure as it was typed, with its measure behind it. `before` stands between the error and the control. */
export function NumberField(props: InputProps & { affix?: string; before?: Child; small?: boolean }) {
  const input = (
    <input
      class={props.small ? 'in' : 'in in--num'}
      id={props.id ?? props.name}
      name={props.name}
      type='text'
      inputmode='decimal'
      autocomplete='off'
      value={props.value ?? ''}
      {...described(props)}
      {...props.attributes}
    />
  )
  return (
    <Field {...props}>
      {props.before}
      {props.affix ? (
        <div class='affix'>
          {input}
          <span>{props.affix}</span>
        </div>
      ) : (
        input
      )}
    </Field>
  )
}

export function TextArea(props: InputProps & { rows?: number }) {
  return (
    <Field {...props}>
      <textarea
        class='in'
        id={props.id ?? props.name}
        name={props.name}
        rows={props.rows ?? 3}
        {...described(props)}
        {...props.attributes}
      >
        {props.value ?? ''}
      </textarea>
    </Field>
  )
}

/**
 * A day as people write it (31/8/2022). With `quick` the likely days are one tap each and `<name>_other` holds
 * any other one, chosen by the value 'other'.
 */
export function DateField(props: InputProps & { quick?: { value: string; label: string }[] }) {
  const { reader, name, id = name, value, quick } = props
  if (!quick) {
    return (
      <Field {...props} hint={props.hint ?? reader.t('common.dateHint')}>
        <DayInput {...props} hint={props.hint ?? reader.t('common.dateHint')} />
      </Field>
    )
  }
  const known = quick.some((day) => day.value === value)
  const isOther = !known && Boolean(value)
  return (
    <Group {...props}>
      <div class='seg'>
        {quick.map((day, n) => (
          <label>
            <input
              type='radio'
              id={n ? undefined : id}
              name={name}
              value={day.value}
              checked={day.value === value || (n === 0 && !value)}
            />
            <span>{day.label}</span>
          </label>
        ))}
        <label>
          <input type='radio' name={name} value='other' data-reveal checked={isOther} />
          <span>{reader.t('common.otherDate')}</span>
        </label>
      </div>
      <div class='reveal'>
        <label class='hint' for={`${id}_other`}>
          {reader.t('common.dateHint')}
        </label>
        <DayInput
          {...props}
          hint={undefined}
          name={`${name}_other`}
          id={`${id}_other`}
          value={isOther ? value : ''}
        />
      </div>
    </Group>
  )
}

function DayInput(props: InputProps) {
  return (
    <input
      class='in in--date'
      id={props.id ?? props.name}
      name={props.name}
      type='text'
      autocomplete='off'
      value={props.value ?? ''}
      aria-describedby={described(props)['aria-describedby']?.replace('_other-', '-')}
      aria-invalid={props.error ? 'true' : undefined}
      {...props.attributes}
    />
  )
}

/** Files must be chosen again after a refusal: browsers do not give them back. */
export function FileDrop(
  props: FieldProps & { accept?: string; multiple?: boolean; attributes?: Attributes },
) {
  return (
    <Field {...props}>
      <div class='drop'>
        <Icon reader={props.reader} name='paperclip' />
        <input
          id={props.id ?? props.name}
          name={props.name}
          type='file'
          accept={props.accept}
          multiple={props.multiple}
          {...described(props)}
          {...props.attributes}
        />
      </div>
    </Field>
  )
}

/** Fields that a form carries without showing them. */
export function HiddenFields({ fields }: { fields: Iterable<{ name: string; value: string }> }) {
  return (
    <>
      {[...fields].map(({ name, value }) => (
        <input type='hidden' name={name} value={value} />
      ))}
    </>
  )
}
