import type { Child } from 'hono/jsx'
import type { Reader } from '../reader.ts'
import { Count } from './badge.tsx'

/** Where a page hangs; the last word is the page itself. */
export function Crumbs(props: { reader: Reader; items: { href: string; label: string }[]; here: string }) {
  return (
    <nav class='crumbs' aria-label={props.reader.t('common.breadcrumb')}>
      <ol>
        {props.items.map(({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
        <li aria-current='page'>{props.here}</li>
      </ol>
    </nav>
  )
}

/** The heading states the finding; above it when and where, below it a sentence, at the right the deeds. */
export function PageHead(props: {
  title: Child
  eyebrow?: Child
  /** Badges and tags above the title, in place of the eyebrow. */
  badges?: Child
  lead?: Child
  /** Buttons and links with class btn. */
  actions?: Child
}) {
  return (
    <div class='phead'>
      <div>
        {props.eyebrow && <p class='eyebrow'>{props.eyebrow}</p>}
        {props.badges && <div class='row'>{props.badges}</div>}
        <h1>{props.title}</h1>
        {props.lead && <p class='lead'>{props.lead}</p>}
      </div>
      {props.actions && <div class='btns no-print'>{props.actions}</div>}
    </div>
  )
}

/** A part of a page under its heading; `id` names the heading. `card` puts all into one card. */
export function Section(props: { id: string; title: Child; aside?: Child; card?: boolean; children: Child }) {
  return (
    <section class={props.card ? 'card card__p' : undefined} aria-labelledby={props.id}>
      <div class='shead'>
        <h2 id={props.id}>{props.title}</h2>
        {props.aside && <div class='sm muted'>{props.aside}</div>}
      </div>
      {props.children}
    </section>
  )
}

export interface Tab {
  href: string
  label: string
  /** The whole name of what a label has no room for. */
  title?: string
  count?: number
  hot?: boolean
  here?: boolean
}

export function Tabs({ reader, label, tabs }: { reader: Reader; label: string; tabs: Tab[] }) {
  return (
    <nav class='tabs' aria-label={label}>
      {tabs.map((tab) => (
        <a href={tab.href} title={tab.title} aria-current={tab.here ? 'page' : undefined}>
          {tab.label}{' '}
          {tab.count !== undefined && <Count reader={reader} n={tab.count} hot={tab.hot && tab.count > 0} />}
        </a>
      ))}
    </nav>
  )
}

/** Keyset paging: on to the rows after the last one shown, or back to the first. Draws nothing on a single page. */
export function Pager(props: {
  reader: Reader
  next?: string | null
  first?: string | null
  children?: Child
}) {
  const { reader, next, first, children } = props
  if (!next && !first && !children) return null
  return (
    <nav class='pager mt no-print' aria-label={reader.t('common.pages')}>
      {first && (
        <a class='btn btn--s' href={first}>
          {reader.t('common.firstPage')}
        </a>
      )}
      {children && <span>{children}</span>}
      {next && (
        <a class='btn btn--s' href={next} rel='next'>
          {reader.t('common.nextPage')}
        </a>
      )}
    </nav>
  )
}

/** A wide thing that scrolls by itself, also by keyboard. */
export function Scroll({ label, children }: { label: string; children: Child }) {
  return (
    <section class='scroll' tabindex={0} aria-label={label}>
      {children}
    </section>
  )
}
