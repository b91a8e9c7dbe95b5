import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import type { Mark, Tone } from './status.ts'

/** A status as colour, picture and word. Only overdue is solid; `soft` tints it (overdue for less than a week). */
export function Badge(props: { reader: Reader; mark: Mark; soft?: boolean; children?: Child }) {
  const { reader, mark, soft, children } = props
  return (
    <span class={soft ? 'badge badge--soft' : 'badge'} data-s={mark.tone}>
      <Icon reader={reader} name={mark.icon} />
      {children ?? reader.t(mark.word)}
    </span>
  )
}

/** How long overdue: tinted with a clock in the first week, solid from then on. */
export function LateBadge({ reader, days }: { reader: Reader; days: number }) {
  const isLong = days >= 7
  return (
    <span class={isLong ? 'badge' : 'badge badge--soft'} data-s='late'>
      <Icon reader={reader} name={isLong ? 'octagon-alert' : 'clock-alert'} />
      {reader.t('common.dayCount', { n: days })}
    </span>
  )
}

/** A count of what needs somebody; `hot` draws the eye, `words` is what a listener hears after the number. */
export function Count({ n, hot, words }: { n: number | string; hot?: boolean; words?: string }) {
  return (
    <span class={hot ? 'count count--hot' : 'count'}>
      {n}
      {words && <span class='sr'> {words}</span>}
    </span>
  )
}

/** A quiet label: a group, a document number. */
export function Tag({ children }: { children: Child }) {
  return <span class='tag'>{children}</span>
}

/** A picture and words in one line. */
export function WithIcon(props: { reader: Reader; icon: IconName; tone?: Tone; children: Child }) {
  return (
    <span class='with-icon' data-s={props.tone}>
      <Icon reader={props.reader} name={props.icon} />
      <span>{props.children}</span>
    </span>
  )
}
