import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { Icon } from './icon.tsx'
import { HiddenFields } from './inputs.tsx'

export interface FieldError {
  /** The id of the control to go to. */
  field: string
  text: string
}

/** What is to be mended in one field. */
export const errorIn = (errors: readonly FieldError[], field: string): string | undefined =>
  errors.find((error) => error.field === field)?.text

/** As the fields stand on the form; what is none of these comes first. */
export const inOrder = (errors: readonly FieldError[], fields: readonly string[]): FieldError[] =>
  [...errors].sort((one, other) => fields.indexOf(one.field) - fields.indexOf(other.field))

/** With what each field is called before what is wrong with it, for a summary whose words do not say. */
export const namedErrors = (
  errors: readonly FieldError[],
  nameOf: (field: string) => string | undefined,
): FieldError[] =>
  errors.map(({ field, text }) => ({ field, text: [nameOf(field), text].filter(Boolean).join(': ') }))

/** What is to be mended, first thing on the page; it takes the focus. Draws nothing when all is well. */
export function ErrorSummary(props: {
  reader: Reader
  errors: readonly FieldError[]
  /** What could not be done yet: most forms save. */
  deed?: 'save' | 'send' | 'next'
  /** Defaults to that, and how many places need mending. */
  title?: string
  /** Files were sent and are lost. */
  filesAgain?: boolean
  /** Passwords and codes are typed anew. */
  isSecret?: boolean
}) {
  const { reader, errors, deed = 'save', title, filesAgain, isSecret } = props
  if (!errors.length) return null
  return (
    <div class='errsum' role='alert' tabindex={-1} id='errors'>
      <h2 class='mb'>{title ?? reader.t(`common.errors.${deed}`, { n: errors.length })}</h2>
      <ul>
        {errors.map((error) => (
          <li>
            <a href={`#${error.field}`}>{error.text}</a>
          </li>
        ))}
      </ul>
      {isSecret || (
        <p class='hint mt'>
          {reader.t('common.kept')} {filesAgain && reader.t('common.chooseFilesAgain')}
        </p>
      )}
    </div>
  )
}

/** Folded part of a form. It stands open when it holds something. */
export function More(props: { reader: Reader; summary: Child; open?: boolean; children: Child }) {
  return (
    <details class='more' open={props.open}>
      <summary>
        <Icon reader={props.reader} name='plus' />
        {props.summary}
      </summary>
      <div>{props.children}</div>
    </details>
  )
}

/** The search and filters over a list; the button stays, for those without script. */
export function Filters(props: {
  reader: Reader
  /** The page itself, ready-made: the form is sent there by GET. */
  action: string
  label: string
  /** The list that is replaced, '#list'; it must be in the answer under the same id. */
  target: string
  children: Child
}) {
  return (
    <form
      class='filters mb no-print'
      method='get'
      action={props.action}
      aria-label={props.label}
      hx-get={props.action}
      hx-trigger='input changed delay:300ms, change, submit'
      hx-sync='this:replace'
      hx-target={props.target}
      hx-select={props.target}
      hx-swap='outerHTML'
      hx-replace-url='true'
    >
      {props.children}
      <button class='btn' type='submit'>
        {props.reader.t('common.filter')}
      </button>
    </form>
  )
}

/** A page's question before a deed that cannot be taken back: no dialog, so it works everywhere. */
export function Confirm(props: {
  reader: Reader
  question: string
  /** Where the deed is sent to, ready-made. */
  action: string
  fields?: { name: string; value: string }[]
  confirm: string
  cancelHref: string
  danger?: boolean
  /** What will happen; further fields. */
  children?: Child
}) {
  return (
    <form class='card card__p' method='post' action={props.action}>
      <HiddenFields fields={props.fields ?? []} />
      <h1>{props.question}</h1>
      {props.children && <div class='flow mt'>{props.children}</div>}
      <div class='btns mt'>
        <button class={props.danger ? 'btn btn--d' : 'btn btn--p'} type='submit'>
          {props.confirm}
        </button>
        <a class='btn' href={props.cancelHref}>
          {props.reader.t('common.cancel')}
        </a>
      </div>
    </form>
  )
}

/** Buttons that need script; app.js shows them. */
export function PrintButton({ reader }: { reader: Reader }) {
  return (
    <button class='btn' type='button' data-print hidden>
      <Icon reader={reader} name='printer' />
      {reader.t('common.print')}
    </button>
  )
}
