import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { Icon } from './icon.tsx'

/** What every field has. Its id is its name, so that the error summary can lead to it. */
export interface FieldProps {
  reader: Reader
  name: string
  label: string
  hint?: Child
  /** Why the server refused it. */
  error?: Child
  /** Says "(không bắt buộc)"; fields are required unless they say so. */
  optional?: boolean
  /** The label is only heard, where the words already stand beside it. */
  quiet?: boolean
  id?: string
}

/** Further attributes of the control itself: hx-*, autocomplete, maxlength. */
export type Attributes = Record<string, string | number | boolean | undefined>

/** What ties a control to its hint and its error. */
export function described(props: FieldProps): { 'aria-describedby'?: string; 'aria-invalid'?: 'true' } {
  const id = props.id ?? props.name
  const by = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ')
  return { 'aria-describedby': by || undefined, 'aria-invalid': props.error ? 'true' : undefined }
}

/** Label, hint, error, then the control: what is to be known comes before what is to be typed. */
export function Field(props: FieldProps & { children: Child; after?: Child }) {
  const id = props.id ?? props.name
  return (
    <div class={props.error ? 'field field--bad' : 'field'}>
      <label class={props.quiet ? 'sr' : 'lbl'} for={id}>
        {props.label} {props.optional && <Optional reader={props.reader} />}
      </label>
      <Said {...props} />
      {props.children}
      {props.after}
    </div>
  )
}

/** The same for a group of controls. */
export function Group(props: FieldProps & { children: Child; after?: Child }) {
  return (
    <fieldset
      class={props.error ? 'field field--bad' : 'field'}
      aria-describedby={described(props)['aria-describedby']}
    >
      <legend class={props.quiet ? 'sr' : 'lbl'}>
        {props.label} {props.optional && <Optional reader={props.reader} />}
      </legend>
      <Said {...props} />
      {props.children}
      {props.after}
    </fieldset>
  )
}

function Optional({ reader }: { reader: Reader }) {
  return <span class='opt'>{reader.t('common.optional')}</span>
}

function Said({ reader, name, id = name, hint, error }: FieldProps) {
  return (
    <>
      {hint && (
        <p class='hint' id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class='err' id={`${id}-error`}>
          <Icon reader={reader} name='octagon-alert' />
          <span>{error}</span>
        </p>
      )}
    </>
  )
}
