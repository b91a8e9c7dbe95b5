import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Layout } from '../../views/layout.tsx'
import type { CampaignChoice } from '../../views/parts/campaigns.tsx'
import type { Html } from '../../views/reader.ts'
import { chromeOf } from './chrome.ts'
import type { Visit } from './visit.ts'

/** What a page says of itself; the hall adds navigation, the reader's name and theme. */
export interface Page {
  title: string
  /** The navigation entry it belongs to, such as '/desk'. */
  here?: string
  wide?: boolean
  /** A long form: the bar of a phone would only be in the way. */
  isForm?: boolean
  hasErrors?: boolean
  /** The same page of other campaigns. */
  campaigns?: CampaignChoice
  flash?: { kind: 'done' | 'info' | 'late'; text: string }
}

/** A whole page. */
export async function show(c: Visit, page: Page, body: Html, status: ContentfulStatusCode = 200) {
  neverStored(c)
  const chrome = await chromeOf(c)
  // A form that came without a session: its page is shown again, and nothing was done.
  const flash = c.env?.kept && { flash: { kind: 'info' as const, text: c.var.reader.t('login.notSent') } }
  return c.html(
    Layout({ reader: c.var.reader, page: { ...chrome, ...flash, ...page, self: selfOf(c) }, children: body }),
    status,
  )
}

/** The piece alone for htmx's partial requests, the whole page for everybody else. */
export async function redraw(c: Visit, page: Page, piece: Html, body: () => Html | Promise<Html>) {
  if (!wantsPiece(c)) return await show(c, page, await body())
  neverStored(c)
  return c.html(piece)
}

/** After a deed: the page to read next, so that reloading it does nothing again. */
export function redirect(c: Visit, path: string) {
  return c.redirect(c.var.reader.at(path), 303)
}

/** Another page instead of this one, also where htmx asked for a piece of it; `address` holds the base path. */
export function leadTo(c: Visit, address: string) {
  if (c.req.header('HX-Request') !== 'true') return c.redirect(address, 303)
  c.header('HX-Redirect', address)
  return c.body(null, 204)
}

/** A form that cannot be kept, with what was typed and what is wrong with it. 409 is for what somebody else changed. */
export async function refuse(c: Visit, page: Page, body: Html, status: 401 | 409 | 413 | 422 | 429 = 422) {
  return await show(c, { hasErrors: status === 422, ...page }, body, status)
}

/** True for htmx's requests for a piece; boosted, restored and plain requests get the page. */
export function wantsPiece(c: Visit): boolean {
  return c.req.header('HX-Request') === 'true' && c.req.header('HX-Request-Type') === 'partial'
}

/** This page's address for the language link; after a post, the one the form was on is not known. */
function selfOf(c: Visit): string | undefined {
  if (c.req.method !== 'GET') return undefined
  const url = new URL(c.req.url)
  url.searchParams.delete('lang')
  // Two slashes at the front would name another host.
  return `${url.pathname.replace(/^\/+/, '/')}${url.search}`
}

function neverStored(c: Visit) {
  c.header('Vary', 'HX-Request, HX-Request-Type')
  c.header('Cache-Control', 'private, no-cache')
}
