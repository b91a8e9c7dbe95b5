import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import type { Tone } from './status.ts'

const icons: Record<Tone, IconName> = {
  late: 'octagon-alert',
  slow: 'trending-down',
  risk: 'triangle-alert',
  back: 'undo-2',
  ok: 'circle-arrow-right',
  done: 'circle-check-big',
  wait: 'hourglass',
  info: 'info',
  none: 'info',
}

interface CalloutProps {
  reader: Reader
  tone: Tone
  icon?: IconName
  title?: Child
  children?: Child
}

/** Something to know before reading on. */
export function Callout({ reader, tone, icon = icons[tone], title, children }: CalloutProps) {
  return (
    <div class='call' data-s={tone}>
      <Icon reader={reader} name={icon} />
      <div>
        {title && <p class='call__t'>{title}</p>}
        {children}
      </div>
    </div>
  )
}

interface EmptyProps {
  reader: Reader
  icon: IconName
  title: string
  text?: Child
  tone?: Tone
  /** The page's heading rather than a list's. */
  isPage?: boolean
  /** What to do next: links or buttons. */
  children?: Child
}

/** Nothing here, and why. */
export function EmptyState({ reader, icon, title, text, tone, isPage, children }: EmptyProps) {
  return (
    <div class='card empty' data-s={tone}>
      <Icon reader={reader} name={icon} />
      {isPage ? <h1>{title}</h1> : <p class='empty__t'>{title}</p>}
      {text && <p>{text}</p>}
      {children && <div class='btns btns--c'>{children}</div>}
    </div>
  )
}

/** A message for #toasts; as `partial` it is the whole answer to an htmx request that went wrong. */
export function Toast(props: { reader: Reader; tone: Tone; text: string; partial?: boolean }) {
  const { reader, tone, text, partial } = props
  const toast = (
    <div class='toast' data-s={tone}>
      <Icon reader={reader} name={icons[tone]} />
      <span>{text}</span>
      <button class='toast__x' type='button' data-dismiss>
        <span class='sr'>{reader.t('common.dismiss')}</span>
        <Icon reader={reader} name='x' />
      </button>
    </div>
  )
  if (!partial) return toast
  return (
    <hx-partial hx-target='#toasts' hx-swap='beforeend'>
      {toast}
    </hx-partial>
  )
}
