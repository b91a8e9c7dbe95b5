import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import type { Tone } from './status.ts'

/** Terms and what they are; beside each other where there is room (inside a `cq`). */
export function SummaryList({ items }: { items: { term: string; detail: Child }[] }) {
  return (
    <dl class='sl'>
      {items.map(({ term, detail }) => (
        <div>
          <dt>{term}</dt>
          <dd>{detail}</dd>
        </div>
      ))}
    </dl>
  )
}

export interface Happening {
  tone: Tone
  icon: IconName
  title: Child
  /** Who and when, in small. */
  meta?: Child
  quote?: string | null
  more?: Child
}

/** What happened, newest first. */
export function Timeline({ reader, items }: { reader: Reader; items: Happening[] }) {
  return (
    <ol class='tl'>
      {items.map((item) => (
        <li data-s={item.tone}>
          <span class='tl__k'>
            <Icon reader={reader} name={item.icon} />
          </span>
          <p>
            <b>{item.title}</b>
          </p>
          {item.meta && <p class='sub'>{item.meta}</p>}
          {item.quote && <blockquote>{item.quote}</blockquote>}
          {item.more}
        </li>
      ))}
    </ol>
  )
}

export interface Todo {
  title: string
  href?: string
  note?: Child
  tone?: Tone
  icon?: IconName
  /** At the right end: a number, a badge, a button. */
  end?: Child
}

/** A short list of things to look at, inside a card. */
export function TodoList({ reader, items }: { reader: Reader; items: Todo[] }) {
  return (
    <ul class='card card__p'>
      {items.map((item) => (
        <li class='todo' data-s={item.tone}>
          {item.icon && <Icon reader={reader} name={item.icon} />}
          <div>
            {item.href ? <a href={item.href}>{item.title}</a> : item.title}
            {item.note && <p class='sub'>{item.note}</p>}
          </div>
          {item.end}
        </li>
      ))}
    </ul>
  )
}

/** So many of so many, drawn as segments; meant for small numbers. */
export function Segments({ done, total, label }: { done: number; total: number; label: string }) {
  return (
    <div class='seg5' role='img' aria-label={label}>
      {Array.from({ length: total }, (_, n) => (
        <i class={n < done ? 'on' : undefined} />
      ))}
    </div>
  )
}
