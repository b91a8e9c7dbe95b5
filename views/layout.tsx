import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { Count } from './parts/badge.tsx'
import { type CampaignChoice, CampaignChooser } from './parts/campaigns.tsx'
import { Icon, Mark } from './parts/icon.tsx'
import { AccountMenu, type NavItem, type Theme, type Who } from './parts/menu.tsx'
import { Callout } from './parts/notes.tsx'
import type { Html, Reader } from './reader.ts'

export interface Page {
  title: string
  /** The form was refused: the title says so first. */
  hasErrors?: boolean
  /** Where this person may go, most used first; what comes after the fifth moves into their menu. */
  nav?: NavItem[]
  /** The path of the destination to which this page belongs. */
  here?: string
  who?: Who
  /** Whose register it is: 'Huyện ủy Hướng Hóa'. */
  organisation: string
  theme: Theme
  readOnly?: boolean
  /** What the deed before this page did. */
  flash?: { kind: 'done' | 'info' | 'late'; text: string }
  /** Wider than reading width: long tables. */
  wide?: boolean
  /** A form has the page to itself: no bar at the foot of a phone. */
  isForm?: boolean
  /** Where the page is about a campaign and there are others. */
  campaigns?: CampaignChoice
  /** The address of this page by GET, with its query, for the language link; by itself the present one. */
  self?: string
}

const MAX_IN_BAR = 5
/** Errors are not swapped into the page (they come as a toast), except 422 and 409, which are the form again. */
const htmxConfig = JSON.stringify({
  noSwap: [204, 304, 400, 401, 403, 404, 413, 429, '5xx'],
  includeIndicatorCSS: false,
})

/** A whole page. */
export function Layout({ reader, page, children }: { reader: Reader; page: Page; children?: Child }): Html {
  const { t } = reader
  const title = t('app.title', { page: page.title })
  return html`<!doctype html>${(
    <html lang={reader.language} data-theme={page.theme === 'system' ? undefined : page.theme}>
      <head>
        <meta charset='utf-8' />
        <meta name='viewport' content='width=device-width, initial-scale=1' />
        <meta name='color-scheme' content='light dark' />
        <meta name='htmx-config' content={htmxConfig} />
        <title>{page.hasErrors ? t('common.errorTitle', { page: title }) : title}</title>
        <link rel='stylesheet' href={reader.asset('app.css')} />
        <link rel='icon' type='image/svg+xml' href={reader.asset('mark.svg')} />
        <script src={reader.asset('htmx.min.js')} defer />
        <script src={reader.asset('app.js')} defer />
      </head>
      <body>
        <a class='skip' href='#main'>
          {t('common.skip')}
        </a>
        <div class='strip' />
        <Header reader={reader} page={page} />
        <main id='main' tabindex={-1}>
          <div class={wrapFor(page)}>
            {page.flash && <Flash reader={reader} flash={page.flash} />}
            {page.campaigns && <CampaignChooser reader={reader} choice={page.campaigns} />}
            {children}
          </div>
        </main>
        <Footer reader={reader} page={page} />
        <div
          class='toasts no-print'
          id='toasts'
          role='status'
          data-offline={t('common.offline')}
          data-expired={t('login.expired')}
        />
      </body>
    </html>
  )}`
}

function wrapFor(page: Page): string {
  return page.wide ? 'wrap wrap--wide' : 'wrap'
}

function Header({ reader, page }: { reader: Reader; page: Page }) {
  const inBar = page.nav?.slice(0, MAX_IN_BAR) ?? []
  return (
    <header class='top'>
      <div class={`${wrapFor(page)} top__in`}>
        <a class='brand' href={reader.at('/')}>
          <Mark reader={reader} />
          <span>
            <b>{reader.t('app.name')}</b>
            <small>{page.organisation}</small>
          </span>
        </a>
        {inBar.length > 0 && (
          <nav class='nav' aria-label={reader.t('common.nav')}>
            <ul>
              {inBar.map((item) => (
                <li>
                  <a href={reader.at(item.path)} aria-current={currentFor(item, page)}>
                    {item.label} <NavCount reader={reader} item={item} />
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class='me'>
          {page.readOnly && (
            <span class='tag with-icon'>
              <Icon reader={reader} name='eye' />
              {reader.t('common.readOnly')}
            </span>
          )}
          {page.who && (
            <AccountMenu
              reader={reader}
              who={inBar.some(({ path }) => path === '/notices') ? { ...page.who, unread: 0 } : page.who}
              theme={page.theme}
              self={page.self}
              more={
                page.nav?.slice(MAX_IN_BAR).map((item) => ({ ...item, current: currentFor(item, page) })) ??
                []
              }
            />
          )}
        </div>
      </div>
    </header>
  )
}

function NavCount({ reader, item }: { reader: Reader; item: NavItem }) {
  if (!item.count) return null
  return <Count reader={reader} n={item.count} words={reader.t('common.needsYou')} hot />
}

/** The administrator's start is where the rooms are found that have no place of their own in the bar. */
function currentFor(item: NavItem, { here, nav }: Page): 'page' | 'true' | undefined {
  if (item.path === here) return 'page'
  const isRoom = item.path === '/admin' && here?.startsWith('/admin/')
  const hasPlace = nav?.some(({ path }, n) => path === here && n < MAX_IN_BAR)
  return isRoom && !hasPlace ? 'true' : undefined
}

function Flash({ reader, flash }: { reader: Reader; flash: NonNullable<Page['flash']> }) {
  return (
    <div class='flash no-print' role='status'>
      <Callout reader={reader} tone={flash.kind}>
        <p>{flash.text}</p>
      </Callout>
    </div>
  )
}

function Footer({ reader, page }: { reader: Reader; page: Page }) {
  const inBar = page.isForm ? [] : (page.nav?.slice(0, MAX_IN_BAR) ?? [])
  return (
    <>
      <footer class='foot no-print'>
        <div class={`${wrapFor(page)} row row--between`}>
          <span>{[reader.t('app.name'), page.organisation].filter(Boolean).join(' · ')}</span>
          {page.organisation && <span>{reader.t('common.help', { organisation: page.organisation })}</span>}
        </div>
      </footer>
      {inBar.length > 0 && (
        <nav class='tabbar no-print' aria-label={reader.t('common.navPhone')}>
          <ul>
            {inBar.map((item) => (
              <li>
                <a href={reader.at(item.path)} aria-current={currentFor(item, page)}>
                  <Icon reader={reader} name={item.icon} />
                  <span>{item.short ?? item.label}</span> <NavCount reader={reader} item={item} />
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </>
  )
}
