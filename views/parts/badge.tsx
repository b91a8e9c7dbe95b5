import type { Child } from 'hono/jsx'
import { writeCount } from '../../src/i18n/numbers.ts'
import type { Reader } from '../reader.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import type { Mark, Tone } from './status.ts'

/** A mark with its own words or others, or a look of the caller's. */
type Look = { mark: Mark; children?: Child } | { tone: Tone; icon: IconName; children: Child }

/** A status as colour, picture and word. Only overdue is solid; `soft` tints it (overdue for less than a week). */
export function Badge(props: { reader: Reader; soft?: boolean } & Look) {
  const { reader, soft } = props
  const { tone, icon } = 'mark' in props ? props.mark : props
  return (
    <span class={soft ? 'badge badge--soft' : 'badge'} data-s={tone}>
      <Icon reader={reader} name={icon} />
      {props.children ?? ('mark' in props && reader.t(props.mark.word))}
    </span>
  )
}

/** From a week on it is shown as solid. */
export const isLongLate = (days: number) => days >= 7

/** How long overdue: tinted with a clock in the first week, solid from then on. */
export function LateBadge({ reader, days }: { reader: Reader; days: number }) {
  const isLong = isLongLate(days)
  return (
    <Badge reader={reader} tone='late' icon={isLong ? 'octagon-alert' : 'clock-alert'} soft={!isLong}>
      {reader.t('common.dayCount', { n: days })}
    </Badge>
  )
}

/** A count of what needs somebody; `hot` draws the eye, `words` is what a listener hears after the number. */
export function Count(props: { reader: Reader; n: number; hot?: boolean; words?: string }) {
  const { reader, n, hot, words } = props
  return (
    <span class={hot ? 'count count--hot' : 'count'}>
      {writeCount(reader.language, n)}
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
