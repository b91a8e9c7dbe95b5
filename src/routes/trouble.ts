import { HTTPException } from 'hono/http-exception'
import { BusyPage } from '../../views/errors/busy.tsx'
import { DiskFullPage } from '../../views/errors/disk-full.tsx'
import { NotFoundPage } from '../../views/errors/not-found.tsx'
import { ServerErrorPage } from '../../views/errors/server-error.tsx'
import { Sorry } from '../../views/errors/sorry.tsx'
import { TooLargePage } from '../../views/errors/too-large.tsx'
import { Layout } from '../../views/layout.tsx'
import { Toast } from '../../views/parts/notes.tsx'
import type { Html } from '../../views/reader.ts'
import { isBusy, isDiskFull } from '../storage/client.ts'
import { show, wantsPiece } from './answers.ts'
import { type Form, readForm } from './forms.ts'
import { isSecret } from './secret-forms.ts'
import type { Kept, Visit } from './visit.ts'

/** What does not exist, and what this person may not see, look the same. */
export function notFound(c: Visit) {
  const { reader } = c.var
  // Beside the base path nobody was greeted.
  if (!reader) return c.text('404\n', 404)
  if (wantsPiece(c)) return sayBriefly(c, reader.t('error.notFound.title'), 404)
  return show(c, { title: reader.t('error.notFound.title') }, NotFoundPage({ reader }), 404)
}

export function tooLarge(c: Visit) {
  const { reader, config } = c.var
  const page = TooLargePage({ reader, limitMegabytes: config.uploadLimitBytes / 1024 / 1024 })
  return show(c, { title: reader.t('error.tooLarge.title') }, page, 413)
}

/** What was sent is no form, or a broken one. */
export async function unreadable(c: Visit) {
  const { reader } = c.var
  const title = reader.t('error.notForm')
  return await show(
    c,
    { title },
    Sorry({ reader, icon: 'triangle-alert', title, text: reader.t('error.retry') }),
    415,
  )
}

/** The one handler of what a user cannot cause; it logs with an id that can be read over the telephone. */
export async function somethingWrong(error: Error, c: Visit) {
  if (error instanceof HTTPException) return error.status === 403 ? fromElsewhere(c) : error.getResponse()
  const { reader, requestId, log } = c.var
  if (!reader) throw error
  const { t } = reader
  const again = await typedIn(c)
  if (isBusy(error)) {
    log.warn({ error, request: requestId }, 'database busy')
    c.header('Retry-After', '5')
    const retryHref = again ? undefined : pageOf(c)
    return await plainShow(c, t('error.busy.title'), BusyPage({ reader, again, retryHref }), 503)
  }
  if (isDiskFull(error)) {
    log.error({ error, request: requestId }, 'disk full')
    return await plainShow(c, t('error.diskFull.title'), DiskFullPage({ reader, again }), 507)
  }
  log.error({ error, request: requestId, path: loggedPath(c) }, 'program error')
  const page = ServerErrorPage({ reader, incident: requestId, again })
  return await plainShow(c, t('error.server.title'), page, 500)
}

/** A word in an address that opens something is kept in no log. */
const loggedPath = (c: Visit) => c.req.path.replace(/\/(link|setup|mail)\/[^/]+/, '/$1/…')

/** A form of another site; nobody was greeted yet, so it is said in both languages. */
function fromElsewhere(c: Visit) {
  const words = [
    'Biểu mẫu được gửi từ một trang khác nên không được nhận.',
    'This form came from another site and was not taken.',
  ]
  return c.text(`${words.join('\n')}\n`, 403)
}

const MOST_TYPED = 512 * 1024

/** The form that was not recorded, ready to be sent once more; passwords and files are never repeated. */
async function typedIn(c: Visit): Promise<{ action: string; fields: Kept } | undefined> {
  // A body that nobody has measured yet is not read here either; a browser says how long its form is.
  const size = c.req.header('Transfer-Encoding') ? Infinity : Number(c.req.header('Content-Length') ?? 0)
  if (size > c.var.config.uploadLimitBytes * 3 || wantsPiece(c)) return undefined
  const form = await readForm(c)
  if (!form) return undefined
  const again = isSecret(c.req.path.slice(c.var.config.basePath.length))
    ? beforeSignIn(c, form)
    : { action: addressOf(c), fields: form.fields }
  const length = again.fields.reduce((sum, { name, value }) => sum + name.length + value.length, 0)
  return again.fields.length > 0 && length <= MOST_TYPED ? again : undefined
}

/** What was kept over a sign-in that failed goes to where it was meant for, which asks to sign in anew. */
function beforeSignIn(c: Visit, form: Form) {
  const next = form.text('next')
  const isOurs = /^\/(?![/\\])[^\s\\]*$/.test(next)
  const kept = form.fields.filter(({ name }) => isOurs && name.startsWith('kept.'))
  return {
    action: c.var.reader.at(next),
    fields: kept.map(({ name, value }) => ({ name: name.slice('kept.'.length), value })),
  }
}

/** Where to read what could not be read; the page of a form that is not repeated. */
function pageOf(c: Visit): string | undefined {
  if (c.req.method === 'GET') return addressOf(c)
  const { reader, session } = c.var
  return reader.at(session ? '/account' : '/login')
}

/** This address in this house; several slashes at its beginning would name another. */
function addressOf(c: Visit): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname.replace(/^\/+/, '/') + search
}

/** A word for htmx, the page for everybody else; without its navigation when not even that can be read any more. */
async function plainShow(c: Visit, title: string, body: Html, status: 500 | 503 | 507) {
  try {
    if (wantsPiece(c)) return sayBriefly(c, title, status)
    return await show(c, { title }, body, status)
  } catch (error) {
    c.var.log.warn({ error, request: c.var.requestId }, 'the page of trouble has no navigation')
    c.header('Cache-Control', 'private, no-cache')
    const page = { title, organisation: '', theme: 'system' as const }
    return c.html(Layout({ reader: c.var.reader, page, children: body }), status)
  }
}

/** htmx leaves the page as it is on an error; this line is put among the toasts beside it. */
function sayBriefly(c: Visit, text: string, status: 404 | 500 | 503 | 507) {
  return c.html(Toast({ reader: c.var.reader, tone: 'late', text, partial: true }), status)
}
