import type { Child } from 'hono/jsx'
import { ErrorSummary, type FieldError, namedErrors } from '../parts/form.tsx'
import { HiddenFields } from '../parts/inputs.tsx'
import { Crumbs, PageHead } from '../parts/page.tsx'
import type { Html, Reader } from '../reader.ts'

export interface FrameProps {
  reader: Reader
  code: string
  hidden: { name: string; value: string }[]
  /** What somebody else did meanwhile, or what stands in the way. */
  notice: Html | null
  /** Ready-made. */
  action: string
  back: string
}

interface Heading {
  errors: FieldError[]
  /** What the fields are called, for a summary whose words do not name them. */
  names?: Record<string, string>
  eyebrow: string
  title: string
  lead: string
  /** The last of the crumbs, where it is not the title. */
  here?: string
  /** It sends files, which a browser asks for again after an error. */
  isFile?: boolean
  /** Its parts are cards of their own. */
  isBare?: boolean
  children: Child
}

/** A form of an annex: what is wrong with it, where it stands, and its fields. */
export function Frame(props: FrameProps & Heading) {
  const { reader, code, title, names = {}, isFile, isBare } = props
  const { t, at } = reader
  const errors = namedErrors(props.errors, (field) => names[field])
  return (
    <div class='narrow'>
      <ErrorSummary reader={reader} errors={errors} filesAgain={isFile} />
      {props.notice}
      <Crumbs
        reader={reader}
        items={[
          { href: at('/commitments'), label: t('nav.commitments') },
          { href: at(`/commitments/${encodeURIComponent(code)}`), label: code },
          { href: props.back, label: t('amendment.title') },
        ]}
        here={props.here ?? title}
      />
      <PageHead eyebrow={props.eyebrow} title={title} lead={props.lead} />
      <form
        class={isBare ? undefined : 'card card__p'}
        method='post'
        action={props.action}
        enctype={isFile ? 'multipart/form-data' : undefined}
        novalidate
      >
        <HiddenFields fields={props.hidden} />
        {props.children}
      </form>
    </div>
  )
}

/** The form of a line that has buttons of other meanings among its fields. */
export function LineFrame({ children, ...props }: FrameProps & Heading) {
  const { reader, back } = props
  const label = reader.t('amendment.saveLine')
  return (
    <Frame {...props}>
      {/* The key Enter sends the form with its first button: that one saves. */}
      <button class='sr' type='submit' tabindex={-1}>
        {label}
      </button>
      {children}
      <Buttons reader={reader} label={label} back={back} />
    </Frame>
  )
}

export function Buttons({ reader, label, back }: { reader: Reader; label: string; back: string }) {
  return (
    <div class='btns mt'>
      <button class='btn btn--p' type='submit'>
        {label}
      </button>
      <a class='btn' href={back}>
        {reader.t('common.cancel')}
      </a>
    </div>
  )
}
